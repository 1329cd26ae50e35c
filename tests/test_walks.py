"""Walks through the table of requests at random, by the real services: whatever happens, these things hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from telusur.kernel.accounts.models import Role
from telusur.kernel.clocks.models import Deadline
from telusur.kernel.clocks.rules import Step
from telusur.kernel.ledger import selectors as ledger
from telusur.openness.requests import services
from telusur.openness.requests.models import InformationRequest
from telusur.openness.requests.rules.transitions import possible
from telusur.openness.requests.rules.words import (
    CLOSED,
    OPEN,
    UNANSWERED,
    Act,
    Audience,
    Delivery,
    Outcome,
    Party,
    State,
    Track,
)
from telusur.openness.requests.selectors import moves_on
from telusur.openness.requests.tests.factories import Desk, a_case, an_officer, ref

if TYPE_CHECKING:
    from collections.abc import Callable

START = datetime(2026, 6, 2, 3, 0, tzinfo=UTC)
LONG = st.sampled_from(
    [timedelta(minutes=7), timedelta(hours=5), timedelta(days=1), timedelta(days=4), timedelta(days=9)]
)
OUTCOMES = {
    Act.GRANT: services.Decision(Outcome.GRANTED_FULL),
    Act.DECLARE_NOT_HELD: services.Decision(Outcome.NOT_HELD, held_by="Bawaslu"),
    Act.DECLARE_NOT_DOCUMENTED: services.Decision(Outcome.NOT_DOCUMENTED, available_from="Juli"),
}
ACTS = [
    Act.BEGIN_CHECK,
    Act.ACCEPT,
    Act.LAPSE_CHECK,
    Act.ASK_COMPLETION,
    Act.COMPLETE,
    Act.CLOSE_INCOMPLETE,
    Act.DISPOSE,
    Act.TAKE_UP,
    Act.ANSWER_FROM_UNIT,
    Act.RETURN_TO_UNIT,
    *OUTCOMES,
    Act.RECONSIDER,
    Act.SIGN,
    Act.DELIVER,
    Act.FINISH,
    Act.EXTEND,
    Act.WITHDRAW,
    Act.FORWARD,
    Act.CHOOSE_TRACK,
    Act.NOTE,
    Act.OPEN_IDENTITY,
]


class Walk(RuleBasedStateMachine):
    """One case at an office, and everybody who might do something to it, rightly or not."""

    @initialize(election=st.booleans())
    def a_request_comes_in(self, *, election: bool) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.desk, self.elsewhere = Desk(), Desk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
        self.at = START
        track = {"track": Track.ELECTION, "track_reason": "Tahapan"} if election else {}
        self.case = a_case(self.desk.office, received_at=self.at, at=self.at, **track)
        self.people: dict[str, tuple[str, frozenset[Party]]] = {
            "desk": (ref(self.desk.desk), frozenset({Party.DESK})),
            "ppid": (ref(self.desk.ppid), frozenset({Party.PPID})),
            "liaison": (ref(self.desk.liaison), frozenset({Party.LIAISON})),
            "superior": (ref(self.desk.superior), frozenset({Party.SUPERIOR})),
            "auditor": (ref(an_officer(self.desk.office, Role.AUDITOR)), frozenset()),
            "stranger": (ref(self.elsewhere.ppid), frozenset()),
            "applicant": ("applicant", frozenset({Party.APPLICANT})),
            "system": ("system", frozenset({Party.SYSTEM})),
        }

    def teardown(self) -> None:
        if not hasattr(self, "block"):
            return
        try:
            for office in (self.desk.office, self.elsewhere.office):
                log = f"office/{office.code}"
                assert not ledger.size_of(log=log) or ledger.verified(log=log).faults == ()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @rule(long=LONG)
    def time_passes(self, long: timedelta) -> None:
        self.at += long

    @rule(data=st.data())
    def somebody_does_what_he_may(self, data: st.DataObject) -> None:
        rows = possible(moves_on(on=self.at.date()), State(self.case.state), outcome=self._outcome())
        open_acts = sorted({(row.act, party) for row in rows for party in row.by if row.act in ACTS})
        mine = [
            (act, name) for act, party in open_acts for name, (_ref, parties) in self.people.items() if party in parties
        ]
        if mine:
            self._do(*data.draw(st.sampled_from(mine)))

    @rule(
        act=st.sampled_from(ACTS),
        name=st.sampled_from(["auditor", "stranger", "superior", "liaison", "applicant", "desk"]),
    )
    def somebody_tries_anything(self, act: Act, name: str) -> None:
        self._do(act, name)

    def _outcome(self) -> Outcome | None:
        return Outcome(self.case.outcome) if self.case.outcome else None

    def _do(self, act: Act, name: str) -> None:
        """Try an act; where the table has no row for this person it must be refused, and nothing may have changed."""
        before, length = self.case, ledger.size_of(log="office/3673")
        actor, parties = self.people[name]
        outcome = OUTCOMES[act].outcome if act in OUTCOMES else self._outcome()
        rows = [
            row for row in possible(moves_on(on=self.at.date()), State(before.state), outcome=outcome) if row.act == act
        ]
        self.at += timedelta(minutes=1)
        done = refused = None
        try:
            with transaction.atomic():
                done = self._call(act)(actor=actor, at=self.at)
        except (services.Refused, services.WrongState, services.NotPermitted) as error:
            refused = error
        self.case = InformationRequest.everything.select_related("deadline", "check_deadline").get(pk=before.pk)
        if refused is not None:
            assert (self.case.state, self.case.version) == (before.state, before.version)
            assert ledger.size_of(log="office/3673") == length
            return
        assert done is not None
        assert any(row.by & parties for row in rows), f"{name} did {act} from {before.state}"
        assert self.case.state in {row.after for row in rows}
        assert ledger.size_of(log="office/3673") == length + 1

    def _call(self, act: Act) -> Callable[..., Any]:
        own = {"request_id": self.case.pk}
        asked = self.case.dispositions.filter(closed_at=None).order_by("pk").last()
        answered = self.case.dispositions.exclude(answered_at=None).order_by("pk").last()
        open_id, done_id = asked.pk if asked else 0, answered.pk if answered else 0
        today = self.at.date()
        calls: dict[Act, tuple[Callable[..., Any], dict[str, Any]]] = {
            Act.BEGIN_CHECK: (services.begin_check, {}),
            Act.ACCEPT: (services.accept_request, {}),
            Act.LAPSE_CHECK: (services.lapse_completeness, {}),
            Act.ASK_COMPLETION: (services.ask_completion, {"missing": "KTP"}),
            Act.COMPLETE: (services.complete_request, {"text": "Ini"}),
            Act.CLOSE_INCOMPLETE: (services.close_incomplete, {"reason": "Tidak dilengkapi"}),
            Act.DISPOSE: (services.dispose_to_unit, {"unit_id": self.desk.unit.pk, "due_on": today}),
            Act.TAKE_UP: (services.take_up, {"disposition_id": open_id}),
            Act.ANSWER_FROM_UNIT: (
                services.answer_from_unit,
                {"disposition_id": open_id, "words": "Ada.", "materials": ()},
            ),
            Act.RETURN_TO_UNIT: (
                services.return_to_unit,
                {"disposition_id": done_id, "reason": "Kurang", "due_on": today},
            ),
            Act.RECONSIDER: (services.reconsider, {"reason": "Ada yang baru"}),
            Act.SIGN: (services.sign_and_notify, {}),
            Act.DELIVER: (
                services.deliver,
                {"delivery": Delivery.EMAIL, "delivered_at": self.at},
            ),
            Act.FINISH: (services.finish, {}),
            Act.EXTEND: (services.extend_deadline, {"reasons": "Banyak"}),
            Act.WITHDRAW: (services.withdraw, {"reason": ""}),
            Act.FORWARD: (services.forward_to_office, {"office": self.elsewhere.office, "reason": "Di sana"}),
            Act.CHOOSE_TRACK: (
                services.choose_track,
                {"track": Track.GENERAL if self.case.track == Track.ELECTION else Track.ELECTION, "reason": "Isi"},
            ),
            Act.NOTE: (services.add_note, {"text": "Catatan", "audience": Audience.INTERNAL}),
            Act.OPEN_IDENTITY: (services.record_identity_opening, {"purpose": "check"}),
            **{each: (services.decide, {"decision": decision}) for each, decision in OUTCOMES.items()},
        }
        service, facts = calls[act]
        return lambda *, actor, at: service(**own, actor=actor, at=at, **facts)

    @invariant()
    def an_open_case_can_be_led_on_and_a_closed_one_cannot(self) -> None:
        if not hasattr(self, "case"):
            return
        state = State(self.case.state)
        rows = possible(moves_on(on=self.at.date()), state, outcome=self._outcome())
        leads_on = {row.act for row in rows if row.after != state and row.by & {Party.DESK, Party.PPID, Party.LIAISON}}
        assert bool(leads_on) == (state in OPEN)

    @invariant()
    def no_clock_runs_without_a_case_that_minds_it(self) -> None:
        if not hasattr(self, "case"):
            return
        for case in InformationRequest.everything.all():
            running = Deadline.objects.open().filter(subject_kind="request", subject_id=str(case.pk))
            minded = {case.deadline_id, case.check_deadline_id}
            # the time to object is the applicant's, and runs on when the case has ended
            running = running.exclude(step=Step.OBJECTION_WINDOW)
            assert {clock.pk for clock in running} <= minded
            assert case.deadline is not None
            assert (case.deadline.stopped_at is None) == (case.state in UNANSWERED)
            if case.state in CLOSED:
                assert not running.exists()


@pytest.mark.django_db
def test_no_walk_leads_astray() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=10,
            stateful_step_count=18,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # a walk that went astray is told as it went; to shorten it takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
