"""The desk's queue: what runs out first, filtered, counted, a page at a time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Prefetch, Q

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.look.numbers import whole_number

from ..models import Disposition, InformationRequest
from ..rules import words
from ..rules.words import State

if TYPE_CHECKING:
    from datetime import date

    from ..models import RequestQuerySet

SOON = 2
NUMBER_SIGNS = frozenset("0123456789/-")
ORDERS = {
    # What has been answered no longer runs out: it stands below, latest first.
    "due": (F("deadline__stopped_at").asc(nulls_first=True), "deadline__due_on", "received_at", "pk"),
    "newest": ("-received_at", "-pk"),
    "oldest": ("received_at", "pk"),
    "number": ("-year", "register", "-serial"),
}


SERIALS = 2**31  # more than a column of serials holds


@dataclass(frozen=True)
class Wanted:
    """What the desk asked to see. `view` is one of the figures on top, or `all`; empty texts filter nothing."""

    view: str = "open"
    state: str = ""
    unit_id: int | None = None
    channel: str = ""
    track: str = ""
    mine: int | None = None
    text: str = ""
    order: str = "due"


@dataclass(frozen=True)
class Counts:
    """The figures above the queue."""

    overdue: int
    soon: int
    running: int
    waiting: int
    to_deliver: int
    to_finish: int


def last_soon_day(*, office_code: str, on: date) -> date:
    """Return the last day that is at most two working days away; of a year nobody loaded none is known."""
    calendar, day = calendar_for(office_code=office_code), on
    with suppress(CalendarGap):
        for _ in range(SOON):
            day = calendar.next_working_day(day)
    return day


# Granted and not handed over; and what is over but for the desk's word.
TO_DELIVER = Q(state=State.NOTIFIED, outcome__in=[words.Outcome.GRANTED_FULL, words.Outcome.GRANTED_PART])
TO_FINISH = Q(state=State.DELIVERED) | (Q(state=State.NOTIFIED) & ~TO_DELIVER)


def _of_view(cases: RequestQuerySet, view: str, *, on: date, soon: date) -> RequestQuerySet:
    views = {
        "open": cases.open,
        "overdue": lambda: cases.overdue(on=on),
        "soon": lambda: cases.unanswered().filter(deadline__due_on__range=(on, soon), deadline__stopped_at=None),
        "running": cases.unanswered,
        "waiting": lambda: cases.filter(state=State.AWAITING_COMPLETION),
        "to_deliver": lambda: cases.filter(TO_DELIVER),
        "to_finish": lambda: cases.filter(TO_FINISH),
        "closed": lambda: cases.filter(state__in=words.CLOSED),
        "all": cases.all,
    }
    return views.get(view, cases.open)()


def _matching(cases: RequestQuerySet, text: str) -> RequestQuerySet:
    typed = text.strip()
    if not typed:
        return cases
    if set(typed) <= NUMBER_SIGNS or "/" in typed:
        whole = Q(number__icontains=typed)
        return cases.filter(
            whole | Q(serial=serial) if (serial := whole_number(typed)) is not None and serial < SERIALS else whole
        )
    return cases.filter(Q(question__icontains=typed) | Q(applicant__name__icontains=typed) | Q(number__icontains=typed))


def queue(*, office_id: int, office_code: str, wanted: Wanted, on: date) -> RequestQuerySet:
    """Return the cases of one office that were asked for, in the order asked for, ready to be shown by the page."""
    cases = _of_view(
        InformationRequest.everything.of_office(office_id),
        wanted.view,
        on=on,
        soon=last_soon_day(office_code=office_code, on=on),
    )
    for column, value in (("state", wanted.state), ("channel", wanted.channel), ("track", wanted.track)):
        if value:
            cases = cases.filter(**{column: value})
    if wanted.unit_id is not None:
        cases = cases.with_the_unit(wanted.unit_id)
    if wanted.mine is not None:
        cases = cases.filter(officer_id=wanted.mine)
    cases = _matching(cases, wanted.text)
    asked = Disposition.objects.filter(closed_at=None).select_related("unit").order_by("pk")
    return (
        cases.order_by(*ORDERS.get(wanted.order, ORDERS["due"]))
        .select_related("deadline", "officer")
        .prefetch_related(Prefetch("dispositions", queryset=asked, to_attr="asked"))
    )


def counts(*, office_id: int, office_code: str, on: date) -> Counts:
    """Return the figures above the queue in one question to the database."""
    soon = last_soon_day(office_code=office_code, on=on)
    running = Q(state__in=words.UNANSWERED)
    found = (
        InformationRequest.everything.of_office(office_id)
        .open()
        .aggregate(
            overdue=Count("pk", filter=running & Q(deadline__due_on__lt=on, deadline__stopped_at=None)),
            soon=Count("pk", filter=running & Q(deadline__due_on__range=(on, soon), deadline__stopped_at=None)),
            running=Count("pk", filter=running),
            waiting=Count("pk", filter=Q(state=State.AWAITING_COMPLETION)),
            to_deliver=Count("pk", filter=TO_DELIVER),
            to_finish=Count("pk", filter=TO_FINISH),
        )
    )
    return Counts(**found)


def officers_with_cases(*, office_id: int) -> list[tuple[int, str, int]]:
    """Return (id, name, open cases) of everybody who minds open cases here, also of those who have left."""
    rows = (
        InformationRequest.everything.of_office(office_id)
        .open()
        .exclude(officer=None)
        .values_list("officer_id")
        .annotate(cases=Count("pk"))
        .order_by("officer_id")
    )
    found = list(rows)
    names = accounts.actor_names(refs={f"user:{key}" for key, _count in found})
    return [(key, names[f"user:{key}"], count) for key, count in found]


def awaiting_signature(*, office_id: int) -> RequestQuerySet:
    """Return the decided cases of one office whose notification waits for its signature, nearest end first."""
    cases = InformationRequest.everything.of_office(office_id).filter(
        state__in=[State.AWAITING_SIGNATURE, State.ANSWERED_BY_DESK]
    )
    return cases.select_related("deadline", "office").order_by(F("deadline__due_on").asc(nulls_last=True), "pk")
