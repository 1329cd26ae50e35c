"""What people typed, as far as somebody may know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max, Q

from telusur.results.elections.rules.codes import station_id

from ..models import Challenge, Entry, Event

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from telusur.results.elections.models import Contest

    from ..models import Run

BOTH = 2
RAISED, ANSWERED = "recapitulation.challenge", "recapitulation.answer_challenge"
READ_AGAIN = ("recapitulation.verify", "recapitulation.resolve", "recapitulation.decide")
CORRECTED_BY = tuple(f"recapitulation.{act}" for act in ("correct", "fill", "fill_begun", "settle"))


def entry_of(*, contest: Contest, station: int, person_id: int) -> Entry | None:
    """Return a person's own entry of the run in force; nobody else's is ever asked for."""
    found = Entry.objects.filter(
        run__contest=contest,
        run__station_id=station_id(contest.election_id, station),
        run__in_force=True,
        person_id=person_id,
    )
    return found.defer("run__values").first()


def readings_of(*, run: Run) -> Sequence[Entry]:
    """Return what people read from the form of a run, in turn; nothing before two have."""
    found = list(Entry.objects.filter(run=run, turn__isnull=False).order_by("turn"))
    return found if len(found) >= BOTH else []


def challenges_said(*, contest: Contest, station: int) -> dict[tuple[str, datetime], str]:
    """Return why a polling station's numbers were contested, by who did it, as events name him, and the moment."""
    whole = station_id(contest.election_id, station)
    found = Challenge.objects.filter(run__contest=contest, run__station_id=whole)
    rows = found.values_list("person_id", "raised_at", "reason")
    return {(f"user:{person}", raised_at): reason for person, raised_at, reason in rows}


def found_true(*, run: Run) -> bool:
    """Return whether a challenge of a run was found true, and its numbers are as they were: not corrected since it was
    raised, nor read or decided anew since it was answered."""
    events = Event.objects.filter(contest=run.contest_id, station=run.station_id, run=run.number)
    for each in Challenge.objects.filter(run=run, granted=True):
        raised = Max("index", filter=Q(act=RAISED, recorded_at=each.raised_at))
        answered = Max("index", filter=Q(act=ANSWERED, recorded_at=each.answered_at))
        corrected = Max("index", filter=Q(act__in=CORRECTED_BY, in_force=True))
        again = Max("index", filter=Q(act__in=READ_AGAIN, in_force=True))
        last = events.aggregate(raised=raised, answered=answered, corrected=corrected, again=again)
        told = {name: -1 if index is None else index for name, index in last.items()}
        unanswered = last["answered"] is None
        if told["corrected"] < told["raised"] and (unanswered or told["again"] < told["answered"]):
            return True
    return False


def challenges_of(*, run: Run) -> QuerySet[Challenge]:
    """Return the challenges of a run with their pictures, oldest first."""
    return Challenge.objects.filter(run=run).select_related("person", "picture__document").order_by("pk")
