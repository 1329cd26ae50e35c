"""Workbooks: sheets, rows and columns that are hidden, and numbers in any cell that lead to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ...release.findings import Finding, FindingKind, identities
from ...spreadsheet import as_text
from ..tables import Budget, table_of
from .written import SHORTEST, in_boxes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...content import Limits
    from ...spreadsheet import Row, Sheet


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
    texts = [as_text(cell.value) for cell in row]
    for cell, text in zip(row, texts, strict=True):
        if len(text) >= SHORTEST:
            yield from identities(text, provinces=provinces, page=page, place=place or f"{sheet}{cell.address}")
    yield from in_boxes(texts, provinces, place or f"{sheet}{row.number}", page=page)


def _hidden(number: int, sheet: Sheet) -> Iterator[Finding]:
    columns: set[str] = set()
    for row in sheet.rows:
        if row.hidden:
            yield Finding(FindingKind.HIDDEN_ROW, number, sheet.name, str(row.number))
        else:
            columns |= {cell.column for cell in row if cell.hidden}
    for column in sorted(columns):
        yield Finding(FindingKind.HIDDEN_COLUMN, number, sheet.name, column)
