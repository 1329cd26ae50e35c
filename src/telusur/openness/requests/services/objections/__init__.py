"""The legal acts on an objection (SOP 2), one function each: locked, asked of its own table, ended in the ledger."""

from .confirming import confirm_objection, hold_objection
from .correcting import correct_objection, note_on_objection, strike_objection
from .deciding import LETTERS as REPLIES
from .deciding import ObjectionDecision, decide_objection, drafted_decision, drafted_order, reply_of
from .deliberating import LETTERS as MEETINGS
from .deliberating import (
    Meeting,
    Minutes,
    begin_review,
    give_opinion,
    invite_to_deliberation,
    record_deliberation,
)
from .deliberating import drafted as drafted_deliberation
from .drafting import draft_reply, drafted_reply
from .ending import dispute_early, dispute_objection, finish_objection, respond_to_reply, withdraw_objection
from .executing import execute_order, reopen_answer
from .filing import Claim, Filing, file_objection, register_objection
from .holding import lift_objection_holds
from .identities import open_objection_proof
from .letters import late_words
from .moving import open_dispute_window, tell_moved_objection
from .pausing import pause_order, resume_order
from .warning import warn_of_objections
from .windows import open_lapsed_window, open_window

LETTER_OF_OBJECTION_ACT = MEETINGS | REPLIES

__all__ = [
    "LETTER_OF_OBJECTION_ACT",
    "Claim",
    "Filing",
    "Meeting",
    "Minutes",
    "ObjectionDecision",
    "begin_review",
    "confirm_objection",
    "correct_objection",
    "decide_objection",
    "dispute_early",
    "dispute_objection",
    "draft_reply",
    "drafted_decision",
    "drafted_deliberation",
    "drafted_order",
    "drafted_reply",
    "execute_order",
    "file_objection",
    "finish_objection",
    "give_opinion",
    "hold_objection",
    "invite_to_deliberation",
    "late_words",
    "lift_objection_holds",
    "note_on_objection",
    "open_dispute_window",
    "open_lapsed_window",
    "open_objection_proof",
    "open_window",
    "pause_order",
    "record_deliberation",
    "register_objection",
    "reopen_answer",
    "reply_of",
    "respond_to_reply",
    "resume_order",
    "strike_objection",
    "tell_moved_objection",
    "warn_of_objections",
    "withdraw_objection",
]
