"""Small units are folded: a polling station with so few votes that they would betray a voter is shown only together
with the next smallest of its village, else with one of the next village of its district, else of its regency.

What no neighbour can cover yet waits: it is neither shown nor counted until one has arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

LEVELS: tuple[Callable[[int], int], ...] = (
    lambda code: code // 1000,  # village
    lambda code: code // 10**7,  # district
    lambda code: code // 10**9,  # regency
)


@dataclass(frozen=True)
class Folds:
    """groups: codes of stations shown only together, in order. waiting: codes of those not shown yet."""

    groups: tuple[tuple[int, ...], ...]
    waiting: frozenset[int]

    def group_of(self) -> dict[int, tuple[int, ...]]:
        """Return for each folded station the group it is shown in."""
        return {code: group for group in self.groups for code in group}


def ballots_of(votes: Iterable[int | None], valid: int | None, invalid: int | None, whole: int | None) -> int:
    """Return how many ballots a form speaks of, by the smallest of its own sums: where they differ, any of them may be
    the true one, and a unit that may be small is treated as small. None: an X, or what nobody read."""
    sums = [sum(each or 0 for each in votes) + (invalid or 0)]
    if valid is not None:
        sums.append(valid + (invalid or 0))
    if whole is not None:
        sums.append(whole)
    return min(sums)


def joined(places: Iterable[int], groups: Iterable[tuple[int, ...]], digits: int) -> list[tuple[int, ...]]:
    """Return the places of one level, each alone or with those it can only be shown together with, in order.

    digits: how many digits of a station's code stand below this level: 3 for villages, 7 for districts.
    """
    found = {place: {place} for place in places}
    for group in groups:
        touched = sorted({code // 10**digits for code in group})
        together = set().union(*(found.get(place, {place}) for place in touched))
        for place in together:
            found[place] = together
    return sorted({tuple(sorted(together)) for together in found.values()})


def parted(groups: Iterable[list[int]], part_of: Callable[[int], int]) -> list[list[list[int]]]:
    """Return the groups by the place they lie in; each lies within one, as smaller places were folded before."""
    parts: dict[int, list[list[int]]] = {}
    for group in groups:
        parts.setdefault(part_of(group[0]), []).append(group)
    return list(parts.values())


def folded(part: list[list[int]], ballots: Mapping[int, int], least: int) -> list[list[int]]:
    """Return the groups of one place after each small one took in its next smallest neighbour, the smallest first.

    Equally large neighbours: the next in the order of codes, the first again after the last.
    """
    groups = list(part)
    while len(groups) > 1:
        small = min(groups, key=lambda group: (_size(group, ballots), group[0]))
        if _size(small, ballots) >= least:
            break
        groups.remove(small)
        near = min(groups, key=lambda group: (away(small, group), _size(group, ballots), group[0]))
        near.extend(small)
        near.sort()
    return groups


def away(small: Sequence[int], other: Sequence[int]) -> int:
    """Return how far the village of another group lies behind that of this one; 0 in the same village."""
    here, there = small[0] // 1000, other[0] // 1000
    return 0 if {code // 1000 for code in small} & {code // 1000 for code in other} else (there - here) % 10**10


def _size(group: Iterable[int], ballots: Mapping[int, int]) -> int:
    return sum(ballots[code] for code in group)
