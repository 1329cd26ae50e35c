"""Facts are rebuilt from the rows, never patched: what changed late is counted where it belongs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from telusur.kernel.offices import selectors as offices

from .. import selectors
from ..models import DailyFact, FactYear, PeriodFact
from ..rules.facts import facts_digest, rolled, values_of
from ..rules.frozen import exact
from ..rules.periods import year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from ..rules.definitions import Figure
    from ..rules.facts import CellKey, Daily, Tallied
    from ..rules.periods import Period
    from ..rules.tallies import Tally

BATCH = 2000
FIRST_YEAR = 2010  # UU 14/2008 binds offices from 30 April 2010; what is told of earlier years is told from the rows
SETTLING = timedelta(minutes=5)  # after midnight: what was being written as the day ended is in its facts
RECENT = (
    2  # years counted anew at once after each change; older ones of few offices at a time, and all of them at night
)
OLDER_AT_ONCE = 20  # offices


@transaction.atomic
def rebuild(*, office_code: str, first: int, last: int, on: date, at: datetime, whole: bool = False) -> list[int]:
    """Count the facts of an office anew for the years `first` to `last`, up to `on`; return the years written.

    Only figures that differ are written, each year of them whole: deleted and inserted in one transaction, together
    with the sums of the province and the nation. whole: also what does not seem to differ.
    """
    _wait_for_other_builders()
    written = _rebuild_office(Stale(office_code, first, last, on), at=at, whole=whole)
    _sum_up_all({office_code: written})
    return [year for year, keys in written.items() if keys]


@dataclass(frozen=True)
class Stale:
    """Years of an office that are to be counted anew up to `on`. since: when the oldest of their facts were built, None
    where some were never."""

    office_code: str
    first: int
    last: int
    on: date
    since: datetime | None = None


def _wait_for_other_builders() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('figures.facts'))")  # one builder at a time


def _rebuild_office(stale: Stale, *, at: datetime, whole: bool = False) -> dict[int, set[str]]:
    """Count an office's years anew, without the sums that it stands in; return the keys of the figures written."""
    code, on = stale.office_code, stale.on
    office = offices.office_by_code(code=code)
    # before any row is read: what commits meanwhile makes these facts old, never wrong and new
    mark = selectors.mark_of(office_code=code)
    counted = selectors.count_facts(office=office, first=stale.first, last=stale.last, on=on)
    written: dict[int, set[str]] = {}
    for year in range(stale.first, stale.last + 1):
        built = {"mark": mark, "on": on, "built_at": at}
        written[year] = _keep_year(code, year, counted, whole=whole)
        built["digest"] = facts_digest(_of_year(year, counted))
        left_out = [key for key, daily in counted.items() if daily is None]
        built |= {"definitions": selectors.definitions_digest(), "left_out": left_out}
        FactYear.objects.update_or_create(office_code=code, year=year, defaults=built)
    return written


def _keep_year(code: str, year: int, counted: Mapping[str, Daily | None], *, whole: bool) -> set[str]:
    """Replace what differs of a year's facts; return the keys of the figures written."""
    stored = selectors.stored_facts(office_code=code, year=year)
    written = set()
    right = _of_year(year, counted)
    for figure in selectors.all_figures():
        daily = right[figure.key][1] if figure.key in right else {}
        kept = stored.pop(figure.key, None)
        if (kept or daily) and (whole or kept != (figure.version, daily)):
            _replace(code, year, figure, daily)
            written.add(figure.key)
    for key in stored:  # figures that nobody defines any more
        _delete(code, year, key)
        written.add(key)
    return written


def _of_year(year: int, counted: Mapping[str, Daily | None]) -> dict[str, tuple[int, Daily]]:
    """Return the facts of a year as they are stored: of each figure that has any."""
    found: dict[str, tuple[int, Daily]] = {}
    for figure in selectors.all_figures():
        daily = {day: cells for day, cells in (counted[figure.key] or {}).items() if day.year == year and cells}
        if daily:
            found[figure.key] = figure.version, daily
    return found


def _replace(code: str, year: int, figure: Figure, daily: Daily) -> None:
    _delete(code, year, figure.key)
    DailyFact.objects.bulk_create(
        (
            DailyFact(office_code=code, day=day, **_columns(figure, cell, each))
            for day, cells in daily.items()
            for cell, each in cells.items()
        ),
        batch_size=BATCH,
    )
    _keep_periods(code, figure, rolled(figure, daily, year=year))


def _delete(code: str, year: int, key: str) -> None:
    whole = year_of(year)
    DailyFact.objects.filter(office_code=code, figure=key, day__gte=whole.start, day__lt=whole.end).delete()
    PeriodFact.objects.filter(scope=code, figure=key, start__gte=whole.start, start__lt=whole.end).delete()


def _keep_periods(scope: str, figure: Figure, periods: Mapping[Period, Tallied], *, values: bool = True) -> None:
    PeriodFact.objects.bulk_create(
        (
            PeriodFact(
                scope=scope,
                months=period.months,
                start=period.start,
                exact=exact(figure.measure(each)),
                **_columns(figure, cell, each, values=values),
            )
            for period, cells in periods.items()
            for cell, each in cells.items()
        ),
        batch_size=BATCH,
    )


def _columns(figure: Figure, cell: CellKey, each: Tally, *, values: bool = True) -> dict[str, Any]:
    ordered, times = values_of(each) if values else ([], [])
    return {
        "figure": figure.key,
        "version": figure.version,
        "dimension": cell[0],
        "cell": cell[1],
        "n": each.n,
        "values": ordered,
        "times": times,
    }


def _sum_up_all(written: Mapping[str, Mapping[int, set[str]]]) -> None:
    """Add up anew, each once, the sums in which these figures of offices and years stand."""
    stale: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for code, years in written.items():
        for scope in selectors.scopes_of(code):
            for year, keys in years.items():
                stale[scope, year] |= keys
    for (scope, year), keys in sorted(stale.items()):
        if keys:
            _sum_up(scope, year, keys)


def _sum_up(scope: str, year: int, keys: Iterable[str]) -> None:
    """Add up what the offices of a scope have in each period of a year; of many offices only the value is kept."""
    whole = year_of(year)
    PeriodFact.objects.filter(scope=scope, figure__in=keys, start__gte=whole.start, start__lt=whole.end).delete()
    for figure in selectors.all_figures():
        if figure.key in keys:
            _keep_periods(scope, figure, selectors.summed_facts(scope=scope, figure=figure, year=year), values=False)


def rebuild_moved(*, at: datetime, every_year: bool) -> list[str]:
    """Count anew the offices that did anything, or whose day turned, since their facts were built; return the codes.

    every_year: also the years before the last two, for which there is time at night.
    """
    return _rebuild_together([each for each in _stale(at) if every_year or each.last == each.on.year], at=at)


def rebuild_older(*, at: datetime, most: int = OLDER_AT_ONCE) -> list[str]:
    """Count anew the years before the last two of offices that did anything since, or whose day turned; return the
    codes. Those that wait longest come first, and no more than `most`: what is of this year must not wait for them."""
    older = [each for each in _stale(at) if each.last != each.on.year]
    older.sort(key=lambda each: (each.since is not None, each.since, each.office_code))
    return _rebuild_together(older[:most], at=at)


def _stale(at: datetime) -> list[Stale]:
    """Return which facts are not of now: of each office the last two years together, and those before them together."""
    found = []
    definitions = selectors.definitions_digest()
    built = {(each.office_code, each.year): each for each in selectors.fact_years()}
    for office, mark in selectors.marks():
        on = offices.local_day(office=office, at=at - SETTLING)
        recent = on.year - RECENT + 1
        for first, last in ((FIRST_YEAR, recent - 1), (recent, on.year)):
            years = [built.get((office.code, year)) for year in range(first, last + 1)]
            if all(each and (each.mark, each.on, each.definitions) == (mark, on, definitions) for each in years):
                continue
            since = min((each.built_at for each in years if each), default=None) if all(years) else None
            found.append(Stale(office.code, first, last, on, since))
    return found


def _rebuild_together(stale: Iterable[Stale], *, at: datetime) -> list[str]:
    """Count years of offices anew, a province at a time, and the sums in which they stand once for all of them; return
    the codes. Of a province either all is written or nothing: its sums are never other than its offices."""
    codes: list[str] = []
    ordered = sorted(stale, key=lambda each: (each.office_code, each.first))
    for _, of_province in groupby(ordered, key=lambda each: selectors.scopes_of(each.office_code)):
        with transaction.atomic():
            _wait_for_other_builders()
            written: dict[str, dict[int, set[str]]] = {}
            for each in of_province:
                written.setdefault(each.office_code, {}).update(_rebuild_office(each, at=at))
            _sum_up_all(written)
        codes += written
    return codes
