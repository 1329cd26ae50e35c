"""What is proposed for blackening on a page. An officer decides; nothing is blackened by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..identities import found_in
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .words import Word

NAME = "name"
# A part of a name alone is proposed from so many letters on: shorter ones are everyday words.
LONG_ENOUGH = 4


@dataclass(frozen=True)
class Proposal:
    """Words `first` to `last` of a page, both included. kind: a value of `identities.Identity`, or "name"."""

    kind: str
    first: int
    last: int
    text: str


def proposals(words: Sequence[Word], *, names: Collection[str], provinces: Collection[str]) -> list[Proposal]:
    """Return what leads to a person among the words of a page, in their order.

    names: of people the caller knows to be in the file; each is found whole and by its longer parts.
    """
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += word.text + " "
    every = []
    for found in found_in(text, provinces=provinces, addresses=True):
        first = max(at for at, start in enumerate(starts) if start <= found.start)
        last = max(at for at, start in enumerate(starts) if start < found.end)
        every.append(_proposal(found.kind.value, first, last, words))
    covered = {at for one in every for at in range(one.first, one.last + 1)}
    for first, last in _names(words, names):
        if not covered & set(range(first, last + 1)):
            every.append(_proposal(NAME, first, last, words))
            covered |= set(range(first, last + 1))
    return sorted(every, key=lambda one: (one.first, one.last))


def _proposal(kind: str, first: int, last: int, words: Sequence[Word]) -> Proposal:
    return Proposal(kind, first, last, " ".join(word.text for word in words[first : last + 1]))


def _names(words: Sequence[Word], names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield whole names first, then their parts."""
    spelled = [plain(word.text) for word in words]
    split = [[part for part in (plain(piece) for piece in name.split()) if part] for name in names]
    wanted = [parts for parts in split if parts]
    wanted += [[part] for parts in split for part in parts if len(part) >= LONG_ENOUGH]
    for parts in sorted(wanted, key=len, reverse=True):
        for first in range(len(spelled) - len(parts) + 1):
            if spelled[first : first + len(parts)] == parts:
                yield first, first + len(parts) - 1
