"""What can be done with a notice: owe it, deliver it, read it, dismiss it; and where else it goes."""

from .channels import owe_trial, remove_channel, set_messenger, set_webhook
from .composing import NothingToSay, compose_with, composed, is_composed
from .delivery import demo_text
from .escalating import dismiss_deadline_notices, owe_deadline_notices
from .owing import Owed, dismiss, dismiss_all, dismiss_each, mark_all_read, mark_read, owe, owe_all

__all__ = [
    "NothingToSay",
    "Owed",
    "compose_with",
    "composed",
    "demo_text",
    "dismiss",
    "dismiss_all",
    "dismiss_deadline_notices",
    "dismiss_each",
    "is_composed",
    "mark_all_read",
    "mark_read",
    "owe",
    "owe_all",
    "owe_deadline_notices",
    "owe_trial",
    "remove_channel",
    "set_messenger",
    "set_webhook",
]
