"""What both forms, the public one and the desk's, say of the asker and of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..rules.identity import ApplicantFacts
from ..rules.questions import Asked
from ..rules.words import ApplicantType, CopyForm, Delivery, IdentityKind, Occupation, Sex, WayOfObtaining

if TYPE_CHECKING:
    from collections.abc import Mapping


def applicant_from(given: Mapping[str, Any], *, identity_kind: str) -> ApplicantFacts:
    """Return who asks. given: the cleaned data of a form; identity_kind: "" where no document counts."""
    return ApplicantFacts(
        type=ApplicantType(given["type"]),
        name=given["name"],
        identity_kind=IdentityKind(identity_kind) if identity_kind else None,
        identity_number=given["identity_number"],
        representative=given["representative"],
        email=given["email"],
        phone=given["phone"],
        address=given["address"],
        occupation=Occupation(given["occupation"]) if given["occupation"] else None,
        occupation_words=given.get("occupation_words", ""),
        sex=Sex(given["sex"]) if given["sex"] else None,
    )


def asked_from(given: Mapping[str, Any]) -> Asked:
    """Return what is asked, and how it shall be answered."""
    return Asked(
        question=given["question"],
        purpose=given["purpose"],
        way=WayOfObtaining(given["way"]),
        copy_form=CopyForm(given["copy_form"]) if given["copy_form"] else None,
        delivery=Delivery(given["delivery"]),
        assistance=given["assistance"],
        assistance_words=given["assistance_words"],
    )
