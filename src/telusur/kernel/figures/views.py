from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import local_day

from . import selectors, services
from .rules import charts
from .rules.definitions import rows_of_cell
from .rules.measures import printed
from .rules.periods import BadPeriod, Period, parse_period, span, year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.kernel.accounts.permits import OfficeRequest

    from .rules.definitions import Cell, Column, Figure, Row

ROWS_ON_A_PAGE = 50
EXPORTS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FIRST_YEAR = 2010  # UU 14/2008 binds offices from 30 April 2010


@dataclass(frozen=True)
class Table:
    """A split as the page shows it: chart, then table."""

    split: selectors.Split
    rows: Sequence[tuple[str, str, str, bool]]
    svg: str


@permits(PUBLIC)
def statistics(request: OfficeRequest) -> HttpResponse:
    period = _period(request)
    readings = selectors.read_all(office_id=request.office.pk, period=period, on=_today(request))
    split_at = [
        (reading, split)
        for reading in readings
        for split in reading.splits
        if selectors.shows_split(split=split, period=period, officer=False)
    ]
    drawn = _drawn(request, [_spec(reading.figure, split) for reading, split in split_at])
    tables: dict[str, list[Table]] = {}
    for (reading, split), svg in zip(split_at, drawn, strict=True):
        tables.setdefault(reading.figure.key, []).append(_table(split, svg))
    shown = [
        {"reading": reading, "printed": printed(reading.value), "tables": tables.get(reading.figure.key, [])}
        for reading in readings
    ]
    periods = _periods(period, _today(request))
    context = {"shown": shown, "period": period, "periods": periods, "made_at": timezone.now()}
    return render(request, "figures/statistics.html", context)


def _drawn(request: OfficeRequest, specs: Sequence[charts.Spec | None]) -> list[str]:
    """Return the drawing of each chart, "" where there is nothing to draw or no worker has drawn it yet."""
    wanted = {charts.digest(spec): spec for spec in specs if spec is not None}
    known = selectors.drawings(digests=list(wanted))
    for digest, spec in wanted.items():
        if digest not in known:
            services.ask_for_chart(spec=spec, office_code=request.office.code)
    return [known.get(charts.digest(spec), "") if spec is not None else "" for spec in specs]


def _periods(chosen: Period, today: date) -> list[tuple[str, list[Period]]]:
    """Return what the page offers: years, and the quarters and months of the year that is shown."""
    years = {*range(max(FIRST_YEAR, today.year - 6), today.year + 1), chosen.start.year}
    year = chosen.start.year
    return [
        (_("Tahun"), [year_of(each) for each in sorted(years, reverse=True)]),
        (_("Triwulan %(year)s") % {"year": year}, [span(year, month, 3) for month in (1, 4, 7, 10)]),
        (_("Bulan %(year)s") % {"year": year}, [span(year, month, 1) for month in range(1, 13)]),
    ]


@permits(PUBLIC)
def definitions(request: OfficeRequest) -> HttpResponse:
    return render(request, "figures/definitions.html", {"figures": selectors.all_figures()})


@permits(PUBLIC)
def figure_rows(request: OfficeRequest, key: str) -> HttpResponse:
    return _rows(request, key, officer=False)


@permits("desk.open")
def officer_rows(request: OfficeRequest, key: str) -> HttpResponse:
    figure = _figure(key)
    if not request.standing.may(figure.officer_permission):
        raise PermissionDenied
    return _rows(request, key, officer=True)


def _rows(request: OfficeRequest, key: str, *, officer: bool) -> HttpResponse:
    figure, period = _figure(key), _period(request)
    reading = selectors.read(figure=figure, office_id=request.office.pk, period=period, on=_today(request))
    rows, cell_label = list(reading.rows), ""
    value = reading.value
    for split in reading.splits:
        cell = request.GET.get(split.dimension.key)
        if cell is None:
            continue
        if split.dimension.personal and not officer:
            return render(request, "figures/protected.html", {"figure": figure, "period": period}, status=404)
        rows = rows_of_cell(rows, split.dimension.key, cell)
        value = figure.measure(rows)
        cell_label = f"{split.dimension.label}: {split.dimension.labels.get(cell, cell or '–')}"
        break
    columns = figure.officer_columns if officer else figure.public_columns
    kind = request.GET.get("format")
    if kind in EXPORTS:
        return _export(kind, figure, columns, rows, period)
    page = Paginator([[_shown(row.columns.get(column.key)) for column in columns] for row in rows], ROWS_ON_A_PAGE)
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


def _shown(cell: Cell) -> Cell:
    return date_format(cell, "j F Y") if isinstance(cell, date) else cell


def _figure(key: str) -> Figure:
    try:
        return selectors.figure_by_key(key=key)
    except selectors.UnknownFigure as error:
        raise Http404 from error


def _today(request: OfficeRequest) -> date:
    return local_day(office=request.office, at=timezone.now())


def _period(request: OfficeRequest) -> Period:
    try:
        return parse_period(request.GET.get("masa") or str(_today(request).year))
    except BadPeriod:
        return year_of(_today(request).year)


def _spec(figure: Figure, split: selectors.Split) -> charts.Spec | None:
    cells = {str(cell[1]): cell[2] for cell in split.cells}
    if not any(cells.values()):
        return None
    draw = charts.columns if split.dimension.key == "month" else charts.bars
    return draw(cells, unit=str(figure.unit))


def _table(split: selectors.Split, svg: str) -> Table:
    shown = [each for each in split.cells if each[2] or split.dimension.key == "month"]
    rows = [(cell, label, printed(value), not split.dimension.personal) for cell, label, value, __ in shown]
    return Table(split, rows, svg)


def _export(kind: str, figure: Figure, columns: Sequence[Column], rows: Sequence[Row], period: Period) -> HttpResponse:
    """Return the rows as a file; a workbook carries the definition on a sheet of its own."""
    table = [[str(column.label) for column in columns]]
    table += [[row.columns.get(column.key) for column in columns] for row in rows]  # type: ignore[misc]
    sheets: dict[str, Sequence[Sequence[object]]] = {"Catatan": table}
    if kind == "xlsx":
        facts = [("Kunci", figure.key), ("Nama", figure.name), ("Satuan", figure.unit), ("Masa", period.label)]
        facts += [("Definisi", figure.definition), ("Dasar", figure.source), ("Versi", figure.version)]
        sheets["Definisi"] = [("Hal", "Isi"), *((name, str(text)) for name, text in facts)]
    name = f"{figure.key}-{period.key}.{kind}"
    return HttpResponse(
        documents.write_table(sheets=sheets, kind=kind),  # type: ignore[arg-type]
        content_type=EXPORTS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
