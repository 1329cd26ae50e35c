"""How long the statistics pages ask the database: 553 offices, 10 years of daily facts, 20 million hourly counters.

Every office has facts on every day; one has 10,000 requests in each of two years as well. Its page of the year before
last is timed from facts, and from those rows after an act, as it is until its facts are counted anew. Beside each page
stands the floor: the bare aggregate over the same daily facts or counters, without rollups. `--years`, `--counters`
make a smaller trial; what was built is printed with each line.
"""

from __future__ import annotations

import argparse
import json
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from _scratch import scratch_installation, slowest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OFFICE, REQUESTS = "1101", 10_000
PROVINCES, REGENCIES, ROUNDS = 38, 514, 15
COUNTED, PEOPLE, DAYS, SHARE = "requests.received", "requests.applicants", "requests.days_median", "requests.in_time"
BOARD = ("requests.received", "requests.in_time", "requests.overdue", "information.published")

OFFICES = """
insert into offices_office (code, name, kind, slug, time_zone, territory_codes, city, address)
select code, 'Kantor uji ' || code, 'city', 'kantor-' || code, 'Asia/Jakarta', '{}', 'Uji', '' from (
    select (11 + p)::text as code from generate_series(0, %(provinces)s - 1) p
    union all
    select (11 + r %% %(provinces)s)::text || lpad((r / %(provinces)s + 1)::text, 2, '0')
    from generate_series(0, %(regencies)s - 1) r
) made on conflict do nothing
"""
# two requests a day at each office: counted, by two people, answered after 0 to 9 working days, four of five in time
DAILY = """
insert into figures_dailyfact (office_code, figure, version, day, dimension, cell, n, values, times)
select office.code, fact.figure, 1, day::date, fact.dimension, fact.cell, fact.n, fact.values, fact.times
from offices_office office
cross join generate_series(%(first)s::date, %(last)s::date, '1 day') day
cross join lateral (select (day::date - date '2000-01-01') as place) at
cross join lateral (values
    ('requests.received', '', '', 2, '{}'::bigint[], '{}'::int[]),
    ('requests.received', 'channel', 'e_ppid', 2, '{}', '{}'),
    ('requests.applicants', '', '', 2, array[place %% 400, place %% 400 + 1]::bigint[], array[1, 1]),
    ('requests.days_median', '', '', 2, array[place %% 10]::bigint[], array[2]),
    ('requests.in_time', '', '', 2, array[0, 1]::bigint[], array[1, 1])
) fact (figure, dimension, cell, n, values, times)
"""
# what the daily facts come to, for one length of period, alike at every office; sums of the rest of the figures are as
# many, and made up
PERIODS = """
with dated as (
    select *, make_date(extract(year from day)::int,
        (extract(month from day)::int - 1) / %(months)s * %(months)s + 1, 1) as start
    from figures_dailyfact where office_code = %(office)s
), counts as (
    select figure, dimension, cell, start, sum(n) as n
    from dated group by figure, dimension, cell, start
), values_of as (
    select figure, dimension, cell, start, value, sum(often) as often
    from dated cross join lateral unnest(values, times) part (value, often)
    group by figure, dimension, cell, start, value
), lists as (
    select figure, dimension, cell, start,
        array_agg(value order by value) as values, array_agg(often::int order by value) as times
    from values_of group by figure, dimension, cell, start
)
insert into figures_periodfact (scope, months, start, figure, version, dimension, cell, n, exact, values, times)
select office.code, %(months)s, start, figure, 1, dimension, cell, n, n::text,
    coalesce(values, '{}'), coalesce(times, '{}')
from offices_office office cross join counts left join lists using (figure, dimension, cell, start)
"""
OTHERS = """
insert into figures_periodfact (scope, months, start, figure, version, dimension, cell, n, exact, values, times)
select office.code, length.months, start::date, figure, 1, '', '', 7, '7', '{}', '{}'
from offices_office office cross join unnest(%(figures)s::text[]) figure
cross join (values (1), (3), (12)) length (months)
cross join lateral generate_series(%(first)s::date, %(last)s::date, length.months * interval '1 month') start
"""
SCOPES = """
insert into figures_periodfact (scope, months, start, figure, version, dimension, cell, n, exact, values, times)
select wide, months, start, figure, 1, '', '', sum(n), sum(n)::text, '{}', '{}'
from figures_periodfact cross join lateral (values ('0*'), (left(scope, 2) || '*')) many (wide)
where dimension = '' group by wide, months, start, figure
"""
FLOOR_NATION = """
select figure, sum(n) from figures_dailyfact
where figure = any(%(figures)s) and dimension = '' and day >= %(first)s and day < %(end)s group by figure
"""
FLOOR_OFFICE = FLOOR_NATION.replace("group by", "and office_code = %(office)s group by")
FLOOR_VISITS = """
select sum(count) from visits_hourlycounter where office_code = %(office)s and hour >= %(first)s and hour < %(end)s
"""
COUNTERS = """
insert into visits_hourlycounter (office_code, hour, kind, key, referrer, format, count)
select office.code, %(first)s::timestamptz + (place / 4) * interval '1 hour' * %(step)s, 'page',
    'halaman-' || place %% 4, '', 'html', place %% 7 + 1
from offices_office office cross join generate_series(0, %(each)s - 1) place
"""


def timed(act: Callable[[], object]) -> dict[str, float]:
    act()
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        spent.append(time.perf_counter() - began)
    return {"p50_ms": slowest(spent, 0.5), "p95_ms": slowest(spent, 0.95)}


def run(sql: str, **words: object) -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(sql, words)


@contextmanager
def without_indexes(table: str) -> Iterator[None]:
    """Take a table's keys and indexes away while it is filled, and write no log of it: both are for later."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "select conname, pg_get_constraintdef(oid) from pg_constraint"
            " where conrelid = %s::regclass and contype in ('p', 'u')",
            [table],
        )
        keys = cursor.fetchall()
        cursor.execute(f"alter table {table} set unlogged")
        for name, _ in keys:
            cursor.execute(f"alter table {table} drop constraint {name}")
        cursor.execute("select indexname, indexdef from pg_indexes where tablename = %s", [table])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"drop index {name}")
        yield
        cursor.execute("set maintenance_work_mem = '512MB'")
        for name, definition in keys:
            cursor.execute(f"alter table {table} add constraint {name} {definition}")
        for _, definition in indexes:
            cursor.execute(definition)


def fill(*, first: date, last: date) -> None:
    """Make the facts as a rebuild of every office would have left them: what is measured is reading them."""
    from django.utils import timezone  # noqa: PLC0415

    from telusur.kernel.figures import selectors  # noqa: PLC0415
    from telusur.kernel.figures.models import FactYear  # noqa: PLC0415

    run(OFFICES, provinces=PROVINCES, regencies=REGENCIES)
    with without_indexes("figures_dailyfact"):
        run(DAILY, first=first, last=last)
    others = [each.key for each in selectors.all_figures() if each.key not in (COUNTED, PEOPLE, DAYS, SHARE)]
    with without_indexes("figures_periodfact"):
        for months in (1, 3, 12):
            run(PERIODS, months=months, office=OFFICE)
        run(OTHERS, figures=others, first=first, last=last)
        run(SCOPES)
    digest, at, on = selectors.definitions_digest(), timezone.now(), today()
    FactYear.objects.bulk_create(
        FactYear(office_code=office.code, year=year, mark=mark, on=on, definitions=digest, built_at=at)
        for office, mark in selectors.marks()
        for year in range(first.year, last.year + 1)
    )


def fill_counters(number: int, *, first: date, years: int) -> int:
    """Make hourly counters of visits, evenly over offices and years; return how many."""
    each = number // (PROVINCES + REGENCIES + 1)
    hours = years * 365 * 24
    step = max(1, hours // (each // 4 + 1))
    with without_indexes("visits_hourlycounter"):
        run(COUNTERS, first=datetime.combine(first, datetime.min.time()), each=each, step=step)
    return each * (PROVINCES + REGENCIES + 1)


def fill_requests(*, year: int) -> None:
    """Make the requests of a year that stand behind the facts of one office, all answered."""
    from telusur.kernel.offices.models import Office  # noqa: PLC0415
    from telusur.openness.requests.models import Applicant, InformationRequest  # noqa: PLC0415

    office = Office.objects.get(code=OFFICE)
    began = datetime(year, 1, 2, 3, tzinfo=UTC)
    received = [began + timedelta(hours=n * 8600 // REQUESTS) for n in range(REQUESTS)]
    who = Applicant.everything.bulk_create(
        (
            Applicant(office=office, type="person", name=f"Pemohon {n}", address="Jalan", created_at=at)
            for n, at in enumerate(received)
        ),
        batch_size=2000,
    )
    InformationRequest.everything.bulk_create(
        (
            InformationRequest(
                office=office,
                register="general",
                year=year,
                serial=n + 1,
                number=f"{n + 1:05d}/PPID/{year}",
                applicant=who[n],
                channel="e_ppid" if n % 3 else "walk_in",
                question=f"Rekapitulasi hasil pemilu kecamatan {n}",
                way="see",
                delivery="pick_up",
                received_at=at,
                recorded_at=at,
                registered_at=at,
                decided_at=at + timedelta(days=n % 14),
                notified_at=at + timedelta(days=n % 14),
                closed_at=at + timedelta(days=n % 14),
                track="general",
                state="finished",
                state_since=at,
                outcome="granted_full",
                secret_hash="x",  # noqa: S106 no secret
            )
            for n, at in enumerate(received)
        ),
        batch_size=2000,
    )


def today() -> date:
    from django.utils import timezone  # noqa: PLC0415

    from telusur.kernel.offices.selectors import national_day  # noqa: PLC0415

    return national_day(at=timezone.now())


def floor(sql: str, **words: object) -> dict[str, float]:
    from django.db import connection  # noqa: PLC0415

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, words)
            cursor.fetchall()

    return timed(ask)


def at_database(act: Callable[[], object]) -> dict[str, float | int]:
    """Return how long one run asks the database, how often, and its slowest query: the median of the rounds."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    act()
    sums, longest, queries = [], [], 0
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as asked:
            act()
        times = [float(query["time"]) for query in asked.captured_queries]
        sums.append(sum(times))
        longest.append(max(times))
        queries = len(times)
    return {
        "database_p50_ms": slowest(sums, 0.5),
        "database_p95_ms": slowest(sums, 0.95),
        "slowest_query_ms": slowest(longest, 0.5),
        "queries": queries,
    }


def measured(*, years: int, counters: int) -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from telusur.kernel.figures import selectors  # noqa: PLC0415
    from telusur.kernel.figures.models import DailyFact, PeriodFact  # noqa: PLC0415
    from telusur.kernel.figures.rules.periods import year_of  # noqa: PLC0415
    from telusur.kernel.offices.services import touch_public  # noqa: PLC0415

    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    on = today()
    first = date(on.year - years + 1, 1, 1)
    began = time.perf_counter()
    fill(first=first, last=on)
    made = fill_counters(counters, first=first, years=years)
    before_last = year_of(on.year - 2)
    for each in (before_last.start.year - 1, before_last.start.year):
        fill_requests(year=each)
    connection.commit()
    run("vacuum analyze")
    built = {
        "offices": PROVINCES + REGENCIES + 1,
        "daily_facts": DailyFact.objects.count(),
        "period_facts": PeriodFact.objects.count(),
        "counters": made,
        "filled_s": round(time.perf_counter() - began),
    }
    office, year = OFFICE, year_of(on.year - 1)
    browser = Client()

    def get(address: str) -> Callable[[], object]:
        def ask() -> None:
            answer = browser.get(address)
            if answer.status_code != 200:  # noqa: PLR2004
                raise SystemExit(f"{address}: {answer.status_code}")

        return ask

    every = [each.code for each, _ in selectors.marks()]
    boards = [selectors.below(code) for code in every if len(code) == len("11")]
    pages: dict[str, Callable[[], object]] = {
        "statistics_year": get(f"/kantor-{office}/statistik/?masa={year.key}"),
        "statistics_quarter": get(f"/kantor-{office}/statistik/?masa={year.key}-Q2"),
        "statistics_month": get(f"/kantor-{office}/statistik/?masa={year.key}-03"),
        "statistics_running_year": get(f"/kantor-{office}/statistik/?masa={on.year}"),
        "statistics_year_before_last": get(f"/kantor-{office}/statistik/?masa={before_last.key}"),
        "api_figure": get(f"/api/v1/figures/{office}/{DAYS}?period={year.key}&compare=true"),
        "every_office": lambda: selectors.standing(keys=BOARD, period=year, scopes=every),
        "every_province": lambda: selectors.standing(keys=BOARD, period=year, scopes=boards),
    }
    words = {"first": year.start, "end": year.end, "figures": [COUNTED, PEOPLE, DAYS, SHARE], "office": office}
    bare = {
        "floor_office_ms": floor(FLOOR_OFFICE, **words)["p50_ms"],
        "floor_nation_ms": floor(FLOOR_NATION, **words)["p50_ms"],
        "floor_visits_ms": floor(FLOOR_VISITS, **words)["p50_ms"],
    }
    pages["statistics_year_before_last_after_an_act"] = pages["statistics_year_before_last"]
    for name, act in pages.items():
        if name.endswith("_after_an_act"):
            touch_public(office_code=office)
        line = {"benchmark": "figures", "page": name, **at_database(act), "whole_p50_ms": timed(act)["p50_ms"]}
        print(json.dumps({**line, **bare, **built}), flush=True)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--years", type=int, default=10)
    asked.add_argument("--counters", type=int, default=20_000_000)
    chosen = asked.parse_args()
    if chosen.years < 3:  # noqa: PLR2004
        asked.error("three years at least: last year is told, and stands beside the one before")
    with scratch_installation():
        measured(years=chosen.years, counters=chosen.counters)


if __name__ == "__main__":
    main()
