"""The reply is drafted by the superior's team, and signed by him in his tray: signing it is deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters.rules.trays import Tray, Waiting
from telusur.kernel.letters.selectors import letters_about
from telusur.kernel.notices import services as notices

from ... import selectors
from ...models import ReplyDraft, objection_labels
from ...rules.objections import ORDERING, ObjectionAct, Verdict
from ...rules.questions import title_of
from ...rules.words import Party
from ..faults import NotPermitted, Refused, WrongState
from ..sentences import sentence
from ..telling import Holders, number_subject, officer_notices
from .deciding import ObjectionDecision, decide_objection, drafted_decision, must_decide
from .steps import KIND, begin, close, not_on_own_decision

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.letters.rules.letters import AnyLetter

    from ...models import Objection


@legal_act
def draft_reply(
    *, objection_id: int, decision: ObjectionDecision, actor: str, at: datetime, version: int | None = None
) -> Objection:
    """Prepare the superior's reply: it waits in his signing tray, and decides nothing. An earlier draft is replaced.

    Raises: Refused (`own_decision`, and what `decide_objection` finds missing), StaleCase, WrongState, NotPermitted.
    """
    must_decide(decision)
    step = begin(objection_id=objection_id, act=ObjectionAct.DRAFT_REPLY, actor=actor, at=at, version=version)
    not_on_own_decision(step)
    objection, ordering = step.objection, decision.verdict in ORDERING
    if decision.order_due_on is not None and decision.order_due_on < step.day:
        raise Refused("order_day_past")
    ReplyDraft.objects.update_or_create(
        objection=objection,
        defaults={
            "verdict": decision.verdict,
            "reasons": decision.reasons.strip(),
            "order": decision.order.strip() if ordering else "",
            "order_due_on": decision.order_due_on if ordering else None,
            "drafted_at": at,
            "drafted_by": actor,
        },
    )
    owed = officer_notices(
        objection,
        key=step.key,
        kind="objection_drafted",
        subject=number_subject(objection, _("Konsep tanggapan")),
        text=_("Konsep tanggapan atas keberatan %(number)s menunggu tanda tangan Anda.") % {"number": objection.number},
        at=at,
        to=Holders("requests.decide_objections", on=step.day, skip=actor),
    )
    notices.owe_all(owed, at=at)
    return close(step)


def decision_of(draft: ReplyDraft) -> ObjectionDecision:
    """Return the decision that a draft proposes."""
    return ObjectionDecision(
        Verdict(draft.verdict), reasons=draft.reasons, order=draft.order, order_due_on=draft.order_due_on
    )


def drafted_reply(*, objection: Objection, actor: str, at: datetime) -> AnyLetter:
    """Return the reply as it would go out if the actor signed the draft now. Raises: ReplyDraft.DoesNotExist."""
    decision = decision_of(objection.draft)  # type: ignore[attr-defined]  # django-stubs: reverse one-to-one
    return drafted_decision(objection, decision=decision, actor=actor, at=at)


def waiting(*, office_id: int, subject_id: str | None = None) -> list[Waiting]:
    """Return the drafted replies of an office that wait for the superior, nearest end first."""
    return [
        _waiting(objection)
        for objection in selectors.replies_to_sign(office_id=office_id)
        if subject_id is None or subject_id == str(objection.pk)
    ]


def _waiting(objection: Objection) -> Waiting:
    return Waiting(
        subject_id=str(objection.pk),
        number=objection.number,
        title=title_of(objection.information),
        decision=str(objection_labels.VERDICTS[objection.draft.verdict]),  # type: ignore[attr-defined]
        due_on=objection.deadline.due_on,
        version=objection.version,
        address=reverse("objections_case", args=[objection.office.slug, objection.pk]),
    )


def draft(*, office_id: int, subject_id: str, actor: str, at: datetime) -> AnyLetter:
    """Return the reply as it would be signed now. Raises: DoesNotExist of objection or draft."""
    found = selectors.objection_of_office(office_id=office_id, objection_id=int(subject_id))
    return drafted_reply(objection=found, actor=actor, at=at)


def sign(*, office_id: int, subject_id: str, version: int, actor: str, at: datetime) -> int:
    """Decide as drafted and return the id of the reply. Raises: what `decide_objection` does."""
    found = selectors.objection_of_office(office_id=office_id, objection_id=int(subject_id))
    decision = decision_of(found.draft)  # type: ignore[attr-defined]
    done = decide_objection(objection_id=found.pk, decision=decision, actor=actor, at=at, version=version)
    issued = letters_about(subject_kind=KIND, subject_id=str(done.pk)).filter(template="objection_reply")
    return issued[0].pk


TRAY = Tray(
    kind=KIND,
    name=gettext_lazy("Tanggapan atas keberatan"),
    permission="requests.decide_objections",
    role=Party.SUPERIOR,
    waiting=waiting,
    draft=draft,
    sign=sign,
    faults=(Refused, WrongState, NotPermitted),
    sentence=sentence,
)
