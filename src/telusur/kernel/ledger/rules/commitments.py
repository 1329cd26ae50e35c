"""A commitment stands in an open log for a content that may have to stay closed: the votes of a unit so small that they
would betray a voter. Whoever is shown salt and content later can check that nothing else was meant."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

HEADING = "telusur-commitment/1"


@dataclass(frozen=True)
class Commitment:
    """What was committed to. digest: 64 hexadecimal digits, for the log. salt and content: what opens it, kept by the
    room above and published only where the content may be public."""

    salt: str
    content: str
    digest: str


def commitment(salt: str, content: str) -> str:
    """Return the digest (hex) that commits to `content`. salt: random, at least 122 bits, never used twice."""
    return sha256(f"{HEADING}\n{salt}\n{content}".encode()).hexdigest()
