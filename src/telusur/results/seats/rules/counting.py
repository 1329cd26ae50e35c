"""A whole count: votes of districts become seats, with all that is in doubt, and what stops a determination."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from .doubts import bar, doubts
from .judging import judge, settled
from .methods import allocate
from .tables import key, whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from .doubts import Bar, Doubt
    from .judging import Fault, Judged
    from .methods import Allocation, Method
    from .tables import Control, Correction, District, Votes


class Obstacle(StrEnum):
    """Why a count cannot be determined."""

    FAULTS = "faults"
    TIES = "ties"
    WHAT_IF = "what_if"
    DISTRICT_SIZE = "district_size"
    VACANT = "vacant"
    UNFINISHED = "unfinished"


@dataclass(frozen=True)
class Terms:
    """By what a count is made. lawful: the method and threshold of the law; anything else is a what-if.

    smallest, largest: how many seats a district of this council may have.
    """

    contest: str
    method: Method
    threshold: Fraction
    lawful: bool
    smallest: int
    largest: int
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A number of seats that is known otherwise from elsewhere. district: "" for the nation."""

    district: str
    party: str
    counted: int
    known: int


@dataclass(frozen=True)
class Check:
    """How many numbers of seats were compared with ones known from elsewhere, and which differ."""

    compared: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Count:
    """What came out. `settled` are the faults that corrections ended; they stay visible. finished: whether the votes
    are those of a result that was determined."""

    terms: Terms
    judged: Judged
    bar: Bar
    districts: Mapping[str, Allocation] = field(hash=False)
    settled: tuple[Fault, ...]
    corrections: tuple[Correction, ...]
    doubts: tuple[Doubt, ...]
    finished: bool = True

    @property
    def by_party(self) -> dict[str, int]:
        """Return the seats each party holds for certain, in the order of the table of votes."""
        return {party: sum(each.seats.get(party, 0) for each in self.districts.values()) for party in self.judged.votes}

    @property
    def total_seats(self) -> int:
        """Return the seats of all districts, those with no holder yet among them."""
        return sum(self.judged.seats.values.values())

    @property
    def open_seats(self) -> int:
        """Return how many seats ties leave without a holder."""
        return sum(each.open_seats for each in self.districts.values())

    @property
    def unlawful_sizes(self) -> tuple[str, ...]:
        """Return the districts with fewer or more seats than the law lets a district have."""
        sizes = self.judged.seats.values.items()
        return tuple(name for name, seats in sizes if not self.terms.smallest <= seats <= self.terms.largest)

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """Return what stops a determination; empty where it may be made."""
        found = {
            Obstacle.FAULTS: self.judged.faults,
            Obstacle.TIES: self.open_seats,
            Obstacle.WHAT_IF: not self.terms.lawful,
            Obstacle.DISTRICT_SIZE: self.unlawful_sizes,
            Obstacle.UNFINISHED: not self.finished,
        }
        return tuple(obstacle for obstacle, stands in found.items() if stands)


def count(
    votes: Votes,
    seats: Mapping[str, District],
    *,
    terms: Terms,
    control: Control | None = None,
    corrections: Sequence[Correction] = (),
    finished: bool = True,
) -> Count:
    """Return the seats of every district, whatever is wrong with the files, and what is wrong with them."""
    judged = judge(votes, seats, control=control, corrections=corrections)
    over = bar(judged, control=control.votes if control else None, threshold=terms.threshold)
    given = {
        district: allocate(
            {party: column.values[district] for party, column in judged.votes.items() if party in over.passing},
            seats=judged.seats.values[district],
            method=terms.method,
        )
        for district in votes.districts
    }
    return Count(
        terms=terms,
        judged=judged,
        bar=over,
        districts=given,
        settled=settled(judge(votes, seats, control=control), judged) if corrections else (),
        corrections=tuple(corrections),
        doubts=doubts(judged, given, over=over, method=terms.method),
        finished=finished,
    )


def check_known(made: Count, votes: Votes, seats: Mapping[str, District], *, control: Control | None) -> Check:
    """Return how the count agrees with seats that the table of seats or the control gives to parties, where they do."""
    pairs = [
        Difference(district, party, made.districts[district].seats.get(party, 0), number)
        for district in votes.districts
        for party in votes.parties
        for cell in [seats[district].cells.get(key(party))]
        for number in [whole(cell.text) if cell else None]
        if number is not None
    ]
    totals = made.by_party
    pairs += [
        Difference("", party, totals[party], known) for party, known in (control.seats if control else {}).items()
    ]
    return Check(len(pairs), tuple(each for each in pairs if each.counted != each.known))


def check_elected(made: Count, elected: Mapping[tuple[str, str], int]) -> Check:
    """Return how the count agrees with how many persons another source calls elected, by district and party."""
    held = {
        (district, party): number for district, given in made.districts.items() for party, number in given.seats.items()
    }
    cells = sorted(held.keys() | elected.keys())
    pairs = [Difference(*cell, held.get(cell, 0), elected.get(cell, 0)) for cell in cells]
    return Check(len(pairs), tuple(each for each in pairs if each.counted != each.known))
