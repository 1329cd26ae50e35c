"""Columns of shares that are not those of the numbers before them: `Pagu | Realisasi | %`, `Jumlah | Persentase`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from .shares import WHOLE_SHARE, agrees, percentage
from .table_sums import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..findings import ReportFinding
    from ..layout import Report
    from .table_sums import Row

LAST = re.compile(
    r"(?:%|persen(?:tase)?|prosentase|capaian|serapan|penyerapan)(?:\s*\(?%\)?)?(?:\s+(?:realisasi|serapan))?\W*$",
    re.IGNORECASE,
)
PLANNED = re.compile(r"\b(?:pagu|anggaran|alokasi|target)\b", re.IGNORECASE)
REALISED = re.compile(r"\b(?:realisasi|terealisasi|penyerapan|digunakan)\b", re.IGNORECASE)
COUNT = re.compile(r"\b(?:jumlah|banyaknya|frekuensi|permohonan|pemohon|orang|dokumen)\b", re.IGNORECASE)


def share_columns(report: Report) -> Iterator[ReportFinding]:
    """Find rows whose share is not what was realised of what was planned, or not that of the count before it."""
    for heading, rows in tables(report):
        head = heading[-1].strip("| \t") if heading else ""
        if not LAST.search(head):
            continue
        planned, realised = PLANNED.search(head), REALISED.search(head)
        if planned and realised and planned.start() < realised.start():
            yield from _realised(rows)
        elif COUNT.search(head):
            yield from _counted(rows)


def _realised(rows: Sequence[Row]) -> Iterator[ReportFinding]:
    """Judge `pagu, realisasi, (sisa,) persen`, each row by itself."""
    for row in rows:
        if len(row.values) not in (3, 4) or not row.values[0]:
            continue
        whole, part, share = row.values[0], row.values[1], row.values[-1]
        if whole == int(whole) and part == int(part) and not agrees(int(part), int(whole), str(share)):
            yield percentage(row.block, 0, row.block.text, part=int(part), whole=int(whole), share=str(share))


def _counted(rows: Sequence[Row]) -> Iterator[ReportFinding]:
    """Judge `jumlah, persen`, if the shares make a hundred or half of them at the least are right: else they are of
    different wholes."""
    plain = [row for row in rows if not row.total and len(row.values) == 2]  # noqa: PLR2004 a count and its share
    whole = sum(int(row.values[0]) for row in plain)
    if len(plain) < 2 or not whole or any(row.values[0] != int(row.values[0]) for row in plain):  # noqa: PLR2004
        return
    wrong = [row for row in plain if not agrees(int(row.values[0]), whole, str(row.values[1]))]
    together = abs(sum((row.values[1] for row in plain), Decimal(0)) - WHOLE_SHARE) <= len(plain)
    if together or len(plain) - len(wrong) >= len(wrong):
        for row in wrong:
            yield percentage(
                row.block, 0, row.block.text, part=int(row.values[0]), whole=whole, share=str(row.values[1])
            )
