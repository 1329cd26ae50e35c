"""Sealed proofs of an objection open only in an act that their owner is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act

from ... import selectors
from ...models import labels
from ...rules.objections import ObjectionAct
from ..faults import Refused
from .steps import KIND, begin

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO


@legal_act
def open_objection_proof(*, objection_id: int, attachment_id: int, purpose: str, actor: str, at: datetime) -> BinaryIO:
    """Return the bytes of a sealed scan of this objection, having written down who opened it and why.

    purpose: one of `labels.PURPOSES`.
    Law: UU 27/2022 Pasal 31, 35, 39. Raises: Refused (`purpose_missing`, `proof_elsewhere`), NotPermitted.
    """
    if purpose not in labels.PURPOSES:
        raise Refused("purpose_missing")
    step = begin(objection_id=objection_id, act=ObjectionAct.OPEN_IDENTITY, actor=actor, at=at)
    if attachment_id not in {proof.pk for proof in selectors.proofs_of_objection(objection_id=objection_id)}:
        raise Refused("proof_elsewhere")
    return documents.open_sealed(
        attachment_id=attachment_id,
        purpose=purpose,
        act=f"requests.objection_{ObjectionAct.OPEN_IDENTITY}",
        subject_kind=KIND,
        subject_id=str(step.objection.pk),
        actor=actor,
        at=at,
        facts={"number": step.objection.number, "state": step.objection.state, "what": "proof"},
    )
