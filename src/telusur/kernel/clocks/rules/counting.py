"""The count itself.

Day zero is the date on which the request truly arrived in the office's time zone, also at night or on a holiday; day
one is the next working day. An extension is counted on from the last day of the first period.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import product
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from telusur.kernel.calendars.rules import CalendarGap, day_at

from .periods import Direction, JointLeave, OutOfHours, Period, Readings, StartEvent, Unit

if TYPE_CHECKING:
    from telusur.kernel.calendars.rules import Calendar

ONE_DAY = timedelta(days=1)
DEFAULT_READINGS = Readings()


@dataclass(frozen=True)
class Count:
    """Everything a date depends on: periods run through one after another, when it arrived, and how it is read.

    received: an aware instant. completed: when the file became complete, None while it is not or where it does not
    matter. closes_at: end of the office's hours, used by the reading `next_working_day` alone.
    """

    periods: tuple[Period, ...]
    received: datetime
    time_zone: str
    calendar: Calendar
    readings: Readings = DEFAULT_READINGS
    extension: Period | None = None
    completed: datetime | None = None
    closes_at: time | None = None

    def rule_ids(self) -> list[str]:
        """Return the ids of every rule the count goes by, that of the extension last."""
        return [period.rule for period in (*self.periods, self.extension) if period is not None]


@dataclass(frozen=True)
class Computation:
    """A date and how it came about. counted: each counted day with its number; skipped: each other day with why.

    due_at is set for periods in hours alone. rule and confirmed speak of the last period run through.
    """

    due: date
    due_if_extended: date | None
    counted: tuple[tuple[date, int], ...]
    skipped: tuple[tuple[date, str], ...]
    rule: str
    calendar_version: int
    confirmed: bool
    started_on: date
    sources: tuple[str, ...]
    due_at: datetime | None = None


@dataclass(frozen=True)
class Stricter:
    """The earliest date under any reading, and the keys of the readings that differ from those in force."""

    due: date
    readings: tuple[str, ...]


def compute(count: Count) -> Computation:
    """Return the last day that is still in time.

    due_if_extended is None as well while only the extension reaches into a year nobody loaded.
    Raises: CalendarGap, holidays of a needed year unknown; ValueError for an instant without a time zone.
    Law: UU 14/2008 Pasal 22 ayat (7), (8); Perki 1/2019 Pasal 12.
    """
    calendar = _read(count)
    start = _starting_instant(count)
    zero = _day_zero(start, count, calendar)
    walk = _Walk(calendar, _zone(count.time_zone), zero, start)
    for period in count.periods:
        walk.run(period)
    extended = walk.extended_by(count.extension) if count.extension else None
    last = count.periods[-1]
    return Computation(
        due=walk.day,
        due_if_extended=extended,
        counted=tuple(walk.counted),
        skipped=tuple(walk.skipped),
        rule=last.rule,
        calendar_version=count.calendar.version,
        confirmed=all(period.confirmed for period in count.periods),
        started_on=zero,
        sources=tuple(period.source for period in count.periods),
        due_at=walk.instant if last.unit is Unit.HOUR else None,
    )


def stricter_for_office(count: Count) -> Stricter | None:
    """Return the date that is safe under every open reading, None when it is the date in force.

    Raises: CalendarGap.
    """
    in_force = compute(count).due
    best: Stricter | None = None
    for reading in map(Readings, *zip(*product(StartEvent, JointLeave, OutOfHours), strict=True)):
        try:
            due = compute(replace(count, readings=reading)).due
        except CalendarGap:  # later than the last year loaded, so not stricter
            continue
        if due < (best.due if best else in_force):
            best = Stricter(due, _differing(reading, count.readings))
        elif best and due == best.due and len(differing := _differing(reading, count.readings)) < len(best.readings):
            best = Stricter(due, differing)
    return best


def _differing(reading: Readings, in_force: Readings) -> tuple[str, ...]:
    there = in_force.choices()
    return tuple(key for key, choice in reading.choices().items() if there[key] != choice)


def _read(count: Count) -> Calendar:
    if count.readings.joint_leave is JointLeave.WORKING:
        return count.calendar.without_joint_leave()
    return count.calendar


def _starting_instant(count: Count) -> datetime:
    if count.received.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    late = count.periods[0].follows_reading and count.readings.counts_from is StartEvent.COMPLETENESS
    if late and count.completed and count.completed > count.received:
        return count.completed
    return count.received


def _day_zero(start: datetime, count: Count, calendar: Calendar) -> date:
    local = start.astimezone(_zone(count.time_zone))
    if count.readings.out_of_hours is OutOfHours.ARRIVAL_DATE:
        return local.date()
    after_hours = count.closes_at is not None and local.time() >= count.closes_at
    if after_hours or not calendar.is_working(local.date()):
        return calendar.next_working_day(local.date())
    return local.date()


@dataclass
class _Walk:
    """A count under way: the day and instant reached, and every day passed."""

    calendar: Calendar
    zone: ZoneInfo
    day: date
    instant: datetime
    counted: list[tuple[date, int]] = field(default_factory=list)
    skipped: list[tuple[date, str]] = field(default_factory=list)

    def extended_by(self, period: Period) -> date | None:
        """Return the day that one more period would lead to, None where its year is not loaded; the walk stays."""
        further = replace(self, counted=list(self.counted), skipped=list(self.skipped))
        try:
            further.run(period)
        except CalendarGap:
            return None
        return further.day

    def run(self, period: Period) -> None:
        sign = 1 if period.direction is Direction.FORWARD else -1
        if period.unit is Unit.WORKING_DAY:
            self._working_days(period.length, ONE_DAY * sign)
        elif period.unit is Unit.HOUR:
            self.instant += timedelta(hours=period.length * sign)
            self.day = day_at(self.instant, self.zone.key)
        else:
            zero = self.day
            for number in range(1, period.length + 1):
                self.day = _units_on(zero, number * sign, period.unit)
                self.counted.append((self.day, len(self.counted) + 1))

    def _working_days(self, length: int, step: timedelta) -> None:
        end = len(self.counted) + length
        while len(self.counted) < end:
            self.day += step
            if (why := self.calendar.reason(self.day)) is None:
                self.counted.append((self.day, len(self.counted) + 1))
            else:
                self.skipped.append((self.day, why))


def _units_on(day: date, number: int, unit: Unit) -> date:
    """Return the date `number` units away: the same day of that month, or its last where the month has none."""
    if unit is Unit.DAY:
        return day + ONE_DAY * number
    months = number * (12 if unit is Unit.YEAR else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def working_days_between(on: date, due: date, calendar: Calendar) -> int:
    """Return the working days after `on` up to and with `due`, as the clock counts them: 0 on the day itself; negative,
    when `due` is past, by the working days after it up to `on`.

    Raises: CalendarGap, holidays of a needed year unknown. Law: UU 14/2008 Pasal 22 ayat (7).
    """
    first, last = min(on, due), max(on, due)
    days = (first + ONE_DAY * number for number in range(1, (last - first).days + 1))
    total = sum(1 for day in days if calendar.is_working(day))
    return total if on <= due else -total


def working_days_left(on: date, due: date, calendar: Calendar) -> int | None:
    """Return what `working_days_between` counts, None where a year between is not loaded: the date is then all there is
    to say, and a list that shows it goes on."""
    try:
        return working_days_between(on, due, calendar)
    except CalendarGap:
        return None
