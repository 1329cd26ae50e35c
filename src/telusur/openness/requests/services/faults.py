"""What can stop an act: a small exception with a code and the facts a page needs to say it plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules.identity import BadIdentity
from ..rules.questions import BadQuestion
from ..rules.reach import within_reach
from ..rules.transitions import NotPermitted, WrongState

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "AlreadyFiled",
    "AlreadyRegistered",
    "BadIdentity",
    "BadQuestion",
    "NotPermitted",
    "Refused",
    "StaleCase",
    "WrongState",
    "require_reach",
]


class Refused(Exception):
    """The act cannot be done as asked. `code` names the reason, `data` what the sentence about it needs."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code, self.data = code, data


def require_reach(day: date, *, on: date) -> None:
    """Refuse a day to come that lies so far ahead that its year was mistyped. Raises: Refused `day_too_far`."""
    if not within_reach(day, on=on):
        raise Refused("day_too_far", on=day)


class StaleCase(Refused):
    """The page on which the act was chosen is older than the case."""

    def __init__(self, *, number: str, code: str = "stale_case") -> None:
        super().__init__(code, number=number)


class AlreadyRegistered(Refused):
    """The same form was sent twice; the first one has this number."""

    def __init__(self, *, number: str, request_id: int) -> None:
        super().__init__("already_registered", number=number)
        self.request_id = request_id


class AlreadyFiled(Refused):
    """The same objection was sent twice; the first one has this number."""

    def __init__(self, *, number: str, objection_id: int) -> None:
        super().__init__("already_filed", number=number)
        self.objection_id = objection_id
