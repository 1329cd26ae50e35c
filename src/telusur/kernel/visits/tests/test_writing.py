"""Visits on the real database: what is written, what is forgotten, and what several processes agree on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from telusur.kernel.offices.models import Office
from telusur.kernel.visits import selectors, services, tasks
from telusur.kernel.visits.counter import VisitCounter
from telusur.kernel.visits.models import DailyVisitors, HourlyCounter, TodaysSalt, TodaysVisitor
from telusur.kernel.visits.rules import referrers
from telusur.kernel.visits.rules.counting import Kind, Seen, Thing
from telusur.kernel.visits.rules.visitors import Ceiling

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 3, 20, tzinfo=UTC)  # 10.20 in Serang, 12.20 in Jayapura
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
)
SERANG = ("3673", "Asia/Jakarta")
JAYAPURA = ("9171", "Asia/Jayapura")


def seen(
    *, at=AT, address="36.80.1.2", agent=FIREFOX, office=SERANG, kind=Kind.PAGE, key="office_home", referrer="", **n
):
    code, zone = office
    return Seen(Thing(code, zone, kind, key, n.get("format", "html")), at, address, agent, referrer)


def write(*visits, at=AT):
    services.write(seen=visits, at=at, public=lambda path: "lacak" not in path)


def hours():
    return {
        (row.office_code, row.hour.isoformat()[5:13], row.kind, row.key, row.referrer, row.format): row.count
        for row in HourlyCounter.objects.all()
    }


def number(office="3673", day=date(2026, 3, 2)):
    row = DailyVisitors.objects.filter(office_code=office, day=day).first()
    return row.count if row else 0


def test_visits_of_one_hour_add_up_in_one_counter_and_visitors_are_counted_once():
    write(seen(), seen(), seen(address="36.80.9.9"))
    write(seen(at=AT + timedelta(minutes=5)), seen(at=AT + timedelta(hours=1)), at=AT + timedelta(hours=1))
    assert hours() == {
        ("3673", "03-02T03", "page", "office_home", "", "html"): 4,
        ("3673", "03-02T04", "page", "office_home", "", "html"): 1,
    }
    assert number() == 2


def test_another_way_format_kind_or_office_is_another_counter():
    write(
        seen(referrer="www.google.com"),
        seen(referrer="/kota-serang/informasi/"),
        seen(referrer="/kota-serang/lacak/17/"),
        seen(kind=Kind.DOCUMENT, key="5", format="pdf"),
        seen(office=JAYAPURA),
    )
    assert sorted(key[4] for key in hours() if key[0] == "3673") == [
        "",
        "/*",
        "/kota-serang/informasi/",
        "www.google.com",
    ]
    assert (number(), number("9171")) == (1, 1)


def test_an_hour_of_an_office_keeps_no_more_ways_than_it_may(monkeypatch):
    monkeypatch.setattr(referrers, "MOST_WAYS", 3)
    write(*(seen(referrer=f"a{n}.example") for n in range(5)), seen(), seen(referrer="/kota-serang/lacak/17/"))
    write(seen(referrer="a1.example"), seen(referrer="b.example"), seen(referrer="/kota-serang/"))
    assert {key[4]: count for key, count in hours().items()} == {
        "a0.example": 1,
        "a1.example": 2,
        "a2.example": 1,
        "*": 3,
        "/*": 2,
        "": 1,
    }


def test_visits_to_many_offices_are_written_in_as_many_queries_as_those_to_one(django_assert_num_queries):
    def to(*codes):
        return [seen(office=(code, SERANG[1]), referrer=way) for code in codes for way in ("a.example", "b.example")]

    write(*to("3673"))
    with CaptureQueriesContext(connection) as of_one:
        write(*to("3673"))
    with django_assert_num_queries(len(of_one)):
        write(*to("3673", "3671", "3672", "3674", "3601"))
    assert {key[0]: count for key, count in hours().items() if key[4] == "b.example"} == {
        "3673": 3, "3671": 1, "3672": 1, "3674": 1, "3601": 1
    }  # fmt: skip


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "curl/8.5.0",
        "python-requests/2.32",
        "WhatsApp/2.23.20.0 A",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "TelegramBot (like TwitterBot)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36",
        "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    ],
)
def test_a_robot_known_by_name_leaves_nothing(agent):
    write(seen(agent=agent))
    assert (hours(), number(), TodaysVisitor.objects.count()) == ({}, 0, 0)


@pytest.mark.parametrize(
    "agent",
    [
        FIREFOX,
        PHONE,
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/17.5 Mobile/15E148 Safari/604.1"
        ),
        (
            "Mozilla/5.0 (Linux; Android 13; SM-A536E Build/TP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/440.0.0.30.108;]"
        ),
        "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80 (S60; SymbOS; Opera Mobi/23.348; U; en) Presto/2.5.25 Version/10.54",
        (
            "Mozilla/5.0 (Linux; U; Android 9; id-id; Redmi 6A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
            "Chrome/100.0 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.5.2"
        ),
        "UCWEB/2.0 (MIDP-2.0; U; Adr 4.4.4; id; SM-J100) U2/1.0.0 UCBrowser/10.9.8 U2/1.0.0 Mobile",
        "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
    ],
)
def test_the_browsers_of_readers_are_counted(agent):
    write(seen(agent=agent))
    assert number() == 1


def test_who_is_faster_than_a_reader_is_a_robot_from_then_on_and_no_visitor():
    write(*[seen() for _ in range(60)], seen(address="36.80.9.9"))
    assert number() == 2
    write(seen())
    assert (number(), sum(hours().values())) == (1, 61)
    write(seen(at=AT + timedelta(hours=3)), at=AT + timedelta(hours=3))
    assert (number(), sum(hours().values())) == (1, 61)


def test_who_reads_on_for_hours_at_a_readers_pace_stays_a_reader():
    for minute in range(0, 90, 3):
        at = AT + timedelta(minutes=minute)
        write(*[seen(at=at) for _ in range(12)], at=at)
    assert (number(), sum(hours().values())) == (1, 360)


def test_more_than_a_reader_reads_in_an_hour_is_a_robot_even_if_no_minute_shows_it():
    for minute in range(1, 31):
        at = AT.replace(minute=0) + timedelta(minutes=minute)
        write(*[seen(at=at) for _ in range(25)], at=at)
    assert (number(), sum(hours().values())) == (0, 600)


def test_who_is_too_fast_at_once_was_never_a_reader():
    write(*[seen() for _ in range(61)])
    assert (number(), hours()) == (0, {})
    write(seen(at=AT + timedelta(hours=2)), at=AT + timedelta(hours=2))
    assert (number(), hours()) == (0, {})


def test_other_names_for_a_browser_make_no_more_visitors_of_one_connection_than_an_office_has_people():
    def browsers(number, address="36.80.1.2"):
        return [seen(agent=f"{FIREFOX[:-1]}{n}", address=address) for n in range(number)]

    write(*browsers(20))
    assert (number(), sum(hours().values())) == (20, 20)
    for _ in range(2):
        write(*browsers(2000))
        assert number() == 50
    assert sum(hours().values()) == 20 + 2 * 50
    write(*browsers(60, address="36.80.9.9"), seen(address="2001:db8::1"))
    assert number() == 50 + 50 + 1
    write(*(seen(address=f"2001:db8::{n:x}") for n in range(500)))  # one connection has as many addresses as it likes
    assert number() == 50 + 50 + 50


def test_of_one_connection_no_more_is_counted_in_a_day_than_its_ceiling(monkeypatch):
    monkeypatch.setattr(selectors, "ceiling", lambda *, on: Ceiling(visitors=2, visits=5))  # noqa: ARG005
    write(*[seen() for _ in range(4)], seen(agent=PHONE))
    write(*[seen() for _ in range(4)], seen(agent=PHONE), seen(office=JAYAPURA))
    assert (number(), number("9171")) == (2, 1)
    assert sum(count for key, count in hours().items() if key[0] == "3673") == 5


def test_what_asks_for_robots_txt_is_a_program_at_every_office():
    write(seen(office=("", "Asia/Jakarta"), kind=Kind.ROBOTS, key="robots.txt"))
    write(seen(), seen(office=JAYAPURA), seen(agent=PHONE))
    assert (sum(hours().values()), number(), number("9171")) == (1, 1, 0)


def test_at_the_end_of_its_day_a_visitor_and_the_salt_are_gone_and_nothing_joins_two_days():
    write(seen(), seen(office=JAYAPURA))
    digests = {bytes(row.digest) for row in TodaysVisitor.objects.all()}
    salts = {bytes(row.salt) for row in TodaysSalt.objects.all()}
    assert (len(digests), len(salts)) == (2, 2)
    assert services.forget(at=datetime(2026, 3, 2, 14, 59, tzinfo=UTC)) == 0
    services.forget(at=datetime(2026, 3, 2, 15, 0, tzinfo=UTC))  # midnight in Jayapura
    assert set(TodaysVisitor.objects.values_list("office_code", flat=True)) == {"3673"}
    assert set(TodaysSalt.objects.values_list("time_zone", flat=True)) == {"Asia/Jakarta"}
    services.forget(at=datetime(2026, 3, 2, 17, 0, tzinfo=UTC))  # midnight in Serang
    assert (TodaysVisitor.objects.count(), TodaysSalt.objects.count()) == (0, 0)
    tomorrow = AT + timedelta(days=1)
    write(seen(at=tomorrow), seen(at=tomorrow, office=JAYAPURA), at=tomorrow)
    assert not digests & {bytes(row.digest) for row in TodaysVisitor.objects.all()}
    assert not salts & {bytes(row.salt) for row in TodaysSalt.objects.all()}
    kept = _everything_kept()
    assert [secret.hex() for secret in digests | salts if secret.hex() in kept] == []
    assert "36.80.1.2" not in kept
    assert "Firefox" not in kept
    assert (number(), number(day=date(2026, 3, 3))) == (1, 1)


def _everything_kept():
    """Return every row of every table of this room, as text."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where tablename like 'visits\\_%%'")
        names = [name for (name,) in cursor.fetchall()]
        assert len(names) == 6
        texts = []
        for name in names:
            cursor.execute(f"select row::text from {name} row")
            texts += [text for (text,) in cursor.fetchall()]
    return "\n".join(texts)


def test_writing_the_first_visit_after_midnight_throws_the_day_away_too():
    write(seen())
    later = datetime(2026, 3, 2, 17, 1, tzinfo=UTC)
    write(seen(at=later), at=later)
    assert set(TodaysVisitor.objects.values_list("day", flat=True)) == {date(2026, 3, 3)}
    assert set(TodaysSalt.objects.values_list("day", flat=True)) == {date(2026, 3, 3)}


@pytest.mark.django_db(transaction=True)
def test_a_salt_that_is_thrown_away_stands_in_no_file_of_the_database():
    write(seen())
    services.forget(at=AT + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("select pg_relation_size('visits_todayssalt')")
        assert cursor.fetchone() != (0,)  # the row is gone, and its bytes are not
        tasks.forget(timestamp=0)
        cursor.execute("select pg_relation_size('visits_todayssalt')")
        assert cursor.fetchone() == (0,)


def test_while_no_day_is_over_nobody_looks_at_its_visitors(django_assert_num_queries):
    write(seen())
    with django_assert_num_queries(3) as asked:  # the salts, between savepoint and release
        assert services.forget(at=AT) == 0
    assert not any("todaysvisitor" in each["sql"] for each in asked.captured_queries)


def test_what_is_thrown_away_stands_in_no_log_of_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relpersistence = 'u' and relname like 'visits%%' and relkind = 'r'"
        )
        assert {name for (name,) in cursor.fetchall()} == {
            "visits_todaysconnection",
            "visits_todayssalt",
            "visits_todaysvisitor",
        }


def test_an_office_is_asked_what_was_seen_by_its_own_clock():
    Office.objects.create(
        code="9171", name="KPU Kota Jayapura", kind="city", slug="kota-jayapura", time_zone="Asia/Jayapura"
    )
    new_year = datetime(2025, 12, 31, 15, 30, tzinfo=UTC)  # 00.30 of 2026 in Jayapura
    taken = {"office": JAYAPURA, "kind": Kind.DOCUMENT, "format": "pdf"}
    write(
        seen(at=new_year, office=JAYAPURA), seen(at=new_year, key="7", referrer="www.google.com", **taken), at=new_year
    )
    write(seen(key="7", **taken), seen(key="8", **taken), seen(key="8", **taken), at=AT)
    from telusur.kernel.figures.rules.periods import year_of  # noqa: PLC0415

    assert selectors.views(office_code="9171", period=year_of(2026)) == 1
    assert selectors.downloads(office_code="9171", period=year_of(2025)) == 0
    assert selectors.visitors(office_code="9171", period=year_of(2026)) == 2
    found = selectors.downloads_of(office_code="9171", attachment_ids=[7])
    assert (found.total, found.by_format) == (2, [("pdf", 2)])
    assert found.by_month == [(date(2026, 1, 1), 1), (date(2026, 3, 1), 1)]
    assert found.by_referrer == [("", 1), ("www.google.com", 1)]
    most = {"office_code": "9171", "kind": Kind.DOCUMENT, "limit": 5, "on": date(2026, 3, 2)}
    assert selectors.most_viewed(days=7, **most) == [("8", 2), ("7", 1)]
    assert selectors.most_viewed(days=90, **most) == [("7", 2), ("8", 2)]
    assert selectors.times_seen(office_code="9171", kind=Kind.DOCUMENT, keys=["7", "9"]) == {"7": 2}


def test_one_visit_that_the_database_refuses_takes_no_other_with_it(caplog):
    counter = VisitCounter()
    good = [seen(address=f"36.80.1.{n}", at=timezone.now()) for n in range(6)]
    counter._waiting.extend([*good[:2], seen(key="x" * 61, at=timezone.now()), *good[2:]])
    assert counter.flush() == len(good)
    assert sum(hours().values()) == len(good)
    assert "Sebuah kunjungan" in caplog.text
