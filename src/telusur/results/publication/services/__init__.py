"""What is done to publish: one tree of files, shown in one step."""

from .log_files import LogDiffers
from .publishing import Outcome, publish
from .store import Busy, NotAStore, Store

__all__ = ["Busy", "LogDiffers", "NotAStore", "Outcome", "Store", "publish"]
