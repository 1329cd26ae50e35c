"""The network of offices, and what is said once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from telusur.front import gallery, selectors
from telusur.kernel.accounts.permits import PUBLIC, permits

if TYPE_CHECKING:
    from django.http import HttpRequest

FEW = 3  # provinces that are shown unfolded
ROBOTS = "User-agent: *\nDisallow: /meja/\nDisallow: /masuk/\nDisallow: /akun/\nDisallow: /*?bahasa=\n"


@permits(PUBLIC)
def network(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("kantor", "").strip()[:80]
    found = selectors.network(words=words)
    context = {"network": found, "words": words, "unfolded": bool(words) or len(found.provinces) <= FEW}
    return render(request, "front/network.html", context)


@permits(PUBLIC)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "front/accessibility.html")


@permits(PUBLIC)
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "front/privacy.html")


@permits(PUBLIC)
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 a view's face
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@permits(PUBLIC)
def components(request: HttpRequest) -> HttpResponse:
    return render(request, "front/gallery.html", gallery.everything())
