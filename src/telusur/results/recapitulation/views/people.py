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

from telusur.kernel.accounts.permits import SIGNED_IN, permits
from telusur.kernel.accounts.selectors import is_secured
from telusur.kernel.documents.rules.access import Viewer, can_see
from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.rules.posts import EndedBy
from telusur.results.elections.selectors import (
    duties_overseen,
    duty_ended_by_letter,
    duty_is_over,
    election_day,
    reads_letter,
    service_of,
    told,
    way_to_end,
)
from telusur.results.elections.services import SEE_LETTERS, DutyRefused, end_duty

from ..forms.people import EndForm, LetterForm, PeopleForm
from .parts import END_DUTY, tabs
from .pictures import shown_original
from .words import DUTY_REFUSALS

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from telusur.kernel.accounts.permits import SignedInRequest
    from telusur.results.elections.models import Duty

ON_A_PAGE = 50


@on_duty(END_DUTY)
@require_safe
def people(request: DutyRequest) -> HttpResponse:
    """Everybody who was ever to serve here, with how each duty stands."""
    form = PeopleForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    on = election_day(at=timezone.now())
    found = duties_overseen(
        election=request.election,
        service=request.service,
        on=on,
        within=asked.get("within"),
        role=asked.get("role", ""),
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    duties = list(page.object_list)
    rows = [
        {
            "each": duty,
            "words": words,
            "state": _state(duty, on),
            "way": None if duty_is_over(duty=duty, on=on) else way_to_end(service=request.service, duty=duty, on=on),
        }
        for duty, words in zip(duties, told(duties=duties), strict=True)
    ]
    context = {
        "form": form,
        "filtered": any(asked.values()),
        "page": page,
        "rows": rows,
        "may_end": any(row["way"] for row in rows),
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
    """End one duty, for a reason; the page says before what it does, and asks KPU for the letter of another's body."""
    at = timezone.now()
    on = election_day(at=at)
    seen = duties_overseen(election=request.election, service=request.service, on=on)
    found = seen.filter(pk=duty).first()
    if found is None:
        raise Http404
    way = way_to_end(service=request.service, duty=found, on=on)
    if way is None:
        raise PermissionDenied(END_DUTY)
    (words,) = told(duties=[found])
    asked = (LetterForm if way is EndedBy.LETTER else EndForm)(request.POST or None, request.FILES or None, on=on)
    if request.method == "POST" and asked.is_valid():
        letter = asked.letter() if isinstance(asked, LetterForm) else None
        reason, actor = asked.cleaned_data["reason"], f"user:{request.user.pk}"
        try:
            end_duty(duty_id=found.pk, reason=reason, by=request.service, actor=actor, at=at, letter=letter)
        except DutyRefused as refusal:
            asked.add_error(None, str(DUTY_REFUSALS[refusal.code]))
        else:
            messages.success(request, _("Tugas diakhiri: %(duty)s, %(name)s.") % {"duty": words, "name": found.person})
            return redirect("recapitulation_people", request.election.code)
    context = {"duty": found, "words": words, "asked": asked, "by_letter": way is EndedBy.LETTER}
    return render(request, "recapitulation/end_duty.html", context, status=422 if asked.errors else 200)


@permits(SIGNED_IN)
@require_safe
def letter(request: SignedInRequest, election: str, duty: int) -> HttpResponseBase:
    """Serve the letter on which a duty ended, to whose duty it was, its body, and the supervisors and KPU there."""
    at = timezone.now()
    found = duty_ended_by_letter(election=election, duty_id=duty)
    if found is None or (file := found.end_letter) is None:
        raise Http404
    if found.person_id != request.user.pk:
        service = service_of(person=request.user, election=found.election, at=at)
        if not reads_letter(service=service, duty=found, on=election_day(at=at)) or not is_secured(user=request.user):
            raise PermissionDenied
    viewer = Viewer(at=at, rights=frozenset({(file.office_id, SEE_LETTERS)}))
    if not can_see(viewer, file):
        raise Http404
    return shown_original(file.document)
