"""How a number changed, in words that agree with the printed numbers."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.front.rules.change import Direction, change
from telusur.kernel.figures.rules.measures import printed

NUMBERS = st.integers(0, 5000) | st.fractions(0, 100, max_denominator=40)


@settings(max_examples=50)
@given(now=NUMBERS, before=NUMBERS)
def test_whoever_subtracts_the_printed_numbers_finds_the_change(now, before):
    moved = change(now=now, before=before)
    said = [Fraction(printed(each).replace(".", "").replace(",", ".")) for each in (now, before)]
    assert moved.by == abs(said[0] - said[1])
    assert moved.direction == (
        Direction.UP if said[0] > said[1] else Direction.DOWN if said[0] < said[1] else Direction.SAME
    )


def test_what_does_not_exist_is_not_compared():
    assert change(now=None, before=3).direction == Direction.UNKNOWN
    assert change(now=3, before=None).direction == Direction.UNKNOWN
