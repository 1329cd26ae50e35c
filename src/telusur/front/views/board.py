"""The board of the nation and of a province: a page for everybody, the same at the desk, and files of its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from telusur.front import board as boards
from telusur.front import tile_map
from telusur.front.forms import BoardForm
from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.kernel.figures import selectors as figures
from telusur.kernel.figures.files import EXPORTS, export
from telusur.kernel.figures.rules.measures import plain
from telusur.kernel.figures.rules.periods import year_of
from telusur.kernel.figures.sheets import definition_sheet
from telusur.kernel.visits.pages import counted_page

from .office import today_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from telusur.front.board import Board, Row
    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.figures.sheets import Sheet, Value

PAGE = 60


@permits(PUBLIC)
@throttled("figures_file", methods=("GET", "HEAD"), asking="format")
@counted_page(gettext_lazy("Papan kantor"))
@require_safe
def office_board(request: OfficeRequest) -> HttpResponse:
    return _board(request, frame="look/base.html")


@permits("boards.see")
@require_safe
def desk_board(request: OfficeRequest) -> HttpResponse:
    return _board(request, frame="look/desk.html")


def _board(request: OfficeRequest, *, frame: str) -> HttpResponse:
    office, on = request.office, today_at(request)
    if not boards.has_board(office):
        raise Http404
    form = BoardForm(request.GET, nation=office.kind == "national", year=on.year)
    wanted = form.wanted()
    period = year_of(wanted.year)
    mapped = boards.board(office=office, period=period, by_province=True)
    listed = mapped if wanted.by_province else boards.board(office=office, period=period, by_province=False)
    rows = boards.kept(listed.rows, words=wanted.words, only=wanted.only)
    rows = boards.ordered(rows, by=wanted.order, falling=wanted.falling)
    kind = request.GET.get("format")
    if kind in EXPORTS:
        return _file(kind, listed, rows)
    topic = boards.TOPIC_OF[wanted.topic]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "frame": frame,
        "office": office,
        "form": form,
        "board": listed,
        "topic": topic,
        "topics": boards.TOPICS,
        "map": tile_map.drawn(mapped, topic),
        "sentences": tile_map.in_sentences(listed, topic),
        "page": page,
        "rows": [_shown(row, period) for row in page.object_list],
        "period": period,
        "asof": listed.told_at,
        "definitions": _definitions(),
        "columns": _columns(request, wanted.order, falling=wanted.falling, report_year=listed.report_year),
    }
    return render(request, "front/board.html", context)


def _columns(request: OfficeRequest, order: str, *, falling: bool, report_year: int) -> list[dict[str, object]]:
    """Return the headings of the table: each sorts by its column, and the other way when asked again."""
    headings = [
        ("nama", _("Kantor"), ""),
        ("permohonan", _("Permohonan"), "num"),
        *((topic.short, topic.name, "num") for topic in boards.TOPICS[:-1]),
        ("laporan", _("Laporan %(year)d disampaikan") % {"year": report_year}, "num"),
    ]
    made: list[dict[str, object]] = []
    for key, label, kind in headings:
        query = request.GET.copy()
        query.pop("page", None)
        query["urut"] = f"-{key}" if key == order and not falling else key
        current = "" if key != order else "descending" if falling else "ascending"
        made.append({"label": label, "kind": kind, "href": f"?{query.urlencode()}", "sorted": current})
    return made


def _shown(row: Row, period: Period) -> dict[str, object]:
    received = row.value(boards.RECEIVED)
    return {
        "row": row,
        "received": received,
        "waits": row.waits(boards.RECEIVED),
        "unknown": boards.RECEIVED in row.unknown,
        "opens": _rows_of(row, boards.RECEIVED, period),
        "numbers": [
            {
                "label": topic.name,
                "printed": tile_map.number_of(row, topic),
                "late": topic.key == boards.OVERDUE and bool(row.value(topic.key)),
                "opens": _rows_of(row, topic.key, period),
            }
            for topic in boards.TOPICS
        ],
    }


def _rows_of(row: Row, key: str, period: Period) -> str:
    """Return the address of what a number was counted from: an office's rows, or the board of a province's offices."""
    if row.waits(key) or row.value(key) is None:
        return ""
    if row.of_province:
        return row.href
    if key == boards.FILED:
        return reverse("reports_list", args=[row.slug])
    return f"{reverse('figure_rows', args=[row.slug, key])}?masa={period.key}"


def _definitions() -> list[tuple[str, str]]:
    """Return each column with its definition, for page and file."""
    known = [figures.figure_by_key(key=key) for key in boards.FIGURES]
    found = [(str(figure.name), f"{figure.definition} {figure.source}") for figure in known]
    filed = _("Kantor yang laporan layanan tahun sebelumnya sudah dikirim ke Komisi Informasi.")
    return [*found, (str(boards.TOPICS[-1].name), filed)]


def _file(kind: str, board: Board, rows: Sequence[Row]) -> HttpResponse:
    """Return the chosen lines as a file, with the sheet that defines their numbers."""
    lines = [_plain(row) for row in rows]
    names = {figure.key: str(figure.name) for figure in (figures.figure_by_key(key=key) for key in boards.FIGURES)}
    names |= {
        "code": _("Kode"),
        "name": _("Kantor"),
        "offices": _("Banyaknya kantor"),
        "counted_at": _("Dihitung pada"),
        "not_counted": _("Belum dihitung"),
    }
    names[boards.FILED] = _("Laporan %(year)d disampaikan") % {"year": board.report_year}
    keys = list(lines[0]) if lines else ["code", "name"]
    table: Sheet = [[key if kind == "json" else names.get(key, key) for key in keys]]  # programs read keys
    table += [list(line.values()) for line in lines]
    defined = definition_sheet(
        [figures.figure_by_key(key=key) for key in boards.FIGURES], office=board.office.name, period=board.period
    )
    *_others, (name, said) = _definitions()
    defined.append([boards.FILED, name, "", "", said, *[""] * (len(defined[0]) - 5)])
    sheets = {_("Papan"): table, _("Definisi"): defined}
    title = _("Papan %(office)s, %(period)s") % {"office": board.office.name, "period": board.period.key}
    return export(kind, name=f"papan-{board.office.slug}-{board.period.key}", title=title, sheets=sheets)


def _plain(row: Row) -> dict[str, Value]:
    """Return a line as programs read it: shares in per cent, None where there is no number."""
    numbers = {key: plain(row.value(key)) for key in boards.FIGURES}
    told_at = row.told_at.isoformat() if row.told_at else None
    filed = {"offices": row.offices, "reports.filed": row.filed}
    unknown = " ".join(key for key in boards.FIGURES if key in row.unknown)
    return {"code": row.code, "name": row.name, **numbers, **filed, "counted_at": told_at, "not_counted": unknown}
