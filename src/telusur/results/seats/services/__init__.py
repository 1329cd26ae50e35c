"""What an office does for the seats of a council. Every service writes one act into the office's log, last."""

from .counted import take_counted
from .court import record_court_paper
from .determining import determine
from .settling import CorrectionAsked, correct, correct_from, decide_tie
from .steps import Refused
from .taking import KINDS_OF, TakenFile, open_council, take_files

__all__ = [
    "KINDS_OF",
    "CorrectionAsked",
    "Refused",
    "TakenFile",
    "correct",
    "correct_from",
    "decide_tie",
    "determine",
    "open_council",
    "record_court_paper",
    "take_counted",
    "take_files",
]
