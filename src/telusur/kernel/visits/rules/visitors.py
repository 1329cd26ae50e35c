"""Who is one visitor today, without knowing who: a keyed hash whose key is thrown away at the end of the day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

SALT_BYTES = 32
DIGEST_BYTES = 16


def visitor_digest(*, salt: bytes, office_code: str, address: str, agent: str) -> bytes:
    """Return what stands for one visitor of one office for one day.

    The office is in it, so that nobody can follow a visitor from office to office; the salt is random, lives for one
    day of one time zone and is then deleted, so that nobody can follow him from day to day.
    """
    parts = (office_code, address, agent)
    text = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hashlib.blake2b(text, key=salt, digest_size=DIGEST_BYTES).digest()


@dataclass(frozen=True)
class Pace:
    """How much one visitor may read before it is no person who reads."""

    in_a_minute: int
    in_an_hour: int

    def exceeded(self, *, in_minute: int, in_hour: int) -> bool:
        return in_minute > self.in_a_minute or in_hour > self.in_an_hour
