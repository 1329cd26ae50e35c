from __future__ import annotations

import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from defusedxml.ElementTree import iterparse

from ..spreadsheet import Cell, Row, Sheet, Value, column_letter, numeral, unescaped
from .markup import OFFICE, TEXT, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tables import Budget

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
UNSEEN = ("collapse", "filter")
NUMBERS = ("float", "percentage", "currency")
WIDEST = 16384


def sheets(content: BinaryIO, budget: Budget) -> Iterator[Sheet]:
    """Yield the sheets of an ODS file with the cells that hold something."""
    with zipfile.ZipFile(content) as package, package.open("content.xml") as part:
        hidden_styles: set[str] = set()
        reader: _SheetReader | None = None
        for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                if element.tag == f"{TABLE}table" and reader is None:
                    hidden = element.get(f"{TABLE}style-name") in hidden_styles
                    reader = _SheetReader(element.get(f"{TABLE}name", ""), budget, hidden=hidden)
            elif element.tag == f"{STYLE}style":
                shown = element.find(f"{STYLE}table-properties")
                if shown is not None and shown.get(f"{TABLE}display") == "false":
                    hidden_styles.add(element.get(f"{STYLE}name", ""))
            elif reader is not None and element.tag == f"{TABLE}table":
                yield Sheet(reader.name, tuple(reader.rows), reader.hidden)
                reader = None
            elif reader is not None:
                reader.take(element)


class _SheetReader:
    """Gathers one sheet; runs of equal columns, rows and cells are written once in the file."""

    def __init__(self, name: str, budget: Budget, *, hidden: bool) -> None:
        self.name, self.hidden, self.budget = name, hidden, budget
        self.rows: list[Row] = []
        self.hidden_columns: set[int] = set()
        self.columns, self.number = 0, 0

    def take(self, element: Any) -> None:
        if element.tag == f"{TABLE}table-column":
            times = min(WIDEST, _times(element, "columns"))
            if element.get(f"{TABLE}visibility") in UNSEEN:
                self.hidden_columns |= set(range(self.columns + 1, self.columns + times + 1))
            self.columns += times
        elif element.tag == f"{TABLE}table-row":
            self._row(element)
            element.clear()

    def _row(self, element: Any) -> None:
        times = _times(element, "rows")
        row_hidden = element.get(f"{TABLE}visibility") in UNSEEN
        found = list(_cells(element))
        for number in range(self.number + 1, self.number + 1 + (times if found else 0)):
            if not self.budget.takes(len(found)):
                break
            cells = tuple(
                Cell(
                    number,
                    column_letter(column),
                    value,
                    self.hidden or row_hidden or column in self.hidden_columns,
                    formula,
                )
                for column, value, formula in found
            )
            self.rows.append(Row(number, cells, row_hidden))
        self.number += times


def _times(element: Any, what: str) -> int:
    return max(1, int(element.get(f"{TABLE}number-{what}-repeated", "1")))


def _cells(row: Any) -> Iterator[tuple[int, Value, bool]]:
    column = 0
    for element in row:
        if element.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        times = _times(element, "columns")
        value, formula = _value(element), element.get(f"{TABLE}formula") is not None
        if value is not None or formula:
            for place in range(column + 1, min(column + times, WIDEST) + 1):
                yield place, value, formula
        column += times


def _value(element: Any) -> Value:
    kind = element.get(f"{OFFICE}value-type")
    if kind in NUMBERS:
        written = element.get(f"{OFFICE}value", "0")
        number = float(written)
        return numeral(int(number) if number.is_integer() else number, written)
    if kind == "boolean":
        return str(element.get(f"{OFFICE}boolean-value")) == "true"
    if kind == "date":
        text = element.get(f"{OFFICE}date-value", "")
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    text = "\n".join(plain(line) for line in element.iterfind(f"{TEXT}p"))
    return unescaped(text or element.get(f"{OFFICE}string-value", "")) or None
