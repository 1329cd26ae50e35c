"""Figures of one office and period, kept as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import record
from telusur.kernel.offices import selectors as offices

from .. import selectors
from ..models import FrozenReading, FrozenSet
from ..rules import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ..rules.periods import Period
    from ..selectors import Reading


@legal_act
def freeze(
    *, office_id: int, period: Period, on: date, at: datetime, actor: str, keys: Iterable[str] | None = None
) -> FrozenSet:
    """Keep every figure (or those named) of an office and period as it stands, with the rows it was counted from.

    on: the day of which a period still running is told. The same figures from the same rows, told on the same day,
    are the same set: it is kept once and returned again. Raises: UnknownFigure for a key that nobody defines.
    """
    office = offices.office_by_id(office_id=office_id)
    wanted = None if keys is None else list(keys)
    for key in wanted or ():
        selectors.figure_by_key(key=key)
    readings = selectors.read_all(office_id=office_id, period=period, on=on, keys=wanted)
    kept = [_kept(place, reading) for place, reading in enumerate(readings)]
    said = [selectors.frozen_content(reading=each) for each in kept]
    digest = frozen.set_digest(office=office.code, period=period.key, on=on, readings=said)
    taken, new = FrozenSet.objects.get_or_create(
        digest=digest,
        defaults={"office": office, "period": period.key, "on": on, "taken_at": at, "actor": actor},
    )
    if not new:
        return taken
    for each in kept:
        each.set = taken
    FrozenReading.objects.bulk_create(kept)
    record(
        "figures.freeze",
        log=office_log(office.code),
        subject_kind="frozen_figures",
        subject_id=str(taken.pk),
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={
            "digest": digest,
            "labels": frozen.labels_digest([each.row_labels for each in kept]),
            "period": period.key,
            "on": on.isoformat(),
            "figures": len(kept),
        },
    )
    return taken


def _kept(place: int, reading: Reading) -> FrozenReading:
    figure, rows = reading.figure, reading.rows
    label = figure.public_columns[0].key
    marks = [(row.id, frozen.mark(row)) for row in rows]
    return FrozenReading(
        position=place,
        key=figure.key,
        version=figure.version,
        name=str(figure.name),
        unit=str(figure.unit),
        definition=str(figure.definition),
        source=str(figure.source),
        exact=frozen.exact(reading.value),
        printed=reading.printed,
        cells=[
            {
                "dimension": split.dimension.key,
                "cell": cell,
                "label": str(name),
                "value": frozen.exact(value),
                "printed": selectors.in_words(figure=figure, value=value),
                "rows": number,
            }
            for split in reading.splits
            for cell, name, value, number in split.cells
        ],
        rows=len(rows),
        rows_digest=frozen.rows_digest(marks),
        row_ids=[key for key, _ in marks],
        row_marks=[each for _, each in marks],
        row_labels=[str(row.columns.get(label, row.id)) for row in rows],
    )
