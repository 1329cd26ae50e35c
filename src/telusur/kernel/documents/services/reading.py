from __future__ import annotations

import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from telusur.kernel.offices.selectors import national_day

from ..models import Document, DocumentPage, Reading
from ..rules.content import Fault, Unacceptable
from ..selectors import limits
from .parsing import parse
from .refusals import refused
from .storing import CHUNK, judged_copy, open_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from ..rules.masks import Mask

DONE = (Reading.READ, Reading.WITHOUT_TEXT)
WORD = re.compile(r"[^\W\d_]{2}")
LARGEST_PICTURE = 8 << 20
LARGEST_BARE = 32 << 20
PICTURES = ("jpg", "png")
COVERED = (*PICTURES, "webp")
WRITTEN = ("pdf", "docx", "odt", "txt")


def read(*, document_id: int) -> Document:
    """Read text, pages, pictures and preview of a document, unless that is done, and return it.

    The parser works before the transaction and in a process of its own; a file that ends it is marked as one that
    cannot be read, and stays. Raises: Document.DoesNotExist; FileNotFoundError when the bytes are gone.
    """
    document = Document.objects.get(pk=document_id)
    if document.state in DONE:
        return document
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryFile() as copy:
        _copy_bytes(document, copy)
        try:
            bounds = limits(on=national_day(at=document.stored_at))
            found = parse("read", document.extension, copy, bounds, folder=Path(place))
        except Unacceptable:
            found = {"pages": [], "count": document.page_count, "failed": True}
        drawn = _keep_pictures(document, found, Path(place))
    return _keep(document_id, found, drawn)


def read_pages(*, content: BinaryIO, name: str, on: date) -> tuple[str, ...]:
    """Return the text of a stranger's PDF, DOCX, ODT or TXT file, page for page; nothing of it is kept.

    Only a PDF has pages. Raises: Refused.
    """
    with tempfile.TemporaryFile() as copy:
        checked = judged_copy(content, copy, name, on, only=WRITTEN)
        try:
            found = parse("read", checked.type.key, copy, replace(limits(on=on), pictures=0))
        except Unacceptable as error:
            raise refused(error) from error
    return tuple(str(page["text"]) for page in found["pages"])


def bare_picture(*, content: BinaryIO, name: str, on: date) -> bytes:
    """Return a stranger's JPEG or PNG as such with its points alone: no place, camera, person or other picture in it.

    Raises: Refused.
    """
    _said, found = _drawn("bare", content, name, on, only=PICTURES)
    return _whole(found)


def covered_picture(*, content: BinaryIO, name: str, on: date, mask: Mask) -> bytes | None:
    """Return a stranger's picture as a JPEG with the areas of a mask covered, and nothing beside its points.

    None where it has not the shape of the page: then nobody knows where the areas lie. Raises: Refused.
    """
    more = {"sides": mask.sides, "areas": mask.areas}
    said, found = _drawn("cover", content, name, on, only=COVERED, more=more)
    return _whole(found) if said["fits"] else None


def _drawn(
    act: str, content: BinaryIO, name: str, on: date, *, only: Collection[str], more: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], bytes | None]:
    """Return what a parser said of a picture, and what it drew of it. Raises: Refused."""
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryFile() as copy:
        checked = judged_copy(content, copy, name, on, only=only)
        try:
            said = parse(act, checked.type.key, copy, limits(on=on), folder=Path(place), more=more or {})
        except Unacceptable as error:
            raise refused(error) from error
        return said, _written(Path(place) / "bare", most=LARGEST_BARE)


def _whole(found: bytes | None) -> bytes:
    if found is None:
        raise refused(Unacceptable(Fault.DAMAGED))
    return found


def _copy_bytes(document: Document, copy: BinaryIO) -> None:
    with open_bytes(document=document) as content:
        while piece := content.read(CHUNK):
            copy.write(piece)


def _keep_pictures(document: Document, found: dict[str, Any], folder: Path) -> set[str]:
    """Put what was drawn into the storage and return the names (`1`, `2`, …, `preview`)."""
    kept: set[str] = set()
    for name in ["preview", *(str(int(page["number"])) for page in found["pages"] if page["picture"])]:
        picture = written_picture(folder / f"{name}.webp")
        if picture is not None:
            place = picture_place(document.pk, name)
            default_storage.delete(place)
            default_storage.save(place, ContentFile(picture))
            kept.add(name)
    return kept


def written_picture(path: Path) -> bytes | None:
    """Return a picture the parser wrote; the parser may have been taken over, so nothing else is followed or read."""
    content = _written(path, most=LARGEST_PICTURE) or b""
    return content if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def _written(path: Path, *, most: int) -> bytes | None:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read(most)


def picture_place(document_id: int, name: str) -> str:
    """Return where a picture of a page (its number) or the preview is kept."""
    return f"drawn/{document_id}/{name}.webp"


@transaction.atomic
def _keep(document_id: int, found: dict[str, Any], drawn: set[str]) -> Document:
    document = Document.objects.select_for_update().get(pk=document_id)
    if document.state in DONE:
        return document
    document.pages.all().delete()
    pages = DocumentPage.objects.bulk_create(list(_pages(document_id, found["pages"], drawn)))
    document.state = _state(found, pages)
    document.preview = picture_place(document_id, "preview") if "preview" in drawn else ""
    document.table = found.get("table", [])
    document.page_count = found["count"]
    document.save(update_fields=["state", "preview", "table", "page_count"])
    return document


def _pages(document_id: int, pages: list[dict[str, Any]], drawn: set[str]) -> Iterable[DocumentPage]:
    for page in pages:
        number = int(page["number"])
        yield DocumentPage(
            document_id=document_id,
            number=number,
            title=str(page["title"]),
            text=str(page["text"]).replace("\x00", ""),
            picture=picture_place(document_id, str(number)) if str(number) in drawn else "",
        )


def _state(found: dict[str, Any], pages: list[DocumentPage]) -> Reading:
    """Return how far the machine got: a page with a single word is text, a scan has none."""
    if found.get("failed"):
        return Reading.FAILED
    return Reading.READ if any(WORD.search(page.text) for page in pages) else Reading.WITHOUT_TEXT
