"""What another method or threshold would change, seat by seat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .methods import Allocation


@dataclass(frozen=True)
class Change:
    """A district whose seats would fall otherwise: by party, how many more or fewer."""

    district: str
    gains: tuple[tuple[str, int], ...]


def changes(now: Mapping[str, Allocation], then: Mapping[str, Allocation]) -> tuple[Change, ...]:
    """Return the districts that differ, in the order of the file; open seats of a tie count for nobody."""
    found = []
    for district, given in now.items():
        other = then[district].seats
        parties = dict.fromkeys([*given.seats, *other])
        gains = tuple(
            (party, by) for party in parties for by in [other.get(party, 0) - given.seats.get(party, 0)] if by
        )
        if gains:
            found.append(Change(district, gains))
    return tuple(found)
