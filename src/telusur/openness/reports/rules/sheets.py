"""A book as a spreadsheet: which column holds what, and everything wrong with a sheet that was filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from telusur.kernel.documents.rules.spreadsheet import Row, Table, Value


MOST_ROWS = 500  # at once: no office keeps as many things of one kind, and they are judged while somebody waits
MOST_SHOWN = 50


@dataclass(frozen=True)
class Line:
    """One filled row: its number as the spreadsheet shows it, and what stands under each column's name."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class SheetFault:
    """What is wrong: the row (0 for the whole file), the column's heading, what stands there; `code`: the remedy."""

    code: str
    row: int = 0
    column: str = ""
    value: str = ""


def read_lines(table: Table, columns: Mapping[str, str]) -> tuple[list[Line], list[SheetFault]]:
    """Return the filled rows of the first sheet that holds anything, and what is wrong with the file.

    columns: heading by name, every one expected in the first row, in any order, whatever its capitals.
    """
    faults = [SheetFault("hidden", int(each.name) if each.kind == "row" else 0) for each in table.hidden()]
    sheet = next((sheet for sheet in table.sheets if sheet.rows), None)
    if sheet is None:
        return [], [*faults, SheetFault("empty")]
    head, *rest = sheet.rows
    letters = _letters(head, columns)
    faults += [
        SheetFault("column_missing", head.number, label) for name, label in columns.items() if name not in letters
    ]
    if faults:
        return [], faults
    lines = list(_lines(rest, letters))
    return lines, [] if lines else [SheetFault("empty")]


def _letters(head: Row, columns: Mapping[str, str]) -> dict[str, str]:
    said = {" ".join(cell.text.split()).casefold(): cell.column for cell in head}
    return {name: said[label.casefold()] for name, label in columns.items() if label.casefold() in said}


def _lines(rows: Sequence[Row], letters: Mapping[str, str]) -> Iterator[Line]:
    for row in rows:
        cells = {name: row.cell(letter) for name, letter in letters.items()}
        if any(cell is not None and cell.text for cell in cells.values()):
            yield Line(row.number, {name: cell.value if cell else None for name, cell in cells.items()})
