"""Walks through the tables of this room at random, by the real services: whatever happens, these things hold."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from telusur.kernel.ledger import selectors as ledger
from telusur.openness.privacy import selectors, services
from telusur.openness.privacy.models import Breach, OwnDataCase
from telusur.openness.privacy.rules.moves import possible
from telusur.openness.privacy.rules.words import (
    CLOSED,
    OPEN,
    RUNNING,
    UNANSWERED,
    Act,
    BreachAct,
    BreachState,
    Kind,
    Proof,
    State,
)
from telusur.openness.requests.rules.words import Party
from telusur.openness.requests.tests.factories import ref

from .factories import PrivacyDesk, an_assessment

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = "office/3673"
PEOPLE = ["desk", "ppid", "superior", "liaison", "applicant", "system", "stranger"]
REFUSED = (services.Refused, services.WrongState, services.NotPermitted)


class Walk(RuleBasedStateMachine):
    """One case about somebody's own data and one breach, and everybody who might do something, rightly or not."""

    @initialize(copy=st.booleans())
    def a_case_and_a_breach_come_in(self, *, copy: bool) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.desk = PrivacyDesk()
        elsewhere = PrivacyDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
        self.request = self.desk.submitted()
        self.case = self.desk.asked(Kind.COPY if copy else Kind.CORRECTION, request=self.request)
        self.breach = self.desk.reported()
        own = self.desk
        self.people: dict[str, tuple[str, frozenset[Party]]] = {
            "desk": (ref(own.desk), frozenset({Party.DESK})),
            "ppid": (ref(own.ppid), frozenset({Party.PPID})),
            "superior": (ref(own.superior), frozenset({Party.SUPERIOR})),
            "liaison": (ref(own.liaison), frozenset({Party.LIAISON})),
            "applicant": ("applicant", frozenset({Party.APPLICANT})),
            "system": ("system", frozenset({Party.SYSTEM})),
            "stranger": (ref(elsewhere.ppid), frozenset()),
        }

    def teardown(self) -> None:
        if not hasattr(self, "block"):
            return
        try:
            assert ledger.verified(log=LOG).faults == ()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @rule(hours=st.sampled_from([1, 5, 24, 50]))
    def time_passes(self, hours: int) -> None:
        self.desk.clock += timedelta(hours=hours)
        services.warn_of_hours(at=self.desk.clock)

    @rule(act=st.sampled_from([act for act in Act if act not in {Act.ASK, Act.FETCH}]), name=st.sampled_from(PEOPLE))
    def somebody_tries_an_act_on_the_case(self, act: Act, name: str) -> None:
        actor, parties = self.people[name]
        before, length = self.case, ledger.size_of(log=LOG)
        table = selectors.moves_on(on=self.desk.clock.date())
        rows = [row for row in possible(table, State(before.state), outcome=Kind(before.kind)) if row.act == act]
        at, refused = self.desk.at(), False
        try:
            with transaction.atomic():
                self._calls(act)(case_id=before.pk, actor=actor, at=at)
        except REFUSED:
            refused = True
        self.case = OwnDataCase.everything.select_related("applicant").get(pk=before.pk)
        if refused:
            assert (self.case.state, self.case.version) == (before.state, before.version)
            assert ledger.size_of(log=LOG) == length
            return
        assert any(row.by & parties for row in rows), f"{name} did {act} from {before.state}"
        assert self.case.state in {row.after for row in rows}
        assert ledger.size_of(log=LOG) > length

    @rule(act=st.sampled_from([act for act in BreachAct if act != BreachAct.REPORT]), name=st.sampled_from(PEOPLE))
    def somebody_tries_an_act_on_the_breach(self, act: BreachAct, name: str) -> None:
        actor, parties = self.people[name]
        before, length = self.breach, ledger.size_of(log=LOG)
        table = selectors.breach_moves_on(on=self.desk.clock.date())
        rows = [row for row in possible(table, BreachState(before.state)) if row.act == act]
        at, refused = self.desk.at(), False
        try:
            with transaction.atomic():
                self._breach_calls(act)(breach_id=before.pk, actor=actor, at=at)
        except REFUSED:
            refused = True
        self.breach = Breach.everything.get(pk=before.pk)
        if refused:
            assert (self.breach.state, self.breach.version) == (before.state, before.version)
            assert ledger.size_of(log=LOG) == length
            return
        assert any(row.by & parties for row in rows), f"{name} did {act} from {before.state}"
        assert ledger.size_of(log=LOG) == length + 1

    def _calls(self, act: Act) -> Callable[..., Any]:
        decisions = {row.field: services.FieldDecision(accepted=True) for row in self.case.fields.all()}
        calls: dict[Act, tuple[Callable[..., Any], dict[str, Any]]] = {
            Act.VERIFY: (services.verify_identity, {"proof": Proof.CARD}),
            Act.CLOSE_UNVERIFIED: (services.close_unverified, {"reason": "Tidak cocok"}),
            Act.SETTLE: (services.settle_correction, {"decisions": decisions}),
            Act.PREPARE: (services.prepare_copy, {}),
            Act.HAND_OVER: (services.hand_over_copy, {"words": "KTP ditunjukkan"}),
            Act.WITHDRAW: (services.withdraw_own_data, {}),
        }
        service, facts = calls[act]
        return lambda **given: service(**given, **facts)

    def _breach_calls(self, act: BreachAct) -> Callable[..., Any]:
        telling = self.breach.tellings.order_by("pk").last()
        calls: dict[BreachAct, tuple[Callable[..., Any], dict[str, Any]]] = {
            BreachAct.ASSESS: (services.assess_breach, {"assessment": an_assessment(public_needed=True)}),
            BreachAct.TELL_SUBJECTS: (services.tell_subjects, {"numbers": [self.request.number]}),
            BreachAct.ALL_TOLD: (
                services.state_all_told,
                {"people": 12, "words": "Surat", "told_at": self.desk.clock},
            ),
            BreachAct.TELL_AUTHORITY: (services.tell_authority, {"name": "", "address": ""}),
            BreachAct.PUBLISH: (services.publish_breach, {"words": "Kami umumkan"}),
            BreachAct.CLOSE: (services.close_breach, {"words": "Selesai"}),
            BreachAct.DISMISS: (services.dismiss_breach, {"words": "Bukan"}),
        }
        if act == BreachAct.PROVE:
            if telling is None:
                return _nothing_to_prove
            calls[act] = (services.prove_telling, {"telling_id": telling.pk, "proof": "Resi 1"})
        service, facts = calls[act]
        return lambda **given: service(**given, **facts)

    @invariant()
    def an_open_case_can_be_led_on_by_the_office_and_a_closed_one_cannot(self) -> None:
        if not hasattr(self, "case"):
            return
        state = State(self.case.state)
        rows = possible(selectors.moves_on(on=self.desk.clock.date()), state, outcome=Kind(self.case.kind))
        assert bool([row for row in rows if row.by & {Party.DESK, Party.PPID}]) == (state in OPEN)
        assert (self.case.answered_at is None) == (state in UNANSWERED)
        assert (self.case.closed_at is not None) == (state in CLOSED)

    @invariant()
    def a_breach_is_closed_only_when_everybody_was_told(self) -> None:
        if not hasattr(self, "breach"):
            return
        breach = self.breach
        assert (breach.closed_at is None) == (breach.state in RUNNING)
        if breach.state == BreachState.CLOSED:
            assert breach.subjects_told_at
            assert breach.authority_told_at
            assert breach.public_told_at or not breach.public_needed

    @invariant()
    def a_package_is_kept_only_of_a_copy_that_was_not_taken_back(self) -> None:
        if hasattr(self, "case") and self.case.package_sealed:
            assert self.case.kind == Kind.COPY
            assert self.case.state in {State.PREPARED, State.HANDED}


def _nothing_to_prove(**_given: object) -> None:
    raise services.Refused("proof_missing")


@pytest.mark.django_db
def test_no_walk_leads_astray() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=10,
            stateful_step_count=16,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
