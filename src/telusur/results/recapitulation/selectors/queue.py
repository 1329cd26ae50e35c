"""What waits for people, the heaviest first. Nothing here reads what anybody typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from telusur.results.elections.rules.codes import DIGITS, STATION, station_code, station_id
from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.selectors import districts_of, names_of

from ..models import Challenge, Entry, Run
from ..rules.checks import names
from ..rules.queue import CERTAIN, Wait
from ..rules.states import DISPUTED, Standing
from .stories import stations_being_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from telusur.results.elections.models import Contest, Station
    from telusur.results.elections.rules.districts import Span

_SEEN = (
    "pk", "contest_id", "station_id", "number", "kind", "votes", "administration", "findings", "flags", "waits_for",
    "weight",
)  # fmt: skip
READERS = 2


@dataclass(frozen=True)
class Waiting:
    """One form that waits. votes: by how many totals may still move through it. being_read: whether a picture or a
    reading of it is in, as the published tree says. typing: how many people type it now. own: whether the one who looks
    has handed in a reading of it. found_wrong: a challenge was found true, and the numbers are not corrected yet."""

    contest: str
    code: int
    run: int
    village: str
    district: str
    waits_for: Wait
    votes: int
    standing: Standing
    being_read: bool
    findings: tuple[str, ...]
    disputed: bool
    found_wrong: bool
    typing: int
    own: bool


def waiting_runs(
    *,
    contests: Iterable[Contest],
    areas: Sequence[int | None],
    wait: Wait | None = None,
    within: int | None = None,
    unread_by: int | None = None,
    read_by: int | None = None,
) -> QuerySet[Run]:
    """Return the runs in force that wait for somebody in these territories, the heaviest first.

    wait: only those that wait so. within: only in this place. unread_by, read_by: only those of which this person has
    handed in no reading, or one. No column with numbers of a form is read.
    """
    contests = list(contests)
    found = Run.objects.filter(contest__in=contests, in_force=True, waits_for__gt=0)
    if unread_by is not None:
        found = found.filter(~Exists(_readings_by(unread_by)))
    if read_by is not None:
        found = found.filter(Exists(_readings_by(read_by)))
    if wait is not None:
        found = found.filter(waits_for=wait)
    found = found.filter(_inside(contests, areas))
    if within is not None:
        found = found.filter(_inside(contests, [within]))
    return found.only(*_SEEN).order_by("-weight", "station_id", "contest_id")


def _readings_by(person: int) -> QuerySet[Entry]:
    return Entry.objects.filter(run=OuterRef("pk"), person_id=person, turn__isnull=False)


def alarmed_runs(*, contests: Iterable[Contest], areas: Sequence[int | None], alarm: int) -> QuerySet[Run]:
    """Return the runs in force in these territories whose form alarms the supervisors, by station, with its numbers.
    alarm: as bits."""
    contests = list(contests)
    found = Run.objects.filter(contest__in=contests, in_force=True).filter(_inside(contests, areas))
    alarming = found.annotate(alarming=F("findings").bitand(alarm)).filter(alarming__gt=0)
    return alarming.only(*_SEEN, "values").order_by("station_id", "contest_id")


def challenged_runs(
    *, contests: Iterable[Contest], areas: Sequence[int | None], within: int | None = None
) -> QuerySet[Run]:
    """Return the runs in force in these territories with a challenge that nobody has answered, or that was found
    true and waits for the correction, the heaviest first.

    within: only in this place.
    """
    contests = list(contests)
    raised = Challenge.objects.exclude(granted=False).filter(run__contest__in=contests).values("run")
    found = Run.objects.filter(pk__in=raised, in_force=True).filter(_inside(contests, areas))
    found = found.annotate(marked=F("flags").bitand(DISPUTED)).filter(marked__gt=0)
    if within is not None:
        found = found.filter(_inside(contests, [within]))
    return found.only(*_SEEN).order_by("-weight", "station_id", "contest_id")


def to_type(
    *, contests: Iterable[Contest], areas: Sequence[int | None], person_id: int, at: datetime, resolves: bool
) -> QuerySet[Run]:
    """Return the runs in these territories that this person may type now, the heaviest first.

    resolves: also those where two others differ. Left out is what he typed himself, and what enough others type.
    """
    now = Q(turn=None, claimed_until__gt=at)
    busy = _entries(Q(resolves=False) & (Q(turn__isnull=False) | now))
    may = Q(waits_for=Wait.READERS, busy__lt=READERS)
    if resolves:
        may |= Q(waits_for=Wait.RESOLVER, resolving=0)
    found = waiting_runs(contests=contests, areas=areas, unread_by=person_id)
    return found.annotate(busy=busy, resolving=_entries(Q(resolves=True) & now)).filter(may)


def _entries(which: Q) -> Coalesce:
    """Return how many entries of a run are such, counted run by run: the first few are found without the rest."""
    found = Entry.objects.filter(which, run=OuterRef("pk")).order_by().values("run").annotate(number=Count("pk"))
    return Coalesce(Subquery(found.values("number")), 0)


def told(*, runs: Sequence[Run], contests: Iterable[Contest], person_id: int, at: datetime) -> list[Waiting]:
    """Return runs as they are listed to a person, with the names of their places, in as many queries for many runs of
    a contest as for one."""
    codes = {run.pk: station_code(run.station_id) for run in runs}
    places = names_of(codes={code // 1000 for code in codes.values()} | {code // 10**7 for code in codes.values()})
    typing = Count("entries", filter=Q(entries__turn=None, entries__claimed_until__gt=at))
    counted = Run.objects.filter(pk__in=codes).order_by().annotate(typing=typing, own=Exists(_readings_by(person_id)))
    busy = {pk: (typing, own) for pk, typing, own in counted.values_list("pk", "typing", "own")}
    asked = set(Challenge.objects.filter(run__in=codes, granted=None).values_list("run_id", flat=True))
    named = {contest.pk: contest for contest in contests}
    being_read = {
        (pk, code)
        for pk, contest in named.items()
        if (missing := [codes[run.pk] for run in runs if run.contest_id == pk and run.votes == Standing.MISSING])
        for code in stations_being_read(contest=contest, spans=[(code, code) for code in missing])
    }
    return [
        Waiting(
            contest=named[run.contest_id].code,
            code=codes[run.pk],
            run=run.number,
            village=places.get(codes[run.pk] // 1000, ""),
            district=places.get(codes[run.pk] // 10**7, ""),
            waits_for=Wait(run.waits_for),
            votes=-(-run.weight // CERTAIN),
            standing=Standing(run.votes),
            being_read=(run.contest_id, codes[run.pk]) in being_read,
            findings=tuple(names(run.findings)),
            disputed=bool(run.flags & DISPUTED),
            found_wrong=bool(run.flags & DISPUTED) and run.pk not in asked,
            typing=busy[run.pk][0],
            own=busy[run.pk][1],
        )
        for run in runs
    ]


@dataclass(frozen=True)
class Unit:
    """A polling station of a contest, and how its form is listed to somebody; None where nothing has arrived."""

    contest: str
    code: int
    village: str
    district: str
    form: Waiting | None


def stations_of(*, contest: Contest, areas: Sequence[int | None], within: int | None = None) -> QuerySet[Station]:
    """Return the polling stations of a contest in these territories, by code. within: only in this place."""
    spans = [span for district in districts_of(contest=contest) for span in district.spans]
    found = contest.election.stations.filter(_in_spans(contest.election_id, spans, "pk"))
    for places in (areas, [within]):
        if None not in places:
            found = found.filter(_in_spans(contest.election_id, [_span(area or 0) for area in places], "pk"))
    return found.only("pk").order_by("pk")


def units_told(*, contest: Contest, stations: Sequence[Station], person_id: int, at: datetime) -> list[Unit]:
    """Return polling stations as they are listed to a person, whether a form of them is in or not."""
    keys = [station.pk for station in stations]
    runs = list(Run.objects.filter(contest=contest, station_id__in=keys, in_force=True).only(*_SEEN))
    forms = {each.code: each for each in told(runs=runs, contests=[contest], person_id=person_id, at=at)}
    codes = [station_code(key) for key in keys]
    places = names_of(codes={code // 1000 for code in codes} | {code // 10**7 for code in codes})
    return [
        Unit(contest.code, code, places.get(code // 1000, ""), places.get(code // 10**7, ""), forms.get(code))
        for code in codes
    ]


def _inside(contests: Sequence[Contest], areas: Sequence[int | None]) -> Q:
    """Return the condition that a run's station lies in one of these territories; None is everywhere."""
    if None in areas or not contests:
        return Q()
    return _in_spans(contests[0].election_id, [_span(area or 0) for area in areas], "station_id")


def _in_spans(election: int, spans: Sequence[Span], field: str) -> Q:
    """Return the condition that a polling station lies in one of these spans. field: that holds its id."""
    found = Q(pk__in=[])
    for first, last in spans:
        ends = station_id(election, first), station_id(election, last)
        found |= Q(**{f"{field}__gte": ends[0], f"{field}__lte": ends[1]})
    return found


def _span(area: int) -> tuple[int, int]:
    return (area, area) if len(str(area)) == DIGITS[STATION] else span_of(area)
