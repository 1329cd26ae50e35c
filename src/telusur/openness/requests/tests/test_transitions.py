"""The table, row by row, against a second writing of it: who may do what, from where, leading whither."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from telusur.kernel.law.rules import all_in_force
from telusur.kernel.law.selectors import rows
from telusur.openness.requests.rules.transitions import (
    NotPermitted,
    WrongState,
    acts_open_to,
    moves,
    next_state,
)
from telusur.openness.requests.rules.words import CLOSED, Act, Outcome, Party, State
from telusur.openness.requests.selectors import moves_on

ON = date(2026, 3, 16)
RULES = rows("requests", "transition")
TABLE = moves_on(on=ON)
A = Act
S = State
D, P, L, U, ADM = Party.DESK, Party.PPID, Party.LIAISON, Party.SUPERIOR, Party.ADMINISTRATOR
WHO, SYS, IMP = Party.APPLICANT, Party.SYSTEM, Party.IMPORT
BEFORE_CHECK = [S.SUBMITTED, S.VERIFICATION]
WITH_OFFICE = [S.REGISTERED, S.DISPOSED, S.AWAITING_DATA, S.DATA_CHECKED]
BEFORE_DECISION = [*BEFORE_CHECK, S.AWAITING_COMPLETION, *WITH_OFFICE]
UNANSWERED = [*BEFORE_DECISION, S.ANSWERED_BY_DESK, S.AWAITING_SIGNATURE]
OPEN = [*UNANSWERED, S.NOTIFIED, S.DELIVERED]
SAME = None

# (act, from, to or SAME, by); written from domain §3 SOP 1, not from the data file.
EXPECTED: list[tuple[Act, list[State], State | None, set[Party]]] = [
    (A.BEGIN_CHECK, [S.SUBMITTED], S.VERIFICATION, {D, P}),
    (A.ACCEPT, BEFORE_CHECK, S.REGISTERED, {D, P}),
    (A.LAPSE_CHECK, BEFORE_CHECK, S.REGISTERED, {SYS}),
    (A.ASK_COMPLETION, BEFORE_CHECK, S.AWAITING_COMPLETION, {D, P}),
    (A.COMPLETE, [S.AWAITING_COMPLETION], S.VERIFICATION, {WHO, D, P}),
    (A.CLOSE_INCOMPLETE, [S.AWAITING_COMPLETION], S.CLOSED_INCOMPLETE, {D, P}),
    (A.DISPOSE, [S.REGISTERED, S.DISPOSED], S.DISPOSED, {P}),
    (A.DISPOSE, [S.AWAITING_DATA, S.DATA_CHECKED], S.AWAITING_DATA, {P}),
    (A.TAKE_UP, [S.DISPOSED, S.AWAITING_DATA], S.AWAITING_DATA, {L}),
    (A.ANSWER_FROM_UNIT, [S.DISPOSED, S.AWAITING_DATA, S.DATA_CHECKED], S.DATA_CHECKED, {L}),
    (A.RETURN_TO_UNIT, [S.DATA_CHECKED], S.AWAITING_DATA, {P}),
    (A.ANSWER_AT_DESK, [S.REGISTERED], S.ANSWERED_BY_DESK, {D, P}),
    (A.GRANT, [S.DATA_CHECKED], S.AWAITING_SIGNATURE, {P}),
    (A.GRANT_PART, [S.DATA_CHECKED], S.AWAITING_SIGNATURE, {P}),
    (A.REFUSE, [S.REGISTERED, S.DATA_CHECKED], S.AWAITING_SIGNATURE, {P}),
    (A.AWAIT_TEST, WITH_OFFICE, SAME, {P}),
    (A.DISCLOSE, WITH_OFFICE, SAME, {P}),
    (A.DECLARE_NOT_HELD, [S.REGISTERED, S.DATA_CHECKED], S.AWAITING_SIGNATURE, {P}),
    (A.DECLARE_NOT_DOCUMENTED, [S.REGISTERED, S.DATA_CHECKED], S.AWAITING_SIGNATURE, {P}),
    (A.RECONSIDER, [S.AWAITING_SIGNATURE], S.DATA_CHECKED, {P}),
    (A.RECONSIDER, [S.ANSWERED_BY_DESK], S.REGISTERED, {D, P}),
    (A.SIGN, [S.ANSWERED_BY_DESK, S.AWAITING_SIGNATURE], S.NOTIFIED, {P}),
    (A.DELIVER, [S.NOTIFIED], S.DELIVERED, {WHO, D, P}),
    (A.FINISH, [S.DELIVERED], S.FINISHED, {D, P, SYS}),
    (A.REOPEN, [S.CLOSED_INCOMPLETE, S.NOTIFIED, S.DELIVERED, S.FINISHED], S.DATA_CHECKED, {P}),
    (A.RELEASE_TO_ALL, [S.DELIVERED, S.FINISHED], SAME, {P, U}),
    (A.EXTEND, [*WITH_OFFICE, S.ANSWERED_BY_DESK, S.AWAITING_SIGNATURE], SAME, {P}),
    (A.WITHDRAW, UNANSWERED, S.WITHDRAWN, {WHO, D, P}),
    (A.FORWARD, BEFORE_DECISION, S.FORWARDED, {P}),
    (A.CORRECT, UNANSWERED, SAME, {D, P}),
    (A.CHOOSE_TRACK, BEFORE_DECISION, SAME, {D, P}),
    (A.MOVE_DEADLINE, UNANSWERED, SAME, {SYS}),
    (A.ASSIGN, OPEN, SAME, {D, P}),
    (A.HAND_OVER, OPEN, SAME, {P, ADM}),
    (A.NOTE, list(State), SAME, {D, P, U}),
    (A.NOTE_FROM_APPLICANT, OPEN, SAME, {WHO, D, P}),
    (A.RECOVER_SECRET, list(State), SAME, {WHO, D, P}),
    (A.JOIN_ACCOUNT, list(State), SAME, {WHO}),
    (A.OPEN_IDENTITY, list(State), SAME, {D, P, U}),
    (A.PURGE_IDENTITY, sorted(CLOSED), SAME, {SYS}),
    (A.RECTIFY, list(State), SAME, {P}),
]


def expected(state: State, act: Act) -> tuple[State, set[Party]] | None:
    for each, froms, after, by in EXPECTED:
        if each == act and state in froms:
            return (after or state, by)
    return None


@pytest.mark.parametrize("act", list(Act))
def test_every_state_act_and_role_gives_what_the_procedure_says(act: Act) -> None:
    for state, party in product(State, Party):
        row = expected(state, act)
        if row is None:
            with pytest.raises(WrongState):
                next_state(TABLE, state, act, parties={party}, outcome=Outcome.GRANTED_FULL)
        elif party not in row[1]:
            with pytest.raises(NotPermitted):
                next_state(TABLE, state, act, parties={party}, outcome=Outcome.GRANTED_FULL)
        else:
            assert next_state(TABLE, state, act, parties={party}, outcome=Outcome.GRANTED_FULL) == row[0]


@pytest.mark.parametrize("party", list(Party))
def test_the_buttons_are_the_rows_of_the_table_and_no_others(party: Party) -> None:
    for state in State:
        shown = acts_open_to(TABLE, state, parties={party}, outcome=Outcome.GRANTED_FULL)
        assert shown == {act for act in Act if (row := expected(state, act)) and party in row[1]}


def test_nobody_without_an_appointment_has_a_button() -> None:
    assert all(acts_open_to(TABLE, state, parties=set()) == frozenset() for state in State)


def test_with_nothing_to_hand_over_the_notification_ends_the_case() -> None:
    for outcome in (Outcome.NOT_HELD, Outcome.NOT_DOCUMENTED):
        assert next_state(TABLE, S.NOTIFIED, A.FINISH, parties={D}, outcome=outcome) == S.FINISHED
        with pytest.raises(WrongState):
            next_state(TABLE, S.NOTIFIED, A.DELIVER, parties={D}, outcome=outcome)


def test_a_granted_request_is_not_finished_before_it_is_handed_over() -> None:
    with pytest.raises(WrongState):
        next_state(TABLE, S.NOTIFIED, A.FINISH, parties={D}, outcome=Outcome.GRANTED_FULL)


def test_a_case_is_born_by_registration_at_the_desk_or_by_its_applicant() -> None:
    for party in (WHO, D, P):
        assert next_state(TABLE, None, A.REGISTER, parties={party}) == S.SUBMITTED
    for party in (L, U, ADM, SYS, IMP):
        with pytest.raises(NotPermitted):
            next_state(TABLE, None, A.REGISTER, parties={party})


@pytest.mark.parametrize(
    ("outcome", "after"),
    [
        (Outcome.GRANTED_FULL, S.FINISHED),
        (Outcome.REFUSED_EXEMPT, S.FINISHED),
        (Outcome.WITHDRAWN, S.WITHDRAWN),
        (Outcome.INCOMPLETE, S.CLOSED_INCOMPLETE),
    ],
)
def test_a_past_register_brings_ended_cases_only(outcome: Outcome, after: State) -> None:
    assert next_state(TABLE, None, A.IMPORT, parties={IMP}, outcome=outcome) == after
    assert after in CLOSED


def test_before_the_law_was_in_force_nothing_was_possible() -> None:
    assert moves_on(on=date(2010, 4, 29)) == ()


def test_every_open_state_can_be_left_and_no_closed_one_but_by_an_order() -> None:
    for state in State:
        leads_on = any(row.before == state and row.after != state and row.act != A.REOPEN for row in TABLE)
        assert leads_on == (state not in CLOSED)


def test_every_state_can_be_reached_from_birth() -> None:
    reached: set[State | None] = {None}
    while True:
        more = {row.after for row in TABLE if row.before in reached} - reached
        if not more:
            break
        reached |= more
    assert reached == {None, *State}


def test_every_row_names_its_source() -> None:
    assert [row for row in TABLE if not row.source.strip()] == []


DAYS = st.dates(date(2010, 4, 30), date(2030, 1, 1))


@given(rule=st.sampled_from(RULES), on=DAYS, days=st.integers(1, 3000))
def test_a_row_of_a_later_day_changes_nothing_for_a_case_before_it(rule, on, days):
    later = replace(rule, valid_from=on + timedelta(days), values={**rule.values, "from": ["finished"], "to": "same"})
    assert moves(all_in_force([*RULES, later], on)) == moves(all_in_force(RULES, on))
    (changed,) = [row for row in all_in_force([*RULES, later], later.valid_from) if row.key == rule.key]
    assert changed is later


@given(rule=st.sampled_from(RULES), on=DAYS)
def test_a_row_that_has_ended_opens_nothing_any_more(rule, on):
    assume(on > rule.valid_from)
    ended = [replace(each, valid_until=on) if each is rule else each for each in RULES]
    assert rule.key not in {each.key for each in all_in_force(ended, on)}
    assert rule.key in {each.key for each in all_in_force(ended, on - timedelta(1))}
