"""What is done before a vote is counted: the territory, elections with their contests, polling stations."""

from .duties import (
    Appointed,
    CodeUnknown,
    Handed,
    ParticipantUnknown,
    activate_duty,
    appoint_to_duty,
)
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
    "Appointed",
    "BadElection",
    "CandidateRow",
    "CodeRow",
    "CodeUnknown",
    "ControlMissed",
    "DistrictRow",
    "ElectionControlMissed",
    "ElectionFiles",
    "ElectionLoaded",
    "Entered",
    "Handed",
    "ParticipantUnknown",
    "StationRow",
    "TerritoryLoaded",
    "TerritoryRefused",
    "activate_duty",
    "appoint_to_duty",
    "ensure_election",
    "enter_stations",
    "load_codes",
    "load_election",
    "load_territory",
    "stations_from_territory",
]
