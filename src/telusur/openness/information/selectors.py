from __future__ import annotations

from typing import TYPE_CHECKING

from .models import InformationItem

if TYPE_CHECKING:
    from .models import InformationItemQuerySet


def shown_items(*, office_id: int | None = None) -> InformationItemQuerySet:
    """Return what everybody may see, newest first; of one office, or of all."""
    shown: InformationItemQuerySet = InformationItem.public.of_office(office_id)
    return shown.select_related("office", "unit").order_by("-published_at", "-pk")


def shown_item(*, office_id: int, item_id: int) -> InformationItem:
    """Return one entry that everybody may see. Raises: InformationItem.DoesNotExist."""
    return shown_items(office_id=office_id).get(pk=item_id)
