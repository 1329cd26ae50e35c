"""PDF: what stands in the file beside its drawn pages."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, BinaryIO

import pikepdf
from pypdfium2 import raw

from ...content import Fault, Unacceptable
from ...identities import masked
from ...release.findings import Finding, FindingKind, identities, is_nobody
from ..seen import POINTS, drawn, leaf_of, opened, words_of
from .pictures import notes
from .written import paths

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pypdfium2

    from ...content import Limits
    from ..seen import SeenWord

# Pages are looked at in this resolution, or less where a page is huge: enough to see whether a word can be read.
DOTS = 110
MOST_POINTS = 6_000_000
PROGRAM_ENTRIES = {
    "/Creator",
    "/Producer",
    "/CreationDate",
    "/ModDate",
    "/Trapped",
    "/Title",
    "/Subject",
    "/PTEX.Fullbanner",
}
WRITTEN_BY_PROGRAMS = re.compile(r"(?i)^/(PTEX\.|GTS_|AAPL:|aapl:|ICNAppName|ICNAppPlatform|ICNAppVersion)")
PEOPLE = re.compile(
    rb"(?s)<(?:dc:creator|xmpMM:Manager|pdfx:\w+|photoshop:AuthorsPosition|xmpMM:History)\b[^>]*>(.*?)</"
)
TAGS = re.compile(rb"<[^>]+>")
# A reader shows these as part of the page; what they hold stands in the page's words.
PLAIN_ANNOTATIONS = {"/Link", "/Widget"}
LAUNCHES = {"/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToE", "/RichMediaExecute"}
LINEARIZED = re.compile(rb"/Linearized\s+[\d.]+")
LARGE_PICTURE = 0.5  # of a page: a scan
MOST_PICTURES = 400
MOST_STRINGS = 200_000
LONGEST_STRING = 20_000
DEEPEST = 12
IN_AN_OBJECT = "PDF"


def findings(content: BinaryIO, limits: Limits, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield what a PDF holds beside its pages, and what its pages hold that cannot be seen. Raises: Unacceptable."""
    data = content.read()
    yield from _versions(data)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield from _metadata(pdf, provinces)
            yield from _catalog(pdf)
            for number, page in enumerate(pdf.pages, start=1):
                yield from _page_entries(page.obj, number)
            yield from _objects(pdf, limits, provinces)
    except pikepdf.PasswordError as error:
        raise Unacceptable(Fault.ENCRYPTED) from error
    yield from _pages(data, limits, provinces)


def _versions(data: bytes) -> Iterator[Finding]:
    """Each saving that adds to a file leaves the version before it readable; one more mark belongs to fast web view."""
    marks = data.count(b"startxref")
    if marks > (2 if LINEARIZED.search(data[:2048]) else 1):
        yield Finding(FindingKind.EARLIER_VERSION, count=marks - 1)
    end = data.rfind(b"%%EOF")
    if end < 0 or data[end + 5 :].strip(b"\x00\r\n\t ") or not data.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        yield Finding(FindingKind.EMBEDDED_FILE)


def _metadata(pdf: pikepdf.Pdf, provinces: Collection[str]) -> Iterator[Finding]:
    for key, value in pdf.docinfo.items():
        name, text = str(key), str(value).strip()
        if name in ("/Creator", "/Producer") or not text:
            continue
        yield from paths(text, name)
        yield from identities(text, provinces=provinces, place=name)
        program = name in PROGRAM_ENTRIES or WRITTEN_BY_PROGRAMS.match(name)
        if not program and not is_nobody(text):
            yield Finding(FindingKind.METADATA, place=name, sample=masked(text))
    for one in _metadata_streams(pdf):
        for match in PEOPLE.finditer(one):
            text = TAGS.sub(b" ", match[1]).decode("utf-8", errors="replace").strip()
            if text and not is_nobody(text):
                yield Finding(FindingKind.METADATA, place="XMP", sample=masked(" ".join(text.split())))
        text = one.decode("utf-8", errors="replace")
        yield from paths(text, "XMP")
        yield from identities(text, provinces=provinces, place="XMP")


def _metadata_streams(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and str(one.get("/Type", "")) == "/Metadata":
            yield one.read_bytes()


def _catalog(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    root = pdf.Root
    attached = len(pdf.attachments)
    if attached or root.get("/AF") is not None:
        yield Finding(FindingKind.EMBEDDED_FILE, place="/EmbeddedFiles", count=max(1, attached))
    if root.get("/Collection") is not None:
        yield Finding(FindingKind.EMBEDDED_FILE, place="/Collection")
    layers = root.get("/OCProperties")
    if layers is not None:
        settings = layers.get("/D", pikepdf.Dictionary())
        off = len(settings.get("/OFF", [])) if str(settings.get("/BaseState", "/ON")) == "/ON" else 1
        # Layers that only screen or printer shows are as good as hidden to the other.
        off += len(settings.get("/AS", []))
        if off:
            yield Finding(FindingKind.HIDDEN_LAYER, count=off)
    form = root.get("/AcroForm")
    if form is not None and form.get("/XFA") is not None:
        yield Finding(FindingKind.FORM_FIELD, place="/XFA")
    if root.get("/PieceInfo") is not None:
        yield Finding(FindingKind.METADATA, place="/PieceInfo")


def _page_entries(page: pikepdf.Object, number: int) -> Iterator[Finding]:
    if page.get("/PieceInfo") is not None:
        yield Finding(FindingKind.METADATA, number, "/PieceInfo")
    if page.get("/Thumb") is not None:
        yield Finding(FindingKind.THUMBNAIL, number, "/Thumb")
    for annotation in page.get("/Annots", []):
        kind = str(annotation.get("/Subtype", ""))
        if kind == "/FileAttachment":
            yield Finding(FindingKind.EMBEDDED_FILE, number, kind)
        elif kind == "/Widget":
            if _field_value(annotation):
                yield Finding(FindingKind.FORM_FIELD, number)
        elif kind not in PLAIN_ANNOTATIONS:
            yield Finding(FindingKind.ANNOTATION, number, kind, masked(str(annotation.get("/Contents", ""))))


def _field_value(field: Any) -> bool:
    """Return whether a form field or one of those it belongs to is filled in; a signature is no filling in."""
    for _step in range(DEEPEST):
        if field is None:
            return False
        value = field.get("/V")
        if value is not None:
            return str(field.get("/FT", "")) != "/Sig" and str(value) not in ("", "/Off")
        field = field.get("/Parent")
    return True


def _objects(pdf: pikepdf.Pdf, limits: Limits, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield from every object of the file, also those that no page leads to: scripts, pictures' notes, strings."""
    pictures = strings = 0
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) == "/Image":
            pictures += 1
            if pictures > MOST_PICTURES:
                raise Unacceptable(Fault.TOO_LONG)
            if "/DCTDecode" in str(one.get("/Filter", "")) and str(one.get("/Filter")) == "/DCTDecode":
                yield from notes(io.BytesIO(one.read_raw_bytes()), limits, place="JPEG")
        for part in _parts(one, 0):
            if isinstance(part, pikepdf.String):
                strings += 1
                if strings > MOST_STRINGS:
                    raise Unacceptable(Fault.TOO_LONG)
                text = str(part)[:LONGEST_STRING]
                yield from identities(text, provinces=provinces, place=IN_AN_OBJECT)
            elif isinstance(part, pikepdf.Dictionary) and str(part.get("/S", "")) in LAUNCHES:
                yield Finding(FindingKind.SCRIPT, place=str(part.get("/S")))


def _parts(one: Any, depth: int) -> Iterator[Any]:
    """Yield an object and all that is written inside it: actions, titles, bookmarks, alternative texts, values."""
    if depth > DEEPEST:
        raise Unacceptable(Fault.TOO_LONG)
    yield one
    held: list[Any]
    if isinstance(one, pikepdf.Array):
        held = list(one)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        held = [one.get(key) for key in one.keys()]  # noqa: SIM118 a stream's keys
    else:
        return
    for part in held:
        if not getattr(part, "is_indirect", False):
            yield from _parts(part, depth + 1)


def _pages(data: bytes, limits: Limits, provinces: Collection[str]) -> Iterator[Finding]:
    with opened(data) as document:
        if len(document) > limits.pages:
            raise Unacceptable(Fault.TOO_MANY_PAGES, pages=len(document), largest=limits.pages)
        for index in range(len(document)):
            page = document.get_page(index)
            yield from _page(document, page, index + 1, limits, provinces)
            page.close()


def _page(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    number: int,
    limits: Limits,
    provinces: Collection[str],
) -> Iterator[Finding]:
    leaf = leaf_of(page)
    width, height = (max(1.0, side) for side in leaf.size)
    scale = min(DOTS / POINTS, (MOST_POINTS / (width * height)) ** 0.5)
    picture = drawn(page, scale)
    words = words_of(document, number - 1, leaf, picture, limits.characters)
    covered = [word for word in words if word.glyphs and not word.visible and not word.outside]
    outside = [word for word in words if word.outside]
    for kind, found in ((FindingKind.COVERED_TEXT, covered), (FindingKind.HIDDEN_TEXT, outside)):
        if found:
            sample = masked(" ".join(word.text for word in found[:8]))
            yield Finding(kind, number, sample=sample, count=len(found))
    yield from identities(_text(words), provinces=provinces, page=number)
    if not words and _has_picture(page, width * height):
        yield Finding(FindingKind.PICTURE_OF_TEXT, number)


def _text(words: list[SeenWord]) -> str:
    return " ".join(word.text for word in words)


def _has_picture(page: pypdfium2.PdfPage, area: float) -> bool:
    covered = 0.0
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = one.get_bounds()
        covered += abs((right - left) * (top - bottom))
    return covered >= area * LARGE_PICTURE
