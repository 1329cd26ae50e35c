"""Who is one visitor today, without knowing who: a keyed hash whose key is thrown away at the end of the day."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address

SALT_BYTES = 32
DIGEST_BYTES = 16
OWN_BITS = 64  # of an IPv6 address: those that a reader changes as he likes


def visitor_digest(*, salt: bytes, office_code: str, address: str, agent: str) -> bytes:
    """Return what stands for one visitor of one office for one day.

    The office is in it, so that nobody can follow a visitor from office to office; the salt is random, lives for one
    day of one time zone and is then deleted, so that nobody can follow him from day to day.
    """
    parts = (office_code, address, agent)
    text = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hashlib.blake2b(text, key=salt, digest_size=DIGEST_BYTES).digest()


def network_of(address: str) -> str:
    """Return what one connection has of its own: an IPv4 address, or the first half of an IPv6 address (its /64)."""
    with suppress(ValueError):
        number = IPv6Address(address.partition("%")[0])
        return str(number.ipv4_mapped or IPv6Address(int(number) >> OWN_BITS << OWN_BITS))
    return address


@dataclass(frozen=True)
class Ceiling:
    """How much of one office is counted of one connection on one day, however many browsers it names: what comes after
    is not counted, and the next day begins anew."""

    visitors: int
    visits: int

    def admitted(self, *, visitors: int, new: int) -> int:
        """Return how many of `new` visitors still count beside those that count already."""
        return max(0, min(new, self.visitors - visitors))


@dataclass(frozen=True)
class Pace:
    """How much one visitor may read before it is no person who reads."""

    in_a_minute: int
    in_an_hour: int

    def exceeded(self, *, in_minute: int, in_hour: int) -> bool:
        return in_minute > self.in_a_minute or in_hour > self.in_an_hour
