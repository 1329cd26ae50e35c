from __future__ import annotations

from django.db import transaction

from ..models import Document


@transaction.atomic
def read(*, document_id: int) -> Document:
    """Read text and pictures of a document."""
    return Document.objects.select_for_update().get(pk=document_id)
