"""Rows called `Jumlah` that are not the sum of the rows above them, and last columns that are not that of theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ..layout import is_row
from .sums import disagreeing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..findings import ReportFinding
    from ..layout import Block, Report

TOTAL = re.compile(
    r"(?:grand\s+)?(?:(?:ber)?jumlah|total|sub\s*total|jumlah\s+(?:total|seluruhnya|keseluruhan)|total\s+(?:keseluruhan"
    r"|seluruhnya))"
    r"(?:\s+(?:permohonan|pemohon|pengunjung|dokumen|informasi|keseluruhan|seluruh)(?:\s+(?:informasi|"
    r"publik|permohonan|pemohon))*)?",
    re.IGNORECASE,
)
NO_SUM = r"(?:rata-rata|rerata|median|tercepat|terlama|terpendek|persentase|persen|%)"
OF_NO_SUM = re.compile(NO_SUM, re.IGNORECASE)
NO_PART = re.compile(rf"\W*(?:{NO_SUM}|maksimum|minimum|target)\b", re.IGNORECASE)
HEADING_LINES = 3
MOST_TOTALS = 200  # no table has more
VALUE = re.compile(r"\d[\d.]*(?:,\d+)?|(?<!\S)[-–](?!\S)")


def sums_in_tables(report: Report) -> Iterator[ReportFinding]:
    """Find rows called `Jumlah` or `Total` that are not the sum of the rows above them, column by column, and last
    columns that are not the sum of the columns before them."""
    for heading, rows in tables(report):
        parts = [row for row in rows if not NO_PART.match(row.label)]
        yield from _down(heading, parts)
        yield from _across(heading[-1] if heading else "", parts)


@dataclass(frozen=True)
class Row:
    block: Block
    label: str
    values: tuple[Decimal, ...]

    @property
    def total(self) -> bool:
        return bool(TOTAL.fullmatch(self.label.strip(" :.|")))


def row_of(block: Block) -> Row | None:
    """Return a block as a row of a table: its label and numbers. A running number in front is no value."""
    if "|" in block.text or "\t" in block.text:
        cells = [cell.strip() for cell in re.split(r"[|\t]", block.text.strip("| "))]
        named = next((place for place, cell in enumerate(cells) if re.search(r"[^\W\d_]{2}", cell)), None)
        if named is None:
            return None
        values = [value for cell in cells[named + 1 :] if (value := _one_value(cell)) is not None]
        return Row(block, cells[named], tuple(values)) if values else None
    match = is_row(block.text)
    if not match:
        return None
    values = [_decimal(text) for text in VALUE.findall(match["numbers"])]
    return Row(block, re.sub(r"^\W+", "", match["label"]), tuple(values)) if values else None


def _one_value(cell: str) -> Decimal | None:
    match = re.fullmatch(r"(?:Rp\.?\s*)?(\d[\d.]*(?:,\d+)?|[-–])\s*(?:%|[a-z]+)?", cell, re.IGNORECASE)
    return _decimal(match[1]) if match else None


def _decimal(text: str) -> Decimal:
    """Return a number with points between thousands, or with one point or comma before decimals; a dash is nothing."""
    plain = text.rstrip(".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain) or plain.count(".") > 1:
        plain = plain.replace(".", "")
    return Decimal(0) if plain in "-–" else Decimal(plain.replace(",", "."))


def tables(report: Report) -> Iterator[tuple[list[str], list[Row]]]:
    """Yield tables: rows that follow each other, with the lines above them. An item that counts is a row too."""
    rows: list[Row] = []
    before: list[str] = []
    heading: list[str] = []
    for block in report.body:
        row = row_of(block) if block.sort in ("row", "item", "heading") else None
        if row is None:
            if rows:
                yield heading, rows
            rows, before = [], [*before, block.text][-HEADING_LINES:]
            continue
        heading = before if not rows else heading
        rows.append(row)
        if row.total and not block.text.strip().lower().startswith("sub"):
            before = [block.text]
    if rows:
        yield heading, rows


def _down(heading: Sequence[str], rows: Sequence[Row]) -> Iterator[ReportFinding]:
    since: list[Row] = []
    plain: list[Row] = []
    totals: list[Row] = []
    for row in rows:
        if len(totals) >= MOST_TOTALS:
            return
        if not row.total:
            since.append(row)
            plain.append(row)
            continue
        groups = [group for group in (since, plain, totals) if group]
        alike = [group for group in groups if all(len(each.values) == len(row.values) for each in group)]
        if len(since or totals) >= 2 and alike:  # noqa: PLR2004 one row has no sum
            for column, written in enumerate(row.values):
                if "%" in row.block.text and _share_column(alike[0], column):
                    yield from _not_all(row, alike, column)
                    continue
                if _sums_nothing(heading, alike[0], column, written):
                    continue
                sums = [sum(each.values[column] for each in group) for group in alike]
                if written not in sums:
                    yield disagreeing(row.block, 0, row.block.text, _plain(written), _plain(sums[0]))
        totals.append(row)
        since = []


def _sums_nothing(heading: Sequence[str], group: Sequence[Row], column: int, written: Decimal) -> bool:
    """Return whether a column is headed as a mean, a median or a share: by its cell, else by a total between them."""
    cells = [cell.strip() for cell in re.split(r"[|\t]", heading[-1].strip("| "))] if heading else []
    width = len(group[0].values)
    if len(cells) > width:
        return bool(OF_NO_SUM.search(cells[column - width]))
    values = [row.values[column] for row in group]
    return bool(OF_NO_SUM.search(" ".join(heading))) and min(values) <= written <= max(values)


def _not_all(row: Row, groups: Sequence[Sequence[Row]], column: int) -> Iterator[ReportFinding]:
    """Find shares in one column of their own whose total is further off than rounding takes it."""
    sums = [sum(each.values[column] for each in group) for group in groups]
    if len(row.values) == 1 and not any(abs(each - row.values[0]) <= len(groups[0]) for each in sums):
        yield disagreeing(row.block, 0, row.block.text, _plain(row.values[0]), _plain(sums[0]))


def _share_column(group: Sequence[Row], column: int) -> bool:
    return all(re.search(r"%|persen", row.block.text) for row in group) and column == len(group[0].values) - 1


def _across(heading: str, rows: Sequence[Row]) -> Iterator[ReportFinding]:
    words = re.sub(r"[|\s]+", " ", heading).strip().casefold().split(" ")
    if not words or words[-1] not in ("jumlah", "berjumlah", "total", "jml"):
        return
    sexes = len(re.findall(r"(?:^|\s)(?:l|p|laki-laki|perempuan)(?=\s|$)", " ".join(words))) == 2  # noqa: PLR2004 both
    wide = [row for row in rows if len(row.values) >= 3]  # noqa: PLR2004 two parts and their whole
    wrong = [row for row in wide if sum(row.values[:-1]) != row.values[-1]]
    if not sexes and 2 * len(wrong) >= len(wide):
        return  # most rows disagree: the last column is a whole of something else
    if sexes and any(len(row.values) != 3 for row in wide):  # noqa: PLR2004
        return
    for row in wrong:
        yield disagreeing(row.block, 0, row.block.text, _plain(row.values[-1]), _plain(sum(row.values[:-1])))


def _plain(value: Decimal | int) -> int | float:
    return int(value) if value == int(value) else float(value)
