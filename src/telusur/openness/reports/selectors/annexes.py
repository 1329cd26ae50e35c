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


def register_annex(*, edition: Edition) -> Annex | None:
    """Return the register with the very rows that were frozen, whatever became of them since; None where an edition of
    an earlier release kept none."""
    report, copy = edition.report, RegisterCopy.objects.filter(edition=edition).first()
    if copy is None:
        return None
    return Annex(
        office=report.office.name,
        year=report.year,
        on=edition.frozen.on,
        columns=tuple(label for label, _width in copy.columns),
        rows=from_lines(copy.lines),
        widths=tuple(width for _label, width in copy.columns),
    )


def has_register(*, edition: Edition) -> bool:
    """Return whether an edition kept its register; those of an earlier release did not."""
    return RegisterCopy.objects.filter(edition=edition).exists()


def register_progress(*, edition: Edition) -> tuple[int, int]:
    """Return how many parts of the printed register are there, and of how many: none where none was kept."""
    rows = RegisterCopy.objects.filter(edition=edition).values_list("count", flat=True).first() or 0
    there = sum(PART in each.name for each in papers_of(edition=edition))
    return there, -(-rows // ROWS_A_PART)


def list_rows(*, edition: Edition) -> list[list[str | int]]:
    """Return the list of public information as it was frozen with an edition; nothing where none was kept."""
    copy = ListCopy.objects.filter(edition=edition).first()
    rows: list[list[str | int]] = copy.rows if copy is not None else []
    return rows
