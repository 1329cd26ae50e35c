"""The clocks of a dispute: the commission's two, and the windows of both sides after a ruling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.clocks import services as clocks

from .steps import KIND

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.clocks.models import Deadline
    from telusur.kernel.offices.models import Office

    from ...models import Dispute

MOVED = "requests.tell_dispute_moved"
START = "dispute_start"
SETTLEMENT = "dispute_settlement"
COURT = "court_window"
CASSATION = "cassation_window"
# What the office owes by a day that a panel or a ruling set, and the day of a hearing.
ANSWER = "dispute_answer"
HEARING = "dispute_hearing"
EXECUTION = "dispute_execution"


def start_commission_clocks(
    *, key: int, office: Office, track: str, number: str, filed_at: datetime, at: datetime
) -> tuple[Deadline, Deadline]:
    """Start the commission's clocks from when it received the dispute: to begin, and to settle.

    Law: UU 14/2008 Pasal 38; Perki 1/2019 for election information.
    """
    first, second = clocks.start_all(
        steps=[(START, MOVED), (SETTLEMENT, MOVED)],
        subject_kind=KIND,
        subject_id=str(key),
        office_code=office.code,
        time_zone=office.time_zone,
        track=track,
        label=number,
        started_at=filed_at,
        at=at,
    )
    return first, second


def start_window(dispute: Dispute, *, step: str, started_at: datetime, at: datetime) -> Deadline:
    """Start the time to sue or to ask cassation, from when the ruling was received. Law: UU 14/2008 Pasal 47–48, 50."""
    return clocks.start(
        subject_kind=KIND,
        subject_id=str(dispute.pk),
        office_code=dispute.office.code,
        time_zone=dispute.office.time_zone,
        track=dispute.track,
        step=step,
        task=MOVED,
        label=dispute.number,
        started_at=started_at,
        at=at,
    )
