"""DOCX and XLSX: parts of the package that its pages do not show. What is not known counts as another file inside."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, BinaryIO

from defusedxml.ElementTree import fromstring, iterparse

from ...content import Fault, Unacceptable
from ...identities import masked
from ...release.findings import Finding, FindingKind, is_nobody
from ..xlsx import MAIN
from .pictures import notes
from .sheets import sheet_findings
from .unseen_cells import unseen_cells
from .written import leading, local, written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from xml.etree.ElementTree import Element

    from ...content import Limits

PEOPLE = ("creator", "lastModifiedBy", "Company", "Manager", "keywords", "category", "HyperlinkBase", "Template")
# Names in a package are the same in capitals.
PARTS = (
    (re.compile(r"(^|/)(comments|threadedcomments)\d*/?[^/]*\.xml$|xl/comments"), FindingKind.COMMENT),
    (
        re.compile(r"^xl/(pivotcache/pivotcache(records|definition)|slicercaches/|timelinecaches/)"),
        FindingKind.PIVOT_CACHE,
    ),
    (re.compile(r"^xl/(externallinks/externallink|connections\.xml|querytables/)"), FindingKind.OUTSIDE_DATA),
    (re.compile(r"^xl/revisions/"), FindingKind.TRACKED_CHANGE),
    (re.compile(r"(^|/)embeddings/|\.bin$"), FindingKind.EMBEDDED_FILE),
    (re.compile(r"^customxml/item\d+\.xml$"), FindingKind.METADATA),
    (re.compile(r"^docprops/thumbnail"), FindingKind.THUMBNAIL),
)
# Settings of printers and typefaces are binary parts that hold no content.
BINARY_BUT_PLAIN = re.compile(r"(printersettings\d*\.bin|\.odttf)$")
READ_BY_CELLS = re.compile(r"^xl/(worksheets/[^/]+|sharedstrings)\.xml$")
# What a program reads over: remarks and instructions between the elements.
REMARK = re.compile(rb"(?s)<!--.*?-->|<\?(?!xml\b).*?\?>")
MARKUP = re.compile(r"\.(xml|rels)$")
CHANGES = {
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
    *("trPrChange", "tcPrChange"),
}
PICTURE = re.compile(r"(?i)\.(jpe?g|png|webp)$")
UNSEEN_PICTURE = re.compile(r"(?i)\.(tiff?|gif|bmp|emf|wmf|emz|wmz|svg|svm|wdp|jxr)$")
WHITE, TINY = {"FFFFFF", "FEFEFE"}, 4  # half points
PAPER, PAPERS, PAPER_OF_THEME = "AUTO", {"AUTO", "FFFFFF", "FEFEFE"}, {"background1", "light1"}
HALF_A_PAGE = 7_560_000 * 10_692_000 / 2  # A4, in the units of drawings


def findings(content: BinaryIO, limits: Limits, kind: str, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield what an Office package holds beside its pages. Raises: Unacceptable."""
    with zipfile.ZipFile(content) as package:
        if package.comment.strip():
            yield Finding(FindingKind.EMBEDDED_FILE, place="ZIP")
        if kind == "xlsx":
            _must_be_read_by_sheets(package)
        for name in package.namelist():
            yield from _part(package, name, limits, provinces)
            if kind != "xlsx" and READ_BY_CELLS.match(name.lower()):
                yield Finding(FindingKind.EMBEDDED_FILE, place=name)
        if kind == "xlsx":
            yield from unseen_cells(package, provinces)
    if kind == "xlsx":
        content.seek(0)
        yield from sheet_findings(content, limits, kind, provinces)


def _must_be_read_by_sheets(package: zipfile.ZipFile) -> None:
    """Refuse a workbook in the other of the two markups: its sheets would be read as none at all."""
    if not fromstring(package.read("xl/workbook.xml"), forbid_dtd=True).tag.startswith(MAIN):
        raise Unacceptable(Fault.UNKNOWN_TYPE, found="xlsx", accepted="xlsx")


def _part(package: zipfile.ZipFile, name: str, limits: Limits, provinces: Collection[str]) -> Iterator[Finding]:
    known = name.replace("\\", "/").lower()
    if known.endswith("/"):
        return
    hidden = next((kind for pattern, kind in PARTS if pattern.search(known)), None)
    if hidden is not None and not BINARY_BUT_PLAIN.search(known) and not _is_empty_notes(package, name, known):
        yield Finding(hidden, place=name)
    if MARKUP.search(known):
        yield from _markup(package, name, known, provinces)
    elif known.endswith(".vml"):
        yield from leading(package.read(name).decode("utf-8", errors="replace"), provinces, name)
    elif PICTURE.search(known):
        yield from notes(io.BytesIO(package.read(name)), limits, place=name)
    elif UNSEEN_PICTURE.search(known):
        yield Finding(FindingKind.PICTURE_OF_TEXT, place=name)
    elif hidden is None and not BINARY_BUT_PLAIN.search(known):
        yield Finding(FindingKind.EMBEDDED_FILE, place=name)


def _markup(package: zipfile.ZipFile, name: str, known: str, provinces: Collection[str]) -> Iterator[Finding]:
    for match in REMARK.finditer(package.read(name)):
        yield from leading(match[0].decode("utf-8", errors="replace"), provinces, name)
    if known.startswith("docprops/"):
        yield from properties(fromstring(package.read(name), forbid_dtd=True), provinces)
        return
    if known == "[content_types].xml" or READ_BY_CELLS.match(known):
        return
    if known.endswith(".rels"):
        yield from _relations(package, name, provinces)
        return
    with package.open(name) as part:
        yield from written(part, provinces, name)
    with package.open(name) as part:
        if known.startswith("word/"):
            yield from _text_part(part, name)
        elif "drawing" in known or "chart" in known:
            yield from _shapes(part, name)
    if known in ("word/people.xml", "xl/persons/person.xml"):
        yield from _authors(package, name)


def _relations(package: zipfile.ZipFile, name: str, provinces: Collection[str]) -> Iterator[Finding]:
    for relation in fromstring(package.read(name), forbid_dtd=True):
        if relation.get("TargetMode") == "External":
            yield from leading(relation.get("Target"), provinces, name)


def _authors(package: zipfile.ZipFile, name: str) -> Iterator[Finding]:
    for person in fromstring(package.read(name), forbid_dtd=True):
        who = next((value for key, value in person.attrib.items() if local(key) in ("author", "displayName")), "")
        if not is_nobody(who):
            yield Finding(FindingKind.METADATA, place=name, sample=masked(who))


def _is_empty_notes(package: zipfile.ZipFile, name: str, known: str) -> bool:
    """Return whether a part of remarks or of the writer's own data says nothing."""
    if not known.endswith(".xml"):
        return False
    root = fromstring(package.read(name), forbid_dtd=True)
    if known.startswith("customxml/"):
        # A list of sources without a source names its style only, and stands in most documents.
        said = local(root.tag) != "Sources" and any(element.attrib for element in root.iter())
        return not said and not "".join(root.itertext()).strip()
    return known.startswith(("word/comments", "xl/revisions/")) and len(root) == 0


def properties(root: Element, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield who stands in the properties of a document, and every property that somebody added."""
    for element in root.iter():
        name, text = local(element.tag), (element.text or "").strip()
        if not text:
            continue
        added = local(root.tag) == "Properties" and ("custom-properties" in root.tag or "customProperties" in root.tag)
        if added or (name in PEOPLE and not is_nobody(text) and not _is_normal_template(name, text)):
            yield Finding(FindingKind.METADATA, place=name, sample=masked(text))
        yield from leading(text, provinces, name)


def _is_normal_template(name: str, text: str) -> bool:
    return name == "Template" and text.casefold() in {"normal.dotm", "normal", "normal.dot"}


def _text_part(part: Any, name: str) -> Iterator[Finding]:
    """Yield from a DOCX, its notes, its headers: changes not yet accepted, words that no eye sees, cut pictures."""
    framed = 0
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        kind = local(element.tag)
        if event == "start":
            framed += kind in ("tbl", "txbxContent")
            continue
        framed -= kind in ("tbl", "txbxContent")
        if kind in CHANGES:
            yield Finding(FindingKind.TRACKED_CHANGE, place=name)
        elif kind in ("vanish", "specVanish") and _value(element) not in ("0", "false", "off"):
            yield Finding(FindingKind.HIDDEN_TEXT, place=name)
        elif kind == "mailMerge":
            yield Finding(FindingKind.OUTSIDE_DATA, place=name)
        elif kind == "srcRect" and any(int(side or 0) for side in element.attrib.values()):
            yield Finding(FindingKind.CROPPED_PICTURE, place=name)
        elif kind in ("inline", "anchor") and _is_large_picture(element):
            yield Finding(FindingKind.PICTURE_OF_TEXT, place=name)
        elif kind == "p":
            # In a table or a frame something dark may stand behind white letters.
            yield from (Finding(FindingKind.HIDDEN_TEXT, place=name) for run in element if _is_unseen(run, framed))
            if not framed:
                element.clear()


def _value(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if local(key) == "val"), "")


def _named(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if local(key) == name), "")


def _is_unseen(run: Any, framed: int) -> bool:
    """Return whether a run holds letters too pale or too small to be seen."""
    said = "".join(child.text or "" for child in run if local(child.tag) == "t")
    if local(run.tag) != "r" or not said.strip():
        return False
    looks = {local(one.tag): _value(one) for form in run if local(form.tag) == "rPr" for one in form}
    for form in run:
        for one in form if local(form.tag) == "rPr" else ():
            looks |= {"fill": _named(one, "fill").upper() or PAPER} if local(one.tag) == "shd" else {}
            looks |= {"theme": _named(one, "themeColor")} if local(one.tag) == "color" else {}
    size = looks.get("sz", "")
    if size.isdigit() and int(size) <= TINY:
        return True
    backed = framed or looks.get("fill", PAPER) not in PAPERS or "highlight" in looks
    return not backed and (looks.get("color", "").upper() in WHITE or looks.get("theme") in PAPER_OF_THEME)


def _is_large_picture(drawing: Any) -> bool:
    size = next((child for child in drawing if local(child.tag) == "extent"), None)
    held = any(local(one.tag) == "blip" for one in drawing.iter())
    return held and size is not None and int(size.get("cx", 0)) * int(size.get("cy", 0)) >= HALF_A_PAGE


def _shapes(part: Any, name: str) -> Iterator[Finding]:
    for _event, element in iterparse(part, forbid_dtd=True):
        kind = local(element.tag)
        if kind == "srcRect" and any(int(side or 0) for side in element.attrib.values()):
            yield Finding(FindingKind.CROPPED_PICTURE, place=name)
        elif kind == "pic":
            sizes = [one for one in element.iter() if local(one.tag) == "ext" and "cx" in one.attrib]
            if any(int(one.get("cx")) * int(one.get("cy", 0)) >= HALF_A_PAGE for one in sizes):
                yield Finding(FindingKind.PICTURE_OF_TEXT, place=name)
