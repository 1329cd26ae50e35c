"""Questions about figures: which there are, what they are for an office and a period, how they were frozen."""

from .charts import drawings
from .defined import UnknownFigure, all_figures, define, figure_by_key
from .freezing import frozen_reading, frozen_readings, frozen_set, frozen_set_by_digest, rows_since
from .reading import Reading, Split, read, read_all, shows_split

__all__ = [
    "Reading",
    "Split",
    "UnknownFigure",
    "all_figures",
    "define",
    "drawings",
    "figure_by_key",
    "frozen_reading",
    "frozen_readings",
    "frozen_set",
    "frozen_set_by_digest",
    "read",
    "read_all",
    "rows_since",
    "shows_split",
]
