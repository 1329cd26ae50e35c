"""Reads a log again from its first act and says where it is no longer what was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from . import merkle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .entries import Entry
    from .merkle import Frontier


class FaultKind(StrEnum):
    CHANGED = "changed"
    REMOVED = "removed"
    REORDERED = "reordered"
    ADDED = "added"
    REWRITTEN = "rewritten"
    HEAD = "head"
    CHECKPOINT = "checkpoint"


@dataclass(frozen=True)
class Fault:
    """What is wrong, at the place where it begins. `other`: the place an act was moved from, the last place of a
    range, or the size a checkpoint is of."""

    kind: FaultKind
    index: int
    other: int | None = None


@dataclass(frozen=True)
class StoredAct:
    """An act as its row says now, with the digests the row carries."""

    entry: Entry
    leaf: bytes
    root: bytes


@dataclass(frozen=True)
class StoredCheckpoint:
    """A checkpoint whose note was opened: what its key signed. `sound`: the row agrees with its note."""

    size: int
    root: bytes
    sound: bool


@dataclass
class Walk:
    """How far a log was read and found whole. `roots` remembers the roots at the sizes asked for."""

    size: int = 0
    frontier: Frontier = ()
    wanted: frozenset[int] = frozenset()
    roots: dict[int, bytes] = field(default_factory=dict)

    def read(self, acts: Iterable[StoredAct]) -> Fault | None:
        """Read on through `acts`, ordered by place; return the first fault and stop there, or None."""
        for act in acts:
            if act.entry.index > self.size:
                return Fault(FaultKind.REMOVED, self.size)
            leaf = merkle.leaf_digest(act.entry.content())
            frontier = merkle.appended(self.frontier, self.size, leaf)
            root = merkle.root_of(frontier)
            if (leaf, root) != (act.leaf, act.root):
                return Fault(FaultKind.CHANGED, self.size)
            self.size, self.frontier = self.size + 1, frontier
            if self.size in self.wanted:
                self.roots[self.size] = root
        return None


def moved_from(act: StoredAct, *, places: int) -> int | None:
    """Return the place below `places` at which this act's digest was made, if it was made at another than its own."""
    others = (index for index in range(places) if index != act.entry.index)
    return next((index for index in others if merkle.leaf_digest(_at(act.entry, index).content()) == act.leaf), None)


def head_fault(walk: Walk, *, size: int, frontier: bytes) -> Fault | None:
    """Return what is wrong with the end of a log that was read whole: acts missing there, or the end itself."""
    if size > walk.size:
        return Fault(FaultKind.REMOVED, walk.size, size - 1)
    if (size, frontier) != (walk.size, b"".join(walk.frontier)):
        return Fault(FaultKind.HEAD, walk.size)
    return None


def checkpoint_faults(walk: Walk, checkpoints: Iterable[StoredCheckpoint]) -> Iterator[Fault]:
    """Yield where the log that was read differs from what was signed, the smallest checkpoint first."""
    agreed = 0
    for checkpoint in checkpoints:
        if not checkpoint.sound:
            yield Fault(FaultKind.CHECKPOINT, agreed, checkpoint.size)
        elif checkpoint.size > walk.size:
            yield Fault(FaultKind.REMOVED, walk.size, checkpoint.size - 1)
        elif walk.roots[checkpoint.size] != checkpoint.root:
            yield Fault(FaultKind.REWRITTEN, agreed, checkpoint.size - 1)
        else:
            agreed = checkpoint.size


def _at(entry: Entry, index: int) -> Entry:
    return type(entry)(**{**vars(entry), "index": index})
