"""Until when a result may be disputed before the Constitutional Court."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from telusur.kernel.calendars.rules.local import NATIONAL_TIME_ZONE, day_at

if TYPE_CHECKING:
    from telusur.kernel.calendars.rules import Calendar


@dataclass(frozen=True)
class DisputeWindow:
    """hours: from the announcement, or 0 where working_days are counted instead, the first of them the day after.
    of_nation: it begins with the announcement of the national result, also for the results of provinces and regencies.
    """

    hours: int
    working_days: int
    of_nation: bool
    source: str
    confirmed: bool


def closes_at(window: DisputeWindow, announced_at: datetime, *, calendar: Calendar) -> datetime:
    """Return the instant from which a result can no longer be disputed; working days end at midnight in Jakarta.

    calendar: of the national office. Raises: CalendarGap. Law: UU 7/2017 Pasal 474 ayat (2); UU 1/2015 Pasal 157.
    """
    if window.hours:
        return announced_at + timedelta(hours=window.hours)
    day, left = day_at(announced_at, NATIONAL_TIME_ZONE), window.working_days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return datetime.combine(day + timedelta(days=1), time(0), ZoneInfo(NATIONAL_TIME_ZONE))
