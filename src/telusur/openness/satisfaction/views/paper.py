"""Sheets of paper, typed in by the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents import services as documents

from .. import selectors, services
from ..forms.paper import ScanForm, lines_of
from .parts import actor_of, survey_asked, today

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..forms.paper import SheetLine
    from ..models import Survey


@permits("satisfaction.enter")
def enter(request: OfficeRequest, survey_id: int) -> HttpResponse:
    """One line a sheet; all lines are saved together, or none is."""
    found, on = survey_asked(request, survey_id), today(request.office)
    if found.closed_at is not None:
        messages.error(request, _("Survei ini sudah ditutup."))
        return redirect("satisfaction_survey", request.office.slug, found.pk)
    latest = min(on, found.last_on)
    form = ScanForm(
        request.POST or None,
        request.FILES or None,
        on=on,
        first_on=found.first_on,
        last_on=latest,
        initial={"filled_on": latest},
    )
    lines = lines_of(request.POST if request.method == "POST" else None, on=found.first_on)
    faults: list[str] = []
    if request.method == "POST":
        given = [line for line in lines if not line.is_empty]
        faults = [fault for line in given if not line.is_valid() for fault in line.faults]
        if form.is_valid() and not faults:
            faults = _saved(request, found, form, given)
            if not faults:
                return redirect("satisfaction_survey", request.office.slug, found.pk)
    context = {
        "survey": found,
        "form": form,
        "lines": lines,
        "faults": faults,
        "questions": list(selectors.questions(on=found.first_on)),
    }
    return render(request, "satisfaction/paper.html", context, status=422 if request.method == "POST" else 200)


def _saved(request: OfficeRequest, found: Survey, form: ScanForm, given: list[SheetLine]) -> list[str]:
    """Take the sheets in, and return what was wrong with them."""
    at, scan = timezone.now(), form.cleaned_data["scan"]
    try:
        batch = services.enter_paper(
            survey_id=found.pk,
            entries=[line.entry for line in given],
            scan=documents.store(content=scan.content, name=scan.name, at=at, checked=scan.checked) if scan else None,
            on=form.cleaned_data["filled_on"],
            actor=actor_of(request),
            at=at,
        )
    except services.ANTICIPATED as error:
        return [services.sentence(error)]
    words = ngettext("%(count)d lembar masuk.", "%(count)d lembar masuk.", batch.sheets) % {"count": batch.sheets}
    messages.success(request, words)
    return []
