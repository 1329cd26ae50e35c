"""Seats of one district, against a construction of another kind and against what every fair method keeps."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.results.seats.rules.methods import Divisors, Quota, allocate, passing

SAINTE_LAGUE = Divisors("sainte-lague", Fraction(1), Fraction(3), Fraction(2))
NORDIC = Divisors("sainte-lague-1.4", Fraction(14, 10), Fraction(3), Fraction(2))
DHONDT = Divisors("dhondt", Fraction(1), Fraction(2), Fraction(1))
HARE = Quota("hare")
AVERAGES = [SAINTE_LAGUE, NORDIC, DHONDT]
METHODS = [*AVERAGES, HARE]

ballots = st.dictionaries(st.sampled_from("ABCDEFGHIJ"), st.integers(0, 400_000), min_size=1)
close_ballots = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 12), min_size=1)
houses = st.integers(0, 25)


def by_search(votes: dict[str, int], seats: int, method: Divisors) -> dict[str, int] | None:
    """The other construction: a price of a seat such that every party, rounded at the method's marks, buys all of them.

    A party with v votes gets as many seats as it has divisors d with v / d above the price. Prices are tried by halving
    until one gives the number of seats; where equal quotients stand at the last seat, no price does.
    """
    low, high = Fraction(0), Fraction(max(votes.values(), default=0) + 1)

    def bought(price: Fraction) -> dict[str, int]:
        if price == 0:
            return {party: seats + 1 if number else 0 for party, number in votes.items()}
        held = {}
        for party, number in votes.items():
            held[party] = 0
            while held[party] <= seats and Fraction(number) / method.divisor(held[party]) > price:
                held[party] += 1
        return held

    if seats == 0:
        return dict.fromkeys(votes, 0)
    for _step in range(90):
        middle = (low + high) / 2
        found = bought(middle)
        if sum(found.values()) == seats:
            return found
        low, high = (middle, high) if sum(found.values()) > seats else (low, middle)
    return None


@pytest.mark.parametrize("method", AVERAGES, ids=lambda each: each.name)
@given(votes=st.one_of(ballots, close_ballots), seats=houses)
def test_highest_averages_agree_with_a_search_for_the_price_of_a_seat(method, votes, seats):
    found, other = allocate(votes, seats=seats, method=method), by_search(votes, seats, method)
    assert (found.seats if found.tie is None else None) == other


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.name)
@given(votes=st.one_of(ballots, close_ballots), seats=houses)
def test_every_seat_is_given_once_or_shown_as_tied(method, votes, seats):
    found = allocate(votes, seats=seats, method=method)
    assert sum(found.seats.values()) + found.open_seats == seats
    assert sorted(award.party for award in found.order) == sorted(p for p, n in found.seats.items() for _ in range(n))
    assert all(earlier.claim >= later.claim for earlier, later in pairwise(found.order))


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.name)
@given(votes=close_ballots, seats=houses)
def test_a_tie_is_more_equal_claims_than_seats(method, votes, seats):
    tie = allocate(votes, seats=seats, method=method).tie
    if tie is not None and tie.parties:
        assert len(tie.parties) > tie.seats
        held = allocate(votes, seats=seats, method=method).seats
        total = sum(votes.values())
        claims = {p: method.claim(votes[p], held[p], total=total, seats=seats) for p in votes if votes[p]}
        assert {p for p in claims if claims[p] == max(claims.values())} == set(tie.parties)


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.name)
@given(votes=st.one_of(ballots, close_ballots), seats=houses, data=st.data())
def test_the_order_of_parties_decides_nothing(method, votes, seats, data):
    names = data.draw(st.permutations(sorted(votes)))
    shuffled = allocate({name: votes[name] for name in names}, seats=seats, method=method)
    straight = allocate(votes, seats=seats, method=method)
    assert (shuffled.seats, shuffled.tie) == (straight.seats, straight.tie)


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.name)
@given(votes=st.one_of(ballots, close_ballots), seats=houses, data=st.data())
def test_the_names_of_parties_decide_nothing(method, votes, seats, data):
    new = dict(zip(sorted(votes), data.draw(st.permutations(sorted(votes))), strict=True))
    renamed = allocate({new[name]: number for name, number in votes.items()}, seats=seats, method=method)
    straight = allocate(votes, seats=seats, method=method)
    assert renamed.seats == {new[name]: number for name, number in straight.seats.items()}


@pytest.mark.parametrize("method", AVERAGES, ids=lambda each: each.name)
@given(votes=ballots, seats=houses)
def test_one_more_seat_costs_nobody_a_seat(method, votes, seats):
    fewer, more = (allocate(votes, seats=number, method=method) for number in (seats, seats + 1))
    assert all(more.seats[party] >= fewer.seats[party] for party in votes)


def test_hare_may_take_a_seat_from_a_party_when_the_house_grows():
    votes = {"A": 6, "B": 6, "C": 2}
    assert allocate(votes, seats=10, method=HARE).seats["C"] == 2
    assert allocate(votes, seats=11, method=HARE).seats["C"] == 1


@given(votes=ballots, seats=houses)
def test_hare_gives_a_partys_whole_quotas_and_at_most_one_seat_more(votes, seats):
    found, total = allocate(votes, seats=seats, method=HARE), sum(votes.values())
    for party, number in votes.items() if total else ():
        whole = number * seats // total
        assert whole <= found.seats[party] <= whole + 1


@given(votes=ballots, seats=houses)
def test_dhondt_never_gives_less_than_the_whole_quotas(votes, seats):
    found, total = allocate(votes, seats=seats, method=DHONDT), sum(votes.values())
    if total and found.tie is None:
        assert all(found.seats[party] >= number * seats // total for party, number in votes.items())


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.name)
@given(votes=ballots, seats=houses, factor=st.integers(1, 1000))
def test_only_proportions_count(method, votes, seats, factor):
    larger = allocate({party: number * factor for party, number in votes.items()}, seats=seats, method=method)
    assert larger.seats == allocate(votes, seats=seats, method=method).seats


@pytest.mark.parametrize("method", AVERAGES, ids=lambda each: each.name)
@given(votes=ballots, seats=houses, more=st.integers(0, 100_000))
def test_more_votes_never_cost_a_seat(method, votes, seats, more):
    party = min(votes)
    before, after = (allocate({**votes, party: votes[party] + each}, seats=seats, method=method) for each in (0, more))
    assert after.seats[party] >= before.seats[party]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (SAINTE_LAGUE, {"A": 3, "B": 2, "C": 1, "D": 1}),
        (NORDIC, {"A": 3, "B": 3, "C": 1, "D": 0}),
        (DHONDT, {"A": 3, "B": 3, "C": 1, "D": 0}),
        (HARE, {"A": 3, "B": 2, "C": 1, "D": 1}),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_methods_differ_where_they_should(method, expected):
    votes = {"A": 53_000, "B": 45_500, "C": 24_000, "D": 9_500}
    assert allocate(votes, seats=7, method=method).seats == expected


def test_equal_quotients_inside_the_house_are_no_tie_and_share_their_place():
    found = allocate({"A": 300, "B": 100}, seats=4, method=SAINTE_LAGUE)
    assert found.tie is None
    assert [(award.place, award.party) for award in found.order] == [(1, "A"), (2, "A"), (2, "B"), (4, "A")]


def test_equal_quotients_at_the_last_seat_stop_and_are_shown():
    found = allocate({"B": 100, "A": 300}, seats=2, method=SAINTE_LAGUE)
    assert found.seats == {"A": 1, "B": 0}
    assert (found.tie.seats, found.tie.parties, found.tie.claim) == (1, ("A", "B"), Fraction(100))


def test_a_difference_too_small_for_floats_decides():
    votes = {"A": 3 * 10**17 + 1, "B": 10**17}
    assert allocate(votes, seats=2, method=SAINTE_LAGUE).seats == {"A": 2, "B": 0}


def test_without_votes_no_seat_is_given():
    found = allocate({"A": 0, "B": 0}, seats=3, method=SAINTE_LAGUE)
    assert (found.seats, found.open_seats, found.tie.parties) == ({"A": 0, "B": 0}, 3, ())


def test_a_party_without_votes_gets_none_of_the_seats_left():
    assert allocate({"A": 5, "B": 0}, seats=9, method=SAINTE_LAGUE).seats == {"A": 9, "B": 0}


@pytest.mark.parametrize(("votes", "seats"), [({"A": -1}, 1), ({"A": 1}, -1)])
def test_nothing_is_made_of_negative_numbers(votes, seats):
    with pytest.raises(ValueError, match="0 or more"):
        allocate(votes, seats=seats, method=DHONDT)


@pytest.mark.parametrize("numbers", [(0, 1, 1), (1, 1, 1), (1, 2, 0)])
def test_divisors_must_grow(numbers):
    with pytest.raises(ValueError, match="grow"):
        Divisors("wrong", *map(Fraction, numbers))


def test_exactly_the_threshold_is_enough_and_one_vote_less_is_not():
    share = Fraction(4, 100)
    assert passing({"A": 96, "B": 4}, threshold=share) == {"A", "B"}
    assert passing({"A": 9601, "B": 399}, threshold=share) == {"A"}
    assert passing({"A": 1, "B": 0}, threshold=Fraction(0)) == {"A", "B"}
