"""What a device is told before it sends: which contests and polling stations are its own, and how much waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.selectors import station_codes

from ..models import Run

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from telusur.results.elections.models import Contest, Election

    from ..models import Device


def contests_alike(*, election: Election) -> QuerySet[Contest]:
    """Return the contests of an election whose form is the same everywhere, in the order in which they were entered."""
    return election.contests.exclude(participants__district__isnull=False).order_by("pk")


def stations_of_device(*, device: Device, within: int | None = None) -> list[int]:
    """Return the codes of the polling stations for which a device may send. within: only those in a place."""
    spans = [span_of(place) for place in (device.area_id, within) if place]
    first = max((span[0] for span in spans), default=0)
    last = min((span[1] for span in spans), default=10**13 - 1)
    codes: list[int] = station_codes(election=device.election, within=(first, last)).tolist()
    return codes


def forms_that_wait(*, contest: Contest) -> int:
    """Return how many forms of a contest wait for people: to be read, resolved or decided."""
    return Run.objects.filter(contest=contest, in_force=True, waits_for__gt=0).count()
