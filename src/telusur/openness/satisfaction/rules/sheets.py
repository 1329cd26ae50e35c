"""One respondent's answers, from any channel, as they are checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .index import CODES, HIGHEST, LOWEST
from .words import ATTRIBUTES, MOST_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from .words import Channel


class BadSheet(ValueError):
    """Answers that cannot be taken. `field` is an element's code, an attribute or `comment`."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code, field)
        self.code, self.field = code, field
        self.data = {"field": field}


@dataclass(frozen=True)
class Sheet:
    """scores: 1 to 4 by the code of the element; an element that was not answered is missing. Attributes: a value of
    their rule, or nothing."""

    scores: Mapping[str, int]
    age: str = ""
    sex: str = ""
    education: str = ""
    occupation: str = ""
    comment: str = field(default="", repr=False)


def checked(sheet: Sheet, *, values: Mapping[str, tuple[str, ...]]) -> Sheet:
    """Return the sheet with its comment trimmed.

    values: what each attribute may say. Raises: BadSheet (`nothing_answered`, `no_element`, `no_answer`,
    `no_such_value`, `comment_too_long`).
    """
    if not sheet.scores:
        raise BadSheet("nothing_answered")
    for code, score in sheet.scores.items():
        if code not in CODES:
            raise BadSheet("no_element", code)
        if not LOWEST <= score <= HIGHEST:
            raise BadSheet("no_answer", code)
    for name in ATTRIBUTES:
        value = getattr(sheet, name)
        if value and value not in values[name]:
            raise BadSheet("no_such_value", name)
    comment = sheet.comment.strip()
    if len(comment) > MOST_LETTERS:
        raise BadSheet("comment_too_long", "comment")
    return Sheet(dict(sheet.scores), sheet.age, sheet.sex, sheet.education, sheet.occupation, comment)


@dataclass(frozen=True)
class Pending:
    """A sheet on its way into the pot: with the month it came in and the way, nothing else of when or from whom."""

    sheet: Sheet
    month: date
    channel: Channel

    @property
    def row(self) -> tuple[int | None, ...]:
        """The nine answers in the order of the codes."""
        return tuple(self.sheet.scores.get(code) for code in CODES)
