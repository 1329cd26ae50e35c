"""The halves of a year, for the summary of access that every body makes known at least every six months.

Law: UU 14/2008 Pasal 9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telusur.kernel.figures.rules.periods import Period, span

if TYPE_CHECKING:
    from datetime import date

FIRST, SECOND = 1, 2
HALVES: Final = (FIRST, SECOND)
_MONTHS = 6


def half_of(year: int, half: int) -> Period:
    """Return the six months of a half year. Raises: ValueError for a half that is neither 1 nor 2."""
    if half not in HALVES:
        raise ValueError(half)
    return span(year, 1 if half == FIRST else 1 + _MONTHS, _MONTHS)


def last_half_before(day: date) -> tuple[int, int]:
    """Return the latest half year that was over before `day`, as (year, half)."""
    return (day.year, FIRST) if day.month > _MONTHS else (day.year - 1, SECOND)
