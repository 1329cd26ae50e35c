"""What this room does for the rooms above it."""

from .attachments import attach, open_sealed, release, withdraw, withdraw_all, withhold
from .bundling import bundle_bounds, leaves_of
from .bundling import join as join_bundle
from .deletion import Held, StillUsed, delete_document, lift_hold, place_hold, sweep
from .proving_acts import proven_logs
from .reading import bare_picture, covered_picture, read, read_pages
from .redacting import (
    Mark,
    NotRedactable,
    abandon_redaction,
    ask_for_copy,
    begin_redaction,
    confirm_redaction,
    make_copy,
    mark,
    prepare_redaction,
    remove_mark,
    return_redaction,
    undo_mark,
)
from .refusals import Refused, size_in_words
from .releasing import (
    Bundled,
    NothingToDecide,
    NotReleased,
    check_earlier,
    check_release,
    clearance_of,
    found_for_others,
    release_despite_findings,
    require_release,
)
from .storing import Checked, check, open_bytes, store
from .tables import CellTooLong, read_table, write_table
from .verifying import Difference, verify

__all__ = [
    "Bundled",
    "CellTooLong",
    "Checked",
    "Difference",
    "Held",
    "Mark",
    "NotRedactable",
    "NotReleased",
    "NothingToDecide",
    "Refused",
    "StillUsed",
    "abandon_redaction",
    "ask_for_copy",
    "attach",
    "bare_picture",
    "begin_redaction",
    "bundle_bounds",
    "check",
    "check_earlier",
    "check_release",
    "clearance_of",
    "confirm_redaction",
    "covered_picture",
    "delete_document",
    "found_for_others",
    "join_bundle",
    "leaves_of",
    "lift_hold",
    "make_copy",
    "mark",
    "open_bytes",
    "open_sealed",
    "place_hold",
    "prepare_redaction",
    "proven_logs",
    "read",
    "read_pages",
    "read_table",
    "release",
    "release_despite_findings",
    "remove_mark",
    "require_release",
    "return_redaction",
    "size_in_words",
    "store",
    "sweep",
    "undo_mark",
    "verify",
    "withdraw",
    "withdraw_all",
    "withhold",
    "write_table",
]
