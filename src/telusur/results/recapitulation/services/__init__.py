"""What is done with the numbers of polling stations. Every service writes events and one leaf of the log for each."""

from .accepting import (
    CallRefused,
    KeyUsedOtherwise,
    SentForm,
    accept_forms,
    device_with,
    issue_device,
    revoke_device,
)
from .importing import Imported, import_results
from .taking import Cause, Forms, Taken, take_forms

__all__ = [
    "CallRefused",
    "Cause",
    "Forms",
    "Imported",
    "KeyUsedOtherwise",
    "SentForm",
    "Taken",
    "accept_forms",
    "device_with",
    "import_results",
    "issue_device",
    "revoke_device",
    "take_forms",
]
