"""What the linter finds in a report, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .messages import LINE, LINE_OF_PAGE, Message, said

LONGEST = 160

Fact = str | int | float | None


class FindingKind(StrEnum):
    """What is wrong with a passage of a report. Each is found by one check."""

    SUM = "sum"
    NUMBER_WORDS = "number_words"
    YEAR = "year"
    WEEKDAY = "weekday"
    NO_SUCH_DATE = "no_such_date"
    SIGNED_EARLY = "signed_early"
    DANGLING_HEADING = "dangling_heading"
    UNFINISHED = "unfinished"
    EMPTY_FIGURE = "empty_figure"
    CONTRADICTION = "contradiction"
    LEGAL_BASIS = "legal_basis"
    SHARE = "share"
    PERCENTAGE = "percentage"
    REQUESTS_AND_PEOPLE = "requests_and_people"
    CATEGORY = "category"
    MISSING = "missing"
    TYPED = "typed"


@dataclass(frozen=True, order=True)
class Place:
    """A line of a report, both counted from 1; `page` is 0 where the text has no pages."""

    page: int
    line: int

    @property
    def message(self) -> Message:
        return said(LINE_OF_PAGE, page=self.page, line=self.line) if self.page else said(LINE, line=self.line)

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True)
class ReportFinding:
    """A fault of a report. `facts`: what stands there, and what it disagrees with. `message` says what to do.

    passage: in a report that is made here, the key of the passage at fault (`rules.plain`); "" in any other text.
    """

    kind: FindingKind
    place: Place
    excerpt: str
    facts: tuple[Fact, Fact]
    message: Message
    passage: str = ""


def shortened(text: str) -> str:
    """Return a passage on one line, cut where it is too long to quote."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1].rstrip()}…"
