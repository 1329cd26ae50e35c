from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Territory
from ..rules.codes import OVERSEAS, PROVINCE, above
from ..rules.territory_file import LEVEL_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable


def names_of(*, codes: Iterable[int]) -> dict[int, str]:
    """Return the names of places by their codes; a place nobody entered is left out."""
    return dict(Territory.objects.filter(pk__in=list(codes)).values_list("pk", "name"))


def territory_named(*, code: int) -> Territory:
    """Return a place by its code. Raises: LookupError."""
    try:
        return Territory.objects.get(pk=code)
    except Territory.DoesNotExist as error:
        raise LookupError(code) from error


def names_of_children(*, parent: int | None) -> dict[int, str]:
    """Return the places directly below one, the nation for None, by code in order."""
    return dict(Territory.objects.filter(parent=parent).order_by("pk").values_list("pk", "name"))


def territory_totals() -> dict[str, dict[str, int]]:
    """Return how many places of each level are known and how many polling stations their file gave, on both sides."""
    names = [*LEVEL_NAMES.values(), "stations", "provisional"]
    found = {side: dict.fromkeys(names, 0) for side in ("domestic", "overseas")}
    rows = Territory.objects.order_by().values_list(
        "pk", "level", "stations", "special_from", "special_until", "provisional"
    )
    for code, level, stations, first, last, provisional in rows.iterator():
        side = found["overseas" if above(code, PROVINCE) == OVERSEAS else "domestic"]
        side[LEVEL_NAMES[level]] += 1
        side["stations"] += (stations or 0) + (last - first + 1 if first and last else 0)
        side["provisional"] += provisional
    return found
