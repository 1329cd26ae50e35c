"""Dates that a change of the calendar moves: the commission's clocks, and the windows of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from telusur.kernel.clocks import selectors as counting
from telusur.kernel.law.acts import legal_act

from ...models import Dispute
from ...rules.disputes import DisputeAct
from ..telling import in_words, number_subject, tell_applicant
from .clocks import CASSATION, COURT
from .steps import begin, close, end_warnings
from .telling import tell_office

if TYPE_CHECKING:
    from datetime import datetime

CLOCKS = ("start_deadline", "deadline", "court_window", "cassation_window")


@legal_act
def tell_moved_dispute(*, deadline_id: int, actor: str, at: datetime) -> Dispute | None:
    """Tell the office, and of a window the applicant too, that a date moved; None where nobody is left to tell.

    A replay tells nothing twice: what has been told of a date is not told again.
    """
    mine = Q()
    for name in CLOCKS:
        mine |= Q(**{f"{name}_id": deadline_id})
    found = Dispute.everything.open().filter(mine).first()
    if found is None:
        return None
    clock = next(
        each
        for each in counting.deadlines_of(subject_kind="dispute", subject_id=str(found.pk))
        if each.pk == deadline_id
    )
    word = f"{clock.step}:{clock.due_on.isoformat()}"
    if clock.stopped_at is not None or clock.moved_from is None or word in found.told:
        return None
    step = begin(dispute_id=found.pk, act=DisputeAct.MOVE_DEADLINE, actor=actor, at=at)
    dispute = step.dispute
    dispute.told = [*dispute.told, word]
    end_warnings(dispute, clock.step, at=at)
    subject = number_subject(dispute, _("Batas waktu bergeser"))
    text = _("Kalender kerja berubah. %(what)s dalam sengketa %(number)s: sampai %(due)s.") % {
        "what": counting.step_label(clock.step),
        "number": dispute.number,
        "due": in_words(clock.due_on),
    }
    tell_office(dispute, on=step.day, at=at, key=step.key, kind="dispute_deadline_moved", subject=subject, text=text)
    if clock.step in {COURT, CASSATION}:
        kind = "dispute_deadline_moved_applicant"
        tell_applicant(dispute, key=step.key, kind=kind, subject=subject, text=text, at=at)
    return close(
        step,
        changed=("told",),
        facts={"step": clock.step, "due_before": clock.moved_from.isoformat(), "due_on": clock.due_on.isoformat()},
    )
