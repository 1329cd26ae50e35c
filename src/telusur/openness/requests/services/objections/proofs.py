"""What an applicant shows with his objection: powers of attorney and identities, sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.documents import services as documents

from ...models import labels
from ..faults import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ...models import Objection
    from ..proofs import Proof

PROOF_KIND = "objection_proof"


def keep_objection_proofs(objection: Objection, *, proofs: Sequence[Proof], actor: str, at: datetime) -> None:
    """Seal each proof at the objection. Raises: Refused `unknown_proof`."""
    for proof in proofs:
        if proof.kind not in labels.PROOFS:
            raise Refused("unknown_proof", kind=proof.kind)
        documents.attach(
            document_id=proof.document_id,
            thing_kind=PROOF_KIND,
            thing_id=str(objection.pk),
            office_id=objection.office_id,
            access="sealed",
            title=proof.kind,
            at=at,
            actor=actor,
            personal_data=True,
        )
