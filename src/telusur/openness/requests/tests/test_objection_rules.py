"""The table and the grounds of objections against a second writing of them, and the window to its last minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.requests.rules.moves import NotPermitted, WrongState, acts_open_to, next_state
from telusur.openness.requests.rules.objections import (
    CLOSED,
    AskedCase,
    Ground,
    ObjectionAct,
    ObjectionState,
    Verdict,
    by_deliberation,
    standing_grounds,
    still_runs,
)
from telusur.openness.requests.rules.words import Outcome, Party, State
from telusur.openness.requests.selectors import grounds_on, objection_moves_on

ON = date(2026, 3, 16)
TABLE = objection_moves_on(on=ON)
A, S, V, G = ObjectionAct, ObjectionState, Verdict, Ground
D, P, U, C = Party.DESK, Party.PPID, Party.SUPERIOR, Party.CONSIDERATION
WHO, SYS = Party.APPLICANT, Party.SYSTEM
UNREPLIED = [S.SUBMITTED, S.REGISTERED, S.REVIEWED, S.DELIBERATED]
SAME = None

# (act, from, to or SAME, by, outcomes or all); written from domain §3 SOP 2, not from the data file.
EXPECTED: list[tuple[A, list[S], S | None, set[Party], set[V]]] = [
    (A.REGISTER, [S.SUBMITTED], S.REGISTERED, {D, P, U}, set()),
    (A.REVIEW, [S.REGISTERED], S.REVIEWED, {U}, set()),
    (A.GIVE_OPINION, [S.REVIEWED, S.DELIBERATED], SAME, {U, C}, set()),
    (A.INVITE, [S.REVIEWED, S.DELIBERATED], S.DELIBERATED, {U}, set()),
    (A.RECORD_DELIBERATION, [S.DELIBERATED], S.REVIEWED, {U, C}, set()),
    (A.DRAFT_REPLY, [S.REVIEWED], SAME, {U, C}, set()),
    (A.UPHOLD, [S.REVIEWED], S.DECIDED, {U}, set()),
    (A.GRANT, [S.REVIEWED], S.DECIDED, {U}, set()),
    (A.GRANT_PART, [S.REVIEWED], S.DECIDED, {U}, set()),
    (A.REOPEN_ANSWER, [S.DECIDED, S.DISPUTED], SAME, {P}, {V.GRANTED, V.GRANTED_PART}),
    (A.EXECUTE, [S.DECIDED], S.EXECUTED, {P}, {V.GRANTED, V.GRANTED_PART}),
    (A.EXECUTE, [S.DISPUTED], SAME, {P}, {V.GRANTED, V.GRANTED_PART}),
    (A.RESUME_ORDER, [S.DISPUTED], SAME, {D, P, U, SYS}, {V.GRANTED, V.GRANTED_PART}),
    (A.RESPOND, [S.DECIDED, S.EXECUTED], SAME, {WHO, D}, set()),
    (A.FINISH, [S.EXECUTED], S.FINISHED, {D, P, SYS}, set()),
    (A.FINISH, [S.DECIDED], S.FINISHED, {D, P, SYS}, {V.UPHELD}),
    (A.DISPUTE, [*UNREPLIED, S.DECIDED, S.EXECUTED, S.FINISHED], S.DISPUTED, {D, P, U, SYS}, set()),
    (A.DISPUTE, [S.DISPUTED], SAME, {D, P, U}, set()),
    (A.DISPUTE_EARLY, UNREPLIED, SAME, {D, P, U}, set()),
    (A.WITHDRAW, UNREPLIED, S.WITHDRAWN, {WHO, D}, set()),
    (A.STRIKE, [S.SUBMITTED, S.REGISTERED], S.STRUCK, {U}, set()),
    (A.CORRECT, UNREPLIED, SAME, {D, U}, set()),
    (A.NOTE, list(S), SAME, {D, P, U, C}, set()),
    (A.MOVE_DEADLINE, UNREPLIED, SAME, {SYS}, set()),
    (A.OPEN_IDENTITY, list(S), SAME, {D, P, U}, set()),
    (A.RECTIFY, list(S), SAME, {P}, set()),
    (A.PURGE_IDENTITY, [S.FINISHED, S.DISPUTED, S.WITHDRAWN, S.STRUCK], SAME, {SYS}, set()),
]


def expected(state: S, act: A, verdict: V | None) -> tuple[S, set[Party]] | None:
    for each, froms, after, by, verdicts in EXPECTED:
        if each == act and state in froms and (not verdicts or verdict in verdicts):
            return (after or state, by)
    return None


@pytest.mark.parametrize("act", list(A))
def test_every_state_act_and_role_gives_what_the_procedure_says(act: A) -> None:
    for state, party, verdict in product(S, Party, [None, *V]):
        row = expected(state, act, verdict)
        if row is None:
            with pytest.raises(WrongState):
                next_state(TABLE, state, act, parties={party}, outcome=verdict)
        elif party not in row[1]:
            with pytest.raises(NotPermitted):
                next_state(TABLE, state, act, parties={party}, outcome=verdict)
        else:
            assert next_state(TABLE, state, act, parties={party}, outcome=verdict) == row[0]


@pytest.mark.parametrize("party", list(Party))
def test_the_buttons_are_the_rows_of_the_table_and_no_others(party: Party) -> None:
    for state, verdict in product(S, [None, *V]):
        shown = acts_open_to(TABLE, state, parties={party}, outcome=verdict)
        assert shown == {act for act in A if (row := expected(state, act, verdict)) and party in row[1]}


def test_an_objection_is_born_by_its_applicant_or_at_the_desk() -> None:
    for party in Party:
        if party in {WHO, D, P}:
            assert next_state(TABLE, None, A.FILE, parties={party}) == S.SUBMITTED
        else:
            with pytest.raises(NotPermitted):
                next_state(TABLE, None, A.FILE, parties={party})


def test_the_ppid_has_no_part_in_judging_an_objection() -> None:
    judging = {
        A.REVIEW,
        A.GIVE_OPINION,
        A.INVITE,
        A.RECORD_DELIBERATION,
        A.DRAFT_REPLY,
        A.UPHOLD,
        A.GRANT,
        A.GRANT_PART,
    }
    judging |= {A.STRIKE, A.CORRECT}
    for state, verdict in product(S, [None, *V]):
        assert not acts_open_to(TABLE, state, parties={P}, outcome=verdict) & judging


def test_every_state_is_reached_and_every_open_one_can_be_left() -> None:
    reached: set[S | None] = {None}
    while more := {row.after for row in TABLE if row.before in reached} - reached:
        reached |= more
    assert reached == {None, *S}
    for state in S:
        leads_on = any(row.before == state and row.after not in {state, S.DISPUTED} for row in TABLE)
        assert leads_on == (state not in CLOSED)


def test_the_grounds_are_the_seven_of_the_law_in_its_order() -> None:
    assert [(rule.letter, rule.ground) for rule in grounds_on(on=ON)] == list(zip("abcdefg", G, strict=True))


def test_all_but_the_refusal_may_be_settled_by_musyawarah() -> None:
    assert [ground for ground in G if not by_deliberation(grounds_on(on=ON), [ground])] == [G.REFUSED]
    assert by_deliberation(grounds_on(on=ON), [G.REFUSED, G.LATE])


WIB = "Asia/Jakarta"
AT = datetime(2026, 3, 16, 3, tzinfo=UTC)


def a_request(**changes: object) -> AskedCase:
    running = AskedCase(
        state=State.REGISTERED,
        outcome=None,
        due_on=date(2026, 4, 7),
        notified_at=None,
        delivered_at=None,
        closed_at=None,
        time_zone=WIB,
    )
    return replace(running, **changes)  # type: ignore[arg-type]


def stands(case: AskedCase | None, at: datetime) -> str:
    """The letters of the grounds that stand."""
    return "".join(each.rule.letter for each in standing_grounds(grounds_on(on=at.date()), case, at=at) if each.stands)


def test_while_a_request_runs_only_the_missing_periodic_information_is_objected_to() -> None:
    assert stands(a_request(), AT) == "b"
    assert still_runs(a_request(), at=AT)


def test_without_a_request_only_the_missing_periodic_information_is_objected_to() -> None:
    assert stands(None, AT) == "b"


@pytest.mark.parametrize(
    ("case", "letters"),
    [
        (a_request(state=State.NOTIFIED, outcome=Outcome.GRANTED_FULL, notified_at=AT), "bdef"),
        (a_request(state=State.NOTIFIED, outcome=Outcome.REFUSED_EXEMPT, notified_at=AT), "abdef"),
        (a_request(state=State.NOTIFIED, outcome=Outcome.GRANTED_PART, notified_at=AT), "abdef"),
        (a_request(state=State.FINISHED, outcome=Outcome.NOT_HELD, notified_at=AT), "bdef"),
        (a_request(state=State.CLOSED_INCOMPLETE, outcome=Outcome.INCOMPLETE, closed_at=AT), "be"),
        (a_request(state=State.WITHDRAWN, outcome=Outcome.WITHDRAWN, closed_at=AT), "b"),
        (a_request(state=State.FORWARDED, closed_at=AT), "b"),
    ],
)
def test_the_grounds_follow_how_the_request_ended(case: AskedCase, letters: str) -> None:
    assert stands(case, AT + timedelta(hours=1)) == letters


def test_an_answer_after_its_day_is_late_and_no_longer_missing() -> None:
    late = datetime(2026, 4, 8, 3, tzinfo=UTC)
    case = a_request(state=State.NOTIFIED, outcome=Outcome.GRANTED_FULL, notified_at=late)
    assert stands(case, late) == "bdefg"


def test_handing_over_after_the_day_is_late_too() -> None:
    told, given = datetime(2026, 4, 7, 3, tzinfo=UTC), datetime(2026, 4, 20, 3, tzinfo=UTC)
    case = a_request(state=State.DELIVERED, outcome=Outcome.GRANTED_FULL, notified_at=told, delivered_at=given)
    assert stands(case, given) == "bdefg"
    assert stands(case, given - timedelta(days=1)) == "bdef"


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_silence_is_a_ground_from_the_first_minute_after_the_last_day_where_the_office_stands(zone: str) -> None:
    case = a_request(time_zone=zone)
    midnight = datetime.combine(date(2026, 4, 8), time(), tzinfo=ZoneInfo(zone))
    assert stands(case, midnight - timedelta(minutes=1)) == "b"
    assert still_runs(case, at=midnight - timedelta(minutes=1))
    assert stands(case, midnight) == "bc"
    assert not still_runs(case, at=midnight)


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC))


@given(
    at=INSTANTS,
    due=st.dates(date(2026, 1, 1), date(2026, 12, 1)),
    notified=st.none() | INSTANTS,
    outcome=st.sampled_from(Outcome),
    state=st.sampled_from(State),
)
def test_a_ground_that_stands_arose_before_and_a_running_request_has_none_of_its_own(
    at: datetime, due: date, notified: datetime | None, outcome: Outcome, state: State
) -> None:
    told = notified if notified is not None and notified <= at else None
    case = a_request(state=state, due_on=due, notified_at=told, outcome=outcome if told else None)
    found = standing_grounds(grounds_on(on=at.date()), case, at=at)
    assert all(each.arose_at is None or each.arose_at <= at for each in found if each.stands)
    own = [each for each in found if each.stands and each.rule.ground != G.PERIODIC_MISSING]
    assert not (own and (still_runs(case, at=at) or case.taken_away))
