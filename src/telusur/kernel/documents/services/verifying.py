from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage

from ..models import Document
from ..selectors import place_of
from . import blobs
from .storing import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Difference:
    """Where storage and rows disagree. `kind`: missing, changed, unnamed. `document_ids`: the rows concerned."""

    kind: str
    digest: str
    document_ids: tuple[int, ...] = ()


def verify() -> Iterator[Difference]:
    """Read every byte kept and yield what differs from the rows: bytes missing, changed, or named by no row."""
    named: dict[str, list[tuple[int, int]]] = {}
    for pk, digest, size in Document.objects.order_by("digest", "pk").values_list("pk", "digest", "size").iterator():
        named.setdefault(digest, []).append((pk, size))
    for digest, rows in named.items():
        found = _hashed(digest)
        if found is None:
            yield Difference("missing", digest, tuple(pk for pk, _ in rows))
        elif found != (digest, rows[0][1]):
            yield Difference("changed", digest, tuple(pk for pk, _ in rows))
    for digest in blobs.digests():
        if digest not in named:
            yield Difference("unnamed", digest)


def _hashed(digest: str) -> tuple[str, int] | None:
    """Return digest and size of the bytes kept under `digest`, None if nothing is."""
    place = place_of(digest)
    if not default_storage.exists(place):
        return None
    found, size = hashlib.sha256(), 0
    with default_storage.open(place) as content:
        for piece in content.chunks(CHUNK):
            found.update(piece)
            size += len(piece)
    return found.hexdigest(), size
