"""Clocks of hours: counted from the instant of the request or of the discovery, through nights, weekends and holidays.

A clock of days is `kernel.clocks`; this one needs no calendar, and its end is an instant that no decree can move.
Law: UU 27/2022 Pasal 30, 32, 46: 3 × 24 jam.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from telusur.kernel.law.rules import Rule


SOON: Final = 24  # hours left from which a clock is shown as running out


@dataclass(frozen=True)
class Time:
    """One length in force. `rule`: the id of its row, which a case keeps."""

    hours: int
    rule: str
    source: str
    confirmed: bool

    def due_at(self, start: datetime) -> datetime:
        """Return the last instant that is still in time. Raises: ValueError for an instant without a time zone."""
        if start.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return start + timedelta(hours=self.hours)


def time_from(rule: Rule) -> Time:
    """Return the length that a row of the table `time` gives."""
    return Time(rule.number("hours"), rule.id, rule.source, rule.confirmed)


def is_late(due_at: datetime, at: datetime) -> bool:
    """Return whether `at` is past the last instant in time; the instant itself still counts."""
    return at > due_at


@dataclass(frozen=True)
class Warning:  # noqa: A001 the house's own word, as in `warn_of_deadlines`
    """One warning: owed from `hours_left` before the end on (0: when it has passed), to the holders of a role."""

    key: str
    hours_left: int
    tells: str


def warnings_from(rules: Iterable[Rule]) -> tuple[Warning, ...]:
    """Return the warnings that rows of the table `warning` name."""
    return tuple(Warning(rule.key, rule.number("hours_left"), rule.text("tells")) for rule in rules)


def warnings_owed(known: Iterable[Warning], *, due_at: datetime, at: datetime) -> tuple[Warning, ...]:
    """Return every warning whose hour has come, the earliest first, also one passed over while nobody looked."""
    come = [
        each for each in known if at > due_at or (each.hours_left and due_at - at <= timedelta(hours=each.hours_left))
    ]
    return tuple(sorted(come, key=lambda each: -each.hours_left))


@dataclass(frozen=True)
class Clock:
    """What a page shows of a clock of hours. hours: whole hours left; kind: of its chip."""

    due_at: datetime
    hours: int
    late: bool
    done: bool

    @property
    def kind(self) -> str:
        if self.done:
            return "ok"
        return "late" if self.late else "soon" if self.hours < SOON else "info"


def clock_of(*, due_at: datetime, answered_at: datetime | None, at: datetime) -> Clock:
    """Return the clock of a case: where it was answered, whether that was in time."""
    end = answered_at or at
    left = abs(due_at - end)
    return Clock(due_at, int(left.total_seconds() // 3600), is_late(due_at, end), answered_at is not None)
