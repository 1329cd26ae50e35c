"""Dates that move by themselves: the calendar moves the reply, silence opens the time for a dispute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.clocks import services as clocks
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices

from ... import selectors
from ...models import Objection
from ...rules.objections import ObjectionAct
from ..stopping import stop
from ..telling import in_words, number_subject, tell_applicant
from .steps import KIND, REPLY, begin, close

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.clocks.models import Deadline

DISPUTE = "dispute_window"


@legal_act
def tell_moved_objection(*, deadline_id: int, actor: str, at: datetime) -> Objection | None:
    """Tell the applicant that a change of the calendar moved the date of the reply; None where nobody is left to tell.

    A replay tells nothing twice: what has been told of a date is not told again.
    """
    found = Objection.everything.unreplied().filter(deadline_id=deadline_id).first()
    if found is None:
        return None
    step = begin(objection_id=found.pk, act=ObjectionAct.MOVE_DEADLINE, actor=actor, at=at)
    objection = step.objection
    if objection.deadline.stopped_at is not None or objection.told_due_on == objection.deadline.due_on:
        return None
    before, objection.told_due_on = objection.told_due_on, objection.deadline.due_on
    notices.dismiss_deadline_notices(subject_kind=KIND, subject_id=str(objection.pk), step=REPLY, at=at)
    tell_applicant(
        objection,
        key=step.key,
        kind="objection_deadline_moved",
        subject=number_subject(objection, _("Batas waktu bergeser")),
        text=_("Kalender kerja berubah. Keberatan %(number)s ditanggapi paling lambat %(due)s.")
        % {"number": objection.number, "due": in_words(objection.deadline.due_on)},
        at=at,
    )
    return close(
        step,
        changed=("told_due_on",),
        facts={"due_before": before.isoformat(), "due_on": objection.deadline.due_on.isoformat()},
    )


def restart_dispute_window(objection: Objection, *, started_at: datetime, at: datetime) -> Deadline:
    """Start the time for a dispute, from the reply or from its absence; an earlier one ends.

    Law: UU 14/2008 Pasal 37 ayat (2). In the caller's transaction, who saves `dispute_window`.
    """
    stop(objection.dispute_window_id, at=at)
    return clocks.start(
        subject_kind=KIND,
        subject_id=str(objection.pk),
        office_code=objection.office.code,
        time_zone=objection.office.time_zone,
        track=objection.track,
        step=DISPUTE,
        label=objection.number,
        started_at=started_at,
        at=at,
    )


@legal_act
def open_dispute_window(*, objection_id: int, at: datetime) -> Objection | None:
    """Start the time for a dispute because nobody replied in time; None where the reply came or it runs already."""
    rows = Objection.everything.unreplied().select_for_update(of=("self",)).filter(dispute_window=None)
    objection = rows.select_related("office", "deadline").filter(pk=objection_id).first()
    lapsed_at = selectors.reply_lapsed_at(objection=objection) if objection else None
    if objection is None or lapsed_at is None or lapsed_at > at:
        return None
    objection.dispute_window = restart_dispute_window(objection, started_at=lapsed_at, at=at)
    objection.save(update_fields=["dispute_window"])
    return objection
