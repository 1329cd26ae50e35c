"""Figures read for an office and a period: from their rows, or from the facts where these are of now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from telusur.kernel.offices import selectors as offices

from ..rules.definitions import cells_in_order
from ..rules.facts import WHOLE, tallied
from ..rules.periods import Period, span
from ..rules.tallies import Tally, added
from .beginnings import beginnings, first_year, in_words, lies_ahead, note_of_first_year
from .defined import all_figures
from .facts import built_of, kept_months, kept_tallies
from .once import asked_once, one_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from ..rules.definitions import Dimension, Figure, Note, Row
    from ..rules.facts import CellKey, Tallied
    from ..rules.measures import Value
    from .beginnings import Beginning


@dataclass(frozen=True)
class Split:
    """A figure split by one dimension: (cell key, label, value, number of rows behind it)."""

    dimension: Dimension
    cells: Sequence[tuple[str, str, Value, int]]


@dataclass(frozen=True)
class Told:
    """A figure told for one office and period: its value, how many rows it was counted from, splits and notes.

    unknown: the period lies before the first year of which the office keeps anything.
    """

    figure: Figure
    period: Period
    value: Value
    count: int
    splits: Sequence[Split]
    notes: Sequence[Note]
    unknown: bool = field(default=False, kw_only=True)

    @property
    def printed(self) -> str:
        """The value as readers see it."""
        return in_words(figure=self.figure, value=self.value, unknown=self.unknown)

    def value_of(self, cell: CellKey) -> Value:
        """Return the value of a cell, or of all (`WHOLE`); of one that nobody named, that of no rows."""
        known = {(split.dimension.key, key): value for split in self.splits for key, _, value, _ in split.cells}
        nothing = None if self.value is None else self.figure.measure(Tally())
        return ({WHOLE: self.value} | known).get(cell, nothing)


@dataclass(frozen=True)
class Reading(Told):
    """A figure with the very rows that its value was computed from."""

    rows: Sequence[Row]


T = TypeVar("T", bound=Told)


@one_reading()
def read(*, figure: Figure, office_id: int, period: Period, on: date) -> Reading:
    """Read a figure: the value is computed from the very rows that the reading carries."""
    began = beginnings([figure]).get(figure.key)
    found = _reading(figure, period, figure.rows(office_id, period, on), on, began)
    office = asked_once(offices.office_by_id)(office_id=office_id)
    return _as_known(_with_asides([found], office_id, period, on), office.code, period, on)[0]


@one_reading()
def read_all(*, office_id: int, period: Period, on: date, keys: Iterable[str] | None = None) -> list[Reading]:
    """Read every figure (or those named) for one office and period. Figures that count the same rows share them."""
    figures = _named(keys)
    rows = {select: asked_once(select)(office_id, period, on) for select in {figure.rows for figure in figures}}
    began = beginnings(figures)
    found = [_reading(figure, period, rows[figure.rows], on, began.get(figure.key)) for figure in figures]
    return _with_asides(found, office_id, period, on)


@one_reading()
def tell_all(
    *,
    office_id: int,
    office_code: str,
    period: Period,
    on: date,
    keys: Iterable[str] | None = None,
    within: Period | None = None,
) -> list[Told]:
    """Tell every figure (or those named) without reading its rows where the facts are of now; from the rows otherwise.

    The numbers are those of `read_all`: facts are the tallies of the same rows, and stand for them only while nothing
    changed since they were built. within: a longer period that is told in the same reading: the rows of this one are
    then taken out of its rows by their day. Figures that tell a state cannot be told so.
    """
    figures = _named(keys)
    kept = kept_tallies(figures=figures, office_code=office_code, period=period, on=on)
    selected = {figure.rows for figure in figures if figure.key not in kept and figure.by_day is None}
    many = [figure for figure in figures if figure.key not in kept and figure.by_day is not None]
    months = told_by_month(figures=many, office_id=office_id, office_code=office_code, period=period, on=on)
    rows = {select: _selected(select, office_id, period, on, within) for select in selected}
    began = beginnings(figures)
    found: list[Told] = []
    for figure in figures:
        if figure.key in kept:
            tallies = kept[figure.key]
        elif figure.by_day is not None:
            tallies = _joined(months[figure.key])
        else:
            tallies = tallied(figure, rows[figure.rows])
        found.append(Told(figure, period, *_parts(figure, period, tallies, on, began.get(figure.key))))
    return _as_known(_with_asides(found, office_id, period, on), office_code, period, on)


def _as_known(found: Sequence[T], office_code: str, period: Period, on: date) -> list[T]:
    """Return what was told, without a value where the office kept nothing yet: that is unknown, which is not 0. Only a
    year that was counted once can be found to be so."""
    if on in period or not found or not all(map(_is_empty, found)):  # something was kept, so nothing told is unknown
        return list(found)
    counted = built_of(office_code, period.start.year) is not None
    first = first_year(office_code=office_code) if counted else None
    if first is None or period.start.year >= first:
        return list(found)
    return [_unknown(each, first) if each.figure.began is None and not each.count else each for each in found]


def _is_empty(told: Told) -> bool:
    """Return whether nothing stands behind what was told; a state may count what is missing, and is 0 then."""
    return not told.count or (told.figure.is_state and not told.value)


def _unknown(told: T, first: int) -> T:
    splits = [
        replace(each, cells=[(cell, label, None, 0) for cell, label, *_rest in each.cells]) for each in told.splits
    ]
    notes = [note_of_first_year(first)]
    said = replace(told, value=None, count=0, splits=splits, notes=notes, unknown=True)
    return replace(said, rows=()) if isinstance(said, Reading) else said


def _selected(
    select: Callable[[int, Period, date], Sequence[Row]],
    office_id: int,
    period: Period,
    on: date,
    within: Period | None,
) -> Sequence[Row]:
    if within is not None:
        longer = asked_once(select)(office_id, within, on)
        if all(row.day is not None for row in longer):
            return [row for row in longer if row.day is not None and row.day in period]
    return asked_once(select)(office_id, period, on)


def _with_asides(found: Sequence[T], office_id: int, period: Period, on: date) -> list[T]:
    """Return what was told with the notes on what stands beside it; figures that share them ask once."""
    said = {
        ask: asked_once(ask)(office_id, period, on) for ask in {each.figure.aside for each in found} if ask is not None
    }
    return [
        replace(each, notes=[*each.notes, *said[each.figure.aside]]) if each.figure.aside else each for each in found
    ]


def tell(*, figure: Figure, period: Period, months: Mapping[Period, Tallied], on: date) -> Told:
    """Tell a figure of what it comes to in each month of a period (see `told_by_month`)."""
    began = beginnings([figure]).get(figure.key)
    return Told(figure, period, *_parts(figure, period, _joined(months), on, began))


def told_by_month(
    *, figures: Sequence[Figure], office_id: int, office_code: str, period: Period, on: date
) -> dict[str, dict[Period, Tallied]]:
    """Return what figures with `by_day` come to in each month of a period, by key; a month without any is missing.

    Months whose facts stand are told from them, the rest is added up by the database.
    """
    live = [figure for figure in figures if figure.live]
    until, kept = kept_months(figures=live, office_code=office_code, period=period) if live else (period.start, {})
    found: dict[str, dict[Period, Tallied]] = {}
    for figure in figures:
        months = {month: dict(cells) for month, cells in kept.get(figure.key, {}).items()}
        rest = Period(until if figure.key in kept else period.start, period.end)
        daily = figure.by_day(office_id, rest, on) if figure.by_day and rest.start < rest.end else {}
        days: dict[Period, dict[date, Tallied]] = {}
        for day, cells in daily.items():
            days.setdefault(span(day.year, day.month, 1), {})[day] = cells
        found[figure.key] = months | {month: _joined(each) for month, each in days.items()}
    return found


def _joined(parts_of: Mapping[Any, Mapping[CellKey, Tally]]) -> dict[CellKey, Tally]:
    """Return what the tallies of several days or months come to."""
    parts: dict[CellKey, list[Tally]] = {}
    for part in parts_of.values():
        for cell, each in part.items():
            parts.setdefault(cell, []).append(each)
    return {cell: added(each) for cell, each in parts.items()}


def _named(keys: Iterable[str] | None) -> list[Figure]:
    wanted = set(keys) if keys is not None else None
    return [figure for figure in all_figures() if wanted is None or figure.key in wanted]


def _reading(figure: Figure, period: Period, rows: Sequence[Row], on: date, began: Beginning | None) -> Reading:
    return Reading(figure, period, *_parts(figure, period, tallied(figure, rows), on, began), rows)


def _parts(
    figure: Figure, period: Period, tallies: Tallied, on: date, began: Beginning | None
) -> tuple[Value, int, Sequence[Split], Sequence[Note]]:
    whole = tallies.get(WHOLE, Tally())

    def known(dimension: Dimension, cell: str) -> bool:
        counted = began is None or began.knows_cell(period, dimension, cell)
        return counted and not lies_ahead(period, dimension, cell, on=on)

    splits = [Split(dimension, _cells(figure, dimension, tallies, known)) for dimension in figure.dimensions]
    notes = list(figure.notes(tallies, on)) if figure.notes and whole.n else []
    if began is not None and (note := began.note(period)):
        notes.insert(0, note)
    value = figure.measure(whole) if began is None or began.knows(period) else None
    return value, whole.n, splits, notes


def _cells(
    figure: Figure, dimension: Dimension, tallies: Mapping[CellKey, Tally], known: Callable[[Dimension, str], bool]
) -> list[tuple[str, str, Value, int]]:
    """Return the cells of a split: (cell, label, value, rows); what is not `known` has no value."""
    behind = {cell: each for (key, cell), each in tallies.items() if key == dimension.key and (key, cell) != WHOLE}
    found = []
    for cell in cells_in_order(dimension, behind):
        each = behind.get(cell, Tally())
        label = str(dimension.labels.get(cell, cell or "–"))
        found.append((cell, label, figure.measure(each) if known(dimension, cell) else None, each.n))
    return found


def shows_split(*, split: Split, period: Period, on: date, officer: bool) -> bool:
    """Return whether a split may be shown: the public sees a personal attribute for whole years that are over only.

    A month beside its year would be a table that crosses the attribute with time, and small months name people. So
    would a year that still runs: who looks every day sees what each newcomer adds.
    """
    return officer or not split.dimension.personal or (period.is_year and period.end <= on)
