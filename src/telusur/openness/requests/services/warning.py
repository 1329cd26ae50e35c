"""Warns of dates of answer that come near or passed. What is owed is read from the cases as they stand."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.selectors import remaining_working_days
from telusur.kernel.notices import services as notices

from .. import selectors
from .steps import local_day
from .telling import case_link

if TYPE_CHECKING:
    from datetime import datetime

STEP = "answer"


def warn_of_deadlines(*, at: datetime) -> int:
    """Owe the PPID, and after him his superior, every warning whose day has come; return how many were new.

    Raises: CalendarGap, at the office whose calendar does not reach far enough.
    """
    made = 0
    for office, cases in groupby(selectors.answers_running_out(at=at), key=lambda case: case.office):
        calendar, on = calendar_for(office_code=office.code), local_day(office, at)
        for case in cases:
            if case.deadline is None:
                continue
            made += len(
                notices.owe_deadline_notices(
                    office_id=office.pk,
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
            )
    return made
