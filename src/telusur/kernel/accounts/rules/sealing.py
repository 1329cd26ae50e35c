"""Secrets at rest: sealed under a key of this installation, for one purpose. The one place that encrypts."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken

__all__ = ["InvalidToken", "seal", "unseal"]


def seal(text: str, *, key: str, purpose: str) -> bytes:
    """Return `text` encrypted; the same text never looks the same twice. What is sealed for one purpose opens for no
    other, so that no secret can be passed off as another."""
    return _box(key, purpose).encrypt(text.encode())


def unseal(sealed: bytes | memoryview, *, key: str, purpose: str) -> str:
    """Return what `seal` closed. Raises: InvalidToken for another key, another purpose or changed bytes."""
    return _box(key, purpose).decrypt(bytes(sealed)).decode()


def _box(key: str, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hmac.digest(key.encode(), f"telusur {purpose}".encode(), hashlib.sha256)))
