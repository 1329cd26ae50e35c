"""The acts of this room, one function each. Every one asks for the right, and ends in the ledger."""

from ..rules.moves import NotPermitted, WrongState
from .emptiness import CONFIRM_NIL, confirm_nil
from .faults import ANTICIPATED, Refused, StaleReport, sentence, too_long
from .keeping import KEEP, carry_over, change_row, enter_row, enter_rows, put_back_row, take_out_row, tell_progress
from .making import make_papers, print_register
from .pictures import PICTURE, enter_picture
from .preparing import freeze_register, generate_report, refreeze_register, revise_report, write_part
from .publishing import publish_report, record_dispatch, record_receipt
from .reprinting import reprint_papers, warn_of_stopped
from .signing import check_report, draft_pdf, explain_finding, remade_pdf, return_report, sign_report
from .summarising import publish_summary
from .warning import warn_of_reports

__all__ = [
    "ANTICIPATED",
    "CONFIRM_NIL",
    "KEEP",
    "PICTURE",
    "NotPermitted",
    "Refused",
    "StaleReport",
    "WrongState",
    "carry_over",
    "change_row",
    "check_report",
    "confirm_nil",
    "draft_pdf",
    "enter_picture",
    "enter_row",
    "enter_rows",
    "explain_finding",
    "freeze_register",
    "generate_report",
    "make_papers",
    "print_register",
    "publish_report",
    "publish_summary",
    "put_back_row",
    "record_dispatch",
    "record_receipt",
    "refreeze_register",
    "remade_pdf",
    "reprint_papers",
    "return_report",
    "revise_report",
    "sentence",
    "sign_report",
    "take_out_row",
    "tell_progress",
    "too_long",
    "warn_of_reports",
    "warn_of_stopped",
    "write_part",
]
