"""The stages before the commission: examined, mediated where the law lets it, adjudicated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day

from ... import selectors
from ...rules.disputes import DisputeAct, may_be_mediated
from ...rules.objections import Ground
from ..faults import Refused
from ..stopping import stop
from ..telling import number_subject
from .clocks import START
from .steps import Step, begin, close, end_warnings
from .telling import tell_office

if TYPE_CHECKING:
    from datetime import datetime

    from ...models import Dispute


@legal_act
def examine_dispute(*, dispute_id: int, actor: str, at: datetime, version: int | None = None) -> Dispute:
    """Record that the commission began: the first hearing on competence, standing and time. Its first clock stops.

    Law: UU 14/2008 Pasal 38 ayat (1). Raises: StaleCase, WrongState, NotPermitted.
    """
    step = begin(dispute_id=dispute_id, act=DisputeAct.EXAMINE, actor=actor, at=at, version=version)
    stop(step.dispute.start_deadline_id, at=at)
    end_warnings(step.dispute, START, at=at)
    return close(step)


@legal_act
def begin_mediation(*, dispute_id: int, actor: str, at: datetime, version: int | None = None) -> Dispute:
    """Record that the commission mediates; for grounds b–g alone.

    Law: UU 14/2008 Pasal 40. Raises: Refused `ground_not_mediated`, StaleCase, WrongState, NotPermitted.
    """
    step = begin(dispute_id=dispute_id, act=DisputeAct.MEDIATE, actor=actor, at=at, version=version)
    dispute = step.dispute
    known = selectors.grounds_on(on=local_day(office=dispute.office, at=dispute.filed_at))
    if not may_be_mediated(known, [Ground(each) for each in dispute.grounds]):
        raise Refused("ground_not_mediated")
    dispute.mediated_at = at
    _tell(step, _("Mediasi"), _("Sengketa %(number)s dimediasi Komisi Informasi."))
    return close(step, changed=("mediated_at",))


@legal_act
def fail_mediation(*, dispute_id: int, reason: str, actor: str, at: datetime, version: int | None = None) -> Dispute:
    """Record that the mediation failed: a side said so in writing, or left it; adjudication follows.

    Law: UU 14/2008 Pasal 42. Raises: Refused `reason_missing`, StaleCase, WrongState, NotPermitted.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(dispute_id=dispute_id, act=DisputeAct.FAIL_MEDIATION, actor=actor, at=at, version=version)
    step.dispute.closing_words, step.dispute.mediation_failed_at = reason.strip(), at
    _tell(step, _("Mediasi gagal"), _("Mediasi sengketa %(number)s gagal; perkaranya diadili Komisi Informasi."))
    return close(step, changed=("closing_words", "mediation_failed_at"))


@legal_act
def begin_adjudication(*, dispute_id: int, actor: str, at: datetime, version: int | None = None) -> Dispute:
    """Record that the commission adjudicates without mediation: always so for ground a.

    Law: UU 14/2008 Pasal 42. Raises: StaleCase, WrongState, NotPermitted.
    """
    step = begin(dispute_id=dispute_id, act=DisputeAct.ADJUDICATE, actor=actor, at=at, version=version)
    _tell(step, _("Ajudikasi"), _("Sengketa %(number)s diadili Komisi Informasi."))
    return close(step)


def _tell(step: Step, what: str, text: str) -> None:
    tell_office(
        step.dispute,
        on=step.day,
        at=step.at,
        skip=step.actor,
        key=step.key,
        kind=f"dispute_{step.act}",
        subject=number_subject(step.dispute, what),
        text=text % {"number": step.dispute.number},
    )
