"""What is known of the numbers of a contest."""

from .checking import Findings, findings_of
from .columns import columns_at, columns_now
from .forms import doubts_of, effects_of, form_of, history_of, labels_of_checks, runs_of, sheet_of, vector_of
from .live import LiveTotals
from .stories import RunInForce, events_of, runs_in_force
from .tables import Row, Table, stations_within, table_of

__all__ = [
    "Findings",
    "LiveTotals",
    "Row",
    "RunInForce",
    "Table",
    "columns_at",
    "columns_now",
    "doubts_of",
    "effects_of",
    "events_of",
    "findings_of",
    "form_of",
    "history_of",
    "labels_of_checks",
    "runs_in_force",
    "runs_of",
    "sheet_of",
    "stations_within",
    "table_of",
    "vector_of",
]
