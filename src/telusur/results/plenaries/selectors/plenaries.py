"""Plenaries, and how far each has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Count, Q

from telusur.results.elections.rules.codes import DIGITS
from telusur.results.elections.selectors import dispute_window, layout_of

from ..models import Correction, Determination, Objection, Plenary
from ..rules.levels import NATION
from ..rules.parties import parties
from ..rules.states import Answer, Party, Seat, State
from ..rules.sums import Column

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.db.models import QuerySet

    from telusur.results.elections.models import Contest, Election
    from telusur.results.elections.rules.layout import Layout
    from telusur.results.elections.selectors import Service

    from ..models import Line
    from ..rules.levels import Level


def layout_for(*, plenary: Plenary) -> Layout:
    """Return how the form of a plenary is laid out."""
    return layout_of(contest=plenary.contest, district=plenary.district_id)


def column_of(*, values: bytes | memoryview, gaps: bytes | memoryview) -> Column:
    """Return a stored column."""
    return Column(
        tuple(np.frombuffer(bytes(values), dtype="<i4").tolist()),
        tuple(np.frombuffer(bytes(gaps), dtype="<i4").tolist()),
    )


def form_column(*, line: Line) -> Column:
    """Return what the form of a unit said when it was read."""
    return column_of(values=line.form, gaps=line.form_gaps)


def said_column(*, line: Line) -> Column:
    """Return what the plenary says of a unit."""
    return column_of(values=line.said, gaps=line.said_gaps)


def plenary_of(*, plenary_id: int) -> Plenary:
    """Return a plenary with its contest and election. Raises: LookupError."""
    found = Plenary.objects.select_related("contest__election", "district").filter(pk=plenary_id).first()
    if found is None:
        raise LookupError(plenary_id)
    return found


def plenaries_of(
    *, election: Election, areas: Collection[int | None] | None = None, results_only: bool = False
) -> QuerySet[Plenary]:
    """Return the plenaries of an election, the widest place first, with how many units were read and objections wait.

    areas: only those in these territories; None among them is the nation. results_only: only published ones.
    """
    found = Plenary.objects.filter(contest__election=election).select_related("contest__election", "district")
    if areas is not None and None not in areas:
        within = Q(pk__in=[])
        for area in areas:
            within |= _within(area or NATION)
        found = found.filter(within)
    if results_only:
        found = found.exclude(state__in=["reading", "proofed", "final", "signed", "scanned"])
    return found.annotate(
        read=Count("lines", distinct=True),
        waiting=Count("objections", distinct=True, filter=Q(objections__answer=Answer.OPEN)),
    ).order_by("contest_id", "place", "district_id", "-number")


def _within(area: int) -> Q:
    found = Q(place=area)
    for digits in DIGITS.values():
        span = 10 ** (digits - len(str(area)))
        if span > 1:
            found |= Q(place__gte=area * span, place__lt=(area + 1) * span)
    return found


def in_force_at(*, contest: Contest, place: int, level: str, district: int | None) -> Plenary | None:
    """Return the plenary in force of a place at a level, whatever its state."""
    return Plenary.objects.filter(
        contest=contest, place=place, level=level, district_id=district, in_force=True
    ).first()


def states_in_force(*, election: Election) -> dict[tuple[int, str, int, int | None], State]:
    """Return where the plenaries in force of an election stand, by contest, level, place and electoral district."""
    rows = Plenary.objects.filter(contest__election=election, in_force=True).order_by("pk")
    found = rows.values_list("contest_id", "level", "place", "district_id", "state")
    return {(contest, level, place, district): State(state) for contest, level, place, district, state in found}


def voices_of(*, plenary: Plenary, level: Level, by: Service) -> list[tuple[Party, int | None]]:
    """Return in whose names somebody may object at a plenary: (witness, number of the participant), (supervisor, None).

    The committee writes down what anybody in the room says; a witness speaks for the participant of his mandate.
    """
    roles = parties(by.posts, level, plenary.place)
    seats = plenary.signatures.filter(seat=Seat.WITNESS).order_by("place").values_list("place", flat=True)
    if Party.COMMITTEE not in roles:
        own = {post.participant for post in by.posts if post.role == Party.WITNESS and post.participant}
        held = plenary.contest.election.contests.filter(participants__pk__in=own)
        seats = seats.filter(place__in=list(held.values_list("participants__number", flat=True)))
    found: list[tuple[Party, int | None]] = []
    if roles & {Party.COMMITTEE, Party.WITNESS}:
        found += [(Party.WITNESS, number) for number in seats]
    if roles & {Party.COMMITTEE, Party.SUPERVISOR}:
        found.append((Party.SUPERVISOR, None))
    return found


def objections_of(*, plenary: Plenary) -> QuerySet[Objection]:
    """Return the objections at a plenary, the oldest first, with those that it got from below."""
    found = Objection.objects.filter(plenary=plenary).select_related("participant", "carried_from__plenary")
    return found.order_by("pk")


def corrections_of(*, plenary: Plenary) -> QuerySet[Correction]:
    """Return what a plenary said otherwise than the forms that it read, in the order in which it did."""
    return Correction.objects.filter(line__plenary=plenary).select_related("line").order_by("pk")


def determination_of(*, election: Election, determination_id: int) -> Determination:
    """Return one determined result of an election, with its plenary. Raises: LookupError."""
    found = Determination.objects.select_related("plenary__contest__election", "plenary__district", "contest")
    one = found.filter(pk=determination_id, contest__election=election).first()
    if one is None:
        raise LookupError(determination_id)
    return one


def disputable_since(*, result: Determination) -> datetime | None:
    """Return when the time to dispute a result began: with its own announcement or, where the law counts from the
    national one, with that; None before. Law: `elections.dispute_window`."""
    election = result.contest.election
    if not dispute_window(kind=election.kind, on=election.voted_on).of_nation or result.plenary.place == NATION:
        return result.announced_at
    national = Determination.objects.filter(
        contest__election=election, plenary__place=NATION, announced_at__gte=result.announced_at
    )
    return national.order_by("announced_at").values_list("announced_at", flat=True).first()


def determinations_of(*, contest: Contest) -> QuerySet[Determination]:
    """Return every result that was determined, the first of each place first; a later one takes its place, it stays."""
    found = Determination.objects.filter(contest=contest).select_related("plenary__district", "contest__election")
    return found.order_by("plenary__place", "plenary__district_id", "number")
