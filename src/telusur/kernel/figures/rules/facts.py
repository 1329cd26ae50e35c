"""Facts: the tallies of a figure day by day, and what they add up to in each public period.

A figure that counts what happened has a fact for each day on which something happened. A figure that tells a state
has a fact for each day on which the state changed: it stands from its day to the next fact of the same year.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .periods import Period, span
from .tallies import Tally, added, count, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .definitions import Figure, Row

CellKey = tuple[str, str]  # dimension and cell
WHOLE: CellKey = ("", "")
Tallied = dict[CellKey, Tally]  # the tally of all rows, under WHOLE, and of each cell that has any
Daily = dict[date, Tallied]


class UndatedRow(ValueError):
    """A row says no day, or one outside the period it was selected for: its figure can have no facts."""


@dataclass(frozen=True)
class Difference:
    """A stored fact that is not what its rows say. stored, counted: as (rows, values), None where there is none."""

    scope: str
    figure: str
    cell: CellKey
    when: str
    stored: tuple[int, str] | None
    counted: tuple[int, str] | None


def needs_values(figure: Figure) -> bool:
    """Return whether the measure looks at values; a mere count does not."""
    return figure.measure is not count and figure.measure is not len  # type: ignore[comparison-overlap]


def tallied(figure: Figure, rows: Iterable[Row]) -> Tallied:
    """Return the tally of all rows, under WHOLE, and of each cell of each dimension that has any."""
    behind = list(rows)
    cells: dict[CellKey, list[Row]] = {WHOLE: behind} if behind else {}
    for key in (dimension.key for dimension in figure.dimensions):
        groups: defaultdict[str, list[Row]] = defaultdict(list)
        for row in behind:
            groups[row.groups.get(key, "")].append(row)
        cells |= {(key, group): found for group, found in groups.items()}
    keeps = needs_values(figure)
    return {cell: tally(found) if keeps else Tally(len(found)) for cell, found in cells.items()}


def facts_of(figure: Figure, rows: Sequence[Row], *, start: date, end: date) -> Daily:
    """Return the facts of the days in [start, end), from the rows or, for a state, the spans of that time.

    `start` is the first of a year; the facts of a state begin anew with each year. Raises: UndatedRow.
    """
    if not figure.is_state:
        days: defaultdict[date, list[Row]] = defaultdict(list)
        for row in rows:
            if row.day is None or row.day < start:
                raise UndatedRow(figure.key)
            if row.day < end:
                days[row.day].append(row)
        return {day: tallied(figure, days[day]) for day in sorted(days)}
    found: Daily = {}
    while start < end:
        until = min(end, date(start.year + 1, 1, 1))
        found |= _changes(figure, rows, start, until)
        start = until
    return found


def _changes(figure: Figure, rows: Sequence[Row], start: date, end: date) -> Daily:
    """Return the state of each cell on the days of [start, end) on which it changed, counting its beginning at 0."""
    steps: defaultdict[CellKey, defaultdict[date, Counter[int | None]]] = defaultdict(lambda: defaultdict(Counter))
    keeps = needs_values(figure)
    for row in rows:
        if row.day is None:
            raise UndatedRow(figure.key)
        first, last = max(row.day, start), min(row.until or end, end)
        if first >= last:
            continue
        value = row.value if keeps else None
        for cell in (WHOLE, *((each.key, row.groups.get(each.key, "")) for each in figure.dimensions)):
            steps[cell][first][value] += 1
            if last < end:
                steps[cell][last][value] -= 1
    found: defaultdict[date, Tallied] = defaultdict(dict)
    for cell, by_day in steps.items():
        standing: Counter[int | None] = Counter()
        for day in sorted(by_day):
            if any(by_day[day].values()):
                standing.update(by_day[day])
                found[day][cell] = _tally_of(standing)
    return dict(sorted(found.items()))


def _tally_of(standing: Counter[int | None]) -> Tally:
    return Tally(standing.total(), {value: times for value, times in standing.items() if value is not None and times})


def public_periods(year: int) -> list[Period]:
    """Return the months, quarters, halves and the whole of a year: every period that `parse_period` reads."""
    return [span(year, month, months) for months in (1, 3, 6, 12) for month in range(1, 13, months)]


def public_period(start: date, months: int) -> Period | None:
    """Return the public period that begins on this day and has so many months; None where there is no such."""
    found = span(start.year, start.month, months)
    return found if found.start == start and found in public_periods(start.year) else None


def rolled(figure: Figure, daily: Mapping[date, Tallied], *, year: int) -> dict[Period, Tallied]:
    """Return what the facts of a year come to in each of its public periods; what comes to nothing is left out.

    A state stands on to the end of its year: readers do not ask of a period that has not begun.
    """
    days = [day for day in sorted(daily) if day.year == year]
    add = _state_at if figure.is_state else _sum
    found = {period: add(daily, days, period) for period in public_periods(year)}
    return {period: cells for period, cells in found.items() if cells}


def _sum(daily: Mapping[date, Tallied], days: Sequence[date], period: Period) -> Tallied:
    parts: defaultdict[CellKey, list[Tally]] = defaultdict(list)
    for day in days:
        if day in period:
            for cell, each in daily[day].items():
                parts[cell].append(each)
    return {cell: added(each) for cell, each in parts.items()}


def _state_at(daily: Mapping[date, Tallied], days: Sequence[date], period: Period) -> Tallied:
    last: Tallied = {}
    for day in days:
        if day < period.end:
            last |= daily[day]
    return {cell: each for cell, each in last.items() if each.n}


def facts_digest(facts: Mapping[str, tuple[int, Mapping[date, Tallied]]]) -> str:
    """Return a digest of daily facts: of each figure its version, its days, its cells and their tallies."""
    said = [
        [key, version, day.isoformat(), *cell, each.n, *values_of(each)]
        for key, (version, days) in sorted(facts.items())
        for day, cells in sorted(days.items())
        for cell, each in sorted(cells.items())
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def values_of(each: Tally) -> tuple[list[int], list[int]]:
    """Return the values in order, and how often each occurs: as a fact keeps them."""
    ordered = sorted(each.values)
    return ordered, [each.values[value] for value in ordered]
