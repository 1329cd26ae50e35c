"""The corner screen: an office's news on a screen of its own, changing by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from telusur.front import corner, selectors
from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.look.numbers import whole_number

from .office import today_at

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest


def minutes_east(time_zone: str, at: datetime) -> int:
    """Return by how many minutes the clocks of a zone are ahead of UTC, for browsers that know no zones."""
    return int((timezone.localtime(at, ZoneInfo(time_zone)).utcoffset() or timedelta()).total_seconds() // 60)


@permits(PUBLIC)
@require_safe
def corner_screen(request: OfficeRequest) -> HttpResponse:
    """Show every slide of the office; without scripts the one that the address names, and the way to the next."""
    office, at, on = request.office, timezone.now(), today_at(request)
    slides = corner.slides(office=office, on=on)
    place = ((whole_number(request.GET.get("kartu")) or 1) - 1) % len(slides)
    asking = settings.BASE_URL.rstrip("/") + reverse("requests_ask", args=[office.slug])
    context = {
        "office": office,
        "at": at,
        "minutes_east": minutes_east(office.time_zone, at),
        "opening": selectors.opening(office=office, at=at, on=on),
        "slides": slides,
        "current": slides[place],
        "place": place + 1,
        "next": (place + 1) % len(slides) + 1,
        "previous": (place - 1) % len(slides) + 1,
        "paused": request.GET.get("jeda") == "1",
        "code": corner.code_of(address=asking),
        "address": asking.partition("://")[2],
        "stay": corner.STAY,
        "refresh": corner.REFRESH,
    }
    return render(request, "front/corner.html", context)
