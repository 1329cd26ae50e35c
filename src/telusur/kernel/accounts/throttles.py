"""How often one address may knock: with the library's rates, keys and arithmetic.

What changes something is counted where the sign-in is, in the cache that every process shares. Reading is counted in
each process alone: a search must not pay for a row that all searches of an address write in turn, and a limit that is
too wide by the number of processes still stops who reads without end.
"""

from __future__ import annotations

import threading
import time
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.core.internal import ratelimit
from django.core.cache.backends.locmem import LocMemCache
from django.shortcuts import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    View = Callable[..., HttpResponseBase]

APP = "allauth.account"
READING = frozenset({"GET", "HEAD"})
# What each address has read of late, newest first.
NEAR = LocMemCache("throttles", {"max_entries": 20_000})
_ONE_AT_A_TIME = threading.Lock()


def throttled(action: str, *, methods: tuple[str, ...] = ("POST",), asking: str = "") -> Callable[[View], View]:
    """Answer 429 once an address has used up `action`, a key of ACCOUNT_RATE_LIMITS, by one of `methods`.

    asking: count only those that ask something by this parameter of the address.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            counts = request.method in methods and (not asking or request.GET.get(asking))
            if counts and not allowed(request, action):
                return render(request, "429.html", status=429)
            return view(request, *args, **kwargs)

        return limited

    return decorate


def allowed(request: HttpRequest, action: str, *, key: str | None = None) -> bool:
    """Count one more `action` of this address, and return whether it may.

    key: of what does it, where the rates of `action` are those of a thing and not of an address.
    """
    if request.method not in READING:
        return bool(ratelimit.consume(request, app=APP, action=action, key=key))
    with _ONE_AT_A_TIME:
        return all(_may_read(request, action, rate) for rate in ratelimit.get_rates(app=APP, action=action))


def _may_read(request: HttpRequest, action: str, rate: ratelimit.Rate) -> bool:
    key = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate)
    allowed, history = ratelimit.apply_rate(NEAR.get(key, []), time.monotonic(), rate)
    NEAR.set(key, history, rate.duration)
    return allowed
