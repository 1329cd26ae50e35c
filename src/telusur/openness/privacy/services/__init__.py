"""The legal acts of this room, one function each. Every one locks its thing, asks the table, and ends in the ledger."""

from ..rules.moves import NotPermitted, WrongState
from .asking import ask_own_data, withdraw_own_data
from .breaching import Assessment, assess_breach, close_breach, dismiss_breach, report_breach
from .faults import AlreadyAsked, Refused, StaleThing, sentence
from .handing import clear_packages, fetch_copy, hand_over_copy, package_file, prepare_copy
from .informing import prove_telling, publish_breach, state_all_told, tell_authority, tell_subjects
from .settling import FieldDecision, close_unverified, settle_correction, verify_identity
from .warning import warn_of_hours

ANTICIPATED = (Refused, NotPermitted, WrongState)

__all__ = [
    "ANTICIPATED",
    "AlreadyAsked",
    "Assessment",
    "FieldDecision",
    "NotPermitted",
    "Refused",
    "StaleThing",
    "WrongState",
    "ask_own_data",
    "assess_breach",
    "clear_packages",
    "close_breach",
    "close_unverified",
    "dismiss_breach",
    "fetch_copy",
    "hand_over_copy",
    "package_file",
    "prepare_copy",
    "prove_telling",
    "publish_breach",
    "report_breach",
    "sentence",
    "settle_correction",
    "state_all_told",
    "tell_authority",
    "tell_subjects",
    "verify_identity",
    "warn_of_hours",
    "withdraw_own_data",
]
