"""Figures as they were frozen, and the rows behind them as they stand now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.law.acts import in_its_language
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.selectors import acts_on_things

from ..models import FrozenReading, FrozenSet
from ..rules.frozen import Since, labels_digest, rows_digest, set_digest, since
from .defined import figure_by_key

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from telusur.kernel.ledger.models import Act


def frozen_set(*, set_id: int) -> FrozenSet:
    """Return a frozen set. Raises: FrozenSet.DoesNotExist."""
    return FrozenSet.objects.select_related("office").get(pk=set_id)


def frozen_set_by_digest(*, office_id: int, digest: str) -> FrozenSet:
    """Return the set of this office with this digest. Raises: FrozenSet.DoesNotExist."""
    return FrozenSet.objects.select_related("office").get(office_id=office_id, digest=digest)


def frozen_readings(*, set_id: int) -> QuerySet[FrozenReading]:
    """Return every reading of a frozen set, in the order of the definitions, without its rows."""
    rows = ("row_ids", "row_marks", "row_labels")
    return FrozenReading.objects.filter(set_id=set_id).defer(*rows).order_by("position")


def frozen_reading(*, set_id: int, key: str) -> FrozenReading:
    """Return one reading of a frozen set with its rows. Raises: FrozenReading.DoesNotExist."""
    return FrozenReading.objects.select_related("set").get(set_id=set_id, key=key)


def rows_since(*, reading: FrozenReading) -> Since:
    """Return what became of the rows that a frozen figure was counted from. Raises: UnknownFigure.

    The rows of now are asked for as they were then: of the same period, told on the same day.
    """
    taken = reading.set
    with in_its_language():  # as it was frozen: a row says the same whatever the reader's screen speaks
        now = figure_by_key(key=reading.key).rows(taken.office_id, taken.span, taken.on)
        return since(list(zip(reading.row_ids, reading.row_marks, strict=True)), now)


def frozen_content(*, reading: FrozenReading) -> dict[str, object]:
    """Return what a set's digest says of one figure."""
    return {
        "key": reading.key,
        "version": reading.version,
        "name": reading.name,
        "unit": reading.unit,
        "definition": reading.definition,
        "source": reading.source,
        "value": reading.exact,
        "printed": reading.printed,
        "cells": reading.cells,
        "rows": reading.rows,
        "rows_digest": reading.rows_digest,
    }


@dataclass(frozen=True)
class BrokenSet:
    """A frozen set that is not what it was. fault: "content", its digest says otherwise; "no_act", nobody froze it by
    the ledger; "act", the act of its freezing says otherwise; "gone", the act is there and the set is not."""

    office: str
    period: str
    digest: str
    fault: str


def broken_sets(*, office_code: str | None = None) -> tuple[int, list[BrokenSet]]:
    """Return how many frozen sets there are (of one office), and those that are not what their digests and the acts of
    their freezing say, or that only the ledger still knows."""
    sets = FrozenSet.objects.select_related("office").order_by("pk")
    if office_code:
        sets = sets.filter(office__code=office_code)
    log = office_log(office_code) if office_code else None
    acts = {(act.log, act.subject_id): act for act in acts_on_things(subject_kind="frozen_figures", log=log)}
    number, broken = 0, []
    for taken in sets:
        number += 1
        act = acts.pop((office_log(taken.office.code), str(taken.pk)), None)
        if fault := _fault(taken, act):
            broken.append(BrokenSet(taken.office.code, taken.period, taken.digest, fault))
    for act in acts.values():
        said = act.facts
        broken.append(BrokenSet(act.log.removeprefix(office_log("")), str(said["period"]), str(said["digest"]), "gone"))
    return number, broken


def _fault(taken: FrozenSet, act: Act | None) -> str:
    readings = list(FrozenReading.objects.filter(set=taken).order_by("position"))
    said = [frozen_content(reading=reading) for reading in readings]
    right = set_digest(office=taken.office.code, period=taken.period, on=taken.on, readings=said)
    whole = right == taken.digest and all(
        reading.rows_digest == rows_digest(list(zip(reading.row_ids, reading.row_marks, strict=False)))
        for reading in readings
    )
    if act is None:
        return "no_act"
    if not whole:
        return "content"
    facts: dict[str, object] = {
        "digest": taken.digest,
        "labels": labels_digest([reading.row_labels for reading in readings]),
        "period": taken.period,
        "on": taken.on.isoformat(),
        "figures": len(readings),
    }
    facts = {name: facts[name] for name in facts if name != "labels" or name in act.facts}  # acts once said none
    same = act.facts == facts and (act.actor, act.happened_at) == (taken.actor, taken.taken_at)
    return "" if same else "act"
