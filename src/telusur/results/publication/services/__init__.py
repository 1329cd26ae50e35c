"""What is done to publish: one tree of files, shown in one step."""

from .log_files import LogDiffers
from .publishing import GoesBack, OtherSigner, Outcome, publish
from .store import Busy, DiskFull, NotAStore, Store
from .telling import tell_outcome, tell_stopped

__all__ = [
    "Busy",
    "DiskFull",
    "GoesBack",
    "LogDiffers",
    "NotAStore",
    "OtherSigner",
    "Outcome",
    "Store",
    "publish",
    "tell_outcome",
    "tell_stopped",
]
