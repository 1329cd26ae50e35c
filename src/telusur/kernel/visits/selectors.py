"""What was seen and taken: the questions that pages, figures and boards ask the counters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Sum
from django.db.models.functions import TruncMonth

from telusur.kernel.documents.selectors import newest_versions
from telusur.kernel.figures.selectors import asked_once
from telusur.kernel.law.selectors import rule_in_force, rules_in_force
from telusur.kernel.offices.selectors import office_by_code

from .models import CountingSince, DailyVisitors, HourlyCounter
from .rules.counting import DOWNLOADS, PAGES, Kind
from .rules.robots import Robots
from .rules.visitors import Ceiling, Pace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from telusur.kernel.figures.rules.periods import Period

    from .models import CounterQuerySet

    OfficeHour = tuple[str, datetime]  # office, the instant at which the hour began


@lru_cache(8)
def robots(*, on: date) -> Robots:
    """Return the programs known by name on `on`."""
    return Robots(
        names=[rule.text("name") for rule in rules_in_force("visits", "robot", on=on)],
        browsers=[rule.text("name") for rule in rules_in_force("visits", "browser", on=on)],
    )


@lru_cache(8)
def pace(*, on: date) -> Pace:
    """Return how much one visitor may read on `on` before it is no reader. Raises: NoRuleInForce."""
    rule = rule_in_force("visits", "pace", "visitor", on=on)
    return Pace(rule.number("in_a_minute"), rule.number("in_an_hour"))


@lru_cache(8)
def ceiling(*, on: date) -> Ceiling:
    """Return how much is counted of one connection on `on`. Raises: NoRuleInForce."""
    rule = rule_in_force("visits", "pace", "connection", on=on)
    return Ceiling(rule.number("visitors_a_day"), rule.number("visits_a_day"))


@asked_once
def counted_since() -> date | None:
    """Return the first day of which anything is counted; None where nothing was counted yet."""
    return CountingSince.objects.values_list("day", flat=True).first()


def counters(*, office_code: str, start: date, end: date, kinds: Iterable[str] = PAGES) -> CounterQuerySet:
    """Return the counters of an office's days [start, end), oldest first."""
    since, until = _instants(office_code, start, end)
    found = HourlyCounter.objects.filter(office_code=office_code, hour__gte=since, hour__lt=until)
    return found.filter(kind__in=list(kinds)).order_by("hour", "kind", "key", "referrer", "format")


WAYS = """
select asked.office_code, asked.hour, counter.referrer
from unnest(%s::text[], %s::timestamptz[]) as asked (office_code, hour)
join visits_hourlycounter counter using (office_code, hour)
group by asked.office_code, asked.hour, counter.referrer
"""


def ways_of_hours(*, hours: Collection[OfficeHour]) -> dict[OfficeHour, set[str]]:
    """Return the different ways by which readers came to each of these offices in the hour that began then.

    One query for any number of them; an hour without any reader is missing.
    """
    found: dict[OfficeHour, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(WAYS, [[office for office, _hour in hours], [hour for _office, hour in hours]])
        for office, hour, way in cursor.fetchall():
            found.setdefault((office, hour), set()).add(way)
    return found


@dataclass(frozen=True)
class Counters:
    """How many counters of one day, hour, way and format stand at the same count."""

    day: date
    hour: int
    way: str
    format: str
    count: int
    rows: int


TALLIES = """
select hour,
  case when referrer = '' then 'direct' when left(referrer, 1) = '/' then 'own' else 'other' end,
  format, count, count(*)
from visits_hourlycounter
where office_code = %(office)s and hour >= %(since)s and hour < %(until)s and kind = any(%(kinds)s)
group by 1, 2, 3, 4
"""


def daily_tallies(*, office_code: str, start: date, end: date, kinds: Iterable[str]) -> list[Counters]:
    """Return the counters of an office's days [start, end), those alike together."""
    since, until = _instants(office_code, start, end)
    words: dict[str, Any] = {"office": office_code, "since": since, "until": until, "kinds": list(kinds)}
    with connection.cursor() as cursor:
        cursor.execute(TALLIES, words)
        rows = cursor.fetchall()
    clock = {hour: hour.astimezone(since.tzinfo) for hour in {row[0] for row in rows}}
    days = {hour: (local.date(), local.hour) for hour, local in clock.items()}
    return [Counters(*days[hour], *rest) for hour, *rest in rows]


def views(*, office_code: str, period: Period) -> int:
    """Return how often pages of an office were seen in the period."""
    return _sum(counters(office_code=office_code, start=period.start, end=period.end))


def downloads(*, office_code: str, period: Period) -> int:
    """Return how often files and tables of an office were taken in the period."""
    return _sum(counters(office_code=office_code, start=period.start, end=period.end, kinds=DOWNLOADS))


def visitors(*, office_code: str, period: Period) -> int:
    """Return the sum of an office's daily visitors in the period: who came on two days stands in it twice."""
    return sum(count for _day, count in daily_visitors(office_code=office_code, start=period.start, end=period.end))


def daily_visitors(*, office_code: str, start: date, end: date) -> list[tuple[date, int]]:
    """Return how many different visitors an office had on each day of [start, end) on which it had any."""
    rows = DailyVisitors.objects.filter(office_code=office_code, day__gte=start, day__lt=end, count__gt=0)
    return list(rows.order_by("day").values_list("day", "count"))


def times_seen(*, office_code: str, kind: str, keys: Iterable[str]) -> dict[str, int]:
    """Return how often each thing was ever seen or taken; things never seen are left out."""
    rows = HourlyCounter.objects.filter(office_code=office_code, kind=kind, key__in=list(keys))
    return dict(rows.order_by("key").values_list("key").annotate(n=Sum("count")))


def most_viewed(*, office_code: str, kind: str, days: int, limit: int, on: date) -> list[tuple[str, int]]:
    """Return the keys of what was seen or taken most in the `days` days up to and with `on`, with how often."""
    end = on + timedelta(days=1)
    rows = counters(office_code=office_code, start=end - timedelta(days=days), end=end, kinds=[kind])
    counted = rows.order_by().values_list("key").annotate(n=Sum("count")).order_by("-n", "key")
    return list(counted[:limit])


def files_taken(*, office_code: str, period: Period) -> list[tuple[str, int]]:
    """Return the files of an office that were taken in the period, most first, by the key of their last version, with
    how often all of their versions were."""
    rows = counters(office_code=office_code, start=period.start, end=period.end, kinds=[Kind.DOCUMENT])
    return _most_first(of_all_versions(dict(rows.order_by().values_list("key").annotate(n=Sum("count")))))


def of_all_versions(times: Mapping[str, int]) -> dict[str, int]:
    """Return how often files were taken, each with its versions before under the key of the last one."""
    newest = newest_versions(ids=[int(key) for key in times if key.isdecimal()])
    found: dict[str, int] = {}
    for key, number in times.items():
        last = str(newest[int(key)]) if key.isdecimal() else key
        found[last] = found.get(last, 0) + number
    return found


@dataclass(frozen=True)
class Downloads:
    """How often files were taken: in all, by the first day of each month, by referring page, by format, by file.

    rows: the same by month, referring page and format together. by_file: by the attachment's id.
    """

    total: int
    rows: Sequence[tuple[date, str, str, int]]
    by_month: Sequence[tuple[date, int]]
    by_referrer: Sequence[tuple[str, int]]
    by_format: Sequence[tuple[str, int]]
    by_file: Mapping[int, int]


def downloads_of(*, office_code: str, attachment_ids: Iterable[int]) -> Downloads:
    """Return how often these files of an office were ever taken; months by the office's own clock, oldest first."""
    rows = HourlyCounter.objects.filter(
        office_code=office_code, kind=Kind.DOCUMENT, key__in=[str(each) for each in attachment_ids]
    ).order_by()
    month = TruncMonth("hour", tzinfo=_zone(office_code))
    found = list(rows.values_list(month, "referrer", "format", "key").annotate(n=Sum("count")))
    taken: dict[tuple[date, str, str], int] = {}
    by_month: dict[date, int] = {}
    by_referrer: dict[str, int] = {}
    by_format: dict[str, int] = {}
    by_file: dict[int, int] = {}
    for local, way, written, key, number in found:
        begun = local.date()
        taken[begun, way, written] = taken.get((begun, way, written), 0) + number
        by_month[begun] = by_month.get(begun, 0) + number
        by_referrer[way] = by_referrer.get(way, 0) + number
        by_format[written] = by_format.get(written, 0) + number
        by_file[int(key)] = by_file.get(int(key), 0) + number
    return Downloads(
        total=sum(by_month.values()),
        rows=sorted((*cell, number) for cell, number in taken.items()),
        by_month=sorted(by_month.items()),
        by_referrer=_most_first(by_referrer),
        by_format=_most_first(by_format),
        by_file=by_file,
    )


def _most_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _sum(rows: QuerySet[HourlyCounter]) -> int:
    return rows.order_by().aggregate(n=Sum("count"))["n"] or 0


def _zone(office_code: str) -> ZoneInfo:
    return ZoneInfo(asked_once(office_by_code)(code=office_code).time_zone)


def _instants(office_code: str, start: date, end: date) -> tuple[datetime, datetime]:
    zone = _zone(office_code)
    since, until = (datetime.combine(day, time(), tzinfo=zone) for day in (start, end))
    return since, until
