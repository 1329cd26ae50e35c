"""One respondent's answers, from any channel, as they are checked and as they lie in the sealed pot."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from .index import CODES, HIGHEST, LOWEST
from .words import ATTRIBUTES, MOST_LETTERS, Channel

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    """A sheet in the pot: with the month it came in and the way, and nothing else of when or from whom."""

    sheet: Sheet
    month: date
    channel: Channel

    @property
    def row(self) -> tuple[int | None, ...]:
        """The nine answers in the order of the codes."""
        return tuple(self.sheet.scores.get(code) for code in CODES)


def written(pending: Pending) -> dict[str, Any]:
    return {
        "sheet": asdict(pending.sheet),
        "month": pending.month.isoformat(),
        "channel": pending.channel.value,
    }


def read(row: Mapping[str, Any]) -> Pending:
    return Pending(Sheet(**row["sheet"]), date.fromisoformat(row["month"]), Channel(row["channel"]))
