"""The information reaches its applicant, and the case ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.openness.satisfaction import services as satisfaction

from ..rules.words import Act, Outcome
from . import act_letters
from .completeness import stop_clocks
from .faults import Refused
from .steps import begin, close
from .telling import Holders, number_subject, tell_applicant, tell_officers
from .units import close_dispositions

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import InformationRequest
    from ..rules.words import Delivery


@legal_act
def deliver(
    *,
    request_id: int,
    delivery: Delivery,
    delivered_at: datetime,
    actor: str,
    at: datetime,
    proof: str = "",
    version: int | None = None,
) -> InformationRequest:
    """Record that the material was handed over, when and how; who took it in person, or which carrier's number.

    Law: UU 14/2008 Pasal 22 ayat (7) huruf f. Raises: Refused (`proof_missing`, `delivered_before_notice`,
    `receipt_in_future`), StaleCase, WrongState, NotPermitted.
    """
    if delivery in act_letters.NEEDS_PROOF and not proof.strip():
        raise Refused("proof_missing")
    if delivered_at > at:
        raise Refused("receipt_in_future")
    step = begin(request_id=request_id, act=Act.DELIVER, actor=actor, at=at, version=version)
    case = step.case
    if case.notified_at is not None and delivered_at < case.notified_at:
        raise Refused("delivered_before_notice")
    case.delivery, case.delivered_at, case.delivery_proof = delivery, delivered_at, proof.strip()
    facts: dict[str, str | int | bool | None] = {"delivery": delivery.value}
    if delivery in act_letters.NEEDS_PROOF:
        receipt = act_letters.handing_over(case, delivery=delivery, delivered_at=delivered_at, proof=proof, actor=actor)
        facts["letter"] = act_letters.issue(case, receipt, actor=actor, at=at).number
    return close(
        step,
        changed=("delivery", "delivered_at", "delivery_proof"),
        facts=facts,
        happened_at=delivered_at,
    )


@legal_act
def finish(*, request_id: int, actor: str, at: datetime, version: int | None = None) -> InformationRequest:
    """End a case that has been answered and handed over; whoever was served is invited to the office's survey.

    Raises: StaleCase, WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.FINISH, actor=actor, at=at, version=version)
    case = step.case
    satisfaction.owe_invitation(office=case.office, to_email=case.applicant.email, about=f"request:{case.pk}", at=at)
    return close(step)


@legal_act
def withdraw(
    *, request_id: int, reason: str, actor: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """The applicant takes his request back. The case ends; nothing of it is removed.

    Raises: StaleCase, WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.WITHDRAW, actor=actor, at=at, version=version)
    case = step.case
    stop_clocks(case, at=at)
    close_dispositions(case, at=at)
    case.outcome, case.closing_words = Outcome.WITHDRAWN, reason.strip()
    letter = act_letters.issue(
        case, act_letters.withdrawal(case, reason=reason, actor=actor, at=at), actor=actor, at=at
    )
    tell_applicant(
        case,
        key=step.key,
        kind="request_withdrawn",
        subject=number_subject(case, _("Dicabut")),
        text=_("Permohonan %(number)s dicabut atas permintaan Anda.") % {"number": case.number},
        at=at,
    )
    tell_officers(
        case,
        key=step.key,
        kind="request_withdrawn",
        subject=number_subject(case, _("Dicabut pemohon")),
        text=_("Pemohon mencabut permohonan %(number)s.") % {"number": case.number},
        at=at,
        to=Holders("requests.told_of_new", on=step.day, skip=actor),
    )
    return close(step, changed=("check_deadline", "outcome", "closing_words"), facts={"letter": letter.number})
