"""Facts give the numbers that the rows give: of every period, of every set of offices, after every late change."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.db import connection
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.figures import selectors, services
from telusur.kernel.figures.commands import figures as command
from telusur.kernel.figures.models import DailyFact, FactYear, PeriodFact
from telusur.kernel.figures.rules import facts, tallies
from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Row
from telusur.kernel.figures.rules.periods import parse_period, year_of
from telusur.kernel.figures.selectors import counting
from telusur.kernel.figures.tests import oracles
from telusur.kernel.offices.models import Office
from telusur.kernel.offices.services import touch_public

from .conftest import CHANNEL, DAY, SEX

ON, AT = date(2024, 12, 30), datetime(2024, 12, 30, 3, tzinfo=UTC)
days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
dated = st.builds(
    Row,
    id=st.integers(1, 9),
    columns=st.just({}),
    groups=st.sampled_from([{"channel": "walk_in"}, {"channel": "x"}, {}]),
    value=st.one_of(st.none(), st.integers(0, 5)),
    day=days,
)
MEASURES = [
    tallies.count,
    tallies.count_distinct,
    tallies.total,
    tallies.share_of_ones,
    tallies.median_value,
    tallies.mean_value,
    tallies.slowest_tenth_value,
]


def a_figure(key, rows, measure=tallies.count, **others):
    return Figure(
        key=key,
        name=key,
        unit="baris",
        definition="",
        source="",
        rows=rows,
        measure=measure,
        public_columns=[Column("number", "Nomor")],
        officer_columns=[],
        officer_permission="letters.see",
        dimensions=[Dimension("channel", "Saluran", {"walk_in": "Langsung"})],
        **others,
    )


@settings(max_examples=40)
@given(st.lists(dated, max_size=12), st.sampled_from(MEASURES))
def test_the_facts_of_days_give_every_measure_of_every_period(rows, measure):
    figure = a_figure("t", None, measure)
    daily = facts.facts_of(figure, rows, start=date(2024, 1, 1), end=date(2025, 1, 1))
    rolled = facts.rolled(figure, daily, year=2024)
    for period in facts.public_periods(2024):
        right = facts.tallied(figure, [row for row in rows if row.day in period])
        assert rolled.get(period, {}) == right
        if right:
            assert figure.measure(rolled[period][facts.WHOLE]) == figure.value_of(r for r in rows if r.day in period)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(dated, st.one_of(st.none(), st.integers(0, 500))), max_size=8),
    st.sampled_from([tallies.count, tallies.share_of_ones]),
)
def test_the_facts_of_a_state_tell_how_things_stood_at_the_end_of_every_period(spans, measure):
    rows = [replace(row, until=None if n is None else row.day + timedelta(days=n)) for row, n in spans]
    figure = a_figure("t", None, measure, spans=lambda *_: rows)
    daily = facts.facts_of(figure, rows, start=date(2024, 1, 1), end=date(2025, 1, 1))
    rolled = facts.rolled(figure, daily, year=2024)
    for period in facts.public_periods(2024):
        last = period.end - timedelta(days=1)
        standing = [row for row in rows if row.day <= last and (row.until is None or row.until > last)]
        assert rolled.get(period, {}) == facts.tallied(figure, standing)


@settings(max_examples=40)
@given(st.lists(st.one_of(st.none(), st.integers(0, 60)), max_size=30))
def test_measures_of_a_tally_are_those_of_its_values(found):
    whole = tallies.added(
        [tallies.tally(Row(1, {}, value=value) for value in half) for half in (found[::2], found[1::2])]
    )
    values = [value for value in found if value is not None]
    assert [unit.value for unit in whole] == sorted(values) + [None] * (len(found) - len(values))
    assert tallies.median_value(whole) == oracles.median(values)
    assert tallies.slowest_tenth_value(whole) == oracles.slowest_tenth(values)
    assert tallies.count_distinct(whole) == len(set(found))
    assert tallies.total(whole) == sum(values)


def test_rows_without_a_day_have_no_facts():
    with pytest.raises(facts.UndatedRow):
        facts.facts_of(a_figure("t", None), [Row(1, {})], start=date(2024, 1, 1), end=date(2025, 1, 1))


def test_every_period_that_can_be_asked_for_has_facts():
    texts = ["2024", *(f"2024-H{n}" for n in (1, 2)), *(f"2024-Q{n}" for n in range(1, 5))]
    texts += [f"2024-{month:02d}" for month in range(1, 13)]
    assert set(facts.public_periods(2024)) == {parse_period(text) for text in texts}


def build(office, **changes):
    asked = {"first": 2023, "last": 2024, "on": ON, "at": AT} | changes
    return services.rebuild(office_code=office.code, **asked)


def told(office, figure, period="2024", on=ON):
    asked = {"office_id": office.pk, "office_code": office.code, "period": parse_period(period), "on": on}
    [found] = selectors.tell_all(**asked, keys=[figure.key])
    return found


def test_what_is_told_from_facts_is_what_is_read_from_rows(office, figure, django_assert_num_queries):
    median = selectors.define(replace(figure, key="test.median", measure=tallies.median_value))
    build(office)
    for each in (figure, median):
        for period in ("2024", "2024-H1", "2024-H2", "2024-Q1", "2024-03", "2024-04", "2023"):
            reading = selectors.read(figure=each, office_id=office.pk, period=parse_period(period), on=ON)
            kept = told(office, each, period)
            assert (kept.value, kept.count, kept.splits) == (reading.value, reading.count, reading.splits)
    assert told(office, figure, "2024-H1").value == 7
    with django_assert_num_queries(4):  # when it was built, the office's version and log, the facts
        assert told(office, figure).value == 7
    assert selectors.read(figure=median, office_id=office.pk, period=year_of(2024), on=ON).value == 2


def test_facts_of_yesterday_or_of_before_an_act_are_not_believed(office, figure, register):
    build(office)
    register.pop()
    assert told(office, figure).value == 7  # nobody said that anything changed
    touch_public(office_code=office.code)
    assert told(office, figure).value == 6
    assert services.rebuild_moved(at=AT, every_year=False) == [office.code]
    assert services.rebuild_moved(at=AT, every_year=False) == []
    register.pop()
    assert told(office, figure).value == 6
    assert told(office, figure, on=date(2024, 12, 31)).value == 5  # another day: counted from the rows
    assert services.rebuild_moved(at=AT + timedelta(days=1), every_year=True) == [office.code]
    assert FactYear.objects.filter(office_code=office.code).count() == 2024 - services.FIRST_YEAR + 1


def test_a_row_of_march_corrected_in_july_changes_the_fact_of_march(office, figure, register):
    build(office)
    march, april = ("2024-03", "2024-04")
    assert [told(office, figure, period).value for period in (march, april)] == [7, 0]
    untouched = DailyFact.objects.filter(office_code=office.code, day__year=2023)
    register[0] = replace(register[0], day=date(2024, 4, 2), groups={**register[0].groups, "sex": "m"})
    register[1] = replace(register[1], day=date(2023, 5, 1))
    assert build(office) == [2023, 2024]
    assert [told(office, figure, period).value for period in (march, april)] == [5, 1]
    assert untouched.filter(dimension="").get().n == 1
    assert build(office) == []
    facts_of_it = DailyFact.objects.filter(figure=figure.key, dimension="", day__year=2024).order_by("day")
    assert [(fact.day, fact.n) for fact in facts_of_it] == [(DAY, 5), (date(2024, 4, 2), 1)]


def corrupt_day(fact):
    fact.filter(day=DAY, dimension="").update(n=8)


def corrupt_values(fact):
    fact.filter(day=DAY, dimension="").update(values=[9], times=[7])


def lose(fact):
    fact.filter(day=DAY, dimension="channel", cell="walk_in").delete()


def invent(fact):
    found = fact.get(day=DAY, dimension="")
    found.day = date(2024, 8, 17)
    found.save(force_insert=True)


@pytest.mark.parametrize(("corrupt", "named"), [
    (corrupt_day, "3673 2024-03-05 test.cases: tersimpan 8 baris, terhitung 7 baris"),
    (corrupt_values, "3673 2024-03-05 test.cases: tersimpan 7 baris (9×7), terhitung 7 baris"),
    (lose, "3673 2024-03-05 test.cases[channel=walk_in]: tersimpan tidak ada, terhitung 5 baris"),
    (invent, "3673 2024-08-17 test.cases: tersimpan 7 baris, terhitung tidak ada"),
])  # fmt: skip
def test_a_corrupted_fact_is_found_and_named_and_counted_right_again(office, figure, corrupt, named):
    build(office)
    run = CliRunner()
    assert run.invoke(command, ["verify"]).exit_code == 0
    corrupt(DailyFact.objects.filter(office_code=office.code, figure=figure.key))
    found = run.invoke(command, ["verify", "--office", office.code, "--year", "2024"])
    assert found.exit_code == 1
    assert named in found.output
    assert "1 berbeda" in found.output
    run.invoke(command, ["rebuild", "--office", office.code, "--year", "2024"], catch_exceptions=False)
    assert run.invoke(command, ["verify"], catch_exceptions=False).exit_code == 0


def test_a_corrupted_sum_of_a_month_or_of_the_nation_is_found(office, figure):
    build(office)
    for scope, months in ((office.code, 1), ("36*", 3), (selectors.NATION, 12)):
        row = PeriodFact.objects.filter(scope=scope, months=months, figure=figure.key, dimension="")
        assert row.update(exact="8") == 1
        [found] = selectors.verified().differences
        assert (found.scope, found.stored, found.counted) == (scope, (7, " = 8"), (7, " = 7"))
        row.update(exact="7")
    assert selectors.verified().differences == []


def test_what_waits_to_be_counted_again_is_no_difference(office, figure, register):
    build(office)
    register.pop()
    touch_public(office_code=office.code)
    report = selectors.verified(office_code=office.code)
    assert (report.waiting, report.differences) == (["3673, 2024"], [])
    assert "menunggu dihitung ulang" in CliRunner().invoke(command, ["verify"]).output


@pytest.mark.django_db(transaction=True)
def test_what_is_counted_again_while_facts_are_verified_accuses_nobody(office, figure, monkeypatch):
    def offices_here(office_id, _period, _on):
        mine = Office.objects.filter(code__startswith="3673") if office_id == office.pk else ()
        return [Row(each.pk, {"number": each.code}, day=DAY) for each in mine]

    selectors.define(replace(figure, key="test.offices", rows=offices_here))
    build(office)
    counted = counting.count_facts

    def grow(code):
        Office.objects.create(code=code, name=code, kind="city", slug=code)
        touch_public(office_code=office.code)

    def rebuilt_meanwhile():
        grow("367301")
        build(office)
        grow("367302")
        connection.close()

    def count_slowly(**asked):
        found = counted(**asked)
        monkeypatch.setattr(counting, "count_facts", counted)
        other = threading.Thread(target=rebuilt_meanwhile)
        other.start()
        other.join(timeout=20)
        return found

    monkeypatch.setattr(counting, "count_facts", count_slowly)
    report = selectors.verified()
    assert (report.differences, report.waiting) == ([], [])
    assert FactYear.objects.get(office_code=office.code, year=2024).mark < selectors.mark_of(office_code=office.code)
    assert selectors.verified().waiting == ["3673, 2024"]


def test_corrupt_facts_are_found_also_where_the_office_acted_since_and_where_nobody_says_he_built_them(
    office, figure, register
):
    build(office)
    register.pop()
    touch_public(office_code=office.code)
    PeriodFact.objects.filter(scope=office.code, months=3, figure=figure.key, dimension="").update(n=9)
    [found] = [each for each in selectors.verified(office_code=office.code).differences if each.scope == office.code]
    assert (found.when, found.stored, found.counted) == ("2024-Q1", (9, " = 7"), (7, " = 7"))
    build(office)
    assert selectors.verified(office_code=office.code, year=2024).differences == []
    register.pop()
    touch_public(office_code=office.code)
    assert selectors.verified(office_code=office.code, year=2024).differences == []  # late, and nothing else
    DailyFact.objects.filter(figure=figure.key, dimension="channel", cell="walk_in").update(n=8)
    report = selectors.verified(office_code=office.code, year=2024)
    assert report.waiting == []
    assert ("channel", "walk_in") in {each.cell for each in report.differences if each.when == "2024-03-05"}
    build(office)
    FactYear.objects.filter(office_code=office.code, year=2024).delete()
    report = selectors.verified(office_code=office.code)
    assert report.differences
    assert {each.counted for each in report.differences} == {None}


def test_a_sum_of_no_period_and_a_day_of_another_version_are_named_although_the_office_acted_since(office, figure):
    build(office)
    odd = PeriodFact.objects.get(scope=office.code, months=1, figure=figure.key, dimension="")
    odd.months, odd.start = 5, date(2024, 1, 1)
    odd.save(force_insert=True)
    DailyFact.objects.filter(office_code=office.code, figure=figure.key, dimension="").update(version=9)
    touch_public(office_code=office.code)
    report = selectors.verified(office_code=office.code)
    assert report.waiting == []
    named = {each.when: (each.stored, each.counted) for each in report.differences}
    assert named["2024-01-01+5"] == ((7, " = 7"), None)
    assert named["2024-03-05"] == ((7, "versi 9"), (7, "versi 1"))


def test_facts_of_the_day_before_wait_until_its_end_is_written(office, figure):
    midnight = datetime(2024, 12, 30, 17, tzinfo=UTC)  # in Serang
    services.rebuild_moved(at=midnight + timedelta(minutes=4), every_year=False)
    assert FactYear.objects.get(office_code=office.code, year=2024).on == date(2024, 12, 30)
    services.rebuild_moved(at=midnight + timedelta(minutes=5), every_year=False)
    assert FactYear.objects.get(office_code=office.code, year=2024).on == date(2024, 12, 31)


def test_facts_of_a_figure_that_nobody_defines_any_more_go(office, figure, monkeypatch):
    build(office)
    monkeypatch.delitem(selectors.defined._FIGURES, figure.key)
    build(office)
    assert not DailyFact.objects.filter(figure=figure.key).exists()
    assert not PeriodFact.objects.filter(figure=figure.key).exists()


@pytest.fixture
def network(office, figure, monkeypatch):
    """Two cities of Banten, the province itself and a city elsewhere, each with rows and a median of its own."""
    others = [("36", "Banten"), ("3671", "Tangerang"), ("3273", "Bandung"), ("0", "RI")]
    made = {code: Office.objects.get_or_create(code=code, defaults={"name": name, "slug": name, "kind": "city"})[0]
            for code, name in others}  # fmt: skip
    made[office.code] = office
    values = {"3673": [1, 1, 9], "3671": [5], "36": [], "3273": [2, 2, 2, 2], "0": []}
    by_id = {each.pk: values[code] for code, each in made.items()}

    def rows(office_id, period, _on):
        found = [Row(n, {"number": n}, value=value, day=DAY) for n, value in enumerate(by_id[office_id])]
        found += [Row(9, {"number": 9}, value=4, day=date(2023, 6, 1))]
        return [row for row in found if row.day in period]

    median = selectors.define(a_figure("test.median", rows, tallies.median_value))
    people = selectors.define(a_figure("test.people", rows, tallies.count_distinct))
    monkeypatch.delitem(selectors.defined._FIGURES, figure.key)
    return made, median, people


def beside(office, *figures, period="2024"):
    asked = {"office_id": office.pk, "office_code": office.code, "period": parse_period(period), "on": ON}
    keys = [each.key for each in figures]
    return selectors.compare_all(told=selectors.tell_all(**asked, keys=keys), **asked)


def test_sums_of_a_province_and_the_nation_are_added_up_once_for_all_offices_counted_anew(network, monkeypatch):
    _made, median, people = network
    summed, sums = selectors.summed_facts, []
    monkeypatch.setattr(selectors, "summed_facts", lambda **a: sums.append((a["scope"], a["year"])) or summed(**a))
    assert services.rebuild_moved(at=AT, every_year=False) == ["0", "3273", "36", "3671", "3673"]
    of_banten = [each for each in sums if each[0] == "36*"]
    assert len(of_banten) == 2 * len({median.key, people.key})  # two years of two figures, of three offices
    assert selectors.verified().differences == []


def test_years_long_over_are_counted_anew_soon_after_an_act_few_offices_at_a_time(network):
    _made, median, _ = network
    on, at = date(2026, 3, 2), datetime(2026, 3, 2, 3, tzinfo=UTC)
    services.rebuild_moved(at=at, every_year=True)
    services.rebuild_older(at=at)
    for code in ("3671", "3673"):
        touch_public(office_code=code)
    asked = {"figures": [median], "office_code": "3673", "period": year_of(2023), "on": on}
    later = at + timedelta(minutes=1)
    services.rebuild_moved(at=later, every_year=False)
    assert selectors.kept_tallies(**asked) == {}
    assert services.rebuild_older(at=later, most=1) == ["3671"]
    touch_public(office_code="3671")
    assert services.rebuild_older(at=later, most=1) == ["3673"]  # who waits longest comes first
    assert selectors.kept_tallies(**asked)[median.key][facts.WHOLE].n == 1
    assert (services.rebuild_older(at=later), services.rebuild_older(at=later)) == (["3671"], [])


def test_an_office_stands_beside_its_province_the_nation_and_the_year_before(
    client, network, django_assert_num_queries
):
    made, median, people = network
    for each in made.values():
        build(each)
    Office.objects.create(code="3604", name="Serang", kind="city", slug="serang")  # nobody counted it yet
    with django_assert_num_queries(13):  # what is told of this year and the last, of both elsewhere, and who is there
        found = beside(made["3673"], median, people)
    assert found.figures[median.key] == selectors.Beside(median.key, (1, 4), (3, 4), (2, 4))  # 1 1 5 9; and 2 2 2 2
    assert found.figures[people.key] == selectors.Beside(people.key, (2, 1), (3, 1), (4, 1))
    assert (found.province.offices, found.nation.offices) == (3, 5)
    assert (found.of_province, found.of_nation) == (4, 6)
    address, asked = reverse("statistics", args=[made["3673"].slug]), {"masa": "2024"}
    _before, _at, table = client.get(address, asked).text.partition('<th scope="col">Dibandingkan')
    heads = table.partition("</thead>")[0]
    assert ("3 dari 4 kantor" in heads, "5 dari 6 kantor" in heads) == (True, True)
    numbers = json.loads(client.get(address, {**asked, "format": "json"}).content)["Angka"][0]
    assert {"Provinsi (3 dari 4 kantor)", "Nasional (5 dari 6 kantor)"} < set(numbers)
    assert beside(made["0"], median).figures[median.key].province is None
    with django_assert_num_queries(2):
        standing = selectors.standing(
            keys=[median.key], period=year_of(2024), scopes=["3673", "3671", "36", "36*", "0*", "9999"]
        )
    medians = {scope: each.values.get(median.key) for scope, each in standing.items()}
    assert medians == {"3673": 1, "3671": 5, "36": None, "36*": 3, "0*": 2, "9999": None}
    assert (standing["36*"].offices, standing["36*"].built_at, standing["9999"].built_at) == (3, AT, None)
    selectors.define(replace(median, key="test.new"))  # nobody counted it yet: no province stands at nothing
    assert selectors.standing(keys=[median.key], period=year_of(2024), scopes=["36*"])["36*"].built_at is None


def test_a_province_whose_facts_nobody_counted_is_left_out_of_the_comparison(network):
    made, median, _ = network
    found = beside(made["3673"], median)
    assert found.figures[median.key] == selectors.Beside(median.key, (1, 4), None, None)


def test_a_state_of_a_month_that_has_not_begun_is_not_told(office, figure):
    rows = [Row(1, {"number": 1}, day=DAY)]

    def at_the_end(_office, period, on):
        return [row for row in rows if period.start <= on and row.day < period.end]

    state = selectors.define(a_figure("test.open", at_the_end, spans=lambda *_: rows))
    on = date(2024, 6, 10)
    build(office, last=2024, on=on)
    assert [told(office, state, f"2024-{month:02d}", on=on).value for month in (2, 3, 6, 7)] == [0, 1, 1, 0]
    july = selectors.standing(keys=[state.key], period=parse_period("2024-07"), scopes=[office.code])
    assert july[office.code].built_at is None
    assert selectors.verified().differences == []


def test_rows_too_many_to_read_are_told_by_their_days_and_anew_while_they_grow(office, figure, register):
    def by_day(office_id, period, on):
        return facts.facts_of(figure, figure.rows(office_id, period, on), start=period.start, end=period.end)

    live = selectors.define(replace(figure, key="test.live", by_day=by_day, live=True))
    build(office)
    register.append(replace(register[0], id=90, day=ON))
    assert [told(office, live).value, told(office, live, "2024-03").value] == [8, 7]  # running; over, from its facts
    assert selectors.read(figure=live, office_id=office.pk, period=year_of(2024), on=ON).value == 8


def test_the_page_and_the_api_tell_the_same_number_with_and_without_facts(client, office, figure):
    address, api = reverse("statistics", args=[office.slug]), f"/api/v1/figures/{office.code}/{figure.key}"
    for _ in range(2):
        assert "<b>7</b>" in client.get(address, {"masa": "2024"}).text
        assert client.get(api, {"period": "2024"}).json()["value"] == 7
        services.rebuild_moved(at=datetime.now(UTC), every_year=True)
    assert SEX.personal
    assert not CHANNEL.personal
