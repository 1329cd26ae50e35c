"""What readers open most: counted as everywhere, and never an empty box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.visits import selectors as visits
from telusur.kernel.visits.rules.counting import Kind

from .shown import shown_items

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telusur.kernel.offices.models import Office

    from ..models import InformationItem

MONTH, YEAR = 30, 365
SPARE = 4  # times as many keys are asked for as are shown: what was withdrawn is left out


@dataclass(frozen=True)
class Popular:
    """Entries with how often they were opened in the last `days` days; days 0: nobody opened any, these are new."""

    items: Sequence[tuple[InformationItem, int]]
    days: int


def popular(*, office: Office, limit: int, on: date) -> Popular:
    """Return the entries of an office that were opened most in a month, else in a year, else the newest."""
    shown = shown_items(office_id=office.pk)
    for days in (MONTH, YEAR):
        most = visits.most_viewed(office_code=office.code, kind=Kind.INFORMATION, days=days, limit=SPARE * limit, on=on)
        items = shown.in_bulk([int(key) for key, _n in most]) if most else {}
        found = [(items[int(key)], number) for key, number in most if int(key) in items][:limit]
        if found:
            return Popular(found, days)
    return Popular([(item, 0) for item in shown[:limit]], 0)
