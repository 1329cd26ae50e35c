"""Where an officer's day begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import SIGNED_IN, permits
from telusur.kernel.notices import selectors as notices

from .office import today_at

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LATEST = 8


@permits(SIGNED_IN)
def chooser(request: HttpRequest) -> HttpResponse:
    appointments = accounts.appointments_of(user=request.user, on=timezone.localdate())
    offices = {appointment.office_id: appointment.office for appointment in appointments}
    if len(offices) == 1:
        return redirect("desk_home", office=next(iter(offices.values())).slug)
    roles = [
        {"office": office, "roles": [row for row in appointments if row.office_id == office.pk]}
        for office in offices.values()
    ]
    return render(request, "front/chooser.html", {"desks": roles})


@permits("desk.open")
def home(request: HttpRequest) -> HttpResponse:
    unread = notices.unread_for(user_id=request.user.pk, at=timezone.now(), office_id=request.office.pk)
    context = {"notices": unread[:LATEST], "on": today_at(request), "asof": timezone.now()}
    return render(request, "front/desk.html", context)
