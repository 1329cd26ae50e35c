"""Bytes in the storage, under their digest. Written once, whole, and synced before any row names them."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection

from ..models import Document
from ..selectors import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


DIGEST = re.compile("[0-9a-f]{64}")


class SyncedFileStorage(FileSystemStorage):
    """Files of one machine: each appears whole under its name or not at all, and is on the disk when `save` returns.

    A name that is taken keeps its bytes. Object stores give the same promises by themselves.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002
        return name

    def _save(self, name: str, content: File[Any]) -> str:
        final = self.path(name)
        folder = os.path.dirname(final)  # noqa: PTH120 the storage speaks in text paths
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        handle, draft = tempfile.mkstemp(prefix=".draft-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, final)
        finally:
            os.unlink(draft)  # noqa: PTH108
        _sync_folder(folder)
        return name


def _sync_folder(folder: str | Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep(content: BinaryIO, digest: str) -> None:
    """Write bytes under their digest, unless they are there."""
    place = place_of(digest)
    if not default_storage.exists(place):
        content.seek(0)
        default_storage.save(place, File(content))


def lock(digest: str, *, alone: bool) -> None:
    """Hold a digest until the transaction ends: many who store it at once, or one who removes it."""
    function = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(hashtextextended(%s, 0))", [f"documents/{digest}"])


def remove_unnamed(digest: str) -> bool:
    """Remove bytes that no row names, inside a transaction; return whether they were removed."""
    lock(digest, alone=True)
    if Document.objects.filter(digest=digest).exists():
        return False
    default_storage.delete(place_of(digest))
    return True


def digests() -> Iterator[str]:
    """Yield the digest of everything kept, in order."""
    for first in _folders("sha256"):
        for second in _folders(f"sha256/{first}"):
            place = f"sha256/{first}/{second}"
            yield from sorted(name for name in default_storage.listdir(place)[1] if DIGEST.fullmatch(name))


def drawn() -> Iterator[tuple[int, list[str]]]:
    """Yield the ids of the documents that have pictures, each with the names of its pictures in the storage."""
    for folder in _folders("drawn"):
        if folder.isdigit():
            yield int(folder), [f"drawn/{folder}/{name}" for name in default_storage.listdir(f"drawn/{folder}")[1]]


def redaction_place(redaction_id: int, name: str) -> str:
    """Return where a picture of a page, or the copy until it is confirmed, is kept while it is being blackened."""
    return f"redaction/{redaction_id}/{name}"


def redaction_files(redaction_id: int) -> list[str]:
    """Return everything that is kept for the making of one blackened copy."""
    try:
        names = default_storage.listdir(f"redaction/{redaction_id}")[1]
    except FileNotFoundError:
        return []
    return [redaction_place(redaction_id, name) for name in sorted(names)]


def _folders(place: str) -> list[str]:
    try:
        return sorted(default_storage.listdir(place)[0])
    except FileNotFoundError:
        return []
