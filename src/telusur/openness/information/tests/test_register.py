"""The list as a table: out and in again gives the same list; everything wrong is named with its place."""

from __future__ import annotations

import io
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from telusur.kernel.documents.rules.spreadsheet import table_of
from telusur.kernel.documents.services import Refused, read_table, write_table
from telusur.openness.information import selectors, services
from telusur.openness.information.models import InformationItem
from telusur.openness.information.rules.entries import Entry, Form, InformationClass, tidy
from telusur.openness.information.rules.register import Field, Known, Problem, Remark, read_register, row_of

from .factories import AT, a_unit, an_entry

KNOWN = Known(units={"hukum": 1, "teknis": 2}, time_zone="Asia/Jakarta")
HEADINGS = [field.value for field in Field]
TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters=["\x00"]), max_size=40)
WORDS = TEXTS.filter(lambda text: text.strip() != "")
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


@st.composite
def entries(draw) -> Entry:
    information_class = draw(st.sampled_from(InformationClass))
    immediate = information_class == InformationClass.IMMEDIATE
    return tidy(
        Entry(
            title="J" + draw(TEXTS),
            summary=draw(TEXTS),
            information_class=information_class,
            year=draw(st.integers(1945, 2200)),
            holder=draw(TEXTS),
            responsible=draw(TEXTS),
            number=draw(TEXTS.map(lambda text: text[:20])),
            made=draw(st.dates(date(1945, 1, 1), date(2200, 1, 1)).map(date.isoformat).flatmap(_cut)),
            made_place=draw(TEXTS),
            form=draw(st.sampled_from(Form)),
            retention=draw(TEXTS),
            tags=tuple(draw(st.lists(WORDS, max_size=3))),
            link=draw(st.sampled_from(["", "https://contoh.invalid/a?b=1", "http://contoh.invalid"])),
            unit_id=draw(st.sampled_from([None, 1, 2])),
            event=draw(TEXTS) if immediate else "",
            event_at=draw(st.none() | INSTANTS) if immediate else None,
            review_by=draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        )
    )


def _cut(iso: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", iso[:4], iso[:7], iso])


CODES = {1: "hukum", 2: "teknis", None: ""}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(entries(), min_size=1, max_size=4), st.sampled_from(["xlsx", "csv"]))
def test_what_goes_out_comes_in_the_same(made, kind):
    numbered = [replace(entry, number=f"{entry.number[:10]} {place}".strip()) for place, entry in enumerate(made)]
    made = [entry for entry in numbered if entry.title]
    rows = [HEADINGS, *(row_of(one, unit=CODES[one.unit_id], time_zone="Asia/Jakarta") for one in made)]
    content = write_table(sheets={"DIP": rows}, kind=kind)
    table = read_table(content=io.BytesIO(content), name=f"dip.{kind}", on=date(2026, 1, 1))
    reading = read_register(table, KNOWN)
    assert [(fault.problem, fault.heading, fault.value) for fault in reading.faults] == []
    assert [asdict(row.entry) for row in reading.rows] == [asdict(entry) for entry in made]


def read(*lines: list[str], headings: list[str] | None = None, known: Known = KNOWN):
    return read_register(table_of([headings or ["Judul informasi", "Klasifikasi", "Tahun"], *lines]), known)


@pytest.mark.parametrize(
    ("heading", "value", "problem"),
    [
        ("Klasifikasi", "Rahasia", Problem.UNKNOWN_CLASS),
        ("Tahun", "dua ribu", Problem.BAD_YEAR),
        ("Tahun", "202", Problem.BAD_YEAR),
        ("Tahun", "2" * 5_000, Problem.BAD_YEAR),
        ("Tahun", f"002024{'0' * 5_000}", Problem.BAD_YEAR),
        ("Judul informasi", "", Problem.EMPTY),
        ("Judul informasi", "x" * 301, Problem.TOO_LONG),
        ("Kode unit", "keuangan", Problem.UNKNOWN_UNIT),
        ("Bentuk informasi", "lisan", Problem.UNKNOWN_FORM),
        ("Waktu pembuatan", "kemarin", Problem.BAD_DATE),
        ("Waktu peristiwa", "sore", Problem.BAD_INSTANT),
        ("Tinjau kembali", "32/1/2026", Problem.BAD_DATE),
        ("Tautan", "contoh.invalid", Problem.BAD_LINK),
        ("Tautan", "javascript:alert(1)", Problem.BAD_LINK),
        ("Tag", "x" * 61, Problem.TAG_TOO_LONG),
        ("Berkas", "hilang.pdf", Problem.FILE_MISSING),
        ("Peristiwa", "Banjir", Problem.EVENT_WITHOUT_CLASS),
    ],
)
def test_every_fault_is_named_with_its_place(heading, value, problem):
    row = {"Judul informasi": "Laporan", "Klasifikasi": "Berkala", "Tahun": "2024"} | {heading: value}
    reading = read(list(row.values()), headings=list(row))
    (fault,) = reading.faults
    letter = "ABCD"[list(row).index(heading)]
    assert (fault.problem, fault.row, fault.column, fault.heading) == (problem, 2, letter, heading)
    assert fault.value == value
    assert services.problem_of(fault)
    assert services.remedy_of(fault)


def test_every_fault_and_remark_has_its_words():
    from telusur.openness.information.services.register_texts import PROBLEMS, REMARKS  # noqa: PLC0415

    assert set(PROBLEMS) == set(Problem)
    assert set(REMARKS) == set(Remark)


def test_all_faults_of_a_file_are_told_at_once():
    reading = read(["", "Rahasia", "x"], ["Laporan", "Berkala", "2024"], ["Laporan", "", ""])
    assert [(fault.row, fault.problem) for fault in reading.faults] == [
        (2, Problem.EMPTY),
        (2, Problem.UNKNOWN_CLASS),
        (2, Problem.BAD_YEAR),
        (4, Problem.EMPTY),
        (4, Problem.EMPTY),
    ]


def test_a_number_stands_once_in_a_year():
    headings = ["Nomor", "Judul informasi", "Klasifikasi", "Tahun"]
    lines = [["1", "A", "Berkala", "2024"], ["1", "B", "Berkala", "2025"], ["1", "C", "Berkala", "2024"]]
    (fault,) = read(*lines, headings=headings).faults
    assert (fault.problem, fault.row, dict(fault.facts)["row"]) == (Problem.NUMBER_TWICE, 4, "2")
    known = replace(KNOWN, taken={(2025, "1")})
    assert [fault.problem for fault in read(lines[1], headings=headings, known=known).faults] == [Problem.NUMBER_TAKEN]


def test_other_words_for_a_heading_are_known_and_titles_may_stand_above():
    table = table_of(
        [["DAFTAR INFORMASI PUBLIK 2024"], [], ["NO.", "Judul", "KELAS", "tahun"], ["1", "A", "berkala", "2024"]]
    )
    (row,) = read_register(table, KNOWN).rows
    assert (row.row, row.entry.number, row.entry.title) == (4, "1", "A")


def test_a_file_without_headings_and_one_without_rows_are_refused():
    assert [fault.problem for fault in read_register(table_of([["a", "b"]]), KNOWN).faults] == [Problem.NO_HEADING]
    assert [fault.problem for fault in read().faults] == [Problem.NO_ROWS]


def test_a_missing_column_is_named():
    reading = read(["A", "Berkala"], headings=["Judul informasi", "Klasifikasi"])
    assert [(fault.problem, fault.heading) for fault in reading.faults] == [(Problem.COLUMN_MISSING, "Tahun")]


def test_what_is_hidden_is_told_and_not_taken():
    book = Workbook()
    sheet = book.active
    sheet.title = "DIP"
    sheet.append(["Judul informasi", "Klasifikasi", "Tahun", "Ringkasan isi informasi"])
    sheet.append(["Terlihat", "Berkala", 2024, "rahasia"])
    sheet.append(["Baris tersembunyi", "Berkala", 2024, ""])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    other = book.create_sheet("Cadangan")
    other.append(["Judul informasi", "Klasifikasi", "Tahun"])
    other.append(["Lembar tersembunyi", "Berkala", 2024])
    other.sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    reading = read_register(read_table(content=content, name="dip.xlsx", on=date(2026, 1, 1)), KNOWN)
    assert [(row.entry.title, row.entry.summary) for row in reading.rows] == [("Terlihat", "")]
    hidden = {Remark.HIDDEN_SHEET, Remark.HIDDEN_ROW, Remark.HIDDEN_COLUMN}
    assert {(note.remark, note.name) for note in reading.notes if note.remark in hidden} == {
        (Remark.HIDDEN_SHEET, ""),
        (Remark.HIDDEN_ROW, "3"),
        (Remark.HIDDEN_COLUMN, "D"),
    }


def csv_of(*lines: str) -> io.BytesIO:
    return io.BytesIO("\n".join(lines).encode())


@pytest.mark.django_db
def test_all_rows_go_in(office):
    content = csv_of("Judul,Kelas,Tahun", "Satu,Berkala,2024", "Dua,Setiap saat,2023")
    done = services.import_register(office=office, content=content, name="d.csv", officer=None, at=AT)
    items = list(InformationItem.everything.order_by("pk").values_list("title", "state"))
    assert items == [("Satu", "draft"), ("Dua", "draft")]
    assert len(done.item_ids) == 2


@pytest.mark.django_db
def test_one_fault_keeps_every_row_out(office):
    content = csv_of("Judul,Kelas,Tahun", "Satu,Berkala,2024", "Dua,Rahasia,2023")
    with pytest.raises(services.RegisterRefused) as caught:
        services.import_register(office=office, content=content, name="d.csv", officer=None, at=AT)
    assert caught.value.reading.faults[0].row == 3
    assert not InformationItem.everything.exists()


@pytest.mark.django_db
def test_a_picture_is_no_register(office):
    with pytest.raises(Refused):
        services.read_file(office=office, content=io.BytesIO(b"\x89PNG\r\n\x1a\n0000"), name="a.png", at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_exported_list_of_one_office_comes_in_at_another_the_same(office, kind):
    from .factories import an_office  # noqa: PLC0415

    other = an_office("3604", name="KPU Kabupaten Serang", slug="kab-serang")
    for each in (office, other):
        a_unit(each)
    unit = a_unit(office)
    entry = an_entry(title='=HYPERLINK("x")', number="12", unit_id=unit.pk, tags=("dana", "+62"), made="2024-03")
    services.enter_item(office_id=office.pk, entry=entry, officer=None, at=AT)
    content = services.export_register(office=office, kind=kind)
    services.import_register(office=other, content=io.BytesIO(content), name=f"d.{kind}", officer=None, at=AT)
    (item,) = InformationItem.everything.filter(office=other)
    assert asdict(services.entry_of(item)) == asdict(replace(entry, unit_id=a_unit(other).pk))


@pytest.mark.django_db
def test_files_go_out_and_in_with_the_list(office, desk_officer):
    file = services.NewFile(io.BytesIO(b"isi berkas"), "Laporan; akhir.txt")
    services.enter_item(office_id=office.pk, entry=an_entry(link=""), officer=desk_officer, at=AT, files=[file])
    content, names = services.export_with_files(office=office, kind="csv", at=AT)
    (name,) = names
    InformationItem.everything.update(state="discarded", number="")
    done = services.import_register(
        office=office,
        content=io.BytesIO(content),
        name="d.csv",
        officer=desk_officer,
        at=AT,
        files={name: io.BytesIO(b"isi berkas")},
    )
    (attachment,) = selectors.files_of(item_id=done.item_ids[0])
    assert attachment.document == names[name]


@pytest.mark.django_db
def test_the_template_reads_as_an_empty_register(office):
    reading = services.read_file(office=office, content=io.BytesIO(services.template()), name="t.xlsx", at=AT)
    assert [fault.problem for fault in reading.faults] == [Problem.NO_ROWS]
