"""DOCX and XLSX: parts of the package that its pages do not show."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from defusedxml.ElementTree import fromstring, iterparse

from ...identities import masked
from ...release.findings import Finding, FindingKind, identities, is_nobody
from .pictures import notes
from .sheets import sheet_findings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from xml.etree.ElementTree import Element

    from ...content import Limits

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PEOPLE = ("creator", "lastModifiedBy", "Company", "Manager", "keywords", "category", "HyperlinkBase", "Template")
PATH = re.compile(r"(?i)(file:/{2,3}|\b[a-z]:\\|\\\\[\w.-]+\\|/(?:users|home)/)[^\s\"<>|]{2,}")
PARTS = (
    (
        re.compile(r"(^|/)(comments|threadedComments)\d*/?[^/]*\.xml$|xl/threadedComments/|xl/comments"),
        FindingKind.COMMENT,
    ),
    (re.compile(r"^xl/pivotCache/pivotCacheRecords"), FindingKind.PIVOT_CACHE),
    (re.compile(r"^xl/pivotCache/pivotCacheDefinition"), FindingKind.PIVOT_CACHE),
    (re.compile(r"^xl/(externalLinks/externalLink|connections\.xml|queryTables/)"), FindingKind.OUTSIDE_DATA),
    (re.compile(r"^xl/revisions/"), FindingKind.TRACKED_CHANGE),
    (re.compile(r"(^|/)embeddings/|\.bin$"), FindingKind.EMBEDDED_FILE),
    (re.compile(r"^customXml/item\d+\.xml$"), FindingKind.METADATA),
    (re.compile(r"^docProps/thumbnail"), FindingKind.THUMBNAIL),
)
# Settings of printers and typefaces are binary parts that hold no content.
BINARY_BUT_PLAIN = re.compile(r"(printerSettings\d*\.bin|\.odttf)$")
CHANGES = {
    f"{WORD}{name}"
    for name in (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "cellIns",
        "cellDel",
    )
}
PICTURE = re.compile(r"(?i)\.(jpe?g|png|webp)$")
UNSEEN_PICTURE = re.compile(r"(?i)\.(tiff?|gif|bmp|emf|wmf)$")


def findings(content: BinaryIO, limits: Limits, kind: str, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield what an Office package holds beside its pages."""
    with zipfile.ZipFile(content) as package:
        for name in package.namelist():
            yield from _part(package, name, limits, provinces, kind)
    if kind == "xlsx":
        content.seek(0)
        yield from sheet_findings(content, limits, kind, provinces)


def _part(
    package: zipfile.ZipFile, name: str, limits: Limits, provinces: Collection[str], kind: str
) -> Iterator[Finding]:
    yield from _hidden_part(package, name)
    if name.startswith("docProps/") and name.endswith(".xml"):
        yield from properties(fromstring(package.read(name), forbid_dtd=True), provinces)
    elif name.endswith(".rels"):
        for relation in fromstring(package.read(name), forbid_dtd=True):
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                yield from paths(target, name)
                yield from identities(target, provinces=provinces, place=name)
    elif kind == "docx" and re.match(r"word/[^/]+\.xml$", name):
        yield from _text_part(package, name, provinces)
    elif name.startswith(("xl/drawings/", "word/charts", "xl/charts/")) and name.endswith(".xml"):
        yield from _shapes(package, name, provinces)
    elif PICTURE.search(name):
        yield from notes(io.BytesIO(package.read(name)), limits, place=name)


def _hidden_part(package: zipfile.ZipFile, name: str) -> Iterator[Finding]:
    if not BINARY_BUT_PLAIN.search(name):
        found = next((kind for pattern, kind in PARTS if pattern.search(name)), None)
        if found is not None and not _is_empty_notes(package, name):
            yield Finding(found, place=name)


def _is_empty_notes(package: zipfile.ZipFile, name: str) -> bool:
    """Return whether a part of remarks or of the writer's own data says nothing."""
    if not name.endswith(".xml"):
        return False
    root = fromstring(package.read(name), forbid_dtd=True)
    if name.startswith("customXml/"):
        return not "".join(root.itertext()).strip()
    return name.startswith(("word/comments", "xl/revisions/")) and len(root) == 0


def properties(root: Element, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield who stands in the properties of a document, and every property that somebody added."""
    for element in root.iter():
        name, text = element.tag.rpartition("}")[2], (element.text or "").strip()
        if not text:
            continue
        added = root.tag.rpartition("}")[2] == "Properties" and "custom-properties" in root.tag
        if added or (name in PEOPLE and not is_nobody(text) and not _is_normal_template(name, text)):
            yield Finding(FindingKind.METADATA, place=name, sample=masked(text))
        yield from paths(text, name)
        yield from identities(text, provinces=provinces, place=name)


def _is_normal_template(name: str, text: str) -> bool:
    return name == "Template" and text.casefold() in {"normal.dotm", "normal", "normal.dot"}


def paths(text: str, place: str) -> Iterator[Finding]:
    """Yield the places on somebody's computer that a text names."""
    for match in PATH.finditer(text):
        yield Finding(FindingKind.METADATA, place=place, sample=masked(match[0]))


def _text_part(package: zipfile.ZipFile, name: str, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield from the words of a DOCX, its notes, its headers: changes not yet accepted, hidden words, identities."""
    with package.open(name) as part:
        for _event, element in iterparse(part, forbid_dtd=True):
            if element.tag in CHANGES:
                yield Finding(FindingKind.TRACKED_CHANGE, place=name)
            elif element.tag == f"{WORD}vanish" and element.get(f"{WORD}val") not in ("0", "false"):
                yield Finding(FindingKind.HIDDEN_TEXT, place=name)
            elif element.tag == f"{DRAWING}srcRect" and any(int(side or 0) for side in element.attrib.values()):
                yield Finding(FindingKind.CROPPED_PICTURE, place=name)
            elif element.tag == f"{WORD}p":
                text = "".join(_words(element))
                yield from identities(text, provinces=provinces, place=name)
                element.clear()
            elif element.tag == f"{WORD}instrText" and element.text:
                yield from paths(element.text, name)


def _words(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag in (f"{WORD}t", f"{WORD}delText"):
            yield element.text or ""
        elif element.tag in (f"{WORD}tab", f"{WORD}br", f"{WORD}cr"):
            yield " "


def _shapes(package: zipfile.ZipFile, name: str, provinces: Collection[str]) -> Iterator[Finding]:
    root = fromstring(package.read(name), forbid_dtd=True)
    for crop in root.iter(f"{DRAWING}srcRect"):
        if any(int(side or 0) for side in crop.attrib.values()):
            yield Finding(FindingKind.CROPPED_PICTURE, place=name)
    for paragraph in root.iter(f"{DRAWING}p"):
        yield from identities("".join(paragraph.itertext()), provinces=provinces, place=name)
