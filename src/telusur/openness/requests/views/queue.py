from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import permits
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_left
from telusur.kernel.look.numbers import whole_number
from telusur.kernel.offices import selectors as offices

from .. import selectors, services
from ..forms.register import HandOverForm
from ..forms.searching import AssignForm, QueueForm
from ..rules.questions import title_of
from ..rules.words import UNANSWERED
from .parts import ANTICIPATED, actor_of, today, urgency

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.calendars.rules import Calendar

    from ..models import InformationRequest

PAGE = 50


@permits("requests.see")
def queue(request: OfficeRequest) -> HttpResponse:
    """What runs out first, with the figures, filters and search above it; several cases go to one officer."""
    office, on = request.office, today(request.office)
    people = accounts.holders(permission="requests.work", office_id=office.pk, on=on)
    officers = [(person.pk, str(person)) for person in people]
    if request.method == "POST":
        return _assign(request, officers)
    form = QueueForm(request.GET, units=offices.units_of(office_id=office.pk))
    wanted = form.wanted(user_id=request.user.pk)
    cases = selectors.queue(office_id=office.pk, office_code=office.code, wanted=wanted, on=on)
    page = Paginator(cases, PAGE).get_page(request.GET.get("page"))
    calendar = calendar_for(office_code=office.code)
    context = {
        "form": form,
        "page": page,
        "rows": [_row(case, on=on, calendar=calendar) for case in page.object_list],
        "counts": selectors.counts(office_id=office.pk, office_code=office.code, on=on),
        "view": wanted.view,
        "filtered": any(value for name, value in request.GET.items() if name != "page"),
        "officers": officers if request.standing.may("requests.work") else [],
        "may_register": request.standing.may("requests.register"),
        "may_hand_over": request.standing.may("requests.hand_over"),
        "may_see_register": request.standing.may("requests.see_register"),
    }
    return render(request, "requests/queue.html", context)


def _row(case: InformationRequest, *, on: date, calendar: Calendar) -> dict[str, object]:
    runs = case.state in UNANSWERED and case.deadline is not None and case.deadline.stopped_at is None
    remaining = working_days_left(on, case.deadline.due_on, calendar) if runs and case.deadline else None
    return {
        "case": case,
        "title": title_of(case.question),
        "units": ", ".join(each.unit.name for each in getattr(case, "asked", [])),
        "runs": runs,
        "remaining": remaining,
        "due_on": case.deadline.due_on if case.deadline else case.imported_due_on,
        "kind": urgency(remaining),
    }


def _assign(request: OfficeRequest, officers: list[tuple[int, str]]) -> HttpResponse:
    chosen = [key for key in request.POST.getlist("cases") if whole_number(key) is not None]
    form = AssignForm(request.POST, officers=officers, cases=[int(key) for key in chosen])
    back = redirect(request.get_full_path())
    if not form.is_valid():
        messages.error(request, _("Pilih paling sedikit satu permohonan dan satu petugas."))
        return back
    try:
        done = services.assign(
            office_id=request.office.pk,
            request_ids=form.cleaned_data["cases"],
            officer_id=form.cleaned_data["officer"],
            actor=actor_of(request),
            at=timezone.now(),
        )
    except ANTICIPATED as error:
        messages.error(request, services.sentence(error))
        return back
    text = ngettext("%(count)s permohonan ditugaskan.", "%(count)s permohonan ditugaskan.", len(done))
    messages.success(request, text % {"count": len(done)})
    return back


@permits("requests.hand_over")
def hand_over(request: OfficeRequest) -> HttpResponse:
    """Every open case of one officer to another, in one act."""
    office, on = request.office, today(request.office)
    people = accounts.holders(permission="requests.work", office_id=office.pk, on=on)
    officers = [(person.pk, str(person)) for person in people]
    holders = selectors.officers_with_cases(office_id=office.pk)
    choices = [(key, f"{name} ({count})") for key, name, count in holders]
    form = HandOverForm(request.POST or None, holders=choices, officers=officers)
    if request.method == "POST" and form.is_valid():
        try:
            done = services.hand_over_cases(
                office_id=office.pk, actor=actor_of(request), at=timezone.now(), **form.cleaned_data
            )
        except ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            text = ngettext("%(count)s permohonan diserahkan.", "%(count)s permohonan diserahkan.", len(done))
            messages.success(request, text % {"count": len(done)})
            return redirect("requests_queue", office=office.slug)
    return render(request, "requests/hand_over.html", {"form": form, "holders": holders})
