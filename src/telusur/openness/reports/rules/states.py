"""The annual report of the service (SOP 8): its states and acts, as their table orders them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where the report of a year stands on the way of SOP 8."""

    FROZEN = "frozen"
    GENERATED = "generated"
    CHECKED = "checked"
    SIGNED = "signed"
    PUBLISHED = "published"
    SENT = "sent"


class Act(StrEnum):
    """What may happen to the report of a year."""

    FREEZE = "freeze"
    GENERATE = "generate"
    NARRATE = "narrate"
    REFREEZE = "refreeze"
    EXPLAIN = "explain"
    CHECK = "check"
    RETURN = "return"
    SIGN = "sign"
    PUBLISH = "publish"
    SEND = "send"
    RECEIVE = "receive"
    REVISE = "revise"
    REPRINT = "reprint"


class Receiver(StrEnum):
    """Who gets the report of a year beside the public."""

    COMMISSION = "commission"
    UPPER = "upper"


ONWARD: Final = frozenset({Act.GENERATE, Act.CHECK, Act.SIGN, Act.PUBLISH, Act.SEND, Act.RECEIVE})
OPEN: Final = frozenset({State.FROZEN, State.GENERATED})
WRITTEN: Final = frozenset({State.GENERATED})
FIXED: Final = frozenset({State.CHECKED, State.SIGNED, State.PUBLISHED, State.SENT})
