"""Whom a form waits for, and by how much totals may still move through it: the order in which people are given work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from telusur.results.elections.rules.layout import VOTE_TOTALS

from .sheet import CAPPED
from .states import SURE, Standing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .sheet import Ints, Sheet

CERTAIN = 1000  # thousandths: what is in no sum yet changes totals by all of its votes


class Wait(IntEnum):
    """Whom a run waits for. READERS: two people who type it unseen by each other. RESOLVER: a third, as they differ.
    DECISION: somebody who decides about what a rule holds, or types from better evidence what two people could not
    read."""

    NOBODY = 0
    READERS = 1
    RESOLVER = 2
    DECISION = 3


@dataclass(frozen=True)
class Doubts:
    """How many of a thousand forms change later, of those that break a rule of votes and of the others."""

    flagged: int
    clean: int


def waits(votes: NDArray[np.int16], administration: NDArray[np.int16], *, read_by_people: bool) -> NDArray[np.int16]:
    """Return by form whom it waits for. read_by_people: two people, or the one who decided, have seen the paper.

    Votes that they could not read wait for somebody who decides: reading them again would say the same.
    """
    if not read_by_people:
        return np.full(len(votes), int(Wait.READERS), dtype=np.int16)
    undecided = np.isin(votes, (int(Standing.MISSING), int(Standing.HELD))) | (administration == int(Standing.HELD))
    return np.where(undecided, int(Wait.DECISION), int(Wait.NOBODY)).astype(np.int16)


def weights(sheet: Sheet, votes: NDArray[np.int16], findings: NDArray[np.int32], doubts: Doubts, holds: int) -> Ints:
    """Return by form how many thousandths of a vote totals may still move: its votes, times how often such a form
    changes later.

    What is held or missing is in no sum, so all of it would move them; a number beyond what its station can hold
    counts for what it can hold. holds: the rules of votes, as bits.
    """
    known = np.maximum(_most(sheet), 0)
    could = np.where(sheet.capped == CAPPED["no"], known, np.minimum(known, _capacity(sheet)))
    could = np.where(known == 0, _capacity(sheet), could)
    alike = np.where((findings & holds) != 0, doubts.flagged, doubts.clean)
    alike = np.where(np.isin(votes, (int(Standing.MISSING), int(Standing.HELD))), CERTAIN, alike)
    alike = np.where(np.isin(votes, SURE), 0, alike)
    found: Ints = could * alike
    return found


def _most(sheet: Sheet) -> Ints:
    """Return by form the most votes that any of its own sums speaks of."""
    columns = [sheet.number(name) for name in VOTE_TOTALS] if sheet.has(*VOTE_TOTALS) else []
    columns.append(sum((sheet.number(name) for name in sheet.choices), start=np.zeros(len(sheet), dtype=np.int64)))
    found: Ints = np.stack(columns).max(axis=0)
    return found


def _capacity(sheet: Sheet) -> Ints:
    """Return by form how many votes its station can hold: its list of voters where it is known, else the cap."""
    cap = np.full(len(sheet), sheet.limits.cap, dtype=np.int64)
    cap += -(-cap * sheet.limits.reserve.numerator // sheet.limits.reserve.denominator)
    if sheet.voters is None:
        return cap
    found: Ints = np.where(sheet.voters[:, 2] > 0, np.minimum(sheet.voters[:, 2], cap), cap)
    return found
