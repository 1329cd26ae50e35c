"""What the figures count of objections: as facts, without the name of who objected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from telusur.kernel.calendars import selectors as calendars
from telusur.kernel.clocks.rules import working_days_between
from telusur.kernel.figures.selectors import asked_once
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices.selectors import local_day

from ..models import Objection
from ..rules import disputes
from ..rules.objections import ObjectionState
from .objections import order_late

if TYPE_CHECKING:
    from datetime import date

    from telusur.kernel.calendars.rules import Calendar
    from telusur.kernel.offices.models import Office

    from ..models import ObjectionQuerySet


@dataclass(frozen=True)
class CountedObjection:
    """One objection as the figures see it. days: working days from receipt to the reply, if there is one."""

    id: int
    number: str
    information: str
    grounds: tuple[str, ...]
    channel: str
    track: str
    verdict: str
    late: bool
    received_on: date
    replied_on: date | None
    closed_on: date | None
    due_on: date
    days: int | None

    def open_on(self, day: date) -> bool:
        """Return whether it had come in and had neither a reply nor an end at the end of `day`."""
        return self.received_on <= day and (self.ended_on is None or self.ended_on > day)

    @property
    def ended_on(self) -> date | None:
        """The day of its reply or its end, whichever came first; None while it waits."""
        return min((on for on in (self.replied_on, self.closed_on) if on), default=None)


@asked_once
def objections_received(*, office_id: int, start: date, end: date) -> list[CountedObjection]:
    """Return the objections that an office received in [start, end), in its own days, oldest first.

    What was entered by mistake and struck was never an objection.
    """
    office = asked_once(offices.office_by_id)(office_id=office_id)
    zone = ZoneInfo(office.time_zone)
    since, until = (datetime.combine(day, time(), tzinfo=zone) for day in (start, end))
    return _counted(Objection.everything.of_office(office_id).filter(received_at__range=(since, until)), office, end)


@asked_once
def objections_waiting(*, office_id: int, on: date) -> list[CountedObjection]:
    """Return the objections that waited for a reply at the end of `on`, oldest first."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    until = datetime.combine(on + timedelta(days=1), time(), tzinfo=ZoneInfo(office.time_zone))
    found = Objection.everything.of_office(office_id).filter(received_at__lt=until)
    return [each for each in _counted(found, office, on + timedelta(days=1)) if each.open_on(on)]


@asked_once
def objections_running(*, office_id: int, start: date, end: date) -> list[CountedObjection]:
    """Return the objections that waited for a reply at the end of any day of [start, end), oldest first."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    until = datetime.combine(end, time(), tzinfo=ZoneInfo(office.time_zone))
    found = _counted(Objection.everything.of_office(office_id).filter(received_at__lt=until), office, end)
    return [each for each in found if each.ended_on is None or each.ended_on > start]


def orders_given(*, office_id: int, start: date, end: date) -> list[tuple[CountedObjection, bool]]:
    """Return the objections of the period that were granted, each with whether its order was carried out in time; an
    order that a ruling or agreement replaced is nobody's to carry out."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    rows = {each.id: each for each in objections_received(office_id=office_id, start=start, end=end)}
    found = Objection.everything.filter(pk__in=rows, order_due_on__isnull=False).order_by("received_at", "pk")
    replaced = Objection.everything.filter(pk__in=rows, executed_at=None, disputes__outcome__in=disputes.ORDERING)
    return [
        (rows[each.pk], each.executed_at is not None and _in_time(each, office, each.executed_at))
        for each in found.exclude(pk__in=replaced.values("pk"))
    ]


def _in_time(objection: Objection, office: Office, done_at: datetime) -> bool:
    return not order_late(objection=objection, on=local_day(office=office, at=done_at))


def _counted(found: ObjectionQuerySet, office: Office, end: date) -> list[CountedObjection]:
    calendar = asked_once(calendars.calendar_for)(office_code=office.code)
    found = found.exclude(state=ObjectionState.STRUCK)
    rows = found.select_related("deadline").order_by("received_at", "pk")
    made = [_of(row, office, calendar) for row in rows]
    return [each for each in made if each.received_on < end]


def _of(row: Objection, office: Office, calendar: Calendar) -> CountedObjection:
    def day(at: datetime | None) -> date | None:
        return local_day(office=office, at=at) if at else None

    received = local_day(office=office, at=row.received_at)
    replied = day(row.decided_at)
    closed = day(row.closed_at) if row.state != ObjectionState.DISPUTED or not replied else replied
    return CountedObjection(
        id=row.pk,
        number=row.number,
        information=row.information,
        grounds=tuple(row.grounds),
        channel=row.channel,
        track=row.track,
        verdict=row.verdict,
        late=row.late,
        received_on=received,
        replied_on=replied,
        closed_on=closed,
        due_on=row.deadline.due_on,
        days=working_days_between(received, replied, calendar) if replied else None,
    )
