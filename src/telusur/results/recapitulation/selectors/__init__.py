"""What is known of the numbers of a contest."""

from .checking import Findings, findings_of
from .columns import columns_at, columns_now
from .entries import challenges_of, entry_of, readings_of
from .forms import (
    doubts_of,
    effects_of,
    form_of,
    history_of,
    is_station,
    labels_of_checks,
    runs_of,
    sheet_of,
    vector_of,
)
from .live import LiveTotals
from .pictures import masked_copy, masks, picture_file, pictures_known, pictures_of, said_by_pictures
from .queue import Waiting, alarmed_runs, to_type, told, waiting_runs
from .stories import RunInForce, alarmed_since, events_of, pages_of_forms, runs_in_force
from .tables import Row, Table, stations_within, table_of

__all__ = [
    "Findings",
    "LiveTotals",
    "Row",
    "RunInForce",
    "Table",
    "Waiting",
    "alarmed_runs",
    "alarmed_since",
    "challenges_of",
    "columns_at",
    "columns_now",
    "doubts_of",
    "effects_of",
    "entry_of",
    "events_of",
    "findings_of",
    "form_of",
    "history_of",
    "is_station",
    "labels_of_checks",
    "masked_copy",
    "masks",
    "pages_of_forms",
    "picture_file",
    "pictures_known",
    "pictures_of",
    "readings_of",
    "runs_in_force",
    "runs_of",
    "said_by_pictures",
    "sheet_of",
    "stations_within",
    "table_of",
    "to_type",
    "told",
    "vector_of",
    "waiting_runs",
]
