"""The register behind a report, without personal data, and how much of it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import ListCopy, RegisterCopy
from ..rules.register_annex import ROWS_A_PART, Annex, from_lines
from .reports import papers_of

if TYPE_CHECKING:
    from ..models import Edition

REGISTER = "requests.received"
PART = "-register-bagian-"


def register_annex(*, edition: Edition) -> Annex:
    """Return the register with the very rows that were frozen, whatever became of them since.

    Raises: RegisterCopy.DoesNotExist.
    """
    report, copy = edition.report, RegisterCopy.objects.get(edition=edition)
    return Annex(
        office=report.office.name,
        year=report.year,
        on=edition.frozen.on,
        columns=tuple(label for label, _width in copy.columns),
        rows=from_lines(copy.lines),
        widths=tuple(width for _label, width in copy.columns),
    )


def register_progress(*, edition: Edition) -> tuple[int, int]:
    """Return how many parts of the printed register are there, and of how many."""
    rows = RegisterCopy.objects.values_list("count", flat=True).get(edition=edition)
    there = sum(PART in each.name for each in papers_of(edition=edition))
    return there, -(-rows // ROWS_A_PART)


def list_rows(*, edition: Edition) -> list[list[str | int]]:
    """Return the list of public information as it was frozen with an edition. Raises: ListCopy.DoesNotExist."""
    rows: list[list[str | int]] = ListCopy.objects.get(edition=edition).rows
    return rows
