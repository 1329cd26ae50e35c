"""Sums of all places of all levels at once: forms in the order of their codes, cut where the place changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from telusur.results.elections.rules.codes import DIGITS, STATION

from .states import CORRECTED, DISPUTED, SURE, Standing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .columns import Columns

    Ints = NDArray[np.int64]

NATION = 0
LEVELS = (4, 3, 2, 1, NATION)
COUNTS = ("received", "counted", "verified", "held", "disputed", "corrected", "alarmed")


@dataclass(frozen=True)
class Level:
    """Every place of one level. codes: in order, 0 alone for the nation. sums: place × field, of what counts.
    counts: place × COUNTS."""

    level: int
    codes: Ints
    sums: Ints
    counts: Ints

    def count(self, name: str) -> Ints:
        """Return one of COUNTS by place."""
        return self.counts[:, COUNTS.index(name)]


def tabulate(columns: Columns, *, include_held: bool = False, alarm: int = 0) -> dict[int, Level]:
    """Return the sums of every level, 4 (villages) to 1 (provinces) and 0 (the nation).

    Cells that nobody read, an X and a dash add nothing. include_held: take in held votes, where all of them were
    read. alarm: the findings, as bits, that alarm supervisors.
    """
    counts = _counts(columns, alarm)
    takes = columns.counted_or_held() if include_held else columns.counted
    values = np.maximum(columns.values, 0)
    values *= takes[:, None]
    codes = columns.codes // 1000
    found: dict[int, Level] = {}
    sums: Ints | None = None
    for level in LEVELS:
        keys = codes if level == 4 else _above(found[level + 1].codes, level)  # noqa: PLR2004 villages come first
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        if sums is None:
            sums = _added(values, starts, dtype=np.int64)
            counted = _added(counts, starts, dtype=np.int64)
        else:
            sums, counted = _added(sums, starts), _added(counted, starts)
        found[level] = Level(level, keys[starts].astype(np.int64), sums, counted)
    return found


def count_all(columns: Columns, alarm: int) -> list[int]:
    """Return COUNTS of all these forms together."""
    found: list[int] = _counts(columns, alarm).sum(axis=0).tolist()
    return found


def _counts(columns: Columns, alarm: int) -> NDArray[np.int64]:
    votes = columns.votes
    columns_of_counts = (
        votes != int(Standing.MISSING),
        columns.counted,
        np.isin(votes, SURE),
        votes == int(Standing.HELD),
        (columns.flags & DISPUTED) != 0,
        (columns.flags & CORRECTED) != 0,
        (columns.findings & alarm) != 0,
    )
    return np.stack(columns_of_counts, axis=1).astype(np.int64)


def _above(codes: Ints, level: int) -> Ints:
    if level == NATION:
        return np.zeros(len(codes), dtype=np.int64)
    below = DIGITS[level + 1] - DIGITS[level]
    return codes // int(10**below)


def _added(rows: NDArray[np.int32] | Ints, starts: Ints, dtype: type[np.int64] | None = None) -> Ints:
    if not len(starts):
        return np.zeros((0, rows.shape[1]), dtype=np.int64)
    found: Ints = np.add.reduceat(rows, starts, axis=0, dtype=dtype)
    return found


def stations_by(codes: Ints, level: int) -> tuple[Ints, Ints]:
    """Return the places of a level that hold these polling stations, and how many each holds. codes: in order."""
    keys = (
        np.zeros(len(codes), dtype=np.int64)
        if level == NATION
        else codes // int(10 ** (DIGITS[STATION] - DIGITS[level]))
    )
    return np.unique(keys, return_counts=True)
