"""Proves a blackened copy, in a process that never saw the original: what is not known to be harmless is refused.

1. The file is made of the objects that `blackening` writes and of nothing else, each with the entries it writes.
2. Neither its bytes nor any decompressed stream or string holds a word that was taken away, in any encoding, except
   inside the text of a page, where exactly the words that remain are found.
3. No letter that a reader extracts stands under a box.
4. On the drawn page every box is black to its edges.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pikepdf

from ..redaction.geometry import Box, pixels
from .blackening import PLAN, REPORT, WHOLE_TITLE, distinctive
from .invisible import NAME, font_file, letters_to_shapes, letters_to_unicode
from .pictures import ONCE, PAGE_WIDTH, save
from .seen import POINTS, drawn, leaf_of, opened, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from ..content import Limits
    from .seen import SeenWord


SEEN_AT = 100  # dots per inch: enough to see whether a box is black
DARKEST = 40  # a black point after JPEG
OPERATORS = {"q", "Q", "cm", "Do", "BT", "ET", "Tr", "Tf", "Tz", "Tm", "Tj"}
ENTRIES: dict[str, set[str]] = {
    "/Catalog": {"/Type", "/Pages", "/Lang", "/ViewerPreferences"},
    "/Pages": {"/Type", "/Kids", "/Count"},
    "/Page": {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"},
    "/XObject": {"/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Filter", "/Length"},
    "/Font": {
        "/Type",
        "/Subtype",
        "/BaseFont",
        "/Encoding",
        "/DescendantFonts",
        "/ToUnicode",
        "/CIDSystemInfo",
        "/FontDescriptor",
        "/DW",
        "/CIDToGIDMap",
    },
    "/FontDescriptor": {
        "/Type",
        "/FontName",
        "/Flags",
        "/FontBBox",
        "/ItalicAngle",
        "/Ascent",
        "/Descent",
        "/CapHeight",
        "/StemV",
        "/FontFile2",
    },
}
LONG_WORD, LONG_NUMBER = 8, 10
TRAILER = {"/Root", "/Info", "/Size", "/ID"}
UNTYPED = {"/Length", "/Length1", "/Filter"}


class Leak(Exception):
    """Something stands in the copy that may not stand there."""


def prove(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Return `{"leak": ""}`, or what was found in the copy that may not stand there.

    content: the copy. The folder's `plan.json` and `report.json` say what was asked for and what was taken away.
    """
    folder = Path(job["folder"])
    plan, report = (json.loads((folder / name).read_text()) for name in (PLAN, REPORT))
    data = content.read()
    try:
        gone = distinctive([word for page in report for word in page["gone"]])
        _prove_structure(data, len(report))
        _prove_bytes(data, gone, {found for page in report for found in distinctive(page["kept"])})
        _prove_pages(data, plan, report, limits, folder)
    except Leak as leak:
        return {"leak": str(leak)}
    return {"leak": ""}


def _prove_structure(data: bytes, pages: int) -> None:
    if data.count(b"startxref") != 1 or data.count(b"%%EOF") != 1 or not data.rstrip().endswith(b"%%EOF"):
        raise Leak("more than one version")
    with pikepdf.open(_file(data)) as copy:
        if copy.is_encrypted or len(copy.pages) != pages:
            raise Leak("pages")
        if not {str(key) for key in copy.trailer} <= TRAILER:
            raise Leak("trailer")
        if {str(key): str(value) for key, value in copy.docinfo.items()} != {"/Title": WHOLE_TITLE}:
            raise Leak("metadata")
        known = set(_reached(copy))
        for one in copy.objects:
            if one.is_indirect and one.objgen not in known and one.objgen[0] != 0:
                raise Leak("an object that nothing refers to")


def _reached(copy: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """Yield every object that the file's root leads to, having judged it."""
    yield copy.trailer.Info.objgen
    yield copy.Root.objgen
    _judge(copy.Root, "/Catalog")
    preferences = {str(key): value for key, value in copy.Root.ViewerPreferences.items()}
    if str(copy.Root.Lang) != "id-ID" or preferences != {"/DisplayDocTitle": True}:
        raise Leak("catalog")
    yield copy.Root.Pages.objgen
    _judge(copy.Root.Pages, "/Pages")
    for page in copy.pages:
        yield page.obj.objgen
        yield from _page(page.obj)


def _page(page: pikepdf.Object) -> Iterator[tuple[int, int]]:
    _judge(page, "/Page")
    if {str(key) for key in page.Resources} != {"/XObject", "/Font"}:
        raise Leak("resources")
    if {str(key) for key in page.Resources.XObject} != {"/P"} or {str(key) for key in page.Resources.Font} != {"/F"}:
        raise Leak("resources")
    image, font = page.Resources.XObject.P, page.Resources.Font.F
    _judge(image, "/XObject")
    if str(image.Subtype) != "/Image":
        raise Leak("picture")
    if {str(key) for key in page.Contents.keys()} - UNTYPED:  # noqa: SIM118 a stream's keys are not its items
        raise Leak("contents")
    yield image.objgen
    yield page.Contents.objgen
    yield from _font(font)


def _font(font: pikepdf.Object) -> Iterator[tuple[int, int]]:
    _judge(font, "/Font")
    [letters] = font.DescendantFonts
    _judge(letters, "/Font")
    descriptor = letters.FontDescriptor
    _judge(descriptor, "/FontDescriptor")
    streams = (
        (descriptor.FontFile2, font_file()),
        (letters.CIDToGIDMap, letters_to_shapes()),
        (font.ToUnicode, letters_to_unicode()),
    )
    for stream, expected in streams:
        if {str(key) for key in stream.keys()} - UNTYPED or stream.read_bytes() != expected:  # noqa: SIM118
            raise Leak("font")
        yield stream.objgen
    if str(font.BaseFont) != f"/{NAME}" or str(descriptor.FontName) != f"/{NAME}":
        raise Leak("font")
    yield font.objgen
    yield letters.objgen
    yield descriptor.objgen


def _judge(one: pikepdf.Object, kind: str) -> None:
    if str(one.get("/Type", "")) != kind or {str(key) for key in one.keys()} - ENTRIES[kind]:  # noqa: SIM118
        raise Leak(f"an entry of {kind}")


def _prove_bytes(data: bytes, gone: set[str], kept: set[str]) -> None:
    """Look for what was taken away in the bytes of the file, in every decompressed stream and in every string.

    The text of a page is judged by `_prove_pages`, word for word: a word may be gone here and remain there.
    """
    wanted = {word for word in gone if not any(word in other for other in kept)}
    forms = sorted({form for word in wanted for form in _forms(word)}, key=len, reverse=True)
    if not forms:
        return
    pattern = re.compile(b"(?i)" + b"|".join(map(re.escape, forms)))
    if pattern.search(data):
        raise Leak("a word in the bytes of the file")
    with pikepdf.open(_file(data)) as copy:
        for one in copy.objects:
            if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) != "/Image":
                if pattern.search(one.read_bytes()):
                    raise Leak("a word in a stream")
            elif not isinstance(one, pikepdf.Stream) and pattern.search(one.unparse()):
                raise Leak("a word in an entry")


def _forms(word: str) -> Iterator[bytes]:
    """Yield a word as it may stand in a file: plain, in 16 bits, and either of them as hexadecimal digits.

    What is too short to be told from chance, in compressed bytes and among coordinates, is left out.
    """
    for coded in (word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le")):
        for form in (coded, coded.hex().encode()):
            if len(form) >= (LONG_NUMBER if form.isdigit() else LONG_WORD):
                yield form


def _prove_pages(data: bytes, plan: dict[str, Any], report: list[dict[str, Any]], limits: Limits, folder: Path) -> None:
    boxes = {int(number): [Box(*sides) for sides in found] for number, found in plan["boxes"].items()}
    _prove_contents(data)
    with opened(data) as document:
        for index, page_report in enumerate(report):
            page = document.get_page(index)
            picture = drawn(page, SEEN_AT / POINTS)
            found = words_of(document, index, leaf_of(page), picture, limits.characters, scale=SEEN_AT / POINTS)
            _prove_page(picture, found, boxes.get(index + 1, []), page_report)
            save(picture, folder / f"hasil-{index + 1}.webp", PAGE_WIDTH, effort=ONCE)
            page.close()


def _prove_contents(data: bytes) -> None:
    with pikepdf.open(_file(data)) as copy:
        for page in copy.pages:
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) not in OPERATORS:
                    raise Leak("an operator in the contents")


def _prove_page(picture: Image, found: list[SeenWord], boxes: list[Box], report: dict[str, Any]) -> None:
    if Counter(word for one in found for word in distinctive([one.text])) != Counter(
        word for text in report["kept"] for word in distinctive([text])
    ):
        raise Leak("other words than those that remain")
    gray = picture.convert("L")
    for box in boxes:
        inside = _within(box)
        if any(glyph.overlaps(inside) for one in found for glyph in one.glyphs):
            raise Leak("a letter under a box")
        left, top, right, bottom = pixels(box, gray.width, gray.height)
        inner = gray.crop((left + 1, top + 1, max(left + 2, right - 1), max(top + 2, bottom - 1)))
        if any(inner.histogram()[DARKEST + 1 :]):
            raise Leak("a box that is not black")


def _within(box: Box) -> Box:
    """Return the box less its edge, where the place of a letter written anew may be rounded into."""
    aside, above = (min(4, (end - start) // 4) for start, end in ((box.left, box.right), (box.top, box.bottom)))
    return Box(box.left + aside, box.top + above, box.right - aside, box.bottom - above)


def _file(data: bytes) -> BinaryIO:
    return io.BytesIO(data)
