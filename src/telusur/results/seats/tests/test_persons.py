"""Who takes the seats, and how many women a list must name."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.results.seats.rules.persons import Candidate, balance, elect, women_needed

SHARE = Fraction("0.30")


def names(*votes: int) -> list[Candidate]:
    return [Candidate(number, each) for number, each in enumerate(votes, 1)]


def numbers(candidates) -> list[int]:
    return [each.number for each in candidates]


def test_the_most_votes_take_the_seats():
    assert numbers(elect(names(10, 40, 20, 30), seats=2).candidates) == [2, 4]


def test_equal_votes_at_the_last_seat_are_shown_and_nobody_is_preferred():
    found = elect(names(10, 40, 20, 20, 20), seats=3)
    assert (numbers(found.candidates), numbers(found.tied), found.tied_seats) == ([2], [3, 4, 5], 2)


def test_equal_votes_above_the_last_seat_are_no_tie():
    found = elect(names(20, 20, 5), seats=2)
    assert (numbers(found.candidates), found.tied) == ([1, 2], ())


def test_a_list_that_is_too_short_leaves_seats_vacant():
    assert elect(names(1), seats=3).vacant == 2


@given(votes=st.lists(st.integers(0, 6), max_size=9), seats=st.integers(0, 9))
def test_every_seat_goes_to_somebody_is_tied_or_is_vacant(votes, seats):
    found = elect(names(*votes), seats=seats)
    assert len(found.candidates) + found.tied_seats + found.vacant == seats
    assert not found.tied or len(found.tied) > found.tied_seats


@pytest.mark.parametrize(
    ("candidates", "needed"),
    [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 3), (8, 3), (9, 3), (10, 3), (11, 4), (12, 4)],
)
def test_thirty_percent_are_rounded_up(candidates, needed):
    assert women_needed(candidates, share=SHARE) == needed


def test_each_three_names_hold_a_woman():
    line = [Candidate(n, 0, n in {1, 2, 3}) for n in range(1, 8)]
    found = balance(line, share=SHARE, group=3)
    assert (found.women, found.needed, found.groups_without, found.enough) == (3, 3, (2,), False)
    assert balance([*line[:3], Candidate(4, 0, woman=True)], share=SHARE, group=3).enough


def test_a_person_whose_sex_is_not_known_counts_as_no_woman():
    found = balance([Candidate(1, 0), Candidate(2, 0, woman=False)], share=SHARE, group=3)
    assert (found.women, found.unknown, found.enough) == (0, 1, False)
