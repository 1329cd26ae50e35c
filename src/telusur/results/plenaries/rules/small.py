"""Units with so few ballots that they would betray a voter stand in one column with their neighbours, in every copy of
a D form that the public gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.results.elections.rules.folding import folds
from telusur.results.elections.rules.layout import told

from .sums import Column, added

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telusur.results.elections.rules.layout import Layout


def ballots(layout: Layout, column: Column) -> int:
    """Return how many ballots a column speaks of, by the largest of its own sums."""

    def number(place: int) -> int:
        return told(column.values[place]) or 0

    valid, invalid, whole = (number(layout.places[name]) for name in ("suara_sah", "suara_tidak_sah", "suara_total"))
    return max(sum(map(number, layout.votes)), valid + invalid, whole)


def together(layout: Layout, columns: Mapping[int, Column], *, least: int) -> list[tuple[int, ...]]:
    """Return the polling stations of a plenary by code, each alone or with those that it is shown together with.

    Where all of them together are too small, they are one.
    """
    found = folds({code: ballots(layout, column) for code, column in columns.items()}, least=least)
    groups = [tuple(group) for group in found.groups]
    if found.waiting:
        groups.append(tuple(sorted(found.waiting)))
    folded = {code for group in groups for code in group}
    return sorted([*groups, *((code,) for code in columns if code not in folded)])


def joined(layout: Layout, columns: Mapping[int, Column], group: tuple[int, ...]) -> Column:
    """Return the column of units shown together."""
    return columns[group[0]] if len(group) == 1 else added([columns[code] for code in group], layout.width)
