"""What everybody reads: the list of reports and summaries, a report as a page, a summary of a half year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.documents.selectors import address
from telusur.kernel.look.numbers import whole_number

from .. import selectors
from ..models.labels import RECEIVERS
from ..rules.infographic import words_of
from .shown import blocks_of, chapters_of

if TYPE_CHECKING:
    from telusur.kernel.accounts.permits import OfficeRequest

PAGE = 20


@permits(PUBLIC)
def reports(request: OfficeRequest) -> HttpResponse:
    """The reports of an office by year, and its half-yearly summaries."""
    page = Paginator(selectors.public_editions(office_id=request.office.pk), PAGE).get_page(request.GET.get("page"))
    summaries = selectors.summaries_of(office_id=request.office.pk)[:PAGE]
    return render(request, "reports/public/list.html", {"page": page, "summaries": summaries})


@permits(PUBLIC)
def report(request: OfficeRequest, year: int) -> HttpResponse:
    """The report on a year as a page, each number with its rows; an earlier edition by `?edisi=`."""
    asked = request.GET.get("edisi", "")
    number = whole_number(asked) if asked else None
    if asked and number is None:
        raise Http404
    edition = selectors.public_edition(office_id=request.office.pk, year=year, number=number)
    if edition is None or edition.signed_on is None:
        raise Http404
    made = selectors.composed(edition=edition, on=edition.signed_on)
    unsent = selectors.unsent_to(edition=edition) if edition.replaced_at is None else []
    context = {
        "edition": edition,
        "content": made,
        "chapters": chapters_of(made),
        "foreword": blocks_of(made.foreword, {}),
        "papers": [{"file": each, "href": address(attachment=each)} for each in selectors.papers_of(edition=edition)],
        "infographic": words_of(made),
        "drawn": edition.replaced_at is None and selectors.has_infographic(edition=edition),
        "has_content": selectors.has_content(edition=edition),
        "has_register": selectors.has_register(edition=edition),
        "printing": selectors.printing(edition=edition),
        "earlier": selectors.earlier_editions(edition=edition),
        "corrects": selectors.corrected_by(edition=edition),
        "sent": selectors.sent_until(edition=edition),
        "unsent": ", ".join(str(name or RECEIVERS[receiver]) for receiver, name in unsent),
    }
    return render(request, "reports/public/report.html", context)


@permits(PUBLIC)
def infographic(request: OfficeRequest, year: int) -> HttpResponse:
    """The infographic of the report that stands, as a picture; the page that shows it says it in words."""
    edition = selectors.public_edition(office_id=request.office.pk, year=year)
    png = selectors.infographic_of(edition=edition) if edition is not None else None
    if png is None:
        raise Http404
    return HttpResponse(png, content_type="image/png")


@permits(PUBLIC)
def summary(request: OfficeRequest, year: int, half: int) -> HttpResponse:
    """The summary of access of a half year."""
    found = selectors.summary_of(office_id=request.office.pk, year=year, half=half)
    if found is None:
        raise Http404
    context = {"summary": found, "rows": selectors.summary_rows(summary=found)}
    return render(request, "reports/public/summary.html", context)
