"""Figures as they were frozen, beside what their rows say now."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from telusur.kernel.accounts.permits import PUBLIC, permits

from .. import selectors
from ..rules.definitions import rows_of_cell
from .rows import ROWS_ON_A_PAGE, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import FrozenReading, FrozenSet
    from ..rules.definitions import Column, Row


class Line(TypedDict):
    """A row of the list: what became of it, and its cells as they stand now, each with its column's label; of one that
    is gone its name alone."""

    state: str
    cells: Sequence[object]


@permits(PUBLIC)
def frozen_figures(request: OfficeRequest, digest: str) -> HttpResponse:
    taken = _taken(request, digest)
    readings = selectors.frozen_readings(set_id=taken.pk)
    return render(request, "figures/frozen.html", {"taken": taken, "readings": readings})


@permits(PUBLIC)
def frozen_figure(request: OfficeRequest, digest: str, key: str) -> HttpResponse:
    taken = _taken(request, digest)
    try:
        reading = selectors.frozen_reading(set_id=taken.pk, key=key)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    cell = _cell_asked(request, reading)
    context = {"taken": taken, "reading": reading, "cell": cell, **_rows(request, reading, cell)}
    return render(request, "figures/frozen_figure.html", context)


def _taken(request: OfficeRequest, digest: str) -> FrozenSet:
    try:
        return selectors.frozen_set_by_digest(office_id=request.office.pk, digest=digest)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _cell_asked(request: OfficeRequest, reading: FrozenReading) -> dict[str, str] | None:
    """Return the frozen cell that the address asks for; None where it asks for none, or for one that opens no rows."""
    try:
        open_ones = {each.key for each in selectors.figure_by_key(key=reading.key).dimensions if not each.personal}
    except selectors.UnknownFigure:
        return None
    for cell in reading.cells:
        if cell["dimension"] in open_ones and request.GET.get(cell["dimension"]) == cell["cell"]:
            return cell  # type: ignore[no-any-return]
    return None


def _rows(request: OfficeRequest, reading: FrozenReading, cell: dict[str, str] | None) -> dict[str, object]:
    """Return the rows (of a cell) as they stand now, each with what became of it, or none where nobody defines the
    figure now. Of which cell a row was that is no longer counted is not known: it stands in each."""
    try:
        figure = selectors.figure_by_key(key=reading.key)
    except selectors.UnknownFigure:
        return {"figure": None}
    since = selectors.rows_since(reading=reading)
    columns = figure.public_columns

    def of_cell(rows: Sequence[Row]) -> Sequence[Row]:
        return rows_of_cell(rows, cell["dimension"], cell["cell"]) if cell else rows

    lines = [_line("changed", row, columns) for row in of_cell(since.changed)]
    lines += [{"state": "gone", "cells": [reading.row_labels[place]]} for place in since.gone]
    lines += [_line("new", row, columns) for row in of_cell(since.new)]
    lines += [_line("same", row, columns) for row in of_cell(since.unchanged)]
    page = Paginator(lines, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return {"figure": figure, "columns": columns, "since": since, "page": page}


def _line(state: str, row: Row, columns: Sequence[Column]) -> Line:
    return {"state": state, "cells": [(column.label, shown(row.columns.get(column.key))) for column in columns]}
