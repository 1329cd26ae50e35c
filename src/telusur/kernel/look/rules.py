"""How days and numbers are laid out for the eye: plain values in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

UNITS = ("B", "kB", "MB", "GB", "TB")
THOUSAND = 1000


@dataclass(frozen=True)
class Box:
    """One box of a counted deadline: a counted day with its number, or days passed over for one reason."""

    first: date
    last: date
    number: int | None
    reason: str
    due: bool = False

    @property
    def label(self) -> str:
        """Return the dates in the fewest signs: 17/3, 20–24/3, 30/3–2/4."""
        end = f"{self.last.day}/{self.last.month}"
        if self.first == self.last:
            return end
        start = str(self.first.day) if self.first.month == self.last.month else f"{self.first.day}/{self.first.month}"
        return f"{start}–{end}"


def boxes(*, counted: Iterable[tuple[date, int]], skipped: Iterable[tuple[date, str]]) -> list[Box]:
    """Return the days of a computation in their order; neighbouring days passed over for one reason share a box."""
    numbers, reasons = dict(counted), dict(skipped)
    last = max(numbers, default=None)
    laid: list[Box] = []
    for day in sorted({*numbers, *reasons}):
        if day in numbers:
            laid.append(Box(day, day, numbers[day], "", due=day == last))
            continue
        previous = laid[-1] if laid else None
        joins = previous and previous.number is None and previous.reason == reasons[day]
        if previous and joins and previous.last == day - timedelta(days=1):
            laid[-1] = Box(previous.first, day, None, reasons[day])
        else:
            laid.append(Box(day, day, None, reasons[day]))
    return laid


def size_in_words(size: int) -> tuple[float, str]:
    """Return bytes as a value below 1,000 and its unit, in powers of 1,000 as file systems of today show them."""
    value, step = float(size), 0
    while round(value, 1) >= THOUSAND and step < len(UNITS) - 1:
        value, step = value / THOUSAND, step + 1
    return value, UNITS[step]


def page_numbers(*, current: int, last: int) -> list[int | None]:
    """Return the pages to offer: the ends, the neighbours, and None where a gap is passed over."""
    wanted = sorted({1, last, *range(max(1, current - 1), min(last, current + 1) + 1)})
    offered: list[int | None] = []
    for page in wanted:
        before = offered[-1] if offered else None
        if before is not None and page - before > 1:
            offered.append(before + 1 if page - before == 2 else None)  # noqa: PLR2004 a gap of one page is that page
        offered.append(page)
    return offered
