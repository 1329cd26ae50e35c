"""When cases run out, and how each date was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from telusur.kernel.calendars.rules import day_at
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.law import selectors as law
from telusur.kernel.law.rules import readings_in_force

from . import rules
from .models import STEP_LABELS, Deadline, StageDecree
from .rules import Count, Period, Readings, Step, Track

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from telusur.kernel.calendars.rules import Calendar, Day
    from telusur.kernel.law.rules import Choice

    from .models import DeadlineQuerySet
    from .rules import Computation, Proposal, Stage, Stricter

ROOM = "clocks"
RESPONSE_TIME = "response_time"
# The steps by which an office must act; the others are an applicant's, a commission's or a court's.
OFFICE_STEPS = (
    Step.COMPLETENESS,
    Step.ANSWER,
    Step.EXTENDED_ANSWER,
    Step.OBJECTION_REPLY,
    Step.CONFIRMATION,
    Step.DECLARE_OPEN,
    Step.RELEASE_CHECK,
)


@dataclass(frozen=True)
class Move:
    """A running deadline whose date a change of the calendar moves."""

    deadline: Deadline
    found: Computation

    @property
    def old(self) -> date:
        return self.deadline.due_on

    @property
    def new(self) -> date:
        return self.found.due

    @property
    def shown(self) -> bool:
        """Whether the date in force moves; otherwise only that of an extension nobody gave yet."""
        return self.old != self.new


@dataclass(frozen=True)
class DeadlineFacts:
    """What a page or letter shows of a deadline; fields are the inputs of `look/components/deadline.html`.

    remaining: working days left, negative when late, None when the clock stands. text: the same in words.
    """

    due_on: date
    remaining: int | None
    text: str
    computation: Computation
    started_on: date
    stricter_on: date | None
    stopped_on: date | None


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
    on = day_at(received, time_zone)
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
    """Return the periods the deadline was counted by, ending with the very rule it keeps, and its extension.

    A row shipped later for an earlier day leaves them alone: an explanation once given never changes.
    """
    on = day_at(deadline.started_at, deadline.time_zone)
    return rules.count_for(
        law.rows(ROOM, RESPONSE_TIME),
        track=Track(deadline.track),
        step=Step(deadline.step),
        on=on,
        kept=frozenset({deadline.rule_id, *deadline.rule_ids}),
    )


def remaining_working_days(deadline: Deadline, on: date, *, calendar: Calendar | None = None) -> int:
    """Return how many working days are left after `on` until the due date: 0 on the last day, negative when late.

    calendar: the office's, for callers that ask for many deadlines. Raises: CalendarGap.
    """
    calendar = calendar or calendar_for(office_code=deadline.office_code)
    return rules.working_days_between(on, deadline.due_on, calendar)


def stages() -> tuple[Stage, ...]:
    """Return the stages of elections that count: those shipped, and what the national office decreed since."""
    shipped = [rules.stage_of(row) for row in law.rows(ROOM, "election_stage")]
    decreed = [
        rules.Stage(
            key=row.key,
            name=row.name,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            source=row.decree_number,
            confirmed=True,
            scope=row.scope,
            called_off=row.called_off,
        )
        for row in StageDecree.objects.order_by("pk")
    ]
    return rules.standing([*shipped, *decreed])


def proposed_track(*, office_code: str, on: date) -> Proposal:
    """Return the track to propose for a request that an office received on `on`, with the stages it follows from."""
    return rules.propose(stages(), office_code=office_code, on=on)


def deadlines_of(*, subject_kind: str, subject_id: str) -> DeadlineQuerySet:
    """Return every deadline a subject has or had, in the order they started."""
    return Deadline.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("started_at", "pk")


def deadlines_of_many(*, subject_kind: str, subject_ids: Iterable[str], step: str) -> dict[str, list[Deadline]]:
    """Return the deadlines of one step of many subjects, each in the order they started."""
    found: dict[str, list[Deadline]] = {}
    rows = Deadline.objects.filter(subject_kind=subject_kind, subject_id__in=list(subject_ids), step=step)
    for row in rows.order_by("started_at", "pk"):
        found.setdefault(row.subject_id, []).append(row)
    return found


def owed_by_office(*, office_code: str, subject_kinds: Collection[str]) -> DeadlineQuerySet:
    """Return the running clocks on these kinds of things that the office itself must meet, nearest end first."""
    found = Deadline.objects.open().filter(office_code=office_code, subject_kind__in=list(subject_kinds))
    return found.filter(step__in=[step.value for step in OFFICE_STEPS]).order_by("due_on", "pk")


def subjects_with(*, subject_kind: str, step: str) -> frozenset[str]:
    """Return the ids of the subjects of a kind for which this step runs now."""
    found = Deadline.objects.open().filter(subject_kind=subject_kind, step=step)
    return frozenset(found.values_list("subject_id", flat=True))


def moved_by(*, days: Sequence[Day], years: Iterable[int] = ()) -> list[Move]:
    """Return the running deadlines of all offices whose date, or date if extended, these days would move.

    By office, then by date. The list is what `services.add_days` then does. Raises: CalendarGap when a date would
    fall into a year nobody loaded.
    """
    calendars: dict[str, Calendar] = {}
    moves = []
    for deadline in touched_by(days=days):
        code = deadline.office_code
        if code not in calendars:
            calendars[code] = calendar_for(office_code=code).with_days(days, years)
        found = rules.compute(stored_count(deadline, calendar=calendars[code]))
        if (found.due, found.due_if_extended) != (deadline.due_on, deadline.due_if_extended):
            moves.append(Move(deadline, found))
    return moves


def touched_by(*, days: Sequence[Day]) -> DeadlineQuerySet:
    """Return the running deadlines in whose territory and span one of the days lies, by office and date."""
    touched = Q(pk__in=())
    for day in days:
        midnight = datetime.combine(day.on + timedelta(days=2), time(), tzinfo=UTC)
        touched |= Q(office_code__startswith=day.scope, started_at__lt=midnight, ends_on__gte=day.on)
    return (
        Deadline.objects.open()
        .annotate(ends_on=Greatest("due_on", Coalesce("due_if_extended", "due_on")))
        .filter(touched)
        .order_by("office_code", "due_on", "pk")
    )


def facts_of(deadline: Deadline, on: date, *, calendar: Calendar | None = None) -> DeadlineFacts:
    """Return everything a page shows of a deadline on the day `on`. Raises: CalendarGap."""
    stricter_date = None if deadline.stopped_at else stricter(deadline)
    remaining = None if deadline.stopped_at else remaining_working_days(deadline, on, calendar=calendar)
    return DeadlineFacts(
        due_on=deadline.due_on,
        remaining=remaining,
        text=in_words(due_on=deadline.due_on, remaining=remaining),
        computation=explain(deadline),
        started_on=deadline.started_on,
        stricter_on=stricter_date.due if stricter_date else None,
        stopped_on=day_at(deadline.stopped_at, deadline.time_zone) if deadline.stopped_at else None,
    )


def in_words(*, due_on: date, remaining: int | None) -> str:
    """Return a deadline as a sentence: "sisa 3 hari kerja, paling lambat Selasa, 7 April 2026"."""
    day = date_format(due_on, "l, j F Y")
    if remaining is None:
        return _("batas waktunya %(day)s") % {"day": day}
    if remaining == 0:
        return _("hari ini, %(day)s, hari terakhir") % {"day": day}
    if remaining < 0:
        text = ngettext(
            "lewat %(number)d hari kerja dari %(day)s", "lewat %(number)d hari kerja dari %(day)s", -remaining
        )
    else:
        text = ngettext(
            "sisa %(number)d hari kerja, paling lambat %(day)s",
            "sisa %(number)d hari kerja, paling lambat %(day)s",
            remaining,
        )
    return text % {"number": abs(remaining), "day": day}


def step_label(step: str) -> str:
    """Return what a step is called."""
    return str(STEP_LABELS[Step(step)])
