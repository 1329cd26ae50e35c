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
class Choice:
    """One pair, candidate or party on the form. candidates: how many names a party's list has, 0 for none."""

    number: int
    name: str
    candidates: int = 0

    @property
    def total(self) -> str:
        """The field that holds what this choice got in all."""
        return f"suara_{self.number}"

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of this choice: for a list its own votes, those of each candidate, and their sum."""
        if not self.candidates:
            return (self.total,)
        names = (f"calon_{self.number}_{place}" for place in range(1, self.candidates + 1))
        return (f"partai_{self.number}", *names, self.total)


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


def told(value: int) -> int | None:
    """Return what a cell counts for: an X for 0, a cell that nobody read for None."""
    return None if value == UNREAD else max(value, 0)


def in_words(vector: Sequence[int]) -> str:
    """Return a vector as text: numbers, `x` for an X or dash, nothing for a cell not read, with commas between."""
    numbers = ",".join(map(str, vector))  # no other number is below 0, so the two marks can be put in afterwards
    return numbers.replace(str(UNREAD), "").replace(str(X_MARK), "x")


def from_words(text: str) -> list[int]:
    """Return the vector that a text says. Raises: ValueError."""
    words = {"x": X_MARK, "": UNREAD}
    found = [words[part] if part in words else int(part) for part in text.split(",")]
    if any(value < UNREAD for value in found):
        raise ValueError(text)
    return found
