"""Whether the ink of a letter is what an eye sees at its place: a page is drawn with and without it. Where nothing
changes, the letter lies under something, on a layer that is not shown, or has the colour of what is behind it, whatever
else is written there."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from PIL import ImageChops
from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pypdfium2
    from PIL.Image import Image

    Rectangle = tuple[int, int, int, int]

# A difference between two shades that an eye sees.
CONTRAST = 24
# Of a letter's box, how much of its width and height the ink that can be seen must reach over.
WIDE_ENOUGH, HIGH_ENOUGH = 0.3, 0.4
# Pieces that do not touch are taken off together: squares of so many pixels tell, and so many drawings are made.
SQUARE, MOST_DRAWINGS = 6, 12
SPOKEN = "ActualText"


def as_drawn(page: pypdfium2.PdfPage) -> None:
    """Forget what a page says its letters stand for: what is drawn counts, at the place where it is drawn."""
    for piece in _pieces(page):
        for number in reversed(range(raw.FPDFPageObj_CountMarks(piece))):
            mark = raw.FPDFPageObj_GetMark(piece, number)
            if _spoken(mark):
                raw.FPDFPageObj_RemoveMark(piece, mark)


def said_instead(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Yield what a page says its letters stand for, once for each piece of it."""
    for piece in _pieces(page):
        for number in range(raw.FPDFPageObj_CountMarks(piece)):
            yield from filter(None, [_spoken(raw.FPDFPageObj_GetMark(piece, number))])


def _spoken(mark: Any) -> str:
    needed = ctypes.c_ulong()
    if not raw.FPDFPageObjMark_GetParamStringValue(mark, SPOKEN.encode(), None, 0, needed) or not needed.value:
        return ""
    text = ctypes.create_string_buffer(needed.value)
    buffer = ctypes.cast(text, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFPageObjMark_GetParamStringValue(mark, SPOKEN.encode(), buffer, needed.value, needed)
    return text.raw.decode("utf-16-le", errors="replace").rstrip("\x00") or " "


def _pieces(page: pypdfium2.PdfPage) -> Iterator[Any]:
    """Yield the pieces of text of a page, those inside its forms among them."""
    waiting = [raw.FPDFPage_GetObject(page, number) for number in range(raw.FPDFPage_CountObjects(page))]
    while waiting:
        piece = waiting.pop()
        kind = raw.FPDFPageObj_GetType(piece)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield piece
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            held = range(raw.FPDFFormObj_CountObjects(piece))
            waiting += [raw.FPDFFormObj_GetObject(piece, number) for number in held]


class Ink:
    """What changes on a page when pieces of its text are taken off it.

    gray: the page as drawn. draw: draws it as it is now, alike.
    """

    def __init__(self, page: pypdfium2.PdfPage, gray: Image, draw: Callable[[], Image]) -> None:
        self.gray, self.draw = gray, draw
        self.pieces = {ctypes.cast(piece, ctypes.c_void_p).value: piece for piece in _pieces(page)}
        self.changed: dict[int, Image] = {}

    def look_for(self, letters: Iterable[tuple[int, Rectangle | None]]) -> None:
        """Take each piece off the page that draws one of these letters, many at once, and keep what changed."""
        places: dict[int, set[tuple[int, int]]] = {}
        for piece, rectangle in letters:
            if piece in self.pieces and rectangle is not None:
                places.setdefault(piece, set()).update(_squares(rectangle))
        for group in _apart(places):
            for piece in group:
                raw.FPDFPageObj_SetIsActive(self.pieces[piece], False)
            difference = ImageChops.difference(self.gray, self.draw())
            for piece in group:
                raw.FPDFPageObj_SetIsActive(self.pieces[piece], True)
            seen = difference.point([255 if level >= CONTRAST else 0 for level in range(256)])
            self.changed |= dict.fromkeys(group, seen)

    def shows(self, piece: int, rectangle: Rectangle) -> bool:
        """Return whether the ink of a piece is what can be seen in a rectangle; not, where nobody looked for it."""
        changed = self.changed.get(piece)
        reach = changed.crop(rectangle).getbbox() if changed is not None else None
        if reach is None:
            return False
        wide, high = rectangle[2] - rectangle[0], rectangle[3] - rectangle[1]
        return reach[2] - reach[0] >= wide * WIDE_ENOUGH and reach[3] - reach[1] >= high * HIGH_ENOUGH


def _squares(rectangle: Rectangle) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (side // SQUARE for side in rectangle)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def _apart(places: dict[int, set[tuple[int, int]]]) -> list[list[int]]:
    """Return groups of pieces none of which touches another of its group; what fits into none is left out."""
    groups: list[tuple[list[int], set[tuple[int, int]]]] = []
    for piece, squares in places.items():
        for members, covered in groups:
            if covered.isdisjoint(squares):
                members.append(piece)
                covered.update(squares)
                break
        else:
            if len(groups) < MOST_DRAWINGS:
                groups.append(([piece], set(squares)))
    return [members for members, _covered in groups]
