"""What a measure sees of rows: how many there are, and how often each value occurs among them.

Tallies add up. That is why the tallies of single days, kept as facts, give every month, year and set of offices the
very number that its rows give, also where the number is a median or counts people once.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .measures import Value


class Valued(Protocol):
    """Anything that brings a value, such as a row."""

    @property
    def value(self) -> int | None: ...


@dataclass(frozen=True)
class Unit:
    """One row of a tally: nothing is known of it but its value."""

    value: int | None


@dataclass(frozen=True)
class Tally:
    """n: how many rows. values: how often each value occurs; rows without a value are in `n` alone."""

    n: int = 0
    values: Mapping[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return self.n

    def __iter__(self) -> Iterator[Unit]:
        """Yield a unit for each row, the lowest value first, those without a value last."""
        for value, times in sorted(self.values.items()):
            yield from (Unit(value) for _ in range(times))
        yield from (Unit(None) for _ in range(self.unvalued))

    @property
    def unvalued(self) -> int:
        """How many rows bring no value."""
        return self.n - sum(self.values.values())


def tally(rows: Iterable[Valued]) -> Tally:
    """Return the tally of rows."""
    found = Counter(row.value for row in rows)
    return Tally(found.total(), {value: times for value, times in found.items() if value is not None})


def added(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of all the rows behind `tallies`."""
    n, values = 0, Counter[int]()
    for each in tallies:
        n += each.n
        for value, times in each.values.items():
            values[value] += times
    return Tally(n, dict(values))


def count(rows: Tally) -> Value:
    return rows.n


def count_distinct(rows: Tally) -> Value:
    """Return how many different things the rows name as their value (people behind requests)."""
    return len(rows.values) + bool(rows.unvalued)


def total(rows: Tally) -> Value:
    """Return the sum of the values."""
    return sum(value * times for value, times in rows.values.items())


def share_of_ones(rows: Tally) -> Value:
    """Return which part of all rows brings the value 1, in per cent, exactly; None where there are no rows."""
    return Fraction(100 * rows.values.get(1, 0), rows.n) if rows.n else None


def median_value(rows: Tally) -> Value:
    """Return the middle value, or the mean of the two middle ones; None for no values."""
    valued = sum(rows.values.values())
    if not valued:
        return None
    low, high = _ranked(rows, (valued + 1) // 2), _ranked(rows, valued // 2 + 1)
    return low if low == high else Fraction(low + high, 2)


def mean_value(rows: Tally) -> Value:
    """Return the mean of the values, exactly; None for no values."""
    valued = sum(rows.values.values())
    return Fraction(sum(value * times for value, times in rows.values.items()), valued) if valued else None


def longest_value(rows: Tally) -> Value:
    """Return the greatest value; None for no values."""
    return max(rows.values, default=None)


def slowest_tenth_value(rows: Tally) -> Value:
    """Return the smallest value that nine tenths of the values do not exceed (nearest-rank 90th percentile)."""
    valued = sum(rows.values.values())
    return _ranked(rows, math.ceil(Fraction(9, 10) * valued)) if valued else None


def _ranked(rows: Tally, rank: int) -> int:
    """Return the value at this place, from 1, among all values in order."""
    passed = 0
    for value, times in sorted(rows.values.items()):
        passed += times
        if passed >= rank:
            return value
    raise IndexError(rank)
