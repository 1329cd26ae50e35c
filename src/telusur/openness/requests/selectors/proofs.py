from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.documents import selectors as documents

if TYPE_CHECKING:
    from telusur.kernel.documents.models import Attachment

PROOF_KIND = "request_proof"


def proofs_of(*, request_id: int) -> list[Attachment]:
    """Return the sealed proofs of a case, oldest first; their bytes open only in an act."""
    return list(documents.attachments_of(thing_kind=PROOF_KIND, thing_id=str(request_id)))
