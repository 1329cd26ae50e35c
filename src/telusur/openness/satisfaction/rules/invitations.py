"""The code of an invitation: random, signed with a key of its survey, and kept nowhere.

Whoever holds one may answer once. A code says nothing of the person it was sent to; that it is genuine is seen from its
signature, that it was used from the digest that is left of it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re

NONCE, SIGNATURE = 8, 7
GROUP = 4
NOT_IN_CODE = re.compile(r"[\s\-–—.]+")
# What people read for what stands there: base32 has no 0, 1 and 8.
MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


class BadCode(ValueError):
    """No code of this survey."""

    code = "bad_code"


def key_of(survey: str, *, secret: str) -> bytes:
    """Return the key of one survey, derived from the installation's secret and kept nowhere. survey: names it."""
    return hmac.digest(secret.encode(), f"telusur invitation {survey}".encode(), hashlib.sha256)


def written(nonce: bytes, *, key: bytes) -> str:
    """Return the code for a random nonce of eight bytes, in groups of four."""
    code = base64.b32encode(nonce + _signature(nonce, key)).decode()
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def nonce_in(code: str, *, key: bytes) -> bytes:
    """Return the nonce of a code as a person typed it. Raises: BadCode."""
    text = NOT_IN_CODE.sub("", code).upper().translate(MISREAD)
    try:
        found = base64.b32decode(text.encode("ascii"))
    except (binascii.Error, UnicodeEncodeError) as error:
        raise BadCode from error
    nonce, signature = found[:NONCE], found[NONCE:]
    if len(found) != NONCE + SIGNATURE or not hmac.compare_digest(signature, _signature(nonce, key)):
        raise BadCode
    return nonce


def digest_of(nonce: bytes) -> bytes:
    """Return what is kept of a code that was used."""
    return hashlib.sha256(b"telusur spent " + nonce).digest()


def _signature(nonce: bytes, key: bytes) -> bytes:
    return hmac.digest(key, nonce, hashlib.sha256)[:SIGNATURE]
