"""What this room does: charts are drawn, figures frozen, facts counted."""

from .charts import ask_for_chart, draw_chart, drawn
from .facts import FIRST_YEAR, rebuild, rebuild_all, rebuild_moved
from .freezing import freeze

__all__ = ["FIRST_YEAR", "ask_for_chart", "draw_chart", "drawn", "freeze", "rebuild", "rebuild_all", "rebuild_moved"]
