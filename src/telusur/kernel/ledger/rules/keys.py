"""The installation's signing key as it lies in its file: PEM, PKCS #8, not encrypted (the file's mode protects it)."""

from __future__ import annotations

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class BadKey(ValueError):
    """A file that holds no Ed25519 key."""


def new_key() -> bytes:
    """Return a fresh key as the bytes to be written to the key file."""
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def read_key(content: bytes) -> Ed25519PrivateKey:
    """Return the key in a key file's bytes. Raises: BadKey."""
    try:
        key = serialization.load_pem_private_key(content, password=None)
    except ValueError as error:
        raise BadKey from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey
    return key
