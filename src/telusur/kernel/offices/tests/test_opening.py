from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.offices.rules.office_file import HoursUnreadable, read_week, write_week
from telusur.kernel.offices.rules.opening import ClosedDays, DatedHours, Hours, HoursImpossible, Schedule

WIB = ZoneInfo("Asia/Jakarta")
SERANG = Hours(time(9), time(15), time(12), time(13))
SINCE = date(2024, 1, 1)


def weekly(zone="Asia/Jakarta", closures=(), holiday=lambda _day: None):
    hours = [DatedHours(weekday, SERANG, SINCE) for weekday in range(5)]
    return Schedule(time_zone=zone, hours=hours, closures=closures, holiday=holiday)


def at(day, hour, minute=0, zone=WIB):
    return datetime(2026, 4, day, hour, minute, tzinfo=zone)


@pytest.mark.parametrize(
    ("hour", "minute", "opened"),
    [(8, 59, False), (9, 0, True), (11, 59, True), (12, 0, False), (12, 59, False), (13, 0, True), (15, 0, False)],
)
def test_the_office_is_open_within_its_hours_but_not_in_its_break(hour, minute, opened):
    assert weekly().is_open(at(7, hour, minute)) is opened


def test_the_hours_are_those_of_the_clock_at_the_office():
    two_utc = datetime(2026, 4, 7, 1, 30, tzinfo=UTC)
    assert [weekly(zone).is_open(two_utc) for zone in ("Asia/Jakarta", "Asia/Makassar")] == [False, True]


def test_a_closure_closes_its_first_day_and_no_longer_its_end():
    schedule = weekly(closures=[ClosedDays(date(2026, 4, 7), date(2026, 4, 9), "Pindah gedung")])
    assert [schedule.is_open(at(day, 10)) for day in (6, 7, 8, 9)] == [True, False, False, True]
    assert schedule.closed_because(date(2026, 4, 8)) == "Pindah gedung"


def test_the_next_opening_skips_weekend_and_holiday():
    schedule = weekly(holiday={date(2026, 4, 6): "Libur"}.get)
    friday_evening = at(3, 15)
    assert schedule.next_opening(friday_evening) == at(7, 9)


def test_in_the_break_the_next_opening_is_its_end():
    assert weekly().next_opening(at(7, 12, 30)) == at(7, 13)


def test_an_office_without_hours_never_opens():
    assert Schedule(time_zone="Asia/Jakarta").next_opening(at(7, 9)) is None


def test_hours_hold_only_in_their_period():
    rows = [
        DatedHours(1, Hours(time(8), time(16)), date(2026, 1, 1), date(2026, 4, 7)),
        DatedHours(1, SERANG, date(2026, 4, 7)),
    ]
    schedule = Schedule(time_zone="Asia/Jakarta", hours=rows)
    assert (schedule.is_open(at(7, 8, 30)), schedule.is_open(datetime(2026, 3, 31, 8, 30, tzinfo=WIB))) == (False, True)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)))
def test_at_the_next_opening_the_office_is_open_and_before_it_was_not(naive):
    now = naive.replace(tzinfo=WIB)
    schedule = weekly(closures=[ClosedDays(date(2026, 3, 18), date(2026, 3, 26), "Cuti")])
    opening = schedule.next_opening(now)
    assert opening > now
    assert schedule.is_open(opening)
    assert not schedule.is_open(opening - timedelta(minutes=1))


@pytest.mark.parametrize(
    "times",
    [(time(15), time(9)), (time(9), time(9)), (time(9), time(15), time(8), time(10)), (time(9), time(15), time(12))],
)
def test_impossible_hours_cannot_be_made(times):
    with pytest.raises(HoursImpossible):
        Hours(*times)


minutes = st.lists(st.integers(0, 24 * 60 - 1), min_size=4, max_size=4, unique=True).map(sorted)


@st.composite
def hours(draw):
    opens, start, end, closes = (time(*divmod(minute, 60)) for minute in draw(minutes))
    return Hours(opens, closes, start, end) if draw(st.booleans()) else Hours(opens, closes)


@given(st.dictionaries(st.integers(0, 6), hours()))
def test_written_hours_read_back_the_same(week):
    assert read_week(write_week(week)) == week


def test_neighbouring_days_with_the_same_hours_are_written_together():
    week = dict.fromkeys(range(5), SERANG) | {5: Hours(time(9), time(12))}
    assert write_week(week) == "Senin-Jumat 09.00-15.00 istirahat 12.00-13.00; Sabtu 09.00-12.00"


@pytest.mark.parametrize(
    "text", ["Senin", "Senin-Jumat 25.00-26.00", "Jumat-Senin 09.00-15.00", "Monday 09.00-15.00", "Senin 9-15"]
)
def test_hours_that_do_not_follow_the_pattern_are_named(text):
    with pytest.raises(HoursUnreadable, match=text.replace(".", r"\.")):
        read_week(text)


def test_a_weekday_named_twice_is_a_fault():
    with pytest.raises(HoursUnreadable, match="Rabu"):
        read_week("Senin-Jumat 09.00-15.00; Rabu 09.00-12.00")
