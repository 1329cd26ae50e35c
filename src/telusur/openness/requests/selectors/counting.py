"""What the figures count: cases as facts, without the asker's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from telusur.kernel.calendars import selectors as calendars
from telusur.kernel.calendars.rules import CalendarGap, day_at
from telusur.kernel.clocks.rules import working_days_between
from telusur.kernel.figures.selectors import asked_once
from telusur.kernel.offices import selectors as offices

from ..models import InformationRequest
from ..rules.words import CLOSED

if TYPE_CHECKING:
    from datetime import date

    from telusur.kernel.calendars.rules import Calendar
    from telusur.kernel.offices.models import Office

    from ..models import RequestQuerySet


@dataclass(frozen=True)
class CountedCase:
    """One case as the figures see it.

    days: working days from receipt to the written notification; None without one, and where no calendar covers them.
    """

    id: int
    number: str
    question: str
    channel: str
    track: str
    state: str
    outcome: str
    person: int
    applicant_type: str
    sex: str
    occupation: str
    received_on: date
    answered_on: date | None
    closed_on: date | None
    due_on: date | None
    days: int | None
    extended: bool = False

    def open_on(self, day: date) -> bool:
        """Return whether the case had come in and was neither answered nor closed at the end of `day`."""
        return self.received_on <= day and not self.end_unknown and (self.ended_on is None or self.ended_on > day)

    @property
    def ended_on(self) -> date | None:
        """The day on which it was answered or closed, whichever came first; None while it runs."""
        return min((on for on in (self.answered_on, self.closed_on) if on), default=None)

    @property
    def end_unknown(self) -> bool:
        """Whether the case is over and nobody recorded when, as in a past register without the days."""
        return self.state in CLOSED and self.answered_on is None and self.closed_on is None

    def ran_past(self, due_on: date, *, on: date) -> bool:
        """Return whether the case, seen from `on`, was running after its date; never said of an end nobody knows."""
        return not self.end_unknown and (self.closed_on or on) > due_on


@asked_once
def cases_received(*, office_id: int, start: date, end: date) -> list[CountedCase]:
    """Return the cases that an office received in [start, end), counted in its own time zone, oldest first."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    since, until = instants(office_id=office_id, start=start, end=end)
    return _counted(_of(office_id).filter(received_at__gte=since, received_at__lt=until), office)


def instants(*, office_id: int, start: date, end: date) -> tuple[datetime, datetime]:
    """Return when two days begin where an office is."""
    zone = ZoneInfo(asked_once(offices.office_by_id)(office_id=office_id).time_zone)
    return datetime.combine(start, time(), tzinfo=zone), datetime.combine(end, time(), tzinfo=zone)


@asked_once
def cases_open(*, office_id: int, on: date) -> list[CountedCase]:
    """Return the cases that were running at the end of `on`, oldest first."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    until = datetime.combine(on + timedelta(days=1), time(), tzinfo=ZoneInfo(office.time_zone))
    found = _counted(_of(office_id).filter(received_at__lt=until).filter(_not_over_before(until)), office)
    return [case for case in found if case.open_on(on)]


@asked_once
def cases_running(*, office_id: int, start: date, end: date) -> list[CountedCase]:
    """Return the cases that ran at the end of any day of [start, end), oldest first."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    since, until = (datetime.combine(day, time(), tzinfo=ZoneInfo(office.time_zone)) for day in (start, end))
    found = _counted(_of(office_id).filter(received_at__lt=until).filter(_not_over_before(since)), office)
    return [case for case in found if not case.end_unknown]


def counted_case(*, case: InformationRequest) -> CountedCase:
    """Return one case as the figures see it."""
    return _counted(_of(case.office_id).filter(pk=case.pk), case.office)[0]


def _of(office_id: int) -> RequestQuerySet:
    return InformationRequest.everything.of_office(office_id)


def _not_over_before(until: datetime) -> Q:
    """Return the cases that were neither answered nor closed before `until`: what has long been over is not read."""
    return Q(notified_at=None, closed_at=None) | Q(notified_at__gte=until) | Q(notified_at=None, closed_at__gte=until)


def _counted(cases: RequestQuerySet, office: Office) -> list[CountedCase]:
    zone = ZoneInfo(office.time_zone)
    calendar = asked_once(calendars.calendar_for)(office_code=office.code)
    rows = cases.order_by("received_at", "pk").values_list(
        "pk",
        "number",
        "question",
        "channel",
        "track",
        "state",
        "outcome",
        "applicant_id",
        "applicant__first_id",
        "applicant__type",
        "applicant__sex",
        "applicant__occupation",
        "received_at",
        "notified_at",
        "closed_at",
        "deadline__due_on",
        "imported_due_on",
        "extended_at",
        "imported_extended",
    )
    return [_case(row, zone, calendar) for row in rows]


def _case(row: tuple[Any, ...], zone: ZoneInfo, calendar: Calendar) -> CountedCase:
    (key, number, question, channel, track, state, outcome, applicant, first, kind, sex, occupation,
     received_at, notified_at, closed_at, due_on, imported_due_on, extended_at, imported_extended) = row  # fmt: skip
    received: Any
    received, answered, closed = (day_at(at, zone.key) if at else None for at in (received_at, notified_at, closed_at))
    return CountedCase(
        id=key,
        number=number,
        question=question,
        channel=channel,
        track=track,
        state=state,
        outcome=outcome,
        person=first or applicant,
        applicant_type=kind,
        sex=sex,
        occupation=occupation,
        received_on=received,
        answered_on=answered,
        closed_on=closed,
        due_on=due_on or imported_due_on,
        days=_days(received, answered, calendar) if answered else None,
        extended=extended_at is not None or bool(imported_extended),
    )


def _days(received: date, answered: date, calendar: Calendar) -> int | None:
    """Return the working days of an answer, None when a past register reaches into years nobody loaded."""
    try:
        return working_days_between(received, answered, calendar)
    except CalendarGap:
        return None
