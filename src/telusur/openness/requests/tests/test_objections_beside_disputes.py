"""Objections beside a running dispute, what the desk enters in one act, and lists that outlive the calendar."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from telusur.kernel.accounts.models import Appointment
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_left
from telusur.kernel.ledger import selectors as ledger
from telusur.openness.requests import selectors, services
from telusur.openness.requests.forms.objections import ExecuteForm
from telusur.openness.requests.models import Dispute, DisputeProxy, InformationRequest, Objection
from telusur.openness.requests.rules.objections import Ground, ObjectionState
from telusur.openness.requests.rules.words import Channel

from .disputes import DisputeDesk
from .factories import AT, an_office, an_officer, ref
from .objections import a_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> DisputeDesk:
    return DisputeDesk()


def request_of(dispute: Dispute) -> InformationRequest:
    return InformationRequest.everything.get(pk=dispute.objection.request_id)


def test_a_ground_that_is_disputed_is_not_objected_to_again_while_the_dispute_runs(desk: DisputeDesk) -> None:
    dispute = desk.disputed()
    case = request_of(dispute)
    with pytest.raises(services.Refused) as refused:
        desk.filed(case, Ground.UNFULFILLED, Ground.UNREASONABLE_COST)
    assert refused.value.code == "ground_disputed"
    assert dispute.number in services.sentence(refused.value)
    other = desk.filed(case, Ground.UNREASONABLE_COST)
    assert other.state == ObjectionState.SUBMITTED
    with pytest.raises(services.Refused) as corrected:
        services.correct_objection(
            objection_id=other.pk,
            changes={"grounds": "unfulfilled"},
            reason="Salah ketik",
            actor=ref(desk.superior),
            at=desk.at(),
        )
    assert corrected.value.code in {"own_words", "ground_disputed"}
    services.withdraw_objection(objection_id=other.pk, reason="", actor="applicant", at=desk.at())
    services.withdraw_dispute(dispute_id=dispute.pk, reason="x", actor=ref(desk.desk), at=desk.at())
    assert desk.filed(case, Ground.UNFULFILLED).state == ObjectionState.SUBMITTED


def at_the_desk(desk: DisputeDesk, case: InformationRequest) -> services.Filing:
    at = desk.at()
    return services.file_objection(
        office=desk.office,
        request_id=case.pk,
        claim=a_claim(),
        channel=Channel.WALK_IN,
        received_at=at,
        at=at,
        actor=ref(desk.desk),
        register=True,
    )


def test_the_desk_takes_in_and_registers_in_one_act(desk: DisputeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = at_the_desk(desk, desk.notified()).objection
    assert (made.state, made.registered_at) == (ObjectionState.REGISTERED, desk.clock)
    length, case = ledger.size_of(log="office/3673"), desk.notified()
    before = Objection.everything.count(), ledger.size_of(log="office/3673")
    assert before[1] > length
    monkeypatch.setattr(selectors, "parties_of", parties_once(selectors.parties_of))
    with pytest.raises(services.NotPermitted):
        at_the_desk(desk, case)
    assert (Objection.everything.count(), ledger.size_of(log="office/3673")) == before


def parties_once(real):  # type: ignore[no-untyped-def]
    """Let the first act be somebody's and the second nobody's, as when an appointment ends between two acts."""
    asked = []

    def parties_of(**facts):  # type: ignore[no-untyped-def]
        asked.append(facts)
        return real(**facts) if len(asked) == 1 else frozenset()

    return parties_of


def test_the_tick_of_opening_is_asked_only_where_a_refusal_is_objected_to(desk: DisputeDesk) -> None:
    objection = desk.granted()
    form = ExecuteForm(None, None, case=objection, on=desk.clock.date())
    assert "opened" not in form.fields
    Objection.everything.filter(pk=objection.pk).update(grounds=[Ground.REFUSED.value])
    objection.refresh_from_db()
    assert "opened" in ExecuteForm(None, None, case=objection, on=desk.clock.date()).fields


def test_only_officers_who_serve_here_are_given_power_and_told(desk: DisputeDesk) -> None:
    dispute = desk.summoned()
    elsewhere = an_officer(an_office("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang"))

    def grant(user_id: int) -> Dispute:
        proxies = [services.ProxyFacts("Ratri Rekaan", user_id=user_id)]
        return services.grant_power(
            dispute_id=dispute.pk, proxies=proxies, powers=["hadir"], actor=ref(desk.superior), at=desk.at()
        )

    with pytest.raises(services.Refused) as refused:
        grant(elsewhere.pk)
    assert refused.value.code == "proxy_elsewhere"
    assert services.sentence(refused.value)
    assert not DisputeProxy.objects.exists()
    grant(desk.liaison.pk)
    on = desk.clock.date()
    assert selectors.proxy_users(dispute_id=dispute.pk, on=on) == [desk.liaison.pk]
    Appointment.objects.filter(user=desk.liaison).update(valid_until=on)
    assert selectors.proxy_users(dispute_id=dispute.pk, on=on) == []


# --- a year without a calendar ------------------------------------------------------------------------------------


def test_days_left_to_a_year_nobody_loaded_are_not_counted() -> None:
    an_office()
    calendar = calendar_for(office_code="3673")
    today = AT.date()
    assert working_days_left(today, today + timedelta(days=1), calendar) in {0, 1}
    assert working_days_left(today, today.replace(year=2060), calendar) is None


def test_the_lists_show_a_date_in_a_year_without_a_calendar(desk: DisputeDesk, client) -> None:  # type: ignore[no-untyped-def]
    far = desk.clock.date().replace(year=2060)
    objection = desk.granted()
    Objection.everything.filter(pk=objection.pk).update(order_due_on=far)
    dispute = desk.made_final()
    Dispute.everything.filter(pk=dispute.pk).update(order_due_on=far)
    dispute.hearings.update(called_off_at=desk.clock)
    Authenticator.objects.create(user=desk.ppid, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(desk.ppid)
    for name, number in (("objections_queue", objection.number), ("disputes_queue", dispute.number)):
        page = client.get(reverse(name, args=[desk.office.slug]) + "?tampil=all")
        assert page.status_code == 200
        assert number in page.content.decode()
        assert "hari kerja belum terhitung" in page.content.decode()
    for name, key in (("objections_case", objection.pk), ("disputes_case", dispute.pk)):
        assert client.get(reverse(name, args=[desk.office.slug, key])).status_code == 200
