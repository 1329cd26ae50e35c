"""The working-day calendar of an office, now or as it was in an earlier version."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from telusur.kernel.law.rules import reads

from . import rules
from .models import KIND_LABELS, AddedDay, AddedYear, CalendarChange

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from .rules import Calendar, Day, Kind


@dataclass(frozen=True)
class Month:
    """A month of an office: its first day, its number of working days, and the days decreed free of work."""

    first: date
    working_days: int
    days: list[Day]


DATA = Path(__file__).parent / "rules" / "data"
SHIPPED_VERSION = 1


def calendar_for(*, office_code: str, version: int | None = None) -> Calendar:
    """Return the calendar of an office as it stands, or as it stood in `version`.

    Versions only grow, by one with each change; version 1 is what the installation came with.
    """
    changes = CalendarChange.objects.order_by("-number")
    if version is not None:
        changes = changes.filter(number__lte=version)
    newest = changes.values_list("number", "pk").first()
    if newest is None:
        return _calendar(office_code, SHIPPED_VERSION, None)
    return _calendar(office_code, *newest)


def days_of_year(*, office_code: str, year: int) -> list[Day]:
    """Return the days of a year that are not worked at an office, weekends apart, by date. Raises: CalendarGap."""
    calendar = calendar_for(office_code=office_code)
    if year not in calendar.years:
        raise rules.CalendarGap(year)
    return sorted((day for day in calendar.days.values() if day.on.year == year), key=lambda day: day.on)


def months_of(*, office_code: str, year: int) -> list[Month]:
    """Return the twelve months of a year at an office. Raises: CalendarGap."""
    calendar = calendar_for(office_code=office_code)
    days = days_of_year(office_code=office_code, year=year)
    months = []
    for number in range(1, 13):
        length = monthrange(year, number)[1]
        worked = sum(calendar.is_working(date(year, number, day)) for day in range(1, length + 1))
        months.append(Month(date(year, number, 1), worked, [day for day in days if day.on.month == number]))
    return months


def shipped_text(*, year: int) -> str:
    """Return the data file of a year as shipped, as a pattern for the next. Raises: CalendarGap."""
    file = DATA / f"{year}.toml"
    if not file.exists():
        raise rules.CalendarGap(year)
    return file.read_text(encoding="utf-8")


def changes() -> list[CalendarChange]:
    """Return every change of the calendar since installation with its days and years, newest first."""
    return list(CalendarChange.objects.prefetch_related("days", "years").order_by("-number"))


@lru_cache(maxsize=2048)
def _calendar(office_code: str, version: int, newest_change: int | None) -> Calendar:
    """Return a calendar, kept in memory: rows of a version never change. `newest_change` tells apart versions of the
    same number where a transaction was rolled back."""
    days, years = _shipped()
    if newest_change is None:
        return rules.calendar_from(office_code=office_code, version=version, years=years, days=days)
    added = AddedDay.objects.filter(change__number__lte=version).order_by("change__number", "on", "pk")
    more_years = AddedYear.objects.filter(change__number__lte=version).values_list("year", flat=True)
    return rules.calendar_from(
        office_code=office_code,
        version=version,
        years=years | frozenset(more_years),
        days=[*days, *(_day(row) for row in added)],
    )


@cache
@reads("calendars.day", "calendars.year")
def _shipped() -> tuple[tuple[Day, ...], frozenset[int]]:
    days: list[Day] = []
    years: set[int] = set()
    for file in sorted(DATA.glob("*.toml")):
        found, given, faults = rules.parse_days(file.read_text(encoding="utf-8"))
        if faults:
            raise ValueError(f"{file.name}: {faults[0]}")
        days += found
        years |= set(given)
    return tuple(days), frozenset(years)


def _day(row: AddedDay) -> Day:
    return rules.Day(row.on, row.name, rules.Kind(row.kind), row.source, row.confirmed, row.scope)


def kind_label(kind: Kind) -> str:
    """Return what a kind of day is called."""
    return str(KIND_LABELS[kind])


def kind_labels() -> dict[Kind, StrOrPromise]:
    """Return what every kind of day is called, as the choices of a form."""
    return dict(KIND_LABELS)
