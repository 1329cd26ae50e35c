"""The way through the units: disposed, taken up, answered, returned. A unit reads the question, never the asker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices import selectors as offices

from .. import selectors
from ..models import Disposition, InformationRequest
from ..rules.words import Act
from .answers import Material, keep_answers
from .faults import Refused, require_reach
from .steps import Step, begin, close
from .telling import Holders, in_words, number_subject, task_link, tell_officers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


@legal_act
def dispose_to_unit(
    *,
    request_id: int,
    unit_id: int,
    due_on: date,
    actor: str,
    at: datetime,
    instruction: str = "",
    version: int | None = None,
) -> InformationRequest:
    """Ask a unit of this office for its part by an inner date, which never lies behind the legal one.

    Raises: Refused (`unit_elsewhere`, `unit_already_asked`, `inner_date_past`, `inner_date_too_late`), StaleCase,
    WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.DISPOSE, actor=actor, at=at, version=version)
    case = step.case
    if not offices.units_of(office_id=case.office_id).filter(pk=unit_id).exists():
        raise Refused("unit_elsewhere")
    if case.dispositions.filter(unit_id=unit_id, closed_at=None).exists():
        raise Refused("unit_already_asked")
    _refuse_inner_date(step, due_on)
    asked = Disposition.objects.create(
        request=case, unit_id=unit_id, instruction=instruction.strip(), due_on=due_on, disposed_at=at, disposed_by=actor
    )
    tell_officers(
        case,
        key=step.key,
        kind="request_disposed",
        subject=number_subject(case, _("Disposisi")),
        text=_("Unit Anda diminta mencari informasi untuk permohonan %(number)s paling lambat %(due)s.")
        % {"number": case.number, "due": in_words(due_on)},
        at=at,
        to=Holders("requests.answer_for_unit", on=step.day, unit_id=unit_id, link=task_link(case, asked.pk)),
    )
    return close(step, facts={"unit": unit_id, "inner_due_on": due_on.isoformat()})


def _refuse_inner_date(step: Step, due_on: date) -> None:
    """Refuse a date that is past, out of reach, or behind the legal one while that still runs."""
    if due_on < step.day:
        raise Refused("inner_date_past")
    require_reach(due_on, on=step.day)
    legal = step.case.deadline
    if legal is not None and step.day <= legal.due_on < due_on:
        raise Refused("inner_date_too_late", until=legal.due_on)


def _open_disposition(step: Step, disposition_id: int) -> Disposition:
    """Return the disposition, locked. Raises: Refused `disposition_closed`, `unit_elsewhere`."""
    found = Disposition.objects.select_for_update().filter(pk=disposition_id, request=step.case).first()
    if found is None or found.closed_at is not None:
        raise Refused("disposition_closed")
    return found


def _of_my_unit(step: Step, disposition_id: int) -> Disposition:
    found = _open_disposition(step, disposition_id)
    served = selectors.units_served(actor=step.actor, office_id=step.case.office_id, on=step.day)
    if found.unit_id not in served:
        raise Refused("unit_elsewhere")
    return found


@legal_act
def take_up(*, request_id: int, disposition_id: int, actor: str, at: datetime) -> InformationRequest:
    """A unit says that it is searching. Raises: Refused, WrongState, NotPermitted."""
    step = begin(request_id=request_id, act=Act.TAKE_UP, actor=actor, at=at)
    disposition = _of_my_unit(step, disposition_id)
    disposition.taken_up_at = disposition.taken_up_at or at
    disposition.save(update_fields=["taken_up_at"])
    return close(step, facts={"unit": disposition.unit_id})


@legal_act
def answer_from_unit(
    *,
    request_id: int,
    disposition_id: int,
    words: str,
    materials: Sequence[Material],
    actor: str,
    at: datetime,
) -> InformationRequest:
    """A unit hands in what it found: entries of the public register, files, and words.

    Raises: Refused (`answer_empty`, `disposition_closed`, `unit_elsewhere`, `item_not_public`), WrongState,
    NotPermitted.
    """
    if not (words.strip() or materials):
        raise Refused("answer_empty")
    step = begin(request_id=request_id, act=Act.ANSWER_FROM_UNIT, actor=actor, at=at)
    case, disposition = step.case, _of_my_unit(step, disposition_id)
    disposition.answered_at = disposition.closed_at = at
    disposition.taken_up_at = disposition.taken_up_at or at
    disposition.answer_words = words.strip()
    disposition.save(update_fields=["answered_at", "closed_at", "taken_up_at", "answer_words"])
    given = keep_answers(case, materials=materials, disposition=disposition, actor=actor, at=at)
    tell_officers(
        case,
        key=step.key,
        kind="request_unit_answered",
        subject=number_subject(case, _("Jawaban unit")),
        text=_("Unit menjawab disposisi permohonan %(number)s; periksa datanya.") % {"number": case.number},
        at=at,
        to=Holders("requests.decide", on=step.day),
    )
    return close(step, facts={"unit": disposition.unit_id, "materials": given})


@legal_act
def return_to_unit(
    *,
    request_id: int,
    disposition_id: int,
    reason: str,
    due_on: date,
    actor: str,
    at: datetime,
    version: int | None = None,
) -> InformationRequest:
    """Send a unit's answer back with the reason; what it handed in no longer counts, and is still shown.

    Raises: Refused (`reason_missing`, `disposition_not_answered`, `unit_already_asked`, `inner_date_past`,
    `inner_date_too_late`), StaleCase, WrongState, NotPermitted.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(request_id=request_id, act=Act.RETURN_TO_UNIT, actor=actor, at=at, version=version)
    case = step.case
    _refuse_inner_date(step, due_on)
    answered = Disposition.objects.select_for_update().filter(pk=disposition_id, request=case).first()
    if answered is None or answered.answered_at is None or answered.returned_at is not None:
        raise Refused("disposition_not_answered")
    if case.dispositions.filter(unit_id=answered.unit_id, closed_at=None).exists():
        raise Refused("unit_already_asked")
    answered.returned_at, answered.return_reason = at, reason.strip()
    answered.save(update_fields=["returned_at", "return_reason"])
    answered.answers.filter(taken_back_at=None).update(taken_back_at=at)
    again = Disposition.objects.create(
        request=case,
        unit_id=answered.unit_id,
        instruction=reason.strip(),
        due_on=due_on,
        disposed_at=at,
        disposed_by=actor,
    )
    tell_officers(
        case,
        key=step.key,
        kind="request_returned",
        subject=number_subject(case, _("Dikembalikan")),
        text=_("Jawaban unit Anda atas permohonan %(number)s dikembalikan; perbaiki paling lambat %(due)s.")
        % {"number": case.number, "due": in_words(due_on)},
        at=at,
        to=Holders("requests.answer_for_unit", on=step.day, unit_id=answered.unit_id, link=task_link(case, again.pk)),
    )
    return close(step, facts={"unit": answered.unit_id, "inner_due_on": due_on.isoformat()})


def close_dispositions(case: InformationRequest, *, at: datetime) -> None:
    """End what units are still asked for, once the case no longer needs it."""
    case.dispositions.filter(closed_at=None).update(closed_at=at)
