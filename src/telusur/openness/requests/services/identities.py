"""Who asks is looked at only in an act: with a purpose, written down with the office held, and told to its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from telusur.kernel.accounts.rules.sealing import unseal
from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act

from .. import selectors
from ..models import labels
from ..rules import identity
from ..rules.words import Act
from .faults import Refused
from .steps import begin, close
from .telling import number_subject, tell_applicant

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import BinaryIO

    from .telling import Told

NUMBER = "identity_number"


@legal_act
def record_identity_opening(*, request_id: int, purpose: str, actor: str, at: datetime) -> str:
    """Return the identity number in the clear, having written down who opened it and why; its owner is told and shown.

    purpose: one of `labels.PURPOSES`. Law: UU 27/2022 Pasal 31, 35, 39. Raises: Refused `purpose_missing`,
    NotPermitted.
    """
    must_have_purpose(purpose)
    step = begin(request_id=request_id, act=Act.OPEN_IDENTITY, actor=actor, at=at)
    case, who = step.case, step.case.applicant
    key, sealed = settings.PERSONAL_DATA_KEY, who.identity_sealed
    number = unseal(sealed, key=key, purpose=identity.SEALED_AS) if who.identity_hash else ""
    tell_owner(case, subject=f"request:{case.pk}", purpose=purpose, on=step.day, at=at)
    close(step, facts={"purpose": purpose, "what": NUMBER, **held_by(actor, office_id=case.office_id, on=step.day)})
    return number


@legal_act
def open_proof(*, request_id: int, attachment_id: int, purpose: str, actor: str, at: datetime) -> BinaryIO:
    """Return the bytes of a sealed scan of this case, having written down who opened it and why; its owner is told.

    purpose: one of `labels.PURPOSES`. Raises: Refused (`purpose_missing`, `proof_elsewhere`), NotPermitted.
    """
    must_have_purpose(purpose)
    step = begin(request_id=request_id, act=Act.OPEN_IDENTITY, actor=actor, at=at)
    case = step.case
    proof = next((each for each in selectors.proofs_of(request_id=request_id) if each.pk == attachment_id), None)
    if proof is None:
        raise Refused("proof_elsewhere")
    tell_owner(case, subject=f"request:{case.pk}", purpose=purpose, on=step.day, at=at)
    return documents.open_sealed(
        attachment_id=attachment_id,
        purpose=purpose,
        act=f"requests.{Act.OPEN_IDENTITY}",
        subject_kind="request",
        subject_id=str(case.pk),
        actor=actor,
        at=at,
        facts={
            "number": case.number,
            "state": case.state,
            "what": proof.title,
            **held_by(actor, office_id=case.office_id, on=step.day),
        },
    )


def must_have_purpose(purpose: str) -> None:
    """Raise Refused `purpose_missing` for a purpose nobody declared."""
    if purpose not in labels.PURPOSES:
        raise Refused("purpose_missing")


def held_by(actor: str, *, office_id: int, on: date) -> dict[str, str]:
    """Return the offices the actor holds there that day, as a fact: what the owner is shown years later as well."""
    parties = selectors.parties_of(actor=actor, office_id=office_id, on=on)
    return {"held": ",".join(sorted(parties))}


def tell_owner(case: Told, *, subject: str, purpose: str, on: date, at: datetime) -> None:
    """Owe the owner the news that his identity was opened: one mail a day and purpose, however often it was."""
    tell_applicant(
        case,
        key=f"{subject}:identity_opened:{on.isoformat()}:{purpose}",
        kind="identity_opened",
        subject=number_subject(case, _("Identitas Anda dibuka")),
        text=_(
            "Petugas membuka identitas Anda pada berkas %(number)s untuk %(purpose)s. Siapa, kapan, dan apa yang "
            "dibuka tertulis di halaman lacak. Bila Anda merasa itu tidak perlu, tanyakan kepada kami."
        )
        % {"number": case.number, "purpose": labels.PURPOSES[purpose]},
        at=at,
    )
