"""The desk's list of disputes: what comes next first, filtered, counted, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, DateField, DateTimeField, F, Min, Q, When
from django.db.models.functions import Cast, Least, TruncDate

from telusur.kernel.look.numbers import whole_number

from ..models import Dispute
from ..rules import disputes as rules
from ..rules.disputes import DisputeState
from .queue import NUMBER_SIGNS, SERIALS

if TYPE_CHECKING:
    from datetime import date

    from telusur.kernel.offices.models import Office

    from ..models import DisputeQuerySet

WEEK = timedelta(days=7)
IN_COURT = (DisputeState.COURT, DisputeState.COURT_RULED, DisputeState.CASSATION)
ORDERS = {
    "due": (F("comes_next").asc(nulls_last=True), "-filed_at", "pk"),
    "newest": ("-filed_at", "-pk"),
    "oldest": ("filed_at", "pk"),
    "number": ("-year", "-serial"),
}


@dataclass(frozen=True)
class WantedDisputes:
    """What the desk asked to see. `view` is one of the figures on top, or `all`; empty texts filter nothing."""

    view: str = "open"
    state: str = ""
    outcome: str = ""
    text: str = ""
    order: str = "due"


@dataclass(frozen=True)
class DisputeCounts:
    """The figures above the list."""

    open: int
    heard: int
    court: int
    executing: int


def dispute_queue(*, office: Office, wanted: WantedDisputes, on: date) -> DisputeQuerySet:
    """Return the disputes of one office that were asked for, in the order asked for; `comes_next` is the day of what
    comes next for the office: a hearing, an answer, an ordered test, the end of its time to go on, an execution."""
    found = _of_view(Dispute.everything.of_office(office.pk), wanted.view, office=office, on=on)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.outcome:
        found = found.filter(outcome=wanted.outcome)
    found = _matching(found, wanted.text).annotate(comes_next=_comes_next(office))
    rows = found.select_related("objection__request", "applicant", "deadline")
    return rows.order_by(*ORDERS.get(wanted.order, ORDERS["due"]))


def dispute_counts(*, office: Office, on: date) -> DisputeCounts:
    """Return the figures above the list in one question to the database."""
    found = (
        Dispute.everything.of_office(office.pk)
        .open()
        .aggregate(
            open=Count("pk", distinct=True),
            heard=Count("pk", filter=_heard_soon(office, on), distinct=True),
            court=Count("pk", filter=Q(state__in=IN_COURT), distinct=True),
            executing=Count("pk", filter=_to_execute(), distinct=True),
        )
    )
    return DisputeCounts(**found)


def _to_execute() -> Q:
    return Q(state__in=[DisputeState.AGREED, DisputeState.FINAL], outcome__in=rules.ORDERING, executed_at=None)


def _heard_soon(office: Office, on: date) -> Q:
    zone = ZoneInfo(office.time_zone)
    until = datetime.combine(on + WEEK, time(), tzinfo=zone)
    since = datetime.combine(on, time(), tzinfo=zone)
    return Q(
        hearings__recorded_at=None,
        hearings__called_off_at=None,
        hearings__meets_at__gte=since,
        hearings__meets_at__lt=until,
    )


def _comes_next(office: Office) -> Least:
    """Return the expression of the next day: Least leaves out what is null."""
    coming = Q(hearings__recorded_at=None, hearings__called_off_at=None)
    meets = TruncDate(
        Min("hearings__meets_at", filter=coming, output_field=DateTimeField()), tzinfo=ZoneInfo(office.time_zone)
    )

    def day(condition: Q, name: str) -> Case:
        return Case(When(condition, then=F(name)), default=None, output_field=DateField())

    return Least(
        Cast(meets, DateField()),
        day(Q(answered_at=None), "answer_due_on"),
        day(Q(test_ended_at=None, state__in=rules.OPEN), "test_due_on"),
        day(_to_execute(), "order_due_on"),
        day(Q(state=DisputeState.RULED), "court_window__due_on"),
        day(Q(state=DisputeState.COURT_RULED), "cassation_window__due_on"),
    )


def _of_view(found: DisputeQuerySet, view: str, *, office: Office, on: date) -> DisputeQuerySet:
    views = {
        "open": found.open,
        "heard": lambda: found.open().filter(_heard_soon(office, on)).distinct(),
        "court": lambda: found.filter(state__in=IN_COURT),
        "executing": lambda: found.filter(_to_execute()),
        "closed": lambda: found.filter(state__in=rules.CLOSED),
        "all": found.all,
    }
    return views.get(view, found.open)()


def _matching(found: DisputeQuerySet, text: str) -> DisputeQuerySet:
    typed = text.strip()
    if not typed:
        return found
    numbers = (
        Q(number__icontains=typed)
        | Q(commission_number__icontains=typed)
        | Q(objection__number__icontains=typed)
        | Q(objection__request__number__icontains=typed)
    )
    if set(typed) <= NUMBER_SIGNS or "/" in typed:
        serial = whole_number(typed)
        return found.filter(numbers | Q(serial=serial) if serial is not None and serial < SERIALS else numbers)
    return found.filter(numbers | Q(information__icontains=typed) | Q(applicant__name__icontains=typed))
