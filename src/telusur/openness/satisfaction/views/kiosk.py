"""A device of the office on which one visitor after the other answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import logout
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import allowed, throttled

from .. import selectors, services
from ..forms.answering import KioskCodeForm, SurveyForm
from ..rules.words import Channel
from .parts import actor_of, today

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import Kiosk

COOKIE = "telusur_kiosk"
LASTS = 400 * 86400  # the kiosk's own last day ends it earlier


@never_cache
@permits(PUBLIC)
def kiosk(request: OfficeRequest) -> HttpResponse:
    """The questionnaire, one question a screen where scripts run; no menu, no way out of it."""
    here = _let_in(request)
    if here is None:
        return redirect("satisfaction_kiosk_code", request.office.slug)
    running = selectors.survey_to_answer(office_id=request.office.pk, on=today(request.office))
    if running is None:
        return render(request, "satisfaction/kiosk_rest.html")
    form, status = SurveyForm(request.POST or None, on=running.first_on), 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        if not allowed(request, "kiosk", key=str(here.pk)):
            form.add_error(None, _("Kios ini mengirim terlalu cepat. Tunggu satu menit, lalu kirim lagi jawaban ini."))
            return render(request, "satisfaction/kiosk.html", {"form": form, "survey": running}, status=429)
        try:
            services.answer(office=request.office, sheet=form.sheet, channel=Channel.KIOSK, at=timezone.now())
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            return redirect("satisfaction_kiosk_thanks", request.office.slug)
    return render(request, "satisfaction/kiosk.html", {"form": form, "survey": running}, status=status)


@never_cache
@permits(PUBLIC)
@throttled("satisfaction_answer")
def code(request: OfficeRequest) -> HttpResponse:
    """Let a device in by its code, for as long as the kiosk lasts."""
    form = KioskCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = selectors.kiosk_with(
            office_id=request.office.pk, code=form.cleaned_data["code"], on=today(request.office)
        )
        if found is not None:
            return _admitted(request, found)
        form.add_error("code", _("Kode kios tidak dikenali atau sudah berakhir. Minta kode baru kepada petugas meja."))
    return render(
        request, "satisfaction/kiosk_code.html", {"form": form}, status=422 if request.method == "POST" else 200
    )


@never_cache
@permits(PUBLIC)
@require_GET
def thanks(request: OfficeRequest) -> HttpResponse:
    """Thanks, for some seconds; then the next visitor's first question."""
    if _let_in(request) is None:
        return redirect("satisfaction_kiosk_code", request.office.slug)
    return render(request, "satisfaction/kiosk_thanks.html")


@permits("satisfaction.enter")
@require_POST
def here(request: OfficeRequest) -> HttpResponse:
    """Make the device in front of the officer a kiosk until tonight, and sign him out of it."""
    day = today(request.office)
    made, _code = services.make_kiosk(
        office=request.office, name=_("Perangkat meja"), last_on=day, actor=actor_of(request), at=timezone.now()
    )
    logout(request)
    return _admitted(request, made)


def _admitted(request: OfficeRequest, found: Kiosk) -> HttpResponse:
    answer = redirect("satisfaction_kiosk", request.office.slug)
    answer.set_cookie(
        COOKIE,
        signing.dumps(found.pk, salt=COOKIE),
        max_age=LASTS,
        path=reverse("satisfaction_kiosk", args=[request.office.slug]),
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )
    return answer


def _let_in(request: OfficeRequest) -> Kiosk | None:
    try:
        key = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE)
    except signing.BadSignature:
        return None
    return selectors.kiosk_open(office_id=request.office.pk, kiosk_id=key, on=today(request.office))
