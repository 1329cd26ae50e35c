"""When cases run out, and how each date was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.law import selectors as law
from telusur.kernel.law.rules import readings_in_force

from . import rules
from .models import Deadline
from .rules import Count, Period, Readings, Step, Track

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time

    from telusur.kernel.calendars.rules import Calendar
    from telusur.kernel.law.rules import Choice

    from .models import DeadlineQuerySet
    from .rules import Computation, Stricter

ROOM = "clocks"
RESPONSE_TIME = "response_time"


class RunningDeadline(Protocol):
    """What rooms above may read of a deadline."""

    due_on: date
    office_code: str


def count_of(
    *,
    track: str,
    step: str,
    received: datetime,
    time_zone: str,
    calendar: Calendar,
    completed: datetime | None = None,
    closes_at: time | None = None,
    readings: Readings | None = None,
    choices: Sequence[Choice] | None = None,
) -> Count:
    """Return everything a date depends on, with the rules and readings in force on the day of receipt.

    readings: overrides those in force. choices: the national office's, when the caller already holds them. Raises:
    NoRuleInForce; ValueError for an unknown track or step.
    """
    on = received.astimezone(ZoneInfo(time_zone)).date()
    periods, extension = rules.count_for(law.rows(ROOM, RESPONSE_TIME), track=Track(track), step=Step(step), on=on)
    return Count(
        periods=periods,
        extension=extension,
        received=received,
        time_zone=time_zone,
        calendar=calendar,
        readings=readings if readings is not None else readings_on(on=on, choices=choices),
        completed=completed,
        closes_at=closes_at,
    )


def readings_on(*, on: date, choices: Sequence[Choice] | None = None) -> Readings:
    """Return the readings in force on a day. Raises: NoRuleInForce."""
    made = law.choices(room=ROOM) if choices is None else choices
    found = readings_in_force(law.rows(ROOM, "reading"), made, on)
    return Readings.of({key: reading.choice for key, reading in found.items()})


def explain(deadline: Deadline) -> Computation:
    """Return how a stored date was counted, with the rule, readings and calendar it keeps."""
    return rules.compute(stored_count(deadline))


def stricter(deadline: Deadline) -> Stricter | None:
    """Return the stricter date for the office where open readings differ, None where they agree."""
    return rules.stricter_for_office(stored_count(deadline))


def stored_count(deadline: Deadline, *, calendar: Calendar | None = None) -> Count:
    """Return the count a deadline was stored from; with `calendar`, the same count on another calendar."""
    periods, extension = stored_periods(deadline)
    return Count(
        periods=periods,
        extension=extension,
        received=deadline.started_at,
        time_zone=deadline.time_zone,
        calendar=calendar or calendar_for(office_code=deadline.office_code, version=deadline.calendar_version),
        readings=Readings.of(deadline.readings),
        completed=deadline.completed_at,
        closes_at=deadline.closes_at,
    )


def stored_periods(deadline: Deadline) -> tuple[tuple[Period, ...], Period | None]:
    """Return the periods of the day on which the deadline's event happened, ending with the rule it keeps."""
    on = deadline.started_at.astimezone(ZoneInfo(deadline.time_zone)).date()
    return rules.count_for(law.rows(ROOM, RESPONSE_TIME), track=Track(deadline.track), step=Step(deadline.step), on=on)


def remaining_working_days(deadline: RunningDeadline, on: date, *, calendar: Calendar | None = None) -> int:
    """Return how many working days are left after `on` until the due date: 0 on the last day, negative when late.

    calendar: the office's, for callers that ask for many deadlines. Raises: CalendarGap.
    """
    calendar = calendar or calendar_for(office_code=deadline.office_code)
    return rules.working_days_between(on, deadline.due_on, calendar)


def open_deadlines(*, office_code: str) -> DeadlineQuerySet:
    """Return the running deadlines of an office, what runs out first on top."""
    return Deadline.objects.of_office(office_code).open().order_by("due_on", "pk")


def overdue_deadlines(*, office_code: str, on: date) -> DeadlineQuerySet:
    """Return the running deadlines of an office that ran out before `on`, oldest first."""
    return Deadline.objects.of_office(office_code).overdue(on=on).order_by("due_on", "pk")


def due_within(*, office_code: str, working_days: int, on: date) -> DeadlineQuerySet:
    """Return the running deadlines that run out from `on` to `working_days` working days later. Raises: CalendarGap."""
    calendar = calendar_for(office_code=office_code)
    last = on
    for _ in range(working_days):
        last = calendar.next_working_day(last)
    return open_deadlines(office_code=office_code).filter(due_on__range=(on, last))


def deadlines_of(*, subject_kind: str, subject_id: str) -> DeadlineQuerySet:
    """Return every deadline a subject has or had, in the order they started."""
    return Deadline.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("started_at", "pk")


def rule_of(deadline: Deadline) -> Period:
    """Return the rule version a deadline keeps."""
    return rules.period_of(law.rule_by_id(deadline.rule_id))
