"""The two tables of moves of this room, read as `requests` reads its own."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from telusur.openness.requests.rules.moves import (
    Move,
    NotPermitted,
    WrongState,
    acts_open_to,
    next_state,
    possible,
    read,
)

from .words import Act, BreachAct, BreachState, Kind, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telusur.kernel.law.rules import Rule

__all__ = ["NotPermitted", "WrongState", "acts_open_to", "next_state", "possible"]

OwnDataTable = tuple[Move[State, Act, Kind], ...]


class Nothing(StrEnum):
    """A breach has no outcomes that a row may be bound to."""


BreachTable = tuple[Move[BreachState, BreachAct, Nothing], ...]


def own_data_moves(rules: Iterable[Rule]) -> OwnDataTable:
    """Return the moves that rows of the table `own_data_transition` allow; the caller chose the rows in force."""
    return read(rules, states=State, acts=Act, outcomes=Kind)


def breach_moves(rules: Iterable[Rule]) -> BreachTable:
    """Return the moves that rows of the table `breach_transition` allow; the caller chose the rows in force."""
    return read(rules, states=BreachState, acts=BreachAct, outcomes=Nothing)
