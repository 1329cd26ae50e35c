import threading
from datetime import UTC, date, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from telusur.kernel.accounts import selectors, services
from telusur.kernel.accounts.models import Appointment, Role, User
from telusur.kernel.accounts.rules.appointments import PeriodImpossible
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.offices.models import Unit

from .people import FROM, PASSWORD, make_office, make_officer

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 7, 3, tzinfo=UTC)
DAY = date(2026, 4, 7)
DECREE = {"decree_number": "5/2026", "decree_on": date(2026, 4, 1)}


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def administrator(office):
    return make_officer(office, "admin", Role.ADMINISTRATOR)


@pytest.fixture
def appoint(office, administrator):
    def appoint(user, role, **fields):
        row = {"valid_from": DAY, "actor": f"user:{administrator.pk}", "at": AT} | DECREE | fields
        return services.appoint(user_id=user.pk, office_id=office.pk, role=role, **row)

    return appoint


@pytest.fixture
def desi(office):
    return services.create_account(email="desi@example.test", full_name="Desi", password=PASSWORD)


def test_an_appointment_is_an_act_that_names_person_role_decree_and_period(appoint, desi):
    appointment = appoint(desi, Role.DESK, valid_until=date(2026, 7, 1), acting=True)
    act = acts_on(subject_kind="appointment", subject_id=str(appointment.pk))[0]
    assert act.act == "accounts.appoint"
    assert act.facts["user"] == f"user:{desi.pk}"
    assert (act.facts["decree"], act.facts["valid_until"], act.facts["acting"]) == ("5/2026", "2026-07-01", True)
    assert "Desi" not in act.facts_text


def test_nobody_appoints_himself(appoint, administrator):
    with pytest.raises(services.OwnAppointment):
        appoint(administrator, Role.PPID)


def test_the_ppid_is_not_his_own_superior(appoint, desi):
    appoint(desi, Role.PPID)
    with pytest.raises(services.RolesConflict) as error:
        appoint(desi, Role.SUPERIOR)
    assert (error.value.role, "UU 14/2008" in error.value.source) == ("ppid", True)


def test_at_another_office_he_may_be(appoint, desi):
    appoint(desi, Role.PPID)
    services.appoint(
        user_id=desi.pk,
        office_id=make_office("36", "banten").pk,
        role=Role.SUPERIOR,
        valid_from=DAY,
        actor="system",
        at=AT,
        **DECREE,
    )
    assert selectors.appointments_of(user=desi, on=DAY).count() == 2


def test_the_same_role_is_not_given_twice_for_a_day(appoint, desi):
    appoint(desi, Role.DESK, valid_until=date(2026, 5, 1))
    with pytest.raises(services.AlreadyAppointed):
        appoint(desi, Role.DESK, valid_from=date(2026, 4, 30))
    appoint(desi, Role.DESK, valid_from=date(2026, 5, 1))


def test_the_database_itself_refuses_the_same_role_twice_for_a_day(appoint, desi, office):
    appoint(desi, Role.DESK)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(user=desi, office=office, role=Role.DESK, valid_from=date(2026, 9, 1), **DECREE)


def test_an_acting_officer_has_an_end(appoint, desi):
    with pytest.raises(PeriodImpossible):
        appoint(desi, Role.DESK, acting=True)


@pytest.mark.parametrize(("role", "kind"), [(Role.LIAISON, None), (Role.LIAISON, "foreign"), (Role.DESK, "own")])
def test_a_liaison_serves_a_unit_of_this_office_and_nobody_else_does(appoint, desi, office, role, kind):
    units = {
        "own": Unit.objects.create(office=office, code="hukum", name="Hukum").pk,
        "foreign": Unit.objects.create(office=make_office("36", "banten"), code="hukum", name="Hukum").pk,
        None: None,
    }
    with pytest.raises(services.ForeignUnit):
        appoint(desi, role, unit_id=units[kind])


def test_an_ended_appointment_gives_no_right_from_its_end_on(appoint, desi, office, administrator):
    appointment = appoint(desi, Role.DESK)
    services.end_appointment(
        appointment_id=appointment.pk,
        office_id=office.pk,
        until=date(2026, 5, 1),
        actor=f"user:{administrator.pk}",
        at=AT,
    )
    rights = [selectors.may(user=desi, permission="requests.register", office_id=office.pk, on=day) for day in MAY]
    assert rights == [True, False]


MAY = (date(2026, 4, 30), date(2026, 5, 1))


def test_one_that_has_not_begun_is_called_off_and_its_place_is_free(appoint, desi, office):
    appointment = appoint(desi, Role.DESK, valid_from=date(2026, 6, 1))
    services.end_appointment(appointment_id=appointment.pk, office_id=office.pk, until=DAY, actor="system", at=AT)
    assert not selectors.may(user=desi, permission="requests.register", office_id=office.pk, on=date(2026, 6, 2))
    appoint(desi, Role.DESK, valid_from=date(2026, 6, 1))


def test_an_appointment_ends_once(appoint, desi, office):
    appointment = appoint(desi, Role.DESK)
    end = {"appointment_id": appointment.pk, "office_id": office.pk, "until": date(2026, 5, 1), "actor": "system"}
    services.end_appointment(**end, at=AT)
    with pytest.raises(services.AlreadyEnded):
        services.end_appointment(**end, at=AT)


def test_an_office_keeps_an_administrator(office, administrator):
    own = administrator.appointments.get()
    with pytest.raises(services.LastAdministrator):
        services.end_appointment(appointment_id=own.pk, office_id=office.pk, until=DAY, actor="system", at=AT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["end", "release"])
def test_two_administrators_who_end_each_other_at_once_leave_one(office, act):
    pair = [make_officer(office, name, Role.ADMINISTRATOR) for name in ("admin", "kedua")]
    ends = {user.pk: user.appointments.get().pk for user in pair}
    begin, refused = threading.Barrier(2), []

    def run(actor, other):
        given = {"office_id": office.pk, "until": DAY, "actor": f"user:{actor.pk}", "at": AT}
        begin.wait()
        try:
            if act == "end":
                services.end_appointment(appointment_id=ends[other.pk], **given)
            else:
                services.release_officer(user_id=other.pk, successor_id=actor.pk, **given)
        except services.LastAdministrator as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert len(selectors.holders(office_id=office.pk, role=Role.ADMINISTRATOR, on=DAY)) == 1


@pytest.mark.parametrize(("hour", "held"), [(14, True), (15, False)])
def test_an_appointment_is_held_until_midnight_where_its_office_stands(desi, hour, held):
    east = make_office("9171", "kota-jayapura", time_zone="Asia/Jayapura")
    Appointment.objects.create(user=desi, office=east, role=Role.DESK, valid_from=FROM, valid_until=DAY, **DECREE)
    at = datetime(2026, 4, 6, hour, 30, tzinfo=UTC)  # 23.30 or 00.30 WIT
    assert bool(selectors.appointments_held(user=desi, at=at)) is held


def test_another_office_ends_nothing_here(appoint, desi):
    appointment = appoint(desi, Role.DESK)
    other = make_office("36", "banten")
    with pytest.raises(Appointment.DoesNotExist):
        services.end_appointment(appointment_id=appointment.pk, office_id=other.pk, until=DAY, actor="system", at=AT)


def test_a_leaver_gives_everything_up_in_one_act_that_names_the_successor(appoint, desi, office, administrator):
    successor = make_officer(office, "sari", Role.DESK)
    rows = [appoint(desi, Role.DESK), appoint(desi, Role.EDITOR), appoint(desi, Role.PPID, valid_from=MAY[1])]
    result = services.release_officer(
        user_id=desi.pk,
        office_id=office.pk,
        successor_id=successor.pk,
        until=DAY.replace(day=20),
        actor=f"user:{administrator.pk}",
        at=AT,
    )
    assert (set(result.ended), result.successor) == (set(rows), successor)
    assert not selectors.appointments_of(user=desi, on=date(2026, 6, 1)).exists()
    acts = acts_on(subject_kind="user", subject_id=str(desi.pk))
    assert [(act.act, act.facts["successor"]) for act in acts] == [("accounts.release_officer", f"user:{successor.pk}")]


def test_who_holds_nothing_cannot_leave(office, desi):
    with pytest.raises(services.AlreadyEnded):
        services.release_officer(user_id=desi.pk, office_id=office.pk, until=DAY, actor="system", at=AT)


def run_jobs():
    for job in ProcrastinateJob.objects.filter(status="todo").order_by("pk"):
        app.tasks[job.task_name].func(**job.args)


def invite(office, email="Baru@Example.test"):
    return services.invite_officer(email=email, full_name="Baru", office_id=office.pk)


def test_a_new_officer_gets_a_link_that_opens_the_account(office, client):
    user = invite(office)
    run_jobs()
    address = next(line for line in mail.outbox[0].body.splitlines() if "/masuk/sandi-baru/" in line)
    form = client.get(address.removeprefix("http://localhost:8000")).url
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert client.post("/masuk/", {"login": "baru@example.test", "password": PASSWORD}).url == "/akun/"


def test_an_officer_with_an_account_is_told_without_a_link(office, desi):
    assert invite(office, "desi@example.test") == desi
    run_jobs()
    assert "sandi-baru" not in mail.outbox[0].body
    desi.refresh_from_db()
    assert desi.check_password(PASSWORD)


def test_a_stranger_who_opened_the_account_first_loses_it_to_the_owner_of_the_address(office):
    squatter = User.objects.create_user("baru@example.test", password=PASSWORD)
    EmailAddress.objects.create(user=squatter, email=squatter.email, verified=False, primary=True)
    user = invite(office)
    assert (user.pk, user.has_usable_password()) == (squatter.pk, False)


def test_an_address_has_one_account(desi):
    with pytest.raises(services.EmailTaken):
        services.create_account(email="DESI@example.test", full_name="Lain", password=None)


def test_the_first_administrator_is_appointed_from_outside(office):
    decree = {"decree_number": "1/2026", "decree_on": FROM}
    user = services.first_administrator(
        email="admin@example.test", full_name="Ani", office_id=office.pk, at=AT, on=DAY, **decree
    )
    assert selectors.holders(role=Role.ADMINISTRATOR, office_id=office.pk, on=DAY) == [user]
    assert not ProcrastinateJob.objects.filter(status="todo").exists()
