"""Writes what a web process has seen, a moment after it was seen; forgets who it was when the day is over."""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, transaction

from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE, day_at

from . import selectors
from .models import CountingSince, TodaysConnection, TodaysSalt, TodaysVisitor
from .rules.counting import Kind
from .rules.referrers import DIRECT, ELSEWHERE_HERE, is_own, within
from .rules.visitors import SALT_BYTES, network_of, visitor_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from .rules.counting import Seen

    Visitor = tuple[str, date, bytes]  # office, its day, digest
    Zone = tuple[str, date]
    Key = tuple[str, datetime, str, str, str, str]  # office, hour, kind, key, way, format

NETWORK = ""  # stands for no office: programs are known by one digest at all offices

ADD = """
insert into visits_hourlycounter as counter (office_code, hour, kind, key, referrer, format, count)
select * from unnest(%s::text[], %s::timestamptz[], %s::text[], %s::text[], %s::text[], %s::text[], %s::int[])
on conflict (office_code, hour, kind, key, referrer, format) do update set count = counter.count + excluded.count
"""
MEET = """
insert into visits_todaysvisitor as known
  (office_code, day, digest, time_zone, minute, in_minute, hour, in_hour, robot, counted)
select *, false
from unnest(%s::text[], %s::date[], %s::bytea[], %s::text[], %s::timestamptz[], %s::int[], %s::timestamptz[], %s::int[],
            %s::boolean[])
on conflict (office_code, day, digest) do update set
  in_minute = excluded.in_minute + case when known.minute = excluded.minute then known.in_minute else 0 end,
  in_hour = excluded.in_hour + case when known.hour = excluded.hour then known.in_hour else 0 end,
  minute = excluded.minute, hour = excluded.hour, robot = known.robot or excluded.robot
returning office_code, day, digest, in_minute, in_hour, robot, counted
"""
CONNECT = """
insert into visits_todaysconnection as known (office_code, day, digest, time_zone, visitors, visits)
select *, 0, 0 from unnest(%s::text[], %s::date[], %s::bytea[], %s::text[])
on conflict (office_code, day, digest) do update set visits = known.visits
returning office_code, day, digest, visitors, visits
"""
CONNECTED = """
update visits_todaysconnection known set visitors = known.visitors + n.visitors, visits = known.visits + n.visits
from unnest(%s::text[], %s::date[], %s::bytea[], %s::int[], %s::int[]) as n (office_code, day, digest, visitors, visits)
where (known.office_code, known.day, known.digest) = (n.office_code, n.day, n.digest)
"""
# Who is new stands in the day's number; who turned out to be a robot is taken out of it again.
TELL = """
with named as (
  select * from unnest(%s::text[], %s::date[], %s::bytea[], %s::boolean[], %s::boolean[])
    as n (office_code, day, digest, robot, counts)
), told as (
  update visits_todaysvisitor known set robot = named.robot, counted = named.counts
  from named join visits_todaysvisitor old using (office_code, day, digest)
  where known.id = old.id and (old.counted <> named.counts or old.robot <> named.robot)
  returning known.office_code, known.day, known.counted::int - old.counted::int as change
), sums as (
  select office_code, day, sum(change)::int as change from told group by office_code, day order by office_code, day
)
insert into visits_dailyvisitors as number (office_code, day, count)
select office_code, day, greatest(0, change) from sums where change <> 0
on conflict (office_code, day) do update set count = greatest(0, number.count + (
  select change from sums where (sums.office_code, sums.day) = (number.office_code, number.day)))
"""


class Known(NamedTuple):
    """What the day knows of a visitor. counted: whether he stood in its number before."""

    robot: bool
    counted: bool


@transaction.atomic
def write(*, seen: Sequence[Seen], at: datetime, public: Callable[[str], bool]) -> None:
    """Add visits to the counters of their hours, and their visitors to the day's number, in one transaction.

    Robots are left out: those that the lists name, those that asked for /robots.txt, those faster than a reader. What
    a robot did before it showed itself stays counted; the visitor it was does not. Of one connection no more is counted
    in a day than its ceiling, whatever its browsers call themselves. What is written after midnight
    belongs to the new day: a day that is over changes no more. public: whether one of our own paths may be kept as the
    page from which somebody came. Rows are written in the order of their keys, so that no two processes wait for each
    other in a circle.
    """
    forget(at=at)
    _note_the_first_day(day_at(at, NATIONAL_TIME_ZONE))
    robots = selectors.robots(on=day_at(at, NATIONAL_TIME_ZONE))
    people = [each for each in seen if not robots.knows(each.agent)]
    if not people:
        return
    readers = _readers(people, at=at)
    rows: Counter[Key] = Counter()
    for each, reader in zip(people, readers, strict=True):
        if reader:
            thing, hour = each.thing, _hour(each, at=at)
            way = each.referrer if not is_own(each.referrer) or public(each.referrer) else ELSEWHERE_HERE
            rows[thing.office_code, hour, thing.kind, thing.key, way, thing.format] += 1
    rows = _with_few_ways(rows)
    _run(ADD, [(*key, number) for key, number in sorted(rows.items())])


def _note_the_first_day(day: date) -> None:
    first = selectors.counted_since()
    if first is None:
        CountingSince.objects.bulk_create([CountingSince(day=day)], ignore_conflicts=True)
    elif day < first:
        CountingSince.objects.filter(day__gt=day).update(day=day)


@transaction.atomic
def forget(*, at: datetime) -> int:
    """Throw away the salts and the visitors of days that are over where they belong; return how many rows went.

    Each day of which anybody is known has a salt: those few rows tell whether there is anything to throw away.
    """
    gone = 0
    if all(day >= day_at(at, zone) for zone, day in TodaysSalt.objects.values_list("time_zone", "day")):
        return gone
    for model in (TodaysVisitor, TodaysConnection, TodaysSalt):
        for zone in model.objects.order_by("time_zone").values_list("time_zone", flat=True).distinct():  # type: ignore[attr-defined]
            gone += model.objects.filter(time_zone=zone, day__lt=day_at(at, zone)).delete()[0]  # type: ignore[attr-defined]
    return gone


def wipe_salts() -> None:
    """Write the table of salts anew: a row thrown away stays in the file that held it until its page is used again.

    Outside a transaction. Raises: OperationalError where a reader of the table makes it wait; writers would wait too.
    """
    with connection.cursor() as cursor:
        cursor.execute("set lock_timeout = '5s'")
        try:
            cursor.execute("vacuum full visits_todayssalt")
        finally:
            cursor.execute("reset lock_timeout")


def _with_few_ways(rows: Counter[Key]) -> Counter[Key]:
    """Return the counts with no more different ways to an office in an hour than `within` lets be kept."""
    hours: dict[tuple[str, datetime], set[str]] = {}
    for office, hour, _kind, _key, way, _format in rows:
        hours.setdefault((office, hour), set()).add(way)
    named = {hour: sorted(ways) for hour, ways in hours.items() if ways != {DIRECT}}
    known = selectors.ways_of_hours(hours=sorted(named)) if named else {}
    names = {hour: within(ways, kept=known.get(hour, set())) for hour, ways in named.items()}
    found: Counter[Key] = Counter()
    for (office, hour, kind, key, way, written), number in rows.items():
        kept = names.get((office, hour), {}).get(way, way)
        found[office, hour, kind, key, kept, written] += number
    return found


def _hour(seen: Seen, *, at: datetime) -> datetime:
    """Return the hour in which a visit was, or that of its writing where its day is over by then."""
    zone = seen.thing.time_zone
    when = seen.at if day_at(seen.at, zone) == day_at(at, zone) else at
    return when.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _readers(people: Sequence[Seen], *, at: datetime) -> list[bool]:
    """Return for each visit whether a reader made it, after making its visitor known to the day."""
    zones = {each.thing.time_zone for each in people} | {NATIONAL_TIME_ZONE}
    salts = _salts({(zone, day_at(at, zone)) for zone in zones})
    network = (NATIONAL_TIME_ZONE, day_at(at, NATIONAL_TIME_ZONE))
    programs = [
        visitor_digest(salt=salts[network], office_code=NETWORK, address=e.address, agent=e.agent) for e in people
    ]
    asking = {program for program, each in zip(programs, people, strict=True) if each.thing.kind == Kind.ROBOTS}
    known = asking | _programs_known(network[1], set(programs))
    met: dict[Visitor, list[Seen]] = {}
    visitors: list[Visitor] = []
    for each, program in zip(people, programs, strict=True):
        thing, day = each.thing, day_at(at, each.thing.time_zone)
        salt = salts[thing.time_zone, day]
        digest = visitor_digest(salt=salt, office_code=thing.office_code, address=each.address, agent=each.agent)
        visitor = (NETWORK, network[1], program) if thing.kind == Kind.ROBOTS else (thing.office_code, day, digest)
        met.setdefault(visitor, []).append(each)
        visitors.append(visitor)
    robots = {visitor for visitor, program in zip(visitors, programs, strict=True) if program in known}
    found = _meet(met, robots)
    readers = {visitor: each.counted for visitor, each in found.items() if not each.robot}
    counted = _connect(people, visitors, readers, salts=salts)
    came = {visitor for visitor, counts in zip(visitors, counted, strict=True) if counts}
    told = [
        (*visitor, each.robot, not each.robot and (each.counted or visitor in came))
        for visitor, each in sorted(found.items())
        if visitor[0] != NETWORK
    ]
    _run(TELL, told)
    return counted


def _connect(
    people: Sequence[Seen],
    visitors: Sequence[Visitor],
    readers: Mapping[Visitor, bool],
    *,
    salts: Mapping[Zone, bytes],
) -> list[bool]:
    """Return for each visit whether it counts: a reader's, and within what is counted of his connection in a day.

    readers: who is no robot, and whether he stands in the day's number already.
    """
    places: dict[Visitor, list[int]] = {}
    zones: dict[Visitor, str] = {}
    for place, (each, visitor) in enumerate(zip(people, visitors, strict=True)):
        if visitor not in readers:
            continue
        office, day, zone = *visitor[:2], each.thing.time_zone
        network = network_of(each.address)
        digest = visitor_digest(salt=salts[zone, day], office_code=office, address=network, agent="")
        places.setdefault((office, day, digest), []).append(place)
        zones[office, day, digest] = zone
    rows = _run(CONNECT, [(*each, zones[each]) for each in sorted(places)])
    counted, added = [False] * len(people), []
    for office, day, digest, known, visits in rows:
        behind = places[office, day, bytes(digest)]
        ceiling = selectors.ceiling(on=day)
        new = sorted({visitors[place] for place in behind if not readers[visitors[place]]})
        admitted = set(new[: ceiling.admitted(visitors=known, new=len(new))])
        kept = [place for place in behind if readers[visitors[place]] or visitors[place] in admitted]
        kept = kept[: max(0, ceiling.visits - visits)]
        for place in kept:
            counted[place] = True
        came = {visitors[place] for place in kept} & admitted
        added.append((office, day, digest, len(came), len(kept)))
    _run(CONNECTED, sorted(added))
    return counted


def _meet(met: Mapping[Visitor, Sequence[Seen]], robots: set[Visitor]) -> dict[Visitor, Known]:
    """Make visitors known, and return what is known of each."""
    pace = selectors.pace(on=max(day for _office, day, _digest in met))
    rows = []
    for visitor, seen in sorted(met.items()):
        minute = max(each.at for each in seen).replace(second=0, microsecond=0)
        hour = minute.replace(minute=0)
        in_minute = sum(each.at >= minute for each in seen)
        in_hour = sum(each.at >= hour for each in seen)
        zone = seen[0].thing.time_zone
        rows.append((*visitor, zone, minute, in_minute, hour, in_hour, visitor in robots))
    return {
        (office, day, bytes(digest)): Known(robot or pace.exceeded(in_minute=in_minute, in_hour=in_hour), counted)
        for office, day, digest, in_minute, in_hour, robot, counted in _run(MEET, rows)
    }


def _salts(wanted: Iterable[Zone]) -> dict[Zone, bytes]:
    """Return the salt of each day, made by whichever process needs it first."""
    days = sorted(wanted)
    made = [TodaysSalt(time_zone=zone, day=day, salt=secrets.token_bytes(SALT_BYTES)) for zone, day in days]
    TodaysSalt.objects.bulk_create(made, ignore_conflicts=True)
    rows = TodaysSalt.objects.filter(time_zone__in={zone for zone, _day in days})
    return {(row.time_zone, row.day): bytes(row.salt) for row in rows}


def _programs_known(day: date, digests: set[bytes]) -> set[bytes]:
    rows = TodaysVisitor.objects.filter(office_code=NETWORK, day=day, digest__in=digests)
    return {bytes(digest) for digest in rows.values_list("digest", flat=True)}


def _run(statement: str, rows: Sequence[tuple[object, ...]]) -> list[tuple[Any, ...]]:
    """Run a statement that takes its rows as one array a column; return what it returns."""
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
        return list(cursor.fetchall()) if cursor.description else []
