"""Charts as plain Vega-Lite specifications: one for page and PDF. Colours and type are those of the look."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from .measures import printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .measures import Value

INK, GREY, MAROON, LINE = "#1c1917", "#57534e", "#8c1d18", "#e7e2dc"
Spec = dict[str, object]


def bars(cells: Mapping[str, Value], *, unit: str) -> Spec:
    """Return a chart of horizontal bars, in the order given, each with its number at the end.

    cells: label → value; what does not exist or is zero has no bar and is left to the table.
    """
    values = [
        {"label": label, "value": float(value), "printed": printed(value)} for label, value in cells.items() if value
    ]
    order = [row["label"] for row in values]
    y = {
        "field": "label",
        "type": "nominal",
        "sort": order,
        "axis": {"title": None, "domain": False, "ticks": False, "labelLimit": 220, "labelPadding": 8},
    }
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domainMin": 0}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "width": 420,
        "height": {"step": 30},
        "encoding": {"y": y, "x": x},
        "layer": [
            {"mark": {"type": "bar", "color": MAROON, "height": 18}},
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "color": INK, "fontWeight": 600},
                "encoding": {"text": {"field": "printed", "type": "nominal"}},
            },
        ],
        "usermeta": {"unit": unit},
        "config": _CONFIG,
    }


def columns(cells: Mapping[str, Value], *, unit: str) -> Spec:
    """Return a chart of upright columns, for a run of months."""
    values = [{"label": label, "value": float(value or 0), "printed": printed(value)} for label, value in cells.items()]
    x = {
        "field": "label",
        "type": "ordinal",
        "sort": [row["label"] for row in values],
        "axis": {
            "title": None,
            "labelAngle": 0,
            "labelExpr": "slice(datum.label, 0, 3)",
            "ticks": False,
            "domainColor": LINE,
        },
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "axis": {"title": None, "grid": True, "gridColor": LINE, "domain": False, "ticks": False, "tickMinStep": 1},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "width": 560,
        "height": 180,
        "encoding": {"x": x, "y": y},
        "layer": [{"mark": {"type": "bar", "color": MAROON, "width": {"band": 0.6}}}],
        "usermeta": {"unit": unit},
        "config": _CONFIG,
    }


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
