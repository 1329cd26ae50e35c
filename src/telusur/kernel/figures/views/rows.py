"""The rows behind a number, for the public and for an officer of the office."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.formats import date_format

from telusur.kernel.accounts.permits import PUBLIC, permits

from .. import selectors
from ..rules.definitions import rows_of_cell
from ..rules.measures import printed
from .asking import figure_asked, period_asked, today_at
from .files import EXPORTS, export

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..rules.definitions import Cell

ROWS_ON_A_PAGE = 50


@permits(PUBLIC)
def figure_rows(request: OfficeRequest, key: str) -> HttpResponse:
    return _rows(request, key, officer=False)


@permits("desk.open")
def officer_rows(request: OfficeRequest, key: str) -> HttpResponse:
    figure = figure_asked(key)
    if not request.standing.may(figure.officer_permission):
        raise PermissionDenied
    return _rows(request, key, officer=True)


def _rows(request: OfficeRequest, key: str, *, officer: bool) -> HttpResponse:
    figure, period = figure_asked(key), period_asked(request)
    reading = selectors.read(figure=figure, office_id=request.office.pk, period=period, on=today_at(request))
    rows, cell_label = list(reading.rows), ""
    value = reading.value
    for split in reading.splits:
        cell = request.GET.get(split.dimension.key)
        if cell is None:
            continue
        if split.dimension.personal and not officer:
            return render(request, "figures/protected.html", {"figure": figure, "period": period}, status=404)
        rows = rows_of_cell(rows, split.dimension.key, cell)
        value = figure.value_of(rows)
        cell_label = f"{split.dimension.label}: {split.dimension.labels.get(cell, cell or '–')}"
        break
    columns = figure.officer_columns if officer else figure.public_columns
    kind = request.GET.get("format")
    if kind in EXPORTS:
        return export(kind, figure, columns, rows, period)
    page = Paginator([[shown(row.columns.get(column.key)) for column in columns] for row in rows], ROWS_ON_A_PAGE)
    context = {
        "figure": figure,
        "columns": columns,
        "page": page.get_page(request.GET.get("page")),
        "rows": len(rows),
        "printed": printed(value),
        "period": period,
        "cell_label": cell_label,
        "officer": officer,
    }
    return render(request, "figures/rows.html", context)


def shown(cell: Cell) -> Cell:
    return date_format(cell, "j F Y") if isinstance(cell, date) else cell
