"""Scans of identities and letters of authority: stored once, sealed at the case, opened only in an act."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from telusur.kernel.documents import services as documents

from .. import selectors
from .faults import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..models import InformationRequest

PROOF_KIND = "request_proof"


class Proof(NamedTuple):
    """A stored document and what it proves: a key of the applicant type's proofs."""

    document_id: int
    kind: str


def keep_proofs(case: InformationRequest, *, proofs: Sequence[Proof], actor: str, at: datetime) -> None:
    """Seal each proof at the case. Raises: Refused `unknown_proof`."""
    known = selectors.proofs_asked(case=case).kinds if proofs else ()
    for proof in proofs:
        if proof.kind not in known:
            raise Refused("unknown_proof", kind=proof.kind)
        documents.attach(
            document_id=proof.document_id,
            thing_kind=PROOF_KIND,
            thing_id=str(case.pk),
            office_id=case.office_id,
            access="sealed",
            title=proof.kind,
            at=at,
            actor=actor,
            personal_data=True,
        )
