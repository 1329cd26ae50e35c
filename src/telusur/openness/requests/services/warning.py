"""Warns of dates of answer that come near or passed. What is owed is read from the cases as they stand."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.selectors import remaining_working_days
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day

from .. import selectors
from .telling import case_link

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.calendars.rules import Calendar

    from ..models import InformationRequest

STEP = "answer"


def warn_of_deadlines(*, at: datetime) -> int:
    """Owe the PPID, and after him his superior, every warning whose day has come; return how many were new.

    An office or a case that fails does not hold up the others. Raises: ExceptionGroup of what failed, such as
    CalendarGap at an office whose calendar does not reach far enough; what the others are owed stays.
    """
    made, faults = 0, []
    for office, cases in groupby(selectors.answers_running_out(at=at), key=lambda case: case.office):
        try:
            calendar, on = calendar_for(office_code=office.code), local_day(office=office, at=at)
        except Exception as error:  # noqa: BLE001 raised below, with the others
            faults.append(error)
            continue
        for case in cases:
            try:
                made += _warn_of(case, on=on, calendar=calendar, at=at)
            except Exception as error:  # noqa: BLE001 raised below, with the others
                faults.append(error)
    if faults:
        raise ExceptionGroup("deadlines nobody could be warned of", faults)
    return made


@legal_act
def _warn_of(case: InformationRequest, *, on: date, calendar: Calendar, at: datetime) -> int:
    if case.deadline is None:
        return 0
    owed = notices.owe_deadline_notices(
        office_id=case.office_id,
        subject_kind="request",
        subject_id=str(case.pk),
        number=case.number,
        step=STEP,
        due_on=case.deadline.due_on,
        working_days_left=remaining_working_days(case.deadline, on, calendar=calendar),
        link=case_link(case),
        on=on,
        at=at,
    )
    return len(owed)
