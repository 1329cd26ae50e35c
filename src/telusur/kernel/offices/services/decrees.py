"""Acts by decree that change what public pages of many offices show: days of the calendar, readings of the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from telusur.kernel.clocks import services as clocks
from telusur.kernel.law import services as law

from .public_pages import touch_public

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from telusur.kernel.calendars.rules import Day
    from telusur.kernel.clocks.services import CalendarMoved
    from telusur.kernel.law.models import ReadingChoice


@transaction.atomic
def add_days(
    *, office_code: str, days: Sequence[Day], years: Mapping[int, str], actor: str, at: datetime
) -> CalendarMoved:
    """Add days of a decree, move the running deadlines they touch, and renew the public pages of their territory.

    Raises: calendars.services.NotAdded; CalendarGap. Law: see `clocks.services.add_days`.
    """
    moved = clocks.add_days(office_code=office_code, days=days, years=years, actor=actor, at=at)
    for scope in sorted({day.scope for day in days} | ({""} if years else set())):
        touch_public(office_code=scope)
    return moved


@transaction.atomic
def choose_reading(
    *,
    room: str,
    key: str,
    choice: str,
    valid_from: date,
    decree_number: str,
    decree_on: date,
    actor: str,
    at: datetime,
    on: date,
    reason: str = "",
) -> ReadingChoice:
    """Choose a reading of the law for every office, and renew public pages, which explain dates by it.

    Raises: law.services.NotChosen. Law: see `law.services.choose_reading`.
    """
    row = law.choose_reading(
        room=room,
        key=key,
        choice=choice,
        valid_from=valid_from,
        decree_number=decree_number,
        decree_on=decree_on,
        actor=actor,
        at=at,
        on=on,
        reason=reason,
    )
    touch_public(office_code="")
    return row
