from .applicants import Applicant
from .bundles import BundleState, DisputeBundle
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
from .disputes import (
    Dispute,
    DisputeEvidence,
    DisputePaper,
    DisputeProxy,
    DisputeQuerySet,
    DisputeRemedy,
    DisputeRuling,
    Hearing,
    Suit,
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
    "BundleState",
    "Deliberation",
    "Disposition",
    "Dispute",
    "DisputeBundle",
    "DisputeEvidence",
    "DisputePaper",
    "DisputeProxy",
    "DisputeQuerySet",
    "DisputeRemedy",
    "DisputeRuling",
    "Hearing",
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
    "Suit",
    "UnconfirmedObjection",
    "UnconfirmedRequest",
    "Withholding",
]
