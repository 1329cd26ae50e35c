from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import Station
from ..rules.codes import station_code, station_id

if TYPE_CHECKING:
    from ..models import Election


@dataclass(frozen=True)
class Unit:
    """A polling station by its code of 13 digits, its kind, and how its source names it overseas."""

    code: int
    kind: str
    unit: str


def units_of(*, election: Election, within: tuple[int, int]) -> list[Unit]:
    """Return the polling stations between two codes, in order."""
    first, last = (station_id(election.pk, code) for code in within)
    found = Station.objects.filter(pk__gte=first, pk__lte=last).order_by("pk").values_list("pk", "kind", "unit")
    return [Unit(station_code(pk), kind, unit) for pk, kind, unit in found.iterator()]
