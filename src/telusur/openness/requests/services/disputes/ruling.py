"""What is ruled or agreed: received, kept as it was, and binding from its own day. Each opens the next side's clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day
from telusur.openness.information.rules.texts import MOST_LETTERS

from ... import selectors
from ...models import Dispute, DisputeRuling
from ...rules.disputes import (
    OPENING,
    ORDERING,
    DisputeAct,
    DisputeOutcome,
    DisputeState,
    Forum,
    PaperKind,
    Whose,
)
from ..faults import Refused, require_reach
from ..stopping import stop
from ..telling import in_words, number_subject, tell_applicant
from .clocks import ANSWER, CASSATION, COURT, EXECUTION, SETTLEMENT, START, start_window
from .holding import release_dispute_holds
from .papers import keep_all
from .steps import TEST, Step, as_code, begin, close, end_warnings
from .telling import tell_office

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

WRITTEN = (
    "outcome",
    "opens",
    "order",
    "order_due_on",
    "answer_due_on",
    "test_ended_at",
    "executed_at",
    "execution_words",
    "court_window",
    "cassation_window",
)


@dataclass(frozen=True)
class Ruling:
    """A ruling or agreement as it came. words: what it says (amar). order and its day: what the office has to do.

    received_at: when the office got it, from which the time to sue counts. opens: an agreement opens information; what
    a ruling opens, its outcome says.
    """

    number: str
    decided_on: date
    received_at: datetime
    outcome: DisputeOutcome
    words: str
    order: str = ""
    order_due_on: date | None = None
    opens: bool = False


@legal_act
def record_agreement(
    *,
    dispute_id: int,
    ruling: Ruling,
    actor: str,
    at: datetime,
    documents: Sequence[tuple[int, str]] = (),
    version: int | None = None,
) -> Dispute:
    """Record what both sides agreed in mediation: final and binding, to be carried out by its day.

    Law: UU 14/2008 Pasal 39, 40. Raises: as `record_ruling`.
    """
    if ruling.outcome != DisputeOutcome.AGREED:
        raise Refused("outcome_unknown")
    step = _ruled(DisputeAct.AGREE, Forum.COMMISSION, dispute_id, ruling, actor=actor, at=at, version=version)
    step.dispute.final_at = at
    return _written(step, ruling, documents, kind=PaperKind.AGREEMENT, more=("final_at",))


@legal_act
def record_ruling(
    *,
    dispute_id: int,
    ruling: Ruling,
    actor: str,
    at: datetime,
    documents: Sequence[tuple[int, str]] = (),
    version: int | None = None,
) -> Dispute:
    """Record the commission's ruling after adjudication, or one that does not admit the dispute; the time to sue runs.

    Law: UU 14/2008 Pasal 46–48. Raises: Refused (`outcome_unknown`, `ruling_incomplete`, `ruling_day`,
    `receipt_in_future`, `order_missing_here`, `order_day_missing_here`, `order_day_before_ruling`, `day_too_far`,
    `ruling_before_its_dispute`, `note_too_long`), StaleCase, WrongState, NotPermitted.
    """
    if ruling.outcome == DisputeOutcome.AGREED:
        raise Refused("outcome_unknown")
    act = _act_of(dispute_id, ruling)
    step = _ruled(act, Forum.COMMISSION, dispute_id, ruling, actor=actor, at=at, version=version)
    dispute = step.dispute
    dispute.court_window = start_window(dispute, step=COURT, started_at=ruling.received_at, at=at)
    return _written(step, ruling, documents, until=dispute.court_window.due_on)


def _act_of(dispute_id: int, ruling: Ruling) -> DisputeAct:
    """A ruling that does not admit the dispute may come before the adjudication, as an interlocutory one."""
    state = Dispute.everything.values_list("state", flat=True).get(pk=dispute_id)
    early = state == DisputeState.EXAMINATION and ruling.outcome == DisputeOutcome.DISMISSED
    return DisputeAct.DISMISS if early else DisputeAct.RULE


@legal_act
def record_court_ruling(
    *,
    dispute_id: int,
    ruling: Ruling,
    actor: str,
    at: datetime,
    documents: Sequence[tuple[int, str]] = (),
    version: int | None = None,
) -> Dispute:
    """Record what the administrative court ruled; what it says stands now, and the time for cassation runs.

    Law: UU 14/2008 Pasal 49, 50. Raises: as `record_ruling`.
    """
    if ruling.outcome == DisputeOutcome.AGREED:
        raise Refused("outcome_unknown")
    act = DisputeAct.RULE_COURT
    step = _ruled(act, Forum.COURT, dispute_id, ruling, actor=actor, at=at, version=version)
    dispute = step.dispute
    stop(dispute.cassation_window_id, at=at)
    dispute.cassation_window = start_window(dispute, step=CASSATION, started_at=ruling.received_at, at=at)
    return _written(step, ruling, documents, until=dispute.cassation_window.due_on)


@legal_act
def record_cassation_ruling(
    *,
    dispute_id: int,
    ruling: Ruling,
    actor: str,
    at: datetime,
    documents: Sequence[tuple[int, str]] = (),
    version: int | None = None,
) -> Dispute:
    """Record what the supreme court ruled: final. Where nothing is left to carry out, the dispute is over.

    Law: UU 14/2008 Pasal 50. Raises: as `record_ruling`.
    """
    if ruling.outcome == DisputeOutcome.AGREED:
        raise Refused("outcome_unknown")
    act = DisputeAct.RULE_CASSATION
    step = _ruled(act, Forum.SUPREME_COURT, dispute_id, ruling, actor=actor, at=at, version=version)
    step.dispute.final_at = at
    if step.after == DisputeState.FINISHED:
        release_dispute_holds(step.dispute, actor=actor, at=at)
    return _written(step, ruling, documents, more=("final_at", "holds"))


def _ruled(
    act: DisputeAct,
    forum: Forum,
    dispute_id: int,
    ruling: Ruling,
    *,
    actor: str,
    at: datetime,
    version: int | None,
) -> Step:
    """Keep the ruling as it came and let it bind; the caller starts what follows from it, and closes."""
    _must_say(ruling, at=at)
    step = begin(dispute_id=dispute_id, act=act, actor=actor, at=at, version=version, outcome=ruling.outcome)
    dispute, ordering = step.dispute, ruling.outcome in ORDERING
    if ruling.decided_on > local_day(office=dispute.office, at=ruling.received_at):
        raise Refused("ruling_day")
    _must_follow(ruling, dispute)
    if ruling.order_due_on is not None:
        require_reach(ruling.order_due_on, on=step.day)
    opens = ruling.outcome in OPENING or (ruling.outcome == DisputeOutcome.AGREED and ruling.opens)
    due_on = ruling.order_due_on if ordering else None
    DisputeRuling.objects.create(
        dispute=dispute,
        forum=forum,
        number=" ".join(ruling.number.split()),
        decided_on=ruling.decided_on,
        received_at=ruling.received_at,
        outcome=ruling.outcome,
        opens=opens,
        words=ruling.words.strip(),
        order=ruling.order.strip() if ordering else "",
        order_due_on=due_on,
        recorded_at=at,
    )
    dispute.outcome, dispute.opens = ruling.outcome, opens
    dispute.order, dispute.order_due_on = ruling.order.strip() if ordering else "", due_on
    dispute.executed_at, dispute.execution_words = None, ""
    if dispute.answered_at is None:
        dispute.answer_due_on = None  # nobody waits for it any more
    if selectors.owes_test(dispute=dispute):
        dispute.test_ended_at = at
    for key in (dispute.start_deadline_id, dispute.deadline_id):
        stop(key, at=at)
    end_warnings(dispute, START, SETTLEMENT, ANSWER, EXECUTION, TEST, at=at)
    return step


def _must_say(ruling: Ruling, *, at: datetime) -> None:
    if not ruling.number.strip() or not ruling.words.strip():
        raise Refused("ruling_incomplete")
    if max(len(ruling.words), len(ruling.order)) > MOST_LETTERS:
        raise Refused("note_too_long")
    if ruling.received_at > at:
        raise Refused("receipt_in_future")
    if ruling.outcome not in ORDERING:
        return
    if not ruling.order.strip():
        raise Refused("order_missing_here")
    if ruling.order_due_on is None:
        raise Refused("order_day_missing_here")
    if ruling.order_due_on < ruling.decided_on:
        raise Refused("order_day_before_ruling")


def _must_follow(ruling: Ruling, dispute: Dispute) -> None:
    """Refuse a ruling older than what it rules on: the dispute, the ruling before it, the suit against that one."""
    filed = [dispute.filed_at, *dispute.suits.filter(dropped_at=None).values_list("filed_at", flat=True)]
    days = [local_day(office=dispute.office, at=each) for each in filed]
    day = max([*days, *dispute.rulings.values_list("decided_on", flat=True)])
    if ruling.decided_on < day:  # it is never received before it is decided
        raise Refused("ruling_before_its_dispute", on=day)


def _written(
    step: Step,
    ruling: Ruling,
    documents: Sequence[tuple[int, str]],
    *,
    kind: PaperKind = PaperKind.RULING,
    until: date | None = None,
    more: tuple[str, ...] = (),
) -> Dispute:
    """Keep the paper, tell both sides, and close. until: last day of the time to go on against it."""
    dispute, after = step.dispute, step.after
    side = Whose.COURT if step.act in {DisputeAct.RULE_COURT, DisputeAct.RULE_CASSATION} else Whose.COMMISSION
    keep_all(dispute, documents, kind=kind, side=side, dated_on=ruling.decided_on, actor=step.actor, at=step.at)
    _tell(step, until=until)
    due = dispute.order_due_on
    return close(
        step,
        changed=(*WRITTEN, *more),
        facts={
            "outcome": ruling.outcome.value,
            "ruling": as_code(ruling.number),
            "opens": dispute.opens,
            "order_due_on": due.isoformat() if due else None,
            "until": until.isoformat() if until else None,
            "final": after in {DisputeState.AGREED, DisputeState.FINAL, DisputeState.FINISHED},
        },
        happened_at=ruling.received_at,
    )


def _tell(step: Step, *, until: date | None) -> None:
    dispute = step.dispute
    text = _("Dalam sengketa %(number)s: %(outcome)s.") % {
        "number": dispute.number,
        "outcome": dispute.get_outcome_display(),
    }
    if dispute.order_due_on:
        text += " " + _("Dilaksanakan paling lambat %(due)s.") % {"due": in_words(dispute.order_due_on)}
    if until is not None and step.act != DisputeAct.RULE_COURT:
        text += " " + _("Gugatan ke PTUN dapat diajukan sampai %(until)s.") % {"until": in_words(until)}
    if until is not None and step.act == DisputeAct.RULE_COURT:
        text += " " + _("Kasasi dapat diajukan sampai %(until)s.") % {"until": in_words(until)}
    subject = number_subject(dispute, _("Kesepakatan") if step.act == DisputeAct.AGREE else _("Putusan"))
    tell_office(
        dispute,
        on=step.day,
        at=step.at,
        skip=step.actor,
        key=step.key,
        kind="dispute_ruled",
        subject=subject,
        text=text,
    )
    tell_applicant(dispute, key=step.key, kind="dispute_ruled_applicant", subject=subject, text=text, at=step.at)
