"""Is a log still what was written and signed?"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from ..models import Act, Checkpoint, Head
from ..rules.audit import Fault, FaultKind, StoredAct, StoredCheckpoint, Walk, checkpoint_faults, head_fault, moved_from
from ..rules.entries import Entry
from ..rules.keys import read_key
from ..rules.merkle import root_of
from ..rules.signed_notes import BadNote, opened_note
from .acts import is_expected, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 2000
_COLUMNS = ("log", "index", "act", "subject_kind", "subject_id", "actor", "happened_at", "recorded_at", "salt")


@dataclass(frozen=True)
class Report:
    """What a reading of one log from its first act found. `faults`: the first one first; empty for a whole log."""

    log: str
    acts: int
    checkpoints: int
    root: bytes
    faults: tuple[Fault, ...]


def verified(*, log: str) -> Report:
    """Read a log again from its first act, against its own digests, its head and every checkpoint."""
    checkpoints = list(Checkpoint.objects.filter(log=log).order_by("size"))
    walk = Walk(wanted=frozenset(checkpoint.size for checkpoint in checkpoints))
    fault = _read_to_the_head(log, walk) or _put_beside(log)
    signed = [_opened(checkpoint, known_keys()) for checkpoint in checkpoints]
    if fault is None:
        faults = tuple(checkpoint_faults(walk, signed))
    else:
        broken = (StoredCheckpoint(one.size, one.root, sound=False) for one in signed if not one.sound)
        faults = (fault, *checkpoint_faults(walk, broken))
    return Report(log, walk.size, len(checkpoints), root_of(walk.frontier), faults)


def walked_since(*, log: str, checkpoint: Checkpoint | None) -> tuple[Walk, Fault | None]:
    """Read the part of a log that a checkpoint does not cover, up to the log's end; return where that leads."""
    walk = Walk()
    if checkpoint is not None:
        stored = bytes(checkpoint.frontier)
        walk.size, walk.frontier = checkpoint.size, tuple(stored[at : at + 32] for at in range(0, len(stored), 32))
        if not _opened(checkpoint, known_keys()).sound or root_of(walk.frontier) != bytes(checkpoint.root):
            return walk, Fault(FaultKind.CHECKPOINT, 0, checkpoint.size)
    return walk, _read_to_the_head(log, walk)


def known_keys() -> frozenset[bytes]:
    """Return the public keys whose checkpoints this installation vouches for: today's and the retired ones."""
    retired = {base64.b64decode(text) for text in settings.LEDGER_RETIRED_KEYS}
    if settings.LEDGER_KEY.exists():
        retired.add(read_key(settings.LEDGER_KEY.read_bytes()).public_key().public_bytes_raw())
    return frozenset(retired)


def entry_of(act: Act) -> Entry:
    """Return an act as it is hashed into its log."""
    words = {name: getattr(act, name) for name in _COLUMNS}
    return Entry(**words | {"salt": str(act.salt), "facts": act.facts_text})


def _read_to_the_head(log: str, walk: Walk) -> Fault | None:
    """Read on until the head, which may move on meanwhile; return the first fault."""
    while True:
        before = walk.size
        fault = walk.read(_stored_acts(log, walk.size))
        if fault is not None:
            return _named(log, fault)
        head = Head.objects.filter(log=log).first()
        if head is None:
            if walk.size:
                return Fault(FaultKind.HEAD, walk.size)
            return Fault(FaultKind.REMOVED, 0) if is_expected(log=log) else None
        if head.size <= walk.size or walk.size == before:
            return head_fault(walk, size=head.size, frontier=bytes(head.frontier))


def _put_beside(log: str) -> Fault | None:
    """Return the fault of a row that stands at no place of the log, where no walk comes by."""
    strays = Act.objects.filter(log=log, index__lt=0).order_by("index").values_list("index", flat=True)
    return next((Fault(FaultKind.ADDED, index) for index in strays[:1]), None)


def _stored_acts(log: str, start: int) -> Iterator[StoredAct]:
    rows = Act.objects.filter(log=log, index__gte=start).order_by("index")
    for *words, facts, leaf, root in rows.values_list(*_COLUMNS, "facts_text", "leaf", "root").iterator(_CHUNK):
        entry = Entry(**dict(zip(_COLUMNS, words, strict=True)) | {"salt": str(words[-1]), "facts": facts})
        yield StoredAct(entry, bytes(leaf), bytes(root))


def _named(log: str, fault: Fault) -> Fault:
    """Return the fault, told apart where an act was moved rather than changed."""
    if fault.kind is not FaultKind.CHANGED:
        return fault
    stored = next(_stored_acts(log, fault.index))
    places = max(Act.objects.filter(log=log).count(), size_of(log=log))
    place = moved_from(stored, places=places)
    return fault if place is None else Fault(FaultKind.REORDERED, fault.index, place)


def _opened(checkpoint: Checkpoint, keys: frozenset[bytes]) -> StoredCheckpoint:
    size, root, key = checkpoint.size, bytes(checkpoint.root), bytes(checkpoint.public_key)
    try:
        said = opened_note(checkpoint.note, name=checkpoint.origin, public_key=key)
    except (BadNote, ValueError):
        return StoredCheckpoint(size, root, sound=False)
    sound = key in keys and (said.origin, said.size, said.root) == (checkpoint.origin, size, root)
    return StoredCheckpoint(said.size, said.root, sound=sound)
