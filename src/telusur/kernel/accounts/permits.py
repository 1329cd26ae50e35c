"""The one way a view says who may open it. A view without it does not pass the tests, nor the guard below."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from telusur.kernel.offices.selectors import office_by_slug

from . import selectors

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from telusur.kernel.offices.models import Office

    from .models import User


class OfficeRequest(HttpRequest):
    """What a view behind `permits` receives: the office of the address stands on it."""

    office: Office
    user: User  # type: ignore[assignment]


PUBLIC = "public"
SIGNED_IN = "signed_in"


def permits(permission: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let a view answer only those who hold `permission` at the office of the address.

    permission: PUBLIC, SIGNED_IN, or a key of permissions.toml. The office named in the address is put on
    `request.office`; the view itself gets the remaining arguments.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, office: str | None = None, **kwargs: Any) -> HttpResponseBase:
            if office is not None:
                try:
                    request.office = office_by_slug(slug=office)  # type: ignore[attr-defined]
                except Exception as error:
                    raise Http404 from error
            if permission == PUBLIC:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if permission != SIGNED_IN and not selectors.may(
                user=request.user,  # type: ignore[arg-type]
                permission=permission,
                office_id=request.office.pk,  # type: ignore[attr-defined]
                on=timezone.localdate(),
            ):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
