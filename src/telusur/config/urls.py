"""The addresses of the house. Each room lists its own; this file only says where they hang.

A room's `urls.py` may hold `urlpatterns` (under `/`), `desk_urlpatterns` (under `/meja/<office>/`) and
`office_urlpatterns` (under `/<office>/`). The office patterns come last: a slug never shadows a fixed address.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import include, path

from .api import api
from .health import health

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver


def of_every_room(name: str) -> list[URLPattern | URLResolver]:
    modules = [import_module(f"{room}.urls") for room in settings.ROOMS if find_spec(f"{room}.urls")]
    return [pattern for module in modules for pattern in getattr(module, name, [])]


urlpatterns = [
    path("sehat", health, name="health"),
    path("api/v1/", api.urls),
    *of_every_room("urlpatterns"),
    path("meja/<slug:office>/", include(of_every_room("desk_urlpatterns"))),
    path("<slug:office>/", include(of_every_room("office_urlpatterns"))),
]
