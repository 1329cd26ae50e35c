"""Who may hold which roles at the same time. Periods are half-open; an end of None is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class PeriodImpossible(ValueError):
    """The period would end on or before the day it begins, or an acting officer's would never end."""


@dataclass(frozen=True)
class Held:
    """A role held for one period; unit_id where the role serves a unit."""

    role: str
    valid_from: date
    valid_until: date | None = None
    unit_id: int | None = None

    def on(self, day: date) -> bool:
        """Return whether the role is held on that day: from its first day to the day before its end."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True)
class Conflict:
    """Two roles that nobody holds at one office at the same time, for the period in which the rule is in force."""

    roles: frozenset[str]
    valid_from: date
    valid_until: date | None
    source: str


def check_period(valid_from: date, valid_until: date | None, *, acting: bool) -> None:
    """Raises: PeriodImpossible. An acting officer (Plh) stands in for a stated period."""
    if acting and valid_until is None:
        raise PeriodImpossible("acting")
    if valid_until is not None and valid_until <= valid_from:
        raise PeriodImpossible("order")


def overlapping(new: Held, held: Iterable[Held]) -> Held | None:
    """Return what is already held in the very same role and unit on a day of `new`, None when nothing is."""
    same = (one for one in held if (one.role, one.unit_id) == (new.role, new.unit_id))
    return next((one for one in same if _common_day((new, one))), None)


def conflicting(new: Held, held: Iterable[Held], conflicts: Iterable[Conflict]) -> tuple[Held, Conflict] | None:
    """Return the first role held on a day of `new` that may not be held beside it, with the rule; None when free.

    held: what the same person holds at the same office. Law: the PPID who decided a request does not decide the
    objection against it (UU 14/2008 Pasal 35 and 36 name two officers).
    """
    rules = list(conflicts)
    for one in held:
        for rule in rules:
            if rule.roles == {new.role, one.role} and _common_day((new, one, rule)):
                return one, rule
    return None


def _common_day(periods: Iterable[Held | Conflict]) -> bool:
    known = list(periods)
    starts = max(period.valid_from for period in known)
    return all(period.valid_until is None or starts < period.valid_until for period in known)
