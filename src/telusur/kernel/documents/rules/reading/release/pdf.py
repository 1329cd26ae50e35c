"""PDF: what stands in the file beside its drawn pages."""

from __future__ import annotations

import base64
import io
import re
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO
from unicodedata import category

import pikepdf
from pypdfium2 import raw

from ...content import Fault, Unacceptable
from ...identities import masked
from ...release.findings import Finding, FindingKind, identities, is_nobody
from ..covers import covered_parts
from ..ink import said_instead
from ..seen import POINTS, drawn, leaf_of, opened, words_of
from .pictures import notes
from .written import paths

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pypdfium2
    from PIL.Image import Image

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
FEW_WORDS = 40  # a stamp, a page number, the line of a signing service
LEAST_SHOWN = 0.9  # of a picture
NAMELESS = {"Co", "Cn", "Cs"}
MOST_PICTURES = 4000  # a scan of the most pages that are taken has one on each
MOST_STRINGS = 200_000
LONGEST_STRING = 20_000
DEEPEST = 12
STRUCTURE = {"/XRef", "/ObjStm"}
UNWRAPPED = {
    "/FlateDecode": zlib.decompress,
    "/ASCIIHexDecode": lambda content: bytes.fromhex(content.decode().split(">")[0]),
    "/ASCII85Decode": lambda content: base64.a85decode(content.split(b"~>")[0]),
}
IN_AN_OBJECT, SAID_INSTEAD = "PDF", "/ActualText"


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
            yield from _left_over(pdf)
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
            if (jpeg := _jpeg_of(one)) is not None:
                yield from notes(io.BytesIO(jpeg), limits, place="JPEG")
        for part in _parts(one, 0):
            if isinstance(part, pikepdf.String):
                strings += 1
                if strings > MOST_STRINGS:
                    raise Unacceptable(Fault.TOO_LONG)
                text = str(part)[:LONGEST_STRING]
                yield from identities(text, provinces=provinces, place=IN_AN_OBJECT)
            elif isinstance(part, pikepdf.Dictionary) and str(part.get("/S", "")) in LAUNCHES:
                yield Finding(FindingKind.SCRIPT, place=str(part.get("/S")))


def _jpeg_of(picture: pikepdf.Stream) -> bytes | None:
    """Return the JPEG file that a picture is kept as. Raises: Unacceptable, where it is wrapped in what is unknown."""
    named = picture.get("/Filter", pikepdf.Array())
    filters = [str(one) for one in named] if isinstance(named, pikepdf.Array) else [str(named)]
    if "/DCTDecode" not in filters:
        return None
    content = picture.read_raw_bytes()
    for one in filters[: filters.index("/DCTDecode")]:
        if one not in UNWRAPPED:
            raise Unacceptable(Fault.DAMAGED)
        content = UNWRAPPED[one](content)
    return content


def _left_over(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield how many pages and streams nothing leads to any more: what stood there before the file was changed."""
    reached: set[tuple[int, int]] = set()
    waiting: list[Any] = [pdf.trailer]
    while waiting:
        one = waiting.pop()
        if getattr(one, "is_indirect", False):
            if one.objgen in reached:
                continue
            reached.add(one.objgen)
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            waiting += [one.get(key) for key in one.keys()]  # noqa: SIM118 a stream's keys
    count = 0
    for one in pdf.objects:
        if one.objgen not in reached and isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            kind = str(one.get("/Type", ""))
            count += kind == "/Page" or (isinstance(one, pikepdf.Stream) and kind not in STRUCTURE)
    if count:
        yield Finding(FindingKind.EARLIER_VERSION, place=IN_AN_OBJECT, count=count)


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
    said = list(said_instead(page))
    words = words_of(document, number - 1, leaf, picture, limits.characters, scale=scale)
    covered = [word for word in words if word.glyphs and not word.visible and not word.outside]
    outside = [word for word in words if word.outside]
    for kind, found in ((FindingKind.COVERED_TEXT, covered), (FindingKind.HIDDEN_TEXT, outside)):
        if found:
            sample = masked(" ".join(word.text for word in found[:8]))
            yield Finding(kind, number, sample=sample, count=len(found))
    yield from identities(_text(words), provinces=provinces, page=number)
    yield from identities("\n\n\n\n".join(dict.fromkeys(said)), provinces=provinces, page=number, place=SAID_INSTEAD)
    if _is_for_eyes(page, words, picture, width * height):
        yield Finding(FindingKind.PICTURE_OF_TEXT, number)
    yield from _cut_pictures(page, number)
    if hidden := covered_parts(page, picture, lambda: drawn(page, scale)):
        yield Finding(FindingKind.COVERED_PICTURE, number, count=hidden)


def _text(words: list[SeenWord]) -> str:
    return " ".join(word.text for word in words)


def _is_for_eyes(page: pypdfium2.PdfPage, words: list[SeenWord], picture: Image, area: float) -> bool:
    """Return whether a page shows what no machine reads: drawn letters, a scan with a stamp, letters without a name."""
    if not words:
        low, high = picture.convert("L").getextrema()
        return bool(high > low) or _has_picture(page, area)  # type: ignore[operator]
    nameless = sum(any(category(char) in NAMELESS for char in word.text) for word in words)
    return nameless * 10 > len(words) or (len(words) < FEW_WORDS and _has_picture(page, area))


def _has_picture(page: pypdfium2.PdfPage, area: float) -> bool:
    covered = 0.0
    for left, bottom, right, top in _picture_bounds(page):
        covered += abs((right - left) * (top - bottom))
    return covered >= area * LARGE_PICTURE


def _cut_pictures(page: pypdfium2.PdfPage, number: int) -> Iterator[Finding]:
    """Yield the pictures of which a good part lies outside the page that is shown."""
    edge_left, edge_bottom, edge_right, edge_top = page.get_bbox()
    for left, bottom, right, top in _picture_bounds(page):
        wide = max(0.0, min(right, edge_right) - max(left, edge_left))
        high = max(0.0, min(top, edge_top) - max(bottom, edge_bottom))
        if wide * high < abs((right - left) * (top - bottom)) * LEAST_SHOWN:
            yield Finding(FindingKind.CROPPED_PICTURE, number)


def _picture_bounds(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    return [one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
