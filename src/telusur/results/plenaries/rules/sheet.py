"""The D form as a table: the rows of the C form in the order of the law, a column for each unit below, sums carried
from page to page, the last of them the final sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.results.elections.rules.layout import UNREAD, X_MARK

from .sums import Column, added

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.results.elections.rules.layout import Choice, Layout

PER_PAGE = 8
CARRIED, CARRY, TOTAL = "Pindahan", "Jumlah dipindahkan", "JUMLAH AKHIR"
UNREAD_SIGN, X_SIGN = "?", "X"
_SEXES = {"_l": "Laki-laki (L)", "_p": "Perempuan (P)", "_j": "Jumlah (L + P)"}
_ROWS = {
    "ss_diterima": "Surat suara yang diterima, termasuk surat suara cadangan",
    "ss_digunakan": "Surat suara yang digunakan",
    "ss_dikembalikan": "Surat suara yang dikembalikan oleh pemilih karena rusak atau keliru dicoblos",
    "ss_tidak_digunakan": "Surat suara yang tidak digunakan, termasuk sisa surat suara cadangan",
    "suara_sah": "Jumlah seluruh suara sah",
    "suara_tidak_sah": "Jumlah suara tidak sah",
    "suara_total": "Jumlah seluruh suara sah dan suara tidak sah",
}
_VOTES_OF = "IV. Perolehan suara"
_HEADS = {
    "I": "I. Data pemilih dan pengguna hak pilih",
    "II": "II. Data penggunaan surat suara",
    "III": "III. Data pemilih disabilitas",
    "V": "V. Data suara sah dan tidak sah",
}


@dataclass(frozen=True)
class Row:
    """One row of the form. head: of the section that begins with it, else "". field: what it shows."""

    field: str
    label: str
    head: str = ""


@dataclass(frozen=True)
class Page:
    """One page of columns. heads: over each column; cells: a row of texts for each row of the form."""

    heads: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """One table of the form, page after page. total: its final sum."""

    title: str
    rows: tuple[Row, ...]
    pages: tuple[Page, ...]
    total: Column


def rows_of(layout: Layout) -> tuple[Row, ...]:
    """Return the rows of the form in the order of the law: I to V. The date of each C form is none of them."""
    by_section: dict[str, list[Row]] = {section: [] for section in ("I", "II", "III", "IV", "V")}
    for block in layout.blocks:
        if block.fields[0].startswith("tanggal_"):
            continue
        section = block.section.partition(".")[0]
        for field in block.fields:
            own = _SEXES.get(field[-2:]) if field not in _ROWS else None
            label = f"{block.label}: {own}" if own else _ROWS.get(field, block.label)
            by_section[section].append(Row(field, label))
    for choice in layout.choices:
        by_section["IV"] += _rows_of_choice(choice)
    found = []
    for section, rows in by_section.items():
        head = _HEADS.get(section, _VOTES_OF)
        found += [Row(row.field, row.label, head if not place else "") for place, row in enumerate(rows)]
    return tuple(found)


def _rows_of_choice(choice: Choice) -> list[Row]:
    """Return the rows of a pair or candidate, or of a list: the party's votes, each candidate's, and their sum."""
    named = f"{choice.number}. {choice.name}"
    if not choice.candidates:
        return [Row(choice.total, named)]
    rows = [Row(choice.own, f"{named}: suara partai")]
    rows += [Row(choice.field_of(each), f"{choice.number}.{each.number} {each.name}") for each in choice.candidates]
    return [*rows, Row(choice.total, f"{named}: jumlah suara partai dan calon")]


def written(value: int, gap: int = 0) -> str:
    """Return a cell as it is printed. What nobody read is no 0, and a sum that lacks something says how much."""
    if value == UNREAD:
        return UNREAD_SIGN
    number = X_SIGN if value == X_MARK else f"{value:,}".replace(",", ".")
    return f"{number} (?{gap})" if gap else number


def sheet_of(
    title: str,
    layout: Layout,
    units: Sequence[tuple[str, Column]],
    *,
    rows: tuple[Row, ...],
    per_page: int = PER_PAGE,
) -> Sheet:
    """Return a table with a column for each unit, in their order. Each page carries its sum over to the next."""
    pages = []
    carried = added([], layout.width)
    for start in range(0, max(len(units), 1), per_page):
        here = units[start : start + per_page]
        last = start + per_page >= len(units)
        columns = [(CARRIED, carried)] if start else []
        columns += list(here)
        carried = added([carried, *(column for _label, column in here)], layout.width)
        columns.append((TOTAL if last else CARRY, carried))
        pages.append(
            Page(
                tuple(label for label, _column in columns),
                tuple(tuple(_cell(layout, row, column) for _label, column in columns) for row in rows),
            )
        )
    return Sheet(title, rows, tuple(pages), carried)


def _cell(layout: Layout, row: Row, column: Column) -> str:
    place = layout.places[row.field]
    value, gap = column.values[place], column.gaps[place]
    return written(value, gap if value != UNREAD else 0)
