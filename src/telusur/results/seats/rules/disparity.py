"""How equal votes are: by what a seat costs in each district, and by what parties hold of votes and of seats.

Shares are exact fractions; only the square roots of Gallagher's index and of the variation are floats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

from .methods import allocate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .methods import Allocation, Method


@dataclass(frozen=True)
class Place:
    """A district: its seats, 1 or more, and the people they are counted on."""

    name: str
    province: str
    seats: int
    people: int


@dataclass(frozen=True)
class Weights:
    """What a seat costs. price: people for one seat in the whole. index: a district's own price over it.

    malapportionment: Samuels and Snyder, half the sum of what shares of seats and of people differ by.
    variation and gini: over all seats, each at the price of its district.
    """

    price: Fraction
    index: Mapping[str, Fraction] = field(hash=False)
    malapportionment: Fraction
    max_min: Fraction
    variation: float
    gini: Fraction

    def beyond(self, margin: Fraction) -> tuple[str, ...]:
        """Return the districts whose index is further than `margin` from 1, in the order they were given."""
        return tuple(name for name, index in self.index.items() if abs(index - 1) > margin)


@dataclass(frozen=True)
class Proportions:
    """How seats follow votes. gallagher_passing: with the votes of the parties over the threshold alone.

    enep, enpp: effective numbers of parties, by votes and by seats (Laakso and Taagepera). wasted: share of the votes
    of parties under the threshold.
    """

    gallagher: float
    gallagher_passing: float
    loosemore_hanby: Fraction
    enep: Fraction
    enpp: Fraction
    wasted: Fraction


def weigh(places: Iterable[Place]) -> Weights:
    """Return what a seat costs from district to district. Raises: ValueError, a district without seats or people."""
    found = list(places)
    if not found or min(min(place.seats, place.people) for place in found) < 1:
        raise ValueError("every district needs seats and people")
    seats, people = sum(place.seats for place in found), sum(place.people for place in found)
    price = Fraction(people, seats)
    index = {place.name: Fraction(place.people, place.seats) / price for place in found}
    off = sum(abs(Fraction(place.seats, seats) - Fraction(place.people, people)) for place in found)
    squares = sum(place.seats * (index[place.name] - 1) ** 2 for place in found)
    return Weights(
        price=price,
        index=index,
        malapportionment=Fraction(off) / 2,
        max_min=max(index.values()) / min(index.values()),
        variation=sqrt(squares / seats),
        gini=_gini([(index[place.name], place.seats) for place in found]),
    )


def compare(votes: Mapping[str, int], seats: Mapping[str, int], *, passing: Iterable[str]) -> Proportions:
    """Return how the seats of parties follow their votes in the nation.

    passing: the parties over the threshold. Raises: ValueError, where nobody has votes, passes or has seats.
    """
    through = set(passing)
    all_votes, all_seats = sum(votes.values()), sum(seats.values())
    over = sum(votes[party] for party in through)
    if not (over and all_seats):
        raise ValueError("nobody has votes, passes or has seats")
    shares = {party: Fraction(number, all_votes) for party, number in votes.items()}
    held = {party: Fraction(seats.get(party, 0), all_seats) for party in votes}
    off = {party: shares[party] - held[party] for party in votes}
    inside = {party: Fraction(votes[party], over) - held[party] for party in through}
    return Proportions(
        gallagher=_root(off.values()),
        gallagher_passing=_root(inside.values()),
        loosemore_hanby=Fraction(sum(map(abs, off.values()))) / 2,
        enep=1 / Fraction(sum(share**2 for share in shares.values())),
        enpp=1 / Fraction(sum(share**2 for share in held.values())),
        wasted=Fraction(all_votes - over, all_votes),
    )


def by_province(places: Iterable[Place], *, method: Method) -> tuple[dict[str, int], Allocation]:
    """Return the seats of each province now, and those it would get by its people among all provinces."""
    now: dict[str, int] = {}
    people: dict[str, int] = {}
    for place in places:
        now[place.province] = now.get(place.province, 0) + place.seats
        people[place.province] = people.get(place.province, 0) + place.people
    return now, allocate(people, seats=sum(now.values()), method=method)


def _root(differences: Iterable[Fraction]) -> float:
    return sqrt(Fraction(sum(each**2 for each in differences)) / 2)


def _gini(weighed: list[tuple[Fraction, int]]) -> Fraction:
    """Return Gini's coefficient of (value, how many) pairs: twice the area between equality and Lorenz's curve."""
    many = sum(count for _value, count in weighed)
    total = sum(value * count for value, count in weighed)
    area, below = Fraction(0), Fraction(0)
    for value, count in sorted(weighed):
        share = value * count / total
        area += Fraction(count, many) * (2 * below + share)
        below += share
    return 1 - area
