from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.accounts.rules.appointments import (
    Conflict,
    Held,
    PeriodImpossible,
    check_period,
    conflicting,
    overlapping,
)

FIRST = date(2026, 1, 1)
PPID_IS_NOT_SUPERIOR = Conflict(frozenset({"ppid", "superior"}), date(2010, 4, 30), None, "UU 14/2008")
days = st.dates(FIRST, date(2026, 2, 15))


@st.composite
def held(draw, roles=("ppid", "superior", "desk")):
    start = draw(days)
    end = draw(st.one_of(st.none(), st.integers(1, 20).map(lambda length: start + timedelta(length))))
    return Held(draw(st.sampled_from(roles)), start, end)


def span():
    return (FIRST + timedelta(offset) for offset in range(100))


@given(held(), st.lists(held(), max_size=4))
def test_two_roles_conflict_exactly_when_they_meet_on_a_day(new, others):
    meeting = any(
        {new.role, other.role} == {"ppid", "superior"} and any(new.on(day) and other.on(day) for day in span())
        for other in others
    )
    assert (conflicting(new, others, [PPID_IS_NOT_SUPERIOR]) is not None) is meeting


@given(held(), st.lists(held(), max_size=4))
def test_the_same_role_overlaps_exactly_when_it_is_held_twice_on_a_day(new, others):
    twice = any(new.role == other.role and any(new.on(day) and other.on(day) for day in span()) for other in others)
    assert (overlapping(new, others) is not None) is twice


def test_the_same_role_in_another_unit_is_another_appointment():
    assert overlapping(Held("liaison", FIRST, None, 1), [Held("liaison", FIRST, None, 2)]) is None


def test_one_may_follow_the_other_on_the_next_day():
    before = Held("ppid", FIRST, date(2026, 3, 1))
    assert conflicting(Held("superior", date(2026, 3, 1)), [before], [PPID_IS_NOT_SUPERIOR]) is None


def test_a_rule_forbids_nothing_before_it_was_in_force():
    later = Conflict(PPID_IS_NOT_SUPERIOR.roles, date(2027, 1, 1), None, "nanti")
    ended = Held("ppid", FIRST, date(2026, 12, 31))
    assert conflicting(Held("superior", FIRST, date(2026, 6, 1)), [ended], [later]) is None


@pytest.mark.parametrize(
    ("until", "acting", "fine"),
    [(None, False, True), (None, True, False), (FIRST, False, False), (FIRST + timedelta(1), True, True)],
)
def test_a_period_ends_after_it_starts_and_an_acting_officers_does_end(until, acting, fine):
    if fine:
        check_period(FIRST, until, acting=acting)
    else:
        with pytest.raises(PeriodImpossible):
            check_period(FIRST, until, acting=acting)
