from __future__ import annotations

import hashlib
from datetime import date

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.calendars.rules import CalendarGap, Day, Kind, calendar_from, parse_days
from telusur.kernel.calendars.selectors import DATA

DATES = st.dates(date(2026, 1, 1), date(2026, 12, 31))
FILE = """
[[day]]
on = 2028-01-26
name = "Tahun Baru Imlek"
kind = "national_holiday"
source = "SKB 1"
confirmed = true
"""


def day(on: str, kind: Kind = Kind.NATIONAL_HOLIDAY, scope: str = "", name: str = "Libur") -> Day:
    return Day(date.fromisoformat(on), name, kind, "Keputusan 1", confirmed=True, scope=scope)


def calendar(*days: Day, office: str = "3673"):
    return calendar_from(office_code=office, version=1, years={2026}, days=days)


def test_weekends_and_holidays_are_not_worked_and_say_why():
    found = calendar(day("2026-04-03", name="Wafat Yesus Kristus"))
    assert [found.reason(date(2026, 4, number)) for number in (2, 3, 4)] == [None, "Wafat Yesus Kristus", "akhir pekan"]
    assert found.next_working_day(date(2026, 4, 2)) == date(2026, 4, 6)


def test_a_year_nobody_loaded_is_an_error_that_says_how_to_load_it():
    with pytest.raises(CalendarGap, match=r"2028.*telusur calendar add 2028\.toml"):
        calendar().is_working(date(2028, 1, 1))
    with pytest.raises(CalendarGap):
        calendar().reason(date(2028, 1, 1))


def test_a_scope_covers_the_territory_and_all_below_it():
    regional = day("2026-06-10", Kind.REGIONAL_HOLIDAY, "36")
    on = date(2026, 6, 10)
    assert not calendar(regional, office="36").is_working(on)
    assert not calendar(regional, office="3673").is_working(on)
    assert calendar(regional, office="3273").is_working(on)
    assert calendar(regional, office="0").is_working(on)


def test_without_joint_leave_only_joint_leave_is_worked():
    found = calendar(day("2026-03-18", Kind.JOINT_LEAVE), day("2026-03-19")).without_joint_leave()
    assert found.is_working(date(2026, 3, 18))
    assert not found.is_working(date(2026, 3, 19))


def test_a_holiday_outweighs_joint_leave_on_the_same_date():
    leave, holiday = day("2026-03-18", Kind.JOINT_LEAVE), day("2026-03-18", Kind.REGIONAL_HOLIDAY, "36")
    assert not calendar(leave, holiday).without_joint_leave().is_working(date(2026, 3, 18))
    assert calendar(leave, holiday, office="32").without_joint_leave().is_working(date(2026, 3, 18))


def test_a_cancelled_day_is_worked_again_but_not_where_another_decree_stands():
    on = date(2026, 3, 18)
    leave, holiday = day("2026-03-18", Kind.JOINT_LEAVE), day("2026-03-18", Kind.REGIONAL_HOLIDAY, "36")
    cancelled = day("2026-03-18", Kind.CANCELLED)
    assert calendar(leave, cancelled).is_working(on)
    assert not calendar(leave, holiday, cancelled).is_working(on)
    assert not calendar(leave, cancelled, leave).is_working(on)


@given(
    st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_more_holidays_never_make_a_day_worked(free, on):
    before = calendar(*(day(each.isoformat()) for each in free[:-1]))
    after = before.with_days([day(each.isoformat()) for each in free[-1:]])
    assert before.is_working(on) or not after.is_working(on)
    assert after.version == before.version


def test_a_file_of_days_is_read_with_its_whole_years():
    year = '[[year]]\nyear = 2028\nvalid_from = 2028-01-01\nsource = "SKB 1"\nconfirmed = true\n'
    days, years, faults = parse_days(year + FILE)
    assert faults == []
    assert years == {2028: "SKB 1"}
    assert days == [Day(date(2028, 1, 26), "Tahun Baru Imlek", Kind.NATIONAL_HOLIDAY, "SKB 1", confirmed=True)]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("on = 2028-01-26", 'on = "2028-01-26"', "on"),
        ("on = 2028-01-26", "on = 2208-01-26", "on"),
        ('name = "Tahun Baru Imlek"', 'name = ""', "name"),
        ('kind = "national_holiday"', 'kind = "libur"', "kind"),
        ('source = "SKB 1"', "", "source"),
        ("confirmed = true", "confirmed = 1", "confirmed"),
        ("confirmed = true", 'confirmed = true\nscope = "36"', "scope"),
        ("confirmed = true", 'confirmed = true\nscope = "Banten"', "scope"),
        ('kind = "national_holiday"', 'kind = "regional_holiday"', "scope"),
    ],
)
def test_a_faulty_row_is_named_with_field_and_remedy(old, new, field):
    days, _, faults = parse_days(FILE.replace(old, new))
    assert days == []
    assert [(fault.table, fault.row, fault.field) for fault in faults] == [("day", 1, field)]


def test_the_same_date_twice_an_empty_file_and_other_sections_are_faults():
    assert parse_days(FILE + FILE)[2][0].row == 2
    assert parse_days("")[2]
    assert parse_days("[[holiday]]\non = 2028-01-01\n")[2]
    assert parse_days("day = 3")[2]
    assert parse_days("bukan toml")[2]


@pytest.mark.parametrize("year", range(2020, 2028))
def test_every_date_is_that_of_the_library_of_holidays(year):
    """A difference is looked up in the decree, never copied from the library."""
    days, years, faults = parse_days((DATA / f"{year}.toml").read_text(encoding="utf-8"))
    ours = {kind: {each.on for each in days if each.kind is kind} for kind in Kind}
    assert (list(years), faults) == ([year], [])
    assert ours[Kind.NATIONAL_HOLIDAY] == set(holidays.country_holidays("ID", years=year, categories="public"))
    assert ours[Kind.JOINT_LEAVE] == set(holidays.country_holidays("ID", years=year, categories="government"))
    assert all(each.scope == "" for each in days)


def test_days_that_offices_stumble_over_are_there():
    named = {each.on: each for year in (2024, 2025) for each in parse_days((DATA / f"{year}.toml").read_text())[0]}
    assert named[date(2024, 2, 14)].source == "Keppres Nomor 10 Tahun 2024"
    assert named[date(2024, 11, 27)].source == "Keppres Nomor 33 Tahun 2024"
    assert named[date(2025, 8, 18)].kind is Kind.JOINT_LEAVE


def test_shipped_years_are_never_edited():
    """Version 1 explains every old date; a later decree comes in through `telusur calendar add`."""
    told = hashlib.sha256()
    for file in sorted(DATA.glob("*.toml")):
        for each in parse_days(file.read_text(encoding="utf-8"))[0]:
            told.update(f"{each.on}{each.kind}{each.scope}\n".encode())
    assert told.hexdigest() == "8d00820ad7e763f74efa4935393ff4786f4f2da9efe72caf27737833045fe1da"
