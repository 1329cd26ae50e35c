"""How a dispute ends: binding because nobody went on, carried out, or taken back by the applicant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act

from ... import selectors
from ...rules.disputes import DisputeAct, DisputeState
from ..faults import Refused
from ..stopping import stop
from ..telling import number_subject, tell_applicant
from .clocks import ANSWER, CASSATION, COURT, EXECUTION, HEARING, SETTLEMENT, START
from .holding import release_dispute_holds
from .steps import Step, begin, close, end_warnings
from .telling import tell_office

if TYPE_CHECKING:
    from datetime import datetime

    from ...models import Dispute


@legal_act
def declare_final(*, dispute_id: int, actor: str, at: datetime, version: int | None = None) -> Dispute:
    """Declare a ruling binding because nobody sued or asked cassation in time; nothing left to do ends the dispute.

    Law: UU 14/2008 Pasal 47–50. Raises: Refused `window_runs`, StaleCase, WrongState, NotPermitted.
    """
    step = begin(dispute_id=dispute_id, act=DisputeAct.BECOME_FINAL, actor=actor, at=at, version=version)
    _no_window_runs(step)
    dispute = step.dispute
    _stop_windows(dispute, at=at)
    dispute.final_at = at
    if step.after == DisputeState.FINISHED:
        release_dispute_holds(dispute, actor=actor, at=at)
    subject, text = (
        number_subject(dispute, _("Berkekuatan hukum tetap")),
        _("Putusan dalam sengketa %(number)s berkekuatan hukum tetap: %(outcome)s.")
        % {"number": dispute.number, "outcome": dispute.get_outcome_display()},
    )
    tell_office(
        dispute,
        on=step.day,
        at=at,
        skip=actor,
        key=step.key,
        kind="dispute_final",
        subject=subject,
        text=text,
    )
    tell_applicant(dispute, key=step.key, kind="dispute_final_applicant", subject=subject, text=text, at=at)
    return close(step, changed=("final_at", "holds"), facts={"outcome": dispute.outcome})


@legal_act
def finish_dispute(*, dispute_id: int, actor: str, at: datetime, version: int | None = None) -> Dispute:
    """End a dispute that was carried out and that nobody can carry on any more; its holds are lifted.

    Raises: Refused (`not_executed_yet`, `window_runs`), StaleCase, WrongState, NotPermitted.
    """
    step = begin(dispute_id=dispute_id, act=DisputeAct.FINISH, actor=actor, at=at, version=version)
    dispute = step.dispute
    if dispute.executed_at is None:
        raise Refused("not_executed_yet")
    _no_window_runs(step)
    _stop_windows(dispute, at=at)
    dispute.final_at = dispute.final_at or at
    release_dispute_holds(dispute, actor=actor, at=at)
    return close(step, changed=("final_at", "holds"))


@legal_act
def withdraw_dispute(*, dispute_id: int, reason: str, actor: str, at: datetime, version: int | None = None) -> Dispute:
    """Record that the applicant took his dispute back at the commission. Its clocks stop, its holds are lifted.

    Law: Perki 1/2013. Raises: Refused `reason_missing`, StaleCase, WrongState, NotPermitted.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(dispute_id=dispute_id, act=DisputeAct.WITHDRAW, actor=actor, at=at, version=version)
    dispute = step.dispute
    for key in (dispute.start_deadline_id, dispute.deadline_id):
        stop(key, at=at)
    end_warnings(dispute, START, SETTLEMENT, HEARING, ANSWER, EXECUTION, at=at)
    if dispute.answered_at is None:
        dispute.answer_due_on = None  # nobody waits for it any more
    dispute.hearings.filter(recorded_at=None, called_off_at=None, meets_at__gt=at).update(called_off_at=at)
    dispute.closing_words = reason.strip()
    release_dispute_holds(dispute, actor=actor, at=at)
    subject = number_subject(dispute, _("Dicabut pemohon"))
    text = _("Sengketa %(number)s dicabut di Komisi Informasi.") % {"number": dispute.number}
    tell_office(
        dispute,
        on=step.day,
        at=at,
        skip=actor,
        key=step.key,
        kind="dispute_withdrawn",
        subject=subject,
        text=text,
    )
    tell_applicant(dispute, key=step.key, kind="dispute_withdrawn_applicant", subject=subject, text=text, at=at)
    return close(step, changed=("closing_words", "answer_due_on", "holds"))


def _no_window_runs(step: Step) -> None:
    """Refuse while a side still has time to go on against the newest ruling."""
    until = selectors.window_until(dispute=step.dispute)
    if until is not None and until >= step.day:
        raise Refused("window_runs", until=until)


def _stop_windows(dispute: Dispute, *, at: datetime) -> None:
    for key in (dispute.court_window_id, dispute.cassation_window_id):
        stop(key, at=at)
    end_warnings(dispute, COURT, CASSATION, at=at)
