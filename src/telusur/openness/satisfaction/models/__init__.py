from .answers import Answer, Comment, Pot, RespondentCount, SpentInvitation
from .follow_ups import FollowUp
from .kiosks import Kiosk
from .paper import PaperBatch, PaperSheet
from .surveys import CadenceChoice, Survey

__all__ = [
    "Answer",
    "CadenceChoice",
    "Comment",
    "FollowUp",
    "Kiosk",
    "PaperBatch",
    "PaperSheet",
    "Pot",
    "RespondentCount",
    "SpentInvitation",
    "Survey",
]
