"""A form sent without proof of work is confirmed by mail; it then counts from the instant it was sent."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from telusur.kernel.accounts.rules.sealing import seal, unseal
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices

from ..models import UnconfirmedObjection, UnconfirmedRequest
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
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from telusur.kernel.offices.models import Office

SEALED_AS = "unconfirmed requests"
OPEN_FOR = timedelta(days=2)
Held = TypeVar("Held", UnconfirmedRequest, UnconfirmedObjection)


@dataclass(frozen=True)
class Mail:
    """What the mail with the link says. path: of the page that asks for the confirmation, before its token."""

    kind: str
    subject: str
    text: str
    path: str
    link: str


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
    facts, question = identity.cleaned(applicant), questions.checked(asked)
    mail = Mail(
        kind="request_unconfirmed",
        subject=_("Kukuhkan permohonan informasi Anda"),
        text=_(
            "Buka tautan pertama di bawah ini dalam dua hari untuk mengukuhkan permohonan informasi Anda. "
            "Tanggal terimanya tetap saat Anda mengirim formulir. "
            "Bila Anda tidak mengajukan apa pun, abaikan surel ini."
        ),
        path=f"/{office.slug}/permohonan/kukuhkan/",
        link=f"/{office.slug}/permohonan/",
    )
    return hold(
        UnconfirmedRequest,
        office=office,
        facts=facts,
        content={"asked": asdict(question)},
        proofs=proofs,
        submission=submission,
        mail=mail,
        at=at,
    )


def hold(
    model: type[Held],
    *,
    office: Office,
    facts: ApplicantFacts,
    content: Mapping[str, Any],
    proofs: Sequence[Proof],
    submission: UUID | None,
    mail: Mail,
    at: datetime,
) -> Held:
    """Seal what a form said and owe the mail with its link, in the caller's transaction; held once a submission."""
    sent = model.objects.filter(office=office, submission=submission).first() if submission else None
    if sent is not None:
        return sent
    token = secrets.token_urlsafe(24)
    kept = {
        **content,
        "applicant": asdict(facts),
        "proofs": [list(proof) for proof in proofs],
        "submission": str(submission or ""),
    }
    held = model.objects.create(
        office=office,
        submission=submission,
        token_hash=_hash(token),
        sealed=seal(json.dumps(kept), key=settings.PERSONAL_DATA_KEY, purpose=SEALED_AS),
        submitted_at=at,
        expires_at=at + OPEN_FOR,
    )
    notices.owe(
        key=f"{mail.kind}:{held.pk}",
        kind=mail.kind,
        office_id=office.pk,
        to_email=facts.email,
        subject=mail.subject,
        text=mail.text,
        confidential=f"{settings.BASE_URL}{mail.path}{token}/",
        link=mail.link,
        due_at=at,
        at=at,
    )
    return held


@dataclass(frozen=True)
class Confirmed:
    """What a form said whose sender confirmed it. content: besides the applicant, the proofs and the submission."""

    submitted_at: datetime
    applicant: ApplicantFacts
    proofs: list[Proof]
    submission: UUID | None
    content: Mapping[str, Any]


def confirmed(model: type[Held], *, office: Office, token: str, at: datetime) -> Confirmed:
    """Open what a token seals, once, in the caller's transaction.

    Raises: Refused (`unknown_token`, `token_expired`).
    """
    held = model.objects.select_for_update().filter(office=office, token_hash=_hash(token)).first()
    if held is None or held.confirmed_at is not None:
        raise Refused("unknown_token")
    if held.expires_at <= at:
        raise Refused("token_expired")
    content = json.loads(unseal(held.sealed, key=settings.PERSONAL_DATA_KEY, purpose=SEALED_AS))
    held.confirmed_at, held.sealed = at, b""
    held.save(update_fields=["confirmed_at", "sealed"])
    return Confirmed(
        submitted_at=held.submitted_at,
        applicant=_applicant(content["applicant"]),
        proofs=[Proof(document_id, kind) for document_id, kind in content["proofs"]],
        submission=UUID(content["submission"]) if content["submission"] else None,
        content=content,
    )


@legal_act
def confirm_request(*, office: Office, token: str, at: datetime) -> Registration:
    """Register a held request as received when it was sent. Raises: Refused (`unknown_token`, `token_expired`),
    AlreadyRegistered."""
    sent = confirmed(UnconfirmedRequest, office=office, token=token, at=at)
    return register_request(
        office=office,
        applicant=sent.applicant,
        asked=_asked(sent.content["asked"]),
        channel=Channel.E_PPID,
        received_at=sent.submitted_at,
        at=at,
        actor="applicant",
        proofs=sent.proofs,
        submission=sent.submission,
    )


@legal_act
def sweep_unconfirmed(*, at: datetime) -> int:
    """Remove what was confirmed or ran out. Returns how many; their scans go with the sweep of documents."""
    models = (UnconfirmedRequest, UnconfirmedObjection)
    return sum(model.objects.filter(expires_at__lte=at).delete()[0] for model in models)


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
