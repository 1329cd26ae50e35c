"""Facts counted from the rows, and what of the stored ones is not what the rows say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from telusur.kernel.offices import selectors as offices

from ..models import DailyFact, PeriodFact
from ..rules.facts import Difference, UndatedRow, facts_digest, facts_of, public_period, rolled, values_of
from ..rules.frozen import exact
from ..rules.periods import Period, year_of
from .defined import all_figures
from .facts import scopes_of
from .kept import fact_years, is_old, orphan_years, stored_facts, summed_facts
from .moments import one_moment
from .once import one_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from telusur.kernel.offices.models import Office

    from ..models import FactYear
    from ..rules.definitions import Figure, Row
    from ..rules.facts import CellKey, Daily
    from ..rules.tallies import Tally

Key = tuple[str, str, str, "CellKey"]  # scope, when, figure, cell
Fact = tuple[int, int, str]  # version, n, and what else is kept, as text


@one_reading()
def count_facts(*, office: Office, first: int, last: int, on: date) -> dict[str, Daily | None]:
    """Return the facts of every figure in these years, as the rows give them now; None where rows name no day."""
    start, end = date(first, 1, 1), min(date(last + 1, 1, 1), on + timedelta(days=1))
    found: dict[str, Daily | None] = {}
    shared: dict[object, list[Figure]] = {}
    for figure in all_figures():
        if figure.dated:
            shared.setdefault(figure.by_day or figure.spans or figure.rows, []).append(figure)
        else:
            found[figure.key] = None
    period = Period(start, max(start, end))
    for figures in shared.values():
        one = figures[0]
        if end <= start:
            found |= {figure.key: {} for figure in figures}
        elif one.by_day is not None:
            by_day = {day: dict(cells) for day, cells in one.by_day(office.pk, period, on).items()}
            found |= {figure.key: _over(figure, by_day, on) for figure in figures}
        else:
            rows = (one.spans or one.rows)(office.pk, period, on)
            found |= {figure.key: _over(figure, _facts(figure, rows, start, end), on) for figure in figures}
    return found


def _over(figure: Figure, daily: Daily | None, on: date) -> Daily | None:
    """Leave out the day that still runs where rows grow by themselves: its fact would be wrong a moment later."""
    return {day: cells for day, cells in daily.items() if day < on} if figure.live and daily else daily


def _facts(figure: Figure, rows: Iterable[Row], start: date, end: date) -> Daily | None:
    try:
        return facts_of(figure, list(rows), start=start, end=end)
    except UndatedRow:
        return None


@dataclass(frozen=True)
class Report:
    """What a recount found. waiting: offices and years that changed since their facts were counted, and whose
    differences are only that; checked: how many stored facts were recounted."""

    checked: int
    waiting: Sequence[str]
    differences: Sequence[Difference]


@one_moment()
def verified(*, office_code: str | None = None, year: int | None = None) -> Report:
    """Recount every stored fact (of one office, of one year) from its rows, on the day on which it was told, and every
    sum of several offices from their facts.

    The rows of an office that did anything since may differ from its facts and the facts be right; its periods must
    still be what its days come to, and its days what their digest says: where they are not, every difference is told,
    as nobody can say any more which of them are only late. Facts of a year that nobody says he built should not be
    there. All of it is read of one moment: what is counted anew meanwhile accuses nobody.
    """
    built = fact_years(office_code=office_code, year=year)
    found: list[Difference] = []
    checked, waiting = 0, []
    for (code, on), years in groupby(built, key=lambda each: (each.office_code, each.on)):
        of_office = {each.year: each for each in years}
        right = _counted(code, min(of_office), max(of_office), on)
        for of_year, each in of_office.items():
            stored = dict(_stored(code, of_year))
            checked += len(stored)
            different = list(_compared(stored, right.get(of_year, {})))
            if different and is_old(built=each) and not _was_changed(each):
                waiting.append(str(each))
                found += _compared(*_periods_and_their_days(code, of_year))
            else:
                found += different
    for code, of_year in orphan_years(office_code=office_code, year=year):
        stored = dict(_stored(code, of_year))
        checked += len(stored)
        found += _compared(stored, {})
    sums = {(scope, each.year) for each in built for scope in scopes_of(each.office_code)}
    for scope, of_year in sorted(sums):
        stored = dict(_stored_periods(scope, of_year))
        checked += len(stored)
        found += _compared(stored, _counted_sums(scope, of_year))
    return Report(checked, waiting, found)


def _was_changed(built: FactYear) -> bool:
    """Return whether the daily facts are not those that were built."""
    stored = stored_facts(office_code=built.office_code, year=built.year)
    return bool(built.digest) and facts_digest(stored) != built.digest


def _counted(code: str, first: int, last: int, on: date) -> dict[int, dict[Key, Fact]]:
    """Return the facts of an office in each of these years, as its rows give them; a year without any is missing."""
    counted = count_facts(office=offices.office_by_code(code=code), first=first, last=last, on=on)
    right: defaultdict[int, dict[Key, Fact]] = defaultdict(dict)
    for figure in all_figures():
        daily = counted[figure.key] or {}
        for day, cells in daily.items():
            for cell, each in cells.items():
                right[day.year][code, day.isoformat(), figure.key, cell] = _fact(figure, each)
        for year in {day.year for day in daily}:
            for period, cells in rolled(figure, daily, year=year).items():
                for cell, each in cells.items():
                    right[year][code, period.key, figure.key, cell] = _period_fact(figure, each)
    return right


def _periods_and_their_days(code: str, year: int) -> tuple[dict[Key, Fact], dict[Key, Fact]]:
    """Return the stored facts of the periods of an office and year, and what its stored days come to, of every figure
    whose definition is still that of its facts."""
    right: dict[Key, Fact] = {}
    versions = {figure.key: figure.version for figure in all_figures()}
    days = stored_facts(office_code=code, year=year)
    for figure in all_figures():
        version, daily = days.get(figure.key, (figure.version, {}))
        for period, cells in rolled(figure, daily, year=year).items() if version == figure.version else ():
            for cell, each in cells.items():
                right[code, period.key, figure.key, cell] = _period_fact(figure, each)
    kept = {key: fact for key, fact in _stored_periods(code, year) if versions.get(key[2]) == fact[0]}
    return kept, right


def _counted_sums(scope: str, year: int) -> dict[Key, Fact]:
    """Return the sums of several offices as their facts give them."""
    right: dict[Key, Fact] = {}
    for figure in all_figures():
        for period, cells in summed_facts(scope=scope, figure=figure, year=year).items():
            for cell, each in cells.items():
                right[scope, period.key, figure.key, cell] = _period_fact(figure, each, values=False)
    return right


def _stored(code: str, year: int) -> Iterator[tuple[Key, Fact]]:
    whole = year_of(year)
    rows = DailyFact.objects.filter(office_code=code, day__gte=whole.start, day__lt=whole.end)
    for row in rows.iterator():
        key = (code, row.day.isoformat(), row.figure, (row.dimension, row.cell))
        yield key, (row.version, row.n, _written(row.values, row.times))
    yield from _stored_periods(code, year)


def _stored_periods(scope: str, year: int) -> Iterator[tuple[Key, Fact]]:
    whole = year_of(year)
    for row in PeriodFact.objects.filter(scope=scope, start__gte=whole.start, start__lt=whole.end).iterator():
        period = public_period(row.start, row.months)
        when = period.key if period else f"{row.start}+{row.months}"  # beside what nobody can ask for, hiding none
        said = f"{_written(row.values, row.times)} = {row.exact}"
        yield (scope, when, row.figure, (row.dimension, row.cell)), (row.version, row.n, said)


def _fact(figure: Figure, each: Tally) -> Fact:
    return figure.version, each.n, _written(*values_of(each))


def _period_fact(figure: Figure, each: Tally, *, values: bool = True) -> Fact:
    kept = _written(*values_of(each)) if values else ""
    return figure.version, each.n, f"{kept} = {exact(figure.measure(each))}"


def _written(values: Iterable[int], times: Iterable[int]) -> str:
    return ", ".join(f"{value}×{number}" for value, number in zip(values, times, strict=False))


def _compared(stored: dict[Key, Fact], right: dict[Key, Fact]) -> Iterator[Difference]:
    for key in sorted(stored.keys() | right.keys()):
        if stored.get(key) != right.get(key):
            scope, when, figure, cell = key
            both = stored.get(key), right.get(key)
            of_versions = len({fact[0] for fact in both if fact}) > 1
            yield Difference(scope, figure, cell, when, *(_told(fact, version=of_versions) for fact in both))


def _told(fact: Fact | None, *, version: bool) -> tuple[int, str] | None:
    if fact is None:
        return None
    return fact[1], f"versi {fact[0]} {fact[2]}".rstrip() if version else fact[2]
