"""A person and his own data: what his rights are, what he asked, what became of it. Opened by his account or by the
tracking code of one of his requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from telusur.kernel.accounts.permits import PUBLIC, SIGNED_IN, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.visits.pages import counted_page
from telusur.openness.requests import selectors as requests
from telusur.openness.requests.rules.identity import BadIdentity
from telusur.openness.requests.rules.words import Party

from .. import selectors, services
from ..forms.own_data import CopyForm, CorrectionForm
from ..models import labels
from ..rules.hours import clock_of
from ..rules.words import CLOSED, Act, Field, Kind, State, Way
from .parts import TYPES, letters_of, package_response, today

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse, HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest, SignedInRequest
    from telusur.openness.requests.models import InformationRequest, Objection

    from ..models import OwnDataCase


PAGE = 20


@permits(PUBLIC)
@counted_page(gettext_lazy("Data pribadi Anda"))
def hub(request: OfficeRequest) -> HttpResponse:
    """What an office keeps, for how long, what may be asked of it; and breaches it must make known."""
    on = today(request.office)
    times = [(labels.KINDS[kind], selectors.time_on(key=kind.value, on=on)) for kind in Kind]
    context = {
        "times": times,
        "notices": selectors.public_breaches(office_id=request.office.pk),
        "retention": requests.retention_rules(),
    }
    return render(request, "privacy/hub.html", context)


@dataclass(frozen=True)
class Names:
    """The addresses of a person's pages, by the file through which he came."""

    own: str
    correction: str
    copy: str
    take: str
    withdraw: str
    follow: str


NAMES = {
    "request": Names(
        "privacy_own",
        "privacy_ask_correction",
        "privacy_ask_copy",
        "privacy_take_copy",
        "privacy_withdraw",
        "requests_follow",
    ),
    "objection": Names(
        "privacy_own_alone",
        "privacy_ask_correction_alone",
        "privacy_ask_copy_alone",
        "privacy_take_copy_alone",
        "privacy_withdraw_alone",
        "objections_follow",
    ),
}


def _own(request: OfficeRequest, file_id: int, kind: str) -> InformationRequest | Objection:
    """Return the request, or the objection that stands alone, by which somebody shows who he is. Raises: Http404 for
    anybody else."""
    user_id = request.user.pk if request.user.is_authenticated else None
    found: InformationRequest | Objection | None
    if kind == "request":
        marks = request.session.get(requests.OPENED, {})
        found = requests.case_open_to(office_id=request.office.pk, request_id=file_id, marks=marks, user_id=user_id)
    else:
        followed = request.session.get(requests.FOLLOWED_OBJECTIONS, [])
        found = requests.lone_objection_open_to(
            office_id=request.office.pk, objection_id=file_id, followed=followed, user_id=user_id
        )
    if found is None:
        raise Http404
    return found


@never_cache
@permits(PUBLIC)
def own_data(request: OfficeRequest, file_id: int, kind: str) -> HttpResponse:
    """What the person behind a request asked of his data, and what he may ask."""
    case, at = _own(request, file_id, kind), timezone.now()
    found = list(selectors.cases_followed_by(**{f"{kind}_ids": [case.pk]}))
    running = {each.kind for each in found if each.answered_at is None}
    context = {
        "case": case,
        "names": NAMES[kind],
        "rows": [_row(each, at=at) for each in found],
        "kinds": [(each, labels.KINDS[each]) for each in Kind if each not in running],
        "now": now_of(case),
    }
    return render(request, "privacy/own.html", context)


@never_cache
@permits(SIGNED_IN)
def own_account(request: SignedInRequest) -> HttpResponse:
    """What the owner of an account asked of his data, at every office, each with its clock."""
    at = timezone.now()
    page = Paginator(selectors.cases_of_account(user_id=request.user.pk), PAGE).get_page(request.GET.get("page"))
    rows = [
        {"case": each, "clock": clock_of(due_at=each.due_at, answered_at=each.answered_at, at=at)}
        for each in page.object_list
    ]
    return render(request, "privacy/own_account.html", {"page": page, "rows": rows})


def _row(each: OwnDataCase, *, at: datetime) -> dict[str, Any]:
    on = local_day(office=each.office, at=at)
    open_acts = selectors.acts_now(case=each, parties={Party.APPLICANT}, on=on)
    return {
        "case": each,
        "clock": clock_of(due_at=each.due_at, answered_at=each.answered_at, at=at),
        "fields": selectors.fields_of(case=each, on=on) if each.state == State.SETTLED else [],
        "letters": letters_of(kind="own_data", pk=each.pk, at=at, lent=True),
        "can_take": bool(each.package_sealed),
        "can_withdraw": Act.WITHDRAW in open_acts,
        "over": State(each.state) in CLOSED,
    }


def now_of(case: InformationRequest | Objection) -> dict[str, str]:
    """Return what stands there now, as the person may see it: a number only masked."""
    who = case.applicant
    shown = {field.value: getattr(who, field.value) for field in Field if field != Field.IDENTITY_NUMBER}
    return {**shown, Field.IDENTITY_NUMBER.value: who.identity_masked}


@never_cache
@permits(PUBLIC)
@throttled("requests_ask")
def ask_correction(request: OfficeRequest, file_id: int, kind: str) -> HttpResponseBase:
    case = _own(request, file_id, kind)
    form = CorrectionForm(request.POST or None, now=now_of(case))
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, case, kind, Kind.CORRECTION, form)
        except (*services.ANTICIPATED, BadIdentity) as error:
            form.add_error(_field_of(error), services.sentence(error))
    wrong = request.method == "POST"
    context = {"case": case, "names": NAMES[kind], "form": form, "heading": labels.KINDS[Kind.CORRECTION]}
    return render(request, "privacy/ask.html", context, status=422 if wrong else 200)


def _field_of(error: Exception) -> str | None:
    """Return the field a fault of an identity speaks of, None for one of the whole form."""
    code: str = error.code  # type: ignore[attr-defined]
    if code.startswith("nik_"):
        return Field.IDENTITY_NUMBER.value
    return code.removesuffix("_too_long") if code.endswith("_too_long") else None


@never_cache
@permits(PUBLIC)
@throttled("requests_ask")
def ask_copy(request: OfficeRequest, file_id: int, kind: str) -> HttpResponseBase:
    case = _own(request, file_id, kind)
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, case, kind, Kind.COPY, form)
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
    wrong = request.method == "POST"
    context = {"case": case, "names": NAMES[kind], "form": form, "heading": labels.KINDS[Kind.COPY]}
    return render(request, "privacy/ask.html", context, status=422 if wrong else 200)


def _asked(
    request: OfficeRequest,
    case: InformationRequest | Objection,
    kind: str,
    asked: Kind,
    form: CorrectionForm | CopyForm,
) -> HttpResponseBase:
    at, known = timezone.now(), request.user.is_authenticated and case.applicant.user_id == request.user.pk
    made = services.ask_own_data(
        **{kind: case},  # type: ignore[arg-type]
        kind=asked,
        way=Way.ACCOUNT if known else Way.TRACKING,
        asked_at=at,
        at=at,
        actor="applicant",
        wanted=form.wanted() if isinstance(form, CorrectionForm) else {},
        user_id=request.user.pk if known else None,
        submission=form.cleaned_data["submission"],
    )
    messages.success(request, _("Permintaan Anda diterima dengan nomor %(number)s.") % {"number": made.number})
    return redirect(NAMES[kind].own, request.office.slug, case.pk)


@never_cache
@permits(PUBLIC)
def take_copy(request: OfficeRequest, file_id: int, case_id: int, form: str, kind: str) -> HttpResponseBase:
    """The prepared copy, to its owner alone; taking it is an act."""
    found = _of(_own(request, file_id, kind), case_id, kind)
    package = selectors.package_of(case=found)
    if package is None or form not in TYPES:
        raise Http404
    if request.method != "HEAD":
        services.fetch_copy(case_id=found.pk, at=timezone.now())
    return package_response(package, kind=form, number=found.number)


def _of(case: InformationRequest | Objection, case_id: int, kind: str) -> OwnDataCase:
    found = selectors.cases_followed_by(**{f"{kind}_ids": [case.pk]}).filter(pk=case_id).first()
    if found is None:
        raise Http404
    return found


@require_POST
@permits(PUBLIC)
def withdraw(request: OfficeRequest, file_id: int, case_id: int, kind: str) -> HttpResponseBase:
    found = _of(_own(request, file_id, kind), case_id, kind)
    try:
        services.withdraw_own_data(case_id=found.pk, actor="applicant", at=timezone.now())
    except services.ANTICIPATED as error:
        messages.error(request, services.sentence(error))
    else:
        messages.success(request, _("Permintaan dicabut."))
    return redirect(NAMES[kind].own, request.office.slug, file_id)
