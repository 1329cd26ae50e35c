"""What measures come to, written down a second time from the values themselves."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.kernel.figures.rules.measures import Value


def median(values: Sequence[int]) -> Value:
    """Return the middle value, or the mean of the two middle ones; None for no values."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return Fraction(ordered[middle - 1] + ordered[middle], 2)


def slowest_tenth(values: Sequence[int]) -> Value:
    """Return the smallest value that nine tenths of the values do not exceed (nearest-rank 90th percentile)."""
    if not values:
        return None
    return sorted(values)[math.ceil(Fraction(9, 10) * len(values)) - 1]
