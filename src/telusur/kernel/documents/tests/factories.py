"""Small real files and rows for the tests of this room and of those above it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from telusur.kernel.documents import services

if TYPE_CHECKING:
    from telusur.kernel.documents.models import Attachment, Document

AT = datetime(2024, 5, 13, 3, 0, tzinfo=UTC)


def text_document(text: str = "Rekapitulasi suara sah.", *, at: datetime = AT) -> Document:
    return services.store(content=io.BytesIO(text.encode()), name="catatan.txt", at=at)


def attachment(*, office_id: int, document: Document | None = None, access: str = "public", **more: Any) -> Attachment:
    facts = {"thing_kind": "item", "thing_id": "1", "title": "Rekapitulasi", "at": AT, "actor": "system", **more}
    return services.attach(document_id=(document or text_document()).pk, office_id=office_id, access=access, **facts)


def let_out(row: Attachment) -> Attachment:
    """Publish an attachment whatever the release check finds in it: an officer says that it may go out."""
    if services.check_release(document_id=row.document_id, at=AT).state != "clean":
        services.release_despite_findings(attachment_id=row.pk, reason="Sudah diperiksa.", actor="system", at=AT)
    return services.release(attachment_id=row.pk, at=AT)
