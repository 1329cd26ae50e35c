"""Text in OpenDocument markup."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from defusedxml.ElementTree import iterparse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
MOST_SPACES = 1000


def paragraphs(part: IO[bytes]) -> Iterator[str]:
    """Yield the paragraphs and headings of content.xml in order."""
    for _, element in iterparse(part, forbid_dtd=True):
        if element.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield plain(element)
            element.clear()


def plain(element: Element[Any]) -> str:
    """Return the text of a paragraph, its tabs, breaks and runs of spaces as typed; remarks are left out."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            parts.append(" " * min(MOST_SPACES, int(child.get(f"{TEXT}c", "1"))))
        elif child.tag in SIGNS:
            parts.append(SIGNS[child.tag])
        elif child.tag != f"{OFFICE}annotation":
            parts.append(plain(child))
        parts.append(child.tail or "")
    return "".join(parts)
