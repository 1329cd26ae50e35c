"""What a page shows: its words, each letter with its box, and whether an eye sees it on the drawn page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from ..content import Fault, Unacceptable
from ..redaction.geometry import Box, Leaf, box_around, pixels, shown
from ..redaction.words import Word
from .ink import Ink, as_drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    # The letter, its box in the file's coordinates, and what draws it; nothing for one without ink.
    Letter = tuple[str, tuple[float, float, float, float] | None, int | None]

POINTS = 72
# Between the lightest and the darkest point of a letter: less is one even colour, also after a scanner and JPEG.
CONTRAST = 24
# Text without ink of its own, as under a scan, is judged by its picture: a word is ink in part, a bar nearly all over.
DARKEST_WORD = 0.7
PAPER = 96
NOT_PROTECTED = -1
# By these marks pdfium tells that a word goes on in the next line.
BROKEN = ("\x02", "\u00ad", "\ufffe")


@dataclass(frozen=True)
class SeenWord:
    """A word, where its letters stand, and whether they can be seen. box: None where none of it is on the page."""

    text: str
    glyphs: tuple[Box, ...]
    outside: int
    visible: bool

    def word(self) -> Word:
        return Word(self.text, box_around(self.glyphs), self.glyphs)


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """Return a document without a password, its form fields ready to be drawn. Raises: Unacceptable."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == raw.FPDF_ERR_PASSWORD
        raise Unacceptable(Fault.ENCRYPTED if locked else Fault.DAMAGED) from error
    if raw.FPDF_GetSecurityHandlerRevision(document) != NOT_PROTECTED:
        raise Unacceptable(Fault.ENCRYPTED)
    if document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()
    return document


def leaf_of(page: pypdfium2.PdfPage, unit: float = 1.0) -> Leaf:
    """Return the page as it is shown. pdfium does not know /UserUnit; whoever read the page's own entry names it."""
    left, bottom, right, top = page.get_bbox()
    return Leaf(left, bottom, right, top, page.get_rotation(), unit)


def drawn(page: pypdfium2.PdfPage, scale: float) -> Image:
    """Return the page as an eye sees it, with form fields and remarks, on white paper. scale: pixels for each unit."""
    bitmap = page.render(scale=scale, draw_annots=True, may_draw_forms=True, fill_color=(255, 255, 255, 255))
    picture: Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return picture


def words_of(
    document: pypdfium2.PdfDocument, index: int, leaf: Leaf, picture: Image, most: int, *, scale: float
) -> list[SeenWord]:
    """Return the words of a page in reading order, those that cannot be seen among them, and those of its form fields.

    index: the page's, from 0. picture: the page as `drawn` in this scale, before this melts fields and remarks into it
    in memory. most: letters on the page. Raises: Unacceptable, for more of them.
    """
    page = document.get_page(index)
    if raw.FPDFPage_GetAnnotCount(page) > 0:
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = document.get_page(index)
        picture = drawn(page, scale)
    as_drawn(page)
    textpage = page.get_textpage()
    try:
        if raw.FPDFText_CountChars(textpage) > most:
            raise Unacceptable(Fault.TOO_LONG)
        words = list(_split(textpage))
        gray = picture.convert("L")
        ink = Ink(page, gray, lambda: drawn(page, scale).convert("L"))
        ink.look_for((by, _pixels(place, leaf, gray)) for word in words for _char, place, by in word if place and by)
        return [_seen(word, leaf, gray, ink) for word in words]
    finally:
        textpage.close()
        page.close()


def _split(textpage: pypdfium2.PdfTextPage) -> Iterator[list[Letter]]:
    word: list[Letter] = []
    for letter in _letters(textpage):
        if letter[0].isspace() or letter[0] == "\x00":
            if word:
                yield word
            word = []
        elif letter[0] in BROKEN:
            yield [*word, ("-", *letter[1:])]
            word = []
        else:
            word.append(letter)
    if word:
        yield word


def _letters(textpage: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    high = 0
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 the first half of a letter beyond the basic plane
            high = code
            continue
        if 0xDC00 <= code < 0xE000:  # noqa: PLR2004 the second half
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD), 0
        made_up = raw.FPDFText_IsGenerated(textpage, index) == 1
        found = not made_up and raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value) if found else None
        yield chr(code), box, _drawn_by(textpage, index)


def _drawn_by(textpage: pypdfium2.PdfTextPage, index: int) -> int | None:
    """Return the piece of the page that draws a letter with ink; None where nothing does."""
    piece = raw.FPDFText_GetTextObject(textpage, index)
    if raw.FPDFTextObj_GetTextRenderMode(piece) in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP):
        return None
    return ctypes.cast(piece, ctypes.c_void_p).value or 0


def _pixels(place: tuple[float, float, float, float], leaf: Leaf, gray: Image) -> tuple[int, int, int, int] | None:
    box = shown(*place, leaf)
    return pixels(box, gray.width, gray.height) if box else None


def _seen(word: list[Letter], leaf: Leaf, gray: Image, ink: Ink) -> SeenWord:
    glyphs, outside, hidden, inkless = [], 0, False, False
    for char, place, by in word:
        if place is None:
            continue
        box = shown(*place, leaf)
        if box is None:
            outside += 1
            continue
        glyphs.append(box)
        inkless = inkless or by is None
        if char.isalnum() and not hidden:
            hidden = not (_has_paper(box, gray) if by is None else ink.shows(by, pixels(box, gray.width, gray.height)))
    # Letters without ink among letters with it only part what an eye reads as one.
    inked = [char for char, _place, by in word if by is not None]
    text = "".join(inked or [letter[0] for letter in word])
    if inkless and glyphs and not hidden:
        hidden = any(map(str.isalnum, text)) and not _is_written(box_around(glyphs), gray)
    return SeenWord(text, tuple(glyphs), outside, visible=bool(glyphs) and not hidden and not outside)


def _has_paper(box: Box, gray: Image) -> bool:
    """Return whether anything but black stands in a box: no letter fills its place as a bar does."""
    return _extremes(gray.crop(pixels(box, gray.width, gray.height)))[1] >= PAPER


def _is_written(box: Box, gray: Image) -> bool:
    """Return whether a picture shows writing in a box: both light and dark, and more light than a bar leaves."""
    part = gray.crop(pixels(box, gray.width, gray.height))
    low, high = _extremes(part)
    if high - low < CONTRAST:
        return False
    dark = sum(part.histogram()[: (low + high) // 2 + 1])
    return dark <= part.width * part.height * DARKEST_WORD


def _extremes(gray: Image) -> tuple[int, int]:
    """Return the darkest and the lightest shade of a grey picture, 0 to 255."""
    low, high = gray.getextrema()
    return int(low), int(high)  # type: ignore[arg-type]
