from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from django.core.files.storage import default_storage
from django.db import transaction

from telusur.kernel.jobs.services import enqueue

from ..models import Document
from ..rules import content as contents
from ..rules import packages
from ..rules.content import Fault, Unacceptable
from ..selectors import accepted_types, limits, place_of
from . import blobs
from .refusals import refused

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..rules.content import AcceptedType, Limits

CHUNK = 1 << 20
KEPT_IN_MEMORY = 4 << 20


@dataclass(frozen=True)
class Checked:
    """What was found out about the bytes of this digest: `store` does not look again."""

    digest: str
    size: int
    type: AcceptedType
    flags: tuple[str, ...] = ()
    pages: int | None = None


def check(*, content: BinaryIO, name: str, on: date) -> Checked:
    """Return what a file is, if it may be taken under this name on `on`. Raises: Refused."""
    with tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY) as copy:
        return _check(copy, _copy(content, copy, on), name, on)


def store(*, content: BinaryIO, name: str, at: datetime, checked: Checked | None = None) -> Document:
    """Keep bytes and return their document; bytes of a type that are there already are kept once.

    Bytes are on the disk before the row is; the reading of text and pictures (`documents.read`) is queued in the
    caller's transaction. checked: what `check` said of these very bytes. Raises: Refused.
    """
    with tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY) as copy:
        digest = _copy(content, copy, at.date())
        if checked is None or checked.digest != digest:
            checked = _check(copy, digest, name, at.date())
        blobs.keep(copy, digest)
        with transaction.atomic():
            blobs.lock(digest, alone=False)
            blobs.keep(copy, digest)  # the sweep may have taken them since
            return _document(checked, at)


def open_bytes(*, document: Document) -> BinaryIO:
    """Open a document's bytes. The caller has asked `can_see`, and closes what comes back."""
    return default_storage.open(place_of(document.digest)).file  # type: ignore[no-any-return]


def _document(checked: Checked, at: datetime) -> Document:
    row = Document(
        digest=checked.digest,
        size=checked.size,
        media_type=checked.type.media_type,
        extension=checked.type.extensions[0],
        flags=list(checked.flags),
        page_count=checked.pages,
        stored_at=at,
    )
    found = Document.objects.filter(digest=row.digest, media_type=row.media_type)
    if not found.exists():
        Document.objects.bulk_create([row], ignore_conflicts=True)
        document = found.get()
        enqueue("documents.read", lock=f"documents/{document.pk}", document_id=document.pk)
        return document
    return found.get()


def _copy(content: BinaryIO, copy: tempfile.SpooledTemporaryFile[bytes], on: date) -> str:
    """Copy into `copy` up to the largest size of any type and return the digest (hex)."""
    largest = max(kind.largest for kind in accepted_types(on=on).values())
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while piece := content.read(CHUNK):
        size += len(piece)
        if size > largest:
            raise refused(Unacceptable(Fault.TOO_LARGE, size=size, largest=largest, found="pdf"))
        digest.update(piece)
        copy.write(piece)
    return digest.hexdigest()


def _check(copy: tempfile.SpooledTemporaryFile[bytes], digest: str, name: str, on: date) -> Checked:
    content: BinaryIO = copy  # type: ignore[assignment]
    try:
        kind = contents.recognise(content, name, accepted_types(on=on))
        size = content.seek(0, 2)
        return _look_inside(content, Checked(digest, size, kind), limits(on=on))
    except Unacceptable as error:
        raise refused(error) from error


def _look_inside(content: BinaryIO, checked: Checked, bounds: Limits) -> Checked:
    if checked.type.key in ("docx", "xlsx", "odt", "ods"):
        packages.inspect(content, checked.type.key, bounds)
    return checked
