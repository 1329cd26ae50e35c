"""Days that people type: how far ahead one may lie before it is more likely a slip than a date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

# No act of the law gives longer than a year; a choice of this software.
FARTHEST: Final = timedelta(days=366)


def within_reach(day: date, *, on: date) -> bool:
    """Return whether a day to come lies within a year of `on`: a mistyped year does not."""
    return day - on <= FARTHEST
