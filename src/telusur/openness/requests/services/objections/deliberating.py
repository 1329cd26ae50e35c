"""The superior and his consideration team look into the objection; grounds b–g may be settled by musyawarah."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules.objections import DeliberationInvitation, DeliberationMinutes
from telusur.kernel.offices.selectors import local_day
from telusur.openness.information.rules.texts import MOST_LETTERS

from ... import selectors
from ...models import Deliberation, ObjectionOpinion, ReplyDraft
from ...rules.objections import Ground, ObjectionAct, by_deliberation
from ..faults import Refused, require_reach
from ..telling import Holders, number_subject, tell_applicant, tell_officers
from .letters import invitation_to, minutes_of
from .steps import KIND, Step, begin, close, not_on_own_decision

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.letters.models import Letter
    from telusur.kernel.letters.rules.letters import AnyLetter

    from ...models import Objection

LETTERS = {
    ObjectionAct.INVITE: DeliberationInvitation.template,
    ObjectionAct.RECORD_DELIBERATION: DeliberationMinutes.template,
}
SEE_LETTERS = "requests.see_objections"


@dataclass(frozen=True)
class Meeting:
    """When and where both sides meet."""

    meets_at: datetime
    place: str


@dataclass(frozen=True)
class Minutes:
    """What came of a musyawarah: who was there, what was said, whether both agreed and on what."""

    attendance: str
    minutes: str
    agreed: bool
    agreement: str = ""


@legal_act
def begin_review(*, objection_id: int, actor: str, at: datetime, version: int | None = None) -> Objection:
    """Take the objection up; the consideration team is told. Raises: Refused `own_decision`, StaleCase, WrongState."""
    step = begin(objection_id=objection_id, act=ObjectionAct.REVIEW, actor=actor, at=at, version=version)
    not_on_own_decision(step)
    objection = step.objection
    tell_officers(
        objection,
        key=step.key,
        kind="objection_review",
        subject=number_subject(objection, _("Ditelaah")),
        text=_("Atasan PPID menelaah keberatan %(number)s. Pendapat tertulis Tim Pertimbangan dinantikan.")
        % {"number": objection.number},
        at=at,
        to=Holders("requests.give_opinion", on=step.day, skip=actor),
    )
    return close(step)


@legal_act
def give_opinion(*, objection_id: int, text: str, actor: str, at: datetime, version: int | None = None) -> Objection:
    """Write an opinion on the objection. Raises: Refused (`opinion_empty`, `note_too_long`, `own_decision`)."""
    if not text.strip():
        raise Refused("opinion_empty")
    if len(text) > MOST_LETTERS:
        raise Refused("note_too_long")
    step = begin(objection_id=objection_id, act=ObjectionAct.GIVE_OPINION, actor=actor, at=at, version=version)
    not_on_own_decision(step)
    ObjectionOpinion.objects.create(objection=step.objection, text=text.strip(), written_at=at, written_by=actor)
    return close(step)


@legal_act
def invite_to_deliberation(
    *, objection_id: int, meeting: Meeting, actor: str, at: datetime, version: int | None = None
) -> Objection:
    """Invite both sides to a musyawarah by letter; a meeting not held yet is called off for it.

    Law: UU 14/2008 Pasal 35 ayat (2), grounds b–g only. Raises: Refused (`ground_not_deliberated`, `meeting_past`,
    `place_missing`, `day_too_far`, `own_decision`), StaleCase, WrongState, NotPermitted.
    """
    if meeting.meets_at <= at:
        raise Refused("meeting_past")
    if not meeting.place.strip():
        raise Refused("place_missing")
    step = begin(objection_id=objection_id, act=ObjectionAct.INVITE, actor=actor, at=at, version=version)
    not_on_own_decision(step)
    objection = step.objection
    require_reach(local_day(office=objection.office, at=meeting.meets_at), on=step.day)
    if not by_deliberation(selectors.grounds_on(on=step.day), [Ground(each) for each in objection.grounds]):
        raise Refused("ground_not_deliberated")
    objection.deliberations.filter(recorded_at=None, called_off_at=None).update(called_off_at=at)
    ReplyDraft.objects.filter(objection=objection).delete()  # what is agreed may be otherwise
    Deliberation.objects.create(
        objection=objection, meets_at=meeting.meets_at, place=meeting.place.strip(), invited_at=at
    )
    letter = _issued(step, invitation_to(objection, meets_at=meeting.meets_at, place=meeting.place, actor=actor, at=at))
    meets_on = local_day(office=objection.office, at=meeting.meets_at)
    when = letters.long_date(meeting.meets_at, time_zone=objection.office.time_zone)
    tell_applicant(
        objection,
        key=step.key,
        kind="objection_invited",
        subject=number_subject(objection, _("Undangan musyawarah")),
        text=_("Anda diundang bermusyawarah tentang keberatan %(number)s pada %(when)s. Undangannya di halaman lacak.")
        % {"number": objection.number, "when": when},
        at=at,
    )
    tell_officers(
        objection,
        key=step.key,
        kind="objection_invited",
        subject=number_subject(objection, _("Musyawarah")),
        text=_("Musyawarah tentang keberatan %(number)s diadakan pada %(when)s.")
        % {"number": objection.number, "when": when},
        at=at,
        to=Holders("requests.see_objections", on=step.day, skip=actor),
    )
    return close(step, facts={"meets_on": meets_on.isoformat(), "letter": letter.number})


@legal_act
def record_deliberation(
    *, objection_id: int, minutes: Minutes, actor: str, at: datetime, version: int | None = None
) -> Objection:
    """Keep the minutes of a musyawarah that was held, and whether both agreed; the superior still replies in writing.

    Law: UU 14/2008 Pasal 35 ayat (2). Raises: Refused (`minutes_missing`, `agreement_missing`, `meeting_to_come`,
    `own_decision`), StaleCase, WrongState, NotPermitted.
    """
    if not minutes.minutes.strip():
        raise Refused("minutes_missing")
    if minutes.agreed and not minutes.agreement.strip():
        raise Refused("agreement_missing")
    act = ObjectionAct.RECORD_DELIBERATION
    step = begin(objection_id=objection_id, act=act, actor=actor, at=at, version=version)
    not_on_own_decision(step)
    objection = step.objection
    meeting = objection.deliberations.get(recorded_at=None, called_off_at=None)
    if meeting.meets_at > at:
        raise Refused("meeting_to_come")
    _put_down(meeting, minutes)
    meeting.recorded_at = at
    meeting.save(update_fields=["attendance", "minutes", "agreed", "agreement", "recorded_at"])
    letter = _issued(step, minutes_of(objection, meeting, actor=actor, at=at))
    tell_applicant(
        objection,
        key=step.key,
        kind="objection_deliberated",
        subject=number_subject(objection, _("Berita acara musyawarah")),
        text=_("Berita acara musyawarah tentang keberatan %(number)s dapat dibaca di halaman lacak.")
        % {"number": objection.number},
        at=at,
    )
    return close(
        step,
        facts={"agreed": minutes.agreed, "letter": letter.number},
        happened_at=meeting.meets_at,
    )


def drafted(objection: Objection, *, said: Meeting | Minutes, actor: str, at: datetime) -> AnyLetter:
    """Return the invitation or the minutes as they would go out now; nothing is kept. Raises: Deliberation.DoesNotExist
    where no meeting waits for its minutes."""
    if isinstance(said, Meeting):
        return invitation_to(objection, meets_at=said.meets_at, place=said.place.strip(), actor=actor, at=at)
    meeting = objection.deliberations.get(recorded_at=None, called_off_at=None)
    _put_down(meeting, said)
    return minutes_of(objection, meeting, actor=actor, at=at)


def _put_down(meeting: Deliberation, minutes: Minutes) -> None:
    meeting.attendance, meeting.minutes = minutes.attendance.strip(), minutes.minutes.strip()
    meeting.agreed, meeting.agreement = minutes.agreed, minutes.agreement.strip() if minutes.agreed else ""


def _issued(step: Step, letter: AnyLetter) -> Letter:
    return letters.issue(
        letter=letter,
        office=step.objection.office,
        subject_kind=KIND,
        subject_id=str(step.objection.pk),
        signer_ref=step.actor,
        at=step.at,
        permission=SEE_LETTERS,
    )
