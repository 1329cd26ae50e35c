"""What of a page's pictures lies under shapes drawn later: a bar over a scan hides it from the eye and not from the
file. The page is drawn with and without the shapes; a part that is one shade with them and more without is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import ImageChops
from pypdfium2 import raw

from .ink import CONTRAST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pypdfium2
    from PIL.Image import Image

# A part is a square of so many pixels; paper and what a camera makes of it stay within so many shades.
SQUARE = 8
ONE_SHADE = 6
SHAPES = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)


def covered_parts(page: pypdfium2.PdfPage, picture: Image, draw: Callable[[], Image]) -> int:
    """Return how many squares of a page's pictures hold something that a later shape hides.

    picture: the page as drawn. draw: draws it as it is now, alike.
    """
    shapes = list(_shapes_on_pictures(page))
    if not shapes:
        return 0
    taken = [*shapes, *(one for one in _objects(page) if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_TEXT)]
    for one in taken:
        raw.FPDFPageObj_SetIsActive(one, False)
    try:
        below = draw().convert("L")
    finally:
        for one in taken:
            raw.FPDFPageObj_SetIsActive(one, True)
    return _hidden_squares(picture.convert("L"), below)


def _shapes_on_pictures(page: pypdfium2.PdfPage) -> Iterator[Any]:
    """Yield the shapes that are drawn after a picture."""
    after = False
    for one in _objects(page):
        kind = raw.FPDFPageObj_GetType(one)
        after = after or kind == raw.FPDF_PAGEOBJ_IMAGE
        if after and kind in SHAPES:
            yield one


def _objects(page: pypdfium2.PdfPage) -> Iterator[Any]:
    """Yield the objects of a page in the order of their drawing, those inside its forms among them."""
    waiting = [raw.FPDFPage_GetObject(page, number) for number in reversed(range(raw.FPDFPage_CountObjects(page)))]
    while waiting:
        one = waiting.pop()
        if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_FORM:
            held = reversed(range(raw.FPDFFormObj_CountObjects(one)))
            waiting += [raw.FPDFFormObj_GetObject(one, number) for number in held]
        else:
            yield one


def _hidden_squares(shown: Image, below: Image) -> int:
    changed = ImageChops.difference(shown, below).getbbox()
    if changed is None:
        return 0
    left, top, right, bottom = changed
    places = ((x, y, x + SQUARE, y + SQUARE) for y in range(top, bottom, SQUARE) for x in range(left, right, SQUARE))
    return sum(_shades(shown, place) <= ONE_SHADE and _shades(below, place) >= CONTRAST for place in places)


def _shades(picture: Image, place: tuple[int, int, int, int]) -> int:
    low, high = picture.crop(place).getextrema()
    return int(high) - int(low)  # type: ignore[arg-type,operator]
