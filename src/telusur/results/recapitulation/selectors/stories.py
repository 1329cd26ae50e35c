"""What stands beside the numbers of many polling stations at once: which run is in force, and what led to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from telusur.results.elections.rules.codes import STATIONS_OF_AN_ELECTION, station_id

from ..models import Event, Picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from telusur.results.elections.models import Contest, Election

_IN_FORCE = """
select r.station_id, r.number, r.kind, r.last_index, e.act, e.reason, e.evidence
from recapitulation_run r join recapitulation_event e on e.election_id = %s and e.index = r.last_index
where r.contest_id = %s and r.in_force and r.station_id between %s and %s order by r.station_id
"""

_ALARMED = """
select distinct r.station_id from recapitulation_run r
join elections_contest c on c.id = r.contest_id
join recapitulation_event e on e.election_id = c.election_id and e.index = r.last_index
where c.election_id = %s and r.in_force and r.findings & %s <> 0 and e.recorded_at >= %s order by r.station_id
"""


def alarmed_since(*, election: Election, alarm: int, since: datetime) -> list[int]:
    """Return the polling stations with a form that alarms the supervisors and changed since then. alarm: as bits."""
    with connection.cursor() as cursor:
        cursor.execute(_ALARMED, [election.pk, alarm, since])
        return [row[0] % STATIONS_OF_AN_ELECTION for row in cursor.fetchall()]


@dataclass(frozen=True)
class RunInForce:
    """The run in force of one polling station, and the event that changed it last."""

    code: int
    number: int
    kind: str
    last_index: int
    act: str
    reason: str
    evidence: str


def runs_in_force(*, contest: Contest, within: tuple[int, int]) -> list[RunInForce]:
    """Return the runs in force between two codes of polling stations, in the order of their codes."""
    first, last = (station_id(contest.election_id, code) for code in within)
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, [contest.election_id, contest.pk, first, last])
        return [RunInForce(row[0] % STATIONS_OF_AN_ELECTION, *row[1:]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Happened:
    """One event of a polling station, as far as it is shown. values: the form after it, as it is stored."""

    code: int
    index: int
    act: str
    recorded_at: datetime
    reason: str
    salt: str
    values: bytes


def events_of(*, contest: Contest, stations: Sequence[int]) -> Iterator[Happened]:
    """Yield the events of these polling stations, oldest first at each station."""
    ids = [station_id(contest.election_id, code) for code in stations]
    found = Event.objects.filter(contest=contest, station_id__in=ids).order_by("station_id", "index")
    rows = found.values_list("station_id", "index", "act", "recorded_at", "reason", "salt", "values")
    for station, index, act, recorded_at, reason, salt, values in rows.iterator(chunk_size=2000):
        code = station % STATIONS_OF_AN_ELECTION
        yield Happened(code, index, act, recorded_at, reason, salt, bytes(values))


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
