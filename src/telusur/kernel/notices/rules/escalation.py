"""Whom to tell that a deadline comes near or was missed, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Escalation:
    """One step of the escalation: from `working_days_left` on (negative: days late), the holders of `tells` know."""

    key: str
    working_days_left: int
    tells: str


def escalations_owed(steps: Iterable[Escalation], *, working_days_left: int) -> tuple[Escalation, ...]:
    """Return every step whose day has come, the earliest first.

    working_days_left: 0 on the last day, negative when late. A step passed over while nobody looked is owed as well.
    """
    come = (step for step in steps if working_days_left <= step.working_days_left)
    return tuple(sorted(come, key=lambda step: -step.working_days_left))
