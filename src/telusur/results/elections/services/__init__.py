"""What is done before a vote is counted: the territory, elections with their contests, polling stations."""

from .elections import (
    BadElection,
    CandidateRow,
    DistrictRow,
    ElectionControlMissed,
    ElectionFiles,
    ElectionLoaded,
    ensure_election,
    load_election,
)
from .stations import Entered, StationRow, enter_stations, stations_from_territory
from .territory import CodeRow, ControlMissed, TerritoryLoaded, TerritoryRefused, load_codes, load_territory

__all__ = [
    "BadElection",
    "CandidateRow",
    "CodeRow",
    "ControlMissed",
    "DistrictRow",
    "ElectionControlMissed",
    "ElectionFiles",
    "ElectionLoaded",
    "Entered",
    "StationRow",
    "TerritoryLoaded",
    "TerritoryRefused",
    "ensure_election",
    "enter_stations",
    "load_codes",
    "load_election",
    "load_territory",
    "stations_from_territory",
]
