"""A proof in one file: a leaf's place, its audit path and the signed checkpoint it leads to (C2SP tlog-proof)."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from .merkle import BadProof, check_inclusion, leaf_digest
from .signed_notes import BadNote, Statement, opened_note

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
        extra = [] if self.entry is None else [f"extra {_base64(self.entry)}"]
        return "\n".join([HEADING, *extra, f"index {self.index}", *map(_base64, self.path), "", self.note])


def opened_proof(text: str) -> Proof:
    """Return what a proof file holds; nothing is checked yet. Raises: BadProof."""
    head, separator, note = text.partition("\n\n")
    lines = head.split("\n")
    if not separator or lines.pop(0) != HEADING or not lines:
        raise BadProof("not a proof")
    entry = _unbase64(lines.pop(0).removeprefix("extra ")) if lines[0].startswith("extra ") else None
    found = _INDEX.fullmatch(lines.pop(0)) if lines else None
    if not found:
        raise BadProof("no index")
    return Proof(int(found[1]), tuple(map(_unbase64, lines)), note, entry)


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


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _unbase64(text: str) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise BadProof(f"not base64: {text!r}") from error
    if _base64(value) != text:
        raise BadProof(f"written in another way: {text!r}")
    return value
