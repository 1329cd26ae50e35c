"""What people typed, as far as somebody may know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.results.elections.rules.codes import station_id

from ..models import Challenge, Entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from telusur.results.elections.models import Contest

    from ..models import Run

BOTH = 2


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


def challenges_of(*, run: Run) -> QuerySet[Challenge]:
    """Return the challenges of a run with their pictures, oldest first."""
    return Challenge.objects.filter(run=run).select_related("person", "picture__document").order_by("pk")
