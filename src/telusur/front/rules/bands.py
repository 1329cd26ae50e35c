"""Into which band of a map's legend a number falls. The worst band is 1, the best 4; 0 is for what has no number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

NO_NUMBER = 0


class Measure(StrEnum):
    SHARE = "share"
    COUNT = "count"
    DONE = "done"


@dataclass(frozen=True)
class Band:
    """A band: its place in the legend, and the numbers in it, both ends included; `most` None has no end."""

    place: int
    least: int
    most: int | None


# In per cent: all, nine tenths, three quarters, less. In things that are late: none, two at most, five at most, more.
BANDS: dict[Measure, tuple[Band, ...]] = {
    Measure.SHARE: (Band(4, 100, None), Band(3, 90, 100), Band(2, 75, 90), Band(1, 0, 75)),
    Measure.COUNT: (Band(4, 0, 0), Band(3, 1, 2), Band(2, 3, 5), Band(1, 6, None)),
    Measure.DONE: (Band(4, 100, None), Band(3, 50, 100), Band(2, 1, 50), Band(1, 0, 1)),
}


def band_of(measure: Measure, value: int | Fraction | None) -> int:
    """Return the place of the band of a number; a share that is not whole falls below the next band's beginning."""
    if value is None:
        return NO_NUMBER
    bands: Sequence[Band] = BANDS[measure]
    if measure == Measure.COUNT:
        return next(band.place for band in bands if band.most is None or value <= band.most)
    return next(band.place for band in bands if value >= band.least)
