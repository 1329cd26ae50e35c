"""The rows behind a number, for the public and for an officer of the office."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.selectors import may
from telusur.kernel.accounts.throttles import throttled

from .. import selectors
from ..files import EXPORTS, export
from ..rules.definitions import rows_of_cell
from ..rules.facts import WHOLE
from ..rules.tallies import Tally, count_distinct
from ..sheets import definition_sheet, rows_sheet
from .asking import figure_asked, for_a_period, today_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..rules.definitions import Cell, Column, Dimension, Figure, Row
    from ..rules.facts import CellKey, Tallied
    from ..rules.periods import Period

    ByMonth = dict[Period, Tallied]

ROWS_ON_A_PAGE = 50
MOST_ROWS = 10_000  # of a figure whose rows the database adds up: what is more is listed month by month
MOST_IN_A_FILE = 50_000  # of the rows of a month, which are read whole to be written


@permits(PUBLIC)
@throttled("figures_file", methods=("GET", "HEAD"), asking="format")
@for_a_period
def figure_rows(request: OfficeRequest, key: str, *, period: Period) -> HttpResponse:
    return _rows(request, figure_asked(key), period, officer=False)


@permits("desk.open")
@for_a_period
def officer_rows(request: OfficeRequest, key: str, *, period: Period) -> HttpResponse:
    figure = figure_asked(key)
    if not request.standing.may(figure.officer_permission):
        raise PermissionDenied
    return _rows(request, figure, period, officer=True)


def _rows(request: OfficeRequest, figure: Figure, period: Period, *, officer: bool) -> HttpResponse:
    if figure.by_day is not None and (answer := _of_many(request, figure, period, officer=officer)):
        return answer
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
        known = {each: value for each, _label, value, _n in split.cells}
        value = known.get(cell, figure.value_of(rows))
        cell_label = _cell_label(split.dimension, cell)
        break
    columns = figure.officer_columns if officer else figure.public_columns
    kind = request.GET.get("format")
    if kind in EXPORTS:
        sheets = {
            _("Catatan"): rows_sheet(columns, rows),
            _("Definisi"): definition_sheet([figure], office=request.office.name, period=period),
        }
        title = f"{figure.name}, {request.office.name}, {period.key}" + (f", {cell_label}" if cell_label else "")
        return export(kind, name=f"{figure.key}-{request.office.code}-{period.key}", title=title, sheets=sheets)
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    name, slug = figure.officer_page if officer else figure.public_page, request.office.slug
    context = {
        "figure": figure,
        "columns": columns,
        "page": page,
        "lines": [_line(row, columns, name and reverse(name, args=[slug, row.id])) for row in page],
        "rows": len(rows),
        "printed": reading.printed if reading.unknown else selectors.in_words(figure=figure, value=value),
        "once_each": len(rows) if figure.measure is count_distinct and value != len(rows) else 0,
        "notes": reading.notes,
        "period": period,
        "cell_label": cell_label,
        "officer": officer,
        "opens_cases": not officer and _is_officer(request, figure),
    }
    return render(request, "figures/rows.html", context)


def _of_many(request: OfficeRequest, figure: Figure, period: Period, *, officer: bool) -> HttpResponse | None:
    """Return the answer where the rows are too many to be read whole; None where they are not."""
    found = _by_month(request, figure, period)
    number = sum(cells[WHOLE].n for cells in found.values() if WHOLE in cells)
    if request.GET.get("format") in EXPORTS:
        if number <= (MOST_ROWS if period.months > 1 else MOST_IN_A_FILE):
            return None
        months = sorted(found) if period.months > 1 else []
        context = {"figure": figure, "period": period, "months": months, "rows": number}
        return render(request, "figures/too_many.html", context, status=400)
    if number > MOST_ROWS and period.months > 1:
        return _months(request, figure, period, found)
    if number > MOST_ROWS and figure.part is not None:
        return _one_page(request, figure, period, found, officer=officer)
    return None


def _by_month(request: OfficeRequest, figure: Figure, period: Period) -> ByMonth:
    office, on = request.office, today_at(request)
    asked = {"office_id": office.pk, "office_code": office.code, "period": period, "on": on}
    return selectors.told_by_month(figures=[figure], **asked)[figure.key]  # type: ignore[arg-type]


def _cell_asked(request: OfficeRequest, figure: Figure) -> tuple[CellKey, str]:
    """Return the cell that the address asks for, WHOLE where it asks for none, and what it is called."""
    for dimension in figure.dimensions:
        if not dimension.personal and (wanted := request.GET.get(dimension.key)) is not None:
            return (dimension.key, wanted), _cell_label(dimension, wanted)
    return WHOLE, ""


def _one_page(request: OfficeRequest, figure: Figure, period: Period, found: ByMonth, *, officer: bool) -> HttpResponse:
    """Return the page that is asked for of rows that are too many to be read whole: only its own are read."""
    cell, cell_label = _cell_asked(request, figure)
    tally = found.get(period, {}).get(cell, Tally())
    told = selectors.tell(figure=figure, period=period, months=found, on=today_at(request))
    page = Paginator(range(tally.n), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    first = max(page.start_index() - 1, 0)
    assert figure.part is not None  # noqa: S101 who calls has looked
    rows = figure.part(request.office.pk, period, today_at(request), cell, slice(first, page.end_index()))
    columns = figure.officer_columns if officer else figure.public_columns
    context = {
        "figure": figure,
        "page": page,
        "lines": [_line(row, columns, "") for row in rows],
        "rows": tally.n,
        "printed": selectors.in_words(figure=figure, value=told.value_of(cell)),
        "notes": told.notes,
        "period": period,
        "cell_label": cell_label,
        "officer": officer,
        "opens_cases": not officer and _is_officer(request, figure),
    }
    return render(request, "figures/rows.html", context)


def _months(request: OfficeRequest, figure: Figure, period: Period, by_month: ByMonth) -> HttpResponse:
    """Return the months of a period whose rows are too many to be listed at once."""
    cell, cell_label = _cell_asked(request, figure)
    found = {month: cells[cell] for month, cells in sorted(by_month.items()) if cell in cells}
    months = [(month, selectors.in_words(figure=figure, value=figure.measure(each))) for month, each in found.items()]
    told = selectors.tell(figure=figure, period=period, months=by_month, on=today_at(request))
    context = {
        "figure": figure,
        "period": period,
        "printed": selectors.in_words(figure=figure, value=told.value_of(cell)),
        "notes": told.notes,
        "cell_label": cell_label,
        "months": months,
    }
    return render(request, "figures/months.html", context)


def _cell_label(dimension: Dimension, cell: str) -> str:
    return f"{dimension.label}: {dimension.labels.get(cell, cell or '–')}"


def _line(row: Row, columns: Sequence[Column], href: str) -> dict[str, object]:
    """Return a line of the list: where its record stands, and each cell with its column's label."""
    cells = [(column.label, shown(row.columns.get(column.key))) for column in columns]
    return {"href": href, "cells": cells}


def _is_officer(request: OfficeRequest, figure: Figure) -> bool:
    """Return whether who reads the public list may open the cases themselves at the desk."""
    if not request.user.is_authenticated:
        return False
    office_id, on = request.office.pk, today_at(request)
    return may(user=request.user, permission=figure.officer_permission, office_id=office_id, on=on)


def shown(cell: Cell) -> Cell:
    return date_format(cell, "j F Y") if isinstance(cell, date) else cell
