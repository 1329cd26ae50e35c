"""Which days one survey covers: a half or a whole calendar year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .words import Every

SECOND_HALF = 7


@dataclass(frozen=True, order=True)
class Span:
    """A survey's days, both ends in it."""

    first_on: date
    last_on: date

    @property
    def months(self) -> int:
        return self.last_on.month - self.first_on.month + 1

    @property
    def half(self) -> int | None:
        """1 or 2 for a half year, None for a year."""
        return None if self.months == 12 else 1 + self.first_on.month // SECOND_HALF  # noqa: PLR2004

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def span_of(day: date, *, every: Every) -> Span:
    """Return the days of the survey that `day` falls into."""
    if every == Every.YEAR:
        return Span(date(day.year, 1, 1), date(day.year, 12, 31))
    if day.month < SECOND_HALF:
        return Span(date(day.year, 1, 1), date(day.year, 6, 30))
    return Span(date(day.year, 7, 1), date(day.year, 12, 31))


def month_of(day: date) -> date:
    """Return the first of the month: an answer keeps no other date."""
    return day.replace(day=1)
