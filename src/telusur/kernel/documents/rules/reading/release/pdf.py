"""PDF: what stands in the file beside its drawn pages."""

from __future__ import annotations

import base64
import io
import re
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO

import pikepdf

from ...content import Fault, Unacceptable
from ...identities import masked
from ...release.findings import Finding, FindingKind, identities, is_nobody
from .left import never_drawn
from .pages import Sought, page_findings
from .pictures import notes
from .written import paths
from .xmp import xmp_findings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...content import Limits

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
# A reader shows these as part of the page; what they hold stands in the page's words.
PLAIN_ANNOTATIONS = {"/Link", "/Widget"}
NOT_SHOWN = 2 | 32  # hidden, and not for the screen
INK = "Tj TJ ' \" Do"
LAUNCHES = {"/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToE", "/RichMediaExecute"}
LINEARIZED = re.compile(rb"/Linearized\s+[\d.]+")
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
IN_AN_OBJECT = "PDF"


def findings(
    content: BinaryIO, limits: Limits, provinces: Collection[str], keep: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield what a PDF holds beside its pages, and what its pages hold that cannot be seen.

    keep: numbers and addresses of the parties, in the form of `plain`: on a page they are told apart. Raises:
    Unacceptable.
    """
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
            if unseen := never_drawn(pdf):
                yield Finding(FindingKind.EARLIER_VERSION, place=IN_AN_OBJECT, count=unseen)
    except pikepdf.PasswordError as error:
        raise Unacceptable(Fault.ENCRYPTED) from error
    yield from page_findings(data, Sought(limits, frozenset(provinces), frozenset(keep)))


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
        yield from xmp_findings(one, provinces)


def _metadata_streams(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """Yield what any object holds as its XMP, whatever it calls itself, and what calls itself XMP."""
    seen: set[tuple[int, int]] = set()
    for one in pdf.objects:
        held = one.get("/Metadata") if isinstance(one, pikepdf.Dictionary | pikepdf.Stream) else None
        named = isinstance(one, pikepdf.Stream) and str(one.get("/Type", "")) == "/Metadata"
        for stream in (held, one if named else None):
            if isinstance(stream, pikepdf.Stream) and stream.objgen not in seen:
                seen.add(stream.objgen)
                yield stream.read_bytes()


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
        if kind in PLAIN_ANNOTATIONS and _is_unseen(annotation):
            yield Finding(FindingKind.ANNOTATION, number, kind)
        if kind == "/FileAttachment":
            yield Finding(FindingKind.EMBEDDED_FILE, number, kind)
        elif kind == "/Widget":
            if _field_value(annotation):
                yield Finding(FindingKind.FORM_FIELD, number)
        elif kind not in PLAIN_ANNOTATIONS:
            yield Finding(FindingKind.ANNOTATION, number, kind, masked(str(annotation.get("/Contents", ""))))


def _is_unseen(annotation: Any) -> bool:
    """Return whether an annotation has a face that draws something and is told not to show it."""
    face = annotation.get("/AP", pikepdf.Dictionary()).get("/N")
    if not int(annotation.get("/F", 0)) & NOT_SHOWN or not isinstance(face, pikepdf.Stream):
        return False
    return len(pikepdf.parse_content_stream(face, INK)) > 0


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
