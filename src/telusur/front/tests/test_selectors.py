from datetime import UTC, date, datetime

import pytest

from telusur.front import selectors

from .factories import make_network, make_office

pytestmark = pytest.mark.django_db


def test_the_network_groups_offices_by_province():
    make_network(2, 3)
    network = selectors.network()
    assert network.national.code == "0"
    assert [(province.code, province.number) for province in network.provinces] == [("11", 4), ("12", 4)]
    assert network.number == 9


def test_the_network_takes_one_query_for_550_offices(django_assert_num_queries):
    make_network(38, 13)
    with django_assert_num_queries(1):
        assert selectors.network().number == 1 + 38 * 14


def test_words_find_offices_by_name_city_or_code():
    make_network(1, 2)
    make_office(name="KPU Kota Serang", city="Serang")
    assert [province.name for province in selectors.network(words="serang KOTA").provinces] == ["KPU Kota Serang"]
    assert selectors.network(words="1101").number == 1
    assert selectors.network(words="tidak ada").number == 0


def test_a_city_without_a_province_above_it_is_still_listed():
    make_office()
    assert selectors.network().provinces[0].office.code == "3673"


# Monday 16 March 2026, 10.00 WIB; Thursday the 19th is Nyepi.
@pytest.mark.parametrize(
    ("at", "is_open", "opens_at"),
    [
        (datetime(2026, 3, 16, 3, 0, tzinfo=UTC), True, datetime(2026, 3, 16, 6, 0, tzinfo=UTC)),
        (datetime(2026, 3, 16, 5, 30, tzinfo=UTC), False, datetime(2026, 3, 16, 6, 0, tzinfo=UTC)),
        (datetime(2026, 3, 19, 3, 0, tzinfo=UTC), False, datetime(2026, 3, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_an_office_is_open_in_its_hours_outside_its_break_and_holidays(at, is_open, opens_at):
    opening = selectors.opening(office=make_office(), at=at, on=at.date())
    assert (opening.is_open, opening.opens_at) == (is_open, opens_at)


def test_an_open_office_says_when_it_closes():
    at = datetime(2026, 3, 16, 3, 0, tzinfo=UTC)
    opening = selectors.opening(office=make_office(), at=at, on=at.date())
    assert opening.closes_at == datetime(2026, 3, 16, 5, 0, tzinfo=UTC)


def test_a_holiday_is_named():
    at = datetime(2026, 3, 19, 3, 0, tzinfo=UTC)
    assert selectors.opening(office=make_office(), at=at, on=at.date()).closed_because


def test_the_times_are_those_of_the_rules_in_force():
    times = {str(row.label): row for row in selectors.service_times(on=date(2026, 3, 16))}
    answer = times["Kantor menjawab dengan pemberitahuan tertulis"]
    assert (answer.general.values["length"], answer.election.values["length"]) == (10, 3)


def test_a_track_without_a_rule_on_that_day_is_left_open():
    assert selectors.service_times(on=date(2015, 1, 2))[2].election is None


@pytest.mark.parametrize(
    ("on", "cited", "not_cited"),
    [
        (date(2022, 1, 3), "Nomor 1 Tahun 2015", "Nomor 22 Tahun 2023"),
        (date(2024, 1, 3), "Nomor 22 Tahun 2023", "Nomor 1 Tahun 2015"),
        (date(2026, 1, 5), "Nomor 4 Tahun 2025", "Nomor 1 Tahun 2010"),
    ],
)
def test_a_repealed_regulation_is_never_cited(on, cited, not_cited):
    titles = " ".join(rule.values["title"] for rule in selectors.legal_bases(on=on))
    assert cited in titles
    assert not_cited not in titles


def test_a_digital_copy_is_free():
    (digital,) = [rule for rule in selectors.costs(on=date(2026, 1, 5)) if rule.key == "softcopy"]
    assert digital.values["amount"] == "Gratis"
