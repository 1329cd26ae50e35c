"""What a file is, told by its bytes. The name must agree with them, or the file is not taken.

Nothing here unpacks or parses more than it must: packages are judged by their list of entries before they are opened
(`packages`), and whatever needs a real parser runs in a process of its own (`reading`).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO

import puremagic

from .names import extension

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEAD = 8192
END_OF_ZIP = b"PK\x05\x06"
END_OF_ZIP_SIZE = 22
LONGEST_ZIP_COMMENT = 65535
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


class Fault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_TYPE = "unknown_type"
    NAME_DISAGREES = "name_disagrees"
    PROGRAM = "program"
    MARKUP = "markup"
    TWO_IN_ONE = "two_in_one"
    ENCRYPTED = "encrypted"
    MACRO = "macro"
    OLD_OFFICE = "old_office"
    ARCHIVE = "archive"
    DAMAGED = "damaged"
    BOMB = "bomb"
    NESTED = "nested"
    UNSAFE_XML = "unsafe_xml"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LONG = "too_long"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNS = (
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"(?s)RIFF.{4}WEBP"), "webp"),
)
NEVER = (
    (
        re.compile(rb"(?s)MZ(?=.{0,62}\x00)|\x7fELF|#!|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]"),
        Fault.PROGRAM,
    ),
    (re.compile(rb"(?is)(\xef\xbb\xbf)?\s*<(!doctype|html|svg|script|\?xml|\?php|head|body|iframe)"), Fault.MARKUP),
)


class Unacceptable(Exception):
    """A file is not taken. `facts` are the values its message names."""

    def __init__(self, fault: Fault, **facts: str | int) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.facts = facts


@dataclass(frozen=True)
class AcceptedType:
    """A row of accepted_types.toml: `largest` is in bytes."""

    key: str
    media_type: str
    extensions: tuple[str, ...]
    largest: int


@dataclass(frozen=True)
class Limits:
    """What a file may unfold to; `unpacked` and `ratio_from` are in bytes, the others are counts."""

    entries: int
    unpacked: int
    ratio: int
    ratio_from: int
    pages: int
    pixels: int
    pictures: int
    characters: int
    cells: int


def recognise(content: BinaryIO, name: str, accepted: Mapping[str, AcceptedType]) -> AcceptedType:
    """Return the type that the bytes of `content` have and its `name` claims.

    content: seekable, read from its start. Packages (zip) come back as the type that `name` claims among docx, xlsx,
    odt and ods: `packages.inspect` then tells whether they are one. Raises: Unacceptable.
    """
    head, tail, size = _ends(content)
    if size == 0:
        raise Unacceptable(Fault.EMPTY)
    claimed = _claimed(name, accepted.values())
    key = _key_of(head, tail, claimed, accepted)
    found = accepted.get(key)
    if found is None:
        raise Unacceptable(Fault.UNKNOWN_TYPE, found=key, accepted=", ".join(sorted(accepted)))
    if claimed is None or claimed.key != key:
        raise Unacceptable(Fault.NAME_DISAGREES, ending=extension(name) or "–", found=key)
    if size > found.largest:
        raise Unacceptable(Fault.TOO_LARGE, size=size, largest=found.largest, found=key)
    return found


def _ends(content: BinaryIO) -> tuple[bytes, bytes, int]:
    content.seek(0)
    head = content.read(HEAD)
    size = content.seek(0, os.SEEK_END)
    content.seek(max(0, size - END_OF_ZIP_SIZE - LONGEST_ZIP_COMMENT))
    tail = content.read()
    content.seek(0)
    return head, tail, size


def _claimed(name: str, accepted: Iterable[AcceptedType]) -> AcceptedType | None:
    ending = extension(name)
    return next((kind for kind in accepted if ending in kind.extensions), None)


def _key_of(head: bytes, tail: bytes, claimed: AcceptedType | None, accepted: Mapping[str, AcceptedType]) -> str:
    if head.startswith(b"PK\x03\x04"):
        if b"%PDF-" in head[:1024]:
            raise Unacceptable(Fault.TWO_IN_ONE)
        return _package_key(head, tail, claimed)
    if _ends_as_zip(tail):
        raise Unacceptable(Fault.TWO_IN_ONE)
    if head.startswith(OLE):
        raise Unacceptable(Fault.ENCRYPTED if ENCRYPTED_STREAM in head + tail else Fault.OLD_OFFICE)
    for sign, key in SIGNS:
        if sign.match(head):
            return key
    for sign, fault in NEVER:
        if sign.match(head):
            raise Unacceptable(fault)
    if is_text(head):
        return "csv" if claimed is not None and claimed.key == "csv" else "txt"
    raise Unacceptable(Fault.UNKNOWN_TYPE, found=_guess(head), accepted=", ".join(sorted(accepted)))


def _ends_as_zip(tail: bytes) -> bool:
    """Return whether a zip archive ends exactly where the file ends: its comment fills the rest."""
    at = tail.rfind(END_OF_ZIP)
    while at >= 0:
        comment = int.from_bytes(tail[at + 20 : at + END_OF_ZIP_SIZE], "little")
        if at + END_OF_ZIP_SIZE + comment == len(tail):
            return True
        at = tail.rfind(END_OF_ZIP, 0, at)
    return False


def _package_key(head: bytes, tail: bytes, claimed: AcceptedType | None) -> str:
    if claimed is not None and claimed.key in ("docx", "xlsx", "odt", "ods"):
        return claimed.key
    for key, sign in (("odt", b"opendocument.text"), ("ods", b"opendocument.spreadsheet")):
        if sign in head[:200]:
            return key
    for key, sign in (("docx", b"word/"), ("xlsx", b"xl/")):
        if sign in head + tail:
            return key
    raise Unacceptable(Fault.ARCHIVE)


def is_text(head: bytes) -> bool:
    """Return whether bytes read as text: UTF-8 or UTF-16 with its mark, or Windows-1252, without control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    else:
        if b"\x00" in head:
            return False
        text = head.decode("utf-8", errors="replace") if _is_utf8(head) else head.decode("cp1252", errors="replace")
    return "\ufffd" not in text[:-1] and not any(ord(char) < 32 and char not in "\t\r\n\f" for char in text)  # noqa: PLR2004


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.start >= len(head) - 3
    return True


def _guess(head: bytes) -> str:
    try:
        return puremagic.from_string(head).lstrip(".") or "?"
    except (puremagic.PureError, ValueError):
        return "?"
