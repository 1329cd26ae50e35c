"""What is done with the numbers of polling stations. Every service writes events and one leaf of the log for each."""

from .accepting import (
    CallRefused,
    DeviceRevoked,
    KeyUsedOtherwise,
    SentForm,
    accept_forms,
    device_with,
    issue_device,
    revoke_device,
)
from .alarms import tell_alarms
from .answers_owed import tell_unanswered
from .challenges import CHALLENGED, answer_challenge, challenge_form
from .deciding import correct_form, let_through
from .entries import READ, RESOLVE, hand_in, open_entry, save_draft
from .importing import Imported, import_results
from .pictures import BadPicture, NewPicture, PicturesTaken, take_pictures
from .runs import order_run
from .settling import fill_without_form, settle_forms
from .taking import Cause, Forms, Taken, lock_contest, take_forms
from .telling import Refused

__all__ = [
    "CHALLENGED",
    "READ",
    "RESOLVE",
    "BadPicture",
    "CallRefused",
    "Cause",
    "DeviceRevoked",
    "Forms",
    "Imported",
    "KeyUsedOtherwise",
    "NewPicture",
    "PicturesTaken",
    "Refused",
    "SentForm",
    "Taken",
    "accept_forms",
    "answer_challenge",
    "challenge_form",
    "correct_form",
    "device_with",
    "fill_without_form",
    "hand_in",
    "import_results",
    "issue_device",
    "let_through",
    "lock_contest",
    "open_entry",
    "order_run",
    "revoke_device",
    "save_draft",
    "settle_forms",
    "take_forms",
    "take_pictures",
    "tell_alarms",
    "tell_unanswered",
]
