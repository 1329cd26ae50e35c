"""Which areas of a printed form carry names and signatures, and are covered before anybody outside sees the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WHOLE = 10_000
NEAR = 0.03  # by how much the sides of a picture may be otherwise than those of its page


@dataclass(frozen=True)
class Mask:
    """Areas of one page in ten-thousandths of its sides: left, top, right, bottom. sides: width by height."""

    sides: float
    areas: tuple[tuple[int, int, int, int], ...]

    def fits(self, width: int, height: int) -> bool:
        """Return whether a picture has the shape of this page: it shows it straight and whole."""
        return height > 0 and abs(width / height / self.sides - 1) <= NEAR

    def boxes(self, width: int, height: int) -> list[tuple[int, int, int, int]]:
        """Return the areas in dots of a picture, rounded outwards."""
        return [
            (left * width // WHOLE, top * height // WHOLE, -(-right * width // WHOLE), -(-bottom * height // WHOLE))
            for left, top, right, bottom in self.areas
        ]


def mask_for(masks: Mapping[str, Mask], layout: str, page: int) -> Mask | None:
    """Return what is covered on a page of a printed form; None where nobody has written it down."""
    return masks.get(f"{layout}.{page}") if layout else None
