"""Words on a page, and which of them a box takes away."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .geometry import Box, box_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# About two thirds of a point on A4: past the edge of the ink, short of the next line.
MARGIN = 8


@dataclass(frozen=True)
class Word:
    """A word as a page shows it. glyphs: the box of each letter; without them, the word's own box stands for them."""

    text: str
    box: Box
    glyphs: tuple[Box, ...] = ()

    def touched_by(self, box: Box) -> bool:
        """Return whether a box overlaps any letter of the word."""
        return any(glyph.overlaps(box) for glyph in self.glyphs or (self.box,))


def remaining(words: Iterable[Word], boxes: Sequence[Box]) -> list[Word]:
    """Return the words that no box touches. A word that loses one letter goes as a whole."""
    return [word for word in words if not any(word.touched_by(box) for box in boxes)]


def taken(words: Iterable[Word], boxes: Sequence[Box]) -> list[Word]:
    """Return the words that a box touches: exactly those that do not remain."""
    return [word for word in words if any(word.touched_by(box) for box in boxes)]


def boxes_over(words: Sequence[Word]) -> list[Box]:
    """Return the boxes that cover these words, one for each line, a little wider than the ink."""
    lines: list[list[Word]] = []
    for word in words:
        if lines and _same_line(lines[-1][-1].box, word.box):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [box_around(word.box for word in line).grown(MARGIN) for line in lines]


def _same_line(before: Box, after: Box) -> bool:
    shared = min(before.bottom, after.bottom) - max(before.top, after.top)
    lower = min(before.bottom - before.top, after.bottom - after.top)
    return after.left >= before.left and shared * 2 > lower


def plain(text: str) -> str:
    """Return letters and digits of a text in one form: ligatures parted, small letters, nothing else."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
