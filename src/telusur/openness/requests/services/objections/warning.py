"""Warns of replies and orders that come near or passed. What is owed is read from the objections as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_between
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day

from ... import selectors
from ..telling import case_link
from .steps import EXECUTION, KIND, REPLY

if TYPE_CHECKING:
    from datetime import date, datetime

    from ...models import Objection


def warn_of_objections(*, at: datetime) -> int:
    """Owe the superior every warning of his replies, the PPID of his orders, and those above; return how many were new.

    One that fails does not hold up the others. Raises: ExceptionGroup of what failed, such as CalendarGap.
    """
    due = [(REPLY, each, each.deadline.due_on) for each in selectors.replies_running_out(at=at)]
    due += [(EXECUTION, each, each.order_due_on) for each in selectors.orders_running_out(at=at) if each.order_due_on]
    made, faults = 0, []
    for step, objection, due_on in due:
        try:
            made += _warn_of(objection, step=step, due_on=due_on, at=at)
        except Exception as error:  # noqa: BLE001 raised below, with the others
            faults.append(error)
    if faults:
        raise ExceptionGroup("objections nobody could be warned of", faults)
    return made


@legal_act
def _warn_of(objection: Objection, *, step: str, due_on: date, at: datetime) -> int:
    on = local_day(office=objection.office, at=at)
    left = working_days_between(on, due_on, calendar_for(office_code=objection.office.code))
    owed = notices.owe_deadline_notices(
        office_id=objection.office_id,
        subject_kind=KIND,
        subject_id=str(objection.pk),
        number=objection.number,
        step=step,
        due_on=due_on,
        working_days_left=left,
        link=case_link(objection),
        on=on,
        at=at,
    )
    return len(owed)
