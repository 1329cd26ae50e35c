from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import selectors, services
from ..forms.profile import NameForm
from ..permits import SIGNED_IN, permits

if TYPE_CHECKING:
    from django.http import HttpResponse

    from ..permits import SignedInRequest


@permits(SIGNED_IN)
def show(request: SignedInRequest) -> HttpResponse:
    user = request.user
    form = NameForm(request.POST or None, initial={"full_name": user.full_name})
    if request.method == "POST" and form.is_valid():
        services.change_name(user_id=user.pk, full_name=form.cleaned_data["full_name"])
        messages.success(request, _("Nama tersimpan."))
        return redirect("account_profile")
    appointments = selectors.appointments_held(user=user, at=timezone.now())
    context = {
        "form": form,
        "appointments": appointments,
        "secured": is_mfa_enabled(user),
        "must_secure": bool(appointments) and not user.is_demo,
    }
    return render(request, "accounts/profile.html", context)
