"""A proof in one file: a leaf's place, its audit path and the signed checkpoint it leads to (C2SP tlog-proof)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .merkle import BadProof, check_inclusion, leaf_digest
from .signed_notes import BadNote, Statement, from_base64, in_base64, opened_note

HEADING = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]*)")


@dataclass(frozen=True)
class Proof:
    """What a proof file holds. entry: the entry itself, as the file's extra data; None where the file leaves it out.
    note: the checkpoint as it was signed."""

    index: int
    path: tuple[bytes, ...]
    note: str
    entry: bytes | None = None

    def text(self) -> str:
        """Return the file."""
        extra = [] if self.entry is None else [f"extra {in_base64(self.entry)}"]
        return "\n".join([HEADING, *extra, f"index {self.index}", *map(in_base64, self.path), "", self.note])


def opened_proof(text: str) -> Proof:
    """Return what a proof file holds; nothing is checked yet. Raises: BadProof."""
    head, separator, note = text.partition("\n\n")
    lines = head.split("\n")
    if not separator or lines.pop(0) != HEADING or not lines:
        raise BadProof("not a proof")
    entry = from_base64(lines.pop(0).removeprefix("extra "), bad=BadProof) if lines[0].startswith("extra ") else None
    found = _INDEX.fullmatch(lines.pop(0)) if lines else None
    if not found:
        raise BadProof("no index")
    return Proof(int(found[1]), tuple(from_base64(line, bad=BadProof) for line in lines), note, entry)


def check_proof(proof: Proof, *, entry: bytes, name: str, public_key: bytes) -> Statement:
    """Accept only a proof that `entry` stands at its place in the log that the key signed; return what was signed.

    Raises: BadProof, BadNote.
    """
    stated = opened_note(proof.note, name=name, public_key=public_key)
    if stated.origin != name:
        raise BadNote("a checkpoint of another log")
    check_inclusion(
        leaf=leaf_digest(entry), index=proof.index, size=stated.size, proof=proof.path, tree_root=stated.root
    )
    return stated
