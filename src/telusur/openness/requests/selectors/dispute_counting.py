"""What the figures count of disputes: as facts, without the name of who disputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from telusur.kernel.figures.selectors import asked_once
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices.selectors import local_day

from ..models import Dispute, DisputeRuling, Suit
from ..rules.disputes import Forum

if TYPE_CHECKING:
    from datetime import date

    from telusur.kernel.offices.models import Office

    from ..models import DisputeQuerySet


@dataclass(frozen=True)
class CountedDispute:
    """One dispute as the figures see it."""

    id: int
    number: str
    commission: str
    commission_name: str
    information: str
    state: str
    outcome: str
    track: str
    late: bool
    filed_on: date
    order_due_on: date | None
    executed_on: date | None
    closed_on: date | None

    def open_on(self, day: date) -> bool:
        """Return whether it had been filed and was not over at the end of `day`."""
        return self.filed_on <= day and (self.closed_on is None or self.closed_on > day)


@asked_once
def disputes_filed(*, office_id: int, start: date, end: date) -> list[CountedDispute]:
    """Return the disputes filed against an office in [start, end), in its own days, oldest first."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    zone = ZoneInfo(office.time_zone)
    since, until = (datetime.combine(day, time(), tzinfo=zone) for day in (start, end))
    found = Dispute.everything.of_office(office_id).filter(filed_at__gte=since, filed_at__lt=until)
    return _counted(found, office)


@asked_once
def disputes_open(*, office_id: int, on: date) -> list[CountedDispute]:
    """Return the disputes that were not over at the end of `on`, oldest first, at the stage where they stand now."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    until = datetime.combine(on + timedelta(days=1), time(), tzinfo=ZoneInfo(office.time_zone))
    found = Dispute.everything.of_office(office_id).filter(filed_at__lt=until)
    return [each for each in _counted(found, office) if each.open_on(on)]


@asked_once
def disputes_running(*, office_id: int, start: date, end: date) -> list[CountedDispute]:
    """Return the disputes that were not over at the end of any day of [start, end), oldest first."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    until = datetime.combine(end, time(), tzinfo=ZoneInfo(office.time_zone))
    found = _counted(Dispute.everything.of_office(office_id).filter(filed_at__lt=until), office)
    return [each for each in found if each.closed_on is None or each.closed_on > start]


@dataclass(frozen=True)
class CountedProceeding:
    """A lawsuit, a cassation or a ruling of a court as the figures see it."""

    id: int
    number: str
    forum: str
    court: str
    side: str
    outcome: str
    on: date


def suits_filed(*, office_id: int, start: date, end: date) -> list[CountedProceeding]:
    """Return the lawsuits and cassations over disputes of an office that were filed in [start, end), oldest first."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    zone = ZoneInfo(office.time_zone)
    since, until = (datetime.combine(day, time(), tzinfo=zone) for day in (start, end))
    found = Suit.objects.filter(dispute__office_id=office_id, filed_at__gte=since, filed_at__lt=until)
    return [
        CountedProceeding(
            id=row.pk,
            number=row.dispute.number,
            forum=row.forum,
            court=row.court,
            side=row.side,
            outcome="",
            on=local_day(office=office, at=row.filed_at),
        )
        for row in found.select_related("dispute").order_by("filed_at", "pk")
    ]


def court_rulings(*, office_id: int, start: date, end: date) -> list[CountedProceeding]:
    """Return what courts ruled in [start, end) on disputes of an office, oldest first; not what a commission did."""
    found = DisputeRuling.objects.filter(dispute__office_id=office_id, decided_on__gte=start, decided_on__lt=end)
    return [
        CountedProceeding(
            id=row.pk,
            number=row.dispute.number,
            forum=row.forum,
            court="",
            side="",
            outcome=row.outcome,
            on=row.decided_on,
        )
        for row in found.exclude(forum=Forum.COMMISSION).select_related("dispute").order_by("decided_on", "pk")
    ]


def _counted(found: DisputeQuerySet, office: Office) -> list[CountedDispute]:
    return [_of(row, office) for row in found.order_by("filed_at", "pk")]


def _of(row: Dispute, office: Office) -> CountedDispute:
    def day(at: datetime | None) -> date | None:
        return local_day(office=office, at=at) if at else None

    return CountedDispute(
        id=row.pk,
        number=row.number,
        commission=row.commission,
        commission_name=row.commission_name,
        information=row.information,
        state=row.state,
        outcome=row.outcome,
        track=row.track,
        late=row.late,
        filed_on=local_day(office=office, at=row.filed_at),
        order_due_on=row.order_due_on,
        executed_on=day(row.executed_at),
        closed_on=day(row.closed_at),
    )
