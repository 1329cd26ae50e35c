"""The register in its legal columns: read, taken along, and brought in from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents import services as documents
from telusur.kernel.look.numbers import whole_number

from .. import selectors, services
from ..forms.register import ImportForm
from ..models import labels
from ..rules import paper_register as paper
from ..rules.words import REQUEST_REGISTERS, Register
from .parts import ANTICIPATED, actor_of, today

if TYPE_CHECKING:
    from telusur.kernel.accounts.permits import OfficeRequest

PAGE = 100
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


FILE_NAMES = {Register.GENERAL: "permohonan", Register.ELECTION: "permohonan-pemilu"}


def year_asked(request: OfficeRequest, kept: list[int]) -> tuple[int, list[int]]:
    """Return the year of a register that is asked for, else the newest, and those to choose from. kept: years that have
    rows, newest first; without any, this year."""
    years = kept or [today(request.office).year]
    number = whole_number(request.GET.get("tahun", ""))
    return (number if number in years else years[0]), years  # type: ignore[return-value]


def _chosen(request: OfficeRequest) -> tuple[int, str, list[int]]:
    year, years = year_asked(request, selectors.years_of(office_id=request.office.pk))
    register = request.GET.get("register", Register.GENERAL)
    return year, register if register in REQUEST_REGISTERS else Register.GENERAL, years


@permits("requests.see_register")
def register(request: OfficeRequest) -> HttpResponse:
    """One register of one year."""
    year, book, years = _chosen(request)
    cases = selectors.register_rows(office_id=request.office.pk, year=year, register=book)
    page = Paginator(cases, PAGE).get_page(request.GET.get("page"))
    context = {
        "columns": paper.COLUMNS,
        "rows": selectors.as_register(page.object_list),
        "page": page,
        "year": year,
        "years": years,
        "book": book,
        "books": [(book, labels.REGISTERS[book]) for book in REQUEST_REGISTERS],
        "may_import": request.standing.may("requests.import"),
    }
    return render(request, "requests/register.html", context)


@permits("requests.see_register")
def export(request: OfficeRequest) -> HttpResponse:
    """The register as a spreadsheet or a PDF, in its legal columns."""
    year, book, _years = _chosen(request)
    kind = request.GET.get("bentuk", "xlsx")
    if kind not in TYPES:
        raise Http404
    cases = selectors.register_rows(office_id=request.office.pk, year=year, register=book)
    rows = selectors.as_register(cases)
    if kind == "pdf":
        file = services.register_pdf(
            title=str(labels.REGISTERS[book]),
            period=str(year),
            columns=paper.COLUMNS,
            widths=paper.WIDTHS,
            rows=rows,
            office=request.office,
            at=timezone.now(),
        )
    else:
        file = services.register_file(rows=rows, kind=kind)
    return download(file, f"register-{FILE_NAMES[Register(book)]}-{request.office.slug}-{year}.{kind}", kind)


def download(file: bytes, name: str, kind: str) -> HttpResponse:
    """Return bytes to be taken along under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(file, content_type=TYPES[kind], headers=headers)


@permits("requests.import")
def template(request: OfficeRequest, kind: str) -> HttpResponse:  # noqa: ARG001 the same for every office
    """The empty register with one invented row."""
    if kind not in {"xlsx", "csv"}:
        raise Http404
    return download(services.register_template(kind=kind), f"templat-register.{kind}", kind)


@permits("requests.import")
def import_file(request: OfficeRequest) -> HttpResponse:
    """Bring a paper register in: every row or none, and every fault by its place."""
    form = ImportForm(request.POST or None, request.FILES or None, on=today(request.office))
    faults: list[paper.Fault] = []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = services.import_register(
                office=request.office,
                content=upload.content,
                name=upload.name,
                actor=actor_of(request),
                at=timezone.now(),
            )
        except services.FaultyRegister as error:
            faults = error.faults
        except documents.Refused as error:
            form.add_error("file", f"{error.message} {error.remedy}")
        except ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("%(rows)s permohonan dimuat dan ditandai sebagai impor.") % {"rows": made.rows})
            return redirect("requests_register", office=request.office.slug)
    return render(request, "requests/import.html", {"form": form, "faults": faults}, status=422 if faults else 200)
