from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.letters.rules.letters import Cost
from telusur.kernel.letters.rules.numbering import BadPattern, check_pattern, letter_number


def test_the_number_carries_sequence_office_roman_month_and_year():
    number = letter_number("{number}/PPID/{office}/{month}/{year}", sequence=7, office_code="3673", on=date(2026, 4, 7))
    assert number == "007/PPID/3673/IV/2026"


@given(st.integers(1, 99999), st.integers(1, 99999), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_two_sequences_of_a_year_never_share_a_number(first, second, on):
    numbers = {letter_number("{number}-{year}", sequence=n, office_code="1", on=on) for n in (first, second)}
    assert len(numbers) == len({first, second})


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{number}",
        "{year}",
        "{number}/{year}/{secret}",
        "{number!r}{year}",
        "{number:>9}{year}",
        "{",
        "{number}{year}#let",
    ],
)
def test_a_pattern_that_could_repeat_or_leak_is_refused(pattern):
    with pytest.raises(BadPattern):
        check_pattern(pattern)


@given(*[st.integers(0, 10**6)] * 4)
def test_the_cost_is_the_sum_of_its_parts(copying, sheets, sending, other):
    cost = Cost(copying=copying, sheets=sheets, sending=sending, other=other)
    assert cost.total == copying * sheets + sending + other
