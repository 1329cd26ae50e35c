"""Figures read from their rows: the value is computed from the very rows that the reading carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..rules.definitions import cells, rows_of_cell
from .defined import all_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ..rules.definitions import Dimension, Figure, Note, Row
    from ..rules.measures import Value
    from ..rules.periods import Period


@dataclass(frozen=True)
class Split:
    """A figure split by one dimension: (cell key, label, value, rows behind it)."""

    dimension: Dimension
    cells: Sequence[tuple[str, str, Value, int]]


@dataclass(frozen=True)
class Reading:
    """A figure read for one office and period: its value, the rows it was counted from, its splits and its notes."""

    figure: Figure
    period: Period
    value: Value
    rows: Sequence[Row]
    splits: Sequence[Split]
    notes: Sequence[Note] = ()


def read(*, figure: Figure, office_id: int, period: Period, on: date) -> Reading:
    """Read a figure: the value is computed from the very rows that the reading carries."""
    return _reading(figure, period, figure.rows(office_id, period, on), on)


def _reading(figure: Figure, period: Period, rows: Sequence[Row], on: date) -> Reading:
    splits = [Split(dimension, _cells(figure, dimension, rows)) for dimension in figure.dimensions]
    notes = figure.notes(rows, on) if figure.notes else ()
    return Reading(figure, period, figure.value_of(rows), rows, splits, notes)


def _cells(figure: Figure, dimension: Dimension, rows: Sequence[Row]) -> list[tuple[str, str, Value, int]]:
    values = cells(figure, dimension, rows)
    return [
        (cell, str(dimension.labels.get(cell, cell or "–")), value, len(rows_of_cell(rows, dimension.key, cell)))
        for cell, value in values.items()
    ]


def read_all(*, office_id: int, period: Period, on: date, keys: Iterable[str] | None = None) -> list[Reading]:
    """Read every figure (or those named) for one office and period. Figures that count the same rows share them."""
    wanted = set(keys) if keys is not None else None
    figures = [figure for figure in all_figures() if wanted is None or figure.key in wanted]
    rows = {select: select(office_id, period, on) for select in {figure.rows for figure in figures}}
    return [_reading(figure, period, rows[figure.rows], on) for figure in figures]


def shows_split(*, split: Split, period: Period, officer: bool) -> bool:
    """Return whether a split may be shown: the public sees a personal attribute for whole years only.

    A month beside its year would be a table that crosses the attribute with time, and small months name people.
    """
    return officer or not split.dimension.personal or period.is_year
