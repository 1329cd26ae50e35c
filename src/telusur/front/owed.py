"""The running clocks that an office must meet, whatever they run on: one list, of what this officer may read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks import selectors as clocks
from telusur.kernel.clocks.rules import working_days_left

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from telusur.kernel.accounts.selectors import Standing
    from telusur.kernel.calendars.rules import Calendar
    from telusur.kernel.clocks.models import Deadline, DeadlineQuerySet
    from telusur.kernel.offices.models import Office

NEAR = 3  # working days within which an end is near
LATE, SOON, ALL = "lewat", "dekat", "semua"


@dataclass(frozen=True)
class Kind:
    """A kind of thing that clocks run on: the right to read it, and the name of its page."""

    permission: str
    page: str


KINDS = {
    "request": Kind("requests.see", "requests_case"),
    "objection": Kind("requests.see_objections", "objections_case"),
    "information": Kind("information.see", "information_desk_item"),
    "information_opening": Kind("information.see", "information_desk_item"),
    "information_determination": Kind("information.see_tests", "information_determination"),
}


@dataclass(frozen=True)
class Row:
    """A running clock as the list shows it. remaining: working days, None in a year that nobody loaded."""

    deadline: Deadline
    remaining: int | None
    step: str
    href: str


def last_near_day(*, on: date, calendar: Calendar) -> date:
    """Return the last day that is at most NEAR working days away; of a year nobody loaded none is known."""
    day = on
    with suppress(CalendarGap):
        for _day in range(NEAR):
            day = calendar.next_working_day(day)
    return day


def readable_kinds(standing: Standing) -> list[str]:
    return [kind for kind, facts in KINDS.items() if standing.may(facts.permission)]


def owed(*, office: Office, standing: Standing, view: str, on: date, calendar: Calendar) -> DeadlineQuerySet:
    """Return the clocks of an office that this officer may read: those past their day, those that end within NEAR
    working days, or all."""
    found = clocks.owed_by_office(office_code=office.code, subject_kinds=readable_kinds(standing))
    if view == LATE:
        return found.filter(due_on__lt=on)
    if view == SOON:
        return found.filter(due_on__range=(on, last_near_day(on=on, calendar=calendar)))
    return found


def rows_of(deadlines: Iterable[Deadline], *, office: Office, on: date) -> list[Row]:
    calendar = calendar_for(office_code=office.code)
    return [
        Row(
            each,
            working_days_left(on, each.due_on, calendar),
            clocks.step_label(each.step),
            reverse(KINDS[each.subject_kind].page, args=[office.slug, int(each.subject_id)]),
        )
        for each in deadlines
    ]
