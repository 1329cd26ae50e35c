"""What a decision keeps closed, on which ground, and by which determination."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LETTERS: Final = "abcdefghij"  # of Pasal 17
# What written consent or a public office may open. Law: UU 14/2008 Pasal 18 ayat (2).
PERSONAL: Final = frozenset("gh")
_MARK = "pasal17"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Something that is not given. ground: a letter of Pasal 17. what: the information, in the officer's words."""

    determination_id: int
    ground: str
    what: str


class NotCovered(Exception):
    """Nothing in force covers it. code: `no_determination`, or `ground_not_covered` where only the letter is wrong."""

    def __init__(self, code: str, *, ground: str) -> None:
        super().__init__(code)
        self.code, self.ground = code, ground


def ground_code(letter: str, determination_id: int) -> str:
    """Return how a blackened passage keeps its ground of Pasal 17 and the determination that covers it."""
    return f"{_MARK}:{letter}:{determination_id}"


def read_ground_code(code: str) -> tuple[str, int] | None:
    """Return letter and determination of a passage's ground, None for a ground that needs no determination.

    Raises: NotCovered for a ground of Pasal 17 that names no letter or no determination.
    """
    mark, _separator, rest = code.partition(":")
    if mark != _MARK:
        return None
    letter, _separator, key = rest.partition(":")
    if len(letter) != 1 or letter not in LETTERS or not key.isdecimal():
        raise NotCovered("no_determination", ground=letter)
    return letter, int(key)


def covered(*, ground: str, grounds: Collection[str] | None) -> None:
    """Let a ground pass that a determination in force covers. grounds: its letters, None where none is in force.

    Law: UU 14/2008 Pasal 17, 19. Raises: NotCovered.
    """
    if grounds is None:
        raise NotCovered("no_determination", ground=ground)
    if ground not in LETTERS or ground not in grounds:
        raise NotCovered("ground_not_covered", ground=ground)


def letters_of(grounds: Iterable[str]) -> list[str]:
    """Return the letters of Pasal 17 among grounds, each once, in the order of the law."""
    return sorted({ground for ground in grounds if len(ground) == 1 and ground in LETTERS})
