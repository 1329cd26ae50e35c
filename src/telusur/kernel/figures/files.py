"""Rows and numbers as files: a workbook with sheets, a ZIP of CSV files with CSVW metadata, one JSON text."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse

from telusur.kernel.documents import services as documents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .sheets import Sheet

EXPORTS = {
    "csv": ("zip", "application/zip"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("json", "application/json"),
}
CSVW = "http://www.w3.org/ns/csvw"


def export(kind: str, *, name: str, title: str, sheets: Mapping[str, Sheet]) -> HttpResponse:
    """Return all sheets in one file of this kind; a definition never travels apart from its numbers."""
    written = {"csv": _zipped, "xlsx": _workbook, "json": _json}[kind](title, sheets)
    ending, media_type = EXPORTS[kind]
    return HttpResponse(
        written,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )


def _workbook(_title: str, sheets: Mapping[str, Sheet]) -> bytes:
    return documents.write_table(sheets=sheets, kind="xlsx")


def _json(title: str, sheets: Mapping[str, Sheet]) -> bytes:
    """Return each sheet as a list of objects under its name."""
    content: dict[str, object] = {"title": title}
    for name, (heading, *lines) in sheets.items():
        content[name] = [dict(zip(map(str, heading), line, strict=True)) for line in lines]
    return json.dumps(content, ensure_ascii=False, indent=1, default=_isoformat).encode()


def _isoformat(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)


def _zipped(title: str, sheets: Mapping[str, Sheet]) -> bytes:
    """Return a CSV file for each sheet and, beside them, what each is and holds, as CSVW tells programs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, sheet in sheets.items():
            _put(folder, f"{name}.csv", documents.write_table(sheets={name: sheet}, kind="csv"))
        _put(folder, "csv-metadata.json", json.dumps(_metadata(title, sheets), ensure_ascii=False, indent=1).encode())
    return out.getvalue()


def _put(folder: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name)  # of no date: the same numbers are the same file
    entry.compress_type = zipfile.ZIP_DEFLATED
    folder.writestr(entry, content)


def _metadata(title: str, sheets: Mapping[str, Sheet]) -> dict[str, object]:
    tables = [
        {"url": f"{name}.csv", "dc:title": f"{title}: {name}", "tableSchema": {"columns": _columns(sheet)}}
        for name, sheet in sheets.items()
    ]
    return {"@context": CSVW, "dc:title": title, "tables": tables}


def _columns(sheet: Sheet) -> list[dict[str, str]]:
    heading, *lines = sheet
    return [
        {"titles": str(label), "datatype": _datatype([line[place] for line in lines])}
        for place, label in enumerate(heading)
    ]


def _datatype(cells: list[object]) -> str:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {int}:
        return "integer"
    if kinds and kinds <= {int, float}:
        return "number"
    return "date" if kinds == {date} else "string"
