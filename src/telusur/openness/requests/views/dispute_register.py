"""The register of disputes: read, and taken along as a spreadsheet or as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from telusur.kernel.accounts.permits import permits

from .. import selectors, services
from ..rules import dispute_register as book
from .register import PAGE, download, year_asked

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest


@permits("requests.see_register")
def register(request: OfficeRequest) -> HttpResponse:
    """The disputes of one year."""
    year, years = year_asked(request, selectors.dispute_years(office_id=request.office.pk))
    found = selectors.dispute_register_rows(office_id=request.office.pk, year=year)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "columns": book.COLUMNS,
        "rows": selectors.as_dispute_register(page.object_list),
        "page": page,
        "year": year,
        "years": years,
        "may_see": request.standing.may("requests.see_disputes"),
    }
    return render(request, "requests/dispute_register.html", context)


@permits("requests.see_register")
def export(request: OfficeRequest) -> HttpResponse:
    """The register as a spreadsheet or a PDF, in its columns."""
    year, _years = year_asked(request, selectors.dispute_years(office_id=request.office.pk))
    kind = request.GET.get("bentuk", "xlsx")
    rows = selectors.as_dispute_register(selectors.dispute_register_rows(office_id=request.office.pk, year=year))
    name = f"register-sengketa-{request.office.slug}-{year}.{kind}"
    if kind == "pdf":
        at = timezone.now()
        file = services.register_pdf(
            title=book.SHEET, period=str(year), columns=book.COLUMNS, rows=rows, office=request.office, at=at
        )
    elif kind in {"xlsx", "csv"}:
        file = services.table_file(columns=book.COLUMNS, rows=rows, sheet=book.SHEET, kind=kind)
    else:
        raise Http404
    return download(file, name, kind)
