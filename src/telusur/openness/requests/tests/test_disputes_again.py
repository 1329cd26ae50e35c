"""Disputes that come too soon, come again, or end without putting another order in place of the superior's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db.models import Q

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_between
from telusur.kernel.documents.models import LegalHold
from telusur.kernel.notices.models import Notice
from telusur.openness.requests import selectors, services, tasks
from telusur.openness.requests.models import Dispute, Objection
from telusur.openness.requests.rules.disputes import DisputeAct, DisputeOutcome, DisputeState, HearingKind, Whose
from telusur.openness.requests.rules.objections import ObjectionState, Verdict
from telusur.openness.requests.rules.words import Party
from telusur.openness.requests.views.dispute_parts import state_words
from telusur.openness.requests.views.objections import order_explained

from .disputes import COURT, DisputeDesk
from .factories import ref

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
A, S, O = DisputeAct, DisputeState, DisputeOutcome  # noqa: E741 read in rows of outcomes


@pytest.fixture
def desk() -> DisputeDesk:
    return DisputeDesk()


def fresh(dispute: Dispute) -> Dispute:
    return selectors.dispute_of_office(office_id=dispute.office_id, dispute_id=dispute.pk)


def of(dispute: Dispute) -> Objection:
    return Objection.everything.get(pk=dispute.objection_id)


def withdrawn(desk: DisputeDesk, dispute: Dispute) -> Dispute:
    return services.withdraw_dispute(dispute_id=dispute.pk, reason="Dicabut.", actor=ref(desk.desk), at=desk.at())


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(services.Refused) as refused:
        act()
    assert services.sentence(refused.value)
    return refused.value.code


# --- again --------------------------------------------------------------------------------------------------------


def test_a_dispute_that_was_withdrawn_is_brought_again_and_counts_its_first_window(desk: DisputeDesk) -> None:
    first = withdrawn(desk, desk.disputed())
    again = desk.disputed(of(first), commission_number="020/REG-PSI/2026")
    assert (again.state, again.late, again.window_id) == (S.REGISTERED, False, first.window_id)
    assert [each.pk for each in selectors.disputes_of_objection(objection_id=first.objection_id)] == [
        again.pk,
        first.pk,
    ]
    assert of(again).holds
    assert code_of(lambda: desk.disputed(of(first))) == "dispute_runs"
    withdrawn(desk, again)
    desk.clock += timedelta(days=60)
    assert desk.disputed(of(first)).late


def test_a_dispute_that_was_not_admitted_is_brought_again_but_not_one_that_was_ruled(desk: DisputeDesk) -> None:
    dispute = desk.dispute_ruled(O.DISMISSED, desk.examined())
    over = desk.made_final(dispute=dispute)
    assert over.state == S.FINISHED
    again = desk.disputed(of(over))
    kept = desk.made_final(dispute=desk.dispute_ruled(O.KEPT, desk.adjudicated(again)))
    assert kept.state == S.FINISHED
    assert code_of(lambda: desk.disputed(of(over))) == "dispute_decided"


# --- too soon -----------------------------------------------------------------------------------------------------


def test_a_dispute_before_its_time_is_registered_as_such_and_the_superior_replies_all_the_same(
    desk: DisputeDesk,
) -> None:
    dispute = desk.disputed(desk.reviewed())
    assert (dispute.premature, dispute.late, dispute.state) == (True, False, S.REGISTERED)
    objection = of(dispute)
    assert objection.state == ObjectionState.REVIEWED
    assert objection.deadline.stopped_at is None
    decided = desk.upheld(objection)
    assert decided.state == ObjectionState.DECIDED
    assert code_of(lambda: services.finish_objection(objection_id=decided.pk, actor="system", at=desk.at()))
    withdrawn(desk, dispute)
    held = LegalHold.objects.filter(Q(thing_kind="objection", thing_id=str(objection.pk)), lifted_at=None)
    assert held.exists()


@pytest.mark.parametrize("how", ["withdrawn", "struck"])
def test_the_file_of_an_objection_that_ends_stays_held_while_its_dispute_runs(desk: DisputeDesk, how: str) -> None:
    objection = desk.objection_registered()
    Objection.everything.filter(pk=objection.pk).update(channel="walk_in")
    dispute = desk.disputed(objection)
    given = {"objection_id": objection.pk, "reason": "Salah catat."}
    if how == "withdrawn":
        services.withdraw_objection(actor="applicant", at=desk.at(), **given)
    else:
        services.strike_objection(actor=ref(desk.superior), at=desk.at(), **given)
    assert of(dispute).state == how
    for kind, key in (("objection", objection.pk), ("request", objection.request_id)):
        assert LegalHold.objects.filter(thing_kind=kind, thing_id=str(key), lifted_at=None).exists()
    withdrawn(desk, dispute)
    assert of(dispute).holds == []
    assert not LegalHold.objects.filter(lifted_at=None).exists()


def test_a_suit_over_a_dispute_that_was_brought_again_is_entered_there(desk: DisputeDesk) -> None:
    over = desk.made_final(dispute=desk.dispute_ruled(O.DISMISSED, desk.examined()))
    open_to_desk = {"parties": {Party.DESK}, "on": desk.clock.date()}
    assert A.SUE in selectors.dispute_acts_now(dispute=fresh(over), **open_to_desk)  # type: ignore[arg-type]
    again = desk.disputed(of(over))
    assert code_of(lambda: desk.sued(over, Whose.APPLICANT)) == "dispute_runs"
    assert A.SUE not in selectors.dispute_acts_now(dispute=fresh(over), **open_to_desk)  # type: ignore[arg-type]
    withdrawn(desk, again)
    assert desk.sued(over, Whose.APPLICANT).state == S.COURT


def test_a_dispute_taken_back_leaves_no_answer_to_wait_for(desk: DisputeDesk) -> None:
    dispute = desk.summoned(answer_due_on=desk.clock.date())
    services.warn_of_disputes(at=desk.at())
    warnings = Notice.objects.filter(key__startswith=f"deadline:dispute:{dispute.pk}:dispute_answer:")
    assert warnings.filter(dismissed_at=None).exists()
    withdrawn(desk, dispute)
    assert not warnings.filter(dismissed_at=None).exists()
    assert fresh(dispute).answer_due_on is None


@pytest.mark.parametrize("ends", ["recorded", "called off"])
def test_a_hearing_that_is_over_leaves_the_warnings_of_the_others(desk: DisputeDesk, ends: str) -> None:
    first, second = desk.clock + timedelta(hours=1), desk.clock + timedelta(days=1)
    dispute = desk.summoned(desk.summoned(desk.summoned(meets_at=first), meets_at=first), meets_at=second)
    services.warn_of_disputes(at=desk.at())
    begins = f"deadline:dispute:{dispute.pk}:dispute_hearing:"
    waiting = Notice.objects.filter(dismissed_at=None)
    of_first, of_second = (waiting.filter(key__startswith=f"{begins}{day.date()}:") for day in (first, second))
    count = of_second.count()
    assert of_first.exists()
    assert count
    desk.clock = first
    same_day = list(dispute.hearings.filter(meets_at=first))
    for hearing in same_day:
        assert of_first.exists()
        given = {"dispute_id": dispute.pk, "hearing_id": hearing.pk, "actor": ref(desk.desk), "at": desk.at()}
        if ends == "recorded":
            services.record_hearing(attendance="Pemohon", minutes="Ditunda.", **given)  # type: ignore[arg-type]
        else:
            services.call_off_hearing(reason="Majelis berhalangan.", **given)  # type: ignore[arg-type]
    assert len(same_day) == 2
    assert not of_first.exists()
    assert of_second.count() == count


def test_the_applicant_reads_that_what_became_final_was_carried_out_before(desk: DisputeDesk) -> None:
    executed = desk.carried_out(desk.dispute_ruled())
    sued = desk.sued(executed, Whose.APPLICANT)
    dropped = services.drop_suit(dispute_id=sued.pk, reason="", actor=ref(desk.desk), at=desk.at())
    final = fresh(desk.made_final(dispute=dropped))
    assert "sudah dilaksanakan" in state_words(final)
    assert "melaksanakannya" in state_words(fresh(desk.made_final()))


def test_a_reply_before_the_filing_of_the_same_day_makes_it_no_early_one(desk: DisputeDesk) -> None:
    assert not desk.disputed(desk.upheld()).premature


@pytest.mark.parametrize("replies", [True, False])
def test_an_objection_disputed_too_soon_counts_as_disputed_once_its_time_came(
    desk: DisputeDesk, monkeypatch: pytest.MonkeyPatch, *, replies: bool
) -> None:
    dispute = desk.disputed(desk.reviewed())
    if replies:
        desk.upheld(of(dispute))
    monkeypatch.setattr(tasks.timezone, "now", desk.at)
    tasks.mind_objections(timestamp=0)
    assert of(dispute).state in {ObjectionState.DECIDED, ObjectionState.REVIEWED}
    desk.clock += timedelta(days=70)
    tasks.mind_objections(timestamp=0)
    assert of(dispute).state == ObjectionState.DISPUTED


# --- the superior's order -----------------------------------------------------------------------------------------


def granted_in_part(desk: DisputeDesk, due_on: date) -> Objection:
    decision = services.ObjectionDecision(
        Verdict.GRANTED_PART, reasons="Sebagian tepat.", order="Berikan tabelnya.", order_due_on=due_on
    )
    return desk.judged(decision)


def an_order_disputed(desk: DisputeDesk) -> Dispute:
    return desk.disputed(granted_in_part(desk, desk.clock.date() + timedelta(days=14)))


@pytest.mark.parametrize("ends", ["withdrawn", "dismissed", "kept"])
def test_an_order_runs_again_where_the_dispute_ends_without_another(desk: DisputeDesk, ends: str) -> None:
    dispute = an_order_disputed(desk)
    paused = of(dispute)
    assert paused.order_due_on is not None
    calendar = calendar_for(office_code="3673")
    left = working_days_between(desk.clock.date(), paused.order_due_on, calendar)
    assert paused.order_paused_on == desk.clock.date()
    assert not Objection.everything.under_order().exists()
    desk.clock += timedelta(days=30)
    if ends == "withdrawn":
        withdrawn(desk, dispute)
    else:
        outcome, heard = (O.DISMISSED, desk.examined) if ends == "dismissed" else (O.KEPT, desk.adjudicated)
        desk.made_final(dispute=desk.dispute_ruled(outcome, heard(dispute)))
    running = of(dispute)
    today = desk.clock.date()
    assert (running.order_paused_on, running.order_first_due_on) == (None, paused.order_due_on)
    assert running.order_due_on is not None
    assert working_days_between(today, running.order_due_on, calendar) == left
    assert Objection.everything.under_order().get().pk == running.pk
    assert running.holds
    assert Notice.objects.filter(kind="objection_order_resumed", to_user=desk.ppid).exists()
    done = services.execute_order(objection_id=running.pk, words="Dikirim.", actor=ref(desk.ppid), at=desk.at())
    assert (done.state, done.executed_at, done.holds) == (ObjectionState.DISPUTED, desk.clock, [])
    again = lambda: services.execute_order(  # noqa: E731 asked once
        objection_id=running.pk, words="Dikirim.", actor=ref(desk.ppid), at=desk.at()
    )
    assert code_of(again) == "order_replaced"


def test_an_order_may_be_carried_out_while_the_dispute_runs(desk: DisputeDesk) -> None:
    dispute = an_order_disputed(desk)
    services.execute_order(objection_id=dispute.objection_id, words="Dikirim.", actor=ref(desk.ppid), at=desk.at())
    withdrawn(desk, dispute)
    assert of(dispute).order_resumed_on is None
    assert not Objection.everything.under_order().exists()


def test_a_ruling_takes_the_place_of_the_order(desk: DisputeDesk) -> None:
    dispute = desk.dispute_ruled(dispute=desk.adjudicated(an_order_disputed(desk)))
    objection = of(dispute)
    assert not selectors.order_stands(objection=objection)
    assert "menggantikannya" in order_explained(objection)
    desk.dispute_finished(desk.carried_out(desk.made_final(dispute=dispute)))
    assert of(dispute).order_resumed_on is None
    assert of(dispute).holds == []


def test_an_order_waits_again_when_its_dispute_goes_on_in_court(desk: DisputeDesk) -> None:
    dispute = desk.made_final(dispute=desk.dispute_ruled(O.KEPT, desk.adjudicated(an_order_disputed(desk))))
    assert of(dispute).order_paused_on is None
    desk.sued(dispute, Whose.APPLICANT)
    assert of(dispute).order_paused_on == desk.clock.date()
    assert not Objection.everything.under_order().exists()


# --- summonses and suits ------------------------------------------------------------------------------------------


def test_a_summons_that_came_after_its_hearing_is_kept_as_such(desk: DisputeDesk) -> None:
    dispute = desk.disputed()
    desk.clock += timedelta(days=3)
    past = {"meets_at": desk.clock - timedelta(days=2), "answer_due_on": desk.clock.date() - timedelta(days=1)}
    assert code_of(lambda: desk.summoned(dispute, **past)) == "hearing_past"
    assert code_of(lambda: desk.summoned(dispute, received_late=True)) == "hearing_not_past"
    summoned = desk.summoned(dispute, received_late=True, **past)
    hearing = summoned.hearings.get()
    assert hearing.summoned_at > hearing.meets_at
    services.record_hearing(
        dispute_id=dispute.pk,
        hearing_id=hearing.pk,
        attendance="Pemohon",
        minutes="Kantor tidak hadir; panggilannya baru tiba.",
        actor=ref(desk.desk),
        at=desk.at(),
    )
    assert any("tiba sesudah" in deed.detail for deed in selectors.dispute_history(dispute=fresh(dispute)))


def test_both_sides_sue_and_one_takes_it_back(desk: DisputeDesk) -> None:
    dispute = desk.sued(side=Whose.OFFICE)
    assert code_of(lambda: desk.sued(dispute, side=Whose.OFFICE)) == "side_goes_on"
    both = desk.sued(dispute, side=Whose.APPLICANT)
    assert both.state == S.COURT
    shown = selectors.dispute_acts_now(dispute=fresh(both), parties={Party.DESK}, on=desk.clock.date())
    assert shown & {A.SUE, A.DROP_SUIT, A.DROP_ONE_SUIT} == {A.DROP_ONE_SUIT}
    office, applicant = selectors.running_suits(dispute=fresh(both))
    given = {"dispute_id": dispute.pk, "reason": "Cukup.", "actor": ref(desk.desk)}
    assert code_of(lambda: services.drop_suit(at=desk.at(), **given)) == "suit_unknown"  # type: ignore[arg-type]
    one = services.drop_suit(suit_id=office.pk, at=desk.at(), **given)  # type: ignore[arg-type]
    assert one.state == S.COURT
    last = services.drop_suit(at=desk.at(), **given)  # type: ignore[arg-type]
    assert last.state == S.RULED
    applicant.refresh_from_db()
    assert applicant.dropped_at == desk.clock


def test_both_sides_ask_cassation(desk: DisputeDesk) -> None:
    dispute = desk.cassated(desk.court_ruled(), Whose.APPLICANT)
    assert desk.cassated(dispute, Whose.OFFICE).state == S.CASSATION


def test_what_was_carried_out_before_a_suit_that_was_dropped_stays_carried_out(desk: DisputeDesk) -> None:
    executed = desk.carried_out()
    sued = services.record_suit(
        dispute_id=executed.pk,
        suit=services.SuitFacts(side=Whose.APPLICANT, court=COURT, filed_at=desk.clock),
        actor=ref(desk.desk),
        at=desk.at(),
    )
    dropped = services.drop_suit(dispute_id=sued.pk, reason="", actor=ref(desk.desk), at=desk.at())
    assert (dropped.state, dropped.executed_at) == (S.RULED, executed.executed_at)
    final = desk.made_final(dispute=dropped)
    assert final.state == S.FINAL
    assert selectors.disputes_over(at=desk.clock) == [final.pk]
    assert not Dispute.everything.to_execute().exists()
    assert services.finish_dispute(dispute_id=final.pk, actor="system", at=desk.at()).state == S.FINISHED


def test_a_binding_ruling_that_was_not_carried_out_is_not_over(desk: DisputeDesk) -> None:
    final = desk.made_final()
    assert code_of(lambda: services.finish_dispute(dispute_id=final.pk, actor="system", at=desk.at())) == (
        "not_executed_yet"
    )
    assert selectors.disputes_over(at=desk.clock) == []


def test_the_kind_of_hearing_is_asked_of_a_late_summons_too(desk: DisputeDesk) -> None:
    past = {"meets_at": desk.clock - timedelta(days=2), "received_late": True}
    assert code_of(lambda: desk.summoned(desk.disputed(), HearingKind.COURT, **past)) == "hearing_elsewhere"
