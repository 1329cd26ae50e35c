"""A leaver's appointments end and his open cases go to the successor, in one act that touches two rooms."""

from __future__ import annotations

import pytest
from django.utils import timezone

from telusur.front import services
from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts import services as appointing
from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.ledger.selectors import acts_of
from telusur.openness.requests import selectors as requests
from telusur.openness.requests import services as cases
from telusur.openness.requests.tests.factories import AT, a_case, an_office, an_officer, ref

pytestmark = pytest.mark.django_db
UNTIL = AT.date().replace(day=20)


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def administrator(office):
    return secure(an_officer(office, Role.ADMINISTRATOR))


@pytest.fixture
def leaver(office):
    return an_officer(office, Role.DESK)


@pytest.fixture
def minded(leaver, office):
    case = a_case()
    cases.assign(
        office_id=office.pk,
        request_ids=[case.pk],
        officer_id=leaver.pk,
        actor=ref(an_officer(office, Role.PPID)),
        at=AT,
    )
    return case


def release(office, leaver, successor, actor):
    return services.release_officer(
        user_id=leaver.pk,
        office_id=office.pk,
        successor_id=successor.pk if successor else None,
        until=UNTIL,
        reason="Mutasi",
        actor=ref(actor),
        at=AT,
    )


def minded_by(user, office):
    wanted = requests.Wanted(mine=user.pk)
    return requests.queue(office_id=office.pk, office_code=office.code, wanted=wanted, on=UNTIL).count()


def test_cases_and_appointments_pass_on_together(office, leaver, minded, administrator):
    successor = an_officer(office, Role.DESK)
    done = release(office, leaver, successor, administrator)
    assert [case.pk for case in done.cases] == [minded.pk]
    assert (minded_by(leaver, office), minded_by(successor, office)) == (0, 1)
    assert not accounts.roles_of(user_id=leaver.pk, office_id=office.pk, on=UNTIL)
    assert acts_of(log=f"office/{office.code}")[0].act == "accounts.release_officer"


def test_when_one_half_fails_the_other_did_not_happen(office, leaver, minded, administrator):
    stranger = an_officer(an_office("36", slug="banten", name="KPU Provinsi Banten"), Role.DESK)
    with pytest.raises(cases.Refused):
        release(office, leaver, stranger, administrator)
    assert minded_by(leaver, office) == 1
    assert accounts.roles_of(user_id=leaver.pk, office_id=office.pk, on=UNTIL) == {Role.DESK}


def test_nobody_releases_himself(office, administrator):
    an_officer(office, Role.ADMINISTRATOR)
    with pytest.raises(appointing.OwnAppointment):
        release(office, administrator, None, administrator)


def test_the_page_asks_for_a_successor_while_cases_are_open(client, office, leaver, minded, administrator):
    successor = an_officer(office, Role.DESK)
    client.force_login(administrator, "django.contrib.auth.backends.ModelBackend")
    address = f"/meja/{office.slug}/petugas/orang/{leaver.pk}/lepas/"
    form = {"last_day": timezone.localdate().isoformat(), "reason": "Mutasi", "successor": ""}
    assert "1 permohonan terbuka" in client.get(address).content.decode()
    assert "successor" in client.post(address, form).context["form"].errors
    assert client.post(address, form | {"successor": successor.pk}).status_code == 302
    assert minded_by(successor, office) == 1


def test_the_page_knows_only_people_of_its_own_office(client, office, administrator):
    stranger = an_officer(an_office("36", slug="banten", name="KPU Provinsi Banten"), Role.DESK)
    client.force_login(administrator, "django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/meja/{office.slug}/petugas/orang/{stranger.pk}/lepas/").status_code == 404
