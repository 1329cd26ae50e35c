"""A log as static files: hash tiles and bundles of entries as C2SP tlog-tiles lays them out, proofs computed from them.

Level 0 holds the digests of leaves, each further level one digest for each full tile below; a tile is 256 digests wide,
the last of a level may be narrower. Any proof of any size is computed from the tiles alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .merkle import EMPTY_ROOT, node_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WIDTH = 256
_BITS = 8
_DIGEST = 32
_LONGEST_ENTRY = 65_535
_PATH = re.compile(
    r"tile/(?P<level>0|[1-9]|[1-5][0-9]|6[0-3]|entries)/(?P<place>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


class BadTile(ValueError):
    """A tile, a bundle or its address that is not what the format asks for."""


@dataclass(frozen=True, order=True)
class Tile:
    """One tile's place. width: how many digests it holds, 1 to 256."""

    level: int
    index: int
    width: int = WIDTH

    def path(self) -> str:
        """Return the address of the tile below the log's own."""
        return f"tile/{self.level}/{_place(self.index, self.width)}"

    def entries_path(self) -> str:
        """Return the address of the bundle of entries whose leaf digests this tile of level 0 holds."""
        return f"tile/entries/{_place(self.index, self.width)}"


def tile_at(path: str) -> tuple[Tile, bool]:
    """Return the tile at an address, and whether the address is its bundle of entries. Raises: BadTile."""
    found = _PATH.fullmatch(path)
    if not found:
        raise BadTile(path)
    index = int(found["place"].replace("x", "").replace("/", ""))
    width = int(found["width"] or WIDTH)
    entries = found["level"] == "entries"
    tile = Tile(0 if entries else int(found["level"]), index, width)
    if path != (tile.entries_path() if entries else tile.path()):  # leading groups of zeroes, a width of 256
        raise BadTile(path)
    return tile, entries


def tiles_of(size: int) -> Iterator[Tile]:
    """Yield every tile of a tree of `size` leaves, level by level."""
    level = 0
    while size:
        yield from (Tile(level, index) for index in range(size // WIDTH))
        if size % WIDTH:
            yield Tile(level, size // WIDTH, size % WIDTH)
        level, size = level + 1, size // WIDTH


def new_tiles(old_size: int, size: int) -> Iterator[Tile]:
    """Yield the tiles of the tree of `size` leaves that the tree of `old_size` did not have, level by level."""
    level = 0
    while size:
        first = old_size // WIDTH
        yield from (Tile(level, index) for index in range(first, size // WIDTH))
        if size % WIDTH and size != old_size:
            yield Tile(level, size // WIDTH, size % WIDTH)
        level, size, old_size = level + 1, size // WIDTH, old_size // WIDTH


def grown(
    *, old_size: int, size: int, leaves: Sequence[bytes], read: Callable[[Tile], bytes]
) -> Iterator[tuple[Tile, bytes]]:
    """Yield each new tile with its content, level by level.

    leaves: the leaf digests from the start of the old tree's last tile (`old_size // 256 * 256`) on. read: gives the
    content of a partial tile of the old tree, above level 0. Raises: BadTile where the leaves do not reach `size`.
    """
    start = old_size // WIDTH * WIDTH
    hashes = list(leaves)
    if len(hashes) != size - start:
        raise BadTile(f"{len(hashes)} leaves for {start} to {size}")
    level = 0
    while size:
        changed = size != old_size
        full = size // WIDTH
        for index in range(start // WIDTH, full):
            at = index * WIDTH - start
            yield Tile(level, index), b"".join(hashes[at : at + WIDTH])
        if size % WIDTH and changed:
            at = full * WIDTH - start
            yield Tile(level, full, size % WIDTH), b"".join(hashes[at : at + size % WIDTH])
        above = [_folded(hashes[at : at + WIDTH]) for at in range(0, full * WIDTH - start, WIDTH)]
        level, size, old_size = level + 1, size // WIDTH, old_size // WIDTH
        start = old_size // WIDTH * WIDTH
        cut = old_size % WIDTH
        before = _split(read(Tile(level, start // WIDTH, cut)), cut) if cut else []
        hashes = [*before, *above]


def bundle(entries: Sequence[bytes]) -> bytes:
    """Return entries as a bundle: each after its length in two bytes. Raises: BadTile for one that is too long."""
    if any(len(entry) > _LONGEST_ENTRY for entry in entries):
        raise BadTile("an entry longer than 65,535 bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def opened_bundle(content: bytes) -> list[bytes]:
    """Return the entries of a bundle. Raises: BadTile."""
    entries, at = [], 0
    while at < len(content):
        stop = at + 2 + int.from_bytes(content[at : at + 2], "big")
        if at + 2 > len(content) or stop > len(content):
            raise BadTile("a bundle that ends within an entry")
        entries.append(content[at + 2 : stop])
        at = stop
    return entries


@dataclass
class TiledTree:
    """The tree of `size` leaves as its tiles hold it. read: gives the content of one of its tiles."""

    size: int
    read: Callable[[Tile], bytes]
    _pyramids: dict[Tile, list[list[bytes]]] = field(default_factory=dict, repr=False)

    def root(self) -> bytes:
        """Return the root. Raises: BadTile."""
        return self._between(0, self.size) if self.size else EMPTY_ROOT

    def leaf(self, index: int) -> bytes:
        """Return one leaf's digest. Raises: BadTile."""
        return self._node(0, index)

    def inclusion_proof(self, index: int) -> tuple[bytes, ...]:
        """Return the audit path of the leaf at `index`, from its sibling upwards. Raises: BadTile."""
        if not 0 <= index < self.size:
            raise IndexError(index)
        path: list[bytes] = []
        start, stop = 0, self.size
        while stop - start > 1:
            middle = start + _half(stop - start)
            if index < middle:
                path.append(self._between(middle, stop))
                stop = middle
            else:
                path.append(self._between(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency_proof(self, old_size: int) -> tuple[bytes, ...]:
        """Return the proof that the tree of the first `old_size` leaves is a beginning of this one. Raises: BadTile."""
        if not 0 < old_size <= self.size:
            raise IndexError(old_size)
        path: list[bytes] = []
        start, stop, whole = 0, self.size, True
        while old_size != stop:
            middle = start + _half(stop - start)
            if old_size <= middle:
                path.append(self._between(middle, stop))
                stop = middle
            else:
                path.append(self._between(start, middle))
                start, whole = middle, False
        if not whole:
            path.append(self._between(start, stop))
        return tuple(reversed(path))

    def _between(self, start: int, stop: int) -> bytes:
        """Return the root over the leaves from `start` to below `stop`, a subtree of this tree."""
        bits = (stop - start - 1).bit_length()
        if stop - start == 1 << bits:
            return self._node(bits, start >> bits)
        middle = start + _half(stop - start)
        return node_digest(self._between(start, middle), self._between(middle, stop))

    def _node(self, bits: int, place: int) -> bytes:
        """Return the root of the full subtree of 2 ** bits leaves, the `place`th of its kind."""
        level, rest = divmod(bits, _BITS)
        index, at = divmod(place << rest, WIDTH)
        count = self.size >> level * _BITS
        width = min(WIDTH, count - index * WIDTH)
        return self._pyramid(Tile(level, index, width))[rest][at >> rest]

    def _pyramid(self, tile: Tile) -> list[list[bytes]]:
        """Return a tile's digests and above them the digests of every full subtree within it."""
        if tile not in self._pyramids:
            rows = [_split(self.read(tile), tile.width)]
            while len(rows[-1]) > 1:
                last = rows[-1]
                rows.append([node_digest(last[at], last[at + 1]) for at in range(0, len(last) - 1, 2)])
            self._pyramids[tile] = rows
        return self._pyramids[tile]


def _place(index: int, width: int) -> str:
    groups: list[str] = []
    rest = index
    while rest or not groups:
        rest, group = divmod(rest, 1000)
        groups.append(f"{group:03d}")
    path = "/".join([*(f"x{group}" for group in reversed(groups[1:])), groups[0]])
    return path if width == WIDTH else f"{path}.p/{width}"


def _split(content: bytes, width: int) -> list[bytes]:
    if len(content) != width * _DIGEST:
        raise BadTile(f"a tile of {len(content)} bytes for {width} digests")
    return [content[at : at + _DIGEST] for at in range(0, len(content), _DIGEST)]


def _folded(hashes: Sequence[bytes]) -> bytes:
    row = list(hashes)
    while len(row) > 1:
        row = [node_digest(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def _half(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
