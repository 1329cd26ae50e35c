"""What the letters of an objection say: the form that is the receipt, the musyawarah, the reply, the order."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks import selectors as counting
from telusur.kernel.clocks.rules import compute
from telusur.kernel.law import selectors as law
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules import letters as forms
from telusur.kernel.letters.rules import objections as own
from telusur.kernel.offices.selectors import local_day

from ... import selectors
from ...models import labels, objection_labels
from ...rules.words import Party
from ..telling import in_words, tracking_link

if TYPE_CHECKING:
    from datetime import datetime

    from ...models import Deliberation, Objection


def form_of(objection: Objection, *, actor: str) -> own.ObjectionForm:
    """Return the objection form as it stands in the register."""
    who = objection.applicant
    work = str(labels.OCCUPATIONS[who.occupation]) if who.occupation else ""
    url = settings.BASE_URL + tracking_link(objection)
    return own.ObjectionForm(
        objection_number=objection.number,
        request_number=_request_number(objection),
        received=_day(objection, objection.received_at),
        channel=str(labels.CHANNELS[objection.channel]),
        applicant=_applicant(objection),
        occupation=who.occupation_words or work,
        proxy=objection.proxy,
        information=objection.information,
        purpose=objection.purpose,
        grounds=_grounds(objection),
        position=objection.position,
        due=in_words(objection.deadline.due_on),
        rule=law.rule_by_id(objection.deadline.rule_id).source,
        late=late_words(objection),
        tracking_url=url,
        tracking_qr=letters.qr_svg(url),
        officer=accounts.actor_name(ref=actor),
    )


def invitation_to(
    objection: Objection, *, meets_at: datetime, place: str, actor: str, at: datetime
) -> own.DeliberationInvitation:
    """Return the invitation to a musyawarah."""
    day, clock = _day_and_clock(objection, meets_at)
    return own.DeliberationInvitation(
        objection_number=objection.number,
        received=_day(objection, objection.received_at),
        applicant=_applicant(objection),
        grounds=_grounds(objection),
        meets=day,
        clock=clock,
        place=place,
        signatory=_signatory(objection, actor=actor, at=at),
    )


def minutes_of(objection: Objection, meeting: Deliberation, *, actor: str, at: datetime) -> own.DeliberationMinutes:
    """Return the minutes of a musyawarah that was held."""
    day, clock = _day_and_clock(objection, meeting.meets_at)
    return own.DeliberationMinutes(
        objection_number=objection.number,
        applicant=_applicant(objection),
        met=_("%(day)s, pukul %(clock)s") % {"day": day, "clock": clock},
        place=meeting.place,
        attendance=meeting.attendance,
        minutes=meeting.minutes,
        agreed=bool(meeting.agreed),
        agreement=meeting.agreement,
        signatory=_signatory(objection, actor=actor, at=at),
    )


def reply_of(objection: Objection, *, actor: str, at: datetime) -> own.ObjectionReply:
    """Return the superior's written reply to an objection as decided."""
    return own.ObjectionReply(
        objection_number=objection.number,
        request_number=_request_number(objection),
        received=_day(objection, objection.received_at),
        applicant=_applicant(objection),
        information=objection.information,
        grounds=_grounds(objection),
        late=late_words(objection),
        deliberation=_deliberated(objection),
        verdict=str(objection_labels.VERDICTS[objection.verdict]),
        reasons=objection.reasons,
        order=objection.order,
        order_due=in_words(objection.order_due_on) if objection.order_due_on else "",
        dispute_until=_dispute_until(objection, at=at),
        signatory=_signatory(objection, actor=actor, at=at),
    )


def order_to_ppid(objection: Objection, *, actor: str, at: datetime) -> own.ExecutionOrder:
    """Return the order by which the PPID carries out the decision."""
    assert objection.order_due_on is not None  # noqa: S101 the database holds an order to its day
    return own.ExecutionOrder(
        objection_number=objection.number,
        request_number=_request_number(objection),
        applicant=forms.Applicant(
            name=_("Pejabat Pengelola Informasi dan Dokumentasi (PPID)"), address=objection.office.name, contact=""
        ),
        information=objection.information,
        verdict=str(objection_labels.VERDICTS[objection.verdict]),
        order=objection.order,
        order_due=in_words(objection.order_due_on),
        signatory=_signatory(objection, actor=actor, at=at),
    )


def superior_function(objection: Objection, *, actor: str, at: datetime) -> str:
    """Return the function in which the actor replies, as the register names it."""
    signatory = _signatory(objection, actor=actor, at=at)
    return _("Plh. %(function)s") % {"function": signatory.function} if signatory.acting else signatory.function


def late_words(objection: Objection) -> str:
    """Return the sentence about an objection after its time, with the rule; "" for one in time."""
    if not objection.late or objection.window is None:
        return ""
    text = _(
        "Keberatan ini diajukan sesudah waktunya habis pada %(until)s (%(rule)s) dan dicatat sebagai terlambat."
    ) % {
        "until": in_words(objection.window.due_on),
        "rule": law.rule_by_id(objection.window.rule_id).source,
    }
    return f"{text} {objection.late_reason}".strip()


def _request_number(objection: Objection) -> str:
    return objection.request.number if objection.request else ""


def _applicant(objection: Objection) -> forms.Applicant:
    who = objection.applicant
    contact = " · ".join(part for part in (who.phone, who.email) if part)
    return forms.Applicant(name=who.name, address=who.address, contact=contact)


def _grounds(objection: Objection) -> tuple[own.Ground, ...]:
    on = local_day(office=objection.office, at=objection.received_at)
    return tuple(
        own.Ground(letter=rule.letter, words=str(objection_labels.GROUNDS[rule.ground]))
        for rule in selectors.grounds_on(on=on)
        if rule.ground in objection.grounds
    )


def _day(objection: Objection, at: datetime) -> str:
    return letters.long_date(at, time_zone=objection.office.time_zone)


def _day_and_clock(objection: Objection, at: datetime) -> tuple[str, str]:
    local = at.astimezone(ZoneInfo(objection.office.time_zone))
    return date_format(local, "l, j F Y"), f"{local:%H.%M} {objection.office.get_time_zone_display()}"


def _deliberated(objection: Objection) -> str:
    meeting = objection.deliberations.exclude(recorded_at=None).order_by("meets_at").last()
    if meeting is None:
        return ""
    day = in_words(local_day(office=objection.office, at=meeting.meets_at))
    if meeting.agreed:
        return _("Musyawarah pada %(day)s mencapai kesepakatan: %(agreement)s") % {
            "day": day,
            "agreement": meeting.agreement,
        }
    return _("Musyawarah pada %(day)s tidak mencapai kesepakatan.") % {"day": day}


def _signatory(objection: Objection, *, actor: str, at: datetime) -> forms.Signatory:
    on = local_day(office=objection.office, at=at)
    acting = accounts.serves_acting(ref=actor, office_id=objection.office_id, role=Party.SUPERIOR, on=on)
    return forms.Signatory(name=accounts.actor_name(ref=actor), function=_("Atasan PPID"), acting=acting)


def _dispute_until(objection: Objection, *, at: datetime) -> str:
    """Return the last day of the time for a dispute that this reply opens. Law: UU 14/2008 Pasal 37 ayat (2)."""
    if objection.dispute_window is not None and objection.decided_at == objection.dispute_window.started_at:
        return in_words(objection.dispute_window.due_on)
    count = counting.count_of(
        track=objection.track,
        step="dispute_window",
        received=at,
        time_zone=objection.office.time_zone,
        calendar=calendar_for(office_code=objection.office.code),
    )
    return in_words(compute(count).due)
