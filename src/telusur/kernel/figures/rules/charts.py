"""Charts as plain Vega-Lite specifications: one for page and PDF. Colours and type are those of the look."""

from __future__ import annotations

import hashlib
import json
from itertools import count
from math import ceil
from typing import TYPE_CHECKING

from .measures import printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .measures import Value

INK, GREY, MAROON, LINE = "#1c1917", "#57534e", "#8c1d18", "#e7e2dc"
MOST_MARKS = 5
Spec = dict[str, object]


def bars(cells: Mapping[str, Value], *, unit: str, narrow: bool = False) -> Spec:
    """Return a chart of horizontal bars, in the order given, each with its number at the end.

    cells: label → value; what does not exist or is zero has no bar and is left to the table. narrow: labels stand above
    their bars, so that the whole fits the card of a telephone.
    """
    values = [
        {"label": label, "value": float(value), "printed": printed(value)} for label, value in cells.items() if value
    ]
    axis = {"title": None, "domain": False, "ticks": False, "labelLimit": 220, "labelPadding": 8}
    y = {
        "field": "label",
        "type": "nominal",
        "sort": [row["label"] for row in values],
        "axis": None if narrow else axis,
    }
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domainMin": 0}}
    below = {"yOffset": 9} if narrow else {}
    layer: list[Spec] = [
        {"mark": {"type": "bar", "color": MAROON, "height": 18, **below}},
        {
            "mark": {"type": "text", "align": "left", "dx": 6, "color": INK, "fontWeight": 600, **below},
            "encoding": {"text": {"field": "printed", "type": "nominal"}},
        },
    ]
    if narrow:
        label = {"text": {"field": "label", "type": "nominal"}, "x": {"value": 0}}
        layer.append({"mark": {"type": "text", "align": "left", "dy": -10, "color": GREY}, "encoding": label})
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "width": 240 if narrow else 420,
        "height": {"step": 42 if narrow else 30},
        "encoding": {"y": y, "x": x},
        "layer": layer,
        "usermeta": {"unit": unit},
        "config": _CONFIG,
    }


def columns(cells: Mapping[str, Value], *, unit: str, narrow: bool = False) -> Spec:
    """Return a chart of upright columns, for a run of months. narrow: it fits the card of a telephone."""
    values = [{"label": label, "value": float(value or 0), "printed": printed(value)} for label, value in cells.items()]
    x = {
        "field": "label",
        "type": "ordinal",
        "sort": [row["label"] for row in values],
        "axis": {
            "title": None,
            "labelAngle": 0,
            "labelExpr": f"slice(datum.label, 0, {1 if narrow else 3})",
            "ticks": False,
            "domainColor": LINE,
        },
    }
    marks = whole_marks(max((float(value or 0) for value in cells.values()), default=0.0))
    look = {"title": None, "grid": True, "gridColor": LINE, "domain": False, "ticks": False}
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, marks[-1]]},
        "axis": {**look, "values": marks, "format": ",d"},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "width": 280 if narrow else 560,
        "height": 160 if narrow else 180,
        "encoding": {"x": x, "y": y},
        "layer": [{"mark": {"type": "bar", "color": MAROON, "width": {"band": 0.6}}}],
        "usermeta": {"unit": unit},
        "config": _CONFIG,
    }


def whole_marks(largest: float) -> list[int]:
    """Return the numbers beside an axis that reaches `largest`: whole ones, 0 and at most five more."""
    steps = (each * 10**power for power in count() for each in (1, 2, 5))
    step = next(step for step in steps if largest <= MOST_MARKS * step)
    return [step * place for place in range(max(1, ceil(largest / step)) + 1)]


def digest(spec: Spec) -> str:
    """Return the SHA-256 under which the drawn chart is kept: same data, same drawing."""
    written = json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


_CONFIG: Spec = {
    "font": "Plus Jakarta Sans",
    "aria": False,
    "background": None,
    "view": {"stroke": None},
    "axis": {"labelFont": "Plus Jakarta Sans", "labelFontSize": 13, "labelColor": GREY},
    "text": {"font": "Plus Jakarta Sans", "fontSize": 13},
}
