"""The register and the list of public information are kept with the edition that was frozen from them, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.figures import selectors as figures
from telusur.kernel.figures.rules.frozen import since
from telusur.kernel.law.acts import in_its_language
from telusur.openness.information import services as information

from .. import selectors
from ..models import ListCopy, RegisterCopy
from ..rules.register_annex import as_lines
from .faults import Refused

if TYPE_CHECKING:
    from ..models import Edition

WIDTHS = {"outcome": 3, "days": 1}
ORDINARY = 2


def keep_register(*, edition: Edition) -> None:
    """Keep the rows of the register as they stand, in the caller's transaction.

    Raises: Refused `register_moved`, where somebody changed a row while it was frozen.
    """
    taken = edition.frozen
    figure = figures.figure_by_key(key=selectors.REGISTER)
    rows = figure.rows(taken.office_id, taken.span, taken.on)
    reading = figures.frozen_reading(set_id=taken.pk, key=selectors.REGISTER)
    if not since(list(zip(reading.row_ids, reading.row_marks, strict=True)), rows).same:
        raise Refused("register_moved")
    keys = [column.key for column in figure.public_columns]
    with in_its_language():
        labels = [str(column.label) for column in figure.public_columns]
    RegisterCopy.objects.create(
        edition=edition,
        columns=[[label, WIDTHS.get(key, ORDINARY)] for key, label in zip(keys, labels, strict=True)],
        lines=as_lines([row.columns.get(key) for key in keys] for row in rows),
        count=len(rows),
    )


def keep_list(*, edition: Edition) -> None:
    """Keep the list of public information as it stands at the end of the day of the freezing, in the caller's
    transaction."""
    ListCopy.objects.create(
        edition=edition, rows=information.listed_rows(office=edition.report.office, on=edition.frozen_on)
    )
