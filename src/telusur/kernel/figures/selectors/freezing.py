"""Figures as they were frozen, and the rows behind them as they stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import FrozenReading, FrozenSet
from ..rules.frozen import Since, since
from .defined import figure_by_key

if TYPE_CHECKING:
    from django.db.models import QuerySet


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
    now = figure_by_key(key=reading.key).rows(taken.office_id, taken.span, taken.on)
    return since(list(zip(reading.row_ids, reading.row_marks, strict=True)), now)
