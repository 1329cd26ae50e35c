"""Who gets which seat of one district. Every comparison is between integers or fractions, never between floats."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Divisors:
    """Highest averages: votes are divided by `first`, then `second`, then by `step` more each time."""

    name: str
    first: Fraction
    second: Fraction
    step: Fraction

    def __post_init__(self) -> None:
        if not (0 < self.first < self.second and self.step > 0):
            raise ValueError(f"{self.name}: divisors must be above zero and grow")

    def divisor(self, held: int) -> Fraction:
        """Return what a party's votes are divided by when it holds `held` seats already."""
        return self.first if held == 0 else self.second + (held - 1) * self.step

    def claim(self, votes: int, held: int, *, total: int, seats: int) -> Fraction:  # noqa: ARG002 a quota needs them
        """Return the party's claim to one more seat: its votes over the next divisor."""
        return Fraction(votes) / self.divisor(held)


@dataclass(frozen=True)
class Quota:
    """Hare: as many seats as whole quotas of votes, what is left by largest remainder.

    Said as claims: the quotas a party has, less the seats it holds. Its whole quotas are the claims of 1 and more, its
    remainder the one below, so that the largest claims are exactly Hare's seats.
    """

    name: str

    def claim(self, votes: int, held: int, *, total: int, seats: int) -> Fraction:
        """Return the party's claim to one more seat: its quotas of votes, less the seats it holds."""
        return Fraction(votes * seats, total) - held


Method = Divisors | Quota


@dataclass(frozen=True)
class Award:
    """One seat given. `place` counts from 1; seats won by equal claims share the place."""

    place: int
    party: str
    claim: Fraction


@dataclass(frozen=True)
class Tie:
    """Equal claims to fewer seats than there are claimants; nobody holds these seats until a plenary decides.

    parties: sorted by name, which says nothing about who comes first; empty where nobody has a vote left to claim with.
    """

    seats: int
    parties: tuple[str, ...]
    claim: Fraction


@dataclass(frozen=True)
class Allocation:
    """The seats of one district. `seats` names every party, also those with none."""

    seats: Mapping[str, int] = field(hash=False)
    order: tuple[Award, ...]
    tie: Tie | None

    @property
    def open_seats(self) -> int:
        """Return how many seats a tie leaves without a holder."""
        return self.tie.seats if self.tie else 0


def allocate(votes: Mapping[str, int], *, seats: int, method: Method) -> Allocation:
    """Return how `seats` seats fall to parties by their votes in one district; it stops at a tie.

    votes: whole numbers, 0 or more, of the parties that may have seats at all. A party without votes gets none.
    Raises: ValueError on fewer than no seats or votes. Law: UU 7/2017 Pasal 415 ayat (2), (3); 420.
    """
    if seats < 0 or min(votes.values(), default=0) < 0:
        raise ValueError("seats and votes are 0 or more")
    held = dict.fromkeys(votes, 0)
    total = sum(votes.values())
    queue: list[tuple[Fraction, str]] = []

    def claim_next(party: str) -> None:
        claim = method.claim(votes[party], held[party], total=total, seats=seats)
        if claim > 0:
            heapq.heappush(queue, (-claim, party))

    for party in votes if total else ():
        claim_next(party)
    order: list[Award] = []
    while len(order) < seats:
        best = queue[0][0] if queue else Fraction(0)
        equal = []
        while queue and queue[0][0] == best:
            equal.append(heapq.heappop(queue)[1])
        if not equal or len(equal) > seats - len(order):
            return Allocation(held, tuple(order), Tie(seats - len(order), tuple(sorted(equal)), -best))
        place = len(order) + 1
        for party in equal:
            held[party] += 1
            order.append(Award(place, party, -best))
            claim_next(party)
    return Allocation(held, tuple(order), None)


def passing(totals: Mapping[str, int], *, threshold: Fraction) -> frozenset[str]:
    """Return the parties with at least `threshold` of all valid votes of the nation.

    threshold: a share, 0 for none. Law: UU 7/2017 Pasal 414 ayat (1): "paling sedikit".
    """
    needed = threshold * sum(totals.values())
    return frozenset(party for party, votes in totals.items() if votes >= needed)
