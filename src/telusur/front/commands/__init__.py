"""Commands that join rooms."""

from .calendar import calendar
from .clock import clock

COMMANDS = [clock, calendar]
