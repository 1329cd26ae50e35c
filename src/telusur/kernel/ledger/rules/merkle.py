"""The Merkle tree of RFC 6962 (section 2.1) over SHA-256: root, frontier, proofs and their checks.

A digest is 32 bytes. The *frontier* of a tree is the digests of its full subtrees from left to right, one for each
set bit of its size: all one needs to append a leaf and to name the root.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Frontier = tuple[bytes, ...]
EMPTY_ROOT = sha256(b"").digest()


class BadProof(ValueError):
    """A proof that does not lead to the root it was offered for."""


def leaf_digest(entry: bytes) -> bytes:
    """Return the digest of one leaf, whose content is `entry`."""
    return sha256(b"\x00" + entry).digest()


def node_digest(left: bytes, right: bytes) -> bytes:
    """Return the digest of the node above two digests."""
    return sha256(b"\x01" + left + right).digest()


def appended(frontier: Frontier, size: int, leaf: bytes) -> Frontier:
    """Return the frontier of the tree of `size` leaves after one more leaf digest."""
    grown = [*frontier, leaf]
    while size & 1:
        right, left = grown.pop(), grown.pop()
        grown.append(node_digest(left, right))
        size >>= 1
    return tuple(grown)


def root_of(frontier: Frontier) -> bytes:
    """Return the root of the tree with this frontier."""
    if not frontier:
        return EMPTY_ROOT
    root = frontier[-1]
    for left in reversed(frontier[:-1]):
        root = node_digest(left, root)
    return root


def frontier_of(leaves: Sequence[bytes]) -> Frontier:
    """Return the frontier of the tree over these leaf digests."""
    frontier: Frontier = ()
    for size, leaf in enumerate(leaves):
        frontier = appended(frontier, size, leaf)
    return frontier


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root of the tree over these leaf digests."""
    return root_of(frontier_of(leaves))


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the audit path of the leaf at `index`, from the leaf's sibling up to below the root."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return ()
    half = _half(len(leaves))
    if index < half:
        return (*inclusion_proof(leaves[:half], index), root(leaves[half:]))
    return (*inclusion_proof(leaves[half:], index - half), root(leaves[:half]))


def inclusion_proofs(leaves: Sequence[bytes], indexes: Iterable[int]) -> list[tuple[bytes, ...]]:
    """Return the audit path of each of these leaves; roots that several paths name are reckoned once."""
    known: dict[tuple[int, int], bytes] = {}

    def root_between(start: int, stop: int) -> bytes:
        if (start, stop) not in known:
            known[start, stop] = root(leaves[start:stop])
        return known[start, stop]

    def path(index: int, start: int, stop: int) -> tuple[bytes, ...]:
        if stop - start == 1:
            return ()
        middle = start + _half(stop - start)
        if index < middle:
            return (*path(index, start, middle), root_between(middle, stop))
        return (*path(index, middle, stop), root_between(start, middle))

    wanted = list(indexes)
    if any(not 0 <= index < len(leaves) for index in wanted):
        raise IndexError(wanted)
    return [path(index, 0, len(leaves)) for index in wanted]


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Return the proof that the tree over the first `old_size` leaves is a beginning of the tree over all."""
    if not 0 < old_size <= len(leaves):
        raise IndexError(old_size)
    return _consistency(leaves, old_size, whole=True)


def check_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree_root: bytes) -> None:
    """Accept only a proof that `leaf` stands at `index` of the tree of `size` leaves under `tree_root`.

    Raises: BadProof. Law of the walk: RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        raise BadProof
    place, last, digest = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise BadProof
        if place & 1 or place == last:
            digest = node_digest(sibling, digest)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            digest = node_digest(digest, sibling)
        place, last = place >> 1, last >> 1
    if last or digest != tree_root:
        raise BadProof


def check_consistency(
    *, old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Accept only a proof that the old tree is a beginning of the new one.

    Raises: BadProof. Law of the walk: RFC 9162, section 2.1.4.2.
    """
    if not 0 < old_size <= new_size:
        raise BadProof
    if old_size == new_size:
        if proof or old_root != new_root:
            raise BadProof
        return
    if _walked(old_size, new_size, [*proof] if old_size & (old_size - 1) else [old_root, *proof]) != (
        old_root,
        new_root,
    ):
        raise BadProof


def _walked(old_size: int, new_size: int, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return the roots of the smaller and of the larger tree to which a consistency path leads."""
    if not path:
        raise BadProof
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise BadProof
        if place & 1 or place == last:
            old, new = node_digest(sibling, old), node_digest(sibling, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_digest(new, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise BadProof
    return old, new


def _half(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _consistency(leaves: Sequence[bytes], old_size: int, *, whole: bool) -> tuple[bytes, ...]:
    if old_size == len(leaves):
        return () if whole else (root(leaves),)
    half = _half(len(leaves))
    if old_size <= half:
        return (*_consistency(leaves[:half], old_size, whole=whole), root(leaves[half:]))
    return (*_consistency(leaves[half:], old_size - half, whole=False), root(leaves[:half]))
