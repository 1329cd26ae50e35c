from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.accounts.selectors import permissions
from telusur.kernel.law.rules import all_in_force
from telusur.kernel.law.selectors import rows
from telusur.openness.information.models import STATE_LABELS
from telusur.openness.information.rules.states import Act, State, WrongState, acts_open, moves, transition
from telusur.openness.information.selectors import moves_on

ON = date(2026, 3, 2)
TABLE = moves_on(on=ON)


def test_every_state_can_be_reached():
    assert {row.after for row in TABLE} | {State.DRAFT} == set(State)


def test_every_act_stands_in_the_table_but_those_that_begin_an_entry():
    assert {row.act for row in TABLE} == set(Act) - {Act.ENTER, Act.IMPORT}


def test_every_permission_is_declared():
    assert {row.permission for row in TABLE} <= set(permissions())


def test_what_is_withdrawn_or_discarded_stays_so():
    assert acts_open(TABLE, State.WITHDRAWN) == acts_open(TABLE, State.DISCARDED) == ()


def test_publishing_always_needs_a_second_person():
    """What the law opens stands without one: it is an act, not an option."""
    moved = [row for row in TABLE if row.after == State.PUBLISHED and row.before != State.PUBLISHED]
    published = [row for row in moved if row.act != Act.OPEN_BY_LAW]
    assert {row.second_person for row in published} == {"proposer"}


def test_an_act_that_is_not_open_is_refused():
    with pytest.raises(WrongState):
        transition(TABLE, State.DRAFT, Act.APPROVE)


def test_every_state_has_a_label_and_every_row_a_source():
    assert set(STATE_LABELS) == set(State)
    assert all(row.source for row in rows("information", "transition"))
    assert len(rows("information", "transition")) == len(TABLE)


RULES = rows("information", "transition")


@given(rule=st.sampled_from(RULES), on=st.dates(date(2024, 1, 1), date(2030, 1, 1)), days=st.integers(1, 3000))
def test_a_row_of_a_later_day_changes_nothing_before_it(rule, on, days):
    later = replace(rule, valid_from=on + timedelta(days), values={**rule.values, "to": "withdrawn"})
    assert moves(all_in_force([*RULES, later], on)) == moves(all_in_force(RULES, on))
    assert State.WITHDRAWN in {row.after for row in moves(all_in_force([later], later.valid_from))}


@given(rule=st.sampled_from(RULES), on=st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_a_row_that_has_ended_opens_nothing_any_more(rule, on):
    ended = [replace(each, valid_until=on) if each is rule else each for each in RULES]
    assert len(moves(all_in_force(ended, on))) == len(RULES) - 1
    assert moves(all_in_force(ended, on - timedelta(1))) == moves(RULES)
