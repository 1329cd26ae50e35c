"""What can be done with a log: record an act, sign a checkpoint. Nothing else: a log is never corrected."""

from .record import personal_digest, record

__all__ = ["personal_digest", "record"]
