"""The pages of the yearly report: what officers fill in and do, what everybody reads, and whom they keep out."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.urls import reverse

from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents import services as documents
from telusur.openness.reports import selectors, services
from telusur.openness.reports.forms.books import BOOK_FORMS, typed
from telusur.openness.reports.models import BudgetLine, InventoryThing, NarrativePart, Recommendation, Training
from telusur.openness.reports.rules.kept import Kind

from .factories import YEAR

if TYPE_CHECKING:
    from .factories import Bureau

pytestmark = pytest.mark.django_db
OK, FOUND, MISSING, FORBIDDEN, WRONG, STOPPED = 200, 302, 404, 403, 422, 429


def enter(client, who):
    client.force_login(secure(who), "django.contrib.auth.backends.ModelBackend")
    return client


def place(bureau: Bureau, name: str, *more) -> str:
    return reverse(name, args=[bureau.office.slug, *more])


def test_a_book_is_filled_mended_and_undone_on_its_pages(client, bureau):
    enter(client, bureau.desk)
    InventoryThing.everything.all().delete()
    book, new = (place(bureau, name, YEAR, "sarana") for name in ("reports_book", "reports_book_enter"))
    assert "Belum ada yang dicatat" in client.get(book).content.decode()
    wrong = client.post(new, {"thing": "Meja", "number": "0", "condition": "good", "place": "Lantai 1"})
    assert wrong.status_code == WRONG
    assert "paling sedikit 1" in wrong.content.decode()
    assert 'value="Meja"' in wrong.content.decode()
    given = {"thing": "Meja", "number": "2", "condition": "good", "place": "Lantai 1"}
    assert client.post(new, given).status_code == FOUND
    again = client.post(new, given)
    assert "sudah ada" in again.content.decode()
    row = InventoryThing.everything.get()
    change = place(bureau, "reports_book_change", YEAR, "sarana", row.pk)
    assert client.post(change, given | {"number": "3", "version": "1"}).status_code == FOUND
    stale = client.post(change, given | {"number": "4", "version": "1"})
    assert "sudah berubah" in stale.content.decode()
    client.post(place(bureau, "reports_book_take_out", YEAR, "sarana", row.pk))
    assert "Dikeluarkan dari buku ini" in client.get(book).content.decode()
    client.post(place(bureau, "reports_book_put_back", YEAR, "sarana", row.pk))
    row.refresh_from_db()
    assert (row.number, row.removed_at) == (3, None)


def test_a_book_is_called_empty_on_its_page_by_the_ppid_alone(client, bureau):
    BudgetLine.everything.all().delete()
    book, nil = (place(bureau, name, YEAR, "anggaran") for name in ("reports_book", "reports_book_nil"))
    enter(client, bureau.desk)
    page = client.get(book).content.decode()
    assert ("PPID yang menyatakannya nihil" in page, nil in page) == (True, False)
    assert client.post(nil).status_code == FORBIDDEN
    enter(client, bureau.ppid)
    assert nil in client.get(book).content.decode()
    assert "bukan belum diisi" in client.get(nil).content.decode()
    assert BudgetLine.everything.count() == 0
    assert "Dinyatakan nihil" not in client.get(book).content.decode()
    waits = client.get(place(bureau, "reports_year", YEAR)).context["lacking"]
    assert "anggaran" in dict(waits)
    assert client.post(nil).status_code == FOUND
    assert client.get(nil).status_code == FOUND
    assert client.get(place(bureau, "reports_year", YEAR)).context["lacking"] == []
    page = client.get(book).content.decode()
    assert (f"Dinyatakan nihil oleh {bureau.ppid}" in page, nil in page) == (True, False)
    assert "Belum ada yang dicatat" not in page
    assert f"Dinyatakan nihil oleh {bureau.ppid}" in client.get(place(bureau, "reports_year", YEAR)).content.decode()


@pytest.mark.parametrize("name", ["", "_enter", "_export", "_template", "_bring_in"])
def test_a_book_of_a_year_that_cannot_be_is_not_there(client, bureau, name):
    enter(client, bureau.desk)
    for year in (2007, YEAR + 3):
        assert client.get(place(bureau, f"reports_book{name}", year, "anggaran")).status_code == MISSING


def workbook(*rows: tuple) -> io.BytesIO:
    head = ("Mata anggaran", "Sumber dana", "Pagu (rupiah)", "Realisasi (rupiah)")
    made = io.BytesIO(documents.write_table(sheets={"Anggaran": [head, *rows]}, kind="xlsx"))
    made.name = "anggaran.xlsx"
    return made


def trainings(*rows, kind="xlsx") -> io.BytesIO:
    head = ("Petugas", "Pelatihan", "Penyelenggara", "Tanggal", "Jam pelajaran")
    made = io.BytesIO(documents.write_table(sheets={"Pelatihan": [head, *rows]}, kind=kind))
    made.name = f"pelatihan.{kind}"
    return made


def test_a_training_goes_to_the_officer_it_names_also_where_two_have_one_name(client, bureau):
    enter(client, bureau.desk)
    first, second = (bureau.row(Kind.OFFICERS, name="Budi Rekaan", function=each) for each in ("Meja", "Arsip"))
    page = place(bureau, "reports_book_bring_in", YEAR, "pelatihan")
    told = client.post(page, {"file": trainings(("Budi Rekaan", "Arsip", "ANRI", date(YEAR, 5, 6), 8))})
    assert told.status_code == WRONG
    [fault] = told.context["faults"]
    assert (fault["row"], fault["column"]) == (2, "Petugas")
    assert fault["remedy"] == (
        "Ada 2 petugas bernama Budi Rekaan. Tulis juga tugasnya: Budi Rekaan · Meja; Budi Rekaan · Arsip."
    )
    rows = [(f"Budi Rekaan · {each}", "Arsip", "ANRI", date(YEAR, 5, 6), 8) for each in ("Meja", "Arsip")]
    alone = ("Petugas Kedua", "Arsip", "ANRI", date(YEAR, 5, 6), 8)  # who alone has his name needs no more
    assert client.post(page, {"file": trainings(*rows, alone)}).status_code == FOUND
    assert (first.trainings.count(), second.trainings.count()) == (1, 1)
    assert "Budi Rekaan · Meja" in client.get(place(bureau, "reports_book", YEAR, "pelatihan")).text
    assert "Budi Rekaan · Meja" in client.get(place(bureau, "reports_book_enter", YEAR, "pelatihan")).text
    kept = client.get(place(bureau, "reports_book_export", YEAR, "pelatihan")).content
    said = list(Training.everything.order_by("officer", "title").values_list("officer", "title"))
    Training.everything.all().delete()
    again = io.BytesIO(kept)
    again.name = "pelatihan.xlsx"
    assert client.post(page, {"file": again}).status_code == FOUND
    assert list(Training.everything.order_by("officer", "title").values_list("officer", "title")) == said


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 2.5])
def test_a_number_of_a_sheet_that_is_no_whole_one_is_refused_in_words(bureau, number):
    known = {"office": bureau.office, "year": YEAR, "on": date(YEAR, 1, 1)}
    values = typed(Kind.BUDGET, {"name": "x", "source": "y", "allotted": number, "realised": 0}, officers={})
    assert set(BOOK_FORMS[Kind.BUDGET](values, **known).errors) == {"allotted"}
    values = typed(Kind.INVENTORY, {"thing": "x", "number": number, "condition": "Baik"}, officers={})
    assert set(BOOK_FORMS[Kind.INVENTORY](values, **known).errors) == {"number"}


def test_a_spreadsheet_brings_every_row_or_none_and_comes_back_as_it_was(client, bureau, django_assert_max_num_queries):
    enter(client, bureau.desk)
    BudgetLine.everything.all().delete()
    page = place(bureau, "reports_book_bring_in", YEAR, "anggaran")
    bad = workbook(("Layanan", "DIPA", 1000, 900), ("Cetak", "", "lima juta", 2))
    answer = client.post(page, {"file": bad})
    told = answer.content.decode()
    assert answer.status_code == WRONG
    assert "3" in told
    assert "15.000.000" in told
    assert BudgetLine.everything.count() == 0
    good = workbook(("Layanan", "DIPA", 15_000_000, "14.250.000"), ("Cetak", "Hibah", "Rp2.000.000", 0))
    assert client.post(page, {"file": good}).status_code == FOUND
    assert list(BudgetLine.everything.order_by("pk").values_list("allotted", "realised")) == [
        (15_000_000, 14_250_000),
        (2_000_000, 0),
    ]
    back = client.get(place(bureau, "reports_book_export", YEAR, "anggaran"))
    BudgetLine.everything.all().delete()
    again = io.BytesIO(back.content)
    again.name = "anggaran.xlsx"
    assert client.post(page, {"file": again}).status_code == FOUND
    assert BudgetLine.everything.count() == 2
    twice = client.post(page, {"file": workbook(("Layanan", "DIPA", 1, 1))})
    assert "sudah ada" in twice.content.decode()
    many = workbook(*((f"Baris {number}", "", "x", 0) for number in range(60)))
    told = client.post(page, {"file": many}).content.decode()
    assert ("120 hal perlu diperbaiki" in told, "dan 70 hal lagi" in told, told.count("15.000.000.")) == (
        True,
        True,
        25,
    )
    template = openpyxl.load_workbook(
        io.BytesIO(client.get(place(bureau, "reports_book_template", YEAR, "sarana")).content)
    )
    named = [cell.value for cell in template["Pilihan"]["A"]]
    assert named[0] == "Kondisi"
    rows = [["Barang atau ruang", "Jumlah", "Kondisi", "Tempat"], ["Meja", "dua", "bagus", ""]]
    wrong = io.BytesIO(documents.write_table(sheets={"Sarana": rows}, kind="xlsx"))
    wrong.name = "sarana.xlsx"
    told = client.post(place(bureau, "reports_book_bring_in", YEAR, "sarana"), {"file": wrong}).content.decode()
    assert ("misalnya 2." in told, f"Tulis salah satu: {', '.join(named[1:])}." in told) == (True, True)
    most = workbook(*((f"Baris {number}", "DIPA", 1, 0) for number in range(501)))
    assert "berisi 501 baris; paling banyak 500" in client.post(page, {"file": most}).content.decode()
    with django_assert_max_num_queries(18):  # as many for one row as for many
        client.post(page, {"file": workbook(*((f"Baris {number}", "DIPA", 1, 0) for number in range(40)))})
    assert BudgetLine.everything.count() == 42
    known: dict = {}
    with django_assert_max_num_queries(3):
        for kind in [Kind.OFFICERS, Kind.TRAININGS] * 5:
            BOOK_FORMS[kind]({}, office=bureau.office, year=YEAR, on=date(YEAR, 12, 1), known=known)


def test_a_follow_up_goes_on_to_the_next_year_by_one_button(client, bureau):
    enter(client, bureau.desk)
    before = client.get(place(bureau, "reports_book", YEAR + 1, "rekomendasi")).content.decode()
    assert ("1 baris buku ini, 7 baris semua buku" in before) is True
    client.post(place(bureau, "reports_carry_over", YEAR + 1))
    row = Recommendation.everything.get(year=YEAR + 1)
    assert ">30 Juni 2026</td>" in client.get(place(bureau, "reports_book", YEAR + 1, "rekomendasi")).content.decode()
    early = {"words": "Baru.", "follow_up": "Segera.", "owner": "PPID", "due_on": "2020-01-01"}
    new = place(bureau, "reports_book_enter", YEAR + 1, "rekomendasi")
    assert "sejak 1 Januari 2026" in client.post(new, early).content.decode()
    page = place(bureau, "reports_progress", YEAR + 1, row.pk)
    assert "Tulis buktinya" in client.post(page, {"version": "1", "state": "done", "words": ""}).content.decode()
    assert client.post(page, {"version": "1", "state": "done", "words": "SK 3/2026"}).status_code == FOUND
    assert "SK 3/2026" in client.get(place(bureau, "reports_book", YEAR + 1, "rekomendasi")).content.decode()


def test_a_report_is_written_checked_and_signed_on_its_pages(client, bureau, settings):
    report = bureau.generated()
    enter(client, bureau.desk)
    part = place(bureau, "reports_part", YEAR, "service")
    assert "menerima" in client.get(part).content.decode()
    client.post(part, {"part_version": "0", "text": "Pada tahun 2024 PPID menerima 15 permohonan dan"})
    found = client.get(place(bureau, "reports_check", YEAR)).content.decode()
    assert part in found
    assert "2024" in found
    for each in ("policy", "disputes"):
        long = client.post(place(bureau, "reports_part", YEAR, each), {"part_version": "0", "text": "1" * 19_999})
    assert "paling banyak 40.000 huruf" in long.content.decode()
    NarrativePart.objects.filter(place="policy").update(text="1" * 60_000)
    waiting = client.get(place(bureau, "reports_check", YEAR)).content.decode()
    assert "paling banyak 60.000 huruf" in waiting
    settings.ACCOUNT_RATE_LIMITS = {"reports_check": "1/m/user"}
    assert [client.get(place(bureau, "reports_check", YEAR)).status_code for _ in range(2)][-1] == STOPPED
    settings.ACCOUNT_RATE_LIMITS = {"reports_check": "99/m/user"}
    enter(client, bureau.ppid)
    act = place(bureau, "reports_act", YEAR, "check")
    report.refresh_from_db()
    too_long = client.post(act, {"version": report.version})
    assert (too_long.status_code, "yang dapat diperiksa" in too_long.content.decode()) == (WRONG, True)
    client.post(place(bureau, "reports_part", YEAR, "policy"), {"part_version": "1", "text": ""})
    report.refresh_from_db()
    refused = client.post(act, {"version": report.version})
    assert refused.status_code == WRONG
    assert "temuan" in refused.content.decode()
    client.post(part, {"part_version": "1", "text": "Pemohon dilayani di loket."})
    report.refresh_from_db()
    assert client.post(act, {"version": report.version}).status_code == FOUND
    sign = place(bureau, "reports_act", YEAR, "sign")
    refused = client.post(sign, {"version": report.version + 1}, follow=True).content.decode()
    assert "berada pada tahap “Diperiksa PPID”, dan tindakan itu dilakukan Atasan PPID" in refused
    assert "Berikutnya: “Tandatangani laporan” oleh Atasan PPID." in refused
    report.refresh_from_db()
    assert report.state == "checked"
    enter(client, bureau.superior)
    assert str(YEAR) in client.get(reverse("signing_tray", args=[bureau.office.slug])).content.decode()
    page = client.get(sign).content.decode()
    edition = selectors.edition_of(report=report)
    shown = ("Laporan Tahunan Layanan Informasi Publik", bureau.office.name, edition.frozen.digest, "tidak ada")
    assert [each for each in shown if each not in page] == []
    own = client.get(place(bureau, "reports_year", YEAR)).context["turn"]
    assert own == f"Menunggu Atasan PPID ({bureau.superior}): “Tandatangani laporan”."
    assert client.post(sign, {"version": report.version}).status_code == FOUND
    report.refresh_from_db()
    assert report.state == "signed"
    assert "tahap “Ditandatangani”. Berikutnya: “Umumkan laporan”" in client.get(sign, follow=True).content.decode()
    pdf = client.get(place(bureau, "reports_preview_pdf", YEAR))
    assert pdf.content.startswith(b"%PDF")


def test_everybody_reads_a_published_report_each_number_with_its_rows_and_nobody_a_draft(client, bureau):
    public, listed = place(bureau, "reports_report", YEAR), place(bureau, "reports_list")
    bureau.checked()
    assert client.get(public).status_code == MISSING
    assert public not in client.get(listed).content.decode()
    report = selectors.report_of(office_id=bureau.office.pk, year=YEAR)
    services.sign_report(report_id=report.pk, **bureau.act(bureau.superior))
    services.publish_report(report_id=report.pk, **bureau.act(bureau.ppid))
    edition = selectors.public_edition(office_id=bureau.office.pk, year=YEAR)
    text = client.get(public).content.decode()
    rows = reverse("frozen_figure", args=[bureau.office.slug, edition.frozen.digest, "requests.received"])
    assert rows in text
    folded = re.findall(r'<details class="fold" id="([^"]+)"', text)  # on a phone a long table is a screen of its own
    assert folded == ["definitions"]
    assert re.search(r'id="by-month"><table class="few">', text)
    assert client.get(rows).status_code == OK
    of_cell = next(cell for cell in re.findall(rf'href="({rows}\?[^"]+)"', text) if "month=" in cell)
    shown = client.get(of_cell)
    month = of_cell.rpartition("=")[2]
    assert {each["cell"] for each in [shown.context["cell"]]} == {month}
    assert not re.search(rf"{rows}\?sex=", text)
    assert edition.letter.number in text
    assert public in client.get(listed).content.decode()
    assert client.get(f"{public}?edisi=2").status_code == MISSING
    assert client.get(f"{public}?edisi=x").status_code == MISSING
    [paper] = selectors.papers_of(edition=edition)
    assert client.get(reverse("document_download", args=[paper.pk, paper.name])).status_code == OK


def test_a_summary_is_published_by_a_button_and_read_by_everybody(client, bureau):
    enter(client, bureau.ppid)
    page = place(bureau, "reports_summary", YEAR, 1)
    assert client.get(page).status_code == MISSING
    ask = place(bureau, "reports_summarise", YEAR, 1)
    assert "tidak dapat ditarik" in client.get(ask).content.decode()
    assert client.get(page).status_code == MISSING
    client.post(ask)
    assert client.get(ask).status_code == FOUND
    client.logout()
    assert "Permohonan" in client.get(page).content.decode()
    assert client.post(place(bureau, "reports_summarise", YEAR, 2)).status_code == FOUND
    assert selectors.summary_of(office_id=bureau.office.pk, year=YEAR, half=2) is None


def test_lists_ask_the_same_however_long_they_are(client, bureau, django_assert_max_num_queries):
    enter(client, bureau.desk)
    for number in range(30):
        bureau.row(Kind.OBSTACLES, words=f"Kendala nomor {number}.")
    with django_assert_max_num_queries(24):
        client.get(place(bureau, "reports_book", YEAR, "kendala"))
    with django_assert_max_num_queries(48):
        client.get(place(bureau, "reports_desk"))
