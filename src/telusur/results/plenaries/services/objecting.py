"""Objections in the room: raised by whoever may, settled there, or carried to the plenary above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act

from .. import selectors
from ..models import Objection
from ..rules.states import Act, Answer, Seat
from .steps import Refused, begin, finish, words

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.results.elections.selectors import Service


@legal_act
def object_to(
    *,
    plenary_id: int,
    as_role: str,
    text: str,
    by: Service,
    at: datetime,
    unit: int | None = None,
    participant: int | None = None,
) -> Objection:
    """Record an objection, of a witness or a supervisor, about a unit or the plenary as a whole.

    as_role: `witness` or `supervisor`, whoever writes it down. participant: number of whose witness objects.
    Raises: Refused: `not_permitted`, `no_text`, `no_unit`, `no_participant`, `another_voice` than his own, unless the
    committee writes it down; WrongState. Law: UU 7/2017 Pasal 393-394.
    """
    step = begin(plenary_id=plenary_id, act=Act.OBJECT, by=by, at=at)
    said = words(text, "no_text", at=at)
    if unit is not None and not selectors.units_below(plenary=step.plenary, only=unit):
        raise Refused("no_unit")
    whose = None
    if as_role == "witness":
        seats = step.plenary.signatures.filter(seat=Seat.WITNESS)
        seat = None if participant is None else seats.filter(participant__number=participant).first()
        if seat is None:
            raise Refused("no_participant")
        whose = seat.participant_id
    if (as_role, participant) not in selectors.voices_of(plenary=step.plenary, level=step.level, by=by):
        raise Refused("another_voice")
    objection = Objection.objects.create(
        plenary=step.plenary,
        unit=unit,
        as_role=as_role,
        participant_id=whose,
        text=said,
        raised_at=at,
        raised_by_id=by.person,
    )
    finish("plenaries.object_to", step, {"objection": objection.pk, "unit": unit, "as_role": as_role})
    return objection


@legal_act
def answer_objection(
    *, plenary_id: int, objection_id: int, answer: Answer, text: str, by: Service, at: datetime
) -> Objection:
    """Answer an objection: it was right and the numbers were corrected, it was not, or it is carried on.

    One that is accepted rests on a correction made at this plenary, of the unit that it is about. text: public.
    Raises: Refused: `not_permitted`, `no_text`, `answered`, `not_corrected`; LookupError; WrongState.
    Law: UU 7/2017 Pasal 393-394; PKPU 5/2024 (keberatan saksi, kejadian khusus).
    """
    step = begin(plenary_id=plenary_id, act=Act.ANSWER, by=by, at=at)
    objection = Objection.objects.select_for_update().filter(plenary=step.plenary, pk=objection_id).first()
    if objection is None:
        raise LookupError(objection_id)
    if objection.answer != Answer.OPEN:
        raise Refused("answered")
    said = words(text, "no_text", at=at)
    if answer == Answer.ACCEPTED and objection.unit is not None:
        line = step.plenary.lines.filter(unit=objection.unit).first()
        if line is None or not line.corrections.filter(made_at__gte=objection.raised_at).exists():
            raise Refused("not_corrected")
    objection.answer, objection.words, objection.answered_at = answer, said, at
    objection.save(update_fields=["answer", "words", "answered_at"])
    finish("plenaries.answer_objection", step, {"objection": objection.pk, "answer": answer})
    return objection
