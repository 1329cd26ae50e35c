"""The desk's queue of objections: what runs out first, filtered, counted, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Count, DateField, F, Q, When

from telusur.kernel.look.numbers import whole_number

from ..models import UNDER_ORDER, Objection
from ..rules import objections as rules
from ..rules.objections import ObjectionState
from .queue import NUMBER_SIGNS, SERIALS, last_soon_day

if TYPE_CHECKING:
    from datetime import date

    from ..models import ObjectionQuerySet

# The superior's next step, and the PPID's.
WAITS_FOR_SUPERIOR = (ObjectionState.REGISTERED, ObjectionState.REVIEWED, ObjectionState.DELIBERATED)
# What runs now: the superior's reply, then the order's day.
RUNS_OUT = Case(
    When(state__in=sorted(rules.UNREPLIED), then=F("deadline__due_on")),
    When(UNDER_ORDER, then=F("order_due_on")),
    default=None,
    output_field=DateField(),
)
ORDERS = {
    "due": (F("runs_out").asc(nulls_last=True), "-received_at", "pk"),
    "newest": ("-received_at", "-pk"),
    "oldest": ("received_at", "pk"),
    "number": ("-year", "-serial"),
}


@dataclass(frozen=True)
class WantedObjections:
    """What the desk asked to see. `view` is one of the figures on top, or `all`; empty texts filter nothing."""

    view: str = "open"
    state: str = ""
    ground: str = ""
    text: str = ""
    order: str = "due"


@dataclass(frozen=True)
class ObjectionCounts:
    """The figures above the queue."""

    overdue: int
    soon: int
    waiting: int
    ordered: int
    late_orders: int


def objection_queue(*, office_id: int, office_code: str, wanted: WantedObjections, on: date) -> ObjectionQuerySet:
    """Return the objections of one office that were asked for, in the order asked for. Raises: CalendarGap."""
    found = _of_view(Objection.everything.of_office(office_id), wanted.view, on=on, office_code=office_code)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.ground:
        found = found.filter(grounds__contains=[wanted.ground])
    found = _matching(found, wanted.text).annotate(runs_out=RUNS_OUT)
    return found.order_by(*ORDERS.get(wanted.order, ORDERS["due"])).select_related("deadline", "request", "applicant")


def objection_counts(*, office_id: int, office_code: str, on: date) -> ObjectionCounts:
    """Return the figures above the queue in one question to the database. Raises: CalendarGap."""
    soon = last_soon_day(office_code=office_code, on=on)
    unreplied = Q(state__in=rules.UNREPLIED)
    found = Objection.everything.of_office(office_id).aggregate(
        overdue=Count("pk", filter=unreplied & Q(deadline__due_on__lt=on)),
        soon=Count("pk", filter=unreplied & Q(deadline__due_on__range=(on, soon))),
        waiting=Count("pk", filter=Q(state__in=WAITS_FOR_SUPERIOR)),
        ordered=Count("pk", filter=UNDER_ORDER),
        late_orders=Count("pk", filter=UNDER_ORDER & Q(order_due_on__lt=on)),
    )
    return ObjectionCounts(**found)


def _of_view(found: ObjectionQuerySet, view: str, *, on: date, office_code: str) -> ObjectionQuerySet:
    views = {
        "open": found.open,
        "overdue": lambda: found.overdue(on=on),
        "soon": lambda: found.unreplied().filter(
            deadline__due_on__range=(on, last_soon_day(office_code=office_code, on=on))
        ),
        "waiting": lambda: found.filter(state__in=WAITS_FOR_SUPERIOR),
        "ordered": found.under_order,
        "closed": lambda: found.filter(state__in=rules.CLOSED),
        "all": found.all,
    }
    return views.get(view, found.open)()


def _matching(found: ObjectionQuerySet, text: str) -> ObjectionQuerySet:
    typed = text.strip()
    if not typed:
        return found
    numbers = Q(number__icontains=typed) | Q(request__number__icontains=typed)
    if set(typed) <= NUMBER_SIGNS or "/" in typed:
        serial = whole_number(typed)
        return found.filter(numbers | Q(serial=serial) if serial is not None and serial < SERIALS else numbers)
    return found.filter(numbers | Q(information__icontains=typed) | Q(applicant__name__icontains=typed))
