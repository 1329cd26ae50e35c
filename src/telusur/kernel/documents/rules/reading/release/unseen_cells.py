"""Cells of a workbook whose content no eye sees: in the colour of the paper, or under a format that shows nothing; and
texts that the package keeps although no cell shows them any more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from defusedxml.ElementTree import fromstring, iterparse

from ...identities import masked
from ...release.findings import Finding, FindingKind
from ..xlsx import MAIN, NARROWEST, places_of
from .written import attributes, leading, local, spoken

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Collection, Iterator

STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
SHEET = re.compile(r"(?i)^xl/worksheets/[^/]+\.xml$")
# Of the theme and of the indexed colours, those that are white.
WHITE_THEME, WHITE_INDEXED, PALE_ENOUGH = "0", {"1", "9", "65"}, -0.1
IN_BRACKETS = re.compile(r"\[[^\]]*\]")
SECTIONS = 3  # for what is more than nought, less, and nought itself; a fourth is for text
PAPER = "white"
CELL, ROW, VALUE = (f"{MAIN}{name}" for name in ("c", "row", "v"))
INLINE, FORMAT = f"{MAIN}is", f"{MAIN}sheetFormatPr"
READ_WITH_THE_CELL = {VALUE, *(f"{MAIN}{name}" for name in ("is", "t", "r", "rPr"))}


def unseen_cells(package: zipfile.ZipFile, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield each sheet with cells that cannot be seen, what leads to a person beside its cells' values, and the texts
    that no cell shows."""
    styles = _unseen_styles(package)
    used: set[int] = set()
    listed = {place.lower() for _name, place in places_of(package)}
    for name in package.namelist():
        if SHEET.match(name) and name.lower() not in listed:
            yield Finding(FindingKind.EMBEDDED_FILE, place=name)
        if SHEET.match(name):
            yield from _sheet(package, name, styles, used, provinces)
    yield from _left_over(package, used)


def _sheet(
    package: zipfile.ZipFile, name: str, styles: set[str], used: set[int], provinces: Collection[str]
) -> Iterator[Finding]:
    found, flat = 0, False
    places: set[str] = set()
    with package.open(name) as part:
        for _event, element in iterparse(part, forbid_dtd=True):
            if element.tag == CELL:
                value = element.findtext(VALUE)
                if value and element.get("t") == "s":
                    used.add(int(value))
                found += element.get("s", "0") in styles and (value is not None or element.get("t") == "inlineStr")
                # Of two contents of a cell, or two cells of one place, a reader sees one.
                found += value is not None and element.find(INLINE) is not None
                found += element.get("r", "") in places
                places.add(element.get("r", ""))
                places.discard("")
            elif element.tag == ROW:
                yield from _without_height(element, name, flat=flat)
                element.clear()
                places.clear()
            elif element.tag == FORMAT:
                flat = element.get("zeroHeight") in ("1", "true")
                if float(element.get("defaultColWidth", "9")) < NARROWEST:
                    yield Finding(FindingKind.HIDDEN_COLUMN, place=name)
            elif element.tag not in READ_WITH_THE_CELL:
                yield from attributes(element, provinces, name)
                yield from leading(element.text, provinces, name)
    if found:
        yield Finding(FindingKind.HIDDEN_TEXT, place=name, count=found)


def _without_height(row: Any, name: str, *, flat: bool) -> Iterator[Finding]:
    """Yield a row that holds something and has no height of its own, where rows have none by themselves."""
    if flat and len(row) and "ht" not in row.attrib and row.get("hidden") is None:
        yield Finding(FindingKind.HIDDEN_ROW, place=name)


def _left_over(package: zipfile.ZipFile, used: set[int]) -> Iterator[Finding]:
    if STRINGS not in package.namelist():
        return
    with package.open(STRINGS) as part:
        number = 0
        for _event, element in iterparse(part, forbid_dtd=True):
            if local(element.tag) == "si":
                text = "".join(spoken(element)).strip()
                if number not in used and text:
                    yield Finding(FindingKind.HIDDEN_TEXT, place=STRINGS, sample=masked(text))
                number += 1
                element.clear()


def _unseen_styles(package: zipfile.ZipFile) -> set[str]:
    """Return the numbers of the styles under which a cell shows nothing."""
    if STYLES not in package.namelist():
        return set()
    root = fromstring(package.read(STYLES), forbid_dtd=True)
    tables = {local(child.tag): list(child) for child in root}
    empty = {one.get("numFmtId") for one in tables.get("numFmts", []) if _shows_nothing(one.get("formatCode", ""))}
    inks = [_colour(next((one for one in font if local(one.tag) == "color"), None)) for font in tables.get("fonts", [])]
    papers = [_paper(fill) for fill in tables.get("fills", [])]
    return {
        str(number)
        for number, form in enumerate(tables.get("cellXfs", []))
        if form.get("numFmtId") in empty or _same(form, inks, papers)
    }


def _shows_nothing(code: str) -> bool:
    sections = IN_BRACKETS.sub("", code).split(";")
    return len(sections) >= SECTIONS and not any(section.strip(' "') for section in sections)


def _same(form: Any, inks: list[str], papers: list[str]) -> bool:
    ink, paper = (int(form.get(key, "0")) for key in ("fontId", "fillId"))
    return ink < len(inks) and paper < len(papers) and inks[ink] != "" and inks[ink] == papers[paper]


def _paper(fill: Any) -> str:
    pattern = next((one for one in fill if local(one.tag) == "patternFill"), None)
    if pattern is None:
        return ""
    if pattern.get("patternType", "none") == "none":
        return PAPER
    if pattern.get("patternType") != "solid":
        return ""
    return _colour(next((one for one in pattern if local(one.tag) == "fgColor"), None))


def _colour(colour: Any) -> str:
    """Return a colour by which two can be compared; nothing for the colour that text has by itself."""
    if colour is None or colour.get("auto") in ("1", "true"):
        return ""
    if "rgb" in colour.attrib:
        rgb = colour.get("rgb")[-6:].upper()
        return PAPER if all(int(rgb[at : at + 2], 16) >= 0xF8 for at in (0, 2, 4)) else rgb  # noqa: PLR2004 nearly white
    if colour.get("indexed") in WHITE_INDEXED:
        return PAPER
    tint = float(colour.get("tint", "0"))
    if colour.get("theme") == WHITE_THEME and tint > PALE_ENOUGH:
        return PAPER
    return f"{colour.get('indexed')} {colour.get('theme')} {tint}"
