from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Chart

if TYPE_CHECKING:
    from collections.abc import Sequence


def drawings(*, digests: Sequence[str]) -> dict[str, str]:
    """Return the SVG of those charts that somebody has asked for; "" where it is not drawn yet."""
    return dict(Chart.objects.filter(pk__in=digests).values_list("digest", "svg"))
