"""Which addresses are pages that anybody may have come from, and what each is called.

A view says with `@counted_page(_("name"))` that its answers are a page that is counted; the views of rooms below say
nothing, and stand here by the names of their addresses.
"""

from __future__ import annotations

from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING, Any

from django.urls import Resolver404, URLPattern, get_resolver, resolve
from django.utils.translation import gettext_lazy as _

from .rules.counting import Counted, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase
    from django.utils.functional import _StrPromise

    View = Callable[..., HttpResponseBase]

BELOW = {
    "statistics": _("Statistik"),
    "figure_definitions": _("Definisi angka"),
    "figure_rows": _("Catatan di balik angka"),
}


def counted_page(name: str | _StrPromise, *, kind: str = Kind.PAGE, key: str = "") -> Callable[[View], View]:
    """Count a view's answers as a page called `name`, under the name of its address.

    kind and key: what else they show; key names the argument of the address that holds the thing's id.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            match = request.resolver_match
            named = str(kwargs[key]) if key else (match.url_name or "" if match else "")
            response.counted = Counted(kind, named)  # type: ignore[attr-defined]
            return response

        counted.page_name = name  # type: ignore[attr-defined]
        return counted

    return decorate


def below(request: HttpRequest) -> Counted | None:
    """Return what a page of a room below shows."""
    name = request.resolver_match.url_name if request.resolver_match else None
    return Counted(Kind.PAGE, name) if name in BELOW else None


@lru_cache(4096)
def is_public_page(path: str) -> bool:
    """Return whether one of our own paths leads to a page that is counted: its address tells nothing of a reader."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.url_name in BELOW or hasattr(match.func, "page_name")


def page_name(*, key: str) -> str:
    """Return what the page under this address name is called; the address name where no such page is left."""
    return str(_names().get(key) or BELOW.get(key, key))


@cache
def _names() -> dict[str, Any]:
    names: dict[str, Any] = {}
    waiting: list[Any] = list(get_resolver().url_patterns)
    while waiting:
        each = waiting.pop()
        if isinstance(each, URLPattern):
            if each.name and hasattr(each.callback, "page_name"):
                names[each.name] = each.callback.page_name
        else:
            waiting += each.url_patterns
    return names
