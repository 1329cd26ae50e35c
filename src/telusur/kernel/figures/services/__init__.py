"""What this room does: charts are drawn, figures frozen."""

from .charts import ask_for_chart, draw_chart, drawn
from .freezing import freeze

__all__ = ["ask_for_chart", "draw_chart", "drawn", "freeze"]
