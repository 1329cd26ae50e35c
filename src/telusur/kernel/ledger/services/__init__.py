"""What can be done with a log: record an act, sign a checkpoint. Nothing else: a log is never corrected."""

from .checkpoints import LogDamaged, NothingToSign, Signer, checkpoint, ensure_key, origin, signer
from .record import personal_digest, record

__all__ = [
    "LogDamaged",
    "NothingToSign",
    "Signer",
    "checkpoint",
    "ensure_key",
    "origin",
    "personal_digest",
    "record",
    "signer",
]
