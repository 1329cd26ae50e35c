"""What an office still owes: the time that ended last, and every time since its first, until it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .halves import HALVES

if TYPE_CHECKING:
    from collections.abc import Mapping

Half = tuple[int, int]


@dataclass(frozen=True)
class Owing:
    """first: by office, the first time it began anything for; done: (office, time). Times are whole numbers."""

    first: Mapping[int, int]
    done: frozenset[tuple[int, int]]

    def times(self, office_id: int, *, until: int) -> list[int]:
        """Return what the office owes up to `until`, oldest first."""
        first = min(self.first.get(office_id, until), until)
        return [each for each in range(first, until + 1) if (office_id, each) not in self.done]


def number_of_half(year: int, half: int) -> int:
    """Return a half year as a whole number: the next half year has the next one."""
    return year * len(HALVES) + half - 1


def half_of_number(number: int) -> Half:
    """Return (year, half)."""
    year, place = divmod(number, len(HALVES))
    return year, place + 1
