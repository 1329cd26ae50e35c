from .frozen import frozen_figure, frozen_figures
from .rows import figure_rows, officer_rows
from .statistics import definitions, statistics

__all__ = ["definitions", "figure_rows", "frozen_figure", "frozen_figures", "officer_rows", "statistics"]
