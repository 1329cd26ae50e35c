"""The SOPs of the service, made from the tables that the services obey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from telusur.front.procedures import procedure, procedures
from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.visits.pages import counted_page

from .office import today_at

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest


@permits(PUBLIC)
@counted_page(_("SOP layanan"))
def every(request: OfficeRequest) -> HttpResponse:
    on = today_at(request)
    context = {"office": request.office, "on": on, "procedures": procedures(on=on)}
    return render(request, "front/procedures.html", context)


@permits(PUBLIC)
@counted_page(_("Satu SOP layanan"))
def one(request: OfficeRequest, *, number: int) -> HttpResponse:
    on = today_at(request)
    found = procedure(number=number, on=on)
    if found is None:
        raise Http404
    return render(request, "front/procedure.html", {"office": request.office, "on": on, "procedure": found})
