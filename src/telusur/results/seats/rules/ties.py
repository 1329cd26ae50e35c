"""What a plenary decided between equals, put in the place that a count left open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .methods import Award

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .methods import Allocation
    from .persons import Elected


@dataclass(frozen=True)
class Decided:
    """A decision between equals of a district. party: empty between parties, else between its candidates. claimants
    and chosen: names of parties, or numbers of candidates as text. claim: the equal quotients or votes, as text.
    key: by which decision."""

    district: str
    party: str
    claimants: frozenset[str]
    seats: int
    claim: str
    chosen: frozenset[str]
    key: int


@dataclass(frozen=True)
class OpenTie:
    """Equals of a district that nobody has decided between; as in `Decided`. Without claimants nobody has a vote left
    to claim with, and no decision can fill the seats."""

    district: str
    party: str
    claimants: tuple[str, ...]
    seats: int
    claim: str

    def matches(self, decided: Decided) -> bool:
        """Return whether a decision is about this very tie."""
        mine = (self.district, self.party, frozenset(self.claimants), self.seats, self.claim)
        return mine == (decided.district, decided.party, decided.claimants, decided.seats, decided.claim)


def seats_tie(district: str, given: Allocation) -> OpenTie | None:
    """Return the tie of parties at which the count of a district stopped."""
    if given.tie is None:
        return None
    return OpenTie(district, "", given.tie.parties, given.tie.seats, str(given.tie.claim))


def persons_tie(district: str, party: str, elected: Elected) -> OpenTie | None:
    """Return the tie of candidates at which a list stopped."""
    if not elected.tied_seats:
        return None
    numbers = tuple(str(each.number) for each in elected.tied)
    return OpenTie(district, party, numbers, elected.tied_seats, str(elected.tied[0].votes))


def last_about(tie: OpenTie | None, decisions: Iterable[Decided]) -> Decided | None:
    """Return the last decision about a tie, None where there is none."""
    if tie is None:
        return None
    return next((each for each in reversed(list(decisions)) if tie.matches(each)), None)


def with_parties(given: Allocation, decided: Decided) -> Allocation:
    """Return a district's seats with those of a tie in the hands of the chosen."""
    assert given.tie is not None  # noqa: S101 the decision is about it
    place, claim = len(given.order) + 1, given.tie.claim
    seats = {party: held + (party in decided.chosen) for party, held in given.seats.items()}
    drawn = [Award(place, party, claim) for party in given.tie.parties if party in decided.chosen]
    return replace(given, seats=seats, order=(*given.order, *drawn), tie=None)


def with_persons(elected: Elected, decided: Decided) -> Elected:
    """Return a list's elected with those of a tie that were chosen."""
    chosen = tuple(each for each in elected.tied if str(each.number) in decided.chosen)
    return replace(elected, candidates=(*elected.candidates, *chosen), tied=(), tied_seats=0)
