from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from telusur.kernel.documents import services
from telusur.kernel.documents.rules.spreadsheet import (
    Hidden,
    as_text,
    coded,
    column_letter,
    column_number,
    escaped,
    parse_csv,
    table_of,
    uncoded,
    unescaped,
    write_csv,
)

from . import samples

ON = date(2024, 5, 13)
texts = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
signs = some.text(some.sampled_from("'=+-@\t\r\n ＝x_05FD\x01"), max_size=8)


@given(texts | signs)
def test_escaping_is_undone_exactly(text):
    assert unescaped(escaped(text)) == text


@given(texts | signs)
def test_nothing_escaped_starts_like_a_formula(text):
    assert not escaped(text).lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert not escaped(text).startswith(("\t", "\r", "\n"))


@given(texts | signs)
def test_control_characters_come_back_from_their_code(text):
    assert uncoded(coded(text)) == text


@given(some.integers(1, 16384))
def test_columns_are_named_and_numbered_alike(number):
    assert column_number(column_letter(number)) == number


@given(some.lists(some.lists(texts | signs, min_size=1, max_size=4), min_size=1, max_size=6))
def test_a_written_csv_is_read_back(rows):
    back = parse_csv(write_csv(rows), cells=10_000)
    found = {(cell.row, cell.column): cell.value for row in back.sheets[0].rows for cell in row}
    kept = {(r, column_letter(c)): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}
    assert found == kept


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_columns_is_found_out(sign):
    content = f'nomor{sign}judul\n1{sign}Laporan, tahunan; lengkap\n2{sign}"a\nb"\n'.encode()
    table = parse_csv(content.replace(b"Laporan, tahunan; lengkap", b'"Laporan, tahunan; lengkap"'), cells=100)
    assert [[cell.value for cell in row] for row in table.sheets[0].rows] == [
        ["nomor", "judul"],
        ["1", "Laporan, tahunan; lengkap"],
        ["2", "a\nb"],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_of_a_csv_is_found_out(encoding):
    table = parse_csv("nama;kota\nJosé;Serang\n".encode(encoding), cells=100)
    assert table.sheets[0].rows[1].cells[0].value == "José"


def test_rows_keep_the_numbers_the_spreadsheet_shows():
    assert [row.number for row in table_of([["a"], [""], ["b"]]).sheets[0].rows] == [1, 3]


def test_numbers_are_typed_as_people_type_them():
    assert [as_text(value) for value in (3.0, 2.5, True, date(2024, 1, 2), None)] == [
        "3",
        "2.5",
        "TRUE",
        "2024-01-02",
        "",
    ]


def workbook(fill) -> io.BytesIO:
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out


def test_hidden_sheets_rows_and_columns_of_a_workbook_are_reported():
    def fill(book):
        sheet = book.active
        sheet.title = "Daftar"
        for row in (["nomor", "judul", "catatan"], [1, "Tampak", "x"], [2, "Baris gelap", "y"]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        book.create_sheet("Rahasia").append(["isi"])
        book["Rahasia"].sheet_state = "veryHidden"

    table = services.read_table(content=workbook(fill), name="daftar.xlsx", on=ON)
    assert table.hidden() == (Hidden("row", "Daftar", "3"), Hidden("column", "Daftar", "C"), Hidden("sheet", "Rahasia"))
    assert [cell.address for row in table.sheets[0].rows for cell in row if not cell.hidden] == ["A1", "B1", "A2", "B2"]


def test_a_cell_keeps_its_kind_and_a_formula_is_marked():
    def fill(book):
        book.active.append(["teks", 7, 2.5, date(2024, 2, 14), datetime(2024, 2, 14, 8, 30), True, "=1+1"])

    cells = services.read_table(content=workbook(fill), name="a.xlsx", on=ON).sheets[0].rows[0].cells
    assert [cell.value for cell in cells] == [
        "teks", 7, 2.5, date(2024, 2, 14), datetime(2024, 2, 14, 8, 30), True, None,
    ]  # fmt: skip
    assert [cell.formula for cell in cells] == [False] * 6 + [True]


@pytest.mark.parametrize("written", ["9" * 5_000, "1E400", f"-{'9' * 5_000}"])
def test_a_number_longer_than_any_count_is_read_as_written(written):
    content = samples.xlsx_file()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    long = samples.with_entries(content, {"xl/worksheets/sheet1.xml": sheet.replace("<v>212</v>", f"<v>{written}</v>")})
    cell = services.read_table(content=io.BytesIO(long), name="a.xlsx", on=ON).sheets[0].rows[1].cells[1]
    assert (cell.address, cell.value) == ("B2", "inf" if "E" in written else written)


ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:automatic-styles><style:style style:name="gelap"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Data"><table:table-column/><table:table-column table:visibility="collapse"/>
<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2024-02-14"><text:p>14/02/24</text:p></table:table-cell>
</table:table-row></table:table>
<table:table table:name="Gelap" table:style-name="gelap"><table:table-row><table:table-cell office:value-type="string">
<text:p>x</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def ods(content: str = ODS) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return out


def test_an_ods_file_is_read_with_its_repeats_and_what_it_hides():
    table = services.read_table(content=ods(), name="data.ods", on=ON)
    row = table.sheets[0].rows[0]
    assert (row.number, [cell.value for cell in row]) == (3, ["a  b", 3, date(2024, 2, 14)])
    assert table.hidden() == (Hidden("column", "Data", "B"), Hidden("sheet", "Gelap"))


@settings(max_examples=5, deadline=None)
@given(
    some.lists(
        some.lists(texts | signs | some.integers(-9999, 9999) | some.dates(date(1950, 1, 1)), min_size=1, max_size=4),
        min_size=1,
        max_size=30,
    )
)
def test_a_written_workbook_is_read_back(rows):
    content = io.BytesIO(services.write_table(sheets={"Daftar": rows}, kind="xlsx"))
    back = services.read_table(content=content, name="daftar.xlsx", on=ON)
    found = {(cell.row, cell.column): cell.value for row in back.sheets[0].rows for cell in row}
    kept = {
        (r, column_letter(c)): value for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1) if value != ""
    }
    assert found == kept


def test_a_text_longer_than_a_cell_is_refused_by_its_place():
    with pytest.raises(services.CellTooLong) as caught:
        services.write_table(sheets={"Daftar": [["judul"], ["x" * 40_000]]}, kind="xlsx")
    assert (caught.value.sheet, caught.value.row, caught.value.column) == ("Daftar", 2, 1)


def test_a_pdf_is_not_a_table():
    with pytest.raises(services.Refused) as caught:
        services.read_table(content=io.BytesIO(b"%PDF-1.7\n"), name="daftar.pdf", on=ON)
    assert caught.value.code == "unknown_type"


def test_a_table_that_cannot_be_read_is_not_asked_for_as_a_pdf():
    bomb = samples.with_entries(workbook(lambda _book: None).getvalue(), {"xl/media/image1.bin": b"\0" * (60 << 20)})
    with pytest.raises(services.Refused) as caught:
        services.read_table(content=io.BytesIO(bomb), name="inventaris.xlsx", on=ON)
    assert (caught.value.code, "PDF" in caught.value.remedy) == ("bomb", False)
    assert "simpan sebagai XLSX atau CSV" in caught.value.remedy
