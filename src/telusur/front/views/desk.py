"""Where an officer's day begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import SIGNED_IN, permits
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.selectors import remaining_working_days
from telusur.kernel.notices import selectors as notices
from telusur.kernel.offices.selectors import local_day
from telusur.openness.requests import selectors as requests

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest, SignedInRequest
    from telusur.kernel.calendars.rules import Calendar
    from telusur.kernel.offices.models import Office
    from telusur.openness.requests.models import InformationRequest

LATEST = 6


@permits(SIGNED_IN)
def chooser(request: SignedInRequest) -> HttpResponse:
    appointments = accounts.appointments_held(user=request.user, at=timezone.now())
    offices = {appointment.office_id: appointment.office for appointment in appointments}
    if len(offices) == 1:
        return redirect("desk_home", office=next(iter(offices.values())).slug)
    roles = [
        {"office": office, "roles": [row for row in appointments if row.office_id == office.pk]}
        for office in offices.values()
    ]
    return render(request, "front/chooser.html", {"desks": roles})


@permits("desk.open")
def home(request: OfficeRequest) -> HttpResponse:
    """Show what needs this officer today: each part stands only for who may open what it leads to."""
    at = timezone.now()
    on = local_day(office=request.office, at=at)
    context: dict[str, object] = {"on": on, "asof": at, "may_register": request.standing.may("requests.register")}
    if request.standing.may("requests.see"):
        context |= cases_of(office=request.office, on=on)
    if request.standing.may("requests.answer_for_unit"):
        units = request.standing.unit_ids
        context["tasks"] = requests.unit_inbox(office_id=request.office.pk, unit_ids=units)[:LATEST]
    if request.standing.may("notices.read"):
        unread = notices.unread_for(user_id=request.user.pk, at=at, office_id=request.office.pk)
        context["notices"] = unread[:LATEST]
    return render(request, "front/desk.html", context)


def cases_of(*, office: Office, on: date) -> dict[str, object]:
    """Return the counts above the queue, and its first rows with the working days left."""
    counts = requests.counts(office_id=office.pk, office_code=office.code, on=on)
    shown = (
        ("overdue", counts.overdue, _("lewat batas"), "late"),
        ("soon", counts.soon, _("habis dalam 2 hari kerja"), "soon"),
        ("running", counts.running, _("sedang berjalan"), ""),
        ("waiting", counts.waiting, _("menunggu pemohon"), ""),
        ("to_deliver", counts.to_deliver, _("perlu diserahkan"), ""),
    )
    figures = [
        {"view": view, "value": value, "label": label, "kind": kind if value else ""}
        for view, value, label, kind in shown
    ]
    wanted = requests.Wanted(view="running")
    cases = requests.queue(office_id=office.pk, office_code=office.code, wanted=wanted, on=on)[:LATEST]
    calendar = calendar_for(office_code=office.code)
    return {"figures": figures, "rows": [{"case": case, "remaining": _remaining(case, on, calendar)} for case in cases]}


def _remaining(case: InformationRequest, on: date, calendar: Calendar) -> int | None:
    return remaining_working_days(case.deadline, on, calendar=calendar) if case.deadline else None
