"""The vector of a form: which number stands at which place, and what a place holds where no number was read.

Fields I, II, III, V and the date come first and are the same in every contest; the votes of the participants follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

X_MARK = -1  # the cell holds an X or a dash: filled in as nothing, which counts as 0
UNREAD = -2  # nobody has read the cell: it is not 0, and no sum may take it for 0
MOST = 9_999_999  # no polling station and no overseas unit has more of anything; a longer number is a slip
LONGEST = 20  # signs of a number, with noughts before it
_MARKS = {"x": X_MARK, "": UNREAD}
ADMINISTRATION = ("dpt", "pengguna_dpt", "pengguna_dptb", "pengguna_dpk", "pengguna_total")
VOTE_TOTALS = ("suara_sah", "suara_tidak_sah", "suara_total")
SEXES = ("l", "p", "j")


@dataclass(frozen=True)
class Block:
    """Fields of the form that stand together, such as the voters of the list by sex."""

    key: str
    section: str
    label: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """Somebody on a party's list. number: as on the ballot; where somebody was struck off it, there is a gap. sex: `l`,
    `p`, or empty where it is not known."""

    number: int
    name: str
    sex: str = ""


@dataclass(frozen=True)
class Choice:
    """One pair, candidate or party on the form. candidates: who stands on a party's list, if it is one."""

    number: int
    name: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def total(self) -> str:
        """The field that holds what this choice got in all."""
        return f"suara_{self.number}"

    @property
    def own(self) -> str:
        """The field of a list that holds the votes for the party alone."""
        return f"partai_{self.number}"

    def field_of(self, candidate: Candidate) -> str:
        """Return the field that holds the votes of a candidate on this list."""
        return f"calon_{self.number}_{candidate.number}"

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of this choice: for a list its own votes, those of each candidate, and their sum."""
        if not self.candidates:
            return (self.total,)
        return (self.own, *map(self.field_of, self.candidates), self.total)


@dataclass(frozen=True)
class Layout:
    """How the numbers of one form lie in its vector of 32-bit integers."""

    blocks: tuple[Block, ...]
    choices: tuple[Choice, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every field by its name, in the order of the vector."""
        return tuple(name for fields in self._fields() for name in fields)

    def _fields(self) -> list[tuple[str, ...]]:
        return [*(block.fields for block in self.blocks), *(choice.fields for choice in self.choices)]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each field stands in the vector."""
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """Where the totals of the choices stand."""
        return tuple(self.places[choice.total] for choice in self.choices)

    @cached_property
    def vote_fields(self) -> tuple[str, ...]:
        """Every field of part IV: for lists also the votes of the party and of each candidate."""
        return tuple(name for choice in self.choices for name in choice.fields)

    @cached_property
    def vote_places(self) -> tuple[int, ...]:
        """Where the fields of part IV stand."""
        return tuple(self.places[name] for name in self.vote_fields)

    @property
    def width(self) -> int:
        """How many numbers the vector has."""
        return len(self.names)

    @property
    def bytes(self) -> int:
        """How many bytes the vector has."""
        return 4 * self.width

    def vector(self, values: Mapping[str, int | None]) -> list[int]:
        """Return the vector of a form; a field that is missing or None was not read. Raises: KeyError."""
        unknown = set(values) - set(self.places)
        if unknown:
            raise KeyError(min(unknown))
        found = (values.get(name) for name in self.names)
        return [UNREAD if value is None else value for value in found]


def spread(layouts: Sequence[Layout], common: Layout) -> Layout:
    """Return the form that has every field of all these forms, as a file of several electoral districts has columns.

    common: the same contest's form without candidates, whose lists it follows.
    """
    listed: dict[int, dict[int, Candidate]] = {}
    for layout in layouts:
        for choice in layout.choices:
            listed.setdefault(choice.number, {}).update((each.number, each) for each in choice.candidates)
    named = {choice.number: choice.name for layout in (*layouts, common) for choice in layout.choices}
    choices = (
        Choice(number, named[number], tuple(each for _number, each in sorted(listed.get(number, {}).items())))
        for number in sorted(named)
    )
    return Layout(common.blocks, tuple(choices))


def told(value: int) -> int | None:
    """Return what a cell counts for: an X for 0, a cell that nobody read for None."""
    return None if value == UNREAD else max(value, 0)


def in_words(vector: Sequence[int]) -> str:
    """Return a vector as text: numbers, `x` for an X or dash, nothing for a cell not read, with commas between."""
    numbers = ",".join(map(str, vector))  # no other number is below 0, so the two marks can be put in afterwards
    return numbers.replace(str(UNREAD), "").replace(str(X_MARK), "x")


def from_words(text: str) -> list[int]:
    """Return the vector that a text says. Raises: ValueError."""
    return [cell_from(part) for part in text.split(",")]


def cell_from(part: str) -> int:
    """Return what one cell says: digits alone, `x`, or nothing for a cell not read. The numbers that stand for an X and
    for a cell not read are words of this system alone. Raises: ValueError."""
    if part in _MARKS:
        return _MARKS[part]
    if not (part.isascii() and part.isdigit() and len(part) <= LONGEST):
        raise ValueError(part)
    return int(part)


def number_from(text: str) -> int | None:
    """Return the number that digits say on a form of a polling station; None for anything else, or for more than that
    can hold."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
        return None
    found = int(text)
    return found if found <= MOST else None
