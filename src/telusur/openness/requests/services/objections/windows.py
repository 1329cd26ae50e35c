"""The time to object: thirty working days from when the ground arose, as a clock of the request.

Law: UU 14/2008 Pasal 36 ayat (1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.clocks import selectors as counting
from telusur.kernel.clocks import services as clocks
from telusur.kernel.law.acts import legal_act

from ... import selectors
from ...models import InformationRequest
from ...rules.words import UNANSWERED, State

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.clocks.models import Deadline

STEP = "objection_window"


def open_window(case: InformationRequest, *, arose_at: datetime, at: datetime) -> Deadline:
    """Return the clock of the time to object since that instant, started now where nobody did; another ground's ends.

    In the caller's transaction, with the request locked.
    """
    windows = counting.deadlines_of(subject_kind="request", subject_id=str(case.pk)).filter(step=STEP)
    known = windows.filter(started_at=arose_at).last()
    if known is not None:
        return known
    for running in windows.open():
        clocks.stop(deadline_id=running.pk, at=at)
    return clocks.start(
        subject_kind="request",
        subject_id=str(case.pk),
        office_code=case.office.code,
        time_zone=case.office.time_zone,
        track=case.track,
        step=STEP,
        label=case.number,
        started_at=arose_at,
        at=at,
    )


@legal_act
def open_lapsed_window(*, request_id: int, at: datetime) -> Deadline | None:
    """Start the time to object because the answer did not come in time; None where it came, or the time still runs."""
    rows = InformationRequest.everything.select_for_update(of=("self",)).select_related("office", "deadline")
    case = rows.get(pk=request_id)
    asked = selectors.asked_case(case=case)
    silent = State(case.state) in UNANSWERED and case.notified_at is None
    if not silent or asked.lapsed_at is None or asked.lapsed_at > at:
        return None
    return open_window(case, arose_at=asked.lapsed_at, at=at)
