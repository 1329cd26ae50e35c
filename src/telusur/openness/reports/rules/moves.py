"""The table of moves of the annual report, read as `requests` reads its own."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from telusur.openness.requests.rules.moves import Move, NotPermitted, WrongState, acts_open_to, next_state, read

from .states import Act, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telusur.kernel.law.rules import Rule

__all__ = ["NotPermitted", "ReportTable", "WrongState", "acts_open_to", "next_state", "report_moves"]


class Nothing(StrEnum):
    """A report has no outcomes that a row may be bound to."""


ReportTable = tuple[Move[State, Act, Nothing], ...]


def report_moves(rules: Iterable[Rule]) -> ReportTable:
    """Return the moves that rows of the table `transition` allow; the caller chose the rows in force."""
    return read(rules, states=State, acts=Act, outcomes=Nothing)
