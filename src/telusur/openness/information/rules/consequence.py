"""The consequence test (uji konsekuensi): where it stands, what may happen to it, and its six steps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from telusur.kernel.law import selectors as law

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Stage(StrEnum):
    """Where a consequence test stands on the way of SOP 7."""

    PROPOSED = "proposed"
    SENT_TO_PROVINCE = "sent_to_province"
    TESTED_BY_PROVINCE = "tested_by_province"
    FORWARDED_TO_NATIONAL = "forwarded_to_national"
    TESTED_BY_NATIONAL = "tested_by_national"
    CONCLUDED = "concluded"
    DETERMINED = "determined"
    FOUND_OPEN = "found_open"
    COVERED = "covered"
    WITHDRAWN = "withdrawn"


UNDER_TEST = frozenset({Stage.TESTED_BY_PROVINCE, Stage.TESTED_BY_NATIONAL})
FINISHED = frozenset({Stage.DETERMINED, Stage.FOUND_OPEN, Stage.COVERED, Stage.WITHDRAWN})


class Proceeding(StrEnum):
    """What may happen to a consequence test; each is one row of the ledger, as `information.test_<act>`."""

    PROPOSE = "propose"
    REVISE = "revise"
    ATTACH = "attach"
    SEND = "send"
    FORWARD = "forward"
    RETURN = "return"
    BEGIN = "begin"
    SAVE_STEP = "save_step"
    INVITE = "invite"
    ARGUE = "argue"
    CONCLUDE = "conclude"
    RESUME = "resume"
    DETERMINE = "determine"
    REUSE = "reuse"
    WITHDRAW = "withdraw"


class Occasion(StrEnum):
    """Why a test is made. Law: Perki 1/2021 Pasal 49."""

    BEFORE_REQUEST = "before_request"
    ON_REQUEST = "on_request"
    DURING_DISPUTE = "during_dispute"


class Conclusion(StrEnum):
    """How a test ends. Law: PKPU 22/2023 Pasal 25 ayat (3) huruf f."""

    EXEMPT = "exempt"
    OPEN = "open"


class Side(StrEnum):
    """What an argument speaks for."""

    OPENING = "opening"
    CLOSING = "closing"


class Participation(StrEnum):
    """As what somebody takes part in a test. Law: PKPU 22/2023 Pasal 24."""

    UNIT = "unit"
    CONSIDERATION = "consideration"
    EXPERT = "expert"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is proposed to be tested. reference: number of the request or of the dispute, as text."""

    title: str
    description: str
    reason: str
    occasion: Occasion = Occasion.BEFORE_REQUEST
    reference: str = ""
    request_due_on: date | None = None
    grounds: tuple[str, ...] = ()
    statute: str = ""
    tags: tuple[str, ...] = ()
    unit_id: int | None = None

    def missing(self) -> list[str]:
        """Return the names of the fields without which nothing can be tested."""
        lacking = [name for name in ("title", "description", "reason") if not str(getattr(self, name)).strip()]
        named = self.occasion == Occasion.BEFORE_REQUEST or self.reference.strip()
        return lacking if named else [*lacking, "reference"]


@dataclass(frozen=True)
class StepOfTest:
    """One of the six steps: the texts it asks for, and what is chosen in it ("grounds", "conclusion" or nothing)."""

    letter: str
    fields: tuple[str, ...]
    choice: str
    source: str
    confirmed: bool

    @property
    def asks(self) -> tuple[str, ...]:
        return (*((self.choice,) if self.choice else ()), *self.fields)


def steps(*, on: date) -> tuple[StepOfTest, ...]:
    """Return the steps of a test that began on `on`, in their order. Law: PKPU 22/2023 Pasal 25 ayat (3)."""
    keys = sorted({rule.key for rule in law.rows("information", "test_step")})
    found = [law.rule_in_force("information", "test_step", key, on=on) for key in keys]
    return tuple(
        StepOfTest(
            letter=rule.key,
            fields=tuple(value) if isinstance(value := rule["fields"], list) else (),
            choice=str(rule.get("choice", "")),
            source=rule.source,
            confirmed=rule.confirmed,
        )
        for rule in found
    )


def unanswered(answers: Mapping[str, Mapping[str, str]], *, on: date) -> list[str]:
    """Return the letters of the steps that lack an answer. answers: by letter, then by field."""
    return [
        step.letter
        for step in steps(on=on)
        if not all(answers.get(step.letter, {}).get(name, "").strip() for name in step.asks)
    ]
