"""Who takes a party's seats: its candidates, by their own votes. And how many women a list must name."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction


@dataclass(frozen=True)
class Candidate:
    """A line of a party's list in one district. woman: None where the source does not say; name: empty there."""

    number: int
    votes: int
    woman: bool | None = None
    name: str = ""


@dataclass(frozen=True)
class Elected:
    """Who is elected for certain, most votes first, and who has equal votes for fewer seats than they are.

    vacant: seats that the list has no names for.
    """

    candidates: tuple[Candidate, ...]
    tied: tuple[Candidate, ...] = ()
    tied_seats: int = 0
    vacant: int = 0


def elect(candidates: Iterable[Candidate], *, seats: int) -> Elected:
    """Return who takes a party's seats in a district; equal votes at the last seat are shown, not decided.

    Law: UU 7/2017 Pasal 422. How a tie of candidates ends is not settled by a text that was read.
    """
    ranked = sorted(candidates, key=lambda each: (-each.votes, each.number))
    if seats >= len(ranked):
        return Elected(tuple(ranked), vacant=seats - len(ranked))
    if seats == 0 or ranked[seats - 1].votes > ranked[seats].votes:
        return Elected(tuple(ranked[:seats]))
    last = ranked[seats].votes
    sure = tuple(each for each in ranked if each.votes > last)
    return Elected(sure, tuple(each for each in ranked if each.votes == last), seats - len(sure))


@dataclass(frozen=True)
class Balance:
    """Women on one list: how many there are and must be, and the first group of three that names none."""

    candidates: int
    women: int
    needed: int
    groups_without: tuple[int, ...]
    unknown: int

    @property
    def enough(self) -> bool:
        """Return whether the list holds what the law asks; a person whose sex is not known counts as no woman."""
        return self.women >= self.needed and not self.groups_without


def women_needed(candidates: int, *, share: Fraction) -> int:
    """Return how many of `candidates` must be women: the share rounded up.

    Law: UU 7/2017 Pasal 245; MA 24 P/HUM/2023 voided rounding down.
    """
    return ceil(share * candidates)


def balance(candidates: Sequence[Candidate], *, share: Fraction, group: int) -> Balance:
    """Return the count of women on one list, in the order of its numbers.

    group: each full group of so many names holds at least one woman. Law: UU 7/2017 Pasal 245, 246 ayat (2).
    """
    ranked = sorted(candidates, key=lambda each: each.number)
    groups = [ranked[start : start + group] for start in range(0, len(ranked) - group + 1, group)]
    return Balance(
        candidates=len(ranked),
        women=sum(each.woman is True for each in ranked),
        needed=women_needed(len(ranked), share=share),
        groups_without=tuple(n for n, names in enumerate(groups, 1) if not any(each.woman for each in names)),
        unknown=sum(each.woman is None for each in ranked),
    )
