"""The tile map: every office has a tile of its own, as near as can be to where it lies. Plain values, no pictures.

The table has a row for each territory: `code`, a short `label` for provinces, and the `column` and `row` of its tile.
Provinces share one grid, the regencies and cities of each province one of their own.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PROVINCE = 2  # digits of a province's code


@dataclass(frozen=True)
class Tile:
    """Where a territory stands on its grid, counted from 0 at the upper left. label: "" where its office's name says
    it."""

    code: str
    label: str
    column: int
    row: int

    @property
    def grid(self) -> str:
        """The code of the territory whose parts share this tile's grid; "" for the nation."""
        return self.code[:PROVINCE] if len(self.code) > PROVINCE else ""


def read_tiles(text: str) -> tuple[Tile, ...]:
    """Return the tiles of a table as CSV."""
    rows = csv.DictReader(StringIO(text))
    return tuple(Tile(row["code"], row["label"], int(row["column"]), int(row["row"])) for row in rows)


def laid_out(tiles: Sequence[Tile], codes: Iterable[str], *, whole: bool) -> list[Tile]:
    """Return a tile for each code, each on a place of its own, by row and column.

    All codes belong to one grid. A territory that the table does not know yet stands in a row below the others, so
    that no office is ever lost. whole: also the tiles of that grid for which there is no code.
    """
    known = {tile.code: tile for tile in tiles}
    wanted = sorted(set(codes))
    found = [known[code] for code in wanted if code in known]
    grids = {tile.grid for tile in found} or {code[:PROVINCE] if len(code) > PROVINCE else "" for code in wanted}
    if whole:
        found = [tile for tile in tiles if tile.grid in grids]
    below = 1 + max((tile.row for tile in tiles if tile.grid in grids), default=-1)
    width = 1 + max((tile.column for tile in tiles if tile.grid in grids), default=7)
    strangers = [code for code in wanted if code not in known]
    found += [Tile(code, "", place % width, below + place // width) for place, code in enumerate(strangers)]
    return sorted(found, key=lambda tile: (tile.row, tile.column))


def lines_of(name: str, *, width: int) -> list[str]:
    """Return a name in lines of at most `width` letters, broken between words; a longer word stands alone."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
