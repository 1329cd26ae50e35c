"""What an electronic signature on a letter is judged by. The judging itself runs in a process of its own.

Law: UU 11/2008 as amended by UU 1/2024 Pasal 11; PP 71/2019 Pasal 59, 60 (not read; see docs/law/letters.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Port(StrEnum):
    """How an office's letters get their signature."""

    NONE = "none"
    UPLOAD = "upload"
    SERVICE = "service"


class Trust(StrEnum):
    """What is known of the certificate: it leads to a configured root, to none, or it does but is not valid."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    DOUBTFUL = "doubtful"


class Fault(StrEnum):
    """Why a file is not taken as the signed copy of a letter."""

    NOT_PDF = "not_pdf"
    ANOTHER_LETTER = "another_letter"
    NOT_OUR_BYTES = "not_our_bytes"
    NOT_SIGNED = "not_signed"
    CHANGED_AFTER = "changed_after"
    NOT_WHOLE = "not_whole"
    CONTENT_CHANGED = "content_changed"
    BROKEN = "broken"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Found:
    """A signature that holds: who signed, by whose certificate, when by his own clock, and what is known of it."""

    signer: str
    issuer: str
    fingerprint: str
    signed_at: datetime | None
    trust: Trust


class NotTaken(Exception):
    """The file is not the signed copy of this letter. `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class ServiceRefused(Exception):
    """The signing service did not sign; `message` is what it says to the signer, without his secrets."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Credentials:
    """What the signer types for one signing. It is never stored, queued, logged or shown."""

    identity: str = field(repr=False)
    passphrase: str = field(repr=False)


class SigningService(Protocol):
    """A service that signs in the signer's name, such as the national one.

    `sign` returns `pdf` with the signature as an incremental update: the first bytes stay as they are. What comes back
    is checked as an uploaded file is. Raises: ServiceRefused.
    """

    name: str

    def sign(self, *, pdf: bytes, file_name: str, credentials: Credentials) -> bytes: ...
