from datetime import date

import pytest

from telusur.kernel.accounts.models import Appointment, Role, User
from telusur.kernel.accounts.selectors import actor_name, holders, may
from telusur.kernel.offices.models import Office, Unit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 7)


@pytest.fixture
def office():
    return Office.objects.create(code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang")


def appoint(office, name, role, **fields):
    user = User.objects.create_user(f"{name}@example.test", full_name=name)
    row = {"decree_number": "1/2026", "decree_on": date(2026, 1, 2), "valid_from": date(2026, 1, 5)}
    Appointment.objects.create(user=user, office=office, role=role, **row | fields)
    return user


def test_the_acting_officer_comes_first_and_leavers_not_at_all(office):
    ppid = appoint(office, "rina", Role.PPID)
    acting = appoint(office, "budi", Role.PPID, valid_until=date(2026, 5, 1), acting=True)
    appoint(office, "sari", Role.PPID, valid_until=TODAY)
    assert holders(role=Role.PPID, office_id=office.pk, on=TODAY) == [acting, ppid]


def test_holders_of_a_unit_are_only_those_appointed_for_it(office):
    law, data = (Unit.objects.create(office=office, code=code, name=code) for code in ("hukum", "data"))
    lawyer = appoint(office, "lina", Role.LIAISON, unit=law)
    appoint(office, "dedi", Role.LIAISON, unit=data)
    assert holders(role=Role.LIAISON, office_id=office.pk, unit_id=law.pk, on=TODAY) == [lawyer]


def test_a_permission_names_the_people_of_all_its_roles(office):
    people = {appoint(office, "rina", Role.PPID), appoint(office, "desi", Role.DESK)}
    appoint(office, "edo", Role.EDITOR)
    assert set(holders(permission="requests.register", office_id=office.pk, on=TODAY)) == people


def test_a_right_lasts_exactly_as_long_as_its_appointment(office):
    user = appoint(office, "desi", Role.DESK, valid_from=date(2026, 4, 6), valid_until=date(2026, 4, 8))
    rights = {
        day: may(user=user, permission="requests.register", office_id=office.pk, on=date(2026, 4, day))
        for day in (5, 6, 7, 8)
    }
    assert rights == {5: False, 6: True, 7: True, 8: False}


def test_actors_read_as_people(office):
    user = appoint(office, "Desi", Role.DESK)
    assert [actor_name(ref=ref) for ref in (f"user:{user.pk}", "applicant", "system", "import")] == [
        "Desi",
        "Pemohon",
        "Sistem",
        "Impor data",
    ]
