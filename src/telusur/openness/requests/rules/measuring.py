"""How long an answer took."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from telusur.kernel.calendars.rules import Calendar


def working_days_between(received: date, answered: date, calendar: Calendar) -> int:
    """Return the working days after `received` up to and with `answered`, as the clock of the answer counts them.

    An answer on the day of receipt took 0. Raises: CalendarGap, holidays of a needed year unknown.
    Law: UU 14/2008 Pasal 22 ayat (7).
    """
    after = (received + timedelta(days=number) for number in range(1, (answered - received).days + 1))
    return sum(map(calendar.is_working, after))
