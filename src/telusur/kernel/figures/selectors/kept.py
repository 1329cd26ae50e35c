"""Facts as they are stored, and what of them is not what the rows say."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models.functions import ExtractYear

from ..models import DailyFact, FactYear, PeriodFact
from ..rules.facts import WHOLE, public_period
from ..rules.periods import year_of
from ..rules.tallies import Tally, added
from .facts import NATION, definitions_digest, mark_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..rules.definitions import Figure
    from ..rules.facts import Daily, Tallied
    from ..rules.periods import Period

Stored = tuple[int, "Daily"]  # version, days


def stored_facts(*, office_code: str, year: int) -> dict[str, Stored]:
    """Return the daily facts that are stored of each figure of an office and year that has any."""
    whole = year_of(year)
    versions: dict[str, int] = {}
    mixed = 0  # no figure's version: its facts are not of one
    days: defaultdict[str, defaultdict[date, Tallied]] = defaultdict(lambda: defaultdict(dict))
    rows = DailyFact.objects.filter(office_code=office_code, day__gte=whole.start, day__lt=whole.end)
    columns = ("figure", "version", "day", "dimension", "cell", "n", "values", "times")
    for key, version, day, dimension, cell, n, values, times in rows.values_list(*columns):
        versions[key] = version if versions.get(key, version) == version else mixed
        days[key][day][dimension, cell] = _tally(n, values, times)
    return {key: (versions[key], dict(days[key])) for key in versions}


def _tally(n: int, values: Sequence[int], times: Sequence[int]) -> Tally:
    return Tally(n, dict(zip(values, times, strict=False)))


def summed_facts(*, scope: str, figure: Figure, year: int) -> dict[Period, Tallied]:
    """Return what the offices of a scope of several come to in each period of a year, for the whole figure."""
    whole = year_of(year)
    rows = PeriodFact.objects.filter(figure=figure.key, dimension=WHOLE[0], start__gte=whole.start, start__lt=whole.end)
    rows = rows.exclude(scope__endswith="*")
    if scope != NATION:
        rows = rows.filter(scope__startswith=scope.removesuffix("*"))
    parts: defaultdict[Period, list[Tally]] = defaultdict(list)
    for start, months, n, values, times in rows.values_list("start", "months", "n", "values", "times"):
        if period := public_period(start, months):
            parts[period].append(_tally(n, values, times))
    return {period: {WHOLE: added(each)} for period, each in parts.items()}


def fact_years(*, office_code: str | None = None, year: int | None = None) -> list[FactYear]:
    """Return the years that have facts, of one office or all, by office and year."""
    rows = FactYear.objects.order_by("office_code", "year")
    if office_code:
        rows = rows.filter(office_code=office_code)
    return list(rows.filter(year=year) if year else rows)


def is_old(*, built: FactYear) -> bool:
    """Return whether the office did or changed anything, or the definitions changed, since these facts were built."""
    return built.mark != mark_of(office_code=built.office_code) or built.definitions != definitions_digest()


def orphan_years(*, office_code: str | None = None, year: int | None = None) -> list[tuple[str, int]]:
    """Return the offices and years (of one office, of one year) of which facts are stored that nobody says he built."""
    days = DailyFact.objects.order_by().values_list("office_code", ExtractYear("day")).distinct()
    sums = PeriodFact.objects.exclude(scope__endswith="*").order_by().values_list("scope", ExtractYear("start"))
    stored = {*days, *sums.distinct()} - {(each.office_code, each.year) for each in fact_years()}
    return sorted(
        (code, of_year) for code, of_year in stored if office_code in (None, code) and year in (None, of_year)
    )
