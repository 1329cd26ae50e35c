"""Where django-allauth asks this installation: letters go through the queue, secrets lie sealed in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.offices.selectors import national_day

from . import selectors, services
from .rules.sealing import seal, unseal

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest

TOTP_PURPOSE = "second factor"


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        request = allauth_context.request
        place = {"request": request, "email": email, "current_site": get_current_site(request)}
        services.queue_mail(self.render_mail(template_prefix, email, place | context))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        at = timezone.now()
        found = selectors.appointments_held(user=request.user, at=at)  # type: ignore[arg-type]
        if found:
            return f"/meja/{found[0].office.slug}/"
        callings = selectors.callings_of(user_id=request.user.pk, on=national_day(at=at))  # type: ignore[arg-type]
        return reverse(callings[0][0].home if callings else "account_profile")


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return seal(text, key=settings.SECRET_KEY, purpose=TOTP_PURPOSE).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text.encode(), key=settings.SECRET_KEY, purpose=TOTP_PURPOSE)

    def get_totp_issuer(self) -> str:
        return "Telusur"
