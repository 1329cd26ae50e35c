"""Where an officer's day begins."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.front import dashboard
from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import SIGNED_IN, permits
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.selectors import remaining_working_days
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.notices import selectors as notices
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices.selectors import local_day, national_day
from telusur.openness.information import selectors as information
from telusur.openness.privacy import selectors as privacy
from telusur.openness.privacy.rules.hours import clock_of
from telusur.openness.requests import selectors as requests

from .ledger import lines_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest, SignedInRequest
    from telusur.kernel.calendars.rules import Calendar
    from telusur.kernel.offices.models import Office
    from telusur.openness.requests.models import InformationRequest

LATEST = 6
# Days that a home page looks ahead.
AHEAD = 30


@permits(SIGNED_IN)
def chooser(request: SignedInRequest) -> HttpResponse:
    at = timezone.now()
    appointments = accounts.appointments_held(user=request.user, at=at)
    callings = accounts.callings_of(user_id=request.user.pk, on=national_day(at=at))
    offices = {appointment.office_id: appointment.office for appointment in appointments}
    if len(offices) == 1 and not callings:
        return redirect("desk_home", office=next(iter(offices.values())).slug)
    if not offices and len(callings) == 1:
        return redirect(callings[0][0].home)
    roles = [
        {"office": office, "roles": [row for row in appointments if row.office_id == office.pk]}
        for office in offices.values()
    ]
    work = [
        {"href": reverse(calling.home), "label": calling.label, "words": ", ".join(words)}
        for calling, words in callings
    ]
    return render(request, "front/chooser.html", {"desks": roles, "work": work})


@permits("desk.open")
def home(request: OfficeRequest) -> HttpResponse:
    """Show what needs this officer today: each part stands only for who may open what it leads to."""
    at = timezone.now()
    on = local_day(office=request.office, at=at)
    officer = dashboard.Officer(request.user, request.office, request.standing, on)
    context: dict[str, object] = {
        "on": on,
        "may_register": request.standing.may("requests.register"),
        "waiting": dashboard.waiting_for(officer),
        "risks": dashboard.open_risks(officer),
        "months": dashboard.this_month(officer),
        "month_names": dashboard.months_of(on),
        "month_before_until": dashboard.same_day_before(on),
    }
    if request.standing.may("requests.see"):
        context |= cases_of(office=request.office, on=on) | {"asof": at}
    if request.standing.may("requests.give_opinion"):
        context |= objections_of(office=request.office, on=on)
    if request.standing.may("privacy.see"):
        context["own_data"] = own_data_of(office=request.office, at=at)
    if request.standing.may("privacy.see_breaches"):
        context["breaches"] = breaches_of(office=request.office, at=at)
    if request.standing.may("requests.answer_for_unit"):
        units = request.standing.unit_ids
        context["tasks"] = requests.unit_inbox(office_id=request.office.pk, unit_ids=units)[:LATEST]
    if request.standing.may("information.propose") and not request.standing.may("requests.see"):
        context |= {"list_figures": list_of(office=request.office, on=on), "asof": at}
    if request.standing.may("offices.manage"):
        context["chores"] = chores_of(office=request.office, on=on)
    if request.standing.may("ledger.see") and not request.standing.may("requests.see"):
        acts = lines_of(ledger.acts_of(log=office_log(request.office.code))[:LATEST], named=True)
        names = accounts.actor_names(refs=[line.act.actor for line in acts])
        context["acts"] = [(line, names.get(line.act.actor, line.act.actor)) for line in acts]
    if request.standing.may("notices.read"):
        unread = notices.unread_for(user_id=request.user.pk, at=at, office_id=request.office.pk)
        context["notices"] = unread[:LATEST]
    return render(request, "front/desk.html", context)


def list_of(*, office: Office, on: date) -> list[dict[str, object]]:
    """Return what the list of public information asks of whoever keeps it: drafts, what waits, what to review."""
    counts = information.state_counts(office_id=office.pk)
    reviews = information.due_for_review(office_id=office.pk, until=on + timedelta(days=AHEAD)).count()
    listing, to_review = (
        reverse(name, args=[office.slug]) for name in ("information_desk", "information_desk_reviews")
    )
    return [
        {"value": counts.get("draft", 0), "label": _("draf"), "href": f"{listing}?keadaan=draft"},
        {"value": counts.get("proposed", 0), "label": _("menunggu persetujuan"), "href": f"{listing}?keadaan=proposed"},
        {"value": counts.get("announced", 0), "label": _("menunggu penegasan"), "href": f"{listing}?keadaan=announced"},
        {"value": reviews, "label": _("perlu ditinjau dalam 30 hari"), "href": to_review},
    ]


def chores_of(*, office: Office, on: date) -> list[dict[str, str]]:
    """Return what an administrator should look at: what ends, what is closed, what is missing."""
    here, officers = (reverse(name, args=[office.slug]) for name in ("offices_desk", "officers_desk"))
    soon = on + timedelta(days=AHEAD)
    ending = accounts.appointments_at(office_id=office.pk).in_force(on=on).filter(valid_until__lte=soon)
    found = [
        (_("Pengangkatan %(who)s berakhir %(day)s") % {"who": each.user, "day": _day(last)}, officers)
        for each in ending
        if (last := _last_day(each.valid_until))
    ]
    found += [
        (_("Kantor tutup mulai %(day)s: %(why)s") % {"day": _day(each.valid_from), "why": each.reason}, here)
        for each in offices.closures_of(office_id=office.pk, on=on)
    ]
    missing = (
        (not office.address, _("Alamat kantor belum diisi")),
        (not offices.channels_of(office_id=office.pk).exists(), _("Kantor belum punya kontak untuk umum")),
        (not offices.opening_text(office=office, on=on), _("Jam layanan belum diisi")),
    )
    found += [(text, here) for lacks, text in missing if lacks]
    return [{"text": text, "href": href} for text, href in found]


def _last_day(valid_until: date | None) -> date | None:
    return valid_until - timedelta(days=1) if valid_until else None


def _day(on: date) -> str:
    return date_format(on, "j F Y")


def cases_of(*, office: Office, on: date) -> dict[str, object]:
    """Return the counts above the queue, and its first rows with the working days left."""
    counts = requests.counts(office_id=office.pk, office_code=office.code, on=on)
    shown = (
        ("overdue", counts.overdue, _("permohonan lewat batas"), "late"),
        ("soon", counts.soon, _("permohonan habis dalam 2 hari kerja"), "soon"),
        ("running", counts.running, _("permohonan sedang berjalan"), ""),
        ("waiting", counts.waiting, _("permohonan menunggu pemohon"), ""),
        ("to_deliver", counts.to_deliver, _("permohonan menunggu penyerahan"), ""),
    )
    figures = [
        {"view": view, "value": value, "label": label, "kind": kind if value else ""}
        for view, value, label, kind in shown
    ]
    wanted = requests.Wanted(view="running")
    cases = requests.queue(office_id=office.pk, office_code=office.code, wanted=wanted, on=on)[:LATEST]
    calendar = calendar_for(office_code=office.code)
    return {"figures": figures, "rows": [{"case": case, "remaining": _remaining(case, on, calendar)} for case in cases]}


def objections_of(*, office: Office, on: date) -> dict[str, object]:
    """Return what waits for the superior and his consideration team: objections to judge, by their dates."""
    wanted = requests.WantedObjections(view="waiting")
    found = requests.objection_queue(office_id=office.pk, office_code=office.code, wanted=wanted, on=on)[:LATEST]
    calendar = calendar_for(office_code=office.code)
    return {
        "objections": [
            {"objection": each, "remaining": remaining_working_days(each.deadline, on, calendar=calendar)}
            for each in found
        ]
    }


def own_data_of(*, office: Office, at: datetime) -> list[dict[str, object]]:
    """Return the cases about one's own data that wait for an answer, nearest end first, with their clocks of hours."""
    found = privacy.own_data_queue(office_id=office.pk, view="open", at=at).unanswered()[:LATEST]
    return [{"case": each, "clock": clock_of(due_at=each.due_at, answered_at=None, at=at)} for each in found]


def breaches_of(*, office: Office, at: datetime) -> list[dict[str, object]]:
    """Return the breaches of which somebody is still to be told, nearest end first, with their clocks of hours."""
    found = privacy.breaches_to_tell(office_id=office.pk)[:LATEST]
    return [{"breach": each, "clock": clock_of(due_at=each.due_at, answered_at=None, at=at)} for each in found]


def _remaining(case: InformationRequest, on: date, calendar: Calendar) -> int | None:
    return remaining_working_days(case.deadline, on, calendar=calendar) if case.deadline else None
