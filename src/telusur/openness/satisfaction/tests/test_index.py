"""The index by its regulation: exact ninths, bands without holes, and the sample of Krejcie and Morgan."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.satisfaction import selectors
from telusur.openness.satisfaction.rules import index as skm

DAY = date(2026, 3, 16)
BANDS = selectors.bands(on=DAY)
BANTEN = ("94", "93.1", "92.6", "97.3", "93.8", "94", "93.8", "92.6", "93.5")
SERANG = (105, 101, 100, 116, 102, 105, 106, 105, 115)
# Of the printed table of Krejcie and Morgan, Educational and Psychological Measurement 30 (1970), page 608.
PRINTED = {
    10: 10,
    15: 14,
    20: 19,
    50: 44,
    100: 80,
    200: 132,
    500: 217,
    1000: 278,
    5000: 357,
    10000: 370,
    75000: 382,
    10**6: 384,
}

sheets = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=60)


def coded(values) -> dict[str, Fraction]:
    return {code: Fraction(value) for code, value in zip(skm.CODES, values, strict=True)}


def from_totals(sheet) -> tuple[skm.Element, ...]:
    totals = coded(map(sum, zip(*sheet, strict=True)))
    return skm.of_totals(totals, dict.fromkeys(skm.CODES, len(sheet)))


def test_nine_published_values_give_the_published_mean():
    elements = skm.of_values(coded(BANTEN))
    assert skm.rounded(skm.index(elements)) == Decimal("93.86")
    assert skm.band_of(skm.index(elements), BANDS).letter == "A"
    assert skm.rounded(skm.compared(elements)) == Decimal("92.92")


def test_sums_of_29_respondents_are_weighed_by_ninths_and_not_by_hundredths():
    elements = skm.of_totals(coded(SERANG), dict.fromkeys(skm.CODES, 29))
    assert skm.rounded(skm.index(elements)) == Decimal("91.48")
    assert skm.rounded(skm.compared(elements)) == Decimal("90.56")


@given(sheet=sheets)
def test_the_index_is_the_share_of_the_points_that_could_be_given(sheet):
    points = sum(sum(row) for row in sheet)
    oracle = Decimal(100 * points) / Decimal(4 * 9 * len(sheet))  # 28 digits: no two sums of this size meet a half
    assert skm.rounded(skm.index(from_totals(sheet))) == oracle.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(sheet=sheets)
def test_the_order_of_respondents_and_the_scale_change_nothing(sheet):
    elements = from_totals(sheet)
    assert from_totals(sheet[::-1]) == elements
    converted = skm.of_values({each.code: each.converted for each in elements})
    assert [each.mean for each in converted] == [each.mean for each in elements]


@given(hundredths=st.integers(2500, 10000))
def test_every_printed_value_has_exactly_one_band(hundredths):
    value = Fraction(hundredths, 100)
    letters = [band.letter for band in BANDS if band.least <= skm.rounded(value)]
    assert skm.band_of(value, BANDS).letter == min(letters)


@pytest.mark.parametrize(
    ("value", "letter"),
    [("88.31", "A"), ("88.305", "A"), ("88.3049", "B"), ("76.61", "B"), ("76.60", "C"), ("65", "C"), ("64.99", "D")],
)
def test_a_band_is_judged_by_the_two_decimals_that_are_printed(value: str, letter: str):
    assert skm.band_of(Fraction(value), BANDS).letter == letter


@given(value=st.fractions(0, 1000))
def test_rounding_once_agrees_with_decimal_arithmetic(value):
    oracle = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert abs(skm.rounded(value) - oracle) <= (Decimal("0.01") if value.denominator > 10**20 else Decimal(0))


@pytest.mark.parametrize(("population", "wanted"), PRINTED.items())
def test_the_sample_is_that_of_the_printed_table(population: int, wanted: int):
    assert skm.target(population) == wanted


@given(population=st.integers(0, 10**7))
def test_a_sample_is_never_larger_than_those_it_stands_for_and_never_shrinks(population):
    assert skm.target(population) <= population
    assert skm.target(population) <= skm.target(population + 1)


def test_the_weakest_are_the_lowest_three_and_their_equals():
    assert [each.code for each in skm.weakest(skm.of_values(coded(BANTEN)))] == ["U3", "U8", "U2"]
    assert skm.weakest(skm.of_values(coded([3] * 9))) == ()
    low = skm.of_values(coded([4, 3, 3, 3, 3, 4, 4, 4, 4]))
    assert [each.code for each in skm.weakest(low)] == ["U2", "U3", "U4", "U5"]


@pytest.mark.parametrize(("values", "code", "mixed"), [([3] * 8 + [94], "U1", True), ([94] * 8 + [101], "U9", False)])
def test_a_value_of_no_scale_is_named(values, code, mixed):
    with pytest.raises(skm.BadValue) as caught:
        skm.of_values(coded(values))
    assert (caught.value.element, caught.value.mixed) == (code, mixed)


def test_a_sum_nobody_can_have_given_is_named():
    with pytest.raises(skm.BadTotal) as caught:
        skm.of_totals(coded([*SERANG[:8], 117]), dict.fromkeys(skm.CODES, 29))
    assert (caught.value.element, caught.value.total) == ("U9", 117)


def test_the_nine_elements_and_four_bands_are_in_force():
    assert tuple(selectors.elements(on=DAY)) == skm.CODES
    assert [band.letter for band in BANDS] == ["A", "B", "C", "D"]
