"""The numbers of visits: told by the database, they are what their rows come to, and what is over stays as it was."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zipfile import ZipFile

import pytest
from django.test import Client

from telusur.kernel.figures import selectors as figures
from telusur.kernel.figures import services as figure_services
from telusur.kernel.figures.rules.facts import facts_of
from telusur.kernel.figures.rules.measures import printed
from telusur.kernel.figures.rules.periods import parse_period, year_of
from telusur.kernel.figures.views import rows as row_views
from telusur.kernel.offices import services as offices
from telusur.kernel.offices.models import Office
from telusur.kernel.visits import selectors, services
from telusur.kernel.visits.rules.counting import Kind, Seen, Thing

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
ON = date(2026, 3, 31)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
KEYS = ("visits.pages", "visits.visitors", "visits.downloads")


@pytest.fixture
def office():
    return Office.objects.create(code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang")


def visit(at, *, address="36.80.1.2", kind=Kind.PAGE, key="statistics", referrer="", written="html"):
    thing = Thing("3673", "Asia/Jakarta", kind, key, written)
    services.write(seen=[Seen(thing, at, address, FIREFOX, referrer)], at=at, public=lambda _path: True)


@pytest.fixture
def visited(office):
    """Visits of two months, at night too, in every way and format."""
    ways = ("", "/kota-serang/", "www.google.com")
    for day, hour, way in product((0, 1, 20, 30, 31), (0, 12, 13), ways):  # 12 hours later it is past midnight
        at = NOON + timedelta(days=day, hours=hour)
        visit(at, referrer=way)
        visit(at, referrer=way, address=f"36.80.1.{day}", kind=Kind.DOCUMENT, key=str(day), written="pdf")
        if hour:
            visit(at, referrer=way, kind=Kind.DATA, key="figure_rows", written="csv")
    return office


@pytest.mark.parametrize("key", ["visits.pages", "visits.downloads"])
def test_the_days_that_the_database_adds_up_are_what_the_rows_come_to(visited, key):
    figure = figures.figure_by_key(key=key)
    for text in ("2026", "2026-03", "2026-04"):
        period = parse_period(text)
        rows = figure.rows(visited.pk, period, ON)
        assert figure.by_day(visited.pk, period, ON) == facts_of(figure, rows, start=period.start, end=period.end)
        assert sum(row.value for row in rows) == figure.value_of(rows)


def test_the_three_numbers_are_told_alike_from_rows_counters_and_facts(visited):
    year = year_of(2026)
    told = {each.figure.key: each.value for each in _told(visited, year, ON)}
    assert told == {
        "visits.pages": selectors.views(office_code="3673", period=year),
        "visits.visitors": selectors.visitors(office_code="3673", period=year),
        "visits.downloads": selectors.downloads(office_code="3673", period=year),
    }
    assert all(told.values())
    later = date(2026, 6, 1)
    figure_services.rebuild(office_code="3673", first=2026, last=2026, on=later, at=NOON + timedelta(days=91))
    march = parse_period("2026-03")
    from_facts = {each.figure.key: each.value for each in _told(visited, march, later)}
    assert from_facts["visits.pages"] == selectors.views(office_code="3673", period=march)
    assert from_facts["visits.visitors"] == selectors.visitors(office_code="3673", period=march)


def _told(office, period, on):
    return figures.tell_all(office_id=office.pk, office_code=office.code, period=period, on=on, keys=KEYS)


def test_what_came_before_counting_began_is_unknown_and_never_nothing(visited):
    client, before = Client(), year_of(2025)
    assert [each.value for each in _told(visited, before, ON)] == [None, None, None]
    address = "/kota-serang/statistik/"
    page = client.get(address, {"masa": "2025"}).text
    assert page.count("<b>belum dihitung</b>") == len(KEYS)
    assert page.count("dihitung sejak 2 Maret 2026; sebelum itu tidak diketahui") == 1
    lines = json.loads(client.get(address, {"masa": "2025", "format": "json"}).content)["Angka"]
    assert {(line["Nilai"], line["Tertulis"]) for line in lines if line["Kunci"] in KEYS} == {(None, "belum dihitung")}
    told = client.get("/api/v1/figures/3673/visits.pages", {"period": "2026"}).json()
    months = {cell["cell"]: cell["value"] for cell in told["cells"] if cell["dimension"] == "month"}
    assert (months["01"], months["02"], months["05"]) == (None, None, 0)
    assert told["value"] == sum(value or 0 for value in months.values()) > 0
    assert "Dihitung sejak 2 Maret 2026" in told["notes"][0]
    rows = client.get(f"{address}visits.pages/", {"masa": "2025", "month": "03"}).text
    assert "<b>belum dihitung</b>" in rows
    assert "sebelum itu tidak diketahui" in rows
    scopes = figures.standing(keys=KEYS, period=before, scopes=["3673"])
    assert set(scopes["3673"].values.values()) <= {None}


def test_the_definition_names_the_ceiling_that_is_in_force():
    ceiling = selectors.ceiling(on=ON)
    for key in KEYS:
        said = str(figures.figure_by_key(key=key).definition)
        assert f"{ceiling.visitors} pengunjung atau {printed(ceiling.visits)} kali sehari" in said


def test_a_visit_shows_at_once_and_makes_no_fact_wrong(visited):
    at = datetime(2026, 3, 31, 5, tzinfo=UTC)
    figure_services.rebuild(office_code="3673", first=2026, last=2026, on=ON, at=at)
    before = _told(visited, year_of(2026), ON)[0].value
    visit(at)
    assert _told(visited, year_of(2026), ON)[0].value == before + 1
    assert figures.verified(office_code="3673").differences == []


def test_what_is_written_after_midnight_belongs_to_the_new_day(office):
    night = datetime(2026, 3, 2, 16, 59, 59, tzinfo=UTC)
    thing = Thing("3673", "Asia/Jakarta", Kind.PAGE, "statistics", "html")
    late = Seen(thing, night, "36.80.1.2", FIREFOX, "")
    services.write(seen=[late], at=night + timedelta(seconds=2), public=lambda _path: True)
    (row,) = figures.figure_by_key(key="visits.pages").rows(office.pk, year_of(2026), ON)
    assert row.day == date(2026, 3, 3)


def test_the_page_of_a_number_opens_its_hourly_counters_with_the_definition(visited):
    client = Client()
    page = client.get("/kota-serang/statistik/visits.pages/", {"masa": "2026-03"}).content.decode()
    assert "Statistik" in page
    assert "www.google.com" not in page  # anybody may have forged it
    assert "Situs lain" in page
    assert "Tidak dihitung: robot" in page
    visitors = client.get("/kota-serang/statistik/visits.visitors/", {"masa": "2026-03"}).content.decode()
    assert "dijumlahkan sepanjang masa" in visitors
    exported = client.get("/kota-serang/statistik/visits.downloads/", {"masa": "2026-03", "format": "csv"})
    said = client.get("/kota-serang/statistik/visits.downloads/", {"masa": "2026-03", "format": "json"}).json()
    taken = client.get("/api/v1/figures/3673/visits.downloads", {"period": "2026-03"}).json()
    assert len(said["Catatan"]) == taken["rows"] > 0  # asking for a file asks for no cell
    with ZipFile(io.BytesIO(exported.content)) as parts:
        assert not any("www.google.com" in parts.read(name).decode("utf-8-sig") for name in parts.namelist())
    figure = figures.figure_by_key(key="visits.pages")
    assert "from" in {column.key for column in figure.officer_columns}
    assert "www.google.com" in {row.columns["from"] for row in figure.rows(visited.pk, year_of(2026), ON)}


def test_a_running_year_is_told_from_the_months_that_are_over_and_the_counters_of_this_one(visited, monkeypatch):
    at = datetime(2026, 4, 1, 5, tzinfo=UTC)
    told = [(each.value, each.splits) for each in _told(visited, year_of(2026), date(2026, 4, 1))]
    figure_services.rebuild(office_code="3673", first=2026, last=2026, on=date(2026, 4, 1), at=at)
    offices.touch_public(office_code="3673")  # facts of now or not: days that are over change no more
    asked = []
    tallies = selectors.daily_tallies
    monkeypatch.setattr(selectors, "daily_tallies", lambda **words: asked.append(words["start"]) or tallies(**words))
    assert [(each.value, each.splits) for each in _told(visited, year_of(2026), date(2026, 4, 1))] == told
    assert asked == [date(2026, 4, 1)] * 2


def test_a_long_month_is_read_a_page_at_a_time(visited, monkeypatch):
    monkeypatch.setattr(row_views, "MOST_ROWS", 3)
    monkeypatch.setattr(row_views, "ROWS_ON_A_PAGE", 5)
    figure = figures.figure_by_key(key="visits.pages")
    client, address, march = Client(), "/kota-serang/statistik/visits.pages/", parse_period("2026-03")
    every = figure.rows(visited.pk, march, ON)
    for query, cell in (({}, None), ({"way": "other"}, "other"), ({"hour": "12"}, "12"), ({"month": "03"}, "03")):
        wanted = [row for row in every if cell is None or cell in row.groups.values()]
        pages = [client.get(address, {"masa": march.key, "page": n, **query}) for n in (1, len(wanted) // 5 + 1)]
        assert pages[0].context["page"].paginator.count == len(wanted) > 5
        for page in pages:
            first = page.context["page"].start_index() - 1
            shown = [line["cells"][-1][1] for line in page.context["lines"]]
            assert shown == [row.columns["count"] for row in wanted[first : first + 5]]


def test_a_year_of_visits_opens_month_by_month_and_reads_no_row(visited, monkeypatch, settings):
    monkeypatch.setattr(row_views, "MOST_ROWS", 3)
    monkeypatch.setattr(selectors, "counters", None)
    client, address = Client(), "/kota-serang/statistik/visits.pages/"
    for query in ({}, {"way": "other"}):
        page = client.get(address, {"masa": "2026", **query})
        months = page.context["months"]
        assert [month.key for month, _number in months] == ["2026-03", "2026-04"]
        assert sum(int(number) for _month, number in months) == int(page.context["printed"]) > 0
    assert "masa=2026-03&amp;way=other" in page.text or "way=other&amp;masa=2026-03" in page.text
    assert "Dihitung sejak 2 Maret 2026" in page.text
    assert client.get(address, {"masa": "2026", "month": "01"}).context["printed"] == "belum dihitung"
    monkeypatch.setattr(row_views, "MOST_IN_A_FILE", 3)
    refused = client.get(address, {"masa": "2026", "format": "csv"})
    assert (refused.status_code, "masa=2026-03&amp;format=csv" in refused.text) == (400, True)
    assert client.get(address, {"masa": "2026-03", "format": "csv"}).status_code == 400
    settings.ACCOUNT_RATE_LIMITS = {"figures_file": "1/m/ip"}
    assert [client.get(address, {"masa": "2026", "format": "csv"}).status_code for _ in range(2)] == [400, 429]
