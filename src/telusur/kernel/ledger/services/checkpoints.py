from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from django.conf import settings

from ..models import Checkpoint
from ..rules.keys import new_key, read_key
from ..rules.logs import named_at
from ..rules.merkle import root_of
from ..rules.signed_notes import Statement, signed_note, signed_text, verifier_key
from ..selectors import checkpoints_of, origin_of, size_of, walked_since

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from ..rules.audit import Fault


class LogDamaged(Exception):
    """A log that is no longer what was written is not signed."""

    def __init__(self, log: str, fault: Fault) -> None:
        self.log, self.fault = log, fault
        super().__init__(f"{log}: {fault.kind} at {fault.index}")


class NothingToSign(Exception):
    """A log without acts."""


def checkpoint(*, log: str, at: datetime) -> Checkpoint:
    """Sign how long a log is and what its root is, and return the checkpoint; the last one if nothing was added.

    The acts since the last checkpoint are read again first: what was tampered with is not signed.
    Raises: LogDamaged, NothingToSign.
    """
    return keep(checkpoint=signed_now(log=log, at=at))


def signed_now(*, log: str, at: datetime) -> Checkpoint:
    """Return what `checkpoint` does without writing it, so that it can be made of the moment of a transaction that only
    reads. It is to be kept before anybody is shown it. Raises: LogDamaged, NothingToSign."""
    last = checkpoints_of(log=log).first()
    if size_of(log=log) == 0:
        raise NothingToSign(log)
    walk, fault = walked_since(log=log, checkpoint=last)
    if fault is not None:
        raise LogDamaged(log, fault)
    if last is not None and last.size == walk.size:
        return last
    key, root = ensure_key(), root_of(walk.frontier)
    statement = Statement(origin(log=log), walk.size, root)
    return Checkpoint(
        log=log,
        size=walk.size,
        root=root,
        frontier=b"".join(walk.frontier),
        origin=statement.origin,
        public_key=key.public_key().public_bytes_raw(),
        note=signed_note(statement, key=key),
        made_at=at,
    )


def keep(*, checkpoint: Checkpoint) -> Checkpoint:
    """Keep a checkpoint that was signed; where one of that size is kept already, that one is returned."""
    if checkpoint.pk is None:
        Checkpoint.objects.bulk_create([checkpoint], ignore_conflicts=True)
    return checkpoints_of(log=checkpoint.log).get(size=checkpoint.size)


def origin(*, log: str) -> str:
    """Return the name under which a log of this installation is known to the world: the host that it began at, and the
    log's name. A log without acts would begin at today's address."""
    return origin_of(log=log) or named_at(settings.BASE_URL, log)


@dataclass(frozen=True)
class Signer:
    """Signs in the name of one log. origin: its name to the world. key: the line by which the office publishes it."""

    origin: str
    key: str
    _private: Ed25519PrivateKey = field(repr=False, compare=False)

    def note(self, text: str) -> str:
        """Return a text as a signed note; its first line says what it is, so that it is no checkpoint."""
        return signed_text(text, name=self.origin, key=self._private)


def signer(*, log: str) -> Signer:
    """Return what signs papers of an office beside its checkpoints, with the same published key."""
    private, name = ensure_key(), origin(log=log)
    return Signer(name, verifier_key(name, private.public_key().public_bytes_raw()), private)


def ensure_key() -> Ed25519PrivateKey:
    """Return this installation's signing key, made on the first call, readable to its owner alone."""
    file: Path = settings.LEDGER_KEY
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, prefix=".ledger-key-") as fresh:  # made with mode 0600
            fresh.write(new_key())
            fresh.flush()
            os.fsync(fresh.fileno())
            with suppress(FileExistsError):  # another process was quicker: its key is the key
                file.hardlink_to(fresh.name)
    return read_key(file.read_bytes())
