"""Many forms of one contest as columns, which is how the rules read them: one row a form, one column a field."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from telusur.results.elections.rules.layout import ADMINISTRATION, SEXES, UNREAD, VOTE_TOTALS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    from telusur.results.elections.rules.layout import Layout

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

CAPPED = {"no": 0, "list": 1, "yes": 2}


@dataclass(frozen=True)
class Limits:
    """The numbers of the rules. cap, reserve: the law's most voters of a polling station, and its share of reserve
    ballots. shared: how many numbers other than 0 a copy has at least (R19). away: how many robust standard deviations
    a turnout may lie from its regency's median (R23); band: a regency with fewer forms expects none."""

    cap: int
    reserve: Fraction
    shared: int
    away: int
    band: int


@dataclass(frozen=True)
class Elsewhere:
    """The users that the forms of another contest name, by form of a sheet; UNREAD where no form of it is in.

    users: of the list, of the transfer list, of the special list, men and women together. wider: whoever moved here
    and may vote in the sheet's contest may vote in that one also; narrower: the other way round.
    """

    users: Ints
    wider: bool = False
    narrower: bool = False


@dataclass
class Sheet:
    """Forms by row. codes: 13 digits. values: forms × fields, with UNREAD and X_MARK. capped: see CAPPED, by form.

    What an intake may know beside the form, None where nothing is known: voters, the determined list (men, women,
    all; UNREAD for unknown); elsewhere, what forms of other contests say of users; readings, the votes and totals as
    read otherwise (words, bubbles, tally: reading × form × number, in the order of `read_twice`); pages_whole, whether
    all pages are there and of this station; image_reused.
    """

    layout: Layout
    codes: Ints
    values: NDArray[np.int32]
    capped: Ints
    limits: Limits
    voters: Ints | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
    readings: Ints | None = None
    pages_whole: Bools | None = None
    image_reused: Bools | None = None
    _columns: dict[str, Ints] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.codes)

    def has(self, *names: str) -> bool:
        """Return whether the form has all these fields."""
        return all(name in self.layout.places for name in names)

    def number(self, name: str) -> Ints:
        """Return a field as numbers; an X or dash is 0. Only to be used where `read` says that it was read."""
        if name not in self._columns:
            column = self.values[:, self.layout.places[name]].astype(np.int64)
            self._columns[name] = np.maximum(column, 0)
        return self._columns[name]

    def read(self, *names: str) -> Bools:
        """Return by form whether every one of these fields was read, be it a number or an X."""
        found = np.ones(len(self), dtype=bool)
        for name in names:
            found &= self.values[:, self.layout.places[name]] != UNREAD
        return found

    def any_read(self, names: Sequence[str]) -> Bools:
        """Return by form whether at least one of these fields was read."""
        found = np.zeros(len(self), dtype=bool)
        for name in names:
            found |= self.values[:, self.layout.places[name]] != UNREAD
        return found

    @property
    def administration(self) -> tuple[str, ...]:
        """The fifteen fields of part I: voters of the list and users, by sex."""
        return tuple(f"{name}_{sex}" for name in ADMINISTRATION for sex in SEXES)

    @property
    def choices(self) -> tuple[str, ...]:
        """The fields that hold what each choice got in all."""
        return tuple(choice.total for choice in self.layout.choices)

    @property
    def votes(self) -> tuple[str, ...]:
        """The fields of part IV: of lists also the party's votes and each candidate's."""
        return self.layout.vote_fields

    @cached_property
    def complete(self) -> Bools:
        """Return by form whether its administration block is complete: part I and the three totals of part V."""
        return self.read(*self.administration, *VOTE_TOTALS)

    @property
    def read_twice(self) -> tuple[str, ...]:
        """The fields that the form repeats in words, bubbles or tallies."""
        return (*self.choices, *VOTE_TOTALS)

    @property
    def villages(self) -> Ints:
        return self.codes // 1000

    @property
    def regencies(self) -> Ints:
        return self.codes // 10**9
