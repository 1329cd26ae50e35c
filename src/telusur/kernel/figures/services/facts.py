"""Facts are rebuilt from the rows, never patched: what changed late is counted where it belongs."""

from __future__ import annotations

from datetime import timedelta
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
RECENT = 2  # years counted anew after each change; older ones wait for the night, and are told from the rows meanwhile


@transaction.atomic
def rebuild(*, office_code: str, first: int, last: int, on: date, at: datetime, whole: bool = False) -> list[int]:
    """Count the facts of an office anew for the years `first` to `last`, up to `on`; return the years written.

    Only figures that differ are written, each year of them whole: deleted and inserted in one transaction, together
    with the sums of the province and the nation. whole: also what does not seem to differ.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('figures.facts'))")  # one builder at a time
    office = offices.office_by_code(code=office_code)
    # before any row is read: what commits meanwhile makes these facts old, never wrong and new
    mark = selectors.mark_of(office_code=office_code)
    counted = selectors.count_facts(office=office, first=first, last=last, on=on)
    written: dict[int, set[str]] = {}
    for year in range(first, last + 1):
        built = {"mark": mark, "on": on, "built_at": at}
        keys = _keep_year(office_code, year, counted, whole=whole)
        built["digest"] = facts_digest(_of_year(year, counted))
        left_out = [key for key, daily in counted.items() if daily is None]
        built |= {"definitions": selectors.definitions_digest(), "left_out": left_out}
        FactYear.objects.update_or_create(office_code=office_code, year=year, defaults=built)
        for scope in selectors.scopes_of(office_code) if keys else ():
            _sum_up(scope, year, keys)
        written[year] = keys
    return [year for year, keys in written.items() if keys]


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
    moved = []
    definitions = selectors.definitions_digest()
    built = {(each.office_code, each.year): each for each in selectors.fact_years()}
    for office, mark in selectors.marks():
        on = offices.local_day(office=office, at=at - SETTLING)
        first = FIRST_YEAR if every_year else on.year - RECENT + 1
        years = [built.get((office.code, year)) for year in range(first, on.year + 1)]
        if all(each and (each.mark, each.on, each.definitions) == (mark, on, definitions) for each in years):
            continue
        rebuild(office_code=office.code, first=first, last=on.year, on=on, at=at)
        moved.append(office.code)
    return moved
