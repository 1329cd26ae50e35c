"""Puts the number of its place in a bundle on a page, beside what is drawn there and touching none of it."""

from __future__ import annotations

from typing import Any

import pikepdf

from ..bundles.pages import OPENING, entry_of, stamp_name, streams_of
from ..content import Fault, Unacceptable

# The stamp's distance from the lower right corner, in points, on a page as wide as A4.
ASIDE, ABOVE = 24.0, 11.0
A4_WIDTH = 595.0
SMALLEST, LARGEST = 0.4, 4.0
WIDEST = 0.9  # of the page
# What readers take where a page does not say its size or its unit, or says what cannot be.
LETTER = (0.0, 0.0, 612.0, 792.0)
LEAST_UNIT, MOST_UNIT = 0.001, 1e6


def put_stamp(bundle: pikepdf.Pdf, page: pikepdf.Page, stamp: pikepdf.Page, digest: str) -> None:
    """Put a stamp on the lower right of a page as it is shown, behind what is drawn, which keeps every byte.

    digest: of the page as it came, which names the stamp: no page can name its own, so nothing on it draws the stamp or
    makes way for it.
    """
    shape = bundle.copy_foreign(stamp.as_form_xobject())
    matrix = _placed(page.obj, float(shape.BBox[2]) - float(shape.BBox[0]))
    name = stamp_name(digest)
    resources = _own_resources(page.obj)
    if name in resources.XObject:
        raise Unacceptable(Fault.DAMAGED)
    resources.XObject[name] = shape
    still_open = _unbalanced(page)
    before = bundle.make_stream(OPENING)
    after = bundle.make_stream(
        b"\n" + b"Q " * (still_open + 1) + b"\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC q "
        b"%s cm %s Do Q EMC\n" % (b" ".join(b"%.4f" % number for number in matrix), name.encode())
    )
    page.obj.Contents = pikepdf.Array([before, *streams_of(page.obj), after])


def _own_resources(page: pikepdf.Object) -> pikepdf.Object:
    """Return resources that belong to this page alone, holding what it had: many pages may share one dictionary."""
    entries = _entries(entry_of(page, "/Resources"))
    resources = pikepdf.Dictionary(entries | {"/XObject": pikepdf.Dictionary(_entries(entries.get("/XObject")))})
    page.Resources = resources
    return resources


def _entries(held: Any) -> dict[str, Any]:
    if not isinstance(held, pikepdf.Dictionary):
        return {}
    return {str(name): held[name] for name in held.keys()}  # noqa: SIM118 a pikepdf object


def _placed(page: pikepdf.Object, width: float) -> tuple[float, ...]:
    """Return the matrix that sets a shape of this size on the page as it is shown, whatever its crop and rotation."""
    left, low, right, high = _shown_box(page)
    turned = _turned(page)
    shown = right - left if turned in (0, 180) else high - low
    unit = _number(page.get("/UserUnit"), 1.0)
    unit = unit if LEAST_UNIT <= unit <= MOST_UNIT else 1.0
    scale = max(SMALLEST / unit, min(shown / A4_WIDTH, LARGEST / unit, shown * WIDEST / width))
    along, above = shown - (width + ASIDE) * scale, ABOVE * scale
    if turned == 90:  # noqa: PLR2004 degrees
        return (0, scale, -scale, 0, right - above, low + along)
    if turned == 180:  # noqa: PLR2004 degrees
        return (-scale, 0, 0, -scale, right - along, high - above)
    if turned == 270:  # noqa: PLR2004 degrees
        return (0, -scale, scale, 0, left + above, high - along)
    return (scale, 0, 0, scale, left + along, low + above)


def _turned(page: pikepdf.Object) -> int:
    """Return how a page is turned as readers take it: by quarters, and not at all where no number says so."""
    return int(_number(entry_of(page, "/Rotate"), 0.0) / 90) % 4 * 90


def _shown_box(page: pikepdf.Object) -> tuple[float, ...]:
    media = _box(entry_of(page, "/MediaBox")) or LETTER
    crop = _box(entry_of(page, "/CropBox")) or media
    shown = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _box(found: Any) -> tuple[float, float, float, float] | None:
    """Return the sides of a box, lower left first; None where they are not four numbers around something."""
    if not isinstance(found, pikepdf.Array) or len(found) != 4:  # noqa: PLR2004 sides
        return None
    one, two, three, four = (_number(side, 0.0) for side in found)
    sides = (min(one, three), min(two, four), max(one, three), max(two, four))
    return sides if sides[0] < sides[2] and sides[1] < sides[3] else None


def _number(found: Any, otherwise: float) -> float:
    if isinstance(found, pikepdf.Object):  # numbers come as numbers
        return otherwise
    try:
        return float(found)
    except (TypeError, ValueError):
        return otherwise


def _unbalanced(page: pikepdf.Page) -> int:
    """Return how many states of drawing the page leaves open, which would move what is drawn behind it."""
    depth = 0
    try:
        for instruction in pikepdf.parse_content_stream(page, "q Q"):
            depth = depth + 1 if str(instruction.operator) == "q" else max(0, depth - 1)
    except pikepdf.PdfError as error:
        raise Unacceptable(Fault.DAMAGED) from error
    return depth
