"""Walks through the table of disputes at random, by the real services: whatever happens, these things hold."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from telusur.kernel.accounts.models import Role
from telusur.kernel.clocks.models import Deadline
from telusur.kernel.documents.models import LegalHold
from telusur.kernel.law import selectors as law
from telusur.kernel.ledger import selectors as ledger
from telusur.openness.requests import services
from telusur.openness.requests.models import Dispute
from telusur.openness.requests.rules.disputes import (
    BEFORE_COMMISSION,
    CLOSED,
    OPEN,
    DisputeAct,
    DisputeOutcome,
    DisputeState,
    HearingKind,
    PaperKind,
    Whose,
)
from telusur.openness.requests.rules.moves import possible
from telusur.openness.requests.rules.words import Party
from telusur.openness.requests.selectors import (
    coming_hearings,
    days_of,
    dispute_moves_on,
    dispute_of_office,
    owes_test,
    papers_of_dispute,
    running_suits,
)
from telusur.openness.requests.tests.disputes import COURT, DisputeDesk, a_document
from telusur.openness.requests.tests.factories import an_officer, ref

if TYPE_CHECKING:
    from collections.abc import Callable

A, S = DisputeAct, DisputeState
LONG = st.sampled_from([timedelta(minutes=7), timedelta(days=1), timedelta(days=8), timedelta(days=25)])
ACTS = sorted(set(A) - {A.REGISTER, A.MOVE_DEADLINE})
RULING = {A.RULE, A.RULE_COURT, A.RULE_CASSATION}


class DisputeWalk(RuleBasedStateMachine):
    """One dispute of an office, and everybody who might do something to it, rightly or not."""

    @initialize(alone=st.booleans())
    def a_notice_comes_in(self, *, alone: bool) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.desk = DisputeDesk()
        objection = self.desk.upheld(self.desk.reviewed(self.desk.filed_alone().objection)) if alone else None
        self.dispute = self.desk.disputed(objection)
        self.people: dict[str, tuple[str, frozenset[Party]]] = {
            "desk": (ref(self.desk.desk), frozenset({Party.DESK})),
            "ppid": (ref(self.desk.ppid), frozenset({Party.PPID})),
            "superior": (ref(self.desk.superior), frozenset({Party.SUPERIOR})),
            "consideration": (ref(self.desk.consideration), frozenset({Party.CONSIDERATION})),
            "auditor": (ref(an_officer(self.desk.office, Role.AUDITOR)), frozenset()),
            "applicant": ("applicant", frozenset({Party.APPLICANT})),
            "system": ("system", frozenset({Party.SYSTEM})),
        }

    def teardown(self) -> None:
        if not hasattr(self, "block"):
            return
        try:
            assert ledger.verified(log="office/3673").faults == ()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @rule(long=LONG)
    def time_passes(self, long: timedelta) -> None:
        self.desk.clock += long

    @rule(data=st.data())
    def somebody_does_what_he_may(self, data: st.DataObject) -> None:
        rows = self._possible(None)
        open_acts = sorted({(row.act, party) for row in rows for party in row.by if row.act in ACTS})
        mine = [
            (act, name) for act, party in open_acts for name, (_ref, parties) in self.people.items() if party in parties
        ]
        if mine:
            act, name = data.draw(st.sampled_from(mine))
            self._do(act, name, data.draw(st.sampled_from(list(DisputeOutcome))))

    @rule(
        act=st.sampled_from(ACTS),
        name=st.sampled_from(["auditor", "consideration", "applicant", "desk", "superior"]),
        outcome=st.sampled_from(list(DisputeOutcome)),
    )
    def somebody_tries_anything(self, act: DisputeAct, name: str, outcome: DisputeOutcome) -> None:
        self._do(act, name, outcome)

    def _possible(self, outcome: DisputeOutcome | None) -> list[Any]:
        known = outcome or (DisputeOutcome(self.dispute.outcome) if self.dispute.outcome else None)
        table = dispute_moves_on(on=self.desk.clock.date())
        return possible(table, DisputeState(self.dispute.state), outcome=known)

    def _do(self, act: DisputeAct, name: str, outcome: DisputeOutcome) -> None:
        """Try an act; where the table has no row for this person it must be refused, and nothing may have changed."""
        actor, parties = self.people[name]
        call = self._call(act, outcome)
        before, length, at = self.dispute, ledger.size_of(log="office/3673"), self.desk.at()
        ruled = {A.AGREE: DisputeOutcome.AGREED, A.DISMISS: DisputeOutcome.DISMISSED}.get(act)
        ruled = ruled or (outcome if act in RULING else None)
        asked = {act, A.DISMISS, A.RULE} if act in {A.RULE, A.DISMISS} else {act}
        asked |= {A.DROP_SUIT, A.DROP_ONE_SUIT} if act in {A.DROP_SUIT, A.DROP_ONE_SUIT} else set()
        rows = [row for row in self._possible(ruled) if row.act in asked]
        done = refused = None
        try:
            with transaction.atomic():
                done = call(dispute_id=before.pk, actor=actor, at=at)
        except (services.Refused, services.WrongState, services.NotPermitted) as error:
            refused = error
        self.dispute = dispute_of_office(office_id=self.desk.office.pk, dispute_id=before.pk)
        if refused is not None:
            assert (self.dispute.state, self.dispute.version) == (before.state, before.version)
            assert ledger.size_of(log="office/3673") == length
            return
        assert done is not None
        assert any(row.by & parties for row in rows), f"{name} did {act} from {before.state}"
        assert self.dispute.state in {row.after for row in rows}
        assert ledger.size_of(log="office/3673") > length

    def _call(self, act: DisputeAct, outcome: DisputeOutcome) -> Callable[..., Any]:
        clock, today, coming = self.desk.clock, self.desk.clock.date(), coming_hearings(dispute_id=self.dispute.pk)
        paper = a_document(clock)
        at_court = self.dispute.state in {S.COURT, S.CASSATION}
        kind = HearingKind.COURT if at_court else HearingKind.EXAMINATION
        summons = services.Summons(kind, clock + timedelta(days=3), "Ruang sidang", "PPID")
        suits = running_suits(dispute=self.dispute)
        side = Whose.APPLICANT if any(each.side == Whose.OFFICE for each in suits) else Whose.OFFICE
        suit = services.SuitFacts(side, COURT, clock)
        hearing = {"hearing_id": coming[0][0] if coming else 0}
        papers = [each.attachment_id for each in papers_of_dispute(dispute_id=self.dispute.pk) if not each.sealed]
        gives = [services.Material(document_id=paper[0], title="Tabel")] if self.dispute.opens else []
        calls: dict[DisputeAct, tuple[Callable[..., Any], dict[str, Any]]] = {
            A.SUMMON: (services.record_summons, {"summons": summons}),
            A.CALL_OFF: (services.call_off_hearing, {**hearing, "reason": "x"}),
            A.RECORD_HEARING: (services.record_hearing, {**hearing, "attendance": "", "minutes": "x"}),
            A.GRANT_POWER: (services.grant_power, {"proxies": [services.ProxyFacts("X")], "powers": ["x"]}),
            A.KEEP_POWER: (
                services.keep_power,
                {"side": Whose.APPLICANT, "name": "x", "dated_on": today, "document": paper},
            ),
            A.KEEP_PAPER: (
                services.keep_papers,
                {"kind": PaperKind.OTHER, "side": Whose.OFFICE, "dated_on": today, "documents": [paper]},
            ),
            A.ANSWER: (services.answer_panel, {"answer": "x", "claim": ["x"]}),
            A.LIST_EVIDENCE: (services.list_evidence, {"attachment_ids": papers[:2]}),
            A.EXAMINE: (services.examine_dispute, {}),
            A.MEDIATE: (services.begin_mediation, {}),
            A.AGREE: (services.record_agreement, {"ruling": self.desk.a_ruling(DisputeOutcome.AGREED)}),
            A.FAIL_MEDIATION: (services.fail_mediation, {"reason": "x"}),
            A.ADJUDICATE: (services.begin_adjudication, {}),
            A.ORDER_TEST: (services.record_test_order, {"order": "x", "due_on": today + timedelta(days=2)}),
            A.END_TEST: (services.end_test, {"words": "Perintahnya dicabut Majelis."}),
            A.REOPEN_ANSWER: (services.reopen_by_ruling, {}),
            A.RULE: (services.record_ruling, {"ruling": self.desk.a_ruling(outcome)}),
            A.DISMISS: (services.record_ruling, {"ruling": self.desk.a_ruling(DisputeOutcome.DISMISSED)}),
            A.SUE: (services.record_suit, {"suit": suit}),
            A.RULE_COURT: (services.record_court_ruling, {"ruling": self.desk.a_ruling(outcome)}),
            A.DROP_SUIT: (services.drop_suit, {"reason": "x"}),
            A.DROP_ONE_SUIT: (services.drop_suit, {"reason": "x", "suit_id": suits[0].pk if suits else None}),
            A.CASSATE: (services.record_cassation, {"suit": suit}),
            A.RULE_CASSATION: (services.record_cassation_ruling, {"ruling": self.desk.a_ruling(outcome)}),
            A.BECOME_FINAL: (services.declare_final, {}),
            A.EXECUTE: (services.execute_ruling, {"words": "x", "materials": gives}),
            A.FINISH: (services.finish_dispute, {}),
            A.WITHDRAW: (services.withdraw_dispute, {"reason": "x"}),
        }
        service, facts = calls[act]
        return lambda **who: service(**who, **facts)

    @invariant()
    def an_open_dispute_leads_on(self) -> None:
        if hasattr(self, "dispute") and self.dispute.state in OPEN:
            state = DisputeState(self.dispute.state)
            assert {row.act for outcome in DisputeOutcome for row in self._possible(outcome) if row.after != state}

    @invariant()
    def every_running_clock_has_its_owner_and_is_minded(self) -> None:
        if not hasattr(self, "dispute"):
            return
        dispute = self.dispute
        running = Deadline.objects.open().filter(subject_kind="dispute", subject_id=str(dispute.pk))
        minded = {
            dispute.start_deadline_id,
            dispute.deadline_id,
            dispute.court_window_id,
            dispute.cassation_window_id,
        }
        assert {clock.pk for clock in running} <= minded
        for clock in running:
            assert Whose(law.rule_by_id(clock.rule_id).text("party"))
        assert (dispute.deadline.stopped_at is None) == (dispute.state in BEFORE_COMMISSION)
        if dispute.state in CLOSED:
            assert not running.exists()
        assert all(due.dispute.pk == dispute.pk for due in days_of(dispute=dispute))

    @invariant()
    def an_ordered_test_is_waited_for_until_it_is_over(self) -> None:
        if not hasattr(self, "dispute"):
            return
        waited = [due.due_on for due in days_of(dispute=self.dispute) if due.step == "dispute_test"]
        assert waited == ([self.dispute.test_due_on] if owes_test(dispute=self.dispute) else [])
        if self.dispute.state in CLOSED:
            assert self.dispute.test_due_on is None or self.dispute.test_ended_at is not None

    @invariant()
    def its_file_is_held_while_it_is_open_and_let_go_afterwards(self) -> None:
        if not hasattr(self, "dispute"):
            return
        objection = Dispute.everything.select_related("objection").get(pk=self.dispute.pk).objection
        held = LegalHold.objects.filter(lifted_at=None, pk__in=[*self.dispute.holds, *objection.holds]).count()
        assert bool(held) == (self.dispute.state in OPEN)

    @invariant()
    def what_stands_is_the_newest_ruling(self) -> None:
        if not hasattr(self, "dispute"):
            return
        newest = self.dispute.rulings.order_by("pk").last()
        assert self.dispute.outcome == (newest.outcome if newest else "")


@pytest.mark.django_db
def test_no_walk_leads_astray() -> None:
    run_state_machine_as_test(
        DisputeWalk,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # a walk that went astray is told as it went; to shorten it takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
