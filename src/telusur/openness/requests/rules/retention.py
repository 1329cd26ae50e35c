"""How long scans of identities are kept: to the end of every window, and a while after it, then they go.

What is archived (the register, the form, the letters) follows the archive schedule; a scan served the check alone.
Law: UU 27/2022 Pasal 43; UU 43/2009.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from telusur.kernel.law.rules import in_force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.kernel.law.rules import Rule

IDENTITY: Final = "identity"
_ONE_DAY: Final = timedelta(days=1)


class Wait(StrEnum):
    """Why a scan is still kept."""

    OPEN = "open"
    OBJECTION = "objection"
    DISPUTE = "dispute"
    HOLD = "hold"
    OBJECTION_WINDOW = "objection_window"
    DISPUTE_WINDOW = "dispute_window"
    PERIOD = "period"


@dataclass(frozen=True)
class Retention:
    """One rule in force: the kinds of proof it speaks of, and how many days after the end they go."""

    days: int
    proofs: frozenset[str]
    rule: str
    source: str
    confirmed: bool


def retention_on(rules: Sequence[Rule], on: date) -> Retention:
    """Return the rule in force on `on` among the versions of one row of `retention`. Raises: NoRuleInForce."""
    rule = in_force(rules, on, name="requests.retention")
    proofs = rule["proofs"]
    return Retention(
        days=rule.number("days"),
        proofs=frozenset(proofs) if isinstance(proofs, list) else frozenset(),
        rule=rule.id,
        source=rule.source,
        confirmed=rule.confirmed,
    )


@dataclass(frozen=True)
class FileFacts:
    """What a file (a request with its objections, or an objection alone) tells of its end. Days are the office's own.

    closed_on: None while it runs. objection_until, dispute_until: the last day of a right that was or is open, None
    where there is none. hold: what orders that its documents be kept. released_on: when the last such order ended.
    """

    closed_on: date | None
    objecting: bool = False
    disputing: bool = False
    objection_until: date | None = None
    dispute_until: date | None = None
    hold: str = ""
    released_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """Whether the scans of a file are due to go. wait: why not yet, None when they are due.

    ended_on: the first day on which the file is closed for good. due_on: the first day on which the scans may go.
    Either is None while nobody can know it.
    """

    wait: Wait | None
    ended_on: date | None
    due_on: date | None
    retention: Retention | None

    @property
    def due(self) -> bool:
        return self.wait is None


def standing(facts: FileFacts, rules: Sequence[Rule], *, on: date) -> Standing:
    """Return where the scans of a file stand on the day `on`, by the rule of the day on which it was closed for good.

    rules: the versions of the row. Raises: NoRuleInForce. Law: UU 27/2022 Pasal 43.
    """
    why = _runs(facts)
    if facts.closed_on is None or why in {Wait.OPEN, Wait.OBJECTION, Wait.DISPUTE}:
        return Standing(why or Wait.OPEN, None, None, None)
    ended = _ended_on(facts, facts.closed_on)
    begins = max(ended, min(each.valid_from for each in rules))  # what ended before the first rule waits from its day
    rule = retention_on(rules, begins)
    due = begins + timedelta(days=rule.days)
    if why is None and on < ended:
        why = Wait.DISPUTE_WINDOW if facts.dispute_until and on <= facts.dispute_until else Wait.OBJECTION_WINDOW
    if why is None and on < due:
        why = Wait.PERIOD
    return Standing(why, ended, due, rule)


def _runs(facts: FileFacts) -> Wait | None:
    """Return what keeps the file from being closed for good, whatever the day is."""
    if facts.objecting:
        return Wait.OBJECTION
    if facts.disputing:
        return Wait.DISPUTE
    if facts.closed_on is None:
        return Wait.OPEN
    return Wait.HOLD if facts.hold else None


def _ended_on(facts: FileFacts, closed_on: date) -> date:
    """Return the first day on which nobody can reopen the file: closed, every window over, every hold lifted."""
    windows = [day + _ONE_DAY for day in (facts.objection_until, facts.dispute_until) if day is not None]
    return max([closed_on, *windows, *([facts.released_on] if facts.released_on else [])])
