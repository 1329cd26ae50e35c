"""Counts of people, with small ones hidden so that no sum reveals them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def hidden_cells(counts: Mapping[str, int], *, least: int) -> frozenset[str]:
    """Return the keys to hide in a table whose total is shown: those from 1 to `least` - 1 and one more.

    The one more is the smallest that is large enough, so that the sum of what is hidden is no small number. Where no
    cell is large enough, all are hidden, the empty ones too.
    """
    small = {key for key, count in counts.items() if 0 < count < least}
    if not small:
        return frozenset()
    large = sorted((count, key) for key, count in counts.items() if count >= least)
    return frozenset(small | {large[0][1]}) if large else frozenset(counts)


def shown(counts: Mapping[str, int], *, least: int) -> dict[str, int | None]:
    """Return the counts with None for what is hidden."""
    hidden = hidden_cells(counts, least=least)
    return {key: None if key in hidden else count for key, count in counts.items()}


def joined_months(counts: Sequence[int], *, least: int) -> list[range]:
    """Return which neighbouring months stand together so that each group has `least` answers or none at all.

    counts: answers by month, in order. Where all months together have fewer, they are one group.
    """
    groups: list[range] = []
    start = 0
    for place in range(len(counts)):
        here = sum(counts[start : place + 1])
        if here >= least:
            groups.append(range(start, place + 1))
            start = place + 1
    rest = range(start, len(counts))
    if not rest:
        return groups
    if not groups or not sum(counts[place] for place in rest):
        return [*groups, rest]
    return [*groups[:-1], range(groups[-1].start, rest.stop)]
