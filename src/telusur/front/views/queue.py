"""The jobs that gave up, for whoever looks after the installation: the administrator of the national office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from telusur.kernel.accounts.permits import permits
from telusur.kernel.jobs import selectors, services
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE

if TYPE_CHECKING:
    from telusur.kernel.accounts.permits import OfficeRequest

PAGE = 30


@permits("jobs.see")
@require_GET
def jobs_failed(request: OfficeRequest) -> HttpResponse:
    if request.office.code != NATIONAL_OFFICE:
        raise Http404
    page = Paginator(selectors.failed_jobs(), PAGE).get_page(request.GET.get("page"))
    return render(request, "front/jobs.html", {"page": page})


@permits("jobs.see")
@require_POST
def jobs_retry(request: OfficeRequest, job: int) -> HttpResponse:
    if request.office.code != NATIONAL_OFFICE:
        raise Http404
    try:
        services.retry(job_id=job, at=timezone.now())
    except services.NotFailed:
        messages.info(request, _("Pekerjaan %(job)d sudah tidak menunggu; mungkin sudah diulang.") % {"job": job})
    else:
        messages.success(request, _("Pekerjaan %(job)d dimasukkan kembali ke antrean.") % {"job": job})
    return redirect(reverse("jobs_failed", args=[request.office.slug]))
