"""Sealed proofs of an objection open only in an act that their owner is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.accounts.rules.sealing import unseal
from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act

from ... import selectors
from ...rules.identity import SEALED_AS
from ...rules.objections import ObjectionAct
from ..faults import Refused
from ..identities import NUMBER, held_by, must_have_purpose, tell_owner
from .steps import KIND, begin, close

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO


@legal_act
def open_objection_number(*, objection_id: int, purpose: str, actor: str, at: datetime) -> str:
    """Return the identity number behind an objection in the clear, having written down who opened it and why; its owner
    is told and shown. Law: UU 27/2022 Pasal 31, 35, 39. Raises: Refused `purpose_missing`, NotPermitted."""
    must_have_purpose(purpose)
    step = begin(objection_id=objection_id, act=ObjectionAct.OPEN_IDENTITY, actor=actor, at=at)
    objection, who = step.objection, step.objection.applicant
    key, sealed = settings.PERSONAL_DATA_KEY, who.identity_sealed
    number = unseal(sealed, key=key, purpose=SEALED_AS) if who.identity_hash else ""
    tell_owner(objection, subject=f"{KIND}:{objection.pk}", purpose=purpose, on=step.day, at=at)
    held = held_by(actor, office_id=objection.office_id, on=step.day)
    close(step, facts={"purpose": purpose, "what": NUMBER, **held})
    return number


@legal_act
def open_objection_proof(*, objection_id: int, attachment_id: int, purpose: str, actor: str, at: datetime) -> BinaryIO:
    """Return the bytes of a sealed scan of this objection, having written down who opened it and why; he is told.

    purpose: one of `labels.PURPOSES`.
    Law: UU 27/2022 Pasal 31, 35, 39. Raises: Refused (`purpose_missing`, `proof_elsewhere`), NotPermitted.
    """
    must_have_purpose(purpose)
    step = begin(objection_id=objection_id, act=ObjectionAct.OPEN_IDENTITY, actor=actor, at=at)
    objection, known = step.objection, selectors.proofs_of_objection(objection_id=objection_id)
    proof = next((each for each in known if each.pk == attachment_id), None)
    if proof is None:
        raise Refused("proof_elsewhere")
    tell_owner(objection, subject=f"{KIND}:{objection.pk}", purpose=purpose, on=step.day, at=at)
    return documents.open_sealed(
        attachment_id=attachment_id,
        purpose=purpose,
        act=f"requests.objection_{ObjectionAct.OPEN_IDENTITY}",
        subject_kind=KIND,
        subject_id=str(objection.pk),
        actor=actor,
        at=at,
        facts={
            "number": objection.number,
            "state": objection.state,
            "what": proof.title,
            **held_by(actor, office_id=objection.office_id, on=step.day),
        },
    )
