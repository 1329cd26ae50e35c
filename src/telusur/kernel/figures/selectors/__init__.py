"""Questions about figures: which there are, what they are for an office and a period, how they were frozen."""

from .beginnings import MONTH, first_year, in_words
from .charts import charts_of_the_day, drawings
from .comparing import Beside, Comparison, compare_all
from .counting import Report, count_facts, verified
from .crossing import Crossed, crossed_by_quarter
from .defined import UnknownFigure, all_figures, define, figure_by_key
from .facts import NATION, Standing, below, definitions_digest, kept_tallies, mark_of, marks, scopes_of, standing
from .freezing import (
    broken_sets,
    frozen_content,
    frozen_reading,
    frozen_readings,
    frozen_set,
    frozen_set_by_digest,
    rows_since,
)
from .kept import fact_years, is_old, stored_facts, summed_facts
from .moments import one_moment
from .once import asked_once, one_reading
from .reading import Reading, Split, Told, read, read_all, shows_split, tell, tell_all, told_by_month
from .words import said

__all__ = [
    "MONTH",
    "NATION",
    "Beside",
    "Comparison",
    "Crossed",
    "Reading",
    "Report",
    "Split",
    "Standing",
    "Told",
    "UnknownFigure",
    "all_figures",
    "asked_once",
    "below",
    "broken_sets",
    "charts_of_the_day",
    "compare_all",
    "count_facts",
    "crossed_by_quarter",
    "define",
    "definitions_digest",
    "drawings",
    "fact_years",
    "figure_by_key",
    "first_year",
    "frozen_content",
    "frozen_reading",
    "frozen_readings",
    "frozen_set",
    "frozen_set_by_digest",
    "in_words",
    "is_old",
    "kept_tallies",
    "mark_of",
    "marks",
    "one_moment",
    "one_reading",
    "read",
    "read_all",
    "rows_since",
    "said",
    "scopes_of",
    "shows_split",
    "standing",
    "stored_facts",
    "summed_facts",
    "tell",
    "tell_all",
    "told_by_month",
    "verified",
]
