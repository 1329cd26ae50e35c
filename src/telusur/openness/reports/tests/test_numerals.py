"""Numbers in Indonesian words, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.reports.rules.numerals import LARGEST, from_words, in_words

WRITTEN = {
    0: "nol",
    8: "delapan",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    20: "dua puluh",
    100: "seratus",
    111: "seratus sebelas",
    1000: "seribu",
    1100: "seribu seratus",
    2024: "dua ribu dua puluh empat",
    11_000: "sebelas ribu",
    101_000: "seratus satu ribu",
    1_001_000: "satu juta seribu",
    15_000_000: "lima belas juta",
    3_000_000_001: "tiga miliar satu",
}


@pytest.mark.parametrize(("number", "words"), WRITTEN.items())
def test_numbers_are_written_as_schools_teach(number: int, words: str):
    assert (in_words(number), from_words(words)) == (words, number)


@given(number=st.integers(0, LARGEST))
def test_what_is_written_is_read_as_it_was(number):
    assert from_words(in_words(number)) == number
    assert from_words(in_words(number).upper().replace(" ", "-")) == number
    assert from_words(in_words(number).replace(" puluh", "puluh").replace(" belas", "belas")) == number


@given(one=st.integers(0, 10**9), other=st.integers(0, 10**9))
def test_no_two_numbers_are_written_alike(one, other):
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "orang",
        "dua tiga",
        "dua blas",
        "puluh",
        "belas",
        "nol dua",
        "dua ribu tiga juta",
        "lima puluh belas",
        "satu 2",
    ],
)
def test_what_is_no_number_is_not_read_as_one(words: str):
    assert from_words(words) is None
