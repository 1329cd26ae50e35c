"""Public periods are month, quarter, half year and year: nothing shorter, so that a date does not name a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_WRITTEN = re.compile(r"(?P<year>[0-9]{4})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|H(?P<half>[12])))?")


class BadPeriod(ValueError):
    """The text is no month (2024-03), quarter (2024-Q1), half year (2024-H1) or year (2024)."""


class NotBegun(BadPeriod):
    """The text names a period that lies ahead: nothing is counted in it yet, which is not 0."""


@dataclass(frozen=True, order=True)
class Period:
    """A half-open span of days, [start, end), that is a month, a quarter, a half year or a year."""

    start: date
    end: date

    @property
    def months(self) -> int:
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month

    @property
    def is_year(self) -> bool:
        return self.months == 12  # noqa: PLR2004

    @property
    def key(self) -> str:
        """The period as written in addresses: 2024, 2024-H1, 2024-Q1 or 2024-03."""
        if self.is_year:
            return f"{self.start.year:04d}"
        if self.months == 6:  # noqa: PLR2004
            return f"{self.start.year:04d}-H{(self.start.month + 5) // 6}"
        if self.months == 3:  # noqa: PLR2004
            return f"{self.start.year:04d}-Q{(self.start.month + 2) // 3}"
        return f"{self.start.year:04d}-{self.start.month:02d}"

    @property
    def label(self) -> str:
        if self.is_year:
            return str(self.start.year)
        if self.months == 6:  # noqa: PLR2004
            return f"Semester {(self.start.month + 5) // 6} {self.start.year}"
        if self.months == 3:  # noqa: PLR2004
            return f"Triwulan {(self.start.month + 2) // 3} {self.start.year}"
        return f"{MONTHS[self.start.month - 1]} {self.start.year}"

    def year_before(self) -> Period:
        """Return the same months of the year before."""
        return span(self.start.year - 1, self.start.month, self.months)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


def span(year: int, month: int, months: int) -> Period:
    """Return the period of `months` months from the first of `month`."""
    after = year * 12 + month - 1 + months
    return Period(date(year, month, 1), date(after // 12, after % 12 + 1, 1))


def year_of(year: int) -> Period:
    return span(year, 1, 12)


def parse_period(text: str) -> Period:
    """Return the period that `text` names. Raises: BadPeriod."""
    found = _WRITTEN.fullmatch(text)
    if not found or not 2000 <= int(found["year"]) <= 2199:  # noqa: PLR2004 years a register can hold
        raise BadPeriod(text)
    year = int(found["year"])
    if found["month"]:
        return span(year, int(found["month"]), 1)
    if found["half"]:
        return span(year, int(found["half"]) * 6 - 5, 6)
    if found["quarter"]:
        return span(year, int(found["quarter"]) * 3 - 2, 3)
    return year_of(year)


def period_on(text: str, *, on: date) -> Period:
    """Return the period that `text` names, asked for on this day; its year for an empty text. Raises: BadPeriod, for
    one that has not begun NotBegun."""
    period = parse_period(text) if text else year_of(on.year)
    if period.start > on:
        raise NotBegun(text)
    return period
