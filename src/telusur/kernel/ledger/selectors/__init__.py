from .acts import (
    acts_found,
    acts_of,
    acts_on,
    checkpoint_at,
    checkpoints_of,
    expect,
    is_expected,
    leaves_of,
    logs,
    logs_grown_since_their_checkpoint,
    size_of,
    unsigned_since,
)
from .verification import Report, known_keys, verified, walked_since

__all__ = [
    "Report",
    "acts_found",
    "acts_of",
    "acts_on",
    "checkpoint_at",
    "checkpoints_of",
    "expect",
    "is_expected",
    "known_keys",
    "leaves_of",
    "logs",
    "logs_grown_since_their_checkpoint",
    "size_of",
    "unsigned_since",
    "verified",
    "walked_since",
]
