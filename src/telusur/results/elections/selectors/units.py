from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import ShownUnit, Station
from ..rules.codes import station_code, station_id

if TYPE_CHECKING:
    from ..models import Contest, Election


@dataclass(frozen=True)
class Unit:
    """A polling station by its code of 13 digits, its kind, how its source names it overseas, and how many voters its
    list has; None where it is not known."""

    code: int
    kind: str
    unit: str
    voters: int | None = None


def units_of(*, election: Election, within: tuple[int, int]) -> list[Unit]:
    """Return the polling stations between two codes, in order."""
    first, last = (station_id(election.pk, code) for code in within)
    found = Station.objects.filter(pk__gte=first, pk__lte=last).order_by("pk")
    rows = found.values_list("pk", "kind", "unit", "voters_j")
    return [Unit(station_code(pk), kind, unit, voters) for pk, kind, unit, voters in rows]


def shown_units(*, contest: Contest, within: tuple[int, int]) -> dict[int, int]:
    """Return what the public has seen of the polling stations between two codes: by code the group that each was shown
    in, named by one of its members."""
    found = ShownUnit.objects.filter(contest=contest, code__range=within)
    return dict(found.order_by("code").values_list("code", "together"))
