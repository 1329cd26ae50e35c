"""The legal acts on an objection (SOP 2), one function each: locked, asked of its own table, ended in the ledger."""

from .deciding import ObjectionDecision, decide_objection, reply_of
from .deliberating import (
    Meeting,
    Minutes,
    begin_review,
    give_opinion,
    invite_to_deliberation,
    record_deliberation,
)
from .ending import dispute_objection, finish_objection, respond_to_reply, withdraw_objection
from .executing import execute_order, reopen_answer
from .filing import Claim, Filing, file_objection, register_objection
from .holding import lift_objection_holds
from .identities import open_objection_proof
from .letters import late_words
from .moving import open_dispute_window, tell_moved_objection
from .warning import warn_of_objections
from .windows import open_lapsed_window, open_window

__all__ = [
    "Claim",
    "Filing",
    "Meeting",
    "Minutes",
    "ObjectionDecision",
    "begin_review",
    "decide_objection",
    "dispute_objection",
    "execute_order",
    "file_objection",
    "finish_objection",
    "give_opinion",
    "invite_to_deliberation",
    "late_words",
    "lift_objection_holds",
    "open_dispute_window",
    "open_lapsed_window",
    "open_objection_proof",
    "open_window",
    "record_deliberation",
    "register_objection",
    "reopen_answer",
    "reply_of",
    "respond_to_reply",
    "tell_moved_objection",
    "warn_of_objections",
    "withdraw_objection",
]
