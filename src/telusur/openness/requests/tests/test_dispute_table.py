"""The table of SOP 3: every state leads on, every act is somebody's, and every service asks it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from telusur.kernel.clocks.rules import Step
from telusur.kernel.law.selectors import rows
from telusur.kernel.ledger import selectors as ledger
from telusur.openness.requests import services
from telusur.openness.requests.models import Dispute
from telusur.openness.requests.rules.disputes import (
    CLOSED,
    OPEN,
    ORDERING,
    DisputeAct,
    DisputeOutcome,
    DisputeState,
    HearingKind,
    PaperKind,
    Whose,
    dispute_moves,
    may_be_mediated,
)
from telusur.openness.requests.rules.moves import NotPermitted, WrongState, acts_open_to, next_state, possible
from telusur.openness.requests.rules.objections import Ground, grounds
from telusur.openness.requests.rules.words import Party
from telusur.openness.requests.selectors import dispute_moves_on, grounds_on

from .disputes import COURT, DisputeDesk, a_document
from .factories import AT, ref

if TYPE_CHECKING:
    from collections.abc import Callable

A, S, O, P = DisputeAct, DisputeState, DisputeOutcome, Party  # noqa: E741 read in rows
RULES = rows("requests", "dispute_transition")
TABLE = dispute_moves(RULES)
DESK, BOTH, TOP = {P.DESK, P.PPID, P.SUPERIOR}, {P.PPID, P.SUPERIOR}, {P.SUPERIOR}
FRONT, AUTO = {P.DESK, P.PPID}, {P.DESK, P.PPID, P.SYSTEM}
HEARD = [S.REGISTERED, S.SUMMONED, S.EXAMINATION, S.MEDIATION, S.ADJUDICATION, S.COURT, S.CASSATION]
CALLED = HEARD[1:]
HELD = [*CALLED, S.AGREED, S.RULED, S.COURT_RULED, S.FINAL, S.EXECUTED]  # the ruling may come before the minutes
KI = HEARD[:5]
TESTED = [
    S.EXAMINATION, S.MEDIATION, S.ADJUDICATION, S.RULED, S.COURT, S.COURT_RULED, S.CASSATION, S.FINAL, S.EXECUTED,
]  # fmt: skip
ORDERED = [O.OPENED, O.OPENED_PART, O.DUTY]
ANY = [None, *O]
# Act, from where, to where (None: stays), by whom, for which outcomes. Written by hand, against the table.
EXPECTED: list[tuple[DisputeAct, list[DisputeState], DisputeState | None, set[Party], list[Any]]] = [
    (A.SUMMON, [S.REGISTERED], S.SUMMONED, DESK, ANY),
    (A.SUMMON, CALLED, None, DESK, ANY),
    (A.CALL_OFF, HELD, None, DESK, ANY),
    (A.RECORD_HEARING, HELD, None, DESK, ANY),
    (A.GRANT_POWER, HEARD, None, TOP, ANY),
    (A.KEEP_POWER, HEARD, None, FRONT, ANY),
    (A.KEEP_PAPER, sorted(OPEN), None, DESK, ANY),
    (A.ANSWER, HEARD, None, BOTH, ANY),
    (A.LIST_EVIDENCE, HEARD, None, BOTH, ANY),
    (A.EXAMINE, [S.REGISTERED, S.SUMMONED], S.EXAMINATION, FRONT, ANY),
    (A.MEDIATE, [S.EXAMINATION], S.MEDIATION, FRONT, ANY),
    (A.AGREE, [S.MEDIATION], S.AGREED, BOTH, ANY),
    (A.FAIL_MEDIATION, [S.MEDIATION], S.ADJUDICATION, FRONT, ANY),
    (A.ADJUDICATE, [S.EXAMINATION], S.ADJUDICATION, FRONT, ANY),
    (A.ORDER_TEST, [S.EXAMINATION, S.ADJUDICATION, S.RULED, S.COURT_RULED, S.FINAL], None, BOTH, ANY),
    (A.END_TEST, TESTED, None, {*BOTH, P.SYSTEM}, ANY),
    (A.DISMISS, [S.EXAMINATION], S.RULED, BOTH, ANY),
    (A.RULE, [S.ADJUDICATION], S.RULED, BOTH, ANY),
    (A.SUE, [S.RULED, S.FINAL, S.EXECUTED, S.FINISHED], S.COURT, DESK, ANY),
    (A.SUE, [S.COURT], None, DESK, ANY),
    (A.RULE_COURT, [S.COURT], S.COURT_RULED, BOTH, ANY),
    (A.DROP_SUIT, [S.COURT], S.RULED, DESK, ANY),
    (A.DROP_SUIT, [S.CASSATION], S.COURT_RULED, DESK, ANY),
    (A.DROP_ONE_SUIT, [S.COURT, S.CASSATION], None, DESK, ANY),
    (A.CASSATE, [S.CASSATION], None, DESK, ANY),
    (A.CASSATE, [S.COURT_RULED, S.FINAL, S.EXECUTED, S.FINISHED], S.CASSATION, DESK, ANY),
    (A.RULE_CASSATION, [S.CASSATION], S.FINAL, BOTH, ORDERED),
    (A.RULE_CASSATION, [S.CASSATION], S.FINISHED, BOTH, [O.KEPT, O.DISMISSED]),
    (A.BECOME_FINAL, [S.RULED, S.COURT_RULED], S.FINAL, AUTO, ORDERED),
    (A.BECOME_FINAL, [S.RULED, S.COURT_RULED], S.FINISHED, AUTO, [O.KEPT, O.DISMISSED]),
    (A.REOPEN_ANSWER, [S.AGREED, S.FINAL], None, {P.PPID}, [*ORDERED, O.AGREED]),
    (A.EXECUTE, [S.AGREED, S.RULED, S.COURT_RULED, S.FINAL], S.EXECUTED, {P.PPID}, [*ORDERED, O.AGREED]),
    (A.FINISH, [S.EXECUTED, S.FINAL], S.FINISHED, AUTO, ANY),
    (A.WITHDRAW, KI, S.WITHDRAWN, DESK, ANY),
    (A.MOVE_DEADLINE, [*KI, S.RULED, S.COURT_RULED, S.FINAL, S.EXECUTED], None, {P.SYSTEM}, ANY),
]


def expected(
    state: DisputeState, act: DisputeAct, outcome: DisputeOutcome | None
) -> tuple[DisputeState, set[Party]] | None:
    for known, before, after, by, outcomes in EXPECTED:
        if known == act and state in before and outcome in outcomes:
            return (after or state), by
    return None


@pytest.mark.parametrize("outcome", ANY)
def test_every_state_act_and_role_is_as_written_by_hand(outcome: DisputeOutcome | None) -> None:
    for state, act, party in product(S, A, P):
        row = expected(state, act, outcome)
        if row is None:
            with pytest.raises(WrongState):
                next_state(TABLE, state, act, parties={party}, outcome=outcome)
        elif party not in row[1]:
            with pytest.raises(NotPermitted):
                next_state(TABLE, state, act, parties={party}, outcome=outcome)
        else:
            assert next_state(TABLE, state, act, parties={party}, outcome=outcome) == row[0]


@pytest.mark.parametrize("party", list(Party))
def test_the_buttons_are_the_rows_of_the_table_and_no_others(party: Party) -> None:
    for state in S:
        shown = acts_open_to(TABLE, state, parties={party}, outcome=O.OPENED)
        assert shown == {act for act in A if (row := expected(state, act, O.OPENED)) and party in row[1]}


def test_a_dispute_begins_with_what_the_commission_told() -> None:
    for party in P:
        if party in DESK:
            assert next_state(TABLE, None, A.REGISTER, parties={party}) == S.REGISTERED
        else:
            with pytest.raises(NotPermitted):
                next_state(TABLE, None, A.REGISTER, parties={party})


def ways(state: DisputeState) -> set[DisputeState]:
    return {row.after for outcome in O for row in possible(TABLE, state, outcome=outcome) if row.after != state}


def test_no_state_is_dead_and_every_one_is_reached() -> None:
    reached, waiting = {S.REGISTERED}, [S.REGISTERED]
    while waiting:
        for after in ways(waiting.pop()) - reached:
            reached.add(after)
            waiting.append(after)
    assert reached == set(S)
    for state in OPEN:
        assert ways(state), state
    assert ways(S.WITHDRAWN) == set()


@pytest.mark.parametrize("outcome", list(O))
def test_every_ruling_has_a_way_to_its_end(outcome: DisputeOutcome) -> None:
    for state in (S.AGREED, S.RULED, S.COURT_RULED, S.FINAL, S.EXECUTED):
        if state in {S.AGREED, S.FINAL, S.EXECUTED} and outcome not in ORDERING:
            continue
        if (state == S.AGREED) != (outcome == O.AGREED) and state != S.EXECUTED:
            continue
        reached, waiting = {state}, [state]
        while waiting:
            for row in possible(TABLE, waiting.pop(), outcome=outcome):
                if row.after not in reached:
                    reached.add(row.after)
                    waiting.append(row.after)
        assert reached & CLOSED, (state, outcome)


def test_every_row_says_whose_act_it_is_and_every_clock_has_an_owner() -> None:
    for rule in RULES:
        assert Whose(rule.text("of"))
    times = {rule.key: rule for rule in rows("clocks", "response_time")}
    for track, step in product(("general", "election"), (Step.DISPUTE_WINDOW, *list(Step)[-4:])):
        if step.startswith(("dispute", "court", "cassation")):
            assert Whose(times[f"{track}.{step}"].text("party"))


def test_only_grounds_b_to_g_are_mediated() -> None:
    known = grounds(rows("requests", "objection_ground"))
    assert not may_be_mediated(known, [Ground.REFUSED])
    for ground in set(Ground) - {Ground.REFUSED}:
        assert may_be_mediated(known, [ground])
    assert grounds_on(on=AT.date()) == known


# --- every service asks the table ----------------------------------------------------------------------------------


def calls(desk: DisputeDesk) -> dict[DisputeAct, tuple[Callable[..., Any], dict[str, Any], DisputeOutcome | None]]:
    at, day, paper = desk.clock, desk.clock.date(), a_document(desk.clock)
    summons = services.Summons(HearingKind.EXAMINATION, at.replace(year=at.year + 1), "Ruang", "PPID")
    suit = services.SuitFacts(Whose.OFFICE, COURT, at)
    opened, agreed, dismissed = desk.a_ruling(O.OPENED), desk.a_ruling(O.AGREED), desk.a_ruling(O.DISMISSED)
    hearing = {"hearing_id": 1}
    return {
        A.SUMMON: (services.record_summons, {"summons": summons}, None),
        A.CALL_OFF: (services.call_off_hearing, {**hearing, "reason": "x"}, None),
        A.RECORD_HEARING: (services.record_hearing, {**hearing, "attendance": "", "minutes": "x"}, None),
        A.GRANT_POWER: (services.grant_power, {"proxies": [services.ProxyFacts("X")], "powers": ["x"]}, None),
        A.KEEP_POWER: (
            services.keep_power,
            {"side": Whose.OFFICE, "name": "x", "dated_on": day, "document": paper},
            None,
        ),
        A.KEEP_PAPER: (
            services.keep_papers,
            {"kind": PaperKind.OTHER, "side": Whose.OFFICE, "dated_on": day, "documents": [paper]},
            None,
        ),
        A.ANSWER: (services.answer_panel, {"answer": "x", "claim": ["x"]}, None),
        A.LIST_EVIDENCE: (services.list_evidence, {"attachment_ids": [1]}, None),
        A.EXAMINE: (services.examine_dispute, {}, None),
        A.MEDIATE: (services.begin_mediation, {}, None),
        A.AGREE: (services.record_agreement, {"ruling": agreed}, O.AGREED),
        A.FAIL_MEDIATION: (services.fail_mediation, {"reason": "x"}, None),
        A.ADJUDICATE: (services.begin_adjudication, {}, None),
        A.ORDER_TEST: (services.record_test_order, {"order": "x", "due_on": day}, None),
        A.END_TEST: (services.end_test, {"words": "x"}, None),
        A.REOPEN_ANSWER: (services.reopen_by_ruling, {}, None),
        A.RULE: (services.record_ruling, {"ruling": opened}, O.OPENED),
        A.DISMISS: (services.record_ruling, {"ruling": dismissed}, O.DISMISSED),
        A.SUE: (services.record_suit, {"suit": suit}, None),
        A.RULE_COURT: (services.record_court_ruling, {"ruling": opened}, O.OPENED),
        A.DROP_SUIT: (services.drop_suit, {"reason": "x"}, None),
        A.DROP_ONE_SUIT: (services.drop_suit, {"reason": "x"}, None),
        A.CASSATE: (services.record_cassation, {"suit": suit}, None),
        A.RULE_CASSATION: (services.record_cassation_ruling, {"ruling": opened}, O.OPENED),
        A.BECOME_FINAL: (services.declare_final, {}, None),
        A.EXECUTE: (services.execute_ruling, {"words": "x"}, None),
        A.FINISH: (services.finish_dispute, {}, None),
        A.WITHDRAW: (services.withdraw_dispute, {"reason": "x"}, None),
    }


OF_THEIR_OWN = {A.REGISTER, A.MOVE_DEADLINE}
COVERED = sorted(set(A) - OF_THEIR_OWN)


def put_into(dispute: Dispute, state: DisputeState) -> None:
    Dispute.everything.filter(pk=dispute.pk).update(
        state=state, outcome=O.OPENED, order="x", order_due_on=AT.date(), opens=True
    )


@pytest.mark.django_db
def test_a_service_does_nothing_where_or_by_whom_the_table_does_not_allow() -> None:
    desk, elsewhere = DisputeDesk(), DisputeDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    dispute = desk.disputed()
    people = {
        P.DESK: ref(desk.desk),
        P.PPID: ref(desk.ppid),
        P.LIAISON: ref(desk.liaison),
        P.SUPERIOR: ref(desk.superior),
        P.CONSIDERATION: ref(desk.consideration),
        P.APPLICANT: "applicant",
        P.SYSTEM: "system",
        None: ref(elsewhere.ppid),
    }
    table, known = dispute_moves_on(on=desk.clock.date()), calls(desk)
    for state, act in product(S, COVERED):
        put_into(dispute, state)
        service, facts, outcome = known[act]
        asked = A.RULE if act == A.DISMISS and state != S.EXAMINATION else act
        asked = A.DROP_SUIT if act == A.DROP_ONE_SUIT else asked  # which of the two, the suits say
        found = [row for row in possible(table, state, outcome=outcome or O.OPENED) if row.act == asked]
        outside = [actor for party, actor in people.items() if not any(party in row.by for row in found)]
        assert outside
        for actor in outside:
            with pytest.raises(services.NotPermitted if found else services.WrongState):
                service(dispute_id=dispute.pk, actor=actor, at=desk.clock, **facts)
    assert Dispute.everything.get(pk=dispute.pk).version == 1
    acts = ledger.acts_on(subject_kind="dispute", subject_id=str(dispute.pk))
    assert [act.act for act in acts if act.act.startswith("requests.")] == ["requests.dispute_register"]


@pytest.mark.django_db
def test_the_covered_acts_are_all_that_take_a_dispute_and_an_actor() -> None:
    assert sorted(calls(DisputeDesk())) == COVERED
