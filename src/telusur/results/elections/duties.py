"""The one way a page about an election says who may open it. `@on_duty(…)` stands outermost.

What it puts on the request: `request.election`, the election of the address; `request.service`, what the signed-in
person is there now (`request.service.may("recapitulation.enter", at_place=code)`).
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import SIGNED_IN, SignedInRequest, permits
from telusur.kernel.accounts.selectors import is_secured

from .selectors import ElectionUnknown, election_named, service_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from .models import Election
    from .selectors import Service


class DutyRequest(SignedInRequest):
    """What a page behind `on_duty` receives; for type annotations only."""

    election: Election
    service: Service


def on_duty(right: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let a page answer only those whose duty at the election of the address carries `right` now, in the place of the
    address where it names one, and who signed in with a second factor or a passkey.

    right: a key of `elections.duty_right`. station: in the address, the code of a polling station; elsewhere the page
    shows no more than the person's own territory.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @permits(SIGNED_IN)
        @wraps(view)
        def guarded(request: DutyRequest, election: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                request.election = election_named(code=election)
            except ElectionUnknown as error:
                raise Http404 from error
            at = timezone.now()
            request.service = service_of(person=request.user, election=request.election, at=at)
            if not request.service.may(right, at_place=kwargs.get("station")):
                raise PermissionDenied(right)
            if not is_secured(user=request.user):
                text = _("Tugas pemilu meminta langkah kedua saat masuk: pasang aplikasi pengautentikasi dahulu.")
                messages.warning(request, text)
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        guarded.duty = right  # type: ignore[attr-defined]
        return guarded

    return decorate
