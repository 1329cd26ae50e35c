"""The register of breaches: on screen and as a spreadsheet, one breach, each act of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents import services as documents
from telusur.kernel.law.selectors import rule_by_id
from telusur.openness.requests import selectors as requests

from .. import selectors, services
from ..forms.breaches import BREACH_FORMS, ReportForm
from ..models import labels
from ..rules.hours import clock_of
from ..rules.moves import acts_open_to
from ..rules.words import BreachAct, BreachState
from .parts import TYPES, actor_of, today

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import Breach
    from ..rules.hours import Clock

PAGE = 50
PERFORM: dict[BreachAct, Callable[..., Any]] = {
    BreachAct.ASSESS: services.assess_breach,
    BreachAct.TELL_SUBJECTS: services.tell_subjects,
    BreachAct.ALL_TOLD: services.state_all_told,
    BreachAct.TELL_AUTHORITY: services.tell_authority,
    BreachAct.PUBLISH: services.publish_breach,
    BreachAct.PROVE: services.prove_telling,
    BreachAct.CLOSE: services.close_breach,
    BreachAct.DISMISS: services.dismiss_breach,
}
GRAVE = frozenset({BreachAct.TELL_SUBJECTS, BreachAct.TELL_AUTHORITY, BreachAct.CLOSE, BreachAct.DISMISS})


def _clock(each: Breach, at: datetime) -> Clock:
    told = None
    if each.subjects_told_at and each.authority_told_at:
        told = max(each.subjects_told_at, each.authority_told_at)
    return clock_of(due_at=each.due_at, answered_at=told or each.closed_at, at=at)


@permits("privacy.see_breaches")
def register(request: OfficeRequest) -> HttpResponse:
    """Breaches of this office, those it is named in; at the national office every one."""
    at = timezone.now()
    page = Paginator(selectors.breaches(office_id=request.office.pk), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"breach": each, "clock": _clock(each, at)} for each in page.object_list],
        "may_report": request.standing.may("privacy.report_breach"),
    }
    return render(request, "privacy/breaches.html", context)


@permits("privacy.see_breaches")
def export(request: OfficeRequest) -> HttpResponse:
    """The register as a spreadsheet; it names no person."""
    found = selectors.breaches(office_id=request.office.pk)
    rows = selectors.as_breach_register(found, zone=ZoneInfo(request.office.time_zone))
    sheet: list[Any] = [[str(column) for column in selectors.COLUMNS], *rows]
    answer = HttpResponse(
        documents.write_table(sheets={_("Pelanggaran"): sheet}, kind="xlsx"), content_type=TYPES["xlsx"]
    )
    name = f"register-pelanggaran-{request.office.slug}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@permits("privacy.report_breach")
def report(request: OfficeRequest) -> HttpResponseBase:
    at = timezone.now()
    here = timezone.localtime(at, timezone=ZoneInfo(request.office.time_zone)).replace(tzinfo=None)
    form = ReportForm(request.POST or None, office=request.office, latest=at, initial={"discovered_at": here})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.report_breach(office=request.office, actor=actor_of(request), at=at, **form.cleaned_data)
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("Pelanggaran dicatat dengan nomor %(number)s.") % {"number": made.number})
            seen = request.standing.may("privacy.see_breaches")
            return (
                redirect("privacy_breach", request.office.slug, made.pk)
                if seen
                else redirect("desk_home", request.office.slug)
            )
    wrong = request.method == "POST"
    return render(request, "privacy/breach_report.html", {"form": form}, status=422 if wrong else 200)


def _found(request: OfficeRequest, breach_id: int) -> Breach:
    try:
        return selectors.breach_of(office=request.office, breach_id=breach_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _acts(request: OfficeRequest, found: Breach, on: date) -> list[BreachAct]:
    """Return what may be done now: at the office that owns the breach, nowhere else."""
    if found.office_id != request.office.pk:
        return []
    parties = requests.parties_of(actor=actor_of(request), office_id=request.office.pk, on=on)
    open_now = acts_open_to(selectors.breach_moves_on(on=on), BreachState(found.state), parties=parties)
    gone = set()
    if found.authority_told_at is not None:
        gone.add(BreachAct.TELL_AUTHORITY)
    if not found.public_needed:
        gone.add(BreachAct.PUBLISH)
    if found.subjects_told_at is not None:
        gone.add(BreachAct.ALL_TOLD)
    if not found.tellings.exists():
        gone.add(BreachAct.PROVE)
    else:
        gone.add(BreachAct.DISMISS)
    if not (found.subjects_told_at and found.authority_told_at):
        gone.add(BreachAct.CLOSE)
    return [act for act in BREACH_FORMS if act in open_now - gone]


@permits("privacy.see_breaches")
def breach(request: OfficeRequest, breach_id: int) -> HttpResponse:
    """One breach: what is known, who was told by when, what may be done now."""
    found, at = _found(request, breach_id), timezone.now()
    context = {
        "breach": found,
        "clock": _clock(found, at),
        "rule": rule_by_id(found.rule_id),
        "data": ", ".join(str(labels.DATA[name]) for name in found.data),
        "offices": ", ".join(found.offices),
        "tellings": selectors.tellings_of(breach=found),
        "buttons": [
            {
                "label": labels.BREACH_ACTS[each],
                "href": reverse(
                    "privacy_breach_act", args=[request.office.slug, found.pk, each.value.replace("_", "-")]
                ),
            }
            for each in _acts(request, found, today(request.office))
        ],
        "acts": selectors.breach_history(breach=found),
        "own": found.office_id == request.office.pk,
    }
    return render(request, "privacy/breach.html", context)


def _act_named(name: str) -> BreachAct:
    try:
        found = BreachAct(name.replace("-", "_"))
    except ValueError as error:
        raise Http404 from error
    if found not in BREACH_FORMS:
        raise Http404
    return found


@permits("privacy.see_breaches")
def act(request: OfficeRequest, breach_id: int, name: str) -> HttpResponseBase:
    """Show the form of one act, and do it."""
    wanted, found, at = _act_named(name), _found(request, breach_id), timezone.now()
    back = redirect("privacy_breach", request.office.slug, found.pk)
    if wanted not in _acts(request, found, today(request.office)):
        messages.error(request, _("Tindakan itu tidak tersedia: perkaranya berpindah tahap, atau bukan peran Anda."))
        return back
    form = BREACH_FORMS[wanted](request.POST or None, breach=found, latest=at)
    if request.method == "POST" and form.is_valid():
        try:
            PERFORM[wanted](breach_id=found.pk, actor=actor_of(request), at=at, **form.arguments())
        except services.StaleThing as error:
            messages.error(request, services.sentence(error))
            return back
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, f"{labels.BREACH_DEEDS[wanted]}.")
            return back
    context = {"breach": found, "form": form, "heading": labels.BREACH_ACTS[wanted], "grave": wanted in GRAVE}
    return render(request, "privacy/breach_act.html", context, status=422 if request.method == "POST" else 200)
