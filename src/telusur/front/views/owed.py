"""The list of running clocks that an office must meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from telusur.front import owed
from telusur.kernel.accounts.permits import permits
from telusur.kernel.calendars.selectors import calendar_for

from .office import today_at

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

PAGE = 50


@permits("desk.open")
@require_safe
def owed_list(request: OfficeRequest) -> HttpResponse:
    """Show what the office owes by a day, of what this officer may read, nearest end first."""
    office, on = request.office, today_at(request)
    calendar = calendar_for(office_code=office.code)
    views = {owed.LATE: _("Lewat batas"), owed.SOON: _("Dalam 3 hari kerja"), owed.ALL: _("Semua")}
    view = request.GET.get("tampil", owed.ALL)
    view = view if view in views else owed.ALL
    found = {
        each: owed.owed(office=office, standing=request.standing, view=each, on=on, calendar=calendar) for each in views
    }
    page = Paginator(found[view], PAGE).get_page(request.GET.get("page"))
    context = {
        "on": on,
        "page": page,
        "rows": owed.rows_of(page.object_list, office=office, on=on),
        "tabs": [
            {"label": label, "href": f"?tampil={each}", "current": each == view, "count": found[each].count()}
            for each, label in views.items()
        ],
    }
    return render(request, "front/owed.html", context)
