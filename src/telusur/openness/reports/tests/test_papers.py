"""The report as paper: archivable, accessible, the same bytes each time, each number a link, and without findings."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import openpyxl
import pikepdf
import pytest

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.identities import found_in
from telusur.openness.reports import selectors
from telusur.openness.reports.rules import infographic, register_annex
from telusur.openness.reports.rules.digests import content_digest
from telusur.openness.reports.rules.linting import lint
from telusur.openness.reports.rules.writing import write
from telusur.openness.reports.rules.written import report_data, report_from
from telusur.openness.reports.services import papers
from telusur.openness.reports.tests import years
from telusur.openness.reports.tests.test_writing import written

CONFIRMED_AT = "https://ppid.contoh.go.id/surat/ABCD-EFGH-JKMN/"
FULL = years.Year(
    2025,
    cases=tuple(
        years.Case(
            person=place % 7,
            month=1 + place % 12,
            channel=("walk_in", "e_ppid", "email")[place % 3],
            track=("general", "election")[place % 2],
            outcome=outcome,
            sex=("male", "female", "")[place % 7 % 3],
            occupation=("student", "journalist")[place % 7 % 2],
            days=place % 9 if outcome else None,
            answered=bool(outcome),
            in_time=place % 5 > 0 if outcome else None,
            extended=place % 6 == 0,
            letters=("h", "i") if outcome == "refused_exempt" else (),
        )
        for place, outcome in enumerate(
            ("granted_full", "granted_part", "refused_exempt", "not_held", "not_documented", "") * 5
        )
    ),
    objections=(
        years.Objection(("refused", "late"), "granted", 12, in_time=True, order_in_time=True),
        years.Objection(("unanswered",)),
    ),
    disputes=(years.Dispute("province", "agreed", executed_in_time=True), years.Dispute("national")),
    suits=1,
    rulings=("court",),
    published=(("periodic", 3), ("anytime", 4), ("anytime", 11)),
    visitors=(10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120),
    downloads=(("Daftar pemilih", 12), ("Rencana kerja", 1)),
    index=Fraction(8833, 100),
)


@pytest.mark.parametrize("of", [years.SERANG, FULL, years.Year(2024)], ids=["Kota Serang", "full", "nothing"])
def test_a_report_comes_back_from_plain_data_as_it_was(of):
    report = written(of, narrative=years.NARRATIVE)
    data = report_data(report)
    back = report_from(json.loads(json.dumps(data)))
    assert back == report
    assert content_digest(back) == content_digest(report)
    assert report_from({**data, "no_longer_known": 1}) == report


@pytest.fixture(scope="module", params=[years.SERANG, FULL, years.Year(2025)], ids=["Kota Serang", "full", "nothing"])
def printed(request) -> tuple[years.Year, bytes]:
    of = request.param
    return of, papers.pdf_of(written(of, narrative=years.NARRATIVE), code_url=CONFIRMED_AT)


def text_of(pdf: bytes) -> list[str]:
    return documents.read_pages(content=io.BytesIO(pdf), name="laporan.pdf", on=date(2026, 3, 16))


def test_the_same_report_is_the_same_archivable_accessible_pdf(printed):
    of, pdf = printed
    assert papers.pdf_of(written(of, narrative=years.NARRATIVE), code_url=CONFIRMED_AT) == pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_its_pages_are_numbered_and_the_contents_lead_to_them(printed):
    _of, pdf = printed
    pages = [" ".join(page.split()) for page in text_of(pdf)]
    feet = [re.search(r"Halaman (\d+) dari (\d+)", page) for page in pages[1:]]
    assert [tuple(map(int, foot.groups())) for foot in feet if foot] == [
        (n, len(pages)) for n in range(2, len(pages) + 1)
    ]
    contents = next(page for page in pages if "Daftar isi" in page)
    entries = re.findall(r"BAB [IVX]+ (\D+?) (\d+)(?= )", contents)
    assert len(entries) == 8
    assert [title for title, number in entries if f"{title}" not in pages[int(number) - 1]] == []


def test_nobody_signs_a_page_that_says_nothing(printed):
    _of, pdf = printed
    (last,) = [page for page in text_of(pdf) if "Periksa keaslian" in page]
    assert not last.startswith("Serang,")


def test_the_linter_finds_nothing_in_the_text_of_the_pdf_and_reads_its_year(printed):
    _of, pdf = printed
    found = lint(text_of(pdf), by=selectors.yardstick(on=date(2026, 3, 16)))
    assert [(each.kind.value, each.excerpt, each.facts) for each in found] == []


@pytest.mark.parametrize("printed", [years.SERANG, FULL], ids=["Kota Serang", "full"], indirect=True)
def test_every_identity_holds_in_the_text_of_the_pdf(printed):
    of, pdf = printed
    text = " ".join(" ".join(text_of(pdf)).split())
    n, people = len(of.cases), len({case.person for case in of.cases})
    assert f"menerima {n} (" in text
    assert f"dari {people} (" in text
    assert re.search(rf"Permohonan menurut bulan diterima Bulan Permohonan Persentase.*?Jumlah {n} 100%", text)
    for title in ("jenis kelamin", "pekerjaan", "jenis pemohon"):
        table = re.search(rf"Permohonan dan pemohon menurut {title} .*? Pemohon (.*?) Jumlah {n} {people}\b", text)
        rows = re.findall(r"(\d+|–) (−?\d+)(?= |$)", table[1])
        assert sum(int(one) for one, _two in rows if one != "–") == n
        assert sum(int(two.replace("−", "-")) for _one, two in rows) == people
    hours = [int(year) for year in re.findall(r"\b(?:selama|pada|untuk) tahun (\d{4})", text, re.IGNORECASE)]
    assert set(hours) == {of.year}


def test_every_number_of_the_report_is_a_link_to_its_rows(printed):
    of, pdf = printed
    report = written(of, narrative=years.NARRATIVE)
    outward = {number.rows for number in report.numbers() if not number.rows.startswith("#")}
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        links = [
            annotation
            for page in paper.pages
            for annotation in page.get("/Annots", [])
            if annotation.get("/Subtype") == "/Link"
        ]
        addresses = {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}
        assert outward - addresses == set()
        assert all("/Contents" in link for link in links)
        assert len(links) >= sum(1 for _ in report.numbers())


@pytest.mark.parametrize("digits", ["081234567890", "3673014505900002"])
def test_the_digest_of_its_figures_stands_whole_and_is_no_number_of_a_person(digits):
    digest = f"c0ffee{digits}".ljust(64, "d")
    frozen = replace(years.frozen(years.SERANG), digest=digest)
    report = write(years.OFFICE, 2024, frozen, years.kept(years.SERANG), narrative={}, signature=years.SIGNED)
    text = "\n".join(text_of(papers.pdf_of(report)))
    assert digest in text.split()
    assert found_in(text, provinces={"36"}) == []


def test_a_draft_says_so_and_signs_that_no_font_holds_are_spelled():
    draft = papers.pdf_of(written(years.Year(2024), narrative={"foreword": "Terima kasih 🙏 #let x = 1 *tebal*."},
                                  signature=years.UNSIGNED))  # fmt: skip
    text = " ".join(text_of(draft))
    assert "KONSEP" in text
    assert "[U+1F64F] #let x = 1 *tebal*" in text


def test_the_infographic_is_one_a3_page_with_the_numbers_of_the_report_and_its_words():
    report = written(years.SERANG)
    pdf = papers.infographic_pdf(report)
    assert papers.infographic_pdf(report) == pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        (page,) = paper.pages
        assert [round(float(side) / 72 * 25.4) for side in page.MediaBox] == [0, 0, 297, 420]
        addresses = {str(link.A.URI) for link in page.Annots if "/A" in link}
    assert {each.number.rows for each in report.highlights} <= addresses
    picture = papers.infographic_png(report)
    assert picture.startswith(b"\x89PNG")
    assert papers.infographic_png(report) == picture
    words = infographic.words_of(report)
    for said in ("15 permohonan informasi", "0 keberatan", "100% dijawab tepat waktu", "Januari 2"):
        assert said in words
    empty = written(years.Year(2025))
    said = "Tidak ada permohonan, dokumen, maupun kunjungan yang dihitung pada tahun 2025."
    assert infographic.words_of(empty).endswith(said)
    assert said in " ".join(" ".join(text_of(papers.infographic_pdf(empty))).split())


def test_the_workbook_has_every_table_with_numbers_as_numbers_and_is_the_same_each_time():
    report = written(years.SERANG)
    book = papers.workbook_of(report)
    assert papers.workbook_of(report) == book
    sheets = openpyxl.load_workbook(io.BytesIO(book), read_only=True)
    assert len(sheets.sheetnames) == 1 + len(report.tables())
    place = next(n for n, table in enumerate(report.tables(), start=1) if table.key == "by-sex")
    rows = [row[:3] for row in sheets[f"Tabel {place}"].iter_rows(values_only=True)]
    assert rows[:4] == [
        ("Jenis kelamin", "Permohonan", "Pemohon"),
        ("Laki-laki", 9, 9),
        ("Perempuan", 6, 6),
        ("Jumlah", 15, 15),
    ]
    shares = [
        cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if type(cell) is float
    ]
    assert shares
    by_month = next(table for table in report.tables() if table.key == "by-month")
    told = [row[2].printed for row in by_month.rows]
    place = report.tables().index(by_month) + 1
    sheet = sheets[f"Tabel {place}"].iter_rows(min_row=2, max_row=1 + len(told), values_only=True)
    assert [row[2] for row in sheet] == [float(text.rstrip("%").replace(",", ".")) for text in told]
    assert [share for share in shares if len(str(share)) > len("100.0000")] == []  # sixteen digits are an identity


def test_the_register_is_cut_into_parts_of_a_thousand_rows_that_hold_every_row_once():
    rows = [(f"{number:04d}/PPID/2024", date(2024, 1, 2), None) for number in range(1, 2002)]
    annex = register_annex.Annex("KPU Kota Serang", 2024, date(2025, 1, 2), ("Nomor", "Diterima", "Hasil"), rows)
    parts = list(register_annex.parts_of(annex))
    assert [(part.first, part.last, part.parts) for part in parts] == [(1, 1000, 3), (1001, 2000, 3), (2001, 2001, 3)]
    assert [row for part in parts for row in part.rows] == rows
    assert list(register_annex.parts_of(replace(annex, rows=[]))) == []
    short = replace(annex, rows=rows[:3])
    (only,) = register_annex.parts_of(short)
    pdf = papers.register_part(short, only)
    assert papers.register_part(short, only) == pdf
    text = " ".join(" ".join(text_of(pdf)).split())
    assert "Bagian 1 dari 1, baris 1 sampai 3 dari 3" in text
    assert "0003/PPID/2024 2 Jan 2024 –" in text
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    book = papers.register_workbook(annex)
    assert papers.register_workbook(annex) == book
    sheet = openpyxl.load_workbook(io.BytesIO(book), read_only=True)["Register 2024"]
    assert sum(1 for _ in sheet.iter_rows()) == 2002
