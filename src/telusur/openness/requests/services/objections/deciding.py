"""The superior replies in writing: he upholds the PPID with reasons, or grants and orders him by a day."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules.objections import ObjectionReply

from ...rules.objections import ORDERING, REASONING, ObjectionAct, Verdict
from ..faults import Refused, require_reach
from ..stopping import stop
from ..telling import Holders, in_words, number_subject, tell_applicant, tell_officers
from .deliberating import SEE_LETTERS
from .letters import order_to_ppid, reply_of, superior_function
from .moving import restart_dispute_window
from .steps import KIND, Step, begin, close, not_on_own_decision

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.letters.rules.letters import AnyLetter

    from ...models import Objection

__all__ = ["ObjectionDecision", "decide_objection", "drafted_decision", "drafted_order", "reply_of"]

ACT_OF = {
    Verdict.UPHELD: ObjectionAct.UPHOLD,
    Verdict.GRANTED: ObjectionAct.GRANT,
    Verdict.GRANTED_PART: ObjectionAct.GRANT_PART,
}
LETTERS = dict.fromkeys(ACT_OF.values(), ObjectionReply.template)


@dataclass(frozen=True)
class ObjectionDecision:
    """What the superior decided. reasons: needed to uphold, wholly or in part; order and its day: needed to grant."""

    verdict: Verdict
    reasons: str = ""
    order: str = ""
    order_due_on: date | None = None


@legal_act
def decide_objection(
    *, objection_id: int, decision: ObjectionDecision, actor: str, at: datetime, version: int | None = None
) -> Objection:
    """Decide and reply in one act: the written reply goes to the applicant, an order to the PPID, the clocks turn.

    Law: UU 14/2008 Pasal 36 ayat (2) and (3), 37 ayat (2). Raises: Refused (`own_decision`, `reasons_missing`,
    `order_missing`, `order_day_missing`, `order_day_past`, `day_too_far`), StaleCase, WrongState, NotPermitted.
    """
    must_decide(decision)
    step = begin(
        objection_id=objection_id,
        act=ACT_OF[decision.verdict],
        actor=actor,
        at=at,
        version=version,
        verdict=decision.verdict,
    )
    not_on_own_decision(step)
    if decision.order_due_on is not None:
        require_reach(decision.order_due_on, on=step.day)
    if decision.order_due_on is not None and decision.order_due_on < step.day:
        raise Refused("order_day_past")
    objection, ordering = step.objection, decision.verdict in ORDERING
    objection.verdict, objection.reasons, objection.decided_at = decision.verdict, decision.reasons.strip(), at
    objection.order = decision.order.strip() if ordering else ""
    objection.order_due_on = decision.order_due_on if ordering else None
    objection.superior_name = accounts.actor_name(ref=actor)
    objection.superior_function = superior_function(objection, actor=actor, at=at)
    stop(objection.deadline_id, at=at)
    objection.dispute_window = restart_dispute_window(objection, started_at=at, at=at)
    letter = letters.issue(
        letter=reply_of(objection, actor=actor, at=at),
        office=objection.office,
        subject_kind=KIND,
        subject_id=str(objection.pk),
        signer_ref=actor,
        at=at,
        permission=SEE_LETTERS,
    )
    order = _order(step) if ordering else ""
    _tell(step)
    return close(
        step,
        changed=(
            "verdict",
            "reasons",
            "decided_at",
            "order",
            "order_due_on",
            "superior_name",
            "superior_function",
            "dispute_window",
        ),
        facts={
            "verdict": decision.verdict.value,
            "letter": letter.number,
            "digest": letter.digest,
            "order": order or None,
            "order_due_on": objection.order_due_on.isoformat() if objection.order_due_on else None,
        },
    )


def drafted_decision(objection: Objection, *, decision: ObjectionDecision, actor: str, at: datetime) -> AnyLetter:
    """Return the reply as this decision would send it now; nothing is kept."""
    return reply_of(_decided(objection, decision), actor=actor, at=at)


def drafted_order(objection: Objection, *, decision: ObjectionDecision, actor: str, at: datetime) -> AnyLetter | None:
    """Return the order to the PPID as this decision would send it now, None where it orders nothing."""
    if decision.verdict not in ORDERING:
        return None
    return order_to_ppid(_decided(objection, decision), actor=actor, at=at)


def _decided(objection: Objection, decision: ObjectionDecision) -> Objection:
    """Return a copy of the objection, decided thus."""
    shown, ordering = copy(objection), decision.verdict in ORDERING
    shown.verdict, shown.reasons = decision.verdict, decision.reasons.strip()
    shown.order = decision.order.strip() if ordering else ""
    shown.order_due_on = decision.order_due_on if ordering else None
    return shown


def must_decide(decision: ObjectionDecision) -> None:
    """Raises: Refused, where the decision lacks what the law wants of it."""
    if decision.verdict in REASONING and not decision.reasons.strip():
        raise Refused("reasons_missing")
    if decision.verdict in ORDERING and not decision.order.strip():
        raise Refused("order_missing")
    if decision.verdict in ORDERING and decision.order_due_on is None:
        raise Refused("order_day_missing")


def _order(step: Step) -> str:
    """Issue the order to the PPID and return its number."""
    objection = step.objection
    letter = letters.issue(
        letter=order_to_ppid(objection, actor=step.actor, at=step.at),
        office=objection.office,
        subject_kind=KIND,
        subject_id=str(objection.pk),
        signer_ref=step.actor,
        at=step.at,
        permission=SEE_LETTERS,
    )
    return str(letter.number)


def _tell(step: Step) -> None:
    objection = step.objection
    assert objection.dispute_window is not None  # noqa: S101 started in this act
    tell_applicant(
        objection,
        key=step.key,
        kind="objection_decided",
        subject=number_subject(objection, _("Tanggapan Atasan PPID")),
        text=_(
            "Keberatan %(number)s sudah ditanggapi Atasan PPID. Baca tanggapannya di halaman lacak. Bila tidak puas, "
            "Anda dapat mengajukan sengketa ke Komisi Informasi paling lambat %(until)s."
        )
        % {"number": objection.number, "until": in_words(objection.dispute_window.due_on)},
        at=step.at,
    )
    text = _("Keberatan %(number)s ditanggapi: %(verdict)s.") % {
        "number": objection.number,
        "verdict": objection.get_verdict_display(),
    }
    if objection.order_due_on:
        text += " " + _("Perintah Atasan PPID dilaksanakan paling lambat %(due)s.") % {
            "due": in_words(objection.order_due_on)
        }
    tell_officers(
        objection,
        key=step.key,
        kind="objection_decided",
        subject=number_subject(objection, _("Diputus")),
        text=text,
        at=step.at,
        to=Holders("requests.told_of_objections", on=step.day, skip=step.actor),
    )
