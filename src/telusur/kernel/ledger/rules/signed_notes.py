"""Checkpoints as C2SP describes them: a signed note (signed-note) whose text is a log's origin, size and root
(tlog-checkpoint). Ed25519 signatures; anybody with the verifier key can check one without this software."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ED25519 = b"\x01"
_DASH = "— "
_NUMBER = re.compile(r"0|[1-9][0-9]*")


class BadNote(ValueError):
    """A note that is not written as the format asks, or that its key did not sign."""


@dataclass(frozen=True)
class Statement:
    """What a checkpoint says: the log of this origin had `size` entries and this Merkle root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text that is signed, with its last line end."""
        return f"{self.origin}\n{self.size}\n{in_base64(self.root)}\n"


def key_id(name: str, public_key: bytes) -> bytes:
    """Return the four bytes by which a signature line names its key."""
    return sha256(name.encode() + b"\n" + _ED25519 + public_key).digest()[:4]


def verifier_key(name: str, public_key: bytes) -> str:
    """Return the line to publish, with which others check notes signed under `name`."""
    return f"{name}+{key_id(name, public_key).hex()}+{in_base64(_ED25519 + public_key)}"


def raw_key(line: str) -> bytes:
    """Return the public key that a verifier's line holds. Raises: BadNote."""
    packed = from_base64(line.split("+", 2)[-1])  # the key itself may hold a "+"
    if packed[:1] != _ED25519:
        raise BadNote("not a key")
    return packed[1:]


def signed_note(statement: Statement, *, key: Ed25519PrivateKey) -> str:
    """Return the statement as a note signed under the name of its origin. Raises: BadNote for an unusable origin."""
    name = statement.origin
    if not name or "+" in name or any(sign.isspace() for sign in name):
        raise BadNote(f"origin {name!r}")
    return signed_text(statement.text(), name=name, key=key)


def signed_text(text: str, *, name: str, key: Ed25519PrivateKey) -> str:
    """Return any text that ends with a line end as a signed note. Its first line must say what it is: no origin."""
    signature = key_id(name, key.public_key().public_bytes_raw()) + key.sign(text.encode())
    return f"{text}\n{_DASH}{name} {in_base64(signature)}\n"


def opened_note(note: str, *, name: str, public_key: bytes) -> Statement:
    """Return what a checkpoint states, if the key signed it under `name`. Raises: BadNote."""
    return _statement(opened_text(note, name=name, public_key=public_key))


def opened_text(note: str, *, name: str, public_key: bytes) -> str:
    """Return the text of any signed note, if the key signed it under `name`. Raises: BadNote."""
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise BadNote("no signature block")
    text += "\n"
    wanted = key_id(name, public_key)
    for line in signatures.splitlines():
        signer, _space, value = line.removeprefix(_DASH).partition(" ")
        signature = from_base64(value)
        if line.startswith(_DASH) and signer == name and signature[:4] == wanted:
            try:
                Ed25519PublicKey.from_public_bytes(public_key).verify(signature[4:], text.encode())
            except InvalidSignature as error:
                raise BadNote("signature does not match") from error
            return text
    raise BadNote("not signed by this key")


def _statement(text: str) -> Statement:
    lines = text.split("\n")
    if len(lines) < 4 or not _NUMBER.fullmatch(lines[1]):  # noqa: PLR2004 three lines and an end
        raise BadNote("not a checkpoint")
    return Statement(lines[0], int(lines[1]), from_base64(lines[2]))


def in_base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def from_base64(text: str, *, bad: type[Exception] = BadNote) -> bytes:
    """Return the bytes that a text writes in the one way it may. Raises: `bad`."""
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise bad(f"not base64: {text!r}") from error
    if in_base64(value) != text:
        raise bad(f"written in another way: {text!r}")
    return value
