"""What this room does: charts are drawn, figures frozen, facts counted."""

from .charts import ask_for_chart, draw_chart, drawn, forget_charts, keep_charts
from .facts import FIRST_YEAR, rebuild, rebuild_moved, rebuild_older
from .freezing import freeze

__all__ = [
    "FIRST_YEAR",
    "ask_for_chart",
    "draw_chart",
    "drawn",
    "forget_charts",
    "freeze",
    "keep_charts",
    "rebuild",
    "rebuild_moved",
    "rebuild_older",
]
