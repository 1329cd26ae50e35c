"""An instant as a person types it: the office's own clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms

if TYPE_CHECKING:
    from telusur.kernel.offices.models import Office

INSTANT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
LONG = forms.Textarea(attrs={"rows": 4})


def in_zone(value: Any, office: Office, *, latest: datetime) -> datetime | None:
    """Return a typed instant with the office's zone; within the running minute it is now, not the minute's start."""
    if not isinstance(value, datetime):
        return None
    found = value.replace(tzinfo=ZoneInfo(office.time_zone))
    return (
        latest if found.replace(second=0) == latest.astimezone(found.tzinfo).replace(second=0, microsecond=0) else found
    )
