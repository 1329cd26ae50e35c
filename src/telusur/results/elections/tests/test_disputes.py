"""Until when a result may be disputed: by hours at general elections, by working days at regional ones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

from telusur.results.elections.rules.disputes import closes_at
from telusur.results.elections.selectors import dispute_window

WEEKDAYS = SimpleNamespace(is_working=lambda day: day.weekday() < 5)


def test_a_general_result_is_open_for_three_times_24_hours():
    window = dispute_window(kind="general", on=date(2024, 2, 14))
    found = closes_at(window, datetime(2024, 3, 20, 15, 19, tzinfo=UTC), calendar=WEEKDAYS)
    assert found == datetime(2024, 3, 23, 15, 19, tzinfo=UTC)


def test_a_regional_result_is_open_until_its_third_working_day_has_passed():
    window = dispute_window(kind="regional", on=date(2024, 11, 27))
    friday_night = datetime(2024, 12, 6, 16, 30, tzinfo=UTC)
    found = closes_at(window, friday_night, calendar=WEEKDAYS)
    assert found == datetime(2024, 12, 11, 17, tzinfo=UTC)  # Wednesday ends in Jakarta
