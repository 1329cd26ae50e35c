"""The legal acts of this room, one function each. Every one locks the case, asks the table, and ends in the ledger."""

from ..rules.numbers import NoPattern
from .answers import Material, answer_from_dip
from .completeness import (
    accept_request,
    ask_completion,
    begin_check,
    close_incomplete,
    complete_request,
    lapse_completeness,
)
from .confirming import confirm_request, hold_request, sweep_unconfirmed
from .decisions import Decision, decide, extend_deadline, notification_of, reconsider, sign_and_notify
from .delivery import deliver, finish, withdraw
from .faults import (
    AlreadyRegistered,
    BadIdentity,
    BadQuestion,
    NotPermitted,
    Refused,
    StaleCase,
    WrongState,
)
from .forwarding import forward_to_office
from .handling import (
    add_note,
    assign,
    choose_track,
    correct_request,
    hand_over_cases,
    join_to_account,
    open_proof,
    record_identity_opening,
    recover_secret,
    suggestion_answered,
    tell_moved_deadline,
)
from .importing import FaultyRegister, import_register, register_file, register_template
from .proofs import Proof
from .registration import Registration, register_request
from .sentences import FAULTS, sentence
from .units import answer_from_unit, dispose_to_unit, return_to_unit, take_up
from .warning import warn_of_deadlines

__all__ = [
    "FAULTS",
    "AlreadyRegistered",
    "BadIdentity",
    "BadQuestion",
    "Decision",
    "FaultyRegister",
    "Material",
    "NoPattern",
    "NotPermitted",
    "Proof",
    "Refused",
    "Registration",
    "StaleCase",
    "WrongState",
    "accept_request",
    "add_note",
    "answer_from_dip",
    "answer_from_unit",
    "ask_completion",
    "assign",
    "begin_check",
    "choose_track",
    "close_incomplete",
    "complete_request",
    "confirm_request",
    "correct_request",
    "decide",
    "deliver",
    "dispose_to_unit",
    "extend_deadline",
    "finish",
    "forward_to_office",
    "hand_over_cases",
    "hold_request",
    "import_register",
    "join_to_account",
    "lapse_completeness",
    "notification_of",
    "open_proof",
    "reconsider",
    "record_identity_opening",
    "recover_secret",
    "register_file",
    "register_request",
    "register_template",
    "return_to_unit",
    "sentence",
    "sign_and_notify",
    "suggestion_answered",
    "sweep_unconfirmed",
    "take_up",
    "tell_moved_deadline",
    "warn_of_deadlines",
    "withdraw",
]
