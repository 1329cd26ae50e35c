"""A citizen asks: published answers are offered while the question is typed, and never stand in the way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from telusur.kernel.accounts.permits import PUBLIC, OfficeRequest, permits
from telusur.kernel.accounts.rules.sealing import seal, unseal
from telusur.kernel.accounts.throttles import throttled
from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.clocks import selectors as clocks
from telusur.kernel.documents import services as documents
from telusur.kernel.look.numbers import whole_number
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.visits.pages import counted_page
from telusur.openness.information import selectors as information

from .. import selectors, services
from ..forms.asking import AskForm
from ..rules.words import Channel
from .parts import today
from .tracking import is_open, remember

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse, HttpResponseBase

    from ..services import Proof, Registration

SECRETS = "fresh_secrets"
SECRET_SHOWN_FOR = timedelta(hours=1)
SUGGESTIONS = 3


@never_cache
@permits(PUBLIC)
@counted_page(gettext_lazy("Ajukan permohonan"))
@throttled("requests_ask")
def ask(request: OfficeRequest) -> HttpResponseBase:
    at = timezone.now()
    known = request.user.is_authenticated
    form = AskForm(
        request.POST or None,
        request.FILES or None,
        on=local_day(office=request.office, at=at),
        trusted=known,
        initial={"name": request.user.full_name, "email": request.user.email} if known else {},
    )
    looking = "look" in request.POST
    if request.method == "POST" and not looking and form.is_valid():
        try:
            return _taken_in(request, form, at)
        except services.AlreadyRegistered as sent:
            form.add_error(
                None, _("Formulir ini sudah diterima dengan nomor %(number)s.") % {"number": sent.data["number"]}
            )
        except CalendarGap as gap:
            form.add_error(None, services.sentence(gap))
    question = request.POST.get("question", "")
    context = {
        "form": form,
        "faults": not looking,
        "matches": _matches(request, question, at) if question else [],
        "looked": looking,
    }
    wrong = request.method == "POST" and not looking
    return render(request, "requests/ask.html", context, status=422 if wrong else 200)


@require_GET
@permits(PUBLIC)
@throttled("information_search", methods=("GET",))
def suggest(request: OfficeRequest) -> HttpResponse:
    matches = _matches(request, request.GET.get("question", ""), timezone.now())
    return render(request, "requests/suggestions.html", {"matches": matches})


@require_POST
@permits(PUBLIC)
@throttled("requests_answered")
def answered(request: OfficeRequest) -> HttpResponse:
    """Close with thanks: a published entry answered the question before it was asked."""
    item = whole_number(request.POST.get("answered"))
    if item is None:
        raise Http404
    try:
        services.suggestion_answered(office_id=request.office.pk, item_id=item, on=today(request.office))
    except services.Refused as error:
        raise Http404 from error
    return render(request, "requests/thanks.html", {"item": information.shown_items().get(pk=item)})


@never_cache
@permits(PUBLIC)
def received(request: OfficeRequest, request_id: int) -> HttpResponse:
    """Show number, due date and, for an hour, the secret; it stays out of the address and of every mail."""
    try:
        case = selectors.case_to_follow(office_id=request.office.pk, request_id=request_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not is_open(request, case):
        raise Http404
    secret = fresh_secret(request.session.get(SECRETS, {}).get(str(case.pk), ""))
    clock = clocks.facts_of(case.deadline, today(request.office)) if case.deadline else None
    return render(request, "requests/received.html", {"case": case, "secret": secret, "clock": clock})


@never_cache
@permits(PUBLIC)
@throttled("requests_confirm")
def confirm(request: OfficeRequest, token: str) -> HttpResponseBase:
    """Ask for one press of a button: mail programs open links by themselves."""
    if request.method != "POST":
        return render(request, "requests/confirm.html", {"token": token})
    try:
        registration = services.confirm_request(office=request.office, token=token, at=timezone.now())
    except services.AlreadyRegistered as sent:
        return render(request, "requests/confirm.html", {"number": sent.data["number"]}, status=409)
    except services.Refused as refused:
        return render(request, "requests/confirm.html", {"refused": refused.code}, status=410)
    except CalendarGap as gap:  # the link stays good until its time is over
        return render(request, "requests/confirm.html", {"token": token, "fault": services.sentence(gap)}, status=503)
    return _show(request, registration)


def _matches(request: OfficeRequest, question: str, at: datetime) -> list[information.Match]:
    return information.matching_public(text=question, office_id=request.office.pk, limit=SUGGESTIONS, at=at)


def _taken_in(request: OfficeRequest, form: AskForm, at: datetime) -> HttpResponseBase:
    common = {
        "office": request.office,
        "applicant": form.applicant_facts,
        "asked": form.asked,
        "proofs": _stored(form, at),
        "submission": form.cleaned_data["submission"],
        "at": at,
    }
    if form.unproven:
        services.hold_request(**common)
        return render(request, "requests/held.html", {"email": form.cleaned_data["email"]})
    registration = services.register_request(
        **common,
        channel=Channel.E_PPID,
        received_at=at,
        actor="applicant",
        user_id=request.user.pk if request.user.is_authenticated else None,
    )
    return _show(request, registration)


def _stored(form: AskForm, at: datetime) -> list[Proof]:
    return [
        services.Proof(documents.store(content=file.content, name=file.name, at=at, checked=file.checked).pk, kind)
        for kind, file in form.proofs
    ]


def _show(request: OfficeRequest, registration: Registration) -> HttpResponseBase:
    case = registration.request
    remember(request, case)
    request.session[SECRETS] = {str(case.pk): sealed_secret(registration.secret)}
    return redirect("requests_received", request.office.slug, case.pk)


def sealed_secret(secret: str) -> str:
    return signing.dumps(seal(secret, key=settings.PERSONAL_DATA_KEY, purpose=SECRETS).decode(), salt=SECRETS)


def fresh_secret(kept: str) -> str:
    """Return the secret of a page just made, "" once its hour is over."""
    try:
        sealed = signing.loads(kept, salt=SECRETS, max_age=SECRET_SHOWN_FOR)
    except signing.BadSignature:
        return ""
    return unseal(sealed.encode(), key=settings.PERSONAL_DATA_KEY, purpose=SECRETS)
