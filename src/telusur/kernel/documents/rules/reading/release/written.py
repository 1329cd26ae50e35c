"""Whatever is written in a part of markup, seen or not: paragraphs, other text, the value of every attribute."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from defusedxml.ElementTree import iterparse

from ...identities import masked
from ...release.findings import Finding, FindingKind, identities

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

# What is read as one piece, however many runs its text is in.
BLOCKS = {"p", "h", "si", "is", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
ROWS = {"tr", "table-row"}
BREAKS = {"tab", "br", "cr", "s", "line-break"}
SHORTEST = 6
DIGITS = re.compile(r"\d{10,}")
# Numbers of drawings and keys that programs give out lead to nobody.
MEASURES = {"path", "points", "d", "viewBox", "coordsize", "guid", "GUID", "uid", "id", "transform"}
KEY = re.compile(r"\{[0-9A-Fa-f-]{30,40}\}")
PATH = re.compile(r"(?i)(file:/{2,3}|\b[a-z]:\\|\\\\[\w.-]+\\|/(?:users|home)/)[^\s\"<>|]{2,}")


def local(tag: Any) -> str:
    """Return the name of an element or attribute without its namespace: there are two of every office markup."""
    return str(tag).rpartition("}")[2]


def paths(text: str, place: str) -> Iterator[Finding]:
    """Yield the places on somebody's computer that a text names."""
    for match in PATH.finditer(text):
        yield Finding(FindingKind.METADATA, place=place, sample=masked(match[0]))


def leading(text: str | None, provinces: Collection[str], place: str) -> Iterator[Finding]:
    """Yield what leads from a text to a person: a number, an address, a place on his computer."""
    if text and len(text) >= SHORTEST:
        yield from paths(text, place)
        yield from identities(text, provinces=provinces, place=place)


def written(part: IO[bytes], provinces: Collection[str], place: str) -> Iterator[Finding]:
    """Yield what leads to a person from everything that a part of markup says."""
    inside = 0
    cells: list[str] = []
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        name = local(element.tag)
        if event == "start":
            inside += name in BLOCKS
            cells = [] if name in ROWS else cells
            continue
        yield from attributes(element, provinces, place)
        if name in BLOCKS:
            text = "".join(spoken(element))
            cells.append(text)
            yield from leading(text, provinces, place)
        elif not inside:
            yield from leading(element.text, provinces, place)
        if name in ROWS:
            yield from in_boxes(cells, provinces, place)
        inside -= name in BLOCKS
        if not inside:
            element.clear()


def in_boxes(texts: Iterable[str], provinces: Collection[str], place: str, *, page: int = 0) -> Iterator[Finding]:
    """Yield the numbers that stand with one digit in each cell, as forms ask for."""
    row = "".join(text.strip() if len(text.strip()) == 1 else " " for text in texts)
    for digits in DIGITS.findall(row):
        yield from identities(digits, provinces=provinces, page=page, place=place)


def spoken(block: Any) -> Iterator[str]:
    """Yield the text of a block, its breaks as spaces."""
    yield block.text or ""
    for child in block:
        if local(child.tag) in BREAKS:
            yield " "
        yield from spoken(child)
        yield child.tail or ""


def attributes(element: Any, provinces: Collection[str], place: str) -> Iterator[Finding]:
    """Yield what leads to a person from the attributes of an element."""
    for key, value in element.attrib.items():
        if len(value) >= SHORTEST and local(key) not in MEASURES and not KEY.fullmatch(value):
            yield from leading(value, provinces, place)
