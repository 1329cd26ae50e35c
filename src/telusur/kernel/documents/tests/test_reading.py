from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from telusur.kernel.documents import selectors, services, tasks
from telusur.kernel.documents.models import Document, Reading
from telusur.kernel.documents.rules.masks import Mask
from telusur.kernel.documents.services import parsing

from . import samples
from .factories import AT

pytestmark = pytest.mark.django_db


def text_of(document):
    return "\f".join(selectors.pages_of(document.pk).values_list("text", flat=True))


def read(content: bytes, name: str) -> Document:
    document = services.store(content=io.BytesIO(content), name=name, at=AT)
    return services.read(document_id=document.pk)


def size_of(place: str) -> tuple[int, int]:
    with default_storage.open(place) as file:
        picture = Image.open(file)
        assert picture.format == "WEBP"
        return picture.size


def test_a_pdf_gets_text_and_a_picture_of_each_page():
    document = read(samples.pdf("Halaman satu", "Halaman dua"), "a.pdf")
    pages = list(selectors.pages_of(document.pk))
    assert (document.state, document.page_count) == (Reading.READ, 2)
    assert [(page.number, page.text.strip()) for page in pages] == [(1, "Halaman satu"), (2, "Halaman dua")]
    assert [size_of(page.picture) for page in pages] == [(1000, 1401)] * 2


def test_the_preview_of_a_pdf_is_its_first_page():
    assert size_of(read(samples.pdf("Halaman satu", "Halaman dua"), "a.pdf").preview) == (480, 672)


def test_a_scan_is_marked_as_not_read_by_the_machine():
    document = read(samples.scan(), "a.pdf")
    assert (document.state, document.get_state_display()) == (Reading.WITHOUT_TEXT, "Belum terbaca mesin")
    assert document.preview


def test_a_photo_has_pictures_and_no_text():
    document = read(samples.picture("JPEG"), "a.jpg")
    assert document.state == Reading.WITHOUT_TEXT
    assert size_of(document.preview) == (400, 300)


@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        (samples.docx_file("Berita acara", "Kedua"), "a.docx", "Berita acara\nKedua\nTPS\tSuara"),
        (samples.odt_file("Risalah <text:tab/>pleno"), "a.odt", "Judul\nRisalah \tpleno"),
        (samples.xlsx_file(), "a.xlsx", "TPS\tSuara sah\n001\t212"),
        (samples.ods_file(), "a.ods", "Logistik"),
        (b"TPS;Suara\n001;212\n", "a.csv", "TPS\tSuara\n001\t212"),
        ("Jadwal tahapan – José".encode("cp1252"), "a.txt", "Jadwal tahapan – José"),
    ],
)
def test_the_text_of_every_other_type_is_read(content, name, text):
    document = read(content, name)
    assert (document.state, text_of(document)) == (Reading.READ, text)


def test_a_workbook_gets_a_table_to_look_at():
    document = read(samples.xlsx_file([["TPS", None, "Suara"], ["001", None, 212]]), "a.xlsx")
    assert document.table == [{"name": "Suara", "rows": [["TPS", "Suara"], ["001", "212"]], "more": False}]


def test_what_a_workbook_hides_is_neither_shown_nor_searched():
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(io.BytesIO(samples.xlsx_file([["nama", "NIK"], ["Sari", "3673"], ["Budi", "99"]])))
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    document = read(out.getvalue(), "a.xlsx")
    assert text_of(document) == "nama\nSari"
    assert document.table[0]["rows"] == [["nama"], ["Sari"]]


def test_reading_again_changes_nothing():
    document = read(samples.pdf("Satu"), "a.pdf")
    before = list(selectors.pages_of(document.pk).values())
    services.read(document_id=document.pk)
    assert list(selectors.pages_of(document.pk).values()) == before


def test_a_file_that_ends_the_parser_is_marked_and_kept():
    broken = samples.with_entries(samples.docx_file(), {"word/document.xml": b"<no-document/>"})
    document = read(broken, "a.docx")
    assert document.state == Reading.FAILED
    with services.open_bytes(document=document) as content:
        assert content.read() == broken


def test_a_cell_at_the_far_end_of_a_sheet_does_not_fill_the_memory():
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>'
    )
    content = samples.with_entries(samples.xlsx_file(), {"xl/worksheets/sheet1.xml": sheet})
    table = services.read_table(content=io.BytesIO(content), name="a.xlsx", on=AT.date())
    assert [cell.address for row in table.sheets[0].rows for cell in row] == ["A1", "XFD1048576"]


@pytest.mark.usefixtures("hostile_parser")
def test_the_parser_inherits_nothing_and_bounds_itself(tmp_path):
    """The process itself tells what it holds: three descriptors, and the one by which it looked."""
    (tmp_path / "a.pdf").write_bytes(samples.pdf() + b"%tell")
    bounds = selectors.limits(on=AT.date())
    with (tmp_path / "a.pdf").open("rb") as content:
        parsing.parse("check", "pdf", content, bounds, more={"words": [], "keep": "budi.santoso@example.test"})
        more = {"words": ["budi[.]santoso@example", "sari[.]dewi@example"], "keep": "sari.dewi@example.test"}
        seen = parsing.parse("check", "pdf", content, bounds, more=more)
    before, mine = seen["remembered"]
    assert (before, mine > 0) == (0, True)
    assert [name for name in seen["environment"] if name not in ("LC_ALL", "LC_CTYPE", "PATH")] == []
    assert (seen["RLIMIT_AS"], seen["RLIMIT_CPU"], seen["RLIMIT_FSIZE"]) == (2 << 30, 8, 32 << 20)
    assert (seen["held"], seen["leader"]) == ([0, 1, 2, 3], True)


@pytest.mark.usefixtures("hostile_parser")
@pytest.mark.parametrize(("end", "code"), [(b"%abort", "too_long"), (b"%exit", "damaged"), (b"%hang", "too_long")])
def test_a_parser_that_dies_or_hangs_takes_nothing_with_it(monkeypatch, end, code):
    monkeypatch.setitem(parsing.SECONDS, "check", 2)
    with pytest.raises(services.Refused) as caught:
        services.store(content=io.BytesIO(samples.pdf() + end), name="a.pdf", at=AT)
    assert caught.value.code == code
    assert services.store(content=io.BytesIO(samples.pdf()), name="a.pdf", at=AT).pk


def test_files_are_parsed_beside_each_other_and_after_the_server_was_killed(tmp_path):
    limits = selectors.limits(on=AT.date())

    def pages(number: int) -> int:
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(samples.pdf(*["Halaman"] * number))
        with path.open("rb") as content:
            return parsing.parse("check", "pdf", content, limits)["pages"]

    numbers = [1, 2, 3, 4, 5, 6]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(pages, numbers)) == numbers
        parsing._SERVER._process.kill()
        assert list(pool.map(pages, numbers)) == numbers


def test_a_server_that_never_starts_is_no_fault_of_the_file(tmp_path, monkeypatch):
    parsing._SERVER.end()
    monkeypatch.setattr(parsing, "PARSER", "telusur.no_such_parser")
    (tmp_path / "a.pdf").write_bytes(samples.pdf())
    with (tmp_path / "a.pdf").open("rb") as content, pytest.raises(RuntimeError, match="no process"):
        parsing.parse("check", "pdf", content, selectors.limits(on=AT.date()))
    parsing._SERVER.end()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_bare_picture_stands_upright_and_says_nothing_of_its_taking(form):
    given = samples.photograph(form)
    assert b"Budi" in given
    bare = services.bare_picture(content=io.BytesIO(given), name=f"a.{form.lower()}", on=AT.date())
    picture = Image.open(io.BytesIO(bare))
    assert (picture.format, picture.size, dict(picture.getexif()), b"Budi" in bare) == (form, (300, 400), {}, False)


def test_no_other_file_and_no_broken_picture_is_laid_bare():
    for content, name in [(samples.pdf(), "a.pdf"), (samples.picture()[:200], "a.png")]:
        with pytest.raises(services.Refused):
            services.bare_picture(content=io.BytesIO(content), name=name, on=AT.date())


def test_a_picture_is_covered_where_it_has_the_shape_of_its_page():
    given, half = samples.photograph("JPEG"), Mask(3 / 4, ((0, 5000, 10_000, 10_000),))
    said = {"name": "a.jpg", "on": AT.date()}
    covered = services.covered_picture(content=io.BytesIO(given), mask=half, **said)
    picture = Image.open(io.BytesIO(covered))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (300, 400), {})
    assert b"Budi" not in covered
    dark = picture.getpixel((150, 300))
    assert all(abs(point - 64) < 6 for point in dark)
    assert picture.getpixel((150, 100)) != dark
    assert services.covered_picture(content=io.BytesIO(given), mask=Mask(4 / 3, ()), **said) is None


def test_a_document_that_was_deleted_before_its_turn_ends_no_job_badly():
    assert tasks.read(document_id=404) is None
