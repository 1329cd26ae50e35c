"""The network of offices, and what is said once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from telusur.front import gallery, selectors
from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.visits.pages import counted_page
from telusur.kernel.visits.rules.counting import Counted, Kind

if TYPE_CHECKING:
    from django.http import HttpRequest

FEW = 3  # provinces that are shown unfolded
ROBOTS = "User-agent: *\nDisallow: /meja/\nDisallow: /masuk/\nDisallow: /akun/\nDisallow: /*?bahasa=\n"


@permits(PUBLIC)
@counted_page(_("Semua kantor"))
def network(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("kantor", "").strip()[:80]
    found = selectors.network(words=words)
    context = {"network": found, "words": words, "unfolded": bool(words) or len(found.provinces) <= FEW}
    return render(request, "front/network.html", context)


@permits(PUBLIC)
@counted_page(_("Aksesibilitas"))
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "front/accessibility.html")


@permits(PUBLIC)
@counted_page(_("Privasi"))
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "front/privacy.html")


@permits(PUBLIC)
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 a view's face
    response = HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
    response.counted = Counted(Kind.ROBOTS, "robots.txt")  # type: ignore[attr-defined]
    return response


@permits(PUBLIC)
def components(request: HttpRequest) -> HttpResponse:
    return render(request, "front/gallery.html", gallery.everything())
