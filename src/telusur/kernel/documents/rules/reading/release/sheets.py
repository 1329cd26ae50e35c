"""Workbooks: sheets, rows and columns that are hidden, and numbers in any cell that lead to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ...release.findings import Finding, FindingKind, identities
from ...spreadsheet import as_text
from ..tables import Budget, table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...content import Limits
    from ...spreadsheet import Cell, Row, Sheet

SHORTEST_NUMBER = 10  # of a telephone


def sheet_findings(content: BinaryIO, limits: Limits, kind: str, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield from every sheet of an XLSX or ODS file. Raises: Unacceptable, for more cells than are looked at."""
    for number, sheet in enumerate(table_of(content, kind, Budget(limits.cells, truncated=False)).sheets, start=1):
        if sheet.hidden:
            yield Finding(FindingKind.HIDDEN_SHEET, number, sheet.name)
        else:
            yield from _hidden(number, sheet)
        for row in sheet.rows:
            yield from in_row(row, provinces=provinces, page=number, sheet=f"{sheet.name}!")


def in_row(
    row: Row, *, provinces: Collection[str], page: int = 0, sheet: str = "", place: str = ""
) -> Iterator[Finding]:
    """Yield the numbers of a row that lead to a person: in one cell, or one digit in each as forms ask for.

    place: where they stand; without it, the cell is named after `sheet`.
    """
    digits: list[Cell] = []
    for cell in row:
        text = as_text(cell.value)
        if len(text) >= 6:  # noqa: PLR2004 shorter than any address
            yield from identities(text, provinces=provinces, page=page, place=place or f"{sheet}{cell.address}")
        if len(text.strip()) == 1 and text.strip().isdecimal():
            digits.append(cell)
        else:
            yield from _in_boxes(digits, provinces, page, place, sheet)
            digits = []
    yield from _in_boxes(digits, provinces, page, place, sheet)


def _in_boxes(digits: list[Cell], provinces: Collection[str], page: int, place: str, sheet: str) -> Iterator[Finding]:
    if len(digits) >= SHORTEST_NUMBER:
        text = "".join(as_text(cell.value).strip() for cell in digits)
        yield from identities(text, provinces=provinces, page=page, place=place or f"{sheet}{digits[0].address}")


def _hidden(number: int, sheet: Sheet) -> Iterator[Finding]:
    columns: set[str] = set()
    for row in sheet.rows:
        if row.hidden:
            yield Finding(FindingKind.HIDDEN_ROW, number, sheet.name, str(row.number))
        else:
            columns |= {cell.column for cell in row if cell.hidden}
    for column in sorted(columns):
        yield Finding(FindingKind.HIDDEN_COLUMN, number, sheet.name, column)
