"""A request sent without proof of work is confirmed by mail; it then counts from the instant it was sent."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from telusur.kernel.accounts.rules.sealing import seal, unseal
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices

from ..models import UnconfirmedRequest
from ..rules import identity, questions
from ..rules.identity import ApplicantFacts
from ..rules.questions import Asked
from ..rules.words import (
    ApplicantType,
    Channel,
    CopyForm,
    Delivery,
    IdentityKind,
    Occupation,
    Sex,
    WayOfObtaining,
)
from .faults import Refused
from .proofs import Proof
from .registration import Registration, register_request

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telusur.kernel.offices.models import Office

SEALED_AS = "unconfirmed requests"
OPEN_FOR = timedelta(days=2)


@legal_act
def hold_request(
    *,
    office: Office,
    applicant: ApplicantFacts,
    asked: Asked,
    proofs: Sequence[Proof],
    submission: UUID | None,
    at: datetime,
) -> UnconfirmedRequest:
    """Keep a request sealed until its mail address is confirmed, and owe the mail with the link.

    A form sent twice is held once. Raises: BadIdentity, BadQuestion.
    """
    sent = UnconfirmedRequest.objects.filter(office=office, submission=submission).first() if submission else None
    if sent is not None:
        return sent
    token = secrets.token_urlsafe(24)
    facts, question = identity.cleaned(applicant), questions.checked(asked)
    content = {
        "applicant": asdict(facts),
        "asked": asdict(question),
        "proofs": [list(proof) for proof in proofs],
        "submission": str(submission or ""),
    }
    sealed = seal(json.dumps(content), key=settings.PERSONAL_DATA_KEY, purpose=SEALED_AS)
    held = UnconfirmedRequest.objects.create(
        office=office,
        submission=submission,
        token_hash=_hash(token),
        sealed=sealed,
        submitted_at=at,
        expires_at=at + OPEN_FOR,
    )
    notices.owe(
        key=f"request_unconfirmed:{held.pk}",
        kind="request_unconfirmed",
        office_id=office.pk,
        to_email=facts.email,
        subject=_("Kukuhkan permohonan informasi Anda"),
        text=_(
            "Buka tautan pertama di bawah ini dalam dua hari untuk mengukuhkan permohonan informasi Anda. "
            "Tanggal terimanya tetap saat Anda mengirim formulir. "
            "Bila Anda tidak mengajukan apa pun, abaikan surel ini."
        ),
        confidential=f"{settings.BASE_URL}/{office.slug}/permohonan/kukuhkan/{token}/",
        link=f"/{office.slug}/permohonan/",
        due_at=at,
        at=at,
    )
    return held


@legal_act
def confirm_request(*, office: Office, token: str, at: datetime) -> Registration:
    """Register a held request as received when it was sent. Raises: Refused (`unknown_token`, `token_expired`),
    AlreadyRegistered."""
    held = UnconfirmedRequest.objects.select_for_update().filter(office=office, token_hash=_hash(token)).first()
    if held is None or held.confirmed_at is not None:
        raise Refused("unknown_token")
    if held.expires_at <= at:
        raise Refused("token_expired")
    content = json.loads(unseal(held.sealed, key=settings.PERSONAL_DATA_KEY, purpose=SEALED_AS))
    held.confirmed_at, held.sealed = at, b""
    held.save(update_fields=["confirmed_at", "sealed"])
    return register_request(
        office=office,
        applicant=_applicant(content["applicant"]),
        asked=_asked(content["asked"]),
        channel=Channel.E_PPID,
        received_at=held.submitted_at,
        at=at,
        actor="applicant",
        proofs=[Proof(document_id, kind) for document_id, kind in content["proofs"]],
        submission=UUID(content["submission"]) if content["submission"] else None,
    )


@legal_act
def sweep_unconfirmed(*, at: datetime) -> int:
    """Remove what was confirmed or ran out. Returns how many; their scans go with the sweep of documents."""
    return UnconfirmedRequest.objects.filter(expires_at__lte=at).delete()[0]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _applicant(kept: dict[str, Any]) -> ApplicantFacts:
    return ApplicantFacts(
        **{
            **kept,
            "type": ApplicantType(kept["type"]),
            "identity_kind": IdentityKind(kept["identity_kind"]) if kept["identity_kind"] else None,
            "occupation": Occupation(kept["occupation"]) if kept["occupation"] else None,
            "sex": Sex(kept["sex"]) if kept["sex"] else None,
        }
    )


def _asked(kept: dict[str, Any]) -> Asked:
    return Asked(
        **{
            **kept,
            "way": WayOfObtaining(kept["way"]),
            "copy_form": CopyForm(kept["copy_form"]) if kept["copy_form"] else None,
            "delivery": Delivery(kept["delivery"]),
        }
    )
