"""Working days. A calendar is dated data with decrees; a year nobody loaded is an error, never a guess."""

from .calendar import Calendar, CalendarGap, Day, Kind, calendar_from
from .day_files import DayFault, parse_days
from .local import NATIONAL_TIME_ZONE, day_at

__all__ = [
    "NATIONAL_TIME_ZONE",
    "Calendar",
    "CalendarGap",
    "Day",
    "DayFault",
    "Kind",
    "calendar_from",
    "day_at",
    "parse_days",
]
