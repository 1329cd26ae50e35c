"""Figures of inequality, against sums done by hand and another construction of Gini's coefficient."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.results.seats.rules.disparity import Place, by_province, compare, weigh
from telusur.results.seats.rules.methods import Divisors

SAINTE_LAGUE = Divisors("sainte-lague", Fraction(1), Fraction(3), Fraction(2))
places = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 10**6)), min_size=1, max_size=12).map(
    lambda found: [Place(f"d{n}", "p", seats, people) for n, (seats, people) in enumerate(found)]
)


def test_the_price_of_a_seat_and_the_index_of_each_district():
    found = weigh([Place("satu", "p", 1, 100), Place("dua", "p", 3, 900)])
    assert found.price == 250
    assert found.index == {"satu": Fraction(2, 5), "dua": Fraction(6, 5)}
    assert found.malapportionment == Fraction(15, 100)
    assert found.max_min == 3
    assert found.variation == pytest.approx((((0.6**2) + 3 * 0.2**2) / 4) ** 0.5)
    assert found.beyond(Fraction(1, 4)) == ("satu",)


def test_exactly_the_margin_is_not_beyond_it():
    found = weigh([Place("satu", "p", 1, 80), Place("dua", "p", 1, 120)])
    assert found.beyond(Fraction(2, 10)) == ()
    assert found.beyond(Fraction(19, 100)) == ("satu", "dua")


@given(places=places)
def test_gini_is_half_the_mean_difference_between_two_seats(places):
    found = weigh(places)
    seats = [found.index[place.name] for place in places for _seat in range(place.seats)]
    apart = sum(abs(one - other) for one in seats for other in seats)
    assert found.gini == Fraction(apart) / (2 * len(seats) ** 2)


@given(places=places)
def test_equal_prices_and_nothing_else_give_nought(places):
    found = weigh(places)
    equal = len(set(found.index.values())) == 1
    assert (found.malapportionment == 0, found.gini == 0, found.max_min == 1) == (equal, equal, equal)


def test_a_district_without_seats_is_refused():
    with pytest.raises(ValueError, match="seats and people"):
        weigh([Place("satu", "p", 0, 100)])


def test_how_seats_follow_votes():
    found = compare({"A": 60, "B": 30, "C": 10}, {"A": 7, "B": 3}, passing=["A", "B"])
    assert found.gallagher == pytest.approx(0.1)
    assert found.gallagher_passing == pytest.approx(((2 / 3 - 0.7) ** 2) ** 0.5)
    assert found.loosemore_hanby == Fraction(1, 10)
    assert found.wasted == Fraction(1, 10)
    assert found.enep == 1 / Fraction(46, 100)
    assert found.enpp == 1 / Fraction(58, 100)


def test_provinces_are_given_seats_by_their_people():
    now, fair = by_province(
        [Place("satu", "p", 3, 100), Place("dua", "p", 3, 100), Place("tiga", "q", 4, 1000)], method=SAINTE_LAGUE
    )
    assert now == {"p": 6, "q": 4}
    assert fair.seats == {"p": 2, "q": 8}
