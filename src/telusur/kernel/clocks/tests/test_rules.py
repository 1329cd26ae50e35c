"""The count, held against dates worked out by others and by other means."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from telusur.kernel.calendars.rules import CalendarGap, Day, Kind, calendar_from, parse_days
from telusur.kernel.calendars.selectors import DATA
from telusur.kernel.clocks.rules import (
    Count,
    Direction,
    JointLeave,
    OutOfHours,
    Period,
    Readings,
    StartEvent,
    Step,
    Track,
    Unit,
    compute,
    count_for,
    stricter_for_office,
    working_days_between,
)
from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.law.selectors import rows

ROWS = rows("clocks", "response_time")
DAYS = [day for year in range(2020, 2028) for day in parse_days((DATA / f"{year}.toml").read_text(encoding="utf-8"))[0]]
CALENDAR = calendar_from(office_code="3673", version=1, years=range(2020, 2028), days=DAYS)
PUBLIC = frozenset(day.on for day in DAYS if day.kind is Kind.NATIONAL_HOLIDAY)
LEAVE = frozenset(day.on for day in DAYS if day.kind is Kind.JOINT_LEAVE)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")

# The longest step, a hundred working days, ends within the years whose holidays are known, also with a day off more.
instants = st.datetimes(datetime(2020, 1, 1), datetime(2027, 6, 30), timezones=st.just(UTC))
zones = st.sampled_from(ZONES)
any_readings = st.builds(
    Readings, st.sampled_from(StartEvent), st.sampled_from(JointLeave), st.sampled_from(OutOfHours)
)
FORWARD = [step for step in Step if step is not Step.DECLARE_OPEN]  # the one that is counted back from an end
steps = st.tuples(st.sampled_from(Track), st.sampled_from(FORWARD))


def period(length: int, unit: Unit = Unit.WORKING_DAY, direction: Direction = Direction.FORWARD) -> Period:
    return Period("test@2010-04-30", length, unit, direction, "test", confirmed=True, follows_reading=True)


def count(received: str | datetime, length: int = 10, **changes: object) -> Count:
    at = datetime.fromisoformat(received) if isinstance(received, str) else received
    given = {"periods": (period(length),), "received": at, "time_zone": "Asia/Jakarta", "calendar": CALENDAR}
    return Count(**(given | changes))


def of_step(received: datetime, zone: str, track: Track, step: Step) -> Count:
    periods, extension = count_for(ROWS, track=track, step=step, on=received.astimezone(ZoneInfo(zone)).date())
    return count(received, periods=periods, extension=extension, time_zone=zone)


def read_as(asked: Count, readings: Readings) -> Count:
    return replace(asked, readings=readings, closes_at=time(15), completed=asked.received + timedelta(days=2))


def oracle(zero: date, length: int, free: frozenset[date]) -> date:
    """Return the same date by another way: write down a long row of days, strike the free ones, take the n-th."""
    row = [date.fromordinal(zero.toordinal() + ahead) for ahead in range(1, length * 3 + 40)]
    worked = [day for day in row if day.strftime("%a") not in {"Sat", "Sun"} and day not in free]
    return worked[length - 1]


@pytest.mark.parametrize(
    ("received", "ten", "seventeen", "thirty"),
    [
        ("2026-03-16", "2026-04-07", "2026-04-16", "2026-05-06"),
        ("2025-12-22", "2026-01-08", "2026-01-20", "2026-02-06"),
        ("2025-03-24", "2025-04-16", "2025-04-28", "2025-05-20"),
    ],
)
def test_the_vectors_of_the_field_come_out_exactly(received, ten, seventeen, thirty):
    at = f"{received}T10:00+07:00"
    found = [compute(count(at, length)).due.isoformat() for length in (10, 17, 30)]
    assert found == [ten, seventeen, thirty]


def test_with_public_holidays_alone_the_lebaran_vector_is_a_week_earlier():
    worked = Readings(joint_leave=JointLeave.WORKING)
    assert compute(count("2026-03-16T10:00+07:00", readings=worked)).due == date(2026, 3, 31)


@given(instants, zones, st.integers(1, 60))
def test_the_count_agrees_with_a_row_of_days_struck_by_hand(received, zone, length):
    zero = received.astimezone(ZoneInfo(zone)).date()
    found = compute(count(received, length, time_zone=zone))
    assert found.due == oracle(zero, length, PUBLIC | LEAVE)
    worked = compute(count(received, length, time_zone=zone, readings=Readings(joint_leave=JointLeave.WORKING)))
    assert worked.due == oracle(zero, length, PUBLIC)


@given(instants, zones, steps)
def test_exactly_that_many_working_days_lie_between(received, zone, step):
    asked = of_step(received, zone, *step)
    assume(all(each.unit is Unit.WORKING_DAY for each in asked.periods))
    found = compute(asked)
    length = sum(each.length for each in asked.periods)
    after_zero = [found.started_on + timedelta(days=n) for n in range(1, (found.due - found.started_on).days + 1)]
    assert sum(map(CALENDAR.is_working, after_zero)) == length
    assert [number for _, number in found.counted] == list(range(1, length + 1))
    assert sorted([day for day, _ in found.counted] + [day for day, _ in found.skipped]) == after_zero
    assert all(why for _, why in found.skipped)
    assert found.counted[-1][0] == found.due


@given(instants, zones, steps, any_readings, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_a_later_receipt_never_gives_an_earlier_date(received, zone, step, readings, later):
    before = compute(read_as(of_step(received, zone, *step), readings))
    after = compute(read_as(of_step(received + later, zone, *step), readings))
    assert before.due <= after.due


@given(instants, zones, steps, any_readings, st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_a_further_holiday_never_makes_a_date_earlier(received, zone, step, readings, holiday):
    asked = read_as(of_step(received, zone, *step), readings)
    more = CALENDAR.with_days([Day(holiday, "Libur", Kind.NATIONAL_HOLIDAY, "Keppres", confirmed=True)])
    before, after = compute(asked), compute(replace(asked, calendar=more))
    assert before.due <= after.due
    assert before.due_if_extended is None or before.due_if_extended <= after.due_if_extended


@given(instants, zones, st.sampled_from(Track))
def test_an_extension_runs_on_from_the_first_period(received, zone, track):
    answer = compute(of_step(received, zone, track, Step.ANSWER))
    extended = compute(of_step(received, zone, track, Step.EXTENDED_ANSWER))
    assert answer.due_if_extended == extended.due
    assert extended.counted[: len(answer.counted)] == answer.counted


def test_day_zero_is_the_true_date_of_arrival_in_the_office_time_zone():
    """23.30 in Jakarta is half past midnight of the next day in Makassar and half past one in Jayapura."""
    at = "2026-03-16T23:30+07:00"
    started = {zone: compute(count(at, time_zone=zone)).started_on.day for zone in ZONES}
    assert started == {"Asia/Jakarta": 16, "Asia/Makassar": 17, "Asia/Jayapura": 17}
    assert compute(count(at, time_zone="Asia/Jakarta")).due == date(2026, 4, 7)
    assert compute(count(at, time_zone="Asia/Jayapura")).due == date(2026, 4, 8)


@pytest.mark.parametrize("hour", ["00:00", "07:59", "15:00", "23:59"])
def test_night_and_holiday_arrivals_start_on_their_own_date(hour):
    assert compute(count(f"2026-03-16T{hour}+07:00")).started_on == date(2026, 3, 16)
    assert compute(count(f"2026-03-21T{hour}+07:00", 1)).due == date(2026, 3, 25)


def test_friday_and_the_weekend_after_it_give_the_same_date():
    dues = {compute(count(f"2026-07-{day}T10:00+07:00")).due for day in ("03", "04", "05")}
    assert dues == {date(2026, 7, 17)}


@pytest.mark.parametrize(
    ("received", "skipped"),
    [
        ("2024-02-12", "2024-02-14"),
        ("2024-11-25", "2024-11-27"),
        ("2025-08-15", "2025-08-18"),
        ("2025-12-30", "2026-01-01"),
        ("2026-03-16", "2026-03-20"),
    ],
)
def test_polling_days_year_ends_and_decreed_days_are_skipped_with_their_names(received, skipped):
    found = compute(count(f"{received}T10:00+07:00"))
    named = {day.isoformat(): why for day, why in found.skipped}
    assert named[skipped] == CALENDAR.days[date.fromisoformat(skipped)].name


def test_an_unknown_year_is_an_error_not_a_guess():
    with pytest.raises(CalendarGap) as gap:
        compute(count("2027-12-24T10:00+07:00"))
    assert gap.value.year == 2028


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        compute(count(datetime(2026, 3, 16, 10)))


def test_completeness_moves_the_answer_only_under_that_reading_and_only_where_the_rule_follows_it():
    completed = datetime.fromisoformat("2026-03-25T09:00+07:00")
    late = Readings(counts_from=StartEvent.COMPLETENESS)
    at = datetime.fromisoformat("2026-03-16T10:00+07:00")

    def due(track: Track, readings: Readings) -> date:
        periods, _ = count_for(ROWS, track=track, step=Step.ANSWER, on=date(2026, 3, 16))
        return compute(count(at, periods=periods, completed=completed, readings=readings)).due

    assert due(Track.GENERAL, Readings()) == date(2026, 4, 7)
    assert due(Track.GENERAL, late) == date(2026, 4, 9)
    assert due(Track.ELECTION, Readings()) == due(Track.ELECTION, late) == date(2026, 3, 26)


@pytest.mark.parametrize(
    ("received", "zero"),
    [
        ("2026-07-03T14:59+07:00", "2026-07-03"),
        ("2026-07-03T15:00+07:00", "2026-07-06"),
        ("2026-07-04T10:00+07:00", "2026-07-06"),
    ],
)
def test_by_the_other_reading_an_arrival_out_of_hours_counts_as_the_next_working_day(received, zero):
    reading = Readings(out_of_hours=OutOfHours.NEXT_WORKING_DAY)
    found = compute(count(received, readings=reading, closes_at=time(15)))
    assert found.started_on == date.fromisoformat(zero)


def test_the_stricter_date_is_shown_where_readings_differ():
    found = stricter_for_office(count("2026-03-16T10:00+07:00"))
    assert (found.due, found.readings) == (date(2026, 3, 31), ("joint_leave",))
    assert stricter_for_office(count("2026-07-01T10:00+07:00")) is None


@given(instants, zones, any_readings)
def test_no_reading_gives_an_earlier_date_than_the_stricter_one(received, zone, readings):
    asked = count(received, time_zone=zone, completed=received + timedelta(days=4), closes_at=time(15))
    stricter = stricter_for_office(asked)
    safe = stricter.due if stricter else compute(asked).due
    assert safe <= compute(replace(asked, readings=readings)).due


@pytest.mark.parametrize(
    ("start", "length", "unit", "due"),
    [
        ("2026-03-16", 14, Unit.DAY, "2026-03-30"),
        ("2026-01-31", 1, Unit.MONTH, "2026-02-28"),
        ("2024-01-31", 1, Unit.MONTH, "2024-02-29"),
        ("2025-12-31", 3, Unit.MONTH, "2026-03-31"),
        ("2024-02-29", 1, Unit.YEAR, "2025-02-28"),
        ("2020-06-15", 6, Unit.YEAR, "2026-06-15"),
        ("2026-11-15", 14, Unit.MONTH, "2028-01-15"),
    ],
)
def test_days_months_and_years_are_counted_on_the_plain_calendar(start, length, unit, due):
    found = compute(count(f"{start}T10:00+07:00", periods=(period(length, unit),)))
    assert found.due == date.fromisoformat(due)
    assert (len(found.counted), found.skipped) == (length, ())


def test_hours_run_through_nights_and_holidays():
    found = compute(count("2026-03-20T22:00+07:00", periods=(period(72, Unit.HOUR),)))
    assert found.due_at == datetime.fromisoformat("2026-03-23T22:00+07:00")
    assert found.due == date(2026, 3, 23)


def test_counting_back_finds_the_last_day_to_act_before_a_date():
    """PP 61/2010: an item is declared open 30 working days before its period ends."""
    found = compute(count("2026-05-06T00:00+07:00", periods=(period(30, direction=Direction.BACK),)))
    assert found.due == date(2026, 3, 16)
    assert working_days_between(found.due, date(2026, 5, 5), CALENDAR) == 29


@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize("step", Step)
def test_every_step_of_every_track_has_a_rule(track, step):
    periods, extension = count_for(ROWS, track=track, step=step, on=date(2026, 3, 16))
    assert periods[-1].rule.startswith(f"clocks.response_time.{track}.{step}@")
    assert (extension is not None) == (step is Step.ANSWER)


def test_only_windows_that_nobody_confirmed_say_so():
    unconfirmed = {row.key for row in ROWS if not row.confirmed}
    assert {"election.objection_window", "election.dispute_window"} <= unconfirmed
    of_this_house = {"general.confirmation", "general.declare_open", "general.release_check"}
    assert all(key.startswith("election.") or key in of_this_house for key in unconfirmed)


def test_before_the_law_there_is_no_rule():
    with pytest.raises(NoRuleInForce):
        count_for(ROWS, track=Track.GENERAL, step=Step.ANSWER, on=date(2010, 4, 29))


@given(st.dates(date(2020, 2, 1), date(2027, 11, 30)), st.dates(date(2020, 2, 1), date(2027, 11, 30)))
def test_remaining_days_turn_their_sign_with_the_dates(first, second):
    left = working_days_between(first, second, CALENDAR)
    assert left == -working_days_between(second, first, CALENDAR)
    assert (left == 0) or ((left > 0) == (first < second))


def test_an_extension_into_a_year_nobody_loaded_leaves_the_answer_its_date():
    shorter = replace(CALENDAR, years=frozenset(range(2020, 2027)))
    periods, extension = count_for(ROWS, track=Track.GENERAL, step=Step.ANSWER, on=date(2026, 12, 10))
    received = datetime(2026, 12, 10, 3, tzinfo=UTC)
    known = Count(periods, received, "Asia/Jakarta", CALENDAR, extension=extension)
    cut = replace(known, calendar=shorter)
    assert compute(known).due.year == 2026 < compute(known).due_if_extended.year
    assert (compute(cut).due, compute(cut).due_if_extended) == (compute(known).due, None)
    stricter_for_office(cut)
    with pytest.raises(CalendarGap):
        compute(replace(cut, received=received + timedelta(days=15)))
