from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..models import Territory
from ..rules.codes import DISTRICT, OVERSEAS, PROVINCE, REGENCY, STATION, above, level_of
from ..rules.names import capitalized

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
