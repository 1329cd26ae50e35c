"""Rows by the hundred thousand: PostgreSQL's COPY into a table of this transaction, then one statement over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

PIECE = 20_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_rows(table: str, columns: str, rows: Iterable[str]) -> None:
    """Copy rows into a table; each row is a line of COPY's text format, without its end."""
    with connection.cursor() as cursor, cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
        piece: list[str] = []
        for row in rows:
            piece.append(row)
            if len(piece) == PIECE:
                copy.write("\n".join(piece) + "\n")
                piece.clear()
        if piece:
            copy.write("\n".join(piece) + "\n")


def line(*values: object) -> str:
    """Return one line of COPY's text format. None is null."""
    said = [r"\N" if value is None else str(value) for value in values]
    row = "\t".join(said)
    if "\\" in row or "\n" in row or "\r" in row or row.count("\t") >= len(said):
        row = "\t".join(r"\N" if value is None else str(value).translate(_ESCAPES) for value in values)
    return row


def run(statement: str, parameters: Sequence[str | int | bool | date] = ()) -> int:
    """Run one statement and return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)
