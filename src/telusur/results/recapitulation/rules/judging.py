"""What the rules that a form breaks mean for its two blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .checks import bit
from .states import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from .sheet import Sheet

UNREAD_CELLS = bit("R24")
HOLD_VOTES, HOLD_ADMINISTRATION, ALARM = "hold_votes", "hold_administration", "alarm"


@dataclass(frozen=True)
class Effects:
    """Which rules hold which block, and which raise the supervisors' alarm, as bits."""

    votes: int
    administration: int
    alarm: int

    @classmethod
    def of(cls, effects: Mapping[str, str]) -> Effects:
        """Return the effects of rules by name."""

        def bits(effect: str) -> int:
            return sum(bit(rule) for rule, does in effects.items() if does == effect)

        return cls(bits(HOLD_VOTES), bits(HOLD_ADMINISTRATION), bits(ALARM))


def standings(
    sheet: Sheet, findings: NDArray[np.int32], effects: Effects, *, passed: Standing, decided: bool = False
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Return by form where its votes and its administration stand.

    passed: where a block stands that nothing holds. decided: a person has looked at what would hold it. A block of
    which nothing was read is missing; votes of which a part was read are held, whoever decides: they have no sum.
    """
    some_votes, all_votes = sheet.any_read(sheet.votes), sheet.read(*sheet.votes)
    votes = np.where(some_votes, int(passed), int(Standing.MISSING))
    holds_votes = np.zeros(len(sheet), dtype=bool) if decided else (findings & effects.votes) != 0
    votes = np.where(some_votes & (holds_votes | ~all_votes), int(Standing.HELD), votes)
    some = sheet.any_read(sheet.administration)
    administration = np.where(some, int(passed), int(Standing.MISSING))
    if not decided:
        holds = (findings & effects.administration & ~UNREAD_CELLS) != 0
        if effects.administration & UNREAD_CELLS:  # the rule also speaks of votes, which are held for themselves
            holds |= ~sheet.read(*sheet.administration)
        administration = np.where(some & holds, int(Standing.HELD), administration)
    return votes.astype(np.int16), administration.astype(np.int16)
