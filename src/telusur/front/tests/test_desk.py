import html
import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from telusur.front import dashboard
from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.ledger.services import checkpoint
from telusur.openness.information import services as information
from telusur.openness.information.tests.factories import an_entry
from telusur.openness.privacy import services
from telusur.openness.privacy.tests.factories import PrivacyDesk
from telusur.openness.reports import selectors as reports
from telusur.openness.requests.tests.factories import Desk, an_officer
from telusur.openness.satisfaction.models import FollowUp, Survey

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk():
    return Desk()


def home_of(client, user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user, backend=BACKEND)
    return client.get("/meja/kota-serang/").content.decode()


def test_the_ppid_sees_what_runs_out_first_with_its_number_and_count(client, desk):
    late = desk.registered(received_at=datetime(2026, 3, 2, 3, tzinfo=UTC))
    page = home_of(client, desk.ppid)
    assert late.number in page
    assert "Data pemilih disabilitas per kecamatan" in page
    assert "<b>1</b><span>permohonan lewat batas</span>" in page
    assert "hari kerja</span>" in page


def test_an_empty_desk_says_so(client, desk):
    page = home_of(client, desk.ppid)
    assert "Tidak ada permohonan yang berjalan" in page
    assert "Semua sudah dibaca" in page


def test_a_unit_sees_the_question_and_not_the_asker(client, desk):
    desk.disposed()
    page = home_of(client, desk.liaison)
    assert "Diminta dari unit Anda" in page
    assert "Data pemilih disabilitas per kecamatan" in page
    assert "Wulan Rekaan" not in page


def test_the_home_of_the_desk_keeps_its_number_of_queries(client, desk, django_assert_max_num_queries):
    for _ in range(3):
        desk.registered()
    home_of(client, desk.ppid)
    with django_assert_max_num_queries(56):
        client.get("/meja/kota-serang/")


def test_the_guide_is_read_at_the_desk_and_linked_from_its_foot(client, desk):
    assert 'href="/meja/kota-serang/panduan/"' in home_of(client, desk.ppid)
    page = client.get("/meja/kota-serang/panduan/").content.decode()
    assert "<h2>Bila ditolak</h2>" in page
    assert '<table class="rows">' in page
    assert page.count("<h1") == 1


def test_the_auditor_reads_every_act_with_who_did_it(client, desk, django_assert_max_num_queries):
    for _number in range(3):
        desk.registered()
    page = home_of(client, an_officer(desk.office, Role.AUDITOR))
    assert "Catatan terakhir" in page
    with django_assert_max_num_queries(15):
        page = client.get("/meja/kota-serang/catatan/").content.decode()
    assert page.count("Permohonan diterima dan diberi nomor</td>") == 3
    assert f">{desk.desk}</td>" in page
    assert page.count("Permohonan 0001/PPID/2026</td>") == 2


def test_what_the_night_did_not_sign_is_named(client, desk, settings, tmp_path, monkeypatch):
    settings.LEDGER_KEY = tmp_path / "ledger.key"
    desk.registered()
    now, log = timezone.now(), f"office/{desk.office.code}"
    home_of(client, an_officer(desk.office, Role.AUDITOR))
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=27))
    assert "Penandatanganan tertinggal" in client.get("/meja/kota-serang/catatan/").content.decode()
    checkpoint(log=log, at=now)
    page = client.get("/meja/kota-serang/catatan/").content.decode()
    assert "Penandatanganan tertinggal" not in page
    assert "sudah dibaca ulang dan ditandatangani" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("langkah=requests.accept", True),
        ("langkah=requests.withdraw", False),
        ("siapa=import", False),
        ("sampai=2020-01-01", False),
        ("dari=2020-01-01&sampai=9999-12-31", True),
        ("dari=kapan-saja", True),
    ],
)
def test_acts_are_found_by_kind_person_and_period(client, desk, query, found):
    desk.registered()
    home_of(client, an_officer(desk.office, Role.AUDITOR))
    page = client.get(f"/meja/kota-serang/catatan/?{query}").content.decode()
    assert ("<tbody>" in page) is found


def test_the_desk_does_not_read_the_acts_of_all(client, desk):
    assert "Catatan terakhir" not in home_of(client, desk.desk)
    assert client.get("/meja/kota-serang/catatan/").status_code == 403


def test_the_administrator_sees_what_is_missing_and_what_ends(client, desk):
    person = an_officer(desk.office, Role.ADMINISTRATOR)
    soon = timezone.localdate() + timedelta(days=9)
    person.appointments.update(valid_until=soon)
    desk.office.address = ""
    desk.office.save(update_fields=["address"])
    page = home_of(client, person)
    assert "Alamat kantor belum diisi" in page
    assert "Kantor belum punya kontak untuk umum" in page
    assert f"Pengangkatan {person} berakhir" in page


def test_the_editor_sees_drafts_what_waits_and_reviews(client, desk):
    page = home_of(client, an_officer(desk.office, Role.EDITOR))
    for words in ("draf", "menunggu persetujuan", "perlu ditinjau dalam 30 hari"):
        assert f"<span>{words}</span>" in page


def test_the_home_shows_own_data_and_breaches_with_their_hours_until_they_are_done(client):
    desk = PrivacyDesk()
    desk.clock = timezone.now() - timedelta(hours=3)
    breach, case = desk.assessed(), desk.asked()
    page = home_of(client, desk.ppid)
    assert breach.number in page
    assert case.number in page
    assert page.count("sisa 68 jam") + page.count("sisa 69 jam") == 2
    desk.told(breach)
    services.withdraw_own_data(case_id=case.pk, actor="applicant", at=desk.at())
    after = client.get("/meja/kota-serang/").text
    assert 'id="pelanggaran"' not in after
    assert 'id="data-pribadi"' not in after


def tally(page: str, heading: str) -> dict[str, tuple[int, str]]:
    """Return the lines of one list of the home: what is counted, how many, and the address of the list."""
    part = page.split(f'id="{heading}"')[1].split("</section>", maxsplit=1)[0]
    found = re.findall(r'<li><a href="([^"]+)"[^>]*><b>(\d+)</b> <span>(?:<svg.*?</svg> )?([^<]+)</span>', part)
    return {text.strip(): (int(count), html.unescape(href)) for href, count, text in found}


def test_each_count_of_the_home_is_the_number_of_rows_it_leads_to(client, desk):
    desk.registered(received_at=datetime(2026, 3, 2, 3, tzinfo=UTC))
    desk.registered(received_at=timezone.now(), at=timezone.now())
    item = information.enter_item(
        office_id=desk.office.pk, entry=an_entry(review_by=timezone.localdate()), officer=desk.desk, at=timezone.now()
    )
    information.propose_item(item_id=item.pk, officer=desk.desk, at=timezone.now())
    page = home_of(client, desk.ppid)
    waiting, risks = tally(page, "perlu"), tally(page, "risiko")
    assert waiting["usul informasi menunggu persetujuan"][0] == 1
    assert risks["batas waktu segala perkara sudah lewat"][0] >= 1
    for owed_once in [text for text in risks if re.match(r"laporan \d+ belum disampaikan|ringkasan akses", text)]:
        risks.pop(owed_once)  # one report, and its page
    for count, href in [*waiting.values(), *risks.values()]:
        body = client.get(href).text.split("<tbody>")[1].split("</tbody>")[0]
        assert body.count("<tr") == count, href


def test_the_reports_at_risk_are_those_that_the_report_room_reminds_of(desk, monkeypatch):
    standing = SimpleNamespace(may=lambda permission: permission == "reports.see")
    officer = dashboard.Officer(user=None, office=desk.office, standing=standing, on=date(2026, 3, 30))
    annual, half = dashboard._reports(officer)
    assert (annual.count, annual.text) == (1, "laporan 2025 belum disampaikan")
    assert (half.count, half.text) == (1, "ringkasan akses semester 2 tahun 2025 belum terbit")
    nothing = SimpleNamespace(times=lambda *_, **__: [])
    monkeypatch.setattr(reports, "annual_owed", lambda: nothing)
    monkeypatch.setattr(reports, "summaries_owed", lambda: nothing)
    assert list(dashboard._reports(officer)) == []


def test_this_month_stands_beside_the_same_days_of_the_last_one(desk):
    for day in (2, 20):
        desk.registered(received_at=datetime(2026, 2, day, 3, tzinfo=UTC))

    def received(on):
        officer = dashboard.Officer(desk.ppid, desk.office, SimpleNamespace(may=lambda _permission: False), on)
        found = {month.name: month for month in dashboard.this_month(officer)}["Permohonan"]
        return found.printed, found.before, found.words

    assert received(date(2026, 3, 19)) == ("0", "1", "turun 1 permohonan")
    assert received(date(2026, 3, 31)) == ("0", "2", "turun 2 permohonan")
    assert dashboard.same_day_before(date(2026, 3, 31)) == date(2026, 2, 28)


def test_the_deadlines_of_the_office_are_those_this_officer_may_read(client, desk):
    case = desk.registered(received_at=datetime(2026, 3, 2, 3, tzinfo=UTC))
    home_of(client, desk.ppid)
    page = client.get("/meja/kota-serang/tenggat/?tampil=lewat").text
    assert case.number in page
    assert case.applicant.name not in page
    assert client.get("/meja/kota-serang/tenggat/?tampil=entah").status_code == 200
    client.force_login(secure(an_officer(desk.office, Role.EDITOR)), backend=BACKEND)
    assert case.number not in client.get("/meja/kota-serang/tenggat/").text


def test_the_month_stands_beside_the_last_one_with_the_change_in_words(client, desk):
    desk.registered(received_at=timezone.now(), at=timezone.now())
    page = home_of(client, desk.ppid)
    part = page.split('id="bulan"')[1]
    assert "naik 1 permohonan" in part
    href = html.unescape(re.search(r'href="([^"]*requests\.received[^"]*)"', part)[1])
    assert client.get(href).text.count("<tr><td") == 1


def test_promises_after_surveys_stand_in_one_list_with_those_of_reports(client, desk):
    at = datetime(2026, 3, 2, 3, tzinfo=UTC)
    survey = Survey.objects.create(
        office=desk.office, first_on=date(2026, 1, 2), last_on=date(2026, 2, 27), opened_at=at
    )
    FollowUp.objects.create(
        survey=survey, element="U3", action="Tambah loket", owner=desk.ppid, due_on=at.date(), planned_at=at
    )
    page = home_of(client, desk.ppid)
    assert tally(page, "perlu")["tindak lanjut yang Anda pegang"] == (
        1,
        "/meja/kota-serang/tindak-lanjut/?tampil=saya",
    )
    assert tally(page, "risiko")["tindak lanjut lewat harinya"][0] == 1
    listed = client.get("/meja/kota-serang/tindak-lanjut/?tampil=lewat").text
    assert listed.count('<tr class="late">') == 1
    assert "Tambah loket" in listed
