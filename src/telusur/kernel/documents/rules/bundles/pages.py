"""What stands on a page of a PDF, as one digest: the same wherever the page is joined, other for any other page.

Counted are what draws the page (contents, resources), its size, crop and rotation, and how remarks and form fields on
it look. Not counted is what a bundle leaves behind or adds: actions, notes of programs, tags, and the stamp with the
number of the page.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

# The first and the last of the streams of a page that bears a stamp; between them are the page's own.
OPENING = b"q\n"
CLOSING = re.compile(
    rb"\n(?:Q )+\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC q (?:-?[0-9.]+ ){6}cm (/\S+) Do Q EMC\n"
)
BOXES = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
# Entries that lead out of the page, or that a bundle writes anew.
ASIDE = frozenset(
    "/Parent /P /StructParents /StructParent /Metadata /PieceInfo /Length /LastModified /Filter /DecodeParms".split()  # noqa: SIM905 read better so
)
# Remarks that hold another file or a program: they stay behind.
NEVER_JOINED = frozenset("/FileAttachment /RichMedia /Movie /Sound /Screen /3D".split())  # noqa: SIM905 read better so
DEEPEST = 60


class TooDeep(ValueError):
    """Objects inside objects without end: not a page of paper."""


# What reading a PDF of somebody else's may raise.
UNREADABLE = (pikepdf.PdfError, ValueError, TypeError, AttributeError, LookupError, RecursionError, RuntimeError)


class PageDigests:
    """The digests of the pages of one open PDF; what pages share is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bytes] = {}
        self._open: set[tuple[int, int]] = set()

    def of(self, page: pikepdf.Object) -> str:
        """Return the digest of a page as it is (hex). Raises: TooDeep; pikepdf.PdfError for damage."""
        return self._of(page, streams_of(page), "")

    def stands(self, page: pikepdf.Object, digest: str) -> bool:
        """Return whether the page of this digest stands on a page of a bundle, under the stamp that the bundle put on.

        What the page bore before, such as the stamp of another bundle, is its own. Raises: as `of`.
        """
        name = stamp_name(digest)
        return is_stamped(page, name) and self._of(page, streams_of(page)[1:-1], name) == digest

    def _of(self, page: pikepdf.Object, streams: list[Any], stamp: str) -> str:
        whole = sha256()
        for name in BOXES:
            whole.update(_framed(self._digest(entry_of(page, name), 0)))
        for stream in streams:
            whole.update(stream.read_bytes() + b"\n")
        whole.update(_framed(self._resources(entry_of(page, "/Resources"), stamp)))
        for remark in kept_remarks(page):
            for name in ("/Rect", "/F", "/AS", "/AP"):
                whole.update(_framed(self._digest(remark.get(name), 0)))
        return whole.hexdigest()

    def _resources(self, resources: Any, stamp: str) -> bytes:
        if resources is None:
            return b""
        whole = sha256()
        for name in sorted(resources.keys()):
            held = resources[name]
            if name == "/XObject":
                kept = [key for key in sorted(held.keys()) if key != stamp]
                if kept:
                    whole.update(b"/XObject" + b"".join(key.encode() + self._digest(held[key], 0) for key in kept))
            elif name != "/ProcSet":
                whole.update(name.encode() + self._digest(held, 0))
        return whole.digest()

    def _digest(self, one: Any, depth: int) -> bytes:
        """Return the digest of an object and all that it leads to. What leads back to itself counts as its mark."""
        if depth > DEEPEST:
            raise TooDeep
        key = one.objgen if isinstance(one, pikepdf.Object) and one.is_indirect else None
        if key is None:
            return sha256(self._content(one, depth)).digest()
        if key in self._open:
            return b"again"
        if key not in self._known:
            self._open.add(key)
            try:
                self._known[key] = sha256(self._content(one, depth)).digest()
            finally:
                self._open.discard(key)
        return self._known[key]

    def _content(self, one: Any, depth: int) -> bytes:
        if isinstance(one, pikepdf.Stream):
            return b"stream" + self._entries(one, depth) + _framed(_bytes_of(one))
        if isinstance(one, pikepdf.Dictionary):
            return b"page" if str(one.get("/Type", "")) == "/Page" else b"dictionary" + self._entries(one, depth)
        if isinstance(one, pikepdf.Array):
            return b"array" + b"".join(_framed(self._digest(each, depth + 1)) for each in one)
        if isinstance(one, pikepdf.String):
            return b"string" + bytes(one)
        return f"{type(one).__name__} {one}".encode()

    def _entries(self, one: Any, depth: int) -> bytes:
        names = [name for name in sorted(one.keys()) if name not in ASIDE]
        return b"".join(name.encode() + b"\x00" + self._digest(one[name], depth + 1) for name in names)


def entry_of(page: pikepdf.Object, name: str) -> Any:
    """Return an entry of a page, its own or one that it inherits; None where it has none."""
    node: pikepdf.Object | None = page
    for _step in range(DEEPEST):
        if node is None or name in node:
            break
        node = node.get("/Parent")
    return None if node is None else node.get(name)


def streams_of(page: pikepdf.Object) -> list[Any]:
    """Return the streams that draw a page."""
    contents = page.get("/Contents")
    if contents is None:
        return []
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def stamp_name(digest: str) -> str:
    """Return the name under which a bundle draws its number on the page of this digest.

    It depends on all that the page draws, so nobody can make a page that uses the name.
    """
    return f"/TelusurHlm-{digest[:16]}"


def is_stamped(page: pikepdf.Object, name: str) -> bool:
    """Return whether the number of its place in a bundle stands on a page, under this name and around all the rest."""
    streams = streams_of(page)
    if len(streams) < 2 or streams[0].read_bytes() != OPENING:  # noqa: PLR2004 one before, one behind
        return False
    closing = CLOSING.fullmatch(streams[-1].read_bytes())
    return closing is not None and closing[1] == name.encode()


def kept_remarks(page: pikepdf.Object) -> Iterator[Any]:
    """Yield the remarks and form fields of a page that come along into a bundle."""
    for remark in page.get("/Annots", []):
        if isinstance(remark, pikepdf.Dictionary) and str(remark.get("/Subtype", "")) not in NEVER_JOINED:
            yield remark


def _bytes_of(stream: pikepdf.Stream) -> bytes:
    """Return the content of a stream, unpacked where that loses nothing; a picture's own packing stays."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return str(stream.get("/Filter", "")).encode() + b"\n" + stream.read_raw_bytes()


def _framed(value: bytes) -> bytes:
    return len(value).to_bytes(8, "big") + value
