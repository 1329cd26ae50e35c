from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from telusur.kernel.accounts.models import Appointment, User
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents import selectors, services
from telusur.kernel.documents.models import Attachment
from telusur.kernel.documents.rules.access import Access, Clearance, Openness, Security, Viewer, can_see

from . import samples
from .factories import AT, attachment, let_out, text_document

READ = "documents.read_internal"


@dataclass(frozen=True)
class Facts:
    pk: int = 1
    office_id: int = 7
    access: str = "public"
    permission: str = READ
    openness: str = "open"
    security: str = "ordinary"
    personal_data: bool | None = False
    embargo_until: datetime | None = None
    withheld_at: datetime | None = None
    withdrawn_at: datetime | None = None
    clearance: str = "clean"


PUBLIC = Viewer(at=AT)
OFFICER = Viewer(at=AT, rights=frozenset({(7, READ)}))
APPLICANT = Viewer(at=AT, lent=frozenset({1}))
OPEN = Facts()
INTERNAL = Facts(access="officers", openness="unknown", personal_data=None)


def test_everyone_sees_what_is_public_and_open():
    assert can_see(PUBLIC, OPEN)


@pytest.mark.parametrize(
    "change",
    [
        {"access": "officers"},
        {"access": "sealed"},
        {"access": "everyone"},
        {"access": ""},
        {"openness": "excluded"},
        {"openness": "unknown"},
        {"security": "restricted"},
        {"security": "unknown"},
        {"personal_data": True},
        {"personal_data": None},
        {"embargo_until": AT + timedelta(seconds=1)},
        {"withheld_at": AT},
        {"withdrawn_at": AT},
        {"clearance": ""},
        {"clearance": "addressed"},
    ],
)
def test_the_public_sees_nothing_that_one_fact_closes(change):
    assert not can_see(PUBLIC, replace(OPEN, **change))


def test_an_embargo_ends_at_its_instant():
    assert can_see(PUBLIC, replace(OPEN, embargo_until=AT))


def test_an_officer_with_the_right_sees_what_his_office_keeps():
    assert can_see(OFFICER, INTERNAL)
    assert can_see(OFFICER, replace(INTERNAL, withheld_at=AT, openness="excluded", security="restricted"))


def test_an_officer_of_another_office_is_the_public():
    assert not can_see(Viewer(at=AT, rights=frozenset({(8, READ)})), INTERNAL)


def test_an_officer_with_another_right_is_the_public():
    assert not can_see(Viewer(at=AT, rights=frozenset({(7, "requests.register")})), INTERNAL)


@pytest.mark.parametrize(
    "change",
    [
        {"security": "secret"},
        {"security": "top_secret"},
        {"security": "unknown"},
        {"access": "sealed"},
        {"withdrawn_at": AT},
    ],
)
def test_an_officer_does_not_see_what_is_secret_sealed_or_withdrawn(change):
    assert not can_see(OFFICER, replace(INTERNAL, **change))


def test_what_is_lent_opens_to_its_borrower_alone():
    assert can_see(APPLICANT, INTERNAL)
    assert not can_see(Viewer(at=AT, lent=frozenset({2})), INTERNAL)


@pytest.mark.parametrize(
    "change",
    [
        {"access": "sealed"},
        {"openness": "excluded"},
        {"security": "restricted"},
        {"withheld_at": AT},
        {"withdrawn_at": AT},
        {"clearance": ""},
    ],
)
def test_what_may_not_leave_the_office_is_not_lent(change):
    assert not can_see(APPLICANT, replace(INTERNAL, **change))


facts = some.fixed_dictionaries(
    {
        "access": some.sampled_from(list(Access)),
        "openness": some.sampled_from(list(Openness)),
        "security": some.sampled_from(list(Security)),
        "personal_data": some.sampled_from([True, False, None]),
        "embargo_until": some.sampled_from([None, AT - timedelta(days=1), AT, AT + timedelta(days=1)]),
        "withheld_at": some.sampled_from([None, AT]),
        "withdrawn_at": some.sampled_from([None, AT]),
        "clearance": some.sampled_from(["", *Clearance]),
    }
)


@given(facts)
def test_whoever_sees_more_never_sees_less_than_the_public(change):
    """A right or a loan opens; it never closes, except what is of no ordinary class."""
    row = Facts(**change)
    if can_see(PUBLIC, row):
        assert can_see(OFFICER, row)
        assert can_see(APPLICANT, row)


@pytest.mark.django_db
def test_the_list_for_the_public_is_the_same_decision(office):
    document = text_document()
    for number, change in enumerate(_every_combination()):
        row = attachment(office_id=office.pk, document=document, thing_id=str(number))
        Attachment.objects.filter(pk=row.pk).update(**change)
    found = set(selectors.visible_to_public(at=AT).values_list("pk", flat=True))
    assert found == {row.pk for row in Attachment.objects.all() if can_see(PUBLIC, row)}
    assert found


def _every_combination():
    """Each fact in turn away from open, and all at once."""
    away = {
        "access": ["officers", "sealed"],
        "openness": ["excluded", "unknown"],
        "security": ["restricted", "secret", "top_secret", "unknown"],
        "personal_data": [True, None],
        "embargo_until": [AT - timedelta(days=1), AT, AT + timedelta(days=1)],
        "withheld_at": [AT],
        "withdrawn_at": [AT],
    }
    return [
        {},
        *({name: value} for name, values in away.items() for value in values),
        *({"clearance": value} for value in ("clean", "decided", "addressed", "earlier")),
        {"clearance": "", "cleared_at": None},
        {k: v[0] for k, v in away.items()},
    ]


@pytest.fixture
def clock(monkeypatch):
    from telusur.kernel.documents.views import files as views  # noqa: PLC0415

    monkeypatch.setattr(views.timezone, "now", lambda: AT)


def officer(office, role="ppid", **period):
    user = User.objects.create_user(f"{role}@{office.slug}.test", "rahasia", full_name="Ibu Ratna")
    period = {"valid_from": date(2024, 1, 1), "valid_until": None, **period}
    Appointment.objects.create(
        user=user, office=office, role=role, decree_number="1", decree_on=date(2024, 1, 1), **period
    )
    return secure(user)


def status(client, row):
    return client.get(selectors.address(attachment=row)).status_code


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
class TestDownload:
    def test_the_public_gets_what_is_public_and_may_keep_it_if_it_asks_again(self, client, office):
        response = client.get(selectors.address(attachment=attachment(office_id=office.pk)))
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, no-cache"
        assert "Cookie" not in response.headers.get("Vary", "")

    def test_what_is_not_for_the_public_is_not_found(self, client, office):
        assert status(client, attachment(office_id=office.pk, access="officers")) == 404
        assert status(client, attachment(office_id=office.pk, access="sealed")) == 404

    def test_what_is_not_there_answers_like_what_may_not_be_seen(self, client, office):
        hidden = client.get(selectors.address(attachment=attachment(office_id=office.pk, access="sealed")))
        missing = client.get("/berkas/999999/apa-saja.txt")
        assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content)

    def test_an_officer_of_the_office_gets_it_and_nobody_may_keep_it(self, client, office):
        client.force_login(officer(office))
        response = client.get(selectors.address(attachment=attachment(office_id=office.pk, access="officers")))
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "private, no-store"

    def test_an_officer_without_a_second_factor_does_not(self, client, office, settings):
        person = officer(office)
        person.authenticator_set.all().delete()
        client.force_login(person)
        row = attachment(office_id=office.pk, access="officers")
        assert status(client, row) == 404
        settings.DEMO, person.is_demo = True, True
        person.save()
        assert status(client, row) == 200

    def test_an_officer_of_another_office_does_not(self, client, office, neighbour):
        client.force_login(officer(neighbour))
        assert status(client, attachment(office_id=office.pk, access="officers")) == 404

    def test_a_right_ends_with_its_appointment(self, client, office):
        client.force_login(officer(office, valid_until=AT.date()))
        assert status(client, attachment(office_id=office.pk, access="officers")) == 404

    def test_a_right_begins_at_midnight_where_the_office_is(self, client, office, monkeypatch):
        from telusur.kernel.documents.views import files as views  # noqa: PLC0415

        row = attachment(office_id=office.pk, access="officers")
        client.force_login(officer(office, valid_from=date(2024, 5, 13)))
        for hour, minute, answer in ((16, 59, 404), (17, 0, 200)):  # 23.59 and 00.00 WIB
            now = datetime(2024, 5, 12, hour, minute, tzinfo=UTC)
            monkeypatch.setattr(views.timezone, "now", lambda now=now: now)
            assert status(client, row) == answer

    def test_a_right_ends_at_midnight_in_jayapura_and_not_in_jakarta(self, client, office, monkeypatch):
        from telusur.kernel.documents.views import files as views  # noqa: PLC0415

        type(office).objects.filter(pk=office.pk).update(time_zone="Asia/Jayapura")
        row = attachment(office_id=office.pk, access="officers")
        client.force_login(officer(office, valid_until=date(2024, 5, 13)))
        for hour, minute, answer in ((14, 59, 200), (15, 0, 404)):  # 23.59 and 00.00 WIT, 21.59 and 22.00 WIB
            now = datetime(2024, 5, 12, hour, minute, tzinfo=UTC)
            monkeypatch.setattr(views.timezone, "now", lambda now=now: now)
            assert status(client, row) == answer

    def test_nobody_gets_what_is_sealed(self, client, office):
        client.force_login(officer(office))
        assert status(client, attachment(office_id=office.pk, access="sealed")) == 404

    def test_an_embargo_holds_the_public_back_until_its_instant(self, client, office):
        assert status(client, attachment(office_id=office.pk, embargo_until=AT + timedelta(minutes=1))) == 404
        assert status(client, attachment(office_id=office.pk, embargo_until=AT)) == 200

    def test_a_withdrawn_file_is_gone_at_once(self, client, office):
        row = attachment(office_id=office.pk)
        services.withdraw(attachment_id=row.pk, at=AT)
        assert status(client, row) == 404

    def test_the_same_bytes_are_open_at_one_thing_and_closed_at_another(self, client, office, neighbour):
        document = text_document()
        there = attachment(office_id=office.pk, document=document)
        here = attachment(office_id=neighbour.pk, document=document, access="officers")
        assert (status(client, there), status(client, here)) == (200, 404)

    def test_a_loan_opens_one_attachment_until_it_ends(self, client, office):
        lent = attachment(office_id=office.pk, access="officers", addressed=True)
        other = attachment(office_id=office.pk, access="officers", thing_id="2", addressed=True)
        address = selectors.lent_address(attachment=lent, until=AT + timedelta(minutes=5))
        token = address.partition("?")[2]
        assert client.get(address).status_code == 200
        assert client.get(f"{selectors.address(attachment=other)}?{token}").status_code == 404
        ended = selectors.lent_address(attachment=lent, until=AT)
        assert client.get(ended).status_code == 404

    def test_a_forged_loan_opens_nothing(self, client, office):
        row = attachment(office_id=office.pk, access="officers")
        assert client.get(f"{selectors.address(attachment=row)}?pinjam={row.pk}-99999999999:abc").status_code == 404

    def test_pictures_ask_as_well(self, client, office):
        document = services.store(content=io.BytesIO(samples.picture()), name="a.png", at=AT)
        services.read(document_id=document.pk)
        seen = let_out(attachment(office_id=office.pk, document=document, access="officers"))
        hidden = attachment(office_id=office.pk, document=document, access="officers")
        paths = ("pratinjau.webp", "halaman/1.webp")
        assert [client.get(f"/berkas/{seen.pk}/{path}").status_code for path in paths] == [200, 200]
        assert [client.get(f"/berkas/{hidden.pk}/{path}").status_code for path in paths] == [404, 404]
        assert client.get(f"/berkas/{seen.pk}/halaman/2.webp").status_code == 404


def test_every_label_of_an_access_class_stands_beside_the_models():
    from telusur.kernel.documents import models  # noqa: PLC0415

    assert set(models.ACCESS_LABELS) == set(Access)
    assert set(models.OPENNESS_LABELS) == set(Openness)
    assert set(models.SECURITY_LABELS) == set(Security)
