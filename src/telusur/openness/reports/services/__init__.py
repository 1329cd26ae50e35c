"""The acts of this room, one function each. Every one asks for the right, and ends in the ledger."""

from .faults import ANTICIPATED, Refused, StaleReport, sentence
from .keeping import KEEP, carry_over, change_row, enter_row, enter_rows, put_back_row, take_out_row, tell_progress
from .pictures import PICTURE, enter_picture

__all__ = [
    "ANTICIPATED",
    "KEEP",
    "PICTURE",
    "Refused",
    "StaleReport",
    "carry_over",
    "change_row",
    "enter_picture",
    "enter_row",
    "enter_rows",
    "put_back_row",
    "sentence",
    "take_out_row",
    "tell_progress",
]
