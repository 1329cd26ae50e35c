"""XMP: what a file says of itself in markup. Programs write much there that leads to nobody; the rest is a finding.

Names are known by the prefixes that all programs write, and not by what these are bound to, because much of the XMP in
the world binds them to nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from ...identities import masked
from ...release.findings import Finding, FindingKind, identities, is_nobody
from .written import paths

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

PLACE = "XMP"
# Families of names under which programs write about their own work, and of them those that name people all the same.
OF_PROGRAMS = {
    *("x", "xml", "xmlns", "rdf", "pdf", "pdfaid", "pdfuaid", "pdfxid", "pdfvtid", "pdfe", "pdfaExtension"),
    *("pdfaSchema", "pdfaProperty", "pdfaType", "pdfaField", "xmp", "xap", "xmpMM", "xapMM", "xmpTPg"),
    *("xapTPg", "xmpG", "xapG", "xmpDM", "stEvt", "stRef", "stDim", "stFnt", "stJob", "stMfs", "crs", "tiff"),
    *("exif", "exifEX", "aux", "illustrator", "desc", "photoshop", "xmpRights", "xapRights", "dc"),
}
PEOPLE = {
    *("dc:creator", "dc:contributor", "dc:publisher", "dc:subject", "pdf:Keywords", "pdf:Author", "xmp:Author"),
    *("xap:Author", "xmpMM:Manager", "xapMM:Manager", "xmpRights:Owner", "xapRights:Owner"),
    *("photoshop:AuthorsPosition", "photoshop:CaptionWriter", "photoshop:Credit", "photoshop:History"),
    *("tiff:Artist", "exif:UserComment", "exif:CameraOwnerName", "exifEX:CameraOwnerName", "aux:OwnerName"),
}
PLACES = re.compile(r"^exif(EX)?:GPS")
# Names that programs put beside the ones of the format: of TeX, of printing, of the computer's own printer.
FROM_INFO = re.compile(r"(?i)^pdfx:(PTEX|GTS_|AAPL|ICNApp|SourceModified$|CreationDate|ModDate|Producer$|Creator$)")
SAYS_NOBODY = re.compile(r"(?i)^(d:)?[\d\s:.,tz+'/-]*$|^(true|false)$")
# The elements that hold the value of the one around them.
HOLDERS = {"rdf:li", "rdf:Seq", "rdf:Bag", "rdf:Alt", "rdf:Description", "rdf:value", "rdf:RDF", "x:xmpmeta"}
DECLARED = re.compile(r"^\s*<\?xml\b[^>]*\?>")


def xmp_findings(data: bytes, provinces: Collection[str], page: int = 0) -> Iterator[Finding]:
    """Yield who stands in a packet of XMP, in an element or an attribute, and what in any of it leads to a person. What
    cannot be read as XMP may say anything."""
    text = _decoded(data)
    if not text.strip("\x00\ufeff \r\n\t"):
        return
    yield from paths(text, PLACE)
    yield from identities(text, provinces=provinces, page=page, place=PLACE)
    try:
        said = _said(text)
    except expat.ExpatError:
        yield Finding(FindingKind.METADATA, page, PLACE)
        return
    for name, value in said:
        words = " ".join(value.split())
        if PLACES.match(name):
            yield Finding(FindingKind.LOCATION, page, PLACE)
        elif words and _names_somebody(name) and not SAYS_NOBODY.match(words) and not is_nobody(words):
            yield Finding(FindingKind.METADATA, page, PLACE, masked(words))


def _decoded(data: bytes) -> str:
    """Return the text in the encoding that its first sign is written in."""
    at = data.find(b"<")
    before, after = data[:at], data[at + 1 : at + 4]
    if at >= 0 and before.endswith(b"\x00\x00\x00"):
        encoding = "utf-32-be"
    elif at >= 0 and before.endswith(b"\x00"):
        encoding = "utf-16-be"
    elif after == b"\x00\x00\x00":
        encoding = "utf-32-le"
    else:
        encoding = "utf-16-le" if after.startswith(b"\x00") else "utf-8"
    return data.decode(encoding, errors="replace")


def _names_somebody(name: str) -> bool:
    family = name.split(":", maxsplit=1)[0] if ":" in name else ""
    if name in PEOPLE or family not in OF_PROGRAMS:
        return not FROM_INFO.match(name)
    return name in ("xmpMM:History", "xapMM:History")


def _said(text: str) -> list[tuple[str, str]]:
    """Return each text with the name it stands under. Raises: ExpatError."""
    found: list[tuple[str, str]] = []
    around: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        around.append(name)
        found.extend(
            (key, value) for key, value in attributes.items() if not key.startswith(("xmlns", "rdf:", "xml:", "x:"))
        )

    def end(_name: str) -> None:
        around.pop()

    def data(words: str) -> None:
        holding = next((name for name in reversed(around) if name not in HOLDERS), "")
        found.append((holding, words))

    def remark(words: str) -> None:
        found.append(("", words))

    def instruction(name: str, words: str) -> None:
        found.append(("", words if name != "xpacket" else ""))

    def refused(*_what: object) -> None:
        raise expat.ExpatError("an entity")

    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.CommentHandler = data, remark
    parser.ProcessingInstructionHandler, parser.EntityDeclHandler = instruction, refused
    parser.Parse(DECLARED.sub("", text.strip("\x00\ufeff \r\n\t")).encode("utf-8", errors="replace"), True)
    return found
