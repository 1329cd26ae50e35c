"""Disputes before the Komisi Informasi and the courts (SOP 3): states, acts, outcomes, and whose clock runs.

Law: UU 14/2008 Pasal 37–50; Perki 1/2013; Perki 1/2019 for election information; Perma 2/2011.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from .moves import Move, read
from .objections import by_deliberation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from telusur.kernel.law.rules import Rule

    from .objections import Ground, GroundRule


class DisputeState(StrEnum):
    """Where a dispute stands on the way of SOP 3."""

    REGISTERED = "registered"
    SUMMONED = "summoned"
    EXAMINATION = "examination"
    MEDIATION = "mediation"
    AGREED = "agreed"
    ADJUDICATION = "adjudication"
    RULED = "ruled"
    COURT = "court"
    COURT_RULED = "court_ruled"
    CASSATION = "cassation"
    FINAL = "final"
    EXECUTED = "executed"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"


CLOSED: Final = frozenset({DisputeState.FINISHED, DisputeState.WITHDRAWN})
OPEN: Final = frozenset(DisputeState) - CLOSED
# What is ruled or agreed binds from here on: agreed, final, or carried out before it was.
BINDING: Final = frozenset({DisputeState.AGREED, DisputeState.FINAL, DisputeState.EXECUTED})
# The clock of the commission runs until it ruled or both sides agreed.
BEFORE_COMMISSION: Final = frozenset(
    {
        DisputeState.REGISTERED,
        DisputeState.SUMMONED,
        DisputeState.EXAMINATION,
        DisputeState.MEDIATION,
        DisputeState.ADJUDICATION,
    }
)


class DisputeAct(StrEnum):
    """What may happen to a dispute; each is one row of the ledger."""

    REGISTER = "register"
    SUMMON = "summon"
    CALL_OFF = "call_off"
    RECORD_HEARING = "record_hearing"
    GRANT_POWER = "grant_power"
    KEEP_POWER = "keep_power"
    KEEP_PAPER = "keep_paper"
    ANSWER = "answer"
    LIST_EVIDENCE = "list_evidence"
    EXAMINE = "examine"
    MEDIATE = "mediate"
    AGREE = "agree"
    FAIL_MEDIATION = "fail_mediation"
    ADJUDICATE = "adjudicate"
    ORDER_TEST = "order_test"
    END_TEST = "end_test"
    DISMISS = "dismiss"
    RULE = "rule"
    SUE = "sue"
    RULE_COURT = "rule_court"
    DROP_SUIT = "drop_suit"
    DROP_ONE_SUIT = "drop_one_suit"
    CASSATE = "cassate"
    RULE_CASSATION = "rule_cassation"
    BECOME_FINAL = "become_final"
    REOPEN_ANSWER = "reopen_answer"
    EXECUTE = "execute"
    FINISH = "finish"
    WITHDRAW = "withdraw"
    MOVE_DEADLINE = "move_deadline"


class DisputeOutcome(StrEnum):
    """What was ruled or agreed. Law: UU 14/2008 Pasal 39, 46, 49."""

    OPENED = "opened"
    OPENED_PART = "opened_part"
    DUTY = "duty"
    KEPT = "kept"
    DISMISSED = "dismissed"
    AGREED = "agreed"


# What tells the office to do something by a day.
ORDERING: Final = frozenset(
    {DisputeOutcome.OPENED, DisputeOutcome.OPENED_PART, DisputeOutcome.DUTY, DisputeOutcome.AGREED}
)
# What opens information, so that it is there at any time by law. Law: UU 14/2008 Pasal 11 ayat (2).
OPENING: Final = frozenset({DisputeOutcome.OPENED, DisputeOutcome.OPENED_PART})
# What a panel may rule; an agreement is not ruled.
RULABLE: Final = tuple(outcome for outcome in DisputeOutcome if outcome != DisputeOutcome.AGREED)


class Whose(StrEnum):
    """Whose act or clock it is. The office is blamed for its own alone."""

    APPLICANT = "applicant"
    OFFICE = "office"
    EITHER = "either"
    BOTH = "both"
    COMMISSION = "commission"
    COURT = "court"


class Forum(StrEnum):
    """Who hears the case at that stage."""

    COMMISSION = "commission"
    COURT = "court"
    SUPREME_COURT = "supreme_court"


class CommissionLevel(StrEnum):
    """Which Komisi Informasi: of the state, of a province, of a regency or city. Law: UU 14/2008 Pasal 24."""

    NATIONAL = "national"
    PROVINCE = "province"
    REGENCY = "regency"


class HearingKind(StrEnum):
    """What a summons calls the office to."""

    EXAMINATION = "examination"
    MEDIATION = "mediation"
    ADJUDICATION = "adjudication"
    COURT = "court"


class PaperKind(StrEnum):
    """What a paper of the dispute is."""

    NOTICE = "notice"
    SUMMONS = "summons"
    POWER = "power"
    PLEADING = "pleading"
    EVIDENCE = "evidence"
    MINUTES = "minutes"
    AGREEMENT = "agreement"
    RULING = "ruling"
    SUIT = "suit"
    EXECUTION = "execution"
    OTHER = "other"


Table = tuple[Move[DisputeState, DisputeAct, DisputeOutcome], ...]


def dispute_moves(rules: Iterable[Rule]) -> Table:
    """Return the moves that rows of the table `dispute_transition` allow; the caller chose the rows in force."""
    return read(rules, states=DisputeState, acts=DisputeAct, outcomes=DisputeOutcome)


def may_be_mediated(known: Iterable[GroundRule], named: Collection[Ground]) -> bool:
    """Return whether the commission may mediate: for grounds b–g alone, as for musyawarah. Law: UU 14/2008 Pasal 40."""
    return by_deliberation(known, named)


def filed_late(filed_on: date, *, until: date | None) -> bool:
    """Return whether a step came after its time; one whose time never began is not late."""
    return until is not None and filed_on > until
