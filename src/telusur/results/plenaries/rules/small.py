"""Units with so few ballots that they would betray a voter stand in one column with their neighbours, in every copy of
a D form that the public gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.results.elections.rules.folding import LEVELS, ballots_of, folded, parted

from .sums import Column, added

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from telusur.results.elections.rules.folding import Folds
    from telusur.results.elections.rules.layout import Layout


def ballots(layout: Layout, column: Column) -> int:
    """Return how many ballots a column speaks of."""

    def number(place: int) -> int | None:
        return cell if (cell := column.values[place]) >= 0 else None

    sums = (number(layout.places[name]) for name in ("suara_sah", "suara_tidak_sah", "suara_total"))
    return ballots_of(map(number, layout.votes), *sums)


def together(
    layout: Layout, columns: Mapping[int, Column], *, least: int, groups: Iterable[Sequence[int]] = ()
) -> list[tuple[int, ...]]:
    """Return the polling stations of a plenary by code, each alone or with those that it is shown together with.

    groups: who stands together wherever the public sees them; what is small even so takes in the next smallest. Where
    all of them together are too small, they are one.
    """
    sizes = {code: ballots(layout, column) for code, column in columns.items()}
    parts = [[code for code in group if code in columns] for group in groups]
    taken = {code for part in parts for code in part}
    found = [*filter(None, parts), *([code] for code in sorted(columns) if code not in taken)]
    for level in LEVELS:
        found = [one for part in parted(found, level) for one in folded(part, sizes, least)]
    small = [one for one in found if sum(sizes[code] for code in one) < least]
    large = [tuple(sorted(one)) for one in found if one not in small]
    return sorted([*large, *([tuple(sorted(code for one in small for code in one))] if small else [])])


def withheld(*, place: int, whole: int, shown: Folds, least: int) -> bool:
    """Return whether the sum of the D form of a place that reads polling stations would tell what a small unit is: the
    public sees one of them only with those of another place, or not yet, or all of it is small. whole: its ballots."""
    span = 10 ** (13 - len(str(place)))
    inside = [{code // span == place for code in group} for group in shown.groups]
    waits = any(code // span == place for code in shown.waiting)
    return waits or any(len(one) > 1 for one in inside) or whole < least


def joined(layout: Layout, columns: Mapping[int, Column], group: tuple[int, ...]) -> Column:
    """Return the column of units shown together."""
    return columns[group[0]] if len(group) == 1 else added([columns[code] for code in group], layout.width)
