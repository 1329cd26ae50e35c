from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .models import InformationItem

if TYPE_CHECKING:
    from datetime import date

    from .models import InformationItemQuerySet


def shown_items(*, office_id: int | None = None) -> InformationItemQuerySet:
    """Return what everybody may see, newest first; of one office, or of all."""
    shown: InformationItemQuerySet = InformationItem.public.of_office(office_id)
    return shown.select_related("office", "unit").order_by("-published_at", "-pk")


def shown_item(*, office_id: int, item_id: int) -> InformationItem:
    """Return one entry that everybody may see. Raises: InformationItem.DoesNotExist."""
    return shown_items(office_id=office_id).get(pk=item_id)


def published_between(*, office_id: int, start: date, end: date) -> list[tuple[InformationItem, date]]:
    """Return what an office published in [start, end) and still shows, oldest first, with the day in its time zone."""
    shown = InformationItem.public.of_office(office_id).select_related("office")
    first = shown.first()
    if first is None:
        return []
    zone = ZoneInfo(first.office.time_zone)
    since, until = (datetime.combine(day, time(), tzinfo=zone) for day in (start, end))
    within = shown.filter(published_at__gte=since, published_at__lt=until).order_by("published_at", "pk")
    return [(item, item.published_at.astimezone(zone).date()) for item in within if item.published_at]
