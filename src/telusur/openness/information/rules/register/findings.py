"""What is found in a file of entries: rows that can be taken, faults with their place, remarks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..entries import Entry


class Problem(StrEnum):
    """What may be wrong with a cell. Texts and remedies stand beside the services."""

    NO_HEADING = "no_heading"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNKNOWN_CLASS = "unknown_class"
    UNKNOWN_FORM = "unknown_form"
    UNKNOWN_UNIT = "unknown_unit"
    BAD_YEAR = "bad_year"
    BAD_DATE = "bad_date"
    BAD_INSTANT = "bad_instant"
    BAD_LINK = "bad_link"
    TAG_TOO_LONG = "tag_too_long"
    NUMBER_TWICE = "number_twice"
    NUMBER_TAKEN = "number_taken"
    EVENT_WITHOUT_CLASS = "event_without_class"
    FILE_MISSING = "file_missing"
    FORMULA_WITHOUT_RESULT = "formula_without_result"


class Remark(StrEnum):
    """What is said of a file without being a fault."""

    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROW = "hidden_row"
    HIDDEN_COLUMN = "hidden_column"
    SHEET_PASSED_OVER = "sheet_passed_over"
    UNKNOWN_COLUMN = "unknown_column"
    STATE_NOT_TAKEN = "state_not_taken"
    WITHOUT_EVENT = "without_event"
    WITHOUT_SUMMARY = "without_summary"
    FILE_UNUSED = "file_unused"


@dataclass(frozen=True)
class Fault:
    """What is wrong, where: sheet, row (0: the sheet itself), column (letter and heading), the value as it stands."""

    problem: Problem
    sheet: str
    row: int = 0
    column: str = ""
    heading: str = ""
    value: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Note:
    remark: Remark
    sheet: str = ""
    name: str = ""


@dataclass(frozen=True)
class RegisterRow:
    """A row that can be taken. files: names of the files that belong to it."""

    sheet: str
    row: int
    entry: Entry
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A table, read: every row, everything wrong, everything worth saying."""

    rows: tuple[RegisterRow, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Known:
    """What the office's own data decides. units: code → id; taken: (year, number); files: names of those given."""

    units: Mapping[str, int]
    time_zone: str
    taken: Collection[tuple[int, str]] = ()
    files: Collection[str] = ()
