"""What stands before every page: which host, which language, which time zone."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils import timezone, translation

from telusur.kernel.offices.selectors import office_by_host

from .frame import LANGUAGE_PARAMETER

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    Answer = Callable[[HttpRequest], HttpResponseBase]

YEAR = 365 * 24 * 3600
LANGUAGES = dict(settings.LANGUAGES)


class LanguageMiddleware:
    """Speak Indonesian, unless the visitor chose otherwise by a link with `?bahasa=en`; a cookie keeps the choice.

    The browser's own list of languages is not asked: most Indonesian telephones say English, and their owners would
    get the law in a language that is not the law's.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.GET.get(LANGUAGE_PARAMETER)
        if request.method == "GET" and chosen in LANGUAGES:
            return self._remember(request, chosen)
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = language if language in LANGUAGES else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(ZoneInfo(settings.TIME_ZONE)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _remember(self, request: HttpRequest, language: str) -> HttpResponseBase:
        query = request.GET.copy()
        del query[LANGUAGE_PARAMETER]
        address = "/" + request.path.lstrip("/")  # never //host, which would leave this house
        response = HttpResponseRedirect(f"{address}?{query.urlencode()}" if query else address)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
        return response


class HostMiddleware:
    """Lead the root of a host name that belongs to an office to that office's home."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/":
            office = office_by_host(host=request.get_host().rpartition(":")[0] or request.get_host())
            if office is not None:
                response = HttpResponseRedirect(f"/{office.slug}/")
                response.status_code = HTTPStatus.FOUND
                return response
        return self.get_response(request)
