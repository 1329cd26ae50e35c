"""What is done before a vote is counted: the territory, elections with their contests, polling stations."""

from .candidates import BadElection, CandidateRow
from .duties import (
    Appointed,
    CodeUnknown,
    Handed,
    OtherSide,
    ParticipantUnknown,
    activate_duty,
    appoint_to_duty,
)
from .elections import (
    DistrictRow,
    ElectionControlMissed,
    ElectionFiles,
    ElectionLoaded,
    ensure_election,
    load_election,
)
from .ending import SEE_LETTERS, DutyRefused, Letter, end_duties, end_duty
from .open_words import NamesSomebody, open_words
from .rehearsals import rehearse_election
from .showing import ShownElsewhere, remember_shown
from .stations import Entered, StationRow, enter_stations, stations_from_territory
from .territory import CodeRow, ControlMissed, TerritoryLoaded, TerritoryRefused, load_codes, load_territory

__all__ = [
    "SEE_LETTERS",
    "Appointed",
    "BadElection",
    "CandidateRow",
    "CodeRow",
    "CodeUnknown",
    "ControlMissed",
    "DistrictRow",
    "DutyRefused",
    "ElectionControlMissed",
    "ElectionFiles",
    "ElectionLoaded",
    "Entered",
    "Handed",
    "Letter",
    "NamesSomebody",
    "OtherSide",
    "ParticipantUnknown",
    "ShownElsewhere",
    "StationRow",
    "TerritoryLoaded",
    "TerritoryRefused",
    "activate_duty",
    "appoint_to_duty",
    "end_duties",
    "end_duty",
    "ensure_election",
    "enter_stations",
    "load_codes",
    "load_election",
    "load_territory",
    "open_words",
    "rehearse_election",
    "remember_shown",
    "stations_from_territory",
]
