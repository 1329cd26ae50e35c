"""What everybody reads of plenaries: published D forms, determined results, and what forms and plenaries say."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.kernel.documents.rules.spreadsheet import escaped
from telusur.results.elections.selectors import (
    ContestUnknown,
    ElectionUnknown,
    contest_named,
    dispute_closes_at,
    dispute_window,
    election_named,
    layout_of,
    names_of,
)

from .. import selectors, services
from ..forms import CheckForm, CompareForm
from ..rules.sheet import rows_of
from ..rules.states import PaperKind, State
from .words import STATES, VERDICTS, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from telusur.results.elections.models import Contest, Election

    from ..models import Compared, Plenary
    from ..rules.sums import Column

ON_A_PAGE = 50


def _election(code: str) -> Election:
    try:
        return election_named(code=code)
    except ElectionUnknown as error:
        raise Http404 from error


def _contest(election: str, contest: str) -> Contest:
    try:
        return contest_named(election=election, contest=contest)
    except (ElectionUnknown, ContestUnknown) as error:
        raise Http404 from error


@permits(PUBLIC)
@require_safe
def results(request: HttpRequest, election: str) -> HttpResponse:
    """Every result that was determined, and every published D form with its public copy, the widest place first."""
    held = _election(election)
    found = selectors.plenaries_of(election=held, results_only=True).prefetch_related("papers__file")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    closed = selectors.withheld_from_public(plenaries=rows)
    names = names_of(codes={row.place for row in rows})
    table = selectors.levels(on=held.voted_on)
    contests = list(held.contests.order_by("pk"))
    context = {
        "election": held,
        "contests": contests,
        "determinations": [
            {"each": each, "state": STATES[State(each.plenary.state)], "place": names.get(each.plenary.place, "")}
            for contest in contests
            for each in selectors.determinations_of(contest=contest)
        ],
        "page": page,
        "rows": [_published(row, names, table[row.level].name, closed=row.pk in closed) for row in rows],
    }
    return render(request, "plenaries/results.html", context)


def _published(row: Plenary, names: dict[int, str], level: str, *, closed: bool) -> dict[str, Any]:
    papers = {paper.kind: paper for paper in row.papers.all()}
    public, scan = papers.get(PaperKind.PUBLIC), papers.get(PaperKind.SCAN)
    return {
        "each": row,
        "level": level,
        "name": names.get(row.place, _("Indonesia")),
        "state": STATES[State(row.state)],
        "paper": None if closed else public,
        "closed": closed,
        "scan": scan.digest if scan else "",
    }


@permits(PUBLIC)
@require_safe
def determination(request: HttpRequest, election: str, determination: int) -> HttpResponse:
    """One result as it was determined. Its address and its numbers stay, whatever becomes of it."""
    held = _election(election)
    try:
        one = selectors.determination_of(election=held, determination_id=determination)
    except LookupError as error:
        raise Http404 from error
    column = selectors.column_of(values=one.totals, gaps=one.gaps)
    same = selectors.determinations_of(contest=one.contest).filter(
        plenary__level=one.plenary.level, plenary__place=one.plenary.place, plenary__district=one.plenary.district_id
    )
    since = selectors.disputable_since(result=one)
    context = {
        "election": held,
        "one": one,
        "state": STATES[State(one.plenary.state)],
        "place": selectors.place_name(place=one.plenary.place),
        "rows": _sums(one.plenary, column),
        "others": [each for each in same if each.pk != one.pk],
        "later": same.filter(number__gt=one.number).exists(),
        "window": dispute_window(kind=held.kind, on=held.voted_on),
        "closes_at": dispute_closes_at(election=held, announced_at=since) if since else None,
        "begun": since is not None,
        "now": timezone.now(),
    }
    return render(request, "plenaries/determination.html", context)


@permits(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("plenaries_check")
def check(request: HttpRequest, election: str) -> HttpResponse:
    """Say what the words on a D form are worth, to whoever holds the paper. Nothing is kept of the question."""
    held = _election(election)
    form = CheckForm(request.POST or None)
    context: dict[str, Any] = {"election": held, "form": form}
    if form.is_bound and form.is_valid():
        checked = services.check_note(election=held, note=form.cleaned_data["note"])
        context |= {"checked": checked, "verdict": VERDICTS[checked.verdict]}
        if checked.paper is not None and checked.total is not None:
            plenary = checked.paper.plenary
            closed = plenary.pk in selectors.withheld_from_public(plenaries=[plenary])
            context |= {
                "closed": closed,
                "plenary": plenary,
                "place": selectors.place_name(place=plenary.place),
                "state": STATES[State(plenary.state)],
                "rows": [] if closed else _sums(plenary, checked.total),
            }
    return render(request, "plenaries/check.html", context, status=422 if form.errors else 200)


def _sums(plenary: Plenary, column: Column) -> list[dict[str, Any]]:
    """Return the final sums of a D form in its own order, in words."""
    layout = selectors.layout_for(plenary=plenary)
    return [
        {"head": row.head, "label": row.label, "value": said(column.values[place], column.gaps[place])}
        for row in rows_of(layout)
        for place in [layout.places[row.field]]
    ]


@permits(PUBLIC)
@require_safe
def compared(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    """C against D: for every polling station and participant what the form says and what the plenary says, by gain."""
    held = _contest(election, contest)
    names = {choice.number: choice.name for choice in layout_of(contest=held).choices}
    form = CompareForm(request.GET or None, choices=names)
    page = Paginator(_asked(held, form), ON_A_PAGE).get_page(request.GET.get("page"))
    rows: list[Compared] = list(page.object_list)
    places = names_of(codes={row.unit // 1000 for row in rows})
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    context = {
        "election": held.election,
        "contest": held,
        "form": form,
        "clear": request.path if request.GET else "",
        "page": page,
        "summary": selectors.summary_of(contest=held),
        "at": timezone.now(),
        "rows": [
            {
                "each": row,
                "units": [f"{int(code) % 1000:03d}" for code in (row.together or str(row.unit)).split(",")],
                "village": places.get(row.unit // 1000, ""),
                "choice": names.get(row.choice, ""),
            }
            for row in rows
        ],
        "csv": reverse("plenaries_compared_csv", args=[election, contest]) + query,
        "json": reverse("plenaries_compared_json", args=[election, contest]) + query,
    }
    return render(request, "plenaries/compared.html", context)


def _asked(held: Contest, form: CompareForm) -> Any:
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return selectors.comparisons(
        contest=held,
        within=asked.get("within"),
        choice=asked.get("choice"),
        changed=bool(asked.get("changed")),
    )


@permits(PUBLIC)
@require_safe
def compared_csv(request: HttpRequest, election: str, contest: str) -> StreamingHttpResponse:
    """The same rows as a table; a form that nobody had read is an empty cell, never 0, and so is its gain."""
    rows = _exported(request, election, contest)

    class Line:
        def write(self, text: str) -> str:
            return text

    writer = csv.DictWriter(Line(), selectors.COLUMNS)

    def lines() -> Iterator[str]:
        yield writer.writeheader()  # type: ignore[misc]
        for row in rows:
            yield writer.writerow({**row, "alasan": escaped(str(row["alasan"]))})  # type: ignore[misc]

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="c-d-{election}-{contest}.csv"'
    return response


@permits(PUBLIC)
@require_safe
def compared_json(request: HttpRequest, election: str, contest: str) -> StreamingHttpResponse | JsonResponse:
    """The same rows as JSON, one after the other; a form that nobody had read is null."""
    rows = _exported(request, election, contest)

    def pieces() -> Iterator[str]:
        head = {"election": election, "contest": contest, "columns": selectors.COLUMNS}
        yield json.dumps(head)[:-1] + ', "rows": ['
        for place, row in enumerate(rows):
            yield ("," if place else "") + json.dumps(list(row.values()), ensure_ascii=False)
        yield "]}"

    return StreamingHttpResponse(pieces(), content_type="application/json")


def _exported(request: HttpRequest, election: str, contest: str) -> Iterator[dict[str, object]]:
    held = _contest(election, contest)
    names = {choice.number: choice.name for choice in layout_of(contest=held).choices}
    return selectors.told(rows=_asked(held, CompareForm(request.GET or None, choices=names)))
