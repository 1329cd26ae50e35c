"""What is known of the numbers of a contest."""

from .checking import Findings, findings_of, holding_rules
from .columns import columns_at, columns_by_district, columns_now, common_columns
from .devices import contests_alike, forms_that_wait, stations_of_device
from .entries import challenges_of, entry_of, readings_of
from .forms import (
    contests_with_forms,
    contests_with_forms_within,
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
from .lists import DistrictTotals, district_totals
from .live import LiveTotals
from .pictures import masked_copy, masks, picture_file, pictures_known, pictures_of, said_by_pictures
from .queue import Waiting, alarmed_runs, challenged_runs, to_type, told, waiting_runs
from .stories import (
    Happened,
    RunInForce,
    alarmed_stations,
    challengers_of,
    events_of,
    kinds_of_runs,
    pages_of_forms,
    runs_in_force,
    stations_being_read,
)
from .tables import DistrictUnknown, Row, Table, stations_within, table_of

__all__ = [
    "DistrictTotals",
    "DistrictUnknown",
    "Findings",
    "Happened",
    "LiveTotals",
    "Row",
    "RunInForce",
    "Table",
    "Waiting",
    "alarmed_runs",
    "alarmed_stations",
    "challenged_runs",
    "challengers_of",
    "challenges_of",
    "columns_at",
    "columns_by_district",
    "columns_now",
    "common_columns",
    "contests_alike",
    "contests_with_forms",
    "contests_with_forms_within",
    "district_totals",
    "doubts_of",
    "effects_of",
    "entry_of",
    "events_of",
    "findings_of",
    "form_of",
    "forms_that_wait",
    "history_of",
    "holding_rules",
    "is_station",
    "kinds_of_runs",
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
    "stations_being_read",
    "stations_of_device",
    "stations_within",
    "table_of",
    "to_type",
    "told",
    "vector_of",
    "waiting_runs",
]
