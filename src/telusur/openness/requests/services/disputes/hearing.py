"""Summonses: when and where the office is heard, who goes, what happened, and what the panel asks in writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day
from telusur.openness.information.rules.texts import MOST_LETTERS

from ... import selectors
from ...models import Hearing
from ...rules.disputes import DisputeAct, DisputeState, HearingKind, PaperKind, Whose
from ..faults import Refused, require_reach
from ..telling import in_words, number_subject
from .clocks import ANSWER, HEARING
from .papers import keep_all
from .steps import begin, close, end_warnings
from .telling import tell_office

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ...models import Dispute

IN_COURT = frozenset({DisputeState.COURT, DisputeState.CASSATION})


@dataclass(frozen=True)
class Summons:
    """A summons: what for, when, where, who goes. answer_due_on: when the panel wants a written answer.

    received_late: it came after the hearing it calls to.
    """

    kind: HearingKind
    meets_at: datetime
    place: str
    attends: str
    number: str = ""
    answer_due_on: date | None = None
    received_late: bool = False


@legal_act
def record_summons(
    *,
    dispute_id: int,
    summons: Summons,
    actor: str,
    at: datetime,
    documents: Sequence[tuple[int, str]] = (),
    version: int | None = None,
) -> Dispute:
    """Record a summons; those concerned are told now, and again before the day. One that came too late is kept as such.

    Law: Perki 1/2013; Perma 2/2011 at a court. Raises: Refused (`place_of_hearing_missing`, `attends_missing`,
    `hearing_past`, `hearing_not_past`, `hearing_elsewhere`, `answer_day_past`, `day_too_far`,
    `hearing_before_its_dispute`), StaleCase, WrongState, NotPermitted.
    """
    _must_say(summons, at=at)
    step = begin(dispute_id=dispute_id, act=DisputeAct.SUMMON, actor=actor, at=at, version=version)
    dispute = step.dispute
    if (summons.kind == HearingKind.COURT) != (DisputeState(dispute.state) in IN_COURT):
        raise Refused("hearing_elsewhere")
    if summons.answer_due_on is not None and summons.answer_due_on < step.day and not summons.received_late:
        raise Refused("answer_day_past")
    require_reach(local_day(office=dispute.office, at=summons.meets_at), on=step.day)
    if summons.answer_due_on is not None:
        require_reach(summons.answer_due_on, on=step.day)
    if summons.meets_at < dispute.filed_at:
        raise Refused("hearing_before_its_dispute", on=local_day(office=dispute.office, at=dispute.filed_at))
    Hearing.objects.create(
        dispute=dispute,
        kind=summons.kind,
        summons=" ".join(summons.number.split()),
        meets_at=summons.meets_at,
        place=summons.place.strip(),
        attends=" ".join(summons.attends.split()),
        summoned_at=at,
    )
    side = Whose.COURT if summons.kind == HearingKind.COURT else Whose.COMMISSION
    keep_all(dispute, documents, kind=PaperKind.SUMMONS, side=side, dated_on=step.day, actor=actor, at=at)
    changed: tuple[str, ...] = ()
    if summons.answer_due_on is not None:
        dispute.answer_due_on, dispute.answered_at = summons.answer_due_on, None
        changed = ("answer_due_on", "answered_at")
        end_warnings(dispute, ANSWER, at=at)
    facts = {
        "number": dispute.number,
        "when": _when(dispute, summons.meets_at),
        "who": " ".join(summons.attends.split()),
    }
    text = (
        _("Panggilan dalam sengketa %(number)s untuk %(when)s tiba sesudah sidangnya. Catat hasil sidangnya.") % facts
        if summons.received_late
        else _("Kantor dipanggil dalam sengketa %(number)s pada %(when)s. Yang hadir: %(who)s.") % facts
    )
    if summons.answer_due_on is not None:
        text += " " + _("Jawaban tertulis diminta paling lambat %(due)s.") % {"due": in_words(summons.answer_due_on)}
    tell_office(
        dispute,
        on=step.day,
        at=at,
        skip=actor,
        key=step.key,
        kind="dispute_summoned",
        subject=number_subject(dispute, _("Panggilan sidang")),
        text=text,
    )
    return close(
        step,
        changed=changed,
        facts={
            "kind": summons.kind.value,
            "meets_on": local_day(office=dispute.office, at=summons.meets_at).isoformat(),
            "answer_due_on": summons.answer_due_on.isoformat() if summons.answer_due_on else None,
            "received_late": summons.received_late,
        },
    )


def _must_say(summons: Summons, *, at: datetime) -> None:
    if not summons.place.strip():
        raise Refused("place_of_hearing_missing")
    if not summons.attends.strip():
        raise Refused("attends_missing")
    if (summons.meets_at <= at) != summons.received_late:
        raise Refused("hearing_not_past" if summons.received_late else "hearing_past")


def _when(dispute: Dispute, at: datetime) -> str:
    local = at.astimezone(ZoneInfo(dispute.office.time_zone))
    return _("%(day)s pukul %(clock)s") % {
        "day": date_format(local, "l, j F Y"),
        "clock": f"{local:%H.%M} {dispute.office.get_time_zone_display()}",
    }


def _coming(dispute: Dispute, hearing_id: int) -> Hearing:
    """Return a hearing of this dispute that was neither held nor called off. Raises: Refused `hearing_over`."""
    hearing = dispute.hearings.filter(pk=hearing_id, recorded_at=None, called_off_at=None).first()
    if hearing is None:
        raise Refused("hearing_over")
    return hearing


def _end_warnings(dispute: Dispute, hearing: Hearing, *, at: datetime) -> None:
    """End the warnings of this hearing, unless another of the same day still waits under the same ones."""
    day = local_day(office=dispute.office, at=hearing.meets_at)
    others = selectors.coming_hearings(dispute_id=dispute.pk)
    if all(local_day(office=dispute.office, at=meets_at) != day for _key, meets_at, _kind in others):
        end_warnings(dispute, HEARING, at=at, due_on=day)


@legal_act
def record_hearing(
    *,
    dispute_id: int,
    hearing_id: int,
    attendance: str,
    minutes: str,
    actor: str,
    at: datetime,
    documents: Sequence[tuple[int, str]] = (),
    version: int | None = None,
) -> Dispute:
    """Keep what happened at a hearing. Raises: Refused (`hearing_over`, `hearing_to_come`, `hearing_words_missing`,
    `note_too_long`), StaleCase, WrongState, NotPermitted."""
    if not minutes.strip():
        raise Refused("hearing_words_missing")
    if max(len(minutes), len(attendance)) > MOST_LETTERS:
        raise Refused("note_too_long")
    step = begin(dispute_id=dispute_id, act=DisputeAct.RECORD_HEARING, actor=actor, at=at, version=version)
    dispute = step.dispute
    hearing = _coming(dispute, hearing_id)
    if hearing.meets_at > at:
        raise Refused("hearing_to_come")
    hearing.attendance, hearing.minutes, hearing.recorded_at = attendance.strip(), minutes.strip(), at
    hearing.save(update_fields=["attendance", "minutes", "recorded_at"])
    day = local_day(office=dispute.office, at=hearing.meets_at)
    keep_all(dispute, documents, kind=PaperKind.MINUTES, side=Whose.OFFICE, dated_on=day, actor=actor, at=at)
    _end_warnings(dispute, hearing, at=at)
    return close(step, facts={"kind": hearing.kind}, happened_at=hearing.meets_at)


@legal_act
def call_off_hearing(
    *, dispute_id: int, hearing_id: int, reason: str, actor: str, at: datetime, version: int | None = None
) -> Dispute:
    """Record that a hearing was postponed or called off; a new day comes with a new summons.

    Raises: Refused (`hearing_over`, `reason_missing`), StaleCase, WrongState, NotPermitted.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(dispute_id=dispute_id, act=DisputeAct.CALL_OFF, actor=actor, at=at, version=version)
    dispute = step.dispute
    hearing = _coming(dispute, hearing_id)
    hearing.called_off_at, hearing.called_off_words = at, reason.strip()[:300]
    hearing.save(update_fields=["called_off_at", "called_off_words"])
    _end_warnings(dispute, hearing, at=at)
    tell_office(
        dispute,
        on=step.day,
        at=at,
        skip=actor,
        key=step.key,
        kind="dispute_hearing_off",
        subject=number_subject(dispute, _("Sidang batal")),
        text=_("Sidang sengketa %(number)s pada %(when)s batal.")
        % {"number": dispute.number, "when": _when(dispute, hearing.meets_at)},
    )
    return close(step, facts={"meets_on": local_day(office=dispute.office, at=hearing.meets_at).isoformat()})
