from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from telusur.kernel.calendars.rules import day_at

LATE = datetime(2026, 4, 6, 15, 30, tzinfo=UTC)  # 22.30 WIB, 23.30 WITA, 00.30 WIT


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Jakarta", date(2026, 4, 6)),
        ("Asia/Makassar", date(2026, 4, 6)),
        ("Asia/Jayapura", date(2026, 4, 7)),
    ],
)
def test_the_day_of_an_instant_is_that_of_the_place(zone, day):
    assert day_at(LATE, zone) == day


def test_an_instant_without_a_zone_has_no_day():
    with pytest.raises(ValueError, match="time zone"):
        day_at(datetime(2026, 4, 6, 15, 30), "Asia/Jakarta")
