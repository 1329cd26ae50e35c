from .applicants import Applicant
from .cases import (
    Answer,
    Disposition,
    InformationRequest,
    Note,
    RegisterCounter,
    RegisterImport,
    RequestQuerySet,
    SuggestionAnswered,
    Withholding,
)
from .objections import (
    Deliberation,
    Objection,
    ObjectionNote,
    ObjectionOpinion,
    ObjectionQuerySet,
    ObjectionRemedy,
    ReplyDraft,
)
from .purges import IdentityPurge
from .unconfirmed import UnconfirmedObjection, UnconfirmedRequest

__all__ = [
    "Answer",
    "Applicant",
    "Deliberation",
    "Disposition",
    "IdentityPurge",
    "InformationRequest",
    "Note",
    "Objection",
    "ObjectionNote",
    "ObjectionOpinion",
    "ObjectionQuerySet",
    "ObjectionRemedy",
    "RegisterCounter",
    "RegisterImport",
    "ReplyDraft",
    "RequestQuerySet",
    "SuggestionAnswered",
    "UnconfirmedObjection",
    "UnconfirmedRequest",
    "Withholding",
]
