"""The tables of a report as sheets of a workbook: numbers as numbers, each with the page of its rows beside it."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from .content import Number

if TYPE_CHECKING:
    from .content import Part, Report, Table

DECIMALS = 4
BROKEN = re.compile(r"(?P<whole>[\d.]+),(?P<rest>\d+)%?")  # as it is printed: 6,66%
CONTENTS = "Daftar isi"
Rows = list[list[object]]


def sheets_of(report: Report) -> dict[str, Rows]:
    """Return the sheets by name: first what there is, then a sheet for each table in the report's order."""
    tables = report.tables()
    names = [f"Tabel {place}" for place, _table in enumerate(tables, start=1)]
    first: Rows = [["Lembar", "Judul"]]
    first += [[name, table.title] for name, table in zip(names, tables, strict=True)]
    first += [
        [],
        ["Laporan", f"{report.title} {report.office.name} tahun {report.year}"],
        ["Dibekukan", report.frozen_on],
        ["Sidik", report.digest],
    ]
    return {CONTENTS: first} | {name: _rows(table) for name, table in zip(names, tables, strict=True)}


def _rows(table: Table) -> Rows:
    linked = any(isinstance(part, Number) and part.rows.startswith("http") for row in table.rows for part in row)
    head: list[object] = [column.label for column in table.columns]
    rows: Rows = [[*head, *(["Baris di balik angka"] if linked else [])]]
    for row in (*table.rows, *([table.total] if table.total else [])):
        page = next((part.rows for part in row if isinstance(part, Number) and part.rows.startswith("http")), "")
        rows.append([*(_value(part) for part in row), *([page] if linked else [])])
    if table.note:
        rows += [[], [table.note]]
    return rows


def _value(part: Part) -> object:
    """Return a cell's value: a whole number, a number to the decimals that are printed, or text.

    What the page and the paper say is what adds up there; sixteen decimals read like an identity number.
    """
    if not isinstance(part, Number):
        return part
    if part.value is None:
        return None
    if isinstance(part.value, Fraction):
        if said := BROKEN.fullmatch(part.printed):
            return float(f"{said['whole'].replace('.', '')}.{said['rest']}")
        return round(float(part.value), DECIMALS)
    return part.value
