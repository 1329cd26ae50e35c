from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.utils import timezone

from telusur.kernel.offices.selectors import national_day

from .. import selectors
from ..permits import PUBLIC, permits


class SignIn(LoginView):
    """django-allauth's sign-in; in the demo it also shows whom one may sign in as."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demo = {}
        if settings.DEMO:
            demo = {
                "demo_people": selectors.demo_people(on=national_day(at=timezone.now())),
                "demo_password": settings.DEMO_PASSWORD,
            }
        return super().get_context_data(**kwargs) | demo


sign_in = permits(PUBLIC)(SignIn.as_view())
