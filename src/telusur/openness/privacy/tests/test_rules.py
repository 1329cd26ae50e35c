"""Clocks of hours, and the two tables: every state × act × role."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.privacy import selectors
from telusur.openness.privacy.models import labels
from telusur.openness.privacy.rules.hours import is_late, warnings_owed
from telusur.openness.privacy.rules.moves import NotPermitted, WrongState, acts_open_to, next_state
from telusur.openness.privacy.rules.words import (
    CLOSED,
    OPEN,
    RUNNING,
    Act,
    BreachAct,
    BreachState,
    Kind,
    State,
)
from telusur.openness.requests.rules.words import Party

ON = datetime(2026, 3, 16, tzinfo=UTC).date()
S, A, P = State, Act, Party
SAME = None
ZONES = st.sampled_from([ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")])
instants = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=ZONES)
EXPECTED = [
    (A.VERIFY, [S.ASKED], S.VERIFIED, {P.DESK, P.PPID}, set(Kind)),
    (A.CLOSE_UNVERIFIED, [S.ASKED], S.UNVERIFIED, {P.DESK, P.PPID}, set(Kind)),
    (A.SETTLE, [S.VERIFIED], S.SETTLED, {P.PPID}, {Kind.CORRECTION}),
    (A.PREPARE, [S.VERIFIED], S.PREPARED, {P.DESK, P.PPID}, {Kind.COPY}),
    (A.FETCH, [S.PREPARED], S.HANDED, {P.APPLICANT}, {Kind.COPY}),
    (A.HAND_OVER, [S.PREPARED], S.HANDED, {P.DESK, P.PPID}, {Kind.COPY}),
    (A.WITHDRAW, [S.ASKED, S.VERIFIED, S.PREPARED], S.WITHDRAWN, {P.APPLICANT, P.DESK}, set(Kind)),
]
B, BA = BreachState, BreachAct
EXPECTED_BREACH = [
    (BA.ASSESS, [B.REPORTED, B.ASSESSED], B.ASSESSED, {P.PPID}),
    (BA.TELL_SUBJECTS, [B.ASSESSED], SAME, {P.PPID}),
    (BA.ALL_TOLD, [B.ASSESSED], SAME, {P.PPID}),
    (BA.TELL_AUTHORITY, [B.ASSESSED], SAME, {P.PPID}),
    (BA.PUBLISH, [B.ASSESSED], SAME, {P.PPID}),
    (BA.PROVE, [B.ASSESSED], SAME, {P.DESK, P.PPID}),
    (BA.CLOSE, [B.ASSESSED], B.CLOSED, {P.PPID}),
    (BA.DISMISS, [B.REPORTED, B.ASSESSED], B.DISMISSED, {P.PPID}),
]


@given(start=instants, kind=st.sampled_from(["correction", "copy", "breach"]))
def test_seventy_two_hours_run_through_nights_weekends_and_holidays(start: datetime, kind: str) -> None:
    due = selectors.time_on(key=kind, on=ON).due_at(start)
    assert due.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=72)
    assert not is_late(due, due)
    assert is_late(due, due + timedelta(microseconds=1))


def test_friday_evening_before_lebaran_ends_on_monday_evening() -> None:
    start = datetime(2026, 3, 20, 22, 0, tzinfo=ZoneInfo("Asia/Jayapura"))
    assert selectors.time_on(key="copy", on=ON).due_at(start) == start.replace(day=23)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        selectors.time_on(key="copy", on=ON).due_at(datetime(2026, 3, 20))


@given(hours=st.integers(-100, 100))
def test_a_warning_is_owed_from_its_hour_on_and_for_ever_after(hours: int) -> None:
    due = datetime(2026, 3, 20, tzinfo=UTC)
    owed = {
        each.key for each in warnings_owed(selectors.warnings_on(on=ON), due_at=due, at=due - timedelta(hours=hours))
    }
    assert ("day" in owed) == (hours <= 24)
    assert ("hours" in owed) == (hours <= 4)
    assert ("missed" in owed) == ("missed_superior" in owed) == (hours < 0)


@pytest.mark.parametrize("act", [act for act in Act if act != Act.ASK])
def test_every_state_act_role_and_kind_gives_what_the_table_says(act: Act) -> None:
    table = selectors.moves_on(on=ON)
    for state, party, kind in product(State, Party, Kind):
        row = next((row for row in EXPECTED if row[0] == act and state in row[1] and kind in row[4]), None)
        if row is None:
            with pytest.raises(WrongState):
                next_state(table, state, act, parties={party}, outcome=kind)
        elif party not in row[3]:
            with pytest.raises(NotPermitted):
                next_state(table, state, act, parties={party}, outcome=kind)
        else:
            assert next_state(table, state, act, parties={party}, outcome=kind) == row[2]


@pytest.mark.parametrize("act", [act for act in BreachAct if act != BreachAct.REPORT])
def test_every_state_act_and_role_of_a_breach_gives_what_the_table_says(act: BreachAct) -> None:
    table = selectors.breach_moves_on(on=ON)
    for state, party in product(BreachState, Party):
        row = next((row for row in EXPECTED_BREACH if row[0] == act and state in row[1]), None)
        if row is None:
            with pytest.raises(WrongState):
                next_state(table, state, act, parties={party})
        elif party not in row[3]:
            with pytest.raises(NotPermitted):
                next_state(table, state, act, parties={party})
        else:
            assert next_state(table, state, act, parties={party}) == (row[2] or state)


def test_no_open_state_is_dead_and_nothing_leads_out_of_a_closed_one() -> None:
    for state, kind in product(State, Kind):
        if (state, kind) in {(S.PREPARED, Kind.CORRECTION), (S.SETTLED, Kind.COPY)}:
            continue
        found = acts_open_to(selectors.moves_on(on=ON), state, parties=set(Party), outcome=kind)
        assert bool(found) == (state in OPEN)
        assert (state in CLOSED) == (not found)
    for state in BreachState:
        assert bool(acts_open_to(selectors.breach_moves_on(on=ON), state, parties=set(Party))) == (state in RUNNING)


def test_every_word_has_its_label() -> None:
    assert set(labels.DEEDS) == set(labels.ACTS) == set(Act)
    assert set(labels.BREACH_DEEDS) == set(labels.BREACH_ACTS) == set(BreachAct)
