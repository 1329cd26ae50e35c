"""How often one address may knock: the same counters as the sign-in's, shared by every process through the cache.

The library's public call lets every GET pass uncounted; what is asked by GET counts here, so the call below it is used.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.core.internal import ratelimit
from django.shortcuts import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    View = Callable[..., HttpResponseBase]


def throttled(action: str, *, methods: tuple[str, ...] = ("POST",), asking: str = "") -> Callable[[View], View]:
    """Answer 429 once an address has used up `action`, a key of ACCOUNT_RATE_LIMITS, by one of `methods`.

    asking: count only those that ask something by this parameter of the address.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            counts = request.method in methods and (not asking or request.GET.get(asking))
            if counts and not ratelimit.consume(request, app="allauth.account", action=action, limit_get=True):
                return render(request, "429.html", status=429)
            return view(request, *args, **kwargs)

        return limited

    return decorate
