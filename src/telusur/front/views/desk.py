"""Where an officer's day begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from telusur.kernel.accounts.permits import permits
from telusur.kernel.notices import selectors as notices

from .office import today_at

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LATEST = 8


@permits("desk.open")
def home(request: HttpRequest) -> HttpResponse:
    unread = notices.unread_for(user_id=request.user.pk, at=timezone.now(), office_id=request.office.pk)
    context = {"notices": unread[:LATEST], "on": today_at(request), "asof": timezone.now()}
    return render(request, "front/desk.html", context)
