"""The papers of a published report are made once each, and the register part by part."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pikepdf
import pytest
from django.db import connection
from django.test import Client
from PIL import ExifTags, Image

from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents.models import Attachment, ReleaseCheck, ReleaseFinding
from telusur.kernel.documents.services import open_bytes, read_pages
from telusur.kernel.documents.tests import samples
from telusur.kernel.jobs.services import keep_failure
from telusur.kernel.notices.models import Notice
from telusur.openness.information import services as information
from telusur.openness.information.selectors import files_of
from telusur.openness.information.tests.factories import an_entry
from telusur.openness.reports import selectors, services
from telusur.openness.reports.models import Composition, Edition, ListCopy, RegisterCopy
from telusur.openness.reports.rules import register_annex
from telusur.openness.reports.rules.kept import Kind
from telusur.openness.reports.services import making
from telusur.openness.reports.tests.factories import YEAR
from telusur.openness.reports.tests.test_way import TODAY
from telusur.openness.requests.tests.factories import a_case, ref

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 13, 3, tzinfo=UTC)


def content_of(paper) -> bytes:
    with open_bytes(document=paper.document) as opened:
        return opened.read()


def test_every_paper_is_made_once_and_the_register_part_by_part_without_names(bureau, monkeypatch):
    report = bureau.published()
    edition = selectors.edition_of(report=report)
    address = f"/{bureau.office.slug}/laporan/{report.year}/infografik.png"
    assert Client().get(address).status_code == 404  # no visitor makes the typesetter run
    assert services.make_papers(edition_id=edition.pk, at=AT) == 4
    assert services.make_papers(edition_id=edition.pk, at=AT) == 0
    monkeypatch.setattr(register_annex.parts_of, "__kwdefaults__", {"size": 2})
    monkeypatch.setattr(selectors.annexes, "ROWS_A_PART", 2)
    told = [services.print_register(edition_id=edition.pk, at=AT)]
    late = datetime(YEAR, 1, 3, 3, tzinfo=UTC)  # it would stand before every row that was frozen
    a_case(bureau.office, received_at=late, at=AT, actor=ref(bureau.desk))
    told += [services.print_register(edition_id=edition.pk, at=AT) for _ in range(2)]
    assert told == [(1, 2), (2, 2), (2, 2)]
    found = {each.name.split(bureau.office.slug)[1]: each for each in selectors.papers_of(edition=edition)}
    assert set(found) == {
        ".pdf",
        "-dip.xlsx",
        "-infografik.pdf",
        "-tabel.xlsx",
        "-register.xlsx",
        "-register-bagian-1.pdf",
        "-register-bagian-2.pdf",
    }
    assert {each.access for each in found.values()} == {"public"}
    book = openpyxl.load_workbook(io.BytesIO(content_of(found["-register.xlsx"])), read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + 3
    assert "Pemohon" not in str(rows)
    assert making.keep_paper(edition, "register-bagian-2", "pdf", "Lagi", b"%PDF-1.7", at=AT) is False
    last = content_of(found["-register-bagian-2.pdf"])
    text = " ".join(" ".join(read_pages(content=io.BytesIO(last), name="x.pdf", on=TODAY)).split())
    assert "Bagian 2 dari 2, baris 3 sampai 3 dari 3" in text
    assert rows[3][0] in text
    assert "Pemohon 2" not in text
    page = Client().get(f"/{bureau.office.slug}/laporan/{report.year}/")
    assert page.status_code == 200
    assert "3 permohonan informasi" in page.content.decode()
    assert address in page.content.decode()
    RegisterCopy.objects.all().delete()  # as with an edition of an earlier release
    ListCopy.objects.all().delete()
    Composition.objects.all().delete()
    assert services.print_register(edition_id=edition.pk, at=AT) == (0, 0)
    assert services.make_papers(edition_id=edition.pk, at=AT) == 0
    page = Client().get(f"/{bureau.office.slug}/laporan/{report.year}/").content.decode()
    assert page.count("tidak disimpan pada edisi ini") == 2
    assert "3 permohonan informasi" in page
    picture = Client().get(address)
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")


def test_papers_that_cannot_be_made_are_told_to_their_office_which_asks_for_them_again(bureau):
    report = bureau.published()
    public = f"/{bureau.office.slug}/laporan/{report.year}/"
    assert not selectors.printing_of(report=report).stopped
    with pytest.raises(services.Refused, match="nothing_stopped"):
        services.reprint_papers(report_id=report.pk, **bureau.act())
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'failed' where task_name = 'reports.make_papers' returning id"
        )
        [(job,)] = cursor.fetchall()
    keep_failure(job_id=job, error=OSError("secret"), at=AT)
    told = Notice.objects.filter(kind="report_papers_stopped", dismissed_at=None)
    assert (services.warn_of_stopped(at=AT), services.warn_of_stopped(at=AT)) == (2, 0)
    assert {each.to_user for each in told} == {bureau.desk, bureau.ppid}
    assert "gagal dibuat pada 13 Januari 2026, 10.00 WIB" in Client().get(public).content.decode()
    client = Client()
    client.force_login(secure(bureau.desk), "django.contrib.auth.backends.ModelBackend")
    year = f"/meja/{bureau.office.slug}/laporan/{report.year}/"
    page = client.get(year).content.decode()
    assert "13 Januari 2026, 10.00 WIB" in page
    assert "secret" not in page
    assert f"{year}tindakan/reprint/" in page
    services.reprint_papers(report_id=report.pk, **bureau.act())
    assert not told.all().exists()
    assert "Cetak ulang berkas" not in client.get(year).content.decode()
    assert "gagal dibuat" not in Client().get(public).content.decode()
    keep_failure(job_id=job, error=OSError("secret"), at=AT)
    Edition.objects.update(replaced_at=AT)  # of what nobody reads first any more nothing is asked again
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'failed', attempts = attempts + 1 where id = %s", [job])
    assert services.warn_of_stopped(at=AT) == 0


def test_a_photograph_in_the_colours_of_a_press_is_printed_without_its_place(bureau):
    exif, taken = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.Artist] = "Budi Santoso"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "S"
    Image.new("CMYK", (40, 30), (0, 90, 80, 10)).save(taken, "JPEG", exif=exif)
    taken.seek(0)
    of = {"office": bureau.office, "year": YEAR, "title": "Ruang layanan", "alt": "Meja layanan."}
    services.enter_picture(content=taken, name="ruang.jpg", **of, **bureau.act())
    report = bureau.generated()
    pdf = services.draft_pdf(edition=selectors.edition_of(report=report), on=TODAY)
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        found = [each for page in paper.pages for each in page.get_images().values()]
        assert [each.Width for each in found] == [40]
        said = found[0].read_raw_bytes()
    assert [each for each in (b"Exif", b"Budi", b"GPS") if each in said + pdf] == []


def test_a_decree_of_the_list_of_public_information_goes_with_the_report_and_one_that_lacks_is_named(bureau):
    for number in (7, 8):
        title = f"Pengelola informasi {number}"
        bureau.row(Kind.POLICIES, sort="decree", reference=f"Keputusan Nomor {number} Tahun 2025", title=title)
    entry = an_entry(title="Keputusan Nomor 7 Tahun 2025 tentang pengelola informasi")
    early = datetime(2026, 1, 5, 3, tzinfo=UTC)
    item = information.enter_item(
        office_id=bureau.office.pk,
        entry=entry,
        officer=bureau.desk,
        at=early,
        files=[information.NewFile(io.BytesIO(samples.pdf("Keputusan", "Nomor 7")), "keputusan.pdf", "Keputusan 7")],
    )
    information.propose_item(item_id=item.pk, officer=bureau.desk, at=early)
    information.approve_item(item_id=item.pk, officer=bureau.ppid, at=early)
    of = {"office": bureau.office, "year": YEAR, "title": "Ruang layanan", "alt": "Meja layanan."}
    services.enter_picture(content=io.BytesIO(samples.photograph()), name="ruang.jpg", **of, **bureau.act())
    report = bureau.generated()
    [file] = files_of(item_id=item.pk)
    of = {"report_id": report.pk}
    found = ReleaseCheck.objects.get(document_id=file.document_id)
    ReleaseFinding.objects.create(check_of=found, kind="nik", place="x", count=1)

    def stops(act, code: str, who) -> None:
        with pytest.raises(services.Refused, match=f"^{code}$") as caught:
            act(**of, **bureau.act(who))
        assert code != "file_not_released" or "“Keputusan 7” belum boleh keluar: NIK." in services.sentence(
            caught.value
        )

    for act, who in ((services.check_report, bureau.ppid), (services.publish_report, bureau.ppid)):
        ReleaseCheck.objects.update(state="found")  # a newer check sees more than the one that let it out
        stops(act, "file_not_released", who)
        ReleaseCheck.objects.update(state="clean")
        Attachment.objects.filter(pk=file.pk).update(embargo_until=bureau.clock + timedelta(hours=3))
        stops(act, "decree_gone", who)  # open tonight is not open now
        Attachment.objects.filter(pk=file.pk).update(embargo_until=None)
        act(**of, **bureau.act(who))
        if act is services.check_report:
            services.sign_report(**of, **bureau.act(bureau.superior))
    edition = selectors.edition_of(report=report)
    papers = [(each.title, each.access) for each in selectors.papers_of(edition=edition)]
    decree = "Keputusan Nomor 7 Tahun 2025 tentang Pengelola informasi 7"
    assert papers[1:] == [(decree, "public"), ("Gambar: Ruang layanan", "public")]
    page = Client().get(f"/{bureau.office.slug}/laporan/{report.year}/").content.decode()
    assert "Daftar Informasi Publik KPU Kota Serang per 12 Januari 2026;" in page
    said, lacking = page.split("disertai berkas:")[1].split("jadi tidak menyertai laporan ini:")
    assert "Keputusan Nomor 7 Tahun 2025" in said
    assert "Keputusan Nomor 8 Tahun 2025" in lacking
    rows = selectors.list_rows(edition=edition)
    assert entry.title in rows[1]
    log = Client().get(f"/{bureau.office.slug}/buku-besar/").content.decode()
    assert f"Laporan tahunan {YEAR}" in log  # by its year, not by its key
    pdf, decree, picture = (documents.address(attachment=each) for each in selectors.papers_of(edition=edition))
    assert [Client().get(each).status_code for each in (pdf, decree, picture)] == [200, 200, 200]
    information.withdraw_item(item_id=item.pk, officer=bureau.ppid, reason="Memuat data pribadi", at=bureau.at())
    assert [Client().get(each).status_code for each in (pdf, decree, picture)] == [200, 404, 200]
    page = Client().get(f"/{bureau.office.slug}/laporan/{report.year}/").content.decode()
    assert ("ditarik dari Daftar Informasi Publik dan ditutup sejak" in page, decree in page) == (True, False)
