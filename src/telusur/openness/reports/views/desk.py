"""The desk of the yearly report: its years, and one year with its books and its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import permits

from .. import selectors, services
from ..models import labels
from ..rules.given import NARRATIVES
from ..rules.halves import HALVES, half_of
from ..rules.kept import NIL_BOOKS, SLUG_OF
from ..rules.states import FIXED, ONWARD, State
from .parts import known_year, today
from .reports import open_acts
from .standing import turn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import AnnualReport
    from ..rules.kept import Kind


def _due(report: AnnualReport | None, year: int, on: date) -> dict[str, Any]:
    """When the report of a year is due, and how that stands today."""
    due_on, rule = selectors.due_of(year=year)
    met_on = selectors.met_on(report=report) if report is not None else None
    return {
        "due_on": due_on,
        "rule": rule,
        "met_on": met_on,
        "met_late": met_on is not None and met_on > due_on,
        "out": report is not None and report.first_published_at is not None,
        "over": on.year > year,
        "late": met_on is None and on > due_on,
        "days": (due_on - on).days,
        "correction": _correction(report) if report is not None else None,
    }


def _correction(report: AnnualReport) -> dict[str, Any] | None:
    """Which edition the one that is worked on or stands corrects, and whom it did not reach yet; None for the first."""
    edition = selectors.edition_of(report=report)
    before = selectors.corrected_by(edition=edition)
    if before is None:
        return None
    unsent = selectors.unsent_to(edition=edition) if edition.published_at else []
    return {
        "number": edition.number,
        "of": before.number,
        "published_at": edition.published_at,
        "unsent": ", ".join(str(name or labels.RECEIVERS[receiver]) for receiver, name in unsent),
    }


@permits("reports.see")
def years(request: OfficeRequest) -> HttpResponse:
    """The years of an office: what is kept for each, and where its report stands."""
    on = today(request.office)
    reports = {each.year: each for each in selectors.reports_of(office_id=request.office.pk)}
    found = selectors.years_kept(office_id=request.office.pk, at=timezone.now())
    rows = [{"year": year, "report": reports.get(year), "due": _due(reports.get(year), year, on)} for year in found]
    return render(request, "reports/years.html", {"rows": rows})


@permits("reports.see")
def year(request: OfficeRequest, year: int) -> HttpResponse:
    """One year: its books, its report and what can be done now."""
    known_year(request.office, year)
    office_id, on = request.office.pk, today(request.office)
    report = selectors.report_of(office_id=office_id, year=year)
    counts = selectors.counts(office_id=office_id, year=year)
    fixed = selectors.is_fixed(office_id=office_id, year=year)
    nil = selectors.called_empty(office_id=office_id, year=year)
    people = accounts.actor_names(refs={each.confirmed_by for each in nil.values()})
    context = {
        "year": year,
        "report": report,
        "due": _due(report, year, on),
        "books": [
            {
                "slug": slug,
                "name": labels.BOOKS[kind],
                "count": counts[kind],
                "empty": labels.EMPTY[kind],
                "nil": nil.get(kind.value),
                "by": people.get(nil[kind.value].confirmed_by, "") if kind.value in nil else "",
            }
            for kind, slug in SLUG_OF.items()
        ],
        "fixed": fixed,
        "may_keep": request.standing.may(services.KEEP) and not fixed,
        "carries": sum(selectors.to_carry(office_id=office_id, year=year).values()),
        "turn": turn(report=report, on=on) if report else "",
        "lacking": _lacking(report, counts, nil, over=on.year > year),
        "steps": _steps(report),
        "acts": selectors.deeds(report=report) if report else [],
        "printing": selectors.printing_of(report=report) if report else None,
        "buttons": _buttons(request, report, on) if report else [],
        "may_freeze": report is None and on.year > year and request.standing.may("reports.write"),
        "may_write": request.standing.may("reports.write"),
        "parts": _parts(report),
        "editions": selectors.editions_of(report=report) if report else [],
        "halves": _halves(request, year, on),
    }
    return render(request, "reports/year.html", context)


def _lacking(
    report: AnnualReport | None, counts: Mapping[Kind, int], nil: Mapping[str, object], *, over: bool
) -> list[tuple[str, StrOrPromise]]:
    """The books that hold the signature back: nobody wrote in them, or called them empty."""
    if not over or (report is not None and report.state in FIXED):
        return []
    return [
        (slug, labels.BOOKS[kind])
        for kind, slug in SLUG_OF.items()
        if kind in NIL_BOOKS and not counts[kind] and kind.value not in nil
    ]


def _buttons(request: OfficeRequest, report: AnnualReport, on: date) -> list[dict[str, Any]]:
    return [
        {
            "label": labels.ACTS[act],
            "href": reverse("reports_act", args=[request.office.slug, report.year, act.value]),
            "forward": act in ONWARD,
        }
        for act in open_acts(request, report, on)
    ]


def _parts(report: AnnualReport | None) -> list[dict[str, Any]]:
    """The places of the officers' words, with how much stands there."""
    if report is None or report.state == State.FROZEN:
        return []
    written = selectors.narratives(edition=selectors.edition_of(report=report))
    return [
        {"place": place, "name": labels.PLACES[place], "words": len(written.get(place, "").split())}
        for place in NARRATIVES
    ]


def _halves(request: OfficeRequest, year: int, on: date) -> list[dict[str, Any]]:
    """The summaries of access of a year: public, to be published, or yet to come."""
    made = []
    for half in HALVES:
        due_on, _rule = selectors.summary_due_of(year=year, half=half)
        over = on >= half_of(year, half).end
        made.append(
            {
                "half": half,
                "summary": selectors.summary_of(office_id=request.office.pk, year=year, half=half),
                "over": over,
                "due_on": due_on,
                "late": over and on > due_on,
                "may": over and request.standing.may("reports.summarise"),
            }
        )
    return made


def _steps(report: AnnualReport | None) -> list[dict[str, Any]]:
    """The way of a report: what is behind it, where it stands, what is left."""
    way = list(State)
    now = way.index(State(report.state)) if report else -1
    return [
        {"label": labels.STATES[state], "state": "done" if place < now else "now" if place == now else ""}
        for place, state in enumerate(way)
    ]
