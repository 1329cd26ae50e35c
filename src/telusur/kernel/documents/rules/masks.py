"""Areas of a page that are covered before anybody outside sees a picture of it."""

from __future__ import annotations

from dataclasses import dataclass

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
