"""Objections (SOP 2): their states and acts, the seven grounds, and when a ground stands.

Law: UU 14/2008 Pasal 35 and 36.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from telusur.kernel.calendars.rules import day_at

from .moves import Move, read
from .words import Outcome, State

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    from telusur.kernel.law.rules import Rule


class ObjectionState(StrEnum):
    """Where an objection stands on the way of SOP 2."""

    SUBMITTED = "submitted"
    REGISTERED = "registered"
    REVIEWED = "reviewed"
    DELIBERATED = "deliberated"
    DECIDED = "decided"
    EXECUTED = "executed"
    FINISHED = "finished"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"
    STRUCK = "struck"


CLOSED: Final = frozenset(
    {ObjectionState.FINISHED, ObjectionState.DISPUTED, ObjectionState.WITHDRAWN, ObjectionState.STRUCK}
)
OPEN: Final = frozenset(ObjectionState) - CLOSED
# The clock of the superior's reply runs until it is out.
UNREPLIED: Final = frozenset(
    {ObjectionState.SUBMITTED, ObjectionState.REGISTERED, ObjectionState.REVIEWED, ObjectionState.DELIBERATED}
)


class ObjectionAct(StrEnum):
    """What may happen to an objection; each is one row of the ledger."""

    FILE = "file"
    REGISTER = "register"
    REVIEW = "review"
    GIVE_OPINION = "give_opinion"
    INVITE = "invite"
    RECORD_DELIBERATION = "record_deliberation"
    UPHOLD = "uphold"
    GRANT = "grant"
    GRANT_PART = "grant_part"
    REOPEN_ANSWER = "reopen_answer"
    EXECUTE = "execute"
    RESPOND = "respond"
    FINISH = "finish"
    DISPUTE = "dispute"
    DISPUTE_EARLY = "dispute_early"
    RESUME_ORDER = "resume_order"
    WITHDRAW = "withdraw"
    STRIKE = "strike"
    CORRECT = "correct"
    NOTE = "note"
    DRAFT_REPLY = "draft_reply"
    MOVE_DEADLINE = "move_deadline"
    OPEN_IDENTITY = "open_identity"
    PURGE_IDENTITY = "purge_identity"
    RECTIFY = "rectify"


class Verdict(StrEnum):
    """What the superior decided: the PPID is upheld, or the objection is granted, wholly or in part."""

    UPHELD = "upheld"
    GRANTED = "granted"
    GRANTED_PART = "granted_part"


ORDERING: Final = frozenset({Verdict.GRANTED, Verdict.GRANTED_PART})
REASONING: Final = frozenset({Verdict.UPHELD, Verdict.GRANTED_PART})


class Ground(StrEnum):
    """The closed list of UU 14/2008 Pasal 35 ayat (1) huruf a–g, in its order."""

    REFUSED = "refused"
    PERIODIC_MISSING = "periodic_missing"
    UNANSWERED = "unanswered"
    ANSWERED_OTHERWISE = "answered_otherwise"
    UNFULFILLED = "unfulfilled"
    UNREASONABLE_COST = "unreasonable_cost"
    LATE = "late"


Table = tuple[Move[ObjectionState, ObjectionAct, Verdict], ...]


def objection_moves(rules: Iterable[Rule]) -> Table:
    """Return the moves that rows of the table `objection_transition` allow; the caller chose the rows in force."""
    return read(rules, states=ObjectionState, acts=ObjectionAct, outcomes=Verdict)


@dataclass(frozen=True)
class GroundRule:
    """One ground in force: its letter, what it needs, and whether both sides may settle it by musyawarah."""

    ground: Ground
    letter: str
    needs: str
    deliberation: bool
    source: str


@dataclass(frozen=True)
class AskedCase:
    """What a request tells of itself to whoever wants to object. Instants are aware; `time_zone` is its office's."""

    state: State
    outcome: Outcome | None
    due_on: date | None
    notified_at: datetime | None
    delivered_at: datetime | None
    closed_at: datetime | None
    time_zone: str

    def day(self, at: datetime) -> date:
        return day_at(at, self.time_zone)

    @property
    def lapsed_at(self) -> datetime | None:
        """When the time of the answer was over: the day after its last day begins, where the office stands."""
        if self.due_on is None:
            return None
        return datetime.combine(self.due_on + timedelta(days=1), time(), tzinfo=ZoneInfo(self.time_zone))

    @property
    def taken_away(self) -> bool:
        """Whether nobody here owes an answer: its applicant withdrew it, or another body has it now."""
        return self.state in {State.WITHDRAWN, State.FORWARDED}


@dataclass(frozen=True)
class Standing:
    """Whether a ground stands now. arose_at: since when; None for a ground that no event begins."""

    rule: GroundRule
    stands: bool
    arose_at: datetime | None = None


def _told(case: AskedCase) -> datetime | None:
    return case.notified_at


def _ended(case: AskedCase) -> datetime | None:
    return case.notified_at or (case.closed_at if case.state == State.CLOSED_INCOMPLETE else None)


def _refused(case: AskedCase) -> datetime | None:
    return case.notified_at if case.outcome in {Outcome.REFUSED_EXEMPT, Outcome.GRANTED_PART} else None


def _silent(case: AskedCase) -> datetime | None:
    return case.lapsed_at if case.notified_at is None and case.state != State.CLOSED_INCOMPLETE else None


def _came_late(case: AskedCase) -> datetime | None:
    if case.due_on is None:
        return None
    for at in (case.delivered_at, case.notified_at):
        if at is not None and case.day(at) > case.due_on:
            return at
    return None


ARISES: Final[Mapping[str, Callable[[AskedCase], datetime | None]]] = {
    "answer": _told,
    "ending": _ended,
    "refusal": _refused,
    "silence": _silent,
    "lateness": _came_late,
}
NOTHING: Final = "nothing"


def grounds(rules: Iterable[Rule]) -> tuple[GroundRule, ...]:
    """Return the grounds that rows of the table `objection_ground` name, in the order of the law."""
    known = {rule.key: rule for rule in rules}
    return tuple(_ground(known[ground.value]) for ground in Ground if ground.value in known)


def _ground(rule: Rule) -> GroundRule:
    return GroundRule(
        ground=Ground(rule.key),
        letter=rule.text("letter"),
        needs=rule.text("needs"),
        deliberation=bool(rule.values["deliberation"]),
        source=rule.source,
    )


def standing_grounds(known: Iterable[GroundRule], case: AskedCase | None, *, at: datetime) -> tuple[Standing, ...]:
    """Return every ground, and whether it stands at this instant.

    case: None where nobody asked before; then only a ground that needs nothing stands.
    Law: UU 14/2008 Pasal 35 ayat (1).
    """
    return tuple(_standing(rule, case, at) for rule in known)


def _standing(rule: GroundRule, case: AskedCase | None, at: datetime) -> Standing:
    if rule.needs == NOTHING:
        return Standing(rule, stands=True)
    if case is None or case.taken_away:
        return Standing(rule, stands=False)
    arose = ARISES[rule.needs](case)
    return Standing(rule, stands=arose is not None and arose <= at, arose_at=arose)


def still_runs(case: AskedCase, *, at: datetime) -> bool:
    """Return whether the request is neither decided nor out of time: then nobody objects to it yet."""
    if case.taken_away or _ended(case) is not None:
        return False
    return case.lapsed_at is None or at < case.lapsed_at


def by_deliberation(known: Iterable[GroundRule], named: Collection[Ground]) -> bool:
    """Return whether both sides may settle one of these grounds by musyawarah. Law: UU 14/2008 Pasal 35 ayat (2)."""
    return any(rule.deliberation for rule in known if rule.ground in set(named))
