import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from telusur.kernel.accounts import selectors
from telusur.kernel.accounts.models import Appointment, Role
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices.models import Unit

from .people import make_office, make_officer, secure

pytestmark = pytest.mark.django_db
DESK = "/meja/kota-serang"


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def administrator(office):
    return secure(make_officer(office, "admin", Role.ADMINISTRATOR))


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator, "django.contrib.auth.backends.ModelBackend")
    return client


def today():
    return timezone.localdate()


def appointing(**fields):
    return {
        "email": "desi@example.test",
        "full_name": "Desi",
        "role": "desk",
        "unit": "",
        "decree_number": "5/2026",
        "decree_on": "2026-04-01",
        "valid_from": today().isoformat(),
        "last_day": "",
    } | fields


def faults(answer):
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def test_the_list_shows_person_role_decree_and_state(desk, office):
    make_officer(office, "sari", Role.PPID, valid_until=date(2024, 6, 1))
    page = desk.get(f"{DESK}/petugas/").content.decode()
    assert all(text in page for text in ("Sari", "PPID", "1/2024", "2 Januari 2024 – 31 Mei 2024", "berakhir"))


def test_the_list_costs_the_same_few_queries_however_long_it_is(desk, office, django_assert_max_num_queries):
    for number in range(20):
        make_officer(office, f"orang{number}", Role.DESK)
    with django_assert_max_num_queries(10):
        assert desk.get(f"{DESK}/petugas/").content.count(b"<tr>") == 22


def test_an_appointment_by_address_makes_the_account_and_writes_the_mail(desk, office):
    assert desk.post(f"{DESK}/petugas/angkat/", appointing()).url == f"{DESK}/petugas/"
    user = selectors.user_by_email(email="desi@example.test")
    assert selectors.may(user=user, permission="requests.register", office_id=office.pk, on=today())
    assert ProcrastinateJob.objects.get(task_name="accounts.invite").args["user_id"] == user.pk


def test_the_last_day_of_a_form_is_still_a_day_of_the_right(desk, office):
    desk.post(f"{DESK}/petugas/angkat/", appointing(last_day=today().isoformat(), acting="on"))
    appointment = Appointment.objects.get(user__email="desi@example.test")
    assert (appointment.acting, appointment.valid_until) == (True, today() + timedelta(days=1))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"role": "liaison"}, "unit"),
        ({"acting": "on"}, "last_day"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"decree_number": ""}, "decree_number"),
        ({"email": "admin@example.test"}, "email"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_kept(desk, fields, field):
    answer = desk.post(f"{DESK}/petugas/angkat/", appointing(**fields))
    assert field in faults(answer)
    assert Appointment.objects.count() == 1
    assert not ProcrastinateJob.objects.filter(task_name="accounts.invite").exists()


def test_a_conflict_of_roles_names_the_law(desk):
    desk.post(f"{DESK}/petugas/angkat/", appointing(role="ppid"))
    assert "UU 14/2008" in str(faults(desk.post(f"{DESK}/petugas/angkat/", appointing(role="superior"))))


def test_ending_ends_after_the_last_day(desk, office):
    user = make_officer(office, "desi", Role.DESK)
    appointment = user.appointments.get()
    form = {"last_day": today().isoformat(), "reason": "Pindah tugas"}
    assert desk.post(f"{DESK}/petugas/{appointment.pk}/akhiri/", form).status_code == 302
    appointment.refresh_from_db()
    assert appointment.valid_until == today() + timedelta(days=1)


def test_the_last_administrator_cannot_be_ended_and_nobody_ends_his_own(desk, administrator):
    own = administrator.appointments.get()
    form = {"last_day": today().isoformat(), "reason": "x"}
    assert "__all__" in faults(desk.post(f"{DESK}/petugas/{own.pk}/akhiri/", form))


def test_an_appointment_of_another_office_is_not_found_here(desk):
    foreign = make_officer(make_office("36", "banten"), "desi", Role.DESK).appointments.get()
    assert desk.get(f"{DESK}/petugas/{foreign.pk}/akhiri/").status_code == 404


def test_the_history_tells_who_did_what(desk):
    desk.post(f"{DESK}/petugas/angkat/", appointing())
    page = desk.get(f"{DESK}/petugas/riwayat/").content.decode()
    assert "Desi diangkat sebagai Desk Pelayanan" in page
    assert "Admin" in page


def test_hours_closures_contacts_and_units_are_kept_at_the_desk(desk, office):
    tomorrow = today() + timedelta(days=1)
    forms = {
        "jam/": {"hours": "Senin-Kamis 08.00-16.00\nJumat 08.00-11.00", "valid_from": tomorrow.isoformat()},
        "tutup/": {"first_day": tomorrow.isoformat(), "last_day": tomorrow.isoformat(), "reason": "Pindah gedung"},
        "kontak/": {"kind": "email", "value": "ppid@example.test"},
        "unit/": {"code": "hukum", "name": "Hukum"},
        "rincian/": {"name": "KPU Kota Serang", "city": "Serang", "address": "Jalan Contoh"},
    }
    for path, form in forms.items():
        assert desk.post(f"{DESK}/kantor/{path}", form).status_code == 302
    past = {"hours": "Senin 08.00-10.00", "valid_from": "2024-01-01", "last_day": "2024-12-31", "reason": "Maklumat"}
    assert desk.post(f"{DESK}/kantor/jam/", past).status_code == 302
    assert offices.opening_text(office=office, on=date(2024, 7, 1)) == "Senin 08.00–10.00 WIB"
    page = desk.get(f"{DESK}/kantor/").content.decode()
    for text in ("Senin-Kamis 08.00-16.00", "Pindah gedung", "ppid@example.test", "Hukum", "Jalan Contoh"):
        assert text in page
    assert offices.opening_text(office=office, on=tomorrow).startswith("Senin–Kamis 08.00–16.00 WIB; Jumat")


@pytest.mark.parametrize(
    ("path", "form", "field"),
    [
        ("jam/", {"hours": "Senin pagi", "valid_from": "2999-01-01"}, "hours"),
        ("jam/", {"hours": "Senin 08.00-16.00", "valid_from": "2020-01-01"}, "last_day"),
        ("jam/", {"hours": "Senin 08.00-16.00", "valid_from": "2020-01-01", "last_day": "2020-12-31"}, "reason"),
        ("jam/", {"hours": "Senin 08.00-16.00", "valid_from": "2020-01-01", "last_day": "2999-12-31"}, "last_day"),
        ("tutup/", {"first_day": "2026-04-08", "last_day": "2026-04-07", "reason": "x"}, "last_day"),
        ("kontak/", {"kind": "email", "value": "bukan surel"}, "value"),
        ("rincian/", {"name": "KPU", "city": "Serang", "host": "https://contoh.go.id"}, "host"),
    ],
)
def test_faults_of_the_office_forms_stand_beside_their_field(desk, path, form, field):
    assert field in faults(desk.post(f"{DESK}/kantor/{path}", form))


def test_a_closure_is_lifted_and_a_contact_removed_after_a_question(desk, office):
    day = today().isoformat()
    desk.post(f"{DESK}/kantor/tutup/", {"first_day": day, "last_day": day, "reason": "Banjir"})
    desk.post(f"{DESK}/kantor/kontak/", {"kind": "phone", "value": "0254-1"})
    closure = offices.closures_of(office_id=office.pk, on=today()).get()
    channel = offices.channels_of(office_id=office.pk).get()
    for address, named in ((f"tutup/{closure.pk}/batal/", "Banjir"), (f"kontak/{channel.pk}/hapus/", "0254-1")):
        assert named in desk.get(f"{DESK}/kantor/{address}").content.decode()
        desk.post(f"{DESK}/kantor/{address}")
    assert not offices.closures_of(office_id=office.pk, on=today()).exists()
    assert not offices.channels_of(office_id=office.pk).exists()


def test_a_unit_that_rests_gets_no_liaison(desk, office):
    unit = Unit.objects.create(office=office, code="hukum", name="Hukum")
    desk.post(f"{DESK}/kantor/unit/{unit.pk}/", {"name": "Hukum dan SDM"})
    unit.refresh_from_db()
    assert (unit.name, unit.active) == ("Hukum dan SDM", False)
    assert f'value="{unit.pk}"' not in desk.get(f"{DESK}/petugas/angkat/").content.decode()


@pytest.mark.parametrize("path", ["kantor/", "kantor/jam/", "kantor/tutup/", "petugas/", "petugas/angkat/"])
def test_desk_pages_have_one_heading_and_pass_the_strict_policy(desk, path):
    page = desk.get(f"{DESK}/{path}").content.decode()
    assert page.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son[a-z]+=", page)
