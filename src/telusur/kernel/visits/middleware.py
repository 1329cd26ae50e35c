"""Counts the answers that say what they show."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from telusur.kernel.accounts.selectors import appointments_of
from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE, day_at
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE

from .counter import COUNTER
from .pages import below
from .rules.counting import SHOWN, Counted, Kind, Thing, format_of, is_handed_over

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


class VisitsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        part = response.headers.get("Content-Range", "")
        if is_handed_over(method=request.method or "", status=response.status_code, content_range=part):
            thing = _thing(request, response)
            if thing is not None:
                request.META[SHOWN] = thing
                if not _by_an_officer(request):
                    COUNTER.count(thing, request.META)
        return response


def _thing(request: HttpRequest, response: HttpResponseBase) -> Thing | None:
    handed = getattr(response, "handed_out", None)  # a file that anybody may have
    if handed is not None:
        office, ending = handed.office, PurePath(handed.name).suffix.lstrip(".").lower()
        return Thing(office.code, office.time_zone, Kind.DOCUMENT, str(handed.pk), ending[:8])
    counted: Counted | None = getattr(response, "counted", None) or below(request)
    if counted is None:
        return None
    office = getattr(request, "office", None)
    code, zone = (office.code, office.time_zone) if office else (NATIONAL_OFFICE, NATIONAL_TIME_ZONE)
    written = format_of(response.headers.get("Content-Type", ""))
    kind = Kind.DATA if counted.kind == Kind.PAGE and written != "html" else counted.kind
    return Thing(code, zone, kind, counted.key, written)


def _by_an_officer(request: HttpRequest) -> bool:
    """Return whether who reads works at an office: only asked where a session came along."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return False
    return appointments_of(user=request.user, on=day_at(timezone.now(), NATIONAL_TIME_ZONE)).exists()
