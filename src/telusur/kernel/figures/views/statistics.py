from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import PUBLIC, permits

from .. import selectors, services
from ..rules import charts
from ..rules.measures import printed
from ..rules.periods import span, year_of
from .asking import period_asked, today_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..rules.definitions import Figure
    from ..rules.periods import Period

FIRST_YEAR = 2010  # UU 14/2008 binds offices from 30 April 2010


@dataclass(frozen=True)
class Table:
    """A split as the page shows it: chart, then table."""

    split: selectors.Split
    rows: Sequence[tuple[str, str, str, bool]]
    svg: str


@permits(PUBLIC)
def statistics(request: OfficeRequest) -> HttpResponse:
    period = period_asked(request)
    office, on = request.office, today_at(request)
    readings = selectors.tell_all(office_id=office.pk, office_code=office.code, period=period, on=on)
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
    periods = _periods(period, today_at(request))
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
