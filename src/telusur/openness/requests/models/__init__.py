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
    UnconfirmedRequest,
    Withholding,
)
from .objections import Deliberation, Objection, ObjectionOpinion, ObjectionQuerySet, ObjectionRemedy
from .purges import IdentityPurge

__all__ = [
    "Answer",
    "Applicant",
    "Deliberation",
    "Disposition",
    "IdentityPurge",
    "InformationRequest",
    "Note",
    "Objection",
    "ObjectionOpinion",
    "ObjectionQuerySet",
    "ObjectionRemedy",
    "RegisterCounter",
    "RegisterImport",
    "RequestQuerySet",
    "SuggestionAnswered",
    "UnconfirmedRequest",
    "Withholding",
]
