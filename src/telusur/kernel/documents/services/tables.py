from __future__ import annotations

import io
import tempfile
from datetime import date, datetime, time
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, BinaryIO

from ..rules.content import Unacceptable
from ..rules.reading.tables import unpacked
from ..rules.spreadsheet import LONGEST_CELL, Table, Value, as_text, coded, column_letter, escaped, write_csv
from ..selectors import limits
from .parsing import parse
from .refusals import refused
from .storing import TABLES, judged_copy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LARGEST_EXACT = 2**53
WIDEST, NARROWEST, LOOKED_AT = 60, 10, 200


class CellTooLong(Exception):
    """A spreadsheet cell cannot hold so much text. `sheet`, `row` and `column` (1-based) name the place."""

    code = "cell_too_long"

    def __init__(self, sheet: str, row: int, column: int) -> None:
        super().__init__(sheet, row, column)
        self.sheet, self.row, self.column = sheet, row, column


def read_table(*, content: BinaryIO, name: str, on: date) -> Table:
    """Return the sheets of an XLSX, ODS or CSV file, with every cell that holds something, its place, and whether its
    sheet, row or column is hidden. What `write_table` escaped comes back as it was.

    A formula comes with the result the spreadsheet last kept, None if it kept none. Raises: Refused.
    """
    with tempfile.TemporaryFile() as copy:
        checked = judged_copy(content, copy, name, on, only=TABLES)
        try:
            return unpacked(parse("table", checked.type.key, copy, limits(on=on)))
        except Unacceptable as error:
            raise refused(error, as_table=True) from error


def write_table(*, sheets: Mapping[str, Sequence[Sequence[Value]]], kind: str) -> bytes:
    """Return a file of the kind `xlsx` or `csv` (one sheet) with these rows; the first of each sheet is its heading.

    Texts that a spreadsheet could run as a formula are escaped; `read_table` undoes exactly that. Dates stay dates in
    XLSX; instants with a zone are written as ISO 8601 text. Raises: CellTooLong, ValueError.
    """
    if kind == "csv":
        (rows,) = sheets.values()
        return write_csv(rows)
    if kind != "xlsx":
        raise ValueError(kind)
    _judge_lengths(sheets)  # before the book is begun: it cannot be left half-written
    from openpyxl import Workbook  # noqa: PLC0415 half a second that commands without a table need not wait for
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    book, bold = Workbook(write_only=True), Font(bold=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for place, width in enumerate(_widths(rows), start=1):
            sheet.column_dimensions[column_letter(place)].width = width
        for number, row in enumerate(rows, start=1):
            cells = [_fill(WriteOnlyCell(sheet), value) for value in row]
            for cell in cells if number == 1 else ():
                cell.font = bold
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _judge_lengths(sheets: Mapping[str, Sequence[Sequence[Value]]]) -> None:
    for name, rows in sheets.items():
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                if isinstance(value, str) and len(coded(escaped(value))) > LONGEST_CELL:
                    raise CellTooLong(name, number, place)


def _fill(cell: Any, value: Value) -> Any:
    cell.value = kept = _kept(value)
    if isinstance(kept, str):
        cell.data_type = "s"
    elif isinstance(kept, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm:ss"
    elif isinstance(kept, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _kept(value: Value) -> Value:
    """Return what a spreadsheet can hold without loss: an instant with a zone and a number too long become text."""
    if isinstance(value, datetime | time) and value.tzinfo is not None:
        return value.isoformat()
    if isinstance(value, int) and abs(value) > LARGEST_EXACT:
        return str(value)
    return coded(escaped(value)) if isinstance(value, str) else value


def _widths(rows: Sequence[Sequence[Value]]) -> list[int]:
    """Return a width in characters for each column, from the first rows."""
    columns = zip_longest(*rows[:LOOKED_AT])
    return [min(WIDEST, max(NARROWEST, 2 + max(len(as_text(value)) for value in column))) for column in columns]
