"""Numbers in Indonesian words, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.reports.rules.numerals import (
    LARGEST,
    from_words,
    in_words,
    is_misspelt,
    is_of_numerals,
    one_by_one,
)

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


@pytest.mark.parametrize(
    ("words", "number", "misspelt"),
    [
        ("tiga pulu", 30, True),
        ("tiga puluhh", 30, True),
        ("seratus dua velas", 112, True),
        ("tiga puluh", 30, False),
        ("tiga pulu", 31, False),
        ("dua ibu", 2, False),
        ("dua ibu", 2000, True),
        ("tuga pula", 30, False),
        ("lima", 5, False),
    ],
)
def test_a_misspelt_number_is_one_letter_from_its_own_words(words: str, number: int, misspelt):
    assert is_misspelt(words, number) == misspelt


@given(number=st.integers(20, LARGEST), letter=st.integers(0, 200))
def test_a_letter_left_out_of_a_number_is_seen(number, letter):
    words = in_words(number)
    at = letter % len(words)
    left_out = words[:at] + words[at + 1 :]
    if (
        words[at] != " "
        and " " in words
        and from_words(left_out) is None
        and len(left_out.split()) == len(words.split())
    ):
        assert is_misspelt(left_out, number)


def test_words_of_numbers_in_any_order_and_digits_one_by_one_are_known():
    assert is_of_numerals("empat belas lima")
    assert not is_of_numerals("empat belas orang")
    assert (one_by_one("nol satu dua"), one_by_one("dua puluh"), one_by_one("")) == ("012", "", "")
