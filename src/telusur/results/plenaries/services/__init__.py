"""What is done at a plenary and about its result. Every service writes one act into the election's log, last."""

from .checking import Checked, Verdict, check_note
from .comparing import compare_regency
from .determining import determine, record_dispute, record_ruling
from .objecting import answer_objection, object_to
from .opening import open_plenary
from .papers import (
    SEE_PAPERS,
    close_signing,
    print_final,
    print_proof,
    publish,
    record_signatures,
    return_to_reading,
    upload_scan,
)
from .reading import correct_unit, read_unit
from .steps import Refused

__all__ = [
    "SEE_PAPERS",
    "Checked",
    "Refused",
    "Verdict",
    "answer_objection",
    "check_note",
    "close_signing",
    "compare_regency",
    "correct_unit",
    "determine",
    "object_to",
    "open_plenary",
    "print_final",
    "print_proof",
    "publish",
    "read_unit",
    "record_dispute",
    "record_ruling",
    "record_signatures",
    "return_to_reading",
    "upload_scan",
]
