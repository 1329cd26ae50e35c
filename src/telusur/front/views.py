from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from telusur.kernel.accounts.permits import PUBLIC, permits

from . import gallery

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits(PUBLIC)
def components(request: HttpRequest) -> HttpResponse:
    return render(request, "front/gallery.html", gallery.everything())
