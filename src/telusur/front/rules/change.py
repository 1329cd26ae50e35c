"""By how much a number changed from one period to the next, for the eye: plain values in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telusur.kernel.figures.rules.measures import Value

TENTH = Fraction(1, 10)


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Change:
    """Where a number went, and by how much: never negative, in the number's own unit, rounded as it is printed."""

    direction: Direction
    by: Fraction


def change(*, now: Value, before: Value) -> Change:
    """Return how `now` differs from `before`; unknown where one of them does not exist.

    The difference is that of the printed numbers, of one decimal at most, so that a reader who subtracts agrees.
    """
    if now is None or before is None:
        return Change(Direction.UNKNOWN, Fraction(0))
    by = _printed(now) - _printed(before)
    if not by:
        return Change(Direction.SAME, Fraction(0))
    return Change(Direction.UP if by > 0 else Direction.DOWN, abs(by))


def _printed(value: int | Fraction) -> Fraction:
    return round(Fraction(value) / TENTH) * TENTH
