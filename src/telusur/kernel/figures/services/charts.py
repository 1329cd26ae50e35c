"""Charts are drawn once per digest of their data, by a worker."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import vl_convert
from django.db import transaction

from telusur.kernel.jobs import services as jobs
from telusur.kernel.look.finders import source_file

from ..models import Chart
from ..rules.charts import digest
from ..rules.drawings import lightened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..rules.charts import Spec

VEGA_LITE = "6.4"
DAYS_KEPT = 30
NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]}


@transaction.atomic
def ask_for_chart(*, spec: Spec, office_code: str, on: date | None = None, place: str = "") -> str:
    """Return the chart's digest, and queue its drawing if nobody has asked for it before.

    on: the day on which a page asks; None for a document, whose chart is kept for good. place: see `Chart`.
    """
    name = digest(spec)
    chart, new = Chart.objects.get_or_create(
        digest=name, defaults={"spec": spec, "office_code": office_code, "asked_on": on, "place": place}
    )
    if new:
        jobs.enqueue("figures.draw_chart", digest=name)
    elif on is None or place:
        asked_on = on if chart.asked_on else None
        Chart.objects.filter(pk=name).update(asked_on=asked_on, place=place if asked_on else "")
    return name


def keep_charts(*, digests: Sequence[str], on: date) -> None:
    """Note that a page asked for these charts on `on`."""
    Chart.objects.filter(pk__in=digests, asked_on__lt=on).update(asked_on=on)


def forget_charts(*, on: date) -> int:
    """Throw away the charts that no page asked for in DAYS_KEPT days; return how many."""
    return Chart.objects.filter(asked_on__lt=on - timedelta(days=DAYS_KEPT)).delete()[0]


@transaction.atomic
def draw_chart(*, digest: str) -> None:
    """Draw a chart. No number changes by it: pages are not touched, each shows it when it is next made, in a minute."""
    chart = Chart.objects.select_for_update().filter(pk=digest).first()
    if chart is None or chart.svg:
        return
    chart.svg = drawn(chart.spec)
    chart.save(update_fields=["svg"])


def drawn(spec: Spec) -> str:
    """Return the chart as an SVG element to stand in a page, hidden from readers that have its table below."""
    vl_convert.register_font_directory(str(source_file().parent))
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[], format_locale=NUMBERS)
    opening, rest = lightened(svg).split(">", 1)
    opening = re.sub(r' class="[^"]*"', "", opening).removeprefix("<svg")  # the renderer's own class
    svg = f'<svg class="chart" aria-hidden="true" focusable="false"{opening}>{rest}'
    if " style=" in svg:
        message = "a chart with inline style would break the page's content policy"
        raise ValueError(message)
    return _named_apart(svg, digest(spec)[:8])


def _named_apart(svg: str, prefix: str) -> str:
    """Return the SVG with ids of its own: the renderer counts them through its life, and a page holds many charts."""
    ids = dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg))
    for place, name in enumerate(ids):
        new = f"{prefix}-{place}"
        svg = svg.replace(f'id="{name}"', f'id="{new}"').replace(f"url(#{name})", f"url(#{new})")
    return svg
