"""What of an open log the world is given: its entries word for word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import Act
from ..rules.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLUMNS = ("log", "index", "act", "subject_kind", "subject_id", "actor", "happened_at", "recorded_at", "salt")
_CHUNK = 2000


@dataclass(frozen=True)
class PublishedAct:
    """An act as an open log shows it. content: the bytes that are hashed. leaf: their digest as it is stored."""

    index: int
    act: str
    subject_kind: str
    subject_id: str
    content: bytes
    leaf: bytes


def published_acts(*, log: str, start: int, stop: int) -> Iterator[PublishedAct]:
    """Yield the acts of an open log at the places from `start` to below `stop`, in order."""
    rows = Act.objects.filter(log=log, index__gte=start, index__lt=stop).order_by("index")
    for *words, facts, leaf in rows.values_list(*_COLUMNS, "facts_text", "leaf").iterator(_CHUNK):
        entry = Entry(**dict(zip(_COLUMNS, words, strict=True)) | {"salt": str(words[-1]), "facts": facts})
        yield PublishedAct(entry.index, entry.act, entry.subject_kind, entry.subject_id, entry.content(), bytes(leaf))
