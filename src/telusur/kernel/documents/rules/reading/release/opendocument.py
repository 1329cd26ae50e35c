"""ODT and ODS: remarks, changes, hidden words, objects, and who wrote them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from defusedxml.ElementTree import fromstring, iterparse

from ...identities import masked
from ...release.findings import Finding, FindingKind, identities, is_nobody
from ..markup import OFFICE, TEXT
from .openxml import PICTURE, paths
from .pictures import notes
from .sheets import sheet_findings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...content import Limits

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
PEOPLE = ("creator", "initial-creator", "printed-by", "keyword", "user-defined", "editor")
SIGNS = {
    f"{OFFICE}annotation": FindingKind.COMMENT,
    f"{TEXT}changed-region": FindingKind.TRACKED_CHANGE,
    f"{TABLE}cell-content-change": FindingKind.TRACKED_CHANGE,
    f"{TABLE}insertion": FindingKind.TRACKED_CHANGE,
    f"{TABLE}deletion": FindingKind.TRACKED_CHANGE,
    f"{TEXT}hidden-text": FindingKind.HIDDEN_TEXT,
    f"{TEXT}hidden-paragraph": FindingKind.HIDDEN_TEXT,
    f"{TABLE}data-pilot-table": FindingKind.PIVOT_CACHE,
    f"{TABLE}table-source": FindingKind.OUTSIDE_DATA,
    f"{TABLE}database-source-table": FindingKind.OUTSIDE_DATA,
}
OBJECT = re.compile(r"^(Object[^/]*|ObjectReplacements)/")


def findings(content: BinaryIO, limits: Limits, kind: str, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield what an OpenDocument package holds beside its pages."""
    with zipfile.ZipFile(content) as package:
        for name in package.namelist():
            if name in ("content.xml", "styles.xml"):
                yield from _text_part(package, name, provinces)
            elif name == "meta.xml":
                yield from _who(package, provinces)
            elif OBJECT.match(name) and not name.endswith("/"):
                yield Finding(FindingKind.EMBEDDED_FILE, place=name.split("/")[0])
            elif name.startswith(("Versions/", "VersionList")):
                yield Finding(FindingKind.EARLIER_VERSION, place=name)
            elif PICTURE.search(name) and not name.startswith("Thumbnails/"):
                yield from notes(io.BytesIO(package.read(name)), limits, place=name)
    if kind == "ods":
        content.seek(0)
        yield from sheet_findings(content, limits, kind, provinces)


def _who(package: zipfile.ZipFile, provinces: Collection[str]) -> Iterator[Finding]:
    for element in fromstring(package.read("meta.xml"), forbid_dtd=True).iter():
        name, text = element.tag.rpartition("}")[2], (element.text or "").strip()
        if not text:
            continue
        if name in PEOPLE and not is_nobody(text):
            yield Finding(FindingKind.METADATA, place=name, sample=masked(text))
        yield from paths(text, name)
        yield from identities(text, provinces=provinces, place=name)


def _text_part(package: zipfile.ZipFile, name: str, provinces: Collection[str]) -> Iterator[Finding]:
    with package.open(name) as part:
        for _event, element in iterparse(part, forbid_dtd=True):
            if element.tag in SIGNS:
                yield Finding(SIGNS[element.tag], place=name)
            elif element.tag == f"{STYLE}text-properties" and element.get(f"{TEXT}display") == "none":
                yield Finding(FindingKind.HIDDEN_TEXT, place=name)
            elif element.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from identities("".join(element.itertext()), provinces=provinces, place=name)
            if link := element.get(LINK):
                yield from paths(link, name)
