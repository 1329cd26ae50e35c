"""The network of offices, and what is said once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from telusur.front import board as boards
from telusur.front import gallery, selectors, tile_map
from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.figures.rules.periods import year_of
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.visits.pages import counted_page
from telusur.kernel.visits.rules.counting import Counted, Kind

if TYPE_CHECKING:
    from django.http import HttpRequest

    from telusur.kernel.offices.models import Office

FEW = 3  # provinces that are shown unfolded
ROBOTS = "User-agent: *\nDisallow: /meja/\nDisallow: /masuk/\nDisallow: /akun/\nDisallow: /*?bahasa=\n"


@permits(PUBLIC)
@counted_page(_("Semua kantor"))
def network(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("kantor", "").strip()[:80]
    found = selectors.network(words=words)
    context: dict[str, object] = {
        "network": found,
        "words": words,
        "unfolded": bool(words) or len(found.provinces) <= FEW,
    }
    if found.national and found.provinces and not words:
        context |= map_of(found.national)
    return render(request, "front/network.html", context)


def map_of(national: Office) -> dict[str, object]:
    """Return the map of provinces for this year, with its words."""
    period = year_of(local_day(office=national, at=timezone.now()).year)
    topic = boards.TOPICS[0]
    board = boards.board(office=national, period=period, by_province=True)
    return {
        "map": tile_map.drawn(board, topic),
        "sentences": tile_map.in_sentences(board, topic),
        "board": board,
        "asof": board.told_at,
    }


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
