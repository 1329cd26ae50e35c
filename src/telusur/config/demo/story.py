"""When the demo plays, and who acts in it. Everything is reckoned back from the instant of loading."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from telusur.kernel.accounts.selectors import user_by_email
from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE, day_at

if TYPE_CHECKING:
    from telusur.kernel.accounts.models import User

DOMAIN = "demo.telusur.test"
WIB = ZoneInfo("Asia/Jakarta")
WEEKS = 9  # the offices of the demo have worked with Telusur for this long


def opening(at: datetime) -> datetime:
    """Return when the offices began: eight in the morning of a Monday, some weeks before `at`."""
    day = day_at(at, NATIONAL_TIME_ZONE) - timedelta(weeks=WEEKS)
    return datetime.combine(day - timedelta(days=day.weekday()), time(8), WIB)


def instant(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), WIB)


def person(name: str) -> User:
    """Return the person of the demo who signs in as `name`. Raises: LookupError."""
    user = user_by_email(email=f"{name}@{DOMAIN}")
    if user is None:
        raise LookupError(name)
    return user
