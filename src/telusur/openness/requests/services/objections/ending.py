"""How an objection ends: accepted or out of time, taken back, or carried on as a dispute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.openness.information.rules.texts import MOST_LETTERS

from ... import selectors
from ...rules.objections import UNREPLIED, ObjectionAct, ObjectionState
from ..faults import Refused
from ..stopping import stop
from ..telling import Holders, number_subject, tell_applicant, tell_officers
from .holding import place_holds, release_holds
from .moving import restart_dispute_window
from .pausing import pause
from .steps import begin, close

if TYPE_CHECKING:
    from datetime import datetime

    from ...models import Objection


@legal_act
def respond_to_reply(
    *, objection_id: int, accepted: bool, text: str, actor: str, at: datetime, version: int | None = None
) -> Objection:
    """Write down what the applicant says to the reply: column k of the register.

    Raises: Refused (`response_empty`, `note_too_long`), StaleCase, WrongState, NotPermitted.
    """
    if not accepted and not text.strip():
        raise Refused("response_empty")
    if len(text) > MOST_LETTERS:
        raise Refused("note_too_long")
    step = begin(objection_id=objection_id, act=ObjectionAct.RESPOND, actor=actor, at=at, version=version)
    objection = step.objection
    objection.accepted, objection.response, objection.responded_at = accepted, text.strip(), at
    tell_officers(
        objection,
        key=step.key,
        kind="objection_response",
        subject=number_subject(objection, _("Tanggapan pemohon")),
        text=_("Pemohon menanggapi putusan atas keberatan %(number)s.") % {"number": objection.number},
        at=at,
        to=Holders("requests.told_of_objections", on=step.day, skip=actor),
    )
    return close(step, changed=("accepted", "response", "responded_at"), facts={"accepted": accepted})


@legal_act
def finish_objection(*, objection_id: int, actor: str, at: datetime, version: int | None = None) -> Objection:
    """End an objection whose applicant accepted the reply, or let the time for a dispute pass. Its holds are lifted.

    Law: UU 14/2008 Pasal 37 ayat (2). Raises: Refused (`dispute_window_runs`, `dispute_runs`), StaleCase, WrongState,
    NotPermitted.
    """
    step = begin(objection_id=objection_id, act=ObjectionAct.FINISH, actor=actor, at=at, version=version)
    objection = step.objection
    window = objection.dispute_window
    if running := selectors.running_dispute(objection_id=objection.pk):
        raise Refused("dispute_runs", number=running.number)
    if objection.accepted is not True and window is not None and window.due_on >= step.day:
        raise Refused("dispute_window_runs", until=window.due_on)
    stop(objection.dispute_window_id, at=at)
    release_holds(objection, decree=objection.number, actor=actor, at=at)
    return close(step, changed=("holds",))


@legal_act
def dispute_objection(*, objection_id: int, actor: str, at: datetime, version: int | None = None) -> Objection:
    """Mark that the applicant carried the case to the Komisi Informasi; the holds stay until that is over for good.

    An order that was not carried out waits from then on. Called by the act that opens the dispute. Law: UU 14/2008
    Pasal 37. Raises: Refused `reply_still_runs`, StaleCase, WrongState, NotPermitted.
    """
    step = begin(objection_id=objection_id, act=ObjectionAct.DISPUTE, actor=actor, at=at, version=version)
    objection = step.objection
    if ObjectionState(objection.state) in UNREPLIED and objection.deadline.due_on >= step.day:
        raise Refused("reply_still_runs", until=objection.deadline.due_on)
    if objection.dispute_window_id is None:  # nobody replied, and the sweep has not come by yet
        lapsed_at = selectors.reply_lapsed_at(objection=objection)
        objection.dispute_window = restart_dispute_window(objection, started_at=lapsed_at, at=at)
    stop(objection.deadline_id, at=at)
    stop(objection.dispute_window_id, at=at)
    if not objection.holds:  # it was finished before
        objection.holds = place_holds(objection, actor=actor, at=at)
    waits = pause(objection, on=step.day)
    return close(step, changed=("dispute_window", "holds", *waits))


@legal_act
def dispute_early(*, objection_id: int, actor: str, at: datetime) -> Objection:
    """Mark that the applicant went to the Komisi Informasi while the superior still has time: his clock runs on, and he
    replies as he would have. Called by the act that opens the dispute. Law: UU 14/2008 Pasal 36 ayat (2), 37 ayat (2).
    Raises: WrongState, NotPermitted."""
    return close(begin(objection_id=objection_id, act=ObjectionAct.DISPUTE_EARLY, actor=actor, at=at))


@legal_act
def withdraw_objection(
    *, objection_id: int, reason: str, actor: str, at: datetime, version: int | None = None
) -> Objection:
    """The applicant takes his objection back before the reply. Raises: StaleCase, WrongState, NotPermitted."""
    step = begin(objection_id=objection_id, act=ObjectionAct.WITHDRAW, actor=actor, at=at, version=version)
    objection = step.objection
    stop(objection.deadline_id, at=at)
    stop(objection.dispute_window_id, at=at)
    objection.closing_words = reason.strip()
    tell_applicant(
        objection,
        key=step.key,
        kind="objection_withdrawn",
        subject=number_subject(objection, _("Dicabut")),
        text=_("Keberatan %(number)s dicabut atas permintaan Anda.") % {"number": objection.number},
        at=at,
    )
    tell_officers(
        objection,
        key=step.key,
        kind="objection_withdrawn",
        subject=number_subject(objection, _("Dicabut pemohon")),
        text=_("Pemohon mencabut keberatan %(number)s.") % {"number": objection.number},
        at=at,
        to=Holders("requests.told_of_objections", on=step.day, skip=actor),
    )
    release_holds(objection, decree=objection.number, actor=actor, at=at)
    return close(step, changed=("closing_words", "holds"))
