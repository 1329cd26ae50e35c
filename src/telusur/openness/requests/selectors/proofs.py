from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.documents import selectors as documents

from ..rules.identity import missing_proofs
from .day_rules import proofs_asked

if TYPE_CHECKING:
    from telusur.kernel.documents.models import Attachment

    from ..models import InformationRequest

PROOF_KIND = "request_proof"


def proofs_of(*, request_id: int) -> list[Attachment]:
    """Return the sealed proofs of a case, oldest first; their bytes open only in an act."""
    return list(documents.attachments_of(thing_kind=PROOF_KIND, thing_id=str(request_id)))


def proofs_lacking(*, case: InformationRequest) -> list[str]:
    """Return the kinds of proof the law asks of this applicant that were neither uploaded nor shown."""
    given = {*case.proofs_shown, *(proof.title for proof in proofs_of(request_id=case.pk))}
    return missing_proofs(proofs_asked(case=case), given=given)
