"""Charts are drawn once per digest of their data, by a worker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import vl_convert
from django.db import transaction

from telusur.kernel.jobs import services as jobs
from telusur.kernel.look.finders import source_file
from telusur.kernel.offices import services as offices

from ..models import Chart
from ..rules.charts import digest

if TYPE_CHECKING:
    from ..rules.charts import Spec

VEGA_LITE = "6.4"
NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]}


@transaction.atomic
def ask_for_chart(*, spec: Spec, office_code: str) -> str:
    """Return the chart's digest, and queue its drawing if nobody has asked for it before."""
    name = digest(spec)
    _, new = Chart.objects.get_or_create(digest=name, defaults={"spec": spec, "office_code": office_code})
    if new:
        jobs.enqueue("figures.draw_chart", digest=name)
    return name


@transaction.atomic
def draw_chart(*, digest: str) -> None:
    """Draw a chart and let the pages that show it be made anew."""
    chart = Chart.objects.select_for_update().get(pk=digest)
    if chart.svg:
        return
    chart.svg = drawn(chart.spec)
    chart.save(update_fields=["svg"])
    offices.touch_public(office_code=chart.office_code)


def drawn(spec: Spec) -> str:
    """Return the chart as an SVG element to stand in a page, hidden from readers that have its table below."""
    vl_convert.register_font_directory(str(source_file().parent))
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[], format_locale=NUMBERS)
    svg = re.sub(r"^<svg", '<svg class="chart" aria-hidden="true" focusable="false"', svg.strip(), count=1)
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
