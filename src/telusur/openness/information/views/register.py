"""The list as a file at the desk: out as XLSX or CSV, in after a look at what would come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents.services import Refused
from telusur.kernel.offices.selectors import local_day

from .. import services
from ..forms import ImportForm
from ..models import CLASS_LABELS
from ..rules.entries import InformationClass

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
SHOWN_ROWS = 200


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    return response


@permits("information.see")
@require_safe
def export(request: OfficeRequest, kind: str) -> HttpResponseBase:
    if kind not in CONTENT_TYPES:
        raise Http404
    office = request.office
    today = local_day(office=office, at=timezone.now())
    content = services.export_register(office=office, kind=kind)
    return _file(content, kind, f"dip-{office.slug}-{today.isoformat()}")


@permits("information.see")
@require_safe
def template(_request: OfficeRequest) -> HttpResponseBase:
    return _file(services.template(), "xlsx", "templat-dip")


@permits("information.import")
@require_http_methods(["GET", "POST"])
def load(request: OfficeRequest) -> HttpResponseBase:
    """Choose a file; see every row and every fault; then bring all rows in, or none."""
    if "staged" in request.POST:
        return _commit(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            key, reading = services.stage_import(
                office=request.office,
                register=_new_file(given["register"]),
                files=[_new_file(file) for file in given["documents"] if file],
                officer=request.user,
                at=timezone.now(),
            )
            context |= _shown(reading) | {"key": key}
        except Refused as refusal:
            form.add_error("register", f"{refusal.message} {refusal.remedy}")
    return render(request, "information/desk/import.html", context)


def _new_file(upload: Any) -> services.NewFile:
    return services.NewFile(upload.file, upload.name)


def _commit(request: OfficeRequest) -> HttpResponseBase:
    office = request.office
    try:
        done = services.import_staged(
            office=office, key=request.POST["staged"], officer=request.user, at=timezone.now()
        )
    except services.RegisterRefused as refusal:  # the list has changed since it was looked at
        return render(request, "information/desk/import.html", {"form": ImportForm()} | _shown(refusal.reading))
    except LookupError:
        messages.error(request, _("Berkas ini sudah dimasukkan, atau tidak ada lagi; pilih berkasnya sekali lagi."))
        return redirect("information_desk_import", office=office.slug)
    n = len(done.item_ids)
    messages.success(request, ngettext("%(n)d draf masuk.", "%(n)d draf masuk.", n) % {"n": n})
    return redirect("information_desk", office=office.slug)


def _shown(reading: Any) -> dict[str, Any]:
    return {
        "reading": reading,
        "rows": [
            (row, CLASS_LABELS[InformationClass(row.entry.information_class)]) for row in reading.rows[:SHOWN_ROWS]
        ],
        "more": max(0, len(reading.rows) - SHOWN_ROWS),
        "faults": [
            {
                "sheet": fault.sheet,
                "row": fault.row or "",
                "column": " ".join(part for part in (fault.column, fault.heading) if part),
                "value": fault.value,
                "problem": services.problem_of(fault),
                "remedy": services.remedy_of(fault),
            }
            for fault in reading.faults
        ],
        "notes": [services.remark_of(note) for note in reading.notes],
    }
