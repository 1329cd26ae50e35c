"""The register of a year as an annex: rows without personal data, cut into parts of a thousand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROWS_A_PART = 1000
Cell = str | int | date | None
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
TITLE = "Register permohonan informasi publik tahun {year}"
DAY = "day"
PART = "Bagian {number} dari {parts}, baris {first} sampai {last} dari {rows}. Tanpa data pribadi pemohon."


@dataclass(frozen=True)
class Annex:
    """The rows of a register in public columns. on: the day of which it tells. widths: of the columns, relative."""

    office: str
    year: int
    on: date
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    widths: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        return TITLE.format(year=self.year)

    @property
    def sheet(self) -> str:
        return f"Register {self.year}"


@dataclass(frozen=True)
class Part:
    """A part of an annex: rows [first, last], counted from 1."""

    number: int
    parts: int
    first: int
    rows: Sequence[tuple[Cell, ...]]

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def name(self) -> str:
        return f"register-bagian-{self.number}"


def as_lines(rows: Iterable[Sequence[Cell]]) -> list[list[Any]]:
    """Return rows as JSON can hold them: days apart from text."""
    return [[{DAY: cell.isoformat()} if isinstance(cell, date) else cell for cell in row] for row in rows]


def from_lines(lines: Iterable[Sequence[Any]]) -> list[tuple[Cell, ...]]:
    """Return what `as_lines` was given."""
    return [tuple(date.fromisoformat(cell[DAY]) if isinstance(cell, dict) else cell for cell in row) for row in lines]


def parts_of(annex: Annex, *, size: int = ROWS_A_PART) -> Iterator[Part]:
    """Yield the parts in order; an empty register has none."""
    parts = -(-len(annex.rows) // size)
    for number in range(1, parts + 1):
        first = (number - 1) * size
        yield Part(number, parts, first + 1, annex.rows[first : first + size])


def sheet_of(annex: Annex) -> list[Sequence[Cell]]:
    """Return the whole register as rows of a sheet, days as days."""
    return [annex.columns, *annex.rows]


def part_facts(annex: Annex, part: Part) -> dict[str, Any]:
    """Return what the template prints of one part."""
    widths = annex.widths or (1,) * len(annex.columns)
    about = PART.format(number=part.number, parts=part.parts, first=part.first, last=part.last, rows=len(annex.rows))
    return {
        "title": annex.title,
        "about": about,
        "office": {"name": annex.office},
        "columns": [{"label": label, "width": width} for label, width in zip(annex.columns, widths, strict=True)],
        "rows": [[_shown(cell) for cell in row] for row in part.rows],
    }


def _shown(cell: Cell) -> str:
    if cell is None or cell == "":
        return "–"
    return f"{cell.day} {MONTHS[cell.month - 1]} {cell.year}" if isinstance(cell, date) else str(cell)
