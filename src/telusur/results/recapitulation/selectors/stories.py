"""What stands beside the numbers of many polling stations at once: which run is in force, and what led to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db import connection

from telusur.results.elections.rules.codes import STATIONS_OF_AN_ELECTION, station_id
from telusur.results.elections.rules.districts import inside

from ..models import Challenge, Event, Picture, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from telusur.results.elections.models import Contest, Election
    from telusur.results.elections.rules.districts import Span

_BESIDE = ["recapitulation.challenge", "recapitulation.answer_challenge"]  # what leaves numbers as they are
_IN_FORCE = """
select r.station_id, r.number, r.kind, r.last_index, coalesce(c.act, e.act), coalesce(c.reason, e.reason),
    coalesce(c.evidence, e.evidence)
from recapitulation_run r join recapitulation_event e on e.election_id = %s and e.index = r.last_index
left join lateral (
    select act, reason, evidence from recapitulation_event
    where e.act = any(%s) and contest_id = r.contest_id and station_id = r.station_id and run = r.number and in_force
        and not act = any(%s) order by index desc limit 1
) c on true
where r.contest_id = %s and r.in_force and {inside} order by r.station_id
"""
_BEING_READ = """
select p.station_id from recapitulation_picture p where p.contest_id = %s and {pictures} and not exists (
    select from recapitulation_run r where r.contest_id = p.contest_id and r.station_id = p.station_id and r.in_force
        and r.number > 1
)
union
select r.station_id from recapitulation_run r where r.contest_id = %s and {runs} and r.in_force
    and exists (select from recapitulation_entry e where e.run_id = r.id and e.turn is not null)
"""

_ALARMED = """
select r.station_id, max(coalesce(began.index, r.last_index))
from recapitulation_run r join elections_contest c on c.id = r.contest_id
left join lateral (
    select min(e.index) as index from recapitulation_event e
    where e.contest_id = r.contest_id and e.station_id = r.station_id and e.run = r.number and e.in_force
        and e.index > coalesce((
            select max(b.index) from recapitulation_event b
            where b.contest_id = r.contest_id and b.station_id = r.station_id and b.run = r.number and b.in_force
                and b.findings & %s = 0
        ), -1)
) began on true
where c.election_id = %s and r.in_force and r.findings & %s <> 0 group by r.station_id order by r.station_id
"""


def alarmed_stations(*, election: Election, alarm: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the polling stations with a form in force that alarms the supervisors, in the order of their codes; and at
    which place of the election's log the last of its alarms began, whatever happened to the form since. alarm: as
    bits."""
    with connection.cursor() as cursor:
        cursor.execute(_ALARMED, [alarm, election.pk, alarm])
        found = np.array(cursor.fetchall(), dtype=np.int64).reshape(-1, 2)
    return found[:, 0] % STATIONS_OF_AN_ELECTION, found[:, 1]


@dataclass(frozen=True)
class RunInForce:
    """The run in force of one polling station. last_index: of its last event. act, reason, evidence: of the last one
    that changed its numbers or where they stand, which a challenge does not."""

    code: int
    number: int
    kind: str
    last_index: int
    act: str
    reason: str
    evidence: str


def runs_in_force(*, contest: Contest, spans: Sequence[Span]) -> list[RunInForce]:
    """Return the runs in force of polling stations, in the order of their codes. spans: the first and last code of each
    part that is wanted."""
    with connection.cursor() as cursor:
        statement = _IN_FORCE.format(inside=inside("r.station_id", spans, contest.election_id))
        cursor.execute(statement, [contest.election_id, _BESIDE, _BESIDE, contest.pk])
        return [RunInForce(row[0] % STATIONS_OF_AN_ELECTION, *row[1:]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Happened:
    """One event of a polling station, as far as it is shown. values: the form after it, as it is stored; in_force:
    whether that counted from then on; votes, administration: where its blocks stood; findings: rules it broke."""

    code: int
    index: int
    act: str
    recorded_at: datetime
    reason: str
    salt: str
    values: bytes
    run: int
    in_force: bool
    votes: int
    administration: int
    findings: int


def events_of(*, contest: Contest, stations: Sequence[int]) -> Iterator[Happened]:
    """Yield the events of these polling stations, oldest first at each station."""
    ids = [station_id(contest.election_id, code) for code in stations]
    found = Event.objects.filter(contest=contest, station_id__in=ids).order_by("station_id", "index")
    names = ("station_id", "index", "act", "recorded_at", "reason", "salt", "values")
    rows = found.values_list(*names, "run", "in_force", "votes", "administration", "findings")
    for station, index, act, recorded_at, reason, salt, values, *stood in rows.iterator(chunk_size=2000):
        code = station % STATIONS_OF_AN_ELECTION
        yield Happened(code, index, act, recorded_at, reason, salt, bytes(values), *stood)


def kinds_of_runs(*, contest: Contest, stations: Sequence[int]) -> dict[tuple[int, int], str]:
    """Return of what kind each run of these polling stations is, by station and number."""
    ids = [station_id(contest.election_id, code) for code in stations]
    found = Run.objects.filter(contest=contest, station_id__in=ids).order_by()
    rows = found.values_list("station_id", "number", "kind")
    return {(station % STATIONS_OF_AN_ELECTION, number): kind for station, number, kind in rows}


def stations_being_read(*, contest: Contest, spans: Sequence[Span]) -> set[int]:
    """Return the polling stations of whose run in force a picture came, or somebody handed in what he read, whatever
    became of it. A picture of an earlier run is none of a repetition's. spans: as `runs_in_force` has them."""
    pictures, runs = (inside(column, spans, contest.election_id) for column in ("p.station_id", "r.station_id"))
    with connection.cursor() as cursor:
        cursor.execute(_BEING_READ.format(pictures=pictures, runs=runs), [contest.pk, contest.pk])
        return {station % STATIONS_OF_AN_ELECTION for (station,) in cursor.fetchall()}


def challengers_of(*, contest: Contest, stations: Sequence[int]) -> dict[tuple[int, datetime], tuple[str, bool]]:
    """Return in which role somebody contested the numbers of these polling stations, by station and moment, and
    whether that still waits for an answer."""
    ids = [station_id(contest.election_id, station) for station in stations]
    found = Challenge.objects.filter(run__contest=contest, run__station_id__in=ids)
    rows = found.values_list("run__station_id", "raised_at", "as_role", "granted", "run__in_force")
    return {
        (station % STATIONS_OF_AN_ELECTION, raised_at): (role, granted is None and in_force)
        for station, raised_at, role, granted, in_force in rows
    }


@dataclass(frozen=True)
class ShownPage:
    """A page of a form as the public hears of it: digest of its original, and of its covered copy if there is one."""

    page: int
    original: str
    masked: str


def pages_of_forms(*, contest: Contest, stations: Sequence[int]) -> dict[int, list[ShownPage]]:
    """Return the newest picture of each page of these polling stations' forms, page by page."""
    ids = [station_id(contest.election_id, code) for code in stations]
    rows = Picture.objects.filter(contest=contest, station_id__in=ids).order_by("station_id", "page", "pk")
    found: dict[int, dict[int, ShownPage]] = {}
    for station, page, digest, masked in rows.values_list("station_id", "page", "digest", "masked__document__digest"):
        found.setdefault(station % STATIONS_OF_AN_ELECTION, {})[page] = ShownPage(page, digest, masked or "")
    return {code: list(pages.values()) for code, pages in found.items()}
