"""What the half-yearly summary of access says: the frozen figures with the splits it is told by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from telusur.kernel.figures import selectors as figures

from ..rules.halves import half_of
from ..rules.summaries import SPLITS, SUMMARISED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

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


def summary_foreseen(*, office_id: int, year: int, half: int, on: date) -> list[tuple[str, str, str]]:
    """Return what a summary would say if it were published on `on`: name, value as printed, unit of each figure."""
    read = figures.read_all(office_id=office_id, period=half_of(year, half), on=on, keys=SUMMARISED)
    return [
        (str(each.figure.name), figures.in_words(figure=each.figure, value=each.value), str(each.figure.unit))
        for each in read
    ]


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
