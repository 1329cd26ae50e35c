"""When an office is open: weekly hours, closures and holidays to spans of a day. No clock, no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Span = tuple[time, time]


class HoursImpossible(ValueError):
    """The office would close before it opens, or rest outside its hours."""


@dataclass(frozen=True, order=True)
class Hours:
    """The hours of one day, with at most one break inside them."""

    opens: time
    closes: time
    break_from: time | None = None
    break_until: time | None = None

    def __post_init__(self) -> None:
        points = [point for point in (self.opens, self.break_from, self.break_until, self.closes) if point is not None]
        halves = (self.break_from is None) != (self.break_until is None)
        if halves or any(later <= earlier for earlier, later in pairwise(points)):
            raise HoursImpossible

    @property
    def spans(self) -> tuple[Span, ...]:
        if self.break_from is None or self.break_until is None:
            return ((self.opens, self.closes),)
        return ((self.opens, self.break_from), (self.break_until, self.closes))


@dataclass(frozen=True)
class DatedHours:
    """Hours of one weekday (0 is Monday) in the half-open period from valid_from; valid_until None is open-ended."""

    weekday: int
    hours: Hours
    valid_from: date
    valid_until: date | None = None

    def holds(self, day: date) -> bool:
        in_period = self.valid_from <= day and (self.valid_until is None or day < self.valid_until)
        return in_period and day.weekday() == self.weekday


@dataclass(frozen=True)
class ClosedDays:
    """A closure of one office: the half-open period from valid_from, and why."""

    valid_from: date
    valid_until: date
    reason: str


@dataclass(frozen=True)
class Schedule:
    """All that decides when one office is open.

    holiday: says why a day is a public holiday for this office, None when it is not.
    """

    time_zone: str
    hours: Sequence[DatedHours] = ()
    closures: Sequence[ClosedDays] = ()
    holiday: Callable[[date], str | None] = field(default=lambda _day: None)

    def closed_because(self, day: date) -> str | None:
        """Return why the office is closed on a day on which it would have hours; None when nothing closes it."""
        for closure in self.closures:
            if closure.valid_from <= day < closure.valid_until:
                return closure.reason
        return self.holiday(day)

    def spans(self, day: date) -> tuple[Span, ...]:
        """Return the times of the day at which the office is open, earliest first; empty when it is closed."""
        rows = [row for row in self.hours if row.holds(day)]
        if not rows or self.closed_because(day) is not None:
            return ()
        return rows[0].hours.spans

    def is_open(self, at: datetime) -> bool:
        """Return whether the office is open at this instant; the closing minute itself is closed."""
        local = at.astimezone(ZoneInfo(self.time_zone))
        return any(opens <= local.time() < closes for opens, closes in self.spans(local.date()))

    def next_opening(self, at: datetime, *, within_days: int = 60) -> datetime | None:
        """Return the next instant after `at` at which the office opens (also after its break), None when none comes
        within `within_days` days."""
        zone = ZoneInfo(self.time_zone)
        local = at.astimezone(zone)
        for ahead in range(within_days + 1):
            day = local.date() + timedelta(days=ahead)
            for opens, _closes in self.spans(day):
                opening = datetime.combine(day, opens, tzinfo=zone)
                if opening > local:
                    return opening
        return None


def weekdays_together(week: dict[int, Hours]) -> list[tuple[int, int, Hours]]:
    """Return runs of neighbouring weekdays with the same hours, as (first, last, hours), Monday first."""
    days = sorted(week)
    runs = []
    for _key, run in groupby(enumerate(days), key=lambda pair: (pair[1] - pair[0], week[pair[1]])):
        members = [day for _position, day in run]
        runs.append((members[0], members[-1], week[members[0]]))
    return runs
