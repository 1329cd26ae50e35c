"""ODT and ODS: remarks, changes, hidden words, objects, and who wrote them. What is not known is a file inside."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, BinaryIO

from defusedxml.ElementTree import fromstring, iterparse

from ...identities import masked
from ...release.findings import Finding, FindingKind, is_nobody
from ..markup import OFFICE, TEXT
from .openxml import PICTURE
from .pictures import notes
from .sheets import sheet_findings
from .written import local, written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...content import Limits

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
FORM = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
PEOPLE = ("creator", "initial-creator", "printed-by", "keyword", "user-defined", "editor")
SIGNS = {
    f"{OFFICE}annotation": FindingKind.COMMENT,
    f"{TEXT}changed-region": FindingKind.TRACKED_CHANGE,
    f"{TABLE}cell-content-change": FindingKind.TRACKED_CHANGE,
    f"{TABLE}insertion": FindingKind.TRACKED_CHANGE,
    f"{TABLE}deletion": FindingKind.TRACKED_CHANGE,
    f"{TABLE}movement": FindingKind.TRACKED_CHANGE,
    f"{TEXT}hidden-text": FindingKind.HIDDEN_TEXT,
    f"{TEXT}hidden-paragraph": FindingKind.HIDDEN_TEXT,
    f"{TABLE}data-pilot-table": FindingKind.PIVOT_CACHE,
    f"{TABLE}table-source": FindingKind.OUTSIDE_DATA,
    f"{TABLE}database-source-table": FindingKind.OUTSIDE_DATA,
    f"{OFFICE}script": FindingKind.SCRIPT,
}
# Elements that say by an attribute that they are not shown.
NOT_SHOWN = {
    (f"{STYLE}text-properties", f"{TEXT}display", "none"): FindingKind.HIDDEN_TEXT,
    (f"{TEXT}section", f"{TEXT}display", "none"): FindingKind.HIDDEN_TEXT,
    (f"{TEXT}section", f"{TEXT}display", "condition"): FindingKind.HIDDEN_TEXT,
    (f"{TABLE}table-row-group", f"{TABLE}display", "false"): FindingKind.HIDDEN_ROW,
    (f"{TABLE}table-column-group", f"{TABLE}display", "false"): FindingKind.HIDDEN_COLUMN,
}
OBJECT = re.compile(r"^(Object[^/]*|ObjectReplacements)/")
MARKUP = re.compile(r"^(content|styles|settings|meta)\.xml$")
PLAIN = re.compile(
    r"^(mimetype|manifest\.rdf|layout-cache|META-INF/.*|Thumbnails/.*|Configurations2?/.*|Fonts/.*\.(ttf|otf))$|/$"
)
LENGTH = re.compile(r"^(-?[\d.]+)(cm|mm|in|pt|px|pc)$")
MILLIMETRES = {"cm": 10.0, "mm": 1.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96, "pc": 25.4 / 6}
NARROWEST = 0.8  # millimetres
HALF_A_PAGE = 210 * 297 / 2
ENDLESS = float("inf")


def findings(content: BinaryIO, limits: Limits, kind: str, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield what an OpenDocument package holds beside its pages."""
    with zipfile.ZipFile(content) as package:
        for name in package.namelist():
            yield from _part(package, name, limits, provinces)
    if kind == "ods":
        content.seek(0)
        yield from sheet_findings(content, limits, kind, provinces)


def _part(package: zipfile.ZipFile, name: str, limits: Limits, provinces: Collection[str]) -> Iterator[Finding]:
    if name == "meta.xml":
        yield from _who(package)
    if MARKUP.match(name):
        with package.open(name) as part:
            # The cells of a sheet are read by `sheet_findings`; what hangs at them is read here.
            yield from written(part, provinces, name)
        with package.open(name) as part:
            yield from _text_part(part, name)
    elif OBJECT.match(name):
        if not name.endswith("/"):
            yield Finding(FindingKind.EMBEDDED_FILE, place=name.split("/", maxsplit=1)[0])
    elif name.startswith(("Versions/", "VersionList")):
        yield Finding(FindingKind.EARLIER_VERSION, place=name)
    elif name.startswith(("Scripts/", "Dialogs/")):
        yield Finding(FindingKind.SCRIPT, place=name)
    elif PLAIN.search(name):
        return
    elif PICTURE.search(name):
        yield from notes(io.BytesIO(package.read(name)), limits, place=name)
    else:
        drawn = name.startswith("Pictures/")
        yield Finding(FindingKind.PICTURE_OF_TEXT if drawn else FindingKind.EMBEDDED_FILE, place=name)


def _who(package: zipfile.ZipFile) -> Iterator[Finding]:
    for element in fromstring(package.read("meta.xml"), forbid_dtd=True).iter():
        name, text = local(element.tag), (element.text or "").strip()
        if not text:
            continue
        if name in PEOPLE and not is_nobody(text):
            yield Finding(FindingKind.METADATA, place=name, sample=masked(text))


def _text_part(part: Any, name: str) -> Iterator[Finding]:
    for _event, element in iterparse(part, forbid_dtd=True):
        tag = element.tag
        if tag in SIGNS:
            yield Finding(SIGNS[tag], place=name)
        for (kind, key, value), finding in NOT_SHOWN.items():
            if tag == kind and element.get(key) == value:
                yield Finding(finding, place=name)
        if tag == f"{STYLE}table-column-properties" and _length(element.get(f"{STYLE}column-width")) < NARROWEST:
            yield Finding(FindingKind.HIDDEN_COLUMN, place=name)
        elif tag == f"{STYLE}table-row-properties" and _length(element.get(f"{STYLE}row-height")) < NARROWEST:
            yield Finding(FindingKind.HIDDEN_ROW, place=name)
        elif tag == f"{STYLE}graphic-properties" and _is_cut(element.get(f"{FORM}clip", "")):
            yield Finding(FindingKind.CROPPED_PICTURE, place=name)
        elif tag == f"{STYLE}style" and _is_pale(element):
            yield Finding(FindingKind.HIDDEN_TEXT, place=name)
        elif tag == f"{DRAW}frame" and element.find(f"{DRAW}image") is not None and _area(element) >= HALF_A_PAGE:
            yield Finding(FindingKind.PICTURE_OF_TEXT, place=name)


def _is_pale(style: Any) -> bool:
    """Return whether a style writes white letters and puts nothing dark behind them."""
    if style.get(f"{STYLE}family") not in ("text", "table-cell", "paragraph"):
        return False
    letters = style.find(f"{STYLE}text-properties")
    if letters is None or letters.get(f"{FORM}color", "").casefold() != "#ffffff":
        return False
    behind = {one.get(f"{FORM}background-color", "transparent") for one in style}
    return behind <= {"transparent", "#ffffff"}


def _is_cut(clip: str) -> bool:
    return any(
        0 < _length(side) < ENDLESS for side in clip.removeprefix("rect(").removesuffix(")").replace(",", " ").split()
    )


def _area(frame: Any) -> float:
    width, height = (_length(frame.get(f"{SVG}{side}")) for side in ("width", "height"))
    return width * height if width < ENDLESS and height < ENDLESS else 0.0


def _length(text: str | None) -> float:
    """Return a length in millimetres; what is not said is endless."""
    found = LENGTH.match(text or "")
    return float(found[1]) * MILLIMETRES[found[2]] if found else ENDLESS
