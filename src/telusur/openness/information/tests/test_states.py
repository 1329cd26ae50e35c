from __future__ import annotations

import pytest

from telusur.kernel.accounts.selectors import permissions
from telusur.kernel.law.selectors import rows
from telusur.openness.information.models import STATE_LABELS
from telusur.openness.information.rules.states import Act, State, WrongState, acts_open, transition, transitions


def test_every_state_can_be_reached():
    assert {row.after for row in transitions()} | {State.DRAFT} == set(State)


def test_every_act_stands_in_the_table_but_those_that_begin_an_entry():
    assert {row.act for row in transitions()} == set(Act) - {Act.ENTER, Act.IMPORT}


def test_every_permission_is_declared():
    assert {row.permission for row in transitions()} <= set(permissions())


def test_what_is_withdrawn_or_discarded_stays_so():
    assert acts_open(State.WITHDRAWN) == acts_open(State.DISCARDED) == ()


def test_publishing_always_needs_a_second_person():
    """What the law opens stands without one: it is an act, not an option."""
    moved = [row for row in transitions() if row.after == State.PUBLISHED and row.before != State.PUBLISHED]
    published = [row for row in moved if row.act != Act.OPEN_BY_LAW]
    assert {row.second_person for row in published} == {"proposer"}


def test_an_act_that_is_not_open_is_refused():
    with pytest.raises(WrongState):
        transition(State.DRAFT, Act.APPROVE)


def test_every_state_has_a_label_and_every_row_a_source():
    assert set(STATE_LABELS) == set(State)
    assert all(row.source for row in rows("information", "transition"))
    assert len(rows("information", "transition")) == len(transitions())
