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
)

__all__ = [
    "Answer",
    "Applicant",
    "Disposition",
    "InformationRequest",
    "Note",
    "RegisterCounter",
    "RegisterImport",
    "RequestQuerySet",
    "SuggestionAnswered",
    "UnconfirmedRequest",
]
