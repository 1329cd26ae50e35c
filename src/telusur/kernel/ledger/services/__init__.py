"""What can be done with a log: record acts, sign a checkpoint. Nothing else: a log is never corrected."""

from .checkpoints import LogDamaged, NothingToSign, Signer, checkpoint, ensure_key, keep, origin, signed_now, signer
from .record import NewAct, personal_digest, record, record_all, sealed

__all__ = [
    "LogDamaged",
    "NewAct",
    "NothingToSign",
    "Signer",
    "checkpoint",
    "ensure_key",
    "keep",
    "origin",
    "personal_digest",
    "record",
    "record_all",
    "sealed",
    "signed_now",
    "signer",
]
