"""Rows and numbers as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from telusur.kernel.documents import services as documents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rules.definitions import Column, Figure, Row
    from ..rules.periods import Period

EXPORTS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export(kind: str, figure: Figure, columns: Sequence[Column], rows: Sequence[Row], period: Period) -> HttpResponse:
    """Return the rows as a file; a workbook carries the definition on a sheet of its own."""
    table = [[str(column.label) for column in columns]]
    table += [[row.columns.get(column.key) for column in columns] for row in rows]  # type: ignore[misc]
    sheets: dict[str, Sequence[Sequence[object]]] = {"Catatan": table}
    if kind == "xlsx":
        facts = [("Kunci", figure.key), ("Nama", figure.name), ("Satuan", figure.unit), ("Masa", period.label)]
        facts += [("Definisi", figure.definition), ("Dasar", figure.source), ("Versi", figure.version)]
        sheets["Definisi"] = [("Hal", "Isi"), *((name, str(text)) for name, text in facts)]
    name = f"{figure.key}-{period.key}.{kind}"
    return HttpResponse(
        documents.write_table(sheets=sheets, kind=kind),  # type: ignore[arg-type]
        content_type=EXPORTS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
