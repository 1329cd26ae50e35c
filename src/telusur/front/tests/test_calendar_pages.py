from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from telusur.kernel.calendars.selectors import calendar_for, changes
from telusur.kernel.clocks import services as clocks
from telusur.kernel.law.models import ReadingChoice

from .factories import make_office, make_officer

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
DESK = "/meja/kota-contoh/kalender/"


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def national():
    return make_office(code="0", name="KPU RI", kind="national", slug="kpu-ri")


@pytest.fixture
def signed_in(client, office):
    client.force_login(make_officer(office, "ppid"), backend=BACKEND)
    return client


@pytest.fixture
def at_national(client, national):
    client.force_login(make_officer(national, "administrator"), backend=BACKEND)
    return client


def start(office_code: str, label: str):
    received = datetime.fromisoformat("2026-06-29T10:00+07:00")
    return clocks.start(
        subject_kind="request",
        subject_id=label,
        label=label,
        office_code=office_code,
        time_zone="Asia/Jakarta",
        track="general",
        step="answer",
        started_at=received,
        at=received,
    )


def filled(**changes):
    given = {"on": "2026-07-08", "name": "Hari jadi kota", "kind": "regional_holiday", "source": "SK 5/2026"}
    return given | changes


def test_anybody_reads_the_calendar_with_decrees(client, office, django_assert_max_num_queries):
    client.get("/kota-contoh/kalender/?tahun=2024")
    with django_assert_max_num_queries(8):
        page = client.get("/kota-contoh/kalender/?tahun=2024").content.decode()
    assert "Keppres Nomor 33 Tahun 2024" in page
    assert "Rabu, 27 November" in page
    assert "hari kerja dalam tahun 2024" in page


def test_a_year_nobody_loaded_is_not_found_but_this_year_without_data_says_how(client, office, monkeypatch):
    assert client.get("/kota-contoh/kalender/?tahun=2099").status_code == 404
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat("2030-01-01T12:00+07:00"))
    page = client.get("/kota-contoh/kalender/").content.decode()
    assert "telusur calendar add 2030.toml" in page


def test_a_preview_shows_old_and_new_and_changes_nothing(signed_in):
    start("3673", "0042/PPID/2026")
    page = signed_in.post(f"{DESK}tambah/", filled()).content.decode()
    assert "0042/PPID/2026" in page
    assert "Senin, 13 Juli 2026" in page
    assert "Selasa, 14 Juli 2026" in page
    assert changes() == []


def test_what_moves_only_if_extended_is_told_apart_and_not_counted(signed_in):
    deadline = start("3673", "0042/PPID/2026")
    page = signed_in.post(f"{DESK}tambah/", filled(on="2026-07-15")).content.decode()
    assert "0042/PPID/2026" not in page
    assert "Tidak ada batas waktu yang bergeser" in page
    assert "Pada 1 permohonan lain tanggalnya tetap" in page
    told = signed_in.post(f"{DESK}tambah/", filled(on="2026-07-15", sure="1"), follow=True).content.decode()
    assert "0 batas waktu bergeser" in told
    before = deadline.due_if_extended
    deadline.refresh_from_db()
    assert deadline.due_if_extended > before


def test_a_confirmed_day_moves_deadlines_and_stands_on_the_page(signed_in):
    deadline = start("3673", "0042/PPID/2026")
    answer = signed_in.post(f"{DESK}tambah/", filled(sure="1", confirmed="on"), follow=True)
    page = answer.content.decode()
    deadline.refresh_from_db()
    assert deadline.due_on == date(2026, 7, 14)
    assert "1 batas waktu bergeser" in page
    assert "08/07/2026 Hari jadi kota" in page
    assert "Rina Wulandari" in page
    assert calendar_for(office_code="3673").days[date(2026, 7, 8)].scope == "3673"


def test_what_was_typed_passes_through_the_preview(signed_in):
    page = signed_in.post(f"{DESK}tambah/", filled()).content.decode()
    assert '<input type="hidden" name="name" value="Hari jadi kota"' in page
    assert '<input type="hidden" name="confirmed" value="False"' in page


@pytest.mark.parametrize(
    ("changes_made", "said"),
    [
        ({"on": "2026-12-25"}, "sudah libur: Hari Raya Natal"),
        ({"on": "2029-01-02"}, "kalender tahun 2029 belum dimuat"),
        ({"kind": "national_holiday"}, "Masukkan pilihan yang valid"),
        ({"source": ""}, "Isi “Keputusan”"),
        ({"kind": "cancelled", "on": "2026-07-09"}, "tidak ada hari libur"),
    ],
)
def test_a_wrong_day_is_answered_in_the_form(signed_in, changes_made, said):
    page = signed_in.post(f"{DESK}tambah/", filled(sure="1", **changes_made)).content.decode()
    assert said in page
    assert 'class="alert alert--late summary"' in page
    assert changes() == []


def test_the_national_office_sees_other_offices_as_counts_never_their_cases(at_national, office):
    start("3673", "0042/PPID/2026")
    page = at_national.post("/meja/kpu-ri/kalender/tambah/", filled(kind="national_holiday")).content.decode()
    assert "KPU Kota Contoh" in page
    assert "0042/PPID/2026" not in page


def test_only_who_may_adds_a_day(client, office):
    client.force_login(make_officer(office, "desk"), backend=BACKEND)
    assert client.get(DESK).status_code == 200
    assert client.get(f"{DESK}tambah/").status_code == 403


def test_the_rules_page_names_readings_and_sources(signed_in, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        page = signed_in.get("/meja/kota-contoh/aturan/").content.decode()
    assert "Sejak kapan jangka waktu jawaban dihitung?" in page
    assert "UU 14/2008 Pasal 22 ayat (7)" in page
    assert "10 hari kerja" in page
    assert "Tetapkan dengan keputusan" not in page


def test_the_national_office_chooses_a_reading_by_decree(at_national):
    address = "/meja/kpu-ri/aturan/clocks/joint_leave/pilih/"
    assert "Tetapkan dengan keputusan" in at_national.get("/meja/kpu-ri/aturan/").content.decode()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    told = {"choice": "working", "valid_from": tomorrow, "decree_number": "412/2026", "decree_on": "2026-01-05"}
    page = at_national.post(address, told, follow=True).content.decode()
    assert "Bacaan ditetapkan" in page
    assert "412/2026" in page
    assert ReadingChoice.objects.get().choice == "working"


def test_a_reading_never_reaches_back(at_national):
    told = {"choice": "working", "valid_from": "2020-01-01", "decree_number": "1", "decree_on": "2020-01-01"}
    page = at_national.post("/meja/kpu-ri/aturan/clocks/joint_leave/pilih/", told).content.decode()
    assert "tidak berlaku surut" in page
    assert not ReadingChoice.objects.exists()


def test_no_other_office_chooses_readings(signed_in):
    assert signed_in.get("/meja/kota-contoh/aturan/clocks/joint_leave/pilih/").status_code == 404
