"""What is kept in facts: of one office while it is of now, of several offices side by side, and when it was built."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.offices import selectors as offices

from ..models import FactYear, PeriodFact
from ..rules.facts import WHOLE
from ..rules.frozen import value_of
from ..rules.periods import span
from ..rules.tallies import Tally
from .beginnings import beginnings, first_years
from .defined import all_figures
from .once import asked_once

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from telusur.kernel.offices.models import Office

    from ..rules.definitions import Figure
    from ..rules.facts import CellKey
    from ..rules.measures import Value
    from ..rules.periods import Period

NATION = "0*"
PROVINCE = 2  # digits of a province's code


def definitions_digest() -> str:
    """Return a digest of every figure's key, version and dimensions: facts of other definitions are of no use."""
    figures = sorted(
        f"{figure.key}/{figure.version}/{','.join(each.key for each in figure.dimensions)}" for figure in all_figures()
    )
    return hashlib.sha256("\n".join(figures).encode()).hexdigest()


def mark_of(*, office_code: str) -> int:
    """Return a number that grows with every act of an office's log and with every change of its public pages: what it
    was when facts were built tells whether the rows may have changed since."""
    return offices.public_version(office_code=office_code) + ledger.size_of(log=office_log(office_code))


def marks() -> list[tuple[Office, int]]:
    """Return every working office with its mark, by code."""
    sizes = ledger.sizes()
    return [(office, version + sizes.get(office_log(office.code), 0)) for office, version in offices.public_versions()]


def below(office_code: str) -> str:
    """Return the scope of an office and every one below it."""
    return f"{office_code}*"


def scopes_of(office_code: str) -> list[str]:
    """Return the scopes of several offices that an office is counted in: its province and the nation."""
    if office_code == NATION[:-1]:
        return [NATION]
    return [below(office_code[:PROVINCE]), NATION]


@asked_once
def built_of(office_code: str, year: int) -> FactYear | None:
    """Return when and from what the facts of an office's year were built; None where nobody counted it yet."""
    return FactYear.objects.filter(office_code=office_code, year=year).first()


def kept_tallies(
    *, figures: Sequence[Figure], office_code: str, period: Period, on: date
) -> dict[str, dict[CellKey, Tally]]:
    """Return the tallies of each of these figures that has facts of now for this office, period and day.

    Nothing is returned of facts built before the office's last act or change, on another day, or from other
    definitions; nor of figures whose rows grow by themselves, while the period still runs.
    """
    built = built_of(office_code, period.start.year)
    if built is None or built.on != on or period.start > on or built.definitions != asked_once(definitions_digest)():
        return {}
    if built.mark != asked_once(mark_of)(office_code=office_code):
        return {}
    running = on in period
    wanted = [each.key for each in figures if each.key not in built.left_out and not (each.live and running)]
    found: dict[str, dict[CellKey, Tally]] = {key: {} for key in wanted}
    rows = PeriodFact.objects.filter(scope=office_code, months=period.months, start=period.start, figure__in=wanted)
    for key, dimension, cell, n, values, times in rows.values_list(
        "figure", "dimension", "cell", "n", "values", "times"
    ):
        found[key][dimension, cell] = Tally(n, dict(zip(values, times, strict=True)))
    return found


def kept_months(
    *, figures: Sequence[Figure], office_code: str, period: Period
) -> tuple[date, dict[str, dict[Period, dict[CellKey, Tally]]]]:
    """Return the tallies of the months of a period that were over when the facts were built, by figure and month, and
    the day from which the rest is to be counted.

    figures: only such whose days, once over, change no more (`live`): their facts need not be of now.
    """
    built = built_of(office_code, period.start.year)
    keys = [figure.key for figure in figures]
    if built is None or built.definitions != definitions_digest() or set(keys) & set(built.left_out):
        return period.start, {}
    until = max(period.start, min(period.end, built.on.replace(day=1)))
    found: dict[str, dict[Period, dict[CellKey, Tally]]] = {key: {} for key in keys}
    rows = PeriodFact.objects.filter(
        scope=office_code, months=1, start__gte=period.start, start__lt=until, figure__in=keys
    )
    columns = ("figure", "start", "dimension", "cell", "n", "values", "times")
    for key, start, dimension, cell, n, values, times in rows.values_list(*columns):
        month = found[key].setdefault(span(start.year, start.month, 1), {})
        month[dimension, cell] = Tally(n, dict(zip(values, times, strict=True)))
    return until, found


@dataclass(frozen=True)
class Standing:
    """What one office, or an office with all below it, stands at. A figure is missing where nothing is known of it.

    built_at: when its facts were counted, of several offices the oldest; None where nobody counted them yet. offices:
    how many offices are counted in it. unknown: the figures that nobody counted in the period, or of which none of the
    offices kept anything yet.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    built_at: datetime | None = None
    offices: int = 0
    unknown: frozenset[str] = frozenset()


def standing(*, keys: Collection[str], period: Period, scopes: Iterable[str]) -> dict[str, Standing]:
    """Return how each scope stands in these figures, by scope: office codes, or `below(code)` for all below an office.

    Two queries for any number of them, two more where one stands at nothing in a period that is over. What was never
    counted stands without values; what was counted and found nothing stands at the value of no rows (0, or None where
    there is no number then), what nobody counted yet in that period at None, and so does everything before the first
    year of which any of its offices keeps anything. Undated figures are left out.
    """
    wanted = list(scopes)
    built = _built(wanted, period)
    asked = [each for each in all_figures() if each.dated and each.key in keys]
    unknown = {key for key, began in beginnings(asked).items() if not began.knows(period)}
    nothing = {each.key: None if each.key in unknown else each.measure(Tally()) for each in asked}
    values = {scope: dict(nothing) for scope in wanted if scope in built}
    counts: dict[str, dict[str, int]] = {scope: dict.fromkeys(nothing, 0) for scope in values}
    rows = PeriodFact.objects.filter(
        scope__in=wanted, months=period.months, start=period.start, dimension=WHOLE[0], figure__in=list(nothing)
    )
    for scope, key, exact, n in rows.values_list("scope", "figure", "exact", "n"):
        if scope in values:
            values[scope][key] = value_of(exact)
            counts[scope][key] = n
    empty = [scope for scope in values if _keeps_nothing(asked, values[scope], counts[scope])]
    early = _before_their_first_year(empty, built, period)
    found: dict[str, Standing] = {}
    for scope in wanted:
        if scope not in built:
            found[scope] = Standing()
            continue
        lacking = unknown | ({key for key, n in counts[scope].items() if not n} if scope in early else set())
        told = {key: None if key in lacking else value for key, value in values[scope].items()}
        times = [at for at, _on in built[scope].values()]
        found[scope] = Standing(told, counts[scope], min(times), len(times), frozenset(lacking))
    return found


def _keeps_nothing(figures: Sequence[Figure], values: Mapping[str, Value], counts: Mapping[str, int]) -> bool:
    """Return whether nothing stands behind any of these figures; a state may count what is missing, and is 0 then."""
    return not any(counts[each.key] and not (each.is_state and not values[each.key]) for each in figures)


def _before_their_first_year(
    scopes: Sequence[str], built: Mapping[str, Mapping[str, tuple[datetime, date]]], period: Period
) -> set[str]:
    """Return those scopes of which no office kept anything yet in a period that was over when it was counted."""
    over = {scope: list(built[scope]) for scope in scopes if all(on not in period for _at, on in built[scope].values())}
    if not over:
        return set()
    first = first_years(office_codes={code for codes in over.values() for code in codes})
    years = {scope: [first[code] for code in codes if code in first] for scope, codes in over.items()}
    return {scope for scope, found in years.items() if found and period.start.year < min(found)}


def _built(scopes: Sequence[str], period: Period) -> dict[str, dict[str, tuple[datetime, date]]]:
    """Return when, and of which day, the facts of each office in each scope were built, from today's definitions; a
    scope without any is missing."""
    years = FactYear.objects.filter(year=period.start.year, on__gte=period.start, definitions=definitions_digest())
    of_office = {code: (at, on) for code, at, on in years.values_list("office_code", "built_at", "on")}
    found: dict[str, dict[str, tuple[datetime, date]]] = {}
    for scope in scopes:
        code = scope.removesuffix("*")
        if scope == NATION:
            within = dict(of_office)
        elif scope == code:
            within = {code: of_office[code]} if code in of_office else {}
        else:
            within = {other: each for other, each in of_office.items() if other.startswith(code)}
        if within:
            found[scope] = within
    return found
