"""The closed lists of this room: cases about one's own data, and breaches. Labels stand beside the models."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from telusur.openness.requests.rules.words import Tie

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What a person asks of his own data."""

    CORRECTION = "correction"
    COPY = "copy"


class State(StrEnum):
    """Where a case about one's own data stands."""

    ASKED = "asked"
    VERIFIED = "verified"
    SETTLED = "settled"
    PREPARED = "prepared"
    HANDED = "handed"
    UNVERIFIED = "unverified"
    WITHDRAWN = "withdrawn"


# The clock of 3 × 24 hours runs until the person is told what became of it.
UNANSWERED = frozenset({State.ASKED, State.VERIFIED})
CLOSED = frozenset({State.SETTLED, State.HANDED, State.UNVERIFIED, State.WITHDRAWN})
OPEN = frozenset(State) - CLOSED


class Act(StrEnum):
    """What may happen to such a case; each is one row of the ledger."""

    ASK = "ask"
    VERIFY = "verify"
    CLOSE_UNVERIFIED = "close_unverified"
    SETTLE = "settle"
    PREPARE = "prepare"
    FETCH = "fetch"
    HAND_OVER = "hand_over"
    WITHDRAW = "withdraw"


class Field(StrEnum):
    """What of an applicant may be corrected on request."""

    NAME = "name"
    REPRESENTATIVE = "representative"
    IDENTITY_NUMBER = "identity_number"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"


class Register(StrEnum):
    """The book of this room that gives a number."""

    OWN_DATA = "own_data"
    BREACH = "breach"


class Way(StrEnum):
    """How somebody came to ask, which is also how he follows it."""

    ACCOUNT = "account"
    TRACKING = "tracking"
    DESK = "desk"


class Proof(StrEnum):
    """By what an officer knows that the asker is the person."""

    CARD = "card"
    ACCOUNT = "account"
    SECRET = "secret"  # noqa: S105 the name of a proof
    CALL = "call"


# What each proof binds to the person. A tracking code is of one file; a call reaches who holds that telephone.
TIES: Mapping[Proof, Tie | None] = MappingProxyType(
    {Proof.CARD: Tie.IDENTITY, Proof.ACCOUNT: Tie.ACCOUNT, Proof.CALL: Tie.PHONE, Proof.SECRET: None}
)


def proofs_of_way(way: Way) -> tuple[Proof, ...]:
    """Return by what an officer can know a person who came this way: a code or an account proves who came by it."""
    came = {Way.TRACKING: Proof.SECRET, Way.ACCOUNT: Proof.ACCOUNT}
    return (*((came[way],) if way in came else ()), Proof.CARD, Proof.CALL)


class BreachState(StrEnum):
    """Where a breach of personal data stands."""

    REPORTED = "reported"
    ASSESSED = "assessed"
    CLOSED = "closed"
    DISMISSED = "dismissed"


RUNNING = frozenset({BreachState.REPORTED, BreachState.ASSESSED})


class BreachAct(StrEnum):
    """What may happen to a breach; each is one row of the ledger."""

    REPORT = "report"
    ASSESS = "assess"
    TELL_SUBJECTS = "tell_subjects"
    ALL_TOLD = "all_told"
    TELL_AUTHORITY = "tell_authority"
    PUBLISH = "publish"
    PROVE = "prove"
    CLOSE = "close"
    DISMISS = "dismiss"


class Data(StrEnum):
    """What kinds of data a breach laid open."""

    NAME = "name"
    CONTACT = "contact"
    ADDRESS = "address"
    IDENTITY_NUMBER = "identity_number"
    SCAN = "scan"
    CASE = "case"
    OTHER = "other"


class Told(StrEnum):
    """Who is told of a breach."""

    SUBJECT = "subject"
    AUTHORITY = "authority"
    PUBLIC = "public"
