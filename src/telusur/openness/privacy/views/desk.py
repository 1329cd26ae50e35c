"""Cases about one's own data at the desk: what runs out first, one case, each act of the table, a case taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from telusur.kernel.accounts.permits import permits
from telusur.kernel.law.selectors import rule_by_id
from telusur.openness.requests import selectors as requests
from telusur.openness.requests import services as request_services
from telusur.openness.requests.rules.identity import BadIdentity

from .. import selectors, services
from ..forms.own_data import ACT_FORMS, EntryForm
from ..models import labels
from ..rules.hours import clock_of
from ..rules.words import Act, Kind, State, Way
from .own import now_of
from .parts import TYPES, actor_of, letters_of, package_response, today

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.http import HttpResponse, HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.openness.requests.models import InformationRequest, Objection

    from ..forms.own_data import ActForm
    from ..models import OwnDataCase

PAGE = 50
PERFORM: dict[Act, Callable[..., Any]] = {
    Act.VERIFY: services.verify_identity,
    Act.SETTLE: services.settle_correction,
    Act.PREPARE: services.prepare_copy,
    Act.HAND_OVER: services.hand_over_copy,
    Act.CLOSE_UNVERIFIED: services.close_unverified,
    Act.WITHDRAW: services.withdraw_own_data,
}
GRAVE = frozenset({Act.CLOSE_UNVERIFIED, Act.WITHDRAW, Act.SETTLE})


@permits("privacy.see")
def queue(request: OfficeRequest) -> HttpResponse:
    """What runs out first, in hours, with the figures above it."""
    at, view = timezone.now(), request.GET.get("tampil", "open")
    found = selectors.own_data_queue(office_id=request.office.pk, view=view, at=at)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [
            {"case": each, "clock": clock_of(due_at=each.due_at, answered_at=each.answered_at, at=at)}
            for each in page.object_list
        ],
        "counts": selectors.counts(office_id=request.office.pk, at=at),
        "view": view,
        "may_work": request.standing.may("privacy.work"),
        "sees_scans": request.standing.may("requests.see_retention"),
        "sees_breaches": request.standing.may("privacy.see_breaches"),
    }
    return render(request, "privacy/queue.html", context)


def _found(request: OfficeRequest, case_id: int) -> OwnDataCase:
    try:
        return selectors.case_of_office(office_id=request.office.pk, case_id=case_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _acts(request: OfficeRequest, found: OwnDataCase, on: date) -> list[Act]:
    parties = requests.parties_of(actor=actor_of(request), office_id=request.office.pk, on=on)
    open_now = selectors.acts_now(case=found, parties=parties, on=on)
    return [act for act in ACT_FORMS if act in open_now]


@permits("privacy.see")
def case(request: OfficeRequest, case_id: int) -> HttpResponse:
    """One case: what is asked, its clock, what may be done now, and everything that was done."""
    found, at, on = _found(request, case_id), timezone.now(), today(request.office)
    rule = rule_by_id(found.rule_id)
    context = {
        "case": found,
        "clock": clock_of(due_at=found.due_at, answered_at=found.answered_at, at=at),
        "rule": rule,
        "fields": selectors.fields_of(case=found, on=on) if found.kind == Kind.CORRECTION else [],
        "buttons": [
            {
                "label": labels.ACTS[each],
                "href": reverse("privacy_act", args=[request.office.slug, found.pk, each.value.replace("_", "-")]),
            }
            for each in _acts(request, found, on)
        ],
        "kinds": sorted(TYPES) if found.package_sealed and request.standing.may("privacy.work") else [],
        "letters": letters_of(kind="own_data", pk=found.pk, at=at, lent=False),
        "acts": selectors.history_of(case=found),
        "may_see_request": request.standing.may("requests.see"),
    }
    return render(request, "privacy/case.html", context)


def _act_named(name: str) -> Act:
    try:
        found = Act(name.replace("-", "_"))
    except ValueError as error:
        raise Http404 from error
    if found not in ACT_FORMS:
        raise Http404
    return found


@permits("privacy.see")
def act(request: OfficeRequest, case_id: int, name: str) -> HttpResponseBase:
    """Show the form of one act, and do it."""
    wanted, found, on = _act_named(name), _found(request, case_id), today(request.office)
    back = redirect("privacy_case", request.office.slug, found.pk)
    if wanted not in _acts(request, found, on):
        messages.error(request, _("Tindakan itu tidak tersedia: perkaranya berpindah tahap, atau bukan peran Anda."))
        return back
    form = _form(wanted, found, request, on)
    if request.method == "POST" and form.is_valid():
        try:
            PERFORM[wanted](case_id=found.pk, actor=actor_of(request), at=timezone.now(), **form.arguments())
        except services.StaleThing as error:
            messages.error(request, services.sentence(error))
            return back
        except (*services.ANTICIPATED, BadIdentity) as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, f"{labels.DEEDS[wanted]}.")
            return back
    context = {
        "case": found,
        "form": form,
        "heading": labels.ACTS[wanted],
        "grave": wanted in GRAVE,
        "act": wanted.value,
    }
    return render(request, "privacy/act.html", context, status=422 if request.method == "POST" else 200)


def _form(wanted: Act, found: OwnDataCase, request: OfficeRequest, on: date) -> ActForm:
    more: dict[str, Any] = {}
    if wanted == Act.SETTLE:
        more = {"shown": selectors.fields_of(case=found, on=on), "grounds": selectors.refusals_on(on=on)}
    return ACT_FORMS[wanted](request.POST or None, case=found, **more)


@permits("privacy.work")
@require_POST
def copy(request: OfficeRequest, case_id: int, kind: str) -> HttpResponseBase:
    """The prepared copy, to be handed to its owner at the desk; the download is an opening of his identity."""
    found = _found(request, case_id)
    package = selectors.package_of(case=found)
    if package is None or kind not in TYPES or found.state not in {State.PREPARED, State.HANDED}:
        raise Http404
    request_services.open_own_number(
        request_id=found.request_id, objection_id=found.objection_id, actor=actor_of(request), at=timezone.now()
    )
    return package_response(package, kind=kind, number=found.number)


@permits("privacy.work")
def entry(request: OfficeRequest) -> HttpResponseBase:
    """Take in a request about one's own data that came to the desk, for the person behind one of the requests."""
    at, number = timezone.now(), request.GET.get("nomor", "").strip()
    found = _file_numbered(request, number) if number else None
    if number and found is None:
        messages.error(
            request, _("Tidak ada permohonan atau keberatan bernomor %(number)s di kantor ini.") % {"number": number}
        )
    file = next(iter(found.values())) if found else None
    form = _entry_form(request, file, at) if file else None
    if form is not None and found is not None and request.method == "POST" and form.is_valid():
        try:
            made = services.ask_own_data(
                **found,
                kind=form.asked_kind(),
                way=Way.DESK,
                asked_at=form.cleaned_data["asked_at"],
                at=at,
                actor=actor_of(request),
                wanted=form.wanted(),
                submission=form.cleaned_data["submission"],
            )
        except services.AlreadyAsked as error:
            messages.error(request, services.sentence(error))
            return redirect("privacy_case", request.office.slug, error.case_id)
        except (*services.ANTICIPATED, BadIdentity) as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("Permintaan %(number)s dicatat.") % {"number": made.number})
            return redirect("privacy_case", request.office.slug, made.pk)
    context = {"form": form, "case": file, "number": number}
    return render(request, "privacy/entry.html", context, status=422 if request.method == "POST" and form else 200)


def _file_numbered(request: OfficeRequest, number: str) -> dict[str, Any] | None:
    """Return the file by which somebody asks, as the service takes it: a request, or an objection; None for neither."""
    case = requests.case_numbered(office_id=request.office.pk, number=number)
    if case is not None:
        return {"request": case}
    objection = requests.objection_numbered(office_id=request.office.pk, number=number)
    return None if objection is None else {"objection": objection}


def _entry_form(request: OfficeRequest, found: InformationRequest | Objection, at: datetime) -> EntryForm:
    here = timezone.localtime(at, timezone=ZoneInfo(request.office.time_zone)).replace(tzinfo=None)
    initial = {"asked_at": here, "kind": Kind.CORRECTION.value}
    return EntryForm(request.POST or None, office=request.office, latest=at, now=now_of(found), initial=initial)
