"""What counting costs a page, and how long the questions about 20 million hourly counters take at the database.

553 offices and ten years; the largest office has about one counter in twenty-four. Beside each question stands the bare
aggregate: one sum over the counters of the same office and time, as plain SQL. Prints one JSON line a measurement.
`--counters N` makes fewer.
"""

from __future__ import annotations

import argparse
import json
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from _scratch import scratch_installation, slowest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OFFICES, COUNTERS, TIMES, LIMIT_MS = 553, 20_000_000, 7, 100
LAST = date(2025, 12, 31)
UNBUILT = "statistics page: all visits of a year without facts (after a deploy, until the night counts them)"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
MAKE_COUNTERS = """
insert into visits_hourlycounter (office_code, hour, kind, key, referrer, format, count)
select (1000 + place)::text, timestamptz '2016-01-01 00:00Z' + day * interval '1 day' + hour * interval '1 hour',
  kind, key::text, (array['', '', '/kota/informasi/', 'www.google.com', 'com.whatsapp', 'kpu.go.id'])[way],
  case when kind = 'document' then 'pdf' else 'html' end, sum(1 + (random() ^ 6 * 40)::int)
from (
  select (%(offices)s * random() ^ 2)::int as place, (3652 * random())::int as day,
    (24 * (random() + random()) / 2)::int as hour,
    (array['page', 'page', 'information', 'document'])[1 + (3 * random())::int] as kind,
    (400 * random() ^ 2)::int as key, 1 + (5 * random())::int as way
  from generate_series(1, %(number)s)
) made
group by 1, 2, 3, 4, 5, 6
"""
MAKE_VISITORS = """
insert into visits_dailyvisitors (office_code, day, count)
select (1000 + place)::text, date '2016-01-01' + day, 5 + (random() ^ 4 * 2000)::int
from generate_series(0, %(offices)s) place, generate_series(0, 3652) day
"""
BARE = """
select sum(count) from visits_hourlycounter where office_code = %s and hour >= %s and hour < %s
"""


def told(**facts: Any) -> None:
    print(json.dumps({"benchmark": "visits", **facts}), flush=True)


def cost_of_a_page() -> None:
    """Measure what the request pays, while the thread that writes runs beside it, and what one write costs."""
    from django.conf import settings  # noqa: PLC0415 the settings are read by now

    from telusur.kernel.visits import services  # noqa: PLC0415
    from telusur.kernel.visits.counter import COUNTER  # noqa: PLC0415
    from telusur.kernel.visits.rules.counting import Seen, Thing  # noqa: PLC0415

    settings.SERVING = True
    thing = Thing("1000", "Asia/Jakarta", "page", "office_home", "html")
    times = []
    for number in range(20_000):
        environ = {
            "REMOTE_ADDR": f"36.80.{number % 200}.{number % 7}",
            "HTTP_USER_AGENT": FIREFOX,
            "HTTP_HOST": "localhost",
            "HTTP_REFERER": "https://www.google.com/search?q=kpu",
        }
        began = time.perf_counter()
        COUNTER.count(thing, environ)
        times.append(time.perf_counter() - began)
        if number % 20 == 0:
            time.sleep(0.001)  # so that the writing thread gets its turns
    COUNTER.end()
    settings.SERVING = False
    told(measured="cost of a counted page", p50_ms=slowest(times, 0.5) or "under 0.05", p99_ms=slowest(times, 0.99),
         p999_ms=slowest(times, 0.999), mean_us=round(1e6 * sum(times) / len(times), 1), limit_ms=1)  # fmt: skip
    at = datetime(2026, 1, 5, 4, tzinfo=UTC)
    writes = []
    for batch in range(20):
        seen = [Seen(thing, at, f"36.{batch}.{one % 200}.{one % 9}", FIREFOX, "www.google.com") for one in range(500)]
        began = time.perf_counter()
        services.write(seen=seen, at=at, public=lambda _path: True)
        writes.append(time.perf_counter() - began)
    told(measured="one write of 500 visits of 200 visitors", p50_ms=slowest(writes, 0.5), p95_ms=slowest(writes, 0.95))


def fill(number: int) -> None:
    from django.db import connection  # noqa: PLC0415

    from telusur.kernel.offices.models import Office  # noqa: PLC0415

    Office.objects.bulk_create(
        Office(code=str(1000 + place), name=f"Kantor {place}", kind="city", slug=f"kantor-{place}", city="Uji")
        for place in range(OFFICES + 1)
    )
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "select indexname, indexdef from pg_indexes where tablename = 'visits_hourlycounter' "
            "and indexname in ('visits_of_one_thing', 'one_counter_per_hour_and_way')"
        )
        indexes = dict(cursor.fetchall())
        for name in indexes:
            cursor.execute(f"drop index {name}")
        for setting in ("work_mem = '512MB'", "maintenance_work_mem = '512MB'", "synchronous_commit = off"):
            cursor.execute(f"set {setting}")
        cursor.execute(MAKE_COUNTERS, {"offices": OFFICES - 1, "number": number})
        cursor.execute(MAKE_VISITORS, {"offices": OFFICES - 1})
        for definition in indexes.values():
            cursor.execute(definition)
        cursor.execute("set synchronous_commit = on")
        cursor.execute("create table flushed ()")  # what is not flushed yet, vacuum cannot mark as seen by all
        for table in ("visits_hourlycounter", "visits_dailyvisitors"):
            cursor.execute(f"vacuum analyze {table}")
        cursor.execute("reset work_mem")
        cursor.execute("select count(*), pg_total_relation_size('visits_hourlycounter') from visits_hourlycounter")
        ((made, size),) = cursor.fetchall()
    took = round(time.perf_counter() - began)
    told(measured="made", counters=made, gigabytes=round(size / 1e9, 1), seconds=took, offices=OFFICES, years=10)


@contextmanager
def at_the_database() -> Iterator[list[float]]:
    """Yield a list to which each query adds the seconds that the database took to answer it."""
    from django.db import connection  # noqa: PLC0415

    spent: list[float] = []

    def timed(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(time.perf_counter() - began)

    with connection.execute_wrapper(timed):
        yield spent


def ask(code: str, *, size: str) -> bool:
    """Ask every question about one office; return whether each stayed under the limit."""
    from django.db import connection  # noqa: PLC0415

    from telusur.kernel.figures import selectors as figures  # noqa: PLC0415
    from telusur.kernel.figures import services  # noqa: PLC0415
    from telusur.kernel.figures.rules.periods import year_of  # noqa: PLC0415
    from telusur.kernel.offices.selectors import office_by_code  # noqa: PLC0415
    from telusur.kernel.visits import selectors  # noqa: PLC0415

    year, on = year_of(LAST.year), LAST
    start, end, before = year.start, year.end, year.year_before()  # of which no facts are made here
    popular = [key for key, _n in selectors.most_viewed(office_code=code, kind="document", days=3650, limit=20, on=on)]
    at, keys = datetime(2025, 12, 31, 5, tzinfo=UTC), ("visits.pages", "visits.visitors", "visits.downloads")
    services.rebuild(office_code=code, first=year.start.year, last=year.start.year, on=on, at=at)
    asked: dict[str, Any] = {"office_id": office_by_code(code=code).pk, "office_code": code, "on": on, "keys": keys}
    questions: dict[str, tuple[Callable[[], object], date, date]] = {
        "views of a year": (lambda: selectors.views(office_code=code, period=year), start, end),
        "daily visitors of a year": (lambda: selectors.visitors(office_code=code, period=year), start, end),
        "statistics page: all visits of the running year": (
            lambda: figures.tell_all(period=year, **asked), start, end),
        UNBUILT: (lambda: figures.tell_all(period=before, **asked), before.start, before.end),
        "files taken in a year": (lambda: selectors.files_taken(office_code=code, period=year), start, end),
        "most opened of 30 days": (
            lambda: selectors.most_viewed(office_code=code, kind="information", days=30, limit=5, on=on),
            on - timedelta(days=29), end),
        "most opened of a year": (
            lambda: selectors.most_viewed(office_code=code, kind="information", days=365, limit=5, on=on), start, end),
        "twenty files, ever taken": (
            lambda: selectors.times_seen(office_code=code, kind="document", keys=popular), date(2016, 1, 1), end),
        "one file, by month, way and format": (
            lambda: selectors.downloads_of(office_code=code, attachment_ids=[int(popular[0])]), date(2016, 1, 1), end),
    }  # fmt: skip
    fine = True
    for name, (question, since, until) in questions.items():
        spent, bare = [], []
        for _ in range(TIMES):
            with at_the_database() as times:
                question()
            spent.append(sum(times))
            with connection.cursor() as cursor:
                began = time.perf_counter()
                cursor.execute(BARE, [code, since, until])
                bare.append(time.perf_counter() - began)
        took = slowest(spent, 0.5)
        fine = fine and took < LIMIT_MS
        told(question=name, office=size, database_ms=took, first_ms=round(1000 * spent[0], 1),
             bare_aggregate_ms=slowest(bare, 0.5), limit_ms=LIMIT_MS)  # fmt: skip
    return fine


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counters", type=int, default=COUNTERS)
    chosen = parser.parse_args()
    with scratch_installation():
        fill(chosen.counters)
        cost_of_a_page()
        both = [ask("1000", size="largest"), ask(str(1000 + OFFICES // 2), size="middle")]
    told(measured="all questions under the limit", yes=all(both))


if __name__ == "__main__":
    main()
