from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..models import Territory
from ..rules.codes import DISTRICT, OVERSEAS, PROVINCE, REGENCY, STATION, above, level_of
from ..rules.names import capitalized
from ..rules.territory_file import LEVEL_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def names_of(*, codes: Iterable[int]) -> dict[int, str]:
    """Return the names of places by their codes; a place nobody entered is left out."""
    with connection.cursor() as cursor:  # a nation's codes as one value, not as ninety thousand
        cursor.execute("select id, name from elections_territory where id = any(%s)", [[*map(int, codes)]])
        return dict(cursor.fetchall())


def called(*, code: int, names: Mapping[int, str]) -> str:
    """Return a place as one speaks of it, such as `Kecamatan Serang`, `Kota Serang`, `TPS 001 Cipare`; of one abroad
    the name alone. names: by code, of the place itself, or of the village of a polling station."""
    level = level_of(code)
    if level == STATION:
        return _("TPS %(number)s %(village)s") % {
            "number": f"{code % 1000:03d}",
            "village": capitalized(names.get(code // 1000, str(code))),
        }
    name = capitalized(names.get(code, str(code)))
    if above(code, PROVINCE) == OVERSEAS:
        return name
    if level == PROVINCE:
        return pgettext("place", "Provinsi %(name)s") % {"name": name}
    if level == REGENCY:
        city = name.startswith("Kota ")
        return name if city else pgettext("place", "Kabupaten %(name)s") % {"name": name}
    return (pgettext("place", "Kecamatan %(name)s") if level == DISTRICT else "%(name)s") % {"name": name}


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
