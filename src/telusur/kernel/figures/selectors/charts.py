from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Chart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def drawings(*, digests: Sequence[str]) -> dict[str, str]:
    """Return the SVG of those charts that somebody has asked for; "" where it is not drawn yet."""
    return dict(Chart.objects.filter(pk__in=digests).values_list("digest", "svg"))


def charts_of_the_day(*, office_code: str, places: Sequence[str], on: date) -> dict[str, str]:
    """Return by place the digest of the chart that stands there on `on`; places without one are left out."""
    rows = Chart.objects.filter(office_code=office_code, place__in=places, asked_on=on).exclude(place="")
    return dict(rows.order_by("digest").values_list("place", "digest"))
