from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

import openpyxl
from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.styles.numbers import is_datetime

from ..spreadsheet import Cell, Row, Sheet, Value, column_letter, numeral, uncoded, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tables import Budget

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Of a column in letters, of a row in points: less is a line.
NARROWEST = 0.6
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class Marks:
    """What a sheet says beside its values."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[str] = field(default_factory=set)
    formulas: set[str] = field(default_factory=set)


def sheets(content: BinaryIO, budget: Budget) -> Iterator[Sheet]:
    """Yield the sheets of an XLSX file with the cells that hold something; a formula gives the result last kept."""
    with zipfile.ZipFile(content) as package:
        places = dict(places_of(package))
        marks = {name: _marks(package, place) for name, place in places.items()}
    content.seek(0)
    book = openpyxl.load_workbook(content, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        hidden = sheet.sheet_state != "visible"
        sheet.reset_dimensions()
        yield Sheet(sheet.title, tuple(_rows(sheet, marks.get(sheet.title, Marks()), budget, hidden=hidden)), hidden)


def places_of(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet that the workbook lists, and its part."""
    relations = {
        relation.get("Id"): relation.get("Target", "")
        for relation in fromstring(package.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    }
    book = fromstring(package.read("xl/workbook.xml"), forbid_dtd=True)
    for sheet in book.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        target = relations.get(sheet.get(RELATION), "")
        place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if place in package.namelist():
            yield sheet.get("name", ""), place


def _marks(package: zipfile.ZipFile, place: str) -> Marks:
    marks, column, number = Marks(), 16384, 0
    with package.open(place) as part:
        for _, element in iterparse(part, forbid_dtd=True):
            if element.tag == f"{MAIN}col" and _is_hidden(element):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                marks.hidden_columns |= {column_letter(number) for number in range(first, min(last, column) + 1)}
            elif element.tag == f"{MAIN}c":
                if element.find(f"{MAIN}f") is not None:
                    marks.formulas.add(element.get("r", ""))
                element.clear()
            elif element.tag == f"{MAIN}row":
                number = int(element.get("r", number + 1))
                if _is_hidden(element):
                    marks.hidden_rows.add(number)
                element.clear()
    return marks


def _is_hidden(element: Any) -> bool:
    width = element.get("width") or element.get("ht")
    return element.get("hidden") in ("1", "true") or (width is not None and float(width) < NARROWEST)


def _rows(sheet: Any, marks: Marks, budget: Budget, *, hidden: bool) -> Iterator[Row]:
    for number, line in enumerate(sheet.iter_rows(), start=1):
        row_hidden = number in marks.hidden_rows
        cells = []
        for place, cell in enumerate(line, start=1):
            column = column_letter(place)
            formula = f"{column}{number}" in marks.formulas
            value = _value(cell)
            if value is not None or formula:
                unseen = hidden or row_hidden or column in marks.hidden_columns
                cells.append(Cell(number, column, value, unseen, formula))
        if cells:
            if not budget.takes(len(cells)):
                return
            yield Row(number, tuple(cells), row_hidden)


def _value(cell: Any) -> Value:
    value = cell.value
    if isinstance(value, str):
        return unescaped(uncoded(value)) or None
    if isinstance(value, datetime) and is_datetime(cell.number_format) == "date" and value == _midnight(value):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return numeral(value, str(value))
    return str(value) if isinstance(value, timedelta) else value  # type: ignore[no-any-return]


def _midnight(value: datetime) -> datetime:
    return value.replace(hour=0, minute=0, second=0, microsecond=0)
