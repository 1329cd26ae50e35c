"""Whether the pictures of a page are shown: as a whole, large enough to be looked at, and on a layer that is drawn."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import ImageChops
from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pypdfium2
    from PIL.Image import Image

    Matrix = tuple[float, float, float, float, float, float]
    Sides = tuple[float, float, float, float]

IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
LEAST_SHOWN = 0.9  # of a picture
# A picture of so many points to a side holds nothing for an eye; one of so few pixels holds nothing at all.
TOO_SMALL, PIXELS = 6.0, 64
MOST_DRAWINGS = 4
DEEPEST = 12


@dataclass(frozen=True)
class Placed:
    """A picture on a page. sides: where it is drawn (left, bottom, right, top); shown: what clipping leaves of it."""

    piece: Any
    sides: Sides
    shown: Sides

    @property
    def is_cut(self) -> bool:
        return _area(self.shown) < _area(self.sides) * LEAST_SHOWN

    @property
    def is_tiny(self) -> bool:
        left, bottom, right, top = self.sides
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        if min(right - left, top - bottom) >= TOO_SMALL:
            return False
        return (
            bool(raw.FPDFImageObj_GetImagePixelSize(self.piece, wide, high)) and min(wide.value, high.value) >= PIXELS
        )


def pictures_of(page: pypdfium2.PdfPage) -> list[Placed]:
    """Return the pictures of a page, those inside its forms among them."""
    pieces = (raw.FPDFPage_GetObject(page, number) for number in range(raw.FPDFPage_CountObjects(page)))
    return list(_placed(pieces, IDENTITY, page.get_bbox(), 0))


def hidden_pictures(pictures: list[Placed], picture: Image, draw: Callable[[], Image], place: Any) -> int:
    """Return how many pictures change nothing on the page although they are not of one shade themselves.

    picture: the page as drawn. draw: draws it as it is now, alike. place: the pixels of sides, or None off the page.
    """
    hidden = 0
    for group in _apart([one for one in pictures if place(one.shown)]):
        for one in group:
            raw.FPDFPageObj_SetIsActive(one.piece, False)
        try:
            changed = ImageChops.difference(picture, draw())
        finally:
            for one in group:
                raw.FPDFPageObj_SetIsActive(one.piece, True)
        hidden += sum(changed.crop(place(one.shown)).getbbox() is None and not _is_blank(one.piece) for one in group)
    return hidden


def _placed(pieces: Any, matrix: Matrix, clip: Sides, depth: int) -> Iterator[Placed]:
    for piece in pieces:
        kind = raw.FPDFPageObj_GetType(piece)
        if kind not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            continue
        within = _common(clip, _clip_of(piece, matrix))
        own = _times(_matrix_of(piece), matrix)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            sides = _around([_moved(x, y, own) for x in (0.0, 1.0) for y in (0.0, 1.0)])
            yield Placed(piece, sides, _common(sides, within))
        elif depth < DEEPEST:
            held = (raw.FPDFFormObj_GetObject(piece, number) for number in range(raw.FPDFFormObj_CountObjects(piece)))
            yield from _placed(held, own, within, depth + 1)


def _matrix_of(piece: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(piece, found):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _clip_of(piece: Any, matrix: Matrix) -> Sides | None:
    """Return the part of the page that all the clipping paths of a piece leave; None without any."""
    clip = raw.FPDFPageObj_GetClipPath(piece)
    left: Sides | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
        segments = range(max(0, raw.FPDFClipPath_CountPathSegments(clip, number)))
        points = [
            _moved(x.value, y.value, matrix)
            for at in segments
            if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, number, at), x, y)
        ]
        if points:
            left = _around(points) if left is None else _common(left, _around(points))
    return left


def _apart(pictures: list[Placed]) -> list[list[Placed]]:
    """Return groups of pictures that do not lie on one another; of too many layers the last hold what is left."""
    groups: list[list[Placed]] = []
    for one in pictures:
        free = (group for group in groups if all(_area(_common(one.shown, other.shown)) <= 0 for other in group))
        group = next(free, None)
        if group is None and len(groups) < MOST_DRAWINGS:
            groups.append(group := [])
        (groups[-1] if group is None else group).append(one)
    return groups


def _is_blank(piece: Any) -> bool:
    bitmap = raw.FPDFImageObj_GetBitmap(piece)
    if not bitmap:
        return False
    try:
        size = raw.FPDFBitmap_GetStride(bitmap) * raw.FPDFBitmap_GetHeight(bitmap)
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size)
        return len(set(data)) <= 2  # noqa: PLR2004 one shade, and what fills a row
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4],
        e * then[1] + f * then[3] + then[5],
    )


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]


def _around(points: list[tuple[float, float]]) -> Sides:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _common(one: Sides, other: Sides | None) -> Sides:
    if other is None:
        return one
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _area(sides: Sides) -> float:
    return max(0.0, sides[2] - sides[0]) * max(0.0, sides[3] - sides[1])
