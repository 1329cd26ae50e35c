"""The index of the public satisfaction survey (SKM), in exact fractions until it is printed.

Law: PermenPANRB 14/2017: each of nine elements weighs one ninth, and the value of the service is 25 times the weighted
mean of answers from 1 to 4. The regulation prints two decimals and names no rule of rounding; we round once, at the
end, halves up. The weight 0.11 that many spreadsheets use adds up to 0.99 and gives one percent less.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CODES = tuple(f"U{number}" for number in range(1, 10))
LOWEST, HIGHEST = 1, 4
CONVERSION = 25
ROUNDED_WEIGHT = Fraction(11, 100)
HALF = Fraction(1, 2)
WEAKEST = 3


@dataclass(frozen=True)
class Band:
    """A grade of the service: `least` is the lowest converted value, of two decimals, that earns it."""

    letter: str
    performance: str
    least: Decimal


@dataclass(frozen=True)
class Element:
    """One of the nine elements: `mean` on the scale 1 to 4; `answered` is by how many, None where nobody said."""

    code: str
    mean: Fraction
    answered: int | None = None

    @property
    def converted(self) -> Fraction:
        """The mean on the scale 25 to 100."""
        return self.mean * CONVERSION


def index(elements: Sequence[Element]) -> Fraction:
    """Return the index on the scale 25 to 100, exact. elements: all nine, each once."""
    return sum((each.converted for each in elements), Fraction(0)) / len(CODES)


def compared(elements: Sequence[Element]) -> Fraction:
    """Return what the rounded weight 0.11 would give: only for a labelled comparison."""
    return sum((each.converted for each in elements), Fraction(0)) * ROUNDED_WEIGHT


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Return a value that is not negative with so many decimals, halves up."""
    scaled = int(value * 10**places + HALF)
    return Decimal(scaled).scaleb(-places)


def band_of(value: Fraction, bands: Sequence[Band]) -> Band:
    """Return the band of a converted value, judged by its two printed decimals.

    bands: in any order; the one with the highest limit that is reached. Raises: ValueError, below the lowest limit.
    """
    printed = rounded(value)
    reached = [band for band in bands if band.least <= printed]
    if not reached:
        raise ValueError(value)
    return max(reached, key=lambda band: band.least)


def weakest(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Return the three lowest elements, lowest first, and those that equal the third; none where all are equal."""
    ordered = sorted(elements, key=lambda each: (each.mean, each.code))
    if ordered[0].mean == ordered[-1].mean:
        return ()
    return tuple(each for each in ordered if each.mean <= ordered[WEAKEST - 1].mean and each.mean < ordered[-1].mean)


def target(population: int) -> int:
    """Return how many respondents a population needs (Krejcie and Morgan 1970), rounded to the nearest.

    population: users of the service in the period, 0 or more. Chi-square 3.841, proportion 0.5, error 0.05.
    """
    if population == 0:
        return 0
    chi, error = Fraction(3841, 1000), Fraction(5, 100)
    spread = chi / 4
    return int(spread * population / (error**2 * (population - 1) + spread) + HALF)


def of_values(values: Mapping[str, Fraction]) -> tuple[Element, ...]:
    """Return the elements whose means are given, all on one scale: 1 to 4, or 25 to 100. Raises: BadValue."""
    whole = [in_scale(value, LOWEST, HIGHEST) for value in values.values()]
    converted = not all(whole)
    low, high = (LOWEST * CONVERSION, HIGHEST * CONVERSION) if converted else (LOWEST, HIGHEST)
    for code, value in values.items():
        if not in_scale(value, low, high):
            raise BadValue(code, value, mixed=any(whole))
    return tuple(Element(code, values[code] / (CONVERSION if converted else 1)) for code in CODES)


def of_totals(totals: Mapping[str, Fraction], answered: Mapping[str, int]) -> tuple[Element, ...]:
    """Return the elements of which sums of answers are given, with how many answered each. Raises: BadTotal."""
    for code, total in totals.items():
        if not in_scale(total, LOWEST * answered[code], HIGHEST * answered[code]):
            raise BadTotal(code, total, answered[code])
    return tuple(Element(code, totals[code] / answered[code], answered[code]) for code in CODES)


def in_scale(value: Fraction, low: int, high: int) -> bool:
    """Return whether a value lies between two limits, both allowed."""
    return low <= value <= high


class BadValue(ValueError):
    """An element's value lies on no scale, or, if `mixed`, on another than the others."""

    code = "bad_value"

    def __init__(self, element: str, value: Fraction, *, mixed: bool) -> None:
        super().__init__(element, value)
        self.element, self.value, self.mixed = element, value, mixed


class BadTotal(ValueError):
    """So many respondents cannot have given this sum for an element with answers from 1 to 4."""

    code = "bad_total"

    def __init__(self, element: str, total: Fraction, answered: int) -> None:
        super().__init__(element, total, answered)
        self.element, self.total, self.answered = element, total, answered
