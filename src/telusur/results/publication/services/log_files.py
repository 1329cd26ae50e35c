"""The election's log as static files: checkpoint, tiles, bundles of entries, the way from checkpoint to checkpoint."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from telusur.kernel.ledger.rules.proofs import Proof
from telusur.kernel.ledger.rules.tiles import WIDTH, Tile, TiledTree, bundle, grown, opened_bundle
from telusur.kernel.ledger.selectors import published_acts

if TYPE_CHECKING:
    from telusur.kernel.ledger.models import Checkpoint

    from .store import Draft

FOLDER = "log"
CONSISTENCY = "telusur-consistency/1"
_ENTRIES_AT_ONCE = 64  # bundles kept in memory


class LogDiffers(Exception):
    """The entries of the log do not lead to the root that was signed."""


@dataclass
class LogFiles:
    """The log of `checkpoint` in a draft. read: whatever is not in the draft yet is written first (`write`)."""

    draft: Draft
    checkpoint: Checkpoint
    _bundles: dict[int, list[bytes]] = field(default_factory=dict)
    _tree: TiledTree | None = None

    def write(self, *, old_size: int) -> None:
        """Write what the log grew by since `old_size`, and the proof that it only grew. Raises: LogDiffers."""
        size = self.checkpoint.size
        try:
            self._grow(old_size)
            whole = self.tree.root() == bytes(self.checkpoint.root)
        except (TypeError, ValueError, KeyError):  # what lies there is not what was written
            whole = False
        if not whole and old_size:
            old_size, self._tree = 0, None
            self._grow(0)
            whole = self.tree.root() == bytes(self.checkpoint.root)
        if not whole:
            raise LogDiffers(self.checkpoint.log)
        note = self.checkpoint.note.encode()
        self.draft.put(f"{FOLDER}/checkpoint", note)
        self.draft.put(f"{FOLDER}/checkpoints/{size}", note)
        if 0 < old_size < size:
            path = [base64.b64encode(one).decode() for one in self.tree.consistency_proof(old_size)]
            text = "\n".join([CONSISTENCY, f"old {old_size}", f"new {size}", *path, ""])
            self.draft.put(f"{FOLDER}/consistency/{old_size}-{size}", text.encode())

    @property
    def tree(self) -> TiledTree:
        """The tree of the checkpoint, as its tiles in the draft hold it."""
        if self._tree is None:
            self._tree = TiledTree(self.checkpoint.size, self._read)
        return self._tree

    def proof(self, index: int) -> bytes:
        """Return the proof, as one file, that the entry at this place is in the log."""
        proof = Proof(index, self.tree.inclusion_proof(index), self.checkpoint.note, self.entry(index))
        return proof.text().encode()

    def entry(self, index: int) -> bytes:
        """Return one entry, out of its bundle."""
        number = index // WIDTH
        if number not in self._bundles:
            if len(self._bundles) >= _ENTRIES_AT_ONCE:
                self._bundles.pop(next(iter(self._bundles)))
            width = min(WIDTH, self.checkpoint.size - number * WIDTH)
            content = self.draft.read(f"{FOLDER}/{Tile(0, number, width).entries_path()}")
            self._bundles[number] = opened_bundle(content or b"")
        return self._bundles[number][index % WIDTH]

    def _grow(self, old_size: int) -> None:
        size, start = self.checkpoint.size, old_size // WIDTH * WIDTH
        leaves: list[bytes] = []
        entries: list[bytes] = []
        for act in published_acts(log=self.checkpoint.log, start=start, stop=size):
            leaves.append(act.leaf)
            entries.append(act.content)
            if len(entries) == WIDTH or act.index == size - 1:
                tile = Tile(0, act.index // WIDTH, len(entries))
                self.draft.put(f"{FOLDER}/{tile.entries_path()}", bundle(entries))
                entries = []
        for tile, content in grown(old_size=old_size, size=size, leaves=leaves, read=self._read):
            self.draft.put(f"{FOLDER}/{tile.path()}", content)
            if tile.width == WIDTH:  # what led up to a full tile is no longer needed by any checkpoint
                self._drop_partial(f"{FOLDER}/{tile.path()}")
                if tile.level == 0:
                    self._drop_partial(f"{FOLDER}/{tile.entries_path()}")

    def _drop_partial(self, path: str) -> None:
        for name in self.draft.names(f"{path}.p"):
            self.draft.drop(f"{path}.p/{name}")

    def _read(self, tile: Tile) -> bytes:
        return self.draft.read(f"{FOLDER}/{tile.path()}") or b""
