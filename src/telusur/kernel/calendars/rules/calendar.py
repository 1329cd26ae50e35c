"""The calendar of one office in one version."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WEEKEND = "akhir pekan"
SATURDAY = 5


class Kind(StrEnum):
    NATIONAL_HOLIDAY = "national_holiday"
    JOINT_LEAVE = "joint_leave"
    REGIONAL_HOLIDAY = "regional_holiday"
    CANCELLED = "cancelled"


class CalendarGap(LookupError):
    """A year is needed whose holidays nobody loaded. Data: year. The sentence says how to load it."""

    code = "calendar_gap"

    def __init__(self, year: int) -> None:
        self.year = year
        self.data = {"year": year}
        super().__init__(
            f"Hari libur tahun {year} belum dimuat. Muat dengan `telusur calendar add {year}.toml` "
            f"(contoh isi berkas: `telusur calendar list --year {year - 1} --toml`)."
        )


@dataclass(frozen=True)
class Day:
    """One day of a decree. scope: the code prefix it covers; "" is the whole country, "36" Banten and all below it."""

    on: date
    name: str
    kind: Kind
    source: str
    confirmed: bool
    scope: str = ""

    def covers(self, office_code: str) -> bool:
        return office_code.startswith(self.scope)


@dataclass(frozen=True)
class Calendar:
    """The days that are not worked at one office, and the years for which they are known.

    decreed: every row that covers the office, in the order of the decrees; `days` is what follows from them.
    """

    office_code: str
    version: int
    years: frozenset[int]
    decreed: tuple[Day, ...] = field(repr=False)

    @cached_property
    def days(self) -> Mapping[date, Day]:
        """Return the day that counts for each date. A cancelling decree takes away the days of its own scope; where
        several stand on one date a holiday outweighs cuti bersama, and the first decreed gives the name."""
        standing: dict[date, list[Day]] = {}
        for day in self.decreed:
            there = standing.setdefault(day.on, [])
            if day.kind is Kind.CANCELLED:
                there[:] = [other for other in there if other.scope != day.scope]
            else:
                there.append(day)
        return {on: min(there, key=lambda day: day.kind is Kind.JOINT_LEAVE) for on, there in standing.items() if there}

    def is_working(self, day: date) -> bool:
        """Return whether `day` is a working day. Raises: CalendarGap."""
        if day.year not in self.years:
            raise CalendarGap(day.year)
        return day.weekday() < SATURDAY and day not in self.days

    def reason(self, day: date) -> str | None:
        """Return why `day` is not worked, None for a working day. Raises: CalendarGap."""
        if day.year not in self.years:
            raise CalendarGap(day.year)
        if day in self.days:
            return self.days[day].name
        return WEEKEND if day.weekday() >= SATURDAY else None

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`. Raises: CalendarGap."""
        day += timedelta(days=1)
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def without_joint_leave(self) -> Calendar:
        """Return this calendar under the reading that cuti bersama is worked."""
        return self._without_joint_leave

    @cached_property
    def _without_joint_leave(self) -> Calendar:
        return replace(self, decreed=tuple(day for day in self.decreed if day.kind is not Kind.JOINT_LEAVE))

    def with_days(self, days: Iterable[Day], years: Iterable[int] = ()) -> Calendar:
        """Return this calendar as it would be with more days and years; the version stays, for nothing is stored."""
        covering = tuple(day for day in days if day.covers(self.office_code))
        return replace(self, years=self.years | frozenset(years), decreed=self.decreed + covering)


def calendar_from(*, office_code: str, version: int, years: Iterable[int], days: Iterable[Day]) -> Calendar:
    """Return the calendar of an office: of all `days`, in the order they were decreed, those whose scope covers it."""
    return Calendar(office_code, version, frozenset(years), tuple(day for day in days if day.covers(office_code)))
