"""The public API at /api/v1/: every room's `api.py` gives a `router` and the prefix under which it hangs."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from ninja import NinjaAPI

import telusur

api = NinjaAPI(
    title="Telusur",
    version=telusur.__version__,
    description="Data terbuka kantor penyelenggara pemilu.",
    urls_namespace="api-1",
    docs_url=None,  # the stock page loads from other hosts; /api/v1/openapi.json describes everything
)
for room in settings.ROOMS:
    if find_spec(f"{room}.api"):
        module = import_module(f"{room}.api")
        api.add_router(module.API_PREFIX, module.router)
