"""What is known of plenaries, their forms and their results."""

from .comparing import COLUMNS, Summary, comparisons, summary_of, told
from .plenaries import (
    column_of,
    corrections_of,
    determination_of,
    determinations_of,
    form_column,
    in_force_at,
    layout_for,
    objections_of,
    plenaries_of,
    plenary_of,
    said_column,
)
from .sheets import form_of, place_name, total_of
from .tables import contest_name, form_name, level_of, levels, moves_at
from .units import Form, Unit, district_of, forms_below, places_below, units_below

__all__ = [
    "COLUMNS",
    "Form",
    "Summary",
    "Unit",
    "column_of",
    "comparisons",
    "contest_name",
    "corrections_of",
    "determination_of",
    "determinations_of",
    "district_of",
    "form_column",
    "form_name",
    "form_of",
    "forms_below",
    "in_force_at",
    "layout_for",
    "level_of",
    "levels",
    "moves_at",
    "objections_of",
    "place_name",
    "places_below",
    "plenaries_of",
    "plenary_of",
    "said_column",
    "summary_of",
    "told",
    "total_of",
    "units_below",
]
