"""Packages (zip) of office files, judged before and while they are unfolded."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from .content import Fault, Limits, Unacceptable

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 18
# What Python's own reader raises on bytes that are no sound package.
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, LookupError, ValueError)
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"opendocument.text": "odt",
    b"opendocument.spreadsheet": "ods",
}
INSIDE_NEVER = re.compile(r"(?i)\.(zip|7z|rar|gz|bz2|xz|tar|jar|exe|dll|com|bat|cmd|msi|scr|js|vbs|ps1|sh|hta|lnk)$")
# A document type is found in the manifests of old OpenDocument files only; an entity is found nowhere in good faith.
ENTITY = (b"<!ENTITY", "<!ENTITY".encode("utf-16-le"), "<!ENTITY".encode("utf-16-be"))
DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def inspect(content: BinaryIO, claimed: str, limits: Limits) -> None:
    """Make sure that a zip file is a sound office package of the type `claimed` (docx, xlsx, odt, ods).

    Its list of entries is judged first; only then is each entry unfolded once, in pieces, and nothing is kept.
    Raises: Unacceptable, for a bomb, a macro, a password, an entity, a damaged or a wrong package.
    """
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as package:
            entries = package.infolist()
            _judge_list(entries, limits)
            _judge_kind(package, claimed)
            _unfold(package, entries, limits)
    except BROKEN as error:
        raise Unacceptable(Fault.DAMAGED) from error
    finally:
        content.seek(0)


def _judge_list(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise Unacceptable(Fault.BOMB)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > limits.unpacked or (unpacked > limits.ratio_from and unpacked > packed * limits.ratio):
        raise Unacceptable(Fault.BOMB)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or any(_leaves_the_folder(name) for name in names):
        raise Unacceptable(Fault.DAMAGED)
    if any(entry.compress_type not in PACKED for entry in entries):
        raise Unacceptable(Fault.DAMAGED)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unacceptable(Fault.ENCRYPTED)
    if any(INSIDE_NEVER.search(name) for name in names):
        raise Unacceptable(Fault.NESTED)
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    if ordered and ordered[0].header_offset != 0:
        raise Unacceptable(Fault.TWO_IN_ONE)
    for before, after in pairwise(ordered):
        if before.header_offset + 30 + before.compress_size > after.header_offset:
            raise Unacceptable(Fault.BOMB)


def _leaves_the_folder(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[\\/]", name) or ":" in name


def _judge_kind(package: zipfile.ZipFile, claimed: str) -> None:
    names = set(package.namelist())
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise Unacceptable(Fault.MACRO)
    sign = _sign(package, names)
    if b"macroenabled" in sign.lower():
        raise Unacceptable(Fault.MACRO)
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Unacceptable(Fault.ENCRYPTED)
    found = next((kind for part, kind in MAIN_PARTS.items() if part in sign), None)
    if found is None:
        raise Unacceptable(Fault.ARCHIVE)
    if found != claimed:
        raise Unacceptable(Fault.NAME_DISAGREES, ending=claimed, found=found)


def _sign(package: zipfile.ZipFile, names: set[str]) -> bytes:
    for name in ("[Content_Types].xml", "mimetype"):
        if name in names:
            with package.open(name) as part:
                return part.read(1 << 20)
    return b""


def _unfold(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = 0
    for entry in entries:
        markup = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        tail = b""
        for piece in _pieces(package, entry):
            unpacked += len(piece)
            if unpacked > limits.unpacked:
                raise Unacceptable(Fault.BOMB)
            if markup:
                _judge_markup(tail + piece, manifest=entry.filename == "META-INF/manifest.xml")
                tail = piece[-32:]


def _pieces(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(entry) as part:
        while piece := part.read(CHUNK):
            yield piece


def _judge_markup(piece: bytes, *, manifest: bool) -> None:
    if any(sign in piece for sign in ENTITY) or (not manifest and any(sign in piece for sign in DOCTYPE)):
        raise Unacceptable(Fault.UNSAFE_XML)
