"""What the calendar has decided and nobody has written down yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from telusur.kernel.offices.selectors import local_day, national_day

from ..models import InformationRequest
from ..rules.words import State

if TYPE_CHECKING:
    from datetime import date, datetime

CHECKED = frozenset({State.SUBMITTED, State.VERIFICATION})  # the states in which an office checks the file
_NEAR = timedelta(days=21)  # wider than the first warning's working days, however the holidays fall


def answers_running_out(*, at: datetime) -> list[InformationRequest]:
    """Return the unanswered requests whose date of answer is near or past, with office and deadline, by office."""
    latest = national_day(at=at + _NEAR)
    found = InformationRequest.everything.unanswered().filter(
        imported=False, deadline__stopped_at=None, deadline__due_on__lte=latest
    )
    return list(found.select_related("office", "deadline").order_by("office_id", "deadline__due_on", "pk"))


def lapsed_checks(*, at: datetime) -> list[int]:
    """Return the ids of cases whose check for completeness ran out where their office stands, oldest first."""
    latest = national_day(at=at + timedelta(days=1))  # no zone is further ahead; each case is judged in its own below
    found = (
        InformationRequest.everything.filter(state__in=CHECKED, check_deadline__due_on__lt=latest)
        .select_related("office", "check_deadline")
        .order_by("check_deadline__due_on", "pk")
    )
    return [case.pk for case in found if check_lapsed(case=case, on=local_day(office=case.office, at=at))]


def check_lapsed(*, case: InformationRequest, on: date) -> bool:
    """Return whether the office's time to check the file was over before its day `on`: then it counts as complete."""
    clock = case.check_deadline
    return case.state in CHECKED and clock is not None and clock.due_on < on
