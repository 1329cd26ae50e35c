"""What the half-yearly summary of access says: the frozen figures with the splits it is told by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from telusur.kernel.figures import selectors as figures

from ..rules.summaries import SPLITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import AccessSummary


@dataclass(frozen=True)
class SummaryRow:
    """One figure of a summary: its words, its value as printed, the page of its rows, and its cells."""

    name: str
    printed: str
    unit: str
    definition: str
    href: str
    cells: Sequence[tuple[str, Sequence[tuple[str, str]]]]


def summary_rows(*, summary: AccessSummary) -> list[SummaryRow]:
    """Return the figures of a summary in their order, with their splits: cells that count nothing are left out."""
    made = []
    for reading in figures.frozen_readings(set_id=summary.frozen_id):
        labels = {each.key: str(each.label) for each in figures.figure_by_key(key=reading.key).dimensions}
        splits = []
        for split in SPLITS.get(reading.key, ()):
            cells = [
                (cell["label"], cell["printed"])
                for cell in reading.cells
                if cell["dimension"] == split and cell["rows"]
            ]
            if cells:
                splits.append((labels[split], cells))
        href = reverse("frozen_figure", args=[summary.office.slug, summary.frozen.digest, reading.key])
        made.append(SummaryRow(reading.name, reading.printed, reading.unit, reading.definition, href, splits))
    return made
