from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from telusur.kernel.accounts.permits import PUBLIC, permits

if TYPE_CHECKING:
    from django.http import HttpRequest


@permits(PUBLIC)
@never_cache
def health(_request: HttpRequest) -> HttpResponse:
    """Answer a load balancer: 200 as long as this process reaches the database."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("sehat\n", content_type="text/plain; charset=utf-8")
