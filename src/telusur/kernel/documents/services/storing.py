from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from django.core.files.storage import default_storage
from django.db import transaction

from telusur.kernel.jobs.services import enqueue
from telusur.kernel.offices.selectors import national_day

from ..models import Document
from ..rules import content as contents
from ..rules import packages
from ..rules.content import Fault, Unacceptable
from ..selectors import accepted_types, limits, place_of
from . import blobs
from .parsing import parse
from .refusals import refused

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from ..rules.content import AcceptedType

CHUNK = 1 << 20
PACKAGES = ("docx", "xlsx", "odt", "ods")
TABLES = ("xlsx", "ods", "csv")
PARSED = ("pdf", "png", "jpg", "webp")


@dataclass(frozen=True)
class Checked:
    """What was found out about the bytes of this digest: `store` does not look again."""

    digest: str
    size: int
    type: AcceptedType
    flags: tuple[str, ...] = ()
    pages: int | None = None


def check(*, content: BinaryIO, name: str, on: date, only: Collection[str] = (), largest: int | None = None) -> Checked:
    """Return what a file is, if it may be taken under this name on `on`.

    only: the types taken (keys of accepted_types.toml); all if empty. largest: bytes taken, where that is less than
    its type may weigh. Raises: Refused.
    """
    with tempfile.TemporaryFile() as copy:
        return _judge(copy, _copy(content, copy, on), name, on, only=only, largest=largest)


def store(
    *, content: BinaryIO, name: str, at: datetime, checked: Checked | None = None, made_here: bool = False
) -> Document:
    """Keep bytes and return their document; bytes of a type that are there already are kept once.

    Bytes are on the disk before the row is; the reading of text and pictures (`documents.read`) is queued in the
    caller's transaction. checked: what `check` said of these very bytes. made_here: we wrote these bytes ourselves,
    so no parser needs to judge them. Raises: Refused.
    """
    with tempfile.TemporaryFile() as copy:
        on = national_day(at=at)
        digest = _copy(content, copy, on)
        if checked is None or checked.digest != digest:
            checked = _judge(copy, digest, name, on, parsed=not made_here)
        blobs.keep(copy, digest)
        with transaction.atomic():
            blobs.lock(digest, alone=False)
            blobs.keep(copy, digest)  # the sweep may have taken them since
            return _document(checked, at)


def open_bytes(*, document: Document) -> BinaryIO:
    """Open a document's bytes. The caller has asked `can_see`, and closes what comes back."""
    opened: BinaryIO = default_storage.open(place_of(document.digest)).file  # type: ignore[assignment]
    return opened


def judged_copy(
    content: BinaryIO, copy: BinaryIO, name: str, on: date, *, only: Collection[str] = (), parsed: bool = True
) -> Checked:
    """Copy a stranger's file into `copy`, which has a descriptor, and return what it is.

    only: the types taken; all if empty. parsed: whether a parser looks inside as well. Raises: Refused.
    """
    return _judge(copy, _copy(content, copy, on), name, on, only=only, parsed=parsed)


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
    same = Document.objects.filter(digest=row.digest, media_type=row.media_type)
    found = same.first()
    if found is not None:
        # Whoever brings the bytes again has as long to attach them as the first.
        same.filter(attachments=None, stored_at__lt=at).update(stored_at=at)
        return found
    Document.objects.bulk_create([row], ignore_conflicts=True)
    document = same.get()
    enqueue("documents.read", lock=f"documents/{document.pk}", document_id=document.pk)
    return document


def _copy(content: BinaryIO, copy: BinaryIO, on: date) -> str:
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


def _judge(
    copy: BinaryIO,
    digest: str,
    name: str,
    on: date,
    *,
    only: Collection[str] = (),
    largest: int | None = None,
    parsed: bool = True,
) -> Checked:
    accepted = {
        key: replace(kind, largest=min(kind.largest, largest or kind.largest))
        for key, kind in accepted_types(on=on).items()
        if not only or key in only
    }
    bounds = limits(on=on)
    try:
        kind = contents.recognise(copy, name, accepted)
        size = copy.seek(0, os.SEEK_END)
        if kind.key in PACKAGES:
            packages.inspect(copy, kind.key, bounds)
        if parsed and kind.key in PARSED:
            found = parse("check", kind.key, copy, bounds)
            return Checked(digest, size, kind, tuple(found["flags"]), int(found["pages"]))
    except Unacceptable as error:
        raise refused(error, as_table=bool(only) and set(only) <= set(TABLES)) from error
    return Checked(digest, size, kind)
