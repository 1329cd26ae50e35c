"""Consequence tests that a panel or a ruling orders: by a day, until one that names the dispute is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.openness.information.rules.texts import MOST_LETTERS

from ... import selectors
from ...rules.disputes import DisputeAct
from ..faults import Refused, require_reach
from ..telling import in_words, number_subject
from .steps import TEST, begin, close, end_warnings
from .telling import tell_office

if TYPE_CHECKING:
    from datetime import date, datetime

    from ...models import Dispute


@legal_act
def record_test_order(
    *, dispute_id: int, order: str, due_on: date, actor: str, at: datetime, version: int | None = None
) -> Dispute:
    """Record that a panel or a ruling orders a consequence test; the PPID proposes it, naming this dispute.

    A second order takes the place of the first. Law: Perki 1/2021 Pasal 49 huruf c. Raises: Refused (`order_missing`,
    `order_day_past`, `day_too_far`), StaleCase, WrongState, NotPermitted.
    """
    if not order.strip():
        raise Refused("order_missing")
    step = begin(dispute_id=dispute_id, act=DisputeAct.ORDER_TEST, actor=actor, at=at, version=version)
    require_reach(due_on, on=step.day)
    if due_on < step.day:
        raise Refused("order_day_past")
    dispute = step.dispute
    dispute.test_order, dispute.test_due_on, dispute.test_ordered_at = order.strip(), due_on, at
    dispute.test_ended_at, dispute.test_words = None, ""
    end_warnings(dispute, TEST, at=at)
    tell_office(
        dispute,
        on=step.day,
        at=at,
        skip=actor,
        key=step.key,
        kind="dispute_order_test",
        subject=number_subject(dispute, _("Perintah uji konsekuensi")),
        text=_("Majelis dalam sengketa %(number)s memerintahkan uji konsekuensi, paling lambat %(due)s.")
        % {"number": dispute.number, "due": in_words(due_on)},
    )
    return close(
        step,
        changed=("test_order", "test_due_on", "test_ordered_at", "test_ended_at", "test_words"),
        facts={"test_due_on": due_on.isoformat()},
    )


@legal_act
def end_test(*, dispute_id: int, actor: str, at: datetime, words: str = "", version: int | None = None) -> Dispute:
    """Record that the test a panel ordered is over: its day is kept no longer, the office is told.

    One that names the dispute and was determined, found open or covered since the order ends it by itself; words: how
    it ended where no such test stands here. Law: Perki 1/2021 Pasal 49 huruf c. Raises: Refused (`no_test_ordered`,
    `test_not_finished`, `note_too_long`), StaleCase, WrongState, NotPermitted.
    """
    if len(words) > MOST_LETTERS:
        raise Refused("note_too_long")
    step = begin(dispute_id=dispute_id, act=DisputeAct.END_TEST, actor=actor, at=at, version=version)
    dispute = step.dispute
    if not selectors.owes_test(dispute=dispute):
        raise Refused("no_test_ordered")
    finished = selectors.finished_test(dispute=dispute)
    if finished is None and not words.strip():
        raise Refused("test_not_finished", number=dispute.number)
    dispute.test_ended_at, dispute.test_words = at, words.strip()
    end_warnings(dispute, TEST, at=at)
    tell_office(
        dispute,
        on=step.day,
        at=at,
        skip=actor,
        key=step.key,
        kind="dispute_end_test",
        subject=number_subject(dispute, _("Uji konsekuensi selesai")),
        text=_(
            "Uji konsekuensi yang diperintahkan dalam sengketa %(number)s selesai; sampaikan hasilnya kepada Majelis."
        )
        % {"number": dispute.number},
    )
    return close(
        step,
        changed=("test_ended_at", "test_words"),
        facts={
            "test": finished.pk if finished else None,
            "stage": finished.stage if finished else None,
            "late": dispute.test_due_on is not None and step.day > dispute.test_due_on,
        },
    )
