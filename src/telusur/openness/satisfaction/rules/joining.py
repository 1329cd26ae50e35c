"""Months with few answers stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


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
