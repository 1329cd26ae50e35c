"""The unit's own pages: the question, never the asker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import permits
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_left
from telusur.kernel.documents import services as documents

from .. import selectors, services
from ..forms.unit import UnitAnswerForm
from ..rules.questions import title_of
from .parts import ANTICIPATED, actor_of, published_like, stored, today

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

PAGE = 50


def _units(request: OfficeRequest) -> Collection[int]:
    return selectors.units_served(actor=actor_of(request), office_id=request.office.pk, on=today(request.office))


@permits("requests.answer_for_unit")
def unit_inbox(request: OfficeRequest) -> HttpResponse:
    """What my unit is asked, what runs out first on top."""
    done = request.GET.get("tampil") == "selesai"
    rows = selectors.unit_inbox(office_id=request.office.pk, unit_ids=_units(request), done=done)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    calendar, on = calendar_for(office_code=request.office.code), today(request.office)
    tasks = [selectors.as_task(row) for row in page.object_list]
    context = {
        "page": page,
        "done": done,
        "rows": [
            {
                "task": task,
                "title": title_of(task.question),
                "remaining": None if done else working_days_left(on, task.due_on, calendar),
            }
            for task in tasks
        ],
    }
    return render(request, "requests/unit_inbox.html", context)


@permits("requests.answer_for_unit")
def task(request: OfficeRequest, disposition_id: int) -> HttpResponse:
    """One disposition: take it up, answer it."""
    office, on = request.office, today(request.office)
    try:
        found = selectors.unit_task(office_id=office.pk, unit_ids=_units(request), disposition_id=disposition_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    at = timezone.now()
    form = UnitAnswerForm(request.POST or None, request.FILES or None, on=on)
    form.offer(published_like(request, found.question))
    whose = {"request_id": found.request_id, "disposition_id": disposition_id, "actor": actor_of(request), "at": at}
    if request.method == "POST":
        try:
            if "take_up" in request.POST:
                services.take_up(**whose)  # type: ignore[arg-type]
                messages.success(request, _("Disposisi diterima. Kirim jawaban sebelum tenggat."))
                return redirect("requests_task", office=office.slug, disposition_id=disposition_id)
            if form.is_valid():
                files = stored(form.cleaned_data["uploads"], at=at)
                services.answer_from_unit(
                    **whose,  # type: ignore[arg-type]
                    words=form.cleaned_data["words"],
                    materials=[
                        *(services.Material(item_id=item) for item in form.cleaned_data.get("items", [])),
                        *(services.Material(document_id=key, title=name) for key, name in files),
                    ],
                )
                messages.success(request, _("Jawaban unit dikirim kepada PPID."))
                return redirect("requests_unit", office=office.slug)
        except ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
    calendar = calendar_for(office_code=office.code)
    context = {
        "task": found,
        "form": form,
        "title": title_of(found.question),
        "remaining": working_days_left(on, found.due_on, calendar) if found.open else None,
        "files": selectors.handed_in(request_id=found.request_id, unit_ids=_units(request)),
    }
    return render(request, "requests/task.html", context)


@permits("requests.answer_for_unit")
def handed_in(request: OfficeRequest, disposition_id: int, attachment_id: int) -> FileResponse:
    """A file that this unit gave, for the unit itself: not yet let out to anybody else."""
    units = _units(request)
    try:
        found = selectors.unit_task(office_id=request.office.pk, unit_ids=units, disposition_id=disposition_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    given = selectors.handed_in(request_id=found.request_id, unit_ids=units)
    file = next((each.attachment for each in given if each.attachment_id == attachment_id), None)
    if file is None:
        raise Http404
    content, kind = documents.open_bytes(document=file.document), file.document.media_type
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=kind)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
