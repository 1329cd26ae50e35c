"""The desk registers by hand: who, what, how; then the receipt."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.forms import BooleanField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import permits
from telusur.kernel.accounts.rules.sealing import InvalidToken, seal, unseal
from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.law import selectors as law
from telusur.kernel.law.acts import in_its_language
from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules.letters import Receipt
from telusur.kernel.look.numbers import whole_number
from telusur.openness.information import selectors as information

from .. import selectors, services
from ..forms.entry import EntryForm, filled_from
from ..models import labels
from ..rules.questions import title_of
from ..services.sentences import MISSING_FIELDS
from ..services.telling import in_words, tracking_link
from .parts import ANTICIPATED, actor_of, found_case

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import InformationRequest

# How long the page after registering can still show and print the secret.
SECRETS = "receipts"
SECRET_SECONDS = 3600


@permits("requests.register")
def entry(request: OfficeRequest) -> HttpResponse:
    """Register what came in at the desk. The look-ups are buttons of the same form: nothing typed is lost."""
    now, office = timezone.now(), request.office
    context: dict[str, Any] = {}
    form = EntryForm(request.POST or None, office=office, now=now)
    if request.method == "POST":
        if "find" in request.POST or "alike" in request.POST or "use" in request.POST:
            form = _typed_so_far(request, form)
            context = _found(request)
        elif form.is_valid():
            try:
                made = _registered(request, form.arguments(), at=now)
            except services.AlreadyRegistered as error:
                text = _(
                    "Formulir ini sudah dicatat sebagai permohonan %(number)s. Untuk pemohon lain buka formulir baru."
                )
                messages.warning(request, text % {"number": error.data["number"]})
                return redirect("requests_case", office=office.slug, request_id=error.request_id)
            except CalendarGap as gap:
                form.add_error("received_on", str(gap))
            except ANTICIPATED as error:
                form.add_error(None, services.sentence(error))
            except (NoRuleInForce, services.NoPattern):
                form.add_error("received_on", _("Belum ada aturan yang berlaku pada tanggal ini; periksa tahunnya."))
            else:
                return to_receipt(request, made.request.pk, made.secret)
    return render(request, "requests/entry.html", {"form": form, **context})


def _registered(request: OfficeRequest, arguments: dict[str, Any], *, at: datetime) -> services.Registration:
    """Register what the form says. A file called complete that lacks something is taken in as one still to check:
    the applicant stands at the desk, and his clock runs either way."""
    given: dict[str, Any] = {"office": request.office, "actor": actor_of(request), "at": at}
    try:
        return services.register_request(**given, **arguments)
    except services.Refused as error:
        if error.code != "proofs_missing":
            raise
        made = services.register_request(**given, **{**arguments, "complete": False})
        names = {**MISSING_FIELDS, **labels.PROOFS}
        lacking = ", ".join(str(names[each]) for each in error.data["missing"])  # type: ignore[attr-defined]
        text = _("Terdaftar, tetapi belum lengkap: %(missing)s. Kelengkapannya diperiksa dari halaman permohonan.")
        messages.warning(request, text % {"missing": lacking})
        return made


def _typed_so_far(request: OfficeRequest, form: EntryForm) -> EntryForm:
    """Return the form unjudged, with what was typed and, when one was chosen, the returning applicant."""
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in form.fields}
    typed |= {name: name in request.POST for name, field in form.fields.items() if isinstance(field, BooleanField)}
    if (key := whole_number(request.POST.get("use"))) is not None:
        known = selectors.applicant_of_office(office_id=request.office.pk, applicant_id=key)
        typed |= filled_from(known) if known else {}
    return EntryForm(initial=typed, office=request.office, now=timezone.now())


def _found(request: OfficeRequest) -> dict[str, Any]:
    if "alike" in request.POST:
        return _alike(request)
    if "find" in request.POST:
        return {"people": _people(request), "looked": True}
    return {}


def _people(request: OfficeRequest) -> list[Any]:
    return list(selectors.find_applicants(office_id=request.office.pk, text=request.POST.get("lookup", "")))


def _alike(request: OfficeRequest) -> dict[str, Any]:
    text = request.POST.get("question", "")
    return {
        "matches": information.matching_public(text=text, office_id=request.office.pk, at=timezone.now()),
        "similar": [
            (case, title_of(case.question))
            for case in selectors.similar_requests(office_id=request.office.pk, text=text)
        ],
        "asked": True,
    }


@permits("requests.register")
@require_POST
def returning(request: OfficeRequest) -> HttpResponse:
    """The part of the page that lists known applicants; the number typed never stands in an address."""
    return render(request, "requests/parts/people.html", {"people": _people(request), "looked": True})


@permits("requests.register")
@require_POST
def alike(request: OfficeRequest) -> HttpResponse:
    """The part of the page that offers what is published and what was asked before."""
    return render(request, "requests/parts/alike.html", _alike(request))


def to_receipt(request: OfficeRequest, request_id: int, secret: str) -> HttpResponse:
    """Go to the page of the receipt; the secret travels sealed, for an hour."""
    words = f"{request_id}:{int(time.time())}:{secret}"
    key = seal(words, key=settings.PERSONAL_DATA_KEY, purpose=SECRETS).decode()
    address = reverse("requests_receipt", args=[request.office.slug, request_id])
    return redirect(f"{address}?{urlencode({'k': key})}")


def _secret(request: OfficeRequest, request_id: int) -> str:
    """Return the secret that the address carries for this case, or nothing once the hour is over."""
    try:
        text = unseal(request.GET.get("k", "").encode(), key=settings.PERSONAL_DATA_KEY, purpose=SECRETS)
    except InvalidToken:
        return ""
    key, made, secret = text.split(":", 2)
    return secret if key == str(request_id) and time.time() - int(made) < SECRET_SECONDS else ""


@permits("requests.register")
def receipt(request: OfficeRequest, request_id: int) -> HttpResponse:
    """What the applicant takes along: number, due date and, once, the secret; then the next one."""
    case = found_case(request, request_id)
    address = reverse("requests_receipt_pdf", args=[request.office.slug, case.pk])
    context = {
        "case": case,
        "title": title_of(case.question),
        "secret": _secret(request, request_id),
        "pdf": f"{address}?{urlencode({'k': request.GET.get('k', '')})}",
        "tracking": settings.BASE_URL + tracking_link(case),
    }
    response = render(request, "requests/receipt.html", context)
    response["Cache-Control"] = "no-store"
    return response


@permits("requests.register")
def receipt_pdf(request: OfficeRequest, request_id: int) -> HttpResponse:
    """The receipt on A5, with number, secret, due date and the code that leads to the tracking page."""
    case = found_case(request, request_id)
    secret, officer = _secret(request, request_id), accounts.actor_name(ref=actor_of(request))
    with in_its_language():
        letter = receipt_of(case, secret=secret, officer=officer)
    pdf = letters.render(letter=letter, office=request.office, at=case.recorded_at)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="tanda-terima.pdf"', "Cache-Control": "no-store"},
    )


def receipt_of(case: InformationRequest, *, secret: str, officer: str) -> Receipt:
    """Return the facts of a case's receipt; without a secret it says that it was handed over."""
    url = settings.BASE_URL + tracking_link(case)
    clock = case.deadline
    return Receipt(
        request_number=case.number,
        received=letters.long_date(case.received_at, time_zone=case.office.time_zone),
        channel=case.get_channel_display(),
        applicant=case.applicant.name,
        question=case.question,
        due=in_words(clock.due_on) if clock else "",
        rule=law.rule_by_id(clock.rule_id).source if clock else "",
        tracking_url=url,
        tracking_qr=letters.qr_svg(url),
        secret=secret or _("sudah diserahkan"),
        officer=officer,
    )
