"""Pages as they are shown, and boxes on them.

A box is counted in ten-thousandths of the shown page, from its top left corner: it means the same on a picture of any
resolution, whatever rotation, crop or unit the page has. Every conversion rounds outward, so that a box only grows.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WHOLE = 10_000
# Rounding errors of a division, far below a ten-thousandth, that must not push a box over a line.
DUST = 1e-6


@dataclass(frozen=True, order=True)
class Box:
    """A rectangle on a shown page, in ten-thousandths of its width and height, y downward. It has an area."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right <= WHOLE and 0 <= self.top < self.bottom <= WHOLE):
            raise ValueError(self)

    def overlaps(self, other: Box) -> bool:
        """Return whether the two share an area; edges that only touch share none."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def grown(self, by: int) -> Box:
        """Return the box wider by `by` on each side, as far as the page reaches."""
        return Box(
            max(0, self.left - by),
            max(0, self.top - by),
            min(WHOLE, self.right + by),
            min(WHOLE, self.bottom + by),
        )

    @property
    def sides(self) -> tuple[int, int, int, int]:
        return (self.left, self.top, self.right, self.bottom)


@dataclass(frozen=True)
class Leaf:
    """A page as its file describes it: the part that is shown, in the file's own coordinates (y upward), then the
    rotation clockwise in degrees (0, 90, 180, 270) and the size of one unit in points (/UserUnit)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0
    unit: float = 1.0

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height of the shown page in points."""
        width, height = (self.right - self.left) * self.unit, (self.top - self.bottom) * self.unit
        return (height, width) if self.rotation % 180 else (width, height)


def box_around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of them; there is at least one."""
    lefts, tops, rights, bottoms = zip(*(box.sides for box in boxes), strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def box_of_shares(left: float, top: float, right: float, bottom: float) -> Box | None:
    """Return the box of a rectangle given in shares of the shown page (0 to 1), in any order of its corners.

    None where it lies outside the page. What is thinner than a ten-thousandth becomes one.
    """
    left, right = sorted((left, right))
    top, bottom = sorted((top, bottom))
    if right < 0 or bottom < 0 or left > 1 or top > 1:
        return None
    first_x, last_x = _span(left, right)
    first_y, last_y = _span(top, bottom)
    return Box(first_x, first_y, last_x, last_y)


def shown(x1: float, y1: float, x2: float, y2: float, leaf: Leaf) -> Box | None:
    """Return where a rectangle in the file's coordinates stands on the shown page; None where it is not shown."""
    width, height = leaf.right - leaf.left, leaf.top - leaf.bottom
    if width <= 0 or height <= 0:
        return None
    corners = [
        _turned((x - leaf.left) / width, (y - leaf.bottom) / height, leaf.rotation) for x, y in ((x1, y1), (x2, y2))
    ]
    (left, top), (right, bottom) = corners
    return box_of_shares(left, top, right, bottom)


def placed(box: Box, width: float, height: float) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of a box on an upright page of this size in points, y upward."""
    return (
        box.left / WHOLE * width,
        (1 - box.bottom / WHOLE) * height,
        box.right / WHOLE * width,
        (1 - box.top / WHOLE) * height,
    )


def pixels(box: Box, width: int, height: int, *, margin: int = 0) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom (the last two exclusive) of every pixel that a box touches on a picture.

    margin: so many pixels more on each side, as far as the picture reaches.
    """
    return (
        max(0, floor(box.left * width / WHOLE) - margin),
        max(0, floor(box.top * height / WHOLE) - margin),
        min(width, ceil(box.right * width / WHOLE) + margin),
        min(height, ceil(box.bottom * height / WHOLE) + margin),
    )


def box_of_pixels(drawn: tuple[float, float, float, float], width: float, height: float) -> Box | None:
    """Return the box of what is drawn (left, top, right, bottom) on a picture of a page; None where it is outside."""
    left, top, right, bottom = drawn
    if width <= 0 or height <= 0:
        return None
    return box_of_shares(left / width, top / height, right / width, bottom / height)


def _turned(u: float, v: float, rotation: int) -> tuple[float, float]:
    """Return shares of the shown page (y downward) for shares of the page as described (y upward)."""
    return {0: (u, 1 - v), 90: (v, u), 180: (1 - u, v), 270: (1 - v, 1 - u)}[rotation % 360]


def _span(first: float, last: float) -> tuple[int, int]:
    low = max(0, min(WHOLE - 1, floor(first * WHOLE + DUST)))
    return low, max(low + 1, min(WHOLE, ceil(last * WHOLE - DUST)))
