"""Spreadsheets as rows of cells. An answer is `{"sheets": [{"name", "hidden", "rows": [[number, hidden, [[column,
value, hidden, formula], …]], …]}]}`; dates and times are `{"date": …}`, `{"datetime": …}`, `{"time": …}`."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, BinaryIO

from ..content import Fault, Unacceptable
from ..spreadsheet import Cell, Row, Sheet, Table, Value, as_text, parse_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..content import Limits

SHOWN_ROWS, SHOWN_COLUMNS, SHOWN_SHEETS, SHOWN_CHARACTERS = 50, 20, 10, 200


class Budget:
    """How many cells may still come."""

    def __init__(self, cells: int, *, truncated: bool) -> None:
        self.left, self.truncated = cells, truncated

    def takes(self, count: int) -> bool:
        """Return whether so many more fit. Raises: Unacceptable, where the rest may not be left out."""
        self.left -= count
        if self.left >= 0:
            return True
        if not self.truncated:
            raise Unacceptable(Fault.TOO_LONG)
        return False


def table(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Return every cell that holds something. Raises: Unacceptable, for more cells than the limit."""
    found = table_of(content, job["kind"], Budget(limits.cells, truncated=False))
    return {"sheets": [_sheet(sheet) for sheet in found.sheets]}


def read(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Return the text of each sheet as a page, and the first rows for the preview; what is hidden is not shown."""
    found = table_of(content, job["kind"], Budget(limits.cells, truncated=True))
    pages, shown, left = [], [], limits.characters
    for number, sheet in enumerate((sheet for sheet in found.sheets if not sheet.hidden), start=1):
        rows = [[as_text(cell.value) for cell in row if not cell.hidden] for row in sheet.rows if not row.hidden]
        text = "\n".join("\t".join(row) for row in rows)[:left]
        left -= len(text)
        pages.append({"number": number, "title": sheet.name[:120], "text": text, "picture": False})
        if number <= SHOWN_SHEETS:
            shown.append({"name": sheet.name, "rows": list(_shown(sheet)), "more": len(sheet.rows) > SHOWN_ROWS})
    return {"pages": pages, "count": None, "table": shown}


def table_of(content: BinaryIO, kind: str, budget: Budget) -> Table:
    """Return the cells of an XLSX, ODS or CSV file, hidden ones among them."""
    if kind == "csv":
        return parse_csv(content.read(), cells=budget.left, truncated=budget.truncated)
    if kind == "xlsx":
        from .xlsx import sheets  # noqa: PLC0415 openpyxl is heavy

        return Table(tuple(sheets(content, budget)))
    from .ods import sheets as ods_sheets  # noqa: PLC0415

    return Table(tuple(ods_sheets(content, budget)))


def _shown(sheet: Sheet) -> Iterator[list[str]]:
    from ..spreadsheet import column_number  # noqa: PLC0415

    visible = [row for row in sheet.rows if not row.hidden][:SHOWN_ROWS]
    columns = sorted({cell.column for row in visible for cell in row if not cell.hidden}, key=column_number)
    for row in visible:
        texts = {cell.column: as_text(cell.value)[:SHOWN_CHARACTERS] for cell in row}
        yield [texts.get(column, "") for column in columns[:SHOWN_COLUMNS]]


def _sheet(sheet: Sheet) -> dict[str, Any]:
    rows = [[row.number, row.hidden, [_cell(cell) for cell in row]] for row in sheet.rows]
    return {"name": sheet.name, "hidden": sheet.hidden, "rows": rows}


def _cell(cell: Cell) -> list[Any]:
    return [cell.column, packed(cell.value), cell.hidden, cell.formula]


def packed(value: Value) -> Any:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"time": value.isoformat()} if isinstance(value, time) else value


def unpacked(answer: dict[str, Any]) -> Table:
    """Return the table that `table` described."""
    return Table(
        tuple(
            Sheet(
                str(sheet["name"]),
                tuple(
                    Row(
                        int(number),
                        tuple(
                            Cell(int(number), str(column), _value(value), bool(hidden), bool(formula))
                            for column, value, hidden, formula in cells
                        ),
                        bool(row_hidden),
                    )
                    for number, row_hidden, cells in sheet["rows"]
                ),
                bool(sheet["hidden"]),
            )
            for sheet in answer["sheets"]
        )
    )


def _value(value: Any) -> Value:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    kind, text = next(iter(value.items()))
    if kind == "date":
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if kind == "datetime" else time.fromisoformat(text)
