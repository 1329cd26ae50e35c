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

__all__ = [
    "Answer",
    "Applicant",
    "Deliberation",
    "Disposition",
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
