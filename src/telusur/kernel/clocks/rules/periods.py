"""What is counted: tracks, steps, lengths and the readings that decide where counting starts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from telusur.kernel.law.rules import NoRuleInForce, history, in_force

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from telusur.kernel.law.rules import Rule


class Track(StrEnum):
    GENERAL = "general"
    ELECTION = "election"


class Step(StrEnum):
    COMPLETENESS = "completeness"
    APPLICANT_COMPLETES = "applicant_completes"
    ANSWER = "answer"
    EXTENDED_ANSWER = "extended_answer"
    OBJECTION_WINDOW = "objection_window"
    OBJECTION_REPLY = "objection_reply"
    DISPUTE_WINDOW = "dispute_window"
    DISPUTE_START = "dispute_start"
    DISPUTE_SETTLEMENT = "dispute_settlement"
    COURT_WINDOW = "court_window"
    CASSATION_WINDOW = "cassation_window"
    CONFIRMATION = "confirmation"
    DECLARE_OPEN = "declare_open"
    RELEASE_CHECK = "release_check"


class Unit(StrEnum):
    WORKING_DAY = "working_day"
    DAY = "day"
    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    FORWARD = "forward"
    BACK = "back"


class StartEvent(StrEnum):
    RECEIPT = "receipt"
    COMPLETENESS = "completeness"


class JointLeave(StrEnum):
    NOT_WORKING = "not_working"
    WORKING = "working"


class OutOfHours(StrEnum):
    ARRIVAL_DATE = "arrival_date"
    NEXT_WORKING_DAY = "next_working_day"


@dataclass(frozen=True)
class Readings:
    """The answers in force to what the law leaves open."""

    counts_from: StartEvent = StartEvent.RECEIPT
    joint_leave: JointLeave = JointLeave.NOT_WORKING
    out_of_hours: OutOfHours = OutOfHours.ARRIVAL_DATE

    @classmethod
    def of(cls, choices: Mapping[str, str]) -> Readings:
        """Return the readings named by key. Raises: KeyError, ValueError for a choice that does not exist."""
        return cls(
            StartEvent(choices["counts_from"]),
            JointLeave(choices["joint_leave"]),
            OutOfHours(choices["out_of_hours"]),
        )

    def choices(self) -> dict[str, str]:
        return {
            "counts_from": self.counts_from.value,
            "joint_leave": self.joint_leave.value,
            "out_of_hours": self.out_of_hours.value,
        }


@dataclass(frozen=True)
class Period:
    """A length of time that a rule version gives. follows_reading: its start depends on `Readings.counts_from`."""

    rule: str
    length: int
    unit: Unit
    direction: Direction
    source: str
    confirmed: bool
    follows_reading: bool = False


def period_of(rule: Rule) -> Period:
    """Return the period a row of `response_time` gives."""
    return Period(
        rule=rule.id,
        length=rule.number("length"),
        unit=Unit(rule.text("unit")),
        direction=Direction(rule.text("direction")),
        source=rule.source,
        confirmed=rule.confirmed,
        follows_reading=rule.get("reading") == "counts_from",
    )


def count_for(
    rows: Sequence[Rule], *, track: Track, step: Step, on: date, kept: frozenset[str] = frozenset()
) -> tuple[tuple[Period, ...], Period | None]:
    """Return the periods a step runs through, in order, and the extension it may still get.

    rows: table `response_time`. on: the day whose rules apply, that of the receipt. kept: ids of
    rules a stored deadline keeps; each goes before what the day would give. Raises: NoRuleInForce.
    """
    rule = _row(rows, track, step, on, kept)
    chain = [rule]
    while after := chain[0].get("after"):
        chain.insert(0, _row(rows, track, Step(str(after)), on, kept))
    try:
        extension = next(
            _row(rows, track, Step(row.key.partition(".")[2]), on, kept)
            for row in rows
            if row.key.startswith(f"{track}.") and row.get("after") == step
        )
    except (StopIteration, NoRuleInForce):
        extension = None
    return tuple(period_of(row) for row in chain), period_of(extension) if extension else None


def _row(rows: Sequence[Rule], track: Track, step: Step, on: date, kept: frozenset[str]) -> Rule:
    key = f"{track}.{step}"
    known = history(rows, key)
    held = [rule for rule in known if rule.id in kept]
    return held[0] if held else in_force(known, on, name=f"clocks.response_time.{key}")
