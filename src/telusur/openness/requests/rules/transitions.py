"""The one table of who may do what to a request, when: services obey it, screens draw their buttons from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .moves import Move, NotPermitted, WrongState, acts_open_to, next_state, possible, read
from .words import Act, Outcome, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telusur.kernel.law.rules import Rule

__all__ = ["NotPermitted", "Table", "Transition", "WrongState", "acts_open_to", "moves", "next_state", "possible"]

Transition = Move[State, Act, Outcome]
Table = tuple[Transition, ...]


def moves(rules: Iterable[Rule]) -> Table:
    """Return the moves that rows of the table `transition` allow; the caller chose the rows in force."""
    return read(rules, states=State, acts=Act, outcomes=Outcome)
