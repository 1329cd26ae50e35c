"""The one way a view says who may open it. A view without it does not pass the tests, nor the guard below.

`@permits(…)` stands outermost. What it puts on the request:

- `request.office`: the office of the address;
- `request.standing`: what the signed-in person is at that office today (`request.standing.may("requests.answer")`).
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from telusur.kernel.offices.selectors import local_day, office_by_slug

from . import selectors

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from telusur.kernel.offices.models import Office

    from .models import User
    from .selectors import Standing

PUBLIC = "public"
SIGNED_IN = "signed_in"


class SignedInRequest(HttpRequest):
    """What a view behind SIGNED_IN receives; for type annotations only."""

    user: User  # type: ignore[assignment]


class OfficeRequest(SignedInRequest):
    """What a guarded view under `/meja/<office>/` receives; for type annotations only."""

    office: Office
    standing: Standing


def permits(permission: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let a view answer only those who hold `permission` at the office of the address, by an appointment in force
    there today, and who signed in with a second factor or a passkey.

    permission: PUBLIC, SIGNED_IN, or a key of permissions.toml. The office named in the address is put on
    `request.office`; the view itself gets the remaining arguments. Addresses under /api/ answer 401 and 403 as JSON.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, office: str | None = None, **kwargs: Any) -> HttpResponseBase:
            if office is not None:
                request.office = _office(office)  # type: ignore[attr-defined]
            refusal = _refusal(request, permission)
            answer = view(request, *args, **kwargs) if refusal is None else refusal
            if permission != PUBLIC:  # nothing of a desk stays in a browser that somebody uses next
                answer.headers.setdefault("Cache-Control", "private, no-store")
            return answer

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _office(slug: str) -> Office:
    try:
        return office_by_slug(slug=slug)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _refusal(request: HttpRequest, permission: str) -> HttpResponseBase | None:
    if permission == PUBLIC:
        return None
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    if permission == SIGNED_IN:
        return None
    office, user = request.office, request.user  # type: ignore[attr-defined]
    on = local_day(office=office, at=timezone.now())
    request.standing = selectors.standing(user=user, office_id=office.pk, on=on)  # type: ignore[attr-defined]
    if not request.standing.may(permission):  # type: ignore[attr-defined]
        if _is_api(request):
            return JsonResponse({"code": "forbidden", "permission": permission}, status=403)
        raise PermissionDenied(permission)
    if selectors.second_factor_missing(user=user, standing=request.standing):  # type: ignore[attr-defined]
        return _second_factor_first(request)
    return None


def _sign_in_first(request: HttpRequest) -> HttpResponseBase:
    if _is_api(request):
        return JsonResponse({"code": "sign_in"}, status=401)
    if getattr(request, "htmx", None):
        return HttpResponseClientRedirect(redirect_to_login(request.htmx.current_url_abs_path or "/").url)  # type: ignore[attr-defined]
    return redirect_to_login(request.get_full_path())


def _second_factor_first(request: HttpRequest) -> HttpResponseBase:
    if _is_api(request):
        return JsonResponse({"code": "second_factor"}, status=403)
    text = _("Meja kerja meminta langkah kedua saat masuk: pasang aplikasi pengautentikasi atau kunci sandi dahulu.")
    messages.warning(request, text)
    return redirect("mfa_index")


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
