"""The list of what an office promised to do better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from telusur.front import promises
from telusur.kernel.accounts.permits import permits

from .office import today_at

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

PAGE = 50


@permits("desk.open")
@require_safe
def promise_list(request: OfficeRequest) -> HttpResponse:
    on = today_at(request)
    views = {promises.MINE: _("Milik saya"), promises.LATE: _("Lewat harinya"), promises.ALL: _("Semua")}
    view = request.GET.get("tampil", promises.ALL)
    view = view if view in views else promises.ALL
    every = promises.promises(office=request.office, standing=request.standing, user=request.user)
    found = {each: promises.shown(every, view=each, on=on) for each in views}
    context = {
        "on": on,
        "page": Paginator(found[view], PAGE).get_page(request.GET.get("page")),
        "tabs": [
            {"label": label, "href": f"?tampil={each}", "current": each == view, "count": len(found[each])}
            for each, label in views.items()
        ],
    }
    return render(request, "front/promises.html", context)
