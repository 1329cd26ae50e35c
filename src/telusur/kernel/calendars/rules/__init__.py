"""Working days. A calendar is dated data with decrees; a year nobody loaded is an error, never a guess."""

from .calendar import Calendar, CalendarGap, Day, Kind, calendar_from
from .day_files import DayFault, parse_days

__all__ = ["Calendar", "CalendarGap", "Day", "DayFault", "Kind", "calendar_from", "parse_days"]
