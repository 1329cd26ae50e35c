"""What this room does for the rooms above it."""

from .attachments import attach, open_sealed, release, withdraw, withdraw_all, withhold
from .deletion import Held, StillUsed, delete_document, lift_hold, place_hold, sweep
from .reading import read
from .refusals import Refused, size_in_words
from .storing import Checked, check, open_bytes, store
from .tables import CellTooLong, read_table, write_table
from .verifying import Difference, verify

__all__ = [
    "CellTooLong",
    "Checked",
    "Difference",
    "Held",
    "Refused",
    "StillUsed",
    "attach",
    "check",
    "delete_document",
    "lift_hold",
    "open_bytes",
    "open_sealed",
    "place_hold",
    "read",
    "read_table",
    "release",
    "size_in_words",
    "store",
    "sweep",
    "verify",
    "withdraw",
    "withdraw_all",
    "withhold",
    "write_table",
]
