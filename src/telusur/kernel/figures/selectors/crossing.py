"""A year's figure split by a personal attribute and by quarter, with small cells hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..rules.facts import needs_values
from ..rules.periods import span
from ..rules.small_cells import hidden
from .reading import tell_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..rules.definitions import Dimension, Figure
    from ..rules.periods import Period
    from .reading import Told

QUARTERS = (1, 4, 7, 10)


@dataclass(frozen=True)
class Crossed:
    """A crossed table. rows: (label, numbers by column, None where hidden, and their sum); sums: of the columns."""

    figure: Figure
    dimension: Dimension
    columns: Sequence[Period]
    rows: Sequence[tuple[str, Sequence[int | None], int]]
    sums: Sequence[int]

    @property
    def hides(self) -> bool:
        return any(number is None for _label, numbers, _sum in self.rows for number in numbers)


def crossed_by_quarter(
    *, told: Sequence[Told], office_id: int, office_code: str, period: Period, on: date
) -> dict[tuple[str, str], Crossed]:
    """Return the crossed table of each figure and personal attribute of a year, by their keys; none of a
    shorter time, and none of a year that still runs (see `shows_split`).

    told: the figures of that year. Only of counts: what is no count does not add up over quarters.
    """
    figures = [each.figure for each in told if any(dimension.personal for dimension in each.figure.dimensions)]
    keys = [figure.key for figure in figures if not needs_values(figure) and not figure.is_state]
    if not period.is_year or period.end > on or not keys:
        return {}
    columns = [span(period.start.year, month, 3) for month in QUARTERS]
    found: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    labels: dict[tuple[str, str], dict[str, str]] = {}
    for column in columns:
        asked = tell_all(office_id=office_id, office_code=office_code, period=column, on=on, keys=keys, within=period)
        for each in asked:
            for split in each.splits:
                table = found.setdefault((each.figure.key, split.dimension.key), {})
                names = labels.setdefault((each.figure.key, split.dimension.key), {})
                for cell, label, _value, number in split.cells:
                    table[cell, column.key] = number
                    names[cell] = label
    return {
        (figure.key, dimension.key): _crossed(
            figure, dimension, columns, found[figure.key, dimension.key], labels[figure.key, dimension.key]
        )
        for figure in figures
        if figure.key in keys
        for dimension in figure.dimensions
        if dimension.personal
    }


def _crossed(
    figure: Figure,
    dimension: Dimension,
    columns: Sequence[Period],
    table: dict[tuple[str, str], int],
    labels: dict[str, str],
) -> Crossed:
    sums = {cell: sum(table.get((cell, column.key), 0) for column in columns) for cell in labels}
    cells = [cell for cell in labels if sums[cell]]
    kept_back = hidden(table, rows=cells, columns=[column.key for column in columns])

    def number(cell: str, column: Period) -> int | None:
        return None if (cell, column.key) in kept_back else table.get((cell, column.key), 0)

    return Crossed(
        figure,
        dimension,
        columns,
        [(labels[cell], [number(cell, column) for column in columns], sums[cell]) for cell in cells],
        [sum(table.get((cell, column.key), 0) for cell in cells) for column in columns],
    )
