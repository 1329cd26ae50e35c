"""Workbooks: sheets, rows and columns that are hidden, and numbers in any cell that lead to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ...release.findings import Finding, FindingKind, identities
from ...spreadsheet import as_text
from ..tables import Budget, table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...content import Limits
    from ...spreadsheet import Sheet


def sheet_findings(content: BinaryIO, limits: Limits, kind: str, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield from every sheet of an XLSX or ODS file. Raises: Unacceptable, for more cells than are looked at."""
    for number, sheet in enumerate(table_of(content, kind, Budget(limits.cells, truncated=False)).sheets, start=1):
        if sheet.hidden:
            yield Finding(FindingKind.HIDDEN_SHEET, number, sheet.name)
        else:
            yield from _hidden(number, sheet)
        for row in sheet.rows:
            for cell in row:
                text = as_text(cell.value)
                if len(text) >= 6:  # noqa: PLR2004 shorter than any address
                    place = f"{sheet.name}!{cell.address}"
                    yield from identities(text, provinces=provinces, page=number, place=place)


def _hidden(number: int, sheet: Sheet) -> Iterator[Finding]:
    columns: set[str] = set()
    for row in sheet.rows:
        if row.hidden:
            yield Finding(FindingKind.HIDDEN_ROW, number, sheet.name, str(row.number))
        else:
            columns |= {cell.column for cell in row if cell.hidden}
    for column in sorted(columns):
        yield Finding(FindingKind.HIDDEN_COLUMN, number, sheet.name, column)
