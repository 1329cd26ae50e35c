"""The one place that turns an instant into a day: a day is always somebody's, so the zone is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date, datetime

NATIONAL_TIME_ZONE = "Asia/Jakarta"


def day_at(at: datetime, time_zone: str) -> date:
    """Return the calendar day of an instant in a time zone, such as `Asia/Jayapura`. Raises: ValueError."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(ZoneInfo(time_zone)).date()
