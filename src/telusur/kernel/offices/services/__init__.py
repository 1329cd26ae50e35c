"""What can be done with offices, their units and the ways to reach them."""

from .decrees import add_days, choose_reading
from .presence import (
    ContactKnown,
    add_channel,
    close_office,
    lift_closure,
    record_past_week,
    remove_channel,
    set_week,
)
from .public_pages import touch_public
from .tree import LoadResult, OfficeNotFound, change_details, ensure_national_office, load_offices, withdraw_office
from .units import UnitCodeTaken, add_unit, change_unit

__all__ = [
    "ContactKnown",
    "LoadResult",
    "OfficeNotFound",
    "UnitCodeTaken",
    "add_channel",
    "add_days",
    "add_unit",
    "change_details",
    "change_unit",
    "choose_reading",
    "close_office",
    "ensure_national_office",
    "lift_closure",
    "load_offices",
    "record_past_week",
    "remove_channel",
    "set_week",
    "touch_public",
    "withdraw_office",
]
