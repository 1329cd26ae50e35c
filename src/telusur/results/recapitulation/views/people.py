"""Who serves at an election in one's territory, and the act that ends a duty at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.selectors import duties_within, duty_is_over, election_day, may_end, told
from telusur.results.elections.services import DutyRefused, end_duty

from ..forms.people import EndForm, PeopleForm
from .parts import END_DUTY, tabs
from .words import DUTY_REFUSALS

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from telusur.results.elections.models import Duty

ON_A_PAGE = 50


@on_duty(END_DUTY)
@require_safe
def people(request: DutyRequest) -> HttpResponse:
    """Everybody who was ever to serve here, with how each duty stands."""
    form = PeopleForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    within, areas = asked.get("within"), request.service.areas(END_DUTY)
    inside = within is None or any(area is None or str(within).startswith(str(area)) for area in areas)
    found = duties_within(
        election=request.election,
        areas=[within] if within and inside else areas if inside else [],
        role=asked.get("role", ""),
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    duties, on = list(page.object_list), election_day(at=timezone.now())
    rows = [
        {
            "each": duty,
            "words": words,
            "state": _state(duty, on),
            "may_end": not duty_is_over(duty=duty, on=on) and may_end(service=request.service, duty=duty),
        }
        for duty, words in zip(duties, told(duties=duties), strict=True)
    ]
    context = {
        "form": form,
        "filtered": any(asked.values()),
        "page": page,
        "rows": rows,
        "tabs": tabs(request, "recapitulation_people"),
    }
    return render(request, "recapitulation/people.html", context)


def _state(duty: Duty, on: date) -> tuple[str, str]:
    if duty.ended_at is not None:
        return _("diakhiri"), "late"
    if duty_is_over(duty=duty, on=on):
        return _("sudah berakhir"), ""
    if duty.activated_at is None:
        return _("belum diaktifkan"), "wait"
    if duty.valid_from > on:
        return _("belum mulai"), "wait"
    return _("aktif"), "ok"


@on_duty(END_DUTY)
def end(request: DutyRequest, duty: int) -> HttpResponse:
    """End one duty, for a reason; the page says before what it does."""
    areas = request.service.areas(END_DUTY)
    found = duties_within(election=request.election, areas=areas).filter(pk=duty).first()
    if found is None:
        raise Http404
    if not may_end(service=request.service, duty=found):
        raise PermissionDenied(END_DUTY)
    (words,) = told(duties=[found])
    asked = EndForm(request.POST or None)
    if request.method == "POST" and asked.is_valid():
        try:
            actor, at = f"user:{request.user.pk}", timezone.now()
            end_duty(duty_id=found.pk, reason=asked.cleaned_data["reason"], by=request.service, actor=actor, at=at)
        except DutyRefused as refusal:
            asked.add_error(None, str(DUTY_REFUSALS[refusal.code]))
        else:
            messages.success(request, _("Tugas diakhiri: %(duty)s, %(name)s.") % {"duty": words, "name": found.person})
            return redirect("recapitulation_people", request.election.code)
    context = {"duty": found, "words": words, "asked": asked}
    return render(request, "recapitulation/end_duty.html", context, status=422 if asked.errors else 200)
