"""The register behind a report, without personal data, and how much of it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.figures import selectors as figures
from telusur.kernel.law.acts import in_its_language

from ..rules.register_annex import ROWS_A_PART, Annex
from .reports import papers_of

if TYPE_CHECKING:
    from ..models import Edition

REGISTER = "requests.received"
PART = "-register-bagian-"
WIDTHS = {"outcome": 3, "days": 1}


def register_annex(*, edition: Edition) -> Annex:
    """Return the register as it was frozen, in the columns that the public may see: told as of the day of freezing.

    changed: how many rows were corrected, added or taken away since; the annex says so. Raises: UnknownFigure.
    """
    report, taken = edition.report, edition.frozen
    figure = figures.figure_by_key(key=REGISTER)
    since = figures.rows_since(reading=figures.frozen_reading(set_id=taken.pk, key=REGISTER))
    rows = figure.rows(report.office_id, taken.span, taken.on)
    with in_its_language():
        columns = tuple(str(column.label) for column in figure.public_columns)
    return Annex(
        office=report.office.name,
        year=report.year,
        on=taken.on,
        columns=columns,
        rows=[tuple(row.columns.get(column.key) for column in figure.public_columns) for row in rows],
        widths=tuple(WIDTHS.get(column.key, 2) for column in figure.public_columns),
        changed=len(since.changed) + len(since.new) + len(since.gone),
    )


def register_progress(*, edition: Edition) -> tuple[int, int]:
    """Return how many parts of the printed register are there, and of how many."""
    rows = figures.frozen_reading(set_id=edition.frozen_id, key=REGISTER).rows
    there = sum(PART in each.name for each in papers_of(edition=edition))
    return there, -(-rows // ROWS_A_PART)
