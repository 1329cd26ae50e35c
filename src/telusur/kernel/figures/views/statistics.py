"""An office in figures: every number of a period, beside its province, the nation and the year before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import throttled

from .. import selectors, services
from ..files import EXPORTS, export
from ..rules import charts
from ..rules.periods import span, year_of
from ..rules.tallies import count_distinct
from ..sheets import cells_sheet, counted_by, definition_sheet, numbers_sheet
from .asking import for_a_period, today_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..rules.definitions import Figure, Note
    from ..rules.measures import Value
    from ..rules.periods import Period
    from ..selectors import Comparison, Told

OFFERED_YEARS = 7


@dataclass(frozen=True)
class Table:
    """A split as the page shows it: chart, then table; a personal attribute of a year also by quarter."""

    split: selectors.Split
    rows: Sequence[tuple[str, str, str, bool]]
    svg: str
    drawn_daily: bool
    crossed: selectors.Crossed | None


@dataclass(frozen=True)
class Shown:
    """A figure as the page shows it. before, province, nation: printed, "" where there is nothing to stand beside.
    per_office: it counts what differs within each office, so that above one office the same person may stand twice.
    opens: whether its charts stand open, as those of the first figure of each group."""

    told: Told
    printed: str
    before: str
    province: str
    nation: str
    per_office: bool
    tables: Sequence[Table]
    opens: bool = False

    @property
    def says_unit(self) -> bool:
        """Whether the unit says more than the name beside it does."""
        return self.printed != "–" and str(self.told.figure.unit).lower() not in str(self.told.figure.name).lower()


@dataclass(frozen=True)
class Group:
    """Figures that belong together, under an anchor, with what should be known of them, each note once."""

    name: str
    anchor: str
    shown: Sequence[Shown]

    @property
    def notes(self) -> list[Note]:
        return list(dict.fromkeys(note for each in self.shown for note in each.told.notes))

    @property
    def relations(self) -> list[str]:
        """How the numbers hang together, where readers would add them up."""
        return [str(each.told.figure.relation) for each in self.shown if each.told.figure.relation]


@permits(PUBLIC)
@throttled("figures_file", methods=("GET", "HEAD"), asking="format")
@for_a_period
@selectors.one_reading()
def statistics(request: OfficeRequest, *, period: Period) -> HttpResponse:
    office, on = request.office, today_at(request)
    asked: dict[str, Any] = {"office_id": office.pk, "office_code": office.code, "period": period, "on": on}
    told = selectors.tell_all(**asked)
    comparison = selectors.compare_all(told=told, **asked)
    kind = request.GET.get("format")
    if kind in EXPORTS:
        return _as_file(request, kind, told, comparison, on)
    tables = _tables(request, told, on, selectors.crossed_by_quarter(told=told, **asked))
    shown = [_shown(each, comparison, tables.get(each.figure.key, [])) for each in told]
    groups = _groups(shown)
    told_of = Counter(note for group in groups for note in group.notes)
    context = {
        "groups": groups,
        "notes": [note for note, times in told_of.items() if times > 1],
        "period": period,
        "periods": _periods(period, on, selectors.first_year(office_code=office.code)),
        "before": _neighbour(period, -1, on),
        "after": _neighbour(period, 1, on),
        "comparison": comparison,
        "made_at": timezone.now(),
        "running_until": on if on in period else None,
    }
    return render(request, "figures/statistics.html", context)


@permits(PUBLIC)
@throttled("figures_file", methods=("GET", "HEAD"), asking="format")
def definitions(request: OfficeRequest) -> HttpResponse:
    figures = selectors.all_figures()
    if (kind := request.GET.get("format")) in EXPORTS:
        sheet = definition_sheet(figures, office=request.office.name, period=year_of(today_at(request).year))
        return export(kind, name="definisi", title=_("Definisi angka"), sheets={_("Definisi"): sheet})
    groups: dict[str, list[tuple[Figure, str]]] = {}
    for figure in figures:
        groups.setdefault(str(figure.group), []).append((figure, counted_by(figure)))
    named = [(name, slugify(name), found) for name, found in groups.items()]
    return render(request, "figures/definitions.html", {"groups": named})


def _as_file(request: OfficeRequest, kind: str, told: Sequence[Told], comparison: Comparison, on: date) -> HttpResponse:
    office, period = request.office, comparison.period
    sheets = {
        _("Angka"): numbers_sheet(told, comparison),
        _("Pembagian"): cells_sheet(told, on=on),
        _("Definisi"): definition_sheet((each.figure for each in told), office=office.name, period=period),
    }
    title = _("Statistik %(office)s, %(period)s") % {"office": office.name, "period": period.key}
    return export(kind, name=f"statistik-{office.code}-{period.key}", title=title, sheets=sheets)


def _shown(told: Told, comparison: Comparison, tables: Sequence[Table]) -> Shown:
    beside = comparison.figures[told.figure.key]

    def text(value: Value, place: str) -> str:
        return selectors.in_words(figure=told.figure, value=value, unknown=place in beside.unknown)

    return Shown(
        told,
        told.printed,
        text(beside.office[1], "office_before"),
        text(beside.province[0], "province") if beside.province else "",
        text(beside.nation[0], "nation") if beside.nation else "",
        told.figure.measure is count_distinct,
        tables,
    )


def _groups(shown: Iterable[Shown]) -> list[Group]:
    groups: dict[str, list[Shown]] = {}
    for each in shown:
        groups.setdefault(str(each.told.figure.group), []).append(each)
    for found in groups.values():
        first = next((place for place, each in enumerate(found) if each.tables), None)
        if first is not None:
            found[first] = replace(found[first], opens=True)
    return [Group(name, slugify(name), found) for name, found in groups.items()]


def _tables(
    request: OfficeRequest, told: Iterable[Told], on: date, crossed: Mapping[tuple[str, str], selectors.Crossed]
) -> Mapping[str, list[Table]]:
    """Return the splits that the public may see, by the figure's key, each with its drawing."""
    split_at = [
        (each, split)
        for each in told
        for split in each.splits
        if each.count and selectors.shows_split(split=split, period=each.period, on=on, officer=False)
    ]
    places = [_place(request, each, split, on) for each, split in split_at]
    specs = [_spec(each.figure, split, place) for (each, split), place in zip(split_at, places, strict=True)]
    drawn = _drawn(request, specs, places, on)
    tables: dict[str, list[Table]] = {}
    for (each, split), svg, place in zip(split_at, drawn, places, strict=True):
        tables.setdefault(each.figure.key, []).append(
            _table(each, split, svg, place, crossed.get((each.figure.key, split.dimension.key)))
        )
    return tables


def _drawn(request: OfficeRequest, specs: Sequence[charts.Spec | None], places: Sequence[str], on: date) -> list[str]:
    """Return the drawing of each chart, "" where there is nothing to draw or no worker has drawn it yet."""
    code = request.office.code
    today = selectors.charts_of_the_day(office_code=code, places=[place for place in places if place], on=on)
    digests = [
        "" if spec is None else today.get(place) or charts.digest(spec)
        for spec, place in zip(specs, places, strict=True)
    ]
    known = selectors.drawings(digests=[digest for digest in digests if digest])
    for digest, spec, place in zip(digests, specs, places, strict=True):
        if spec is not None and (digest not in known or (place and place not in today)):
            services.ask_for_chart(spec=spec, office_code=code, on=on, place=place)
    services.keep_charts(digests=list(known), on=on)
    return [known.get(digest, "") for digest in digests]


def _place(request: OfficeRequest, told: Told, split: selectors.Split, on: date) -> str:
    """Return where the chart of what grows with every visit stands: it is drawn once a day; "" for all others."""
    if not (told.figure.live and on in told.period):
        return ""
    return f"{request.office.code}/{get_language()}/{told.period.key}/{told.figure.key}/{split.dimension.key}"


def _neighbour(period: Period, step: int, today: date) -> Period | None:
    """Return the period of the same length before or after, unless it lies ahead or before anything was counted."""
    month = period.start.year * 12 + period.start.month - 1 + step * period.months
    year = month // 12
    found = span(year, month % 12 + 1, period.months)
    return found if year >= services.FIRST_YEAR and found.start <= today else None


def _periods(chosen: Period, today: date, first: int | None) -> list[tuple[str, list[Period]]]:
    """Return what the page offers: every year of which the office keeps anything and those around it, and the parts of
    the year that is shown that have begun."""
    first = max(services.FIRST_YEAR, min(first or today.year, today.year - OFFERED_YEARS + 1))
    years = {*range(first, today.year + 1), chosen.start.year}
    year = chosen.start.year
    parts = ((_("Semester %(year)s"), 6), (_("Triwulan %(year)s"), 3), (_("Bulan %(year)s"), 1))
    offered = [(_("Tahun"), [year_of(each) for each in sorted(years, reverse=True)])]
    for title, months in parts:
        begun = [part for month in range(1, 13, months) if (part := span(year, month, months)).start <= today]
        offered.append((title % {"year": year}, begun))
    return offered


def _spec(figure: Figure, split: selectors.Split, place: str) -> charts.Spec | None:
    cells = {str(cell[1]): cell[2] for cell in split.cells}
    if not any(cells.values()):
        return None
    draw = charts.columns if split.dimension.key == "month" else charts.bars
    spec = draw(cells, unit=str(figure.unit), narrow=True)
    return {**spec, "usermeta": {"unit": str(figure.unit), "place": place}} if place else spec


def _table(told: Told, split: selectors.Split, svg: str, place: str, crossed: selectors.Crossed | None) -> Table:
    months = split.dimension.key == selectors.MONTH
    shown = [each for each in split.cells if each[2] or months]
    while months and shown and shown[-1][2] is None:  # months that have not begun
        shown.pop()
    opens = not split.dimension.personal
    rows = [
        (cell, label, selectors.in_words(figure=told.figure, value=value), opens) for cell, label, value, __ in shown
    ]
    return Table(split, rows, svg, bool(place), crossed if crossed and len(crossed.rows) > 1 else None)
