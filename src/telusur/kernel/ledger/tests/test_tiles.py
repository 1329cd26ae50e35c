"""Tiles, bundles and proofs against the definition and the example of the format's own text."""

from __future__ import annotations

from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.ledger.rules import merkle
from telusur.kernel.ledger.rules.merkle import BadProof, leaf_digest
from telusur.kernel.ledger.rules.proofs import Proof, check_proof, opened_proof
from telusur.kernel.ledger.rules.signed_notes import BadNote, Statement, signed_note
from telusur.kernel.ledger.rules.tiles import (
    BadTile,
    Tile,
    TiledTree,
    bundle,
    grown,
    new_tiles,
    opened_bundle,
    tile_at,
    tiles_of,
)

from .test_merkle import LEAVES, ROOTS, naive_root

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
ORIGIN = "hasil.contoh.invalid/election/pilpres2024"
DIGESTS = [sha256(number.to_bytes(4, "big")).digest() for number in range(66_100)]


def written(files: dict[Tile, bytes], old_size: int, size: int) -> dict[Tile, bytes]:
    """Return the files after the log grew, as a publisher writes them: only what is new, read from what is there."""
    leaves = DIGESTS[old_size // 256 * 256 : size]
    return files | dict(grown(old_size=old_size, size=size, leaves=leaves, read=files.__getitem__))


def tree(size: int) -> TiledTree:
    return TiledTree(size, written({}, 0, size).__getitem__)


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 1_234_067), "tile/0/x001/x234/067"),
        (Tile(1, 273, 112), "tile/1/273.p/112"),
        (Tile(63, 1000, 1), "tile/63/x001/000.p/1"),
    ],
)
def test_a_tile_has_one_address(tile, path):
    assert tile.path() == path
    assert tile_at(path) == (tile, False)
    assert tile_at(Tile(0, 5, 7).entries_path()) == (Tile(0, 5, 7), True)


@pytest.mark.parametrize(
    "path",
    [
        *("tile/64/000", "tile/00/000", "tile/0/0", "tile/0/x000/001", "tile/0/001/000", "tile/0/000.p/256"),
        *("tile/0/000.p/0", "tile/0/000.p/01", "tile/x/000", "/tile/0/000", "tile/0/000\n", "tile/0/x001"),
    ],
)
def test_another_address_is_none(path):
    with pytest.raises(BadTile):
        tile_at(path)


def test_a_tree_of_seventy_thousand_has_the_tiles_of_the_formats_example():
    found = list(tiles_of(70_000))
    assert [sum(tile.level == level for tile in found) for level in range(4)] == [274, 2, 1, 0]
    assert [tile for tile in found if tile.width < 256] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles_of(0)) == []


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_of_the_reference_code(size):
    files = dict(grown(old_size=0, size=size, leaves=LEAVES[:size], read={}.__getitem__))
    assert TiledTree(size, files.__getitem__).root().hex() == ROOTS[size]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=4).map(sorted))
def test_a_log_that_grew_in_steps_has_the_tiles_of_one_that_was_written_at_once(sizes):
    files: dict[Tile, bytes] = {}
    before = 0
    for size in sizes:
        fresh = {tile for tile in written(files, before, size) if tile not in files}
        assert fresh == set(new_tiles(before, size)) - set(files)
        assert set(new_tiles(before, size)) == set(tiles_of(size)) - set(tiles_of(before))
        files, before = written(files, before, size), size
    at_once = written({}, 0, before)
    assert {tile: files[tile] for tile in tiles_of(before)} == at_once
    assert TiledTree(before, files.__getitem__).root() == naive_root(DIGESTS[:before])


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 700), st.data())
def test_proofs_from_tiles_are_those_of_the_definition(size, data):
    tiled, leaves = tree(size), DIGESTS[:size]
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    assert tiled.leaf(index) == leaves[index]
    assert tiled.inclusion_proof(index) == merkle.inclusion_proof(leaves, index)
    assert tiled.consistency_proof(old) == merkle.consistency_proof(leaves, old)


def test_a_tree_of_three_levels_proves_and_holds_together():
    files = written({}, 0, 65_000)
    size = 66_100
    grown_files = written(files, 65_000, size)
    tiled = TiledTree(size, grown_files.__getitem__)
    assert tiled.root() == merkle.root(DIGESTS[:size])
    for index in (0, 255, 256, 65_535, 65_536, 66_099):
        proof = tiled.inclusion_proof(index)
        merkle.check_inclusion(leaf=DIGESTS[index], index=index, size=size, proof=proof, tree_root=tiled.root())
    merkle.check_consistency(
        old_size=65_000,
        old_root=TiledTree(65_000, files.__getitem__).root(),
        new_size=size,
        new_root=tiled.root(),
        proof=tiled.consistency_proof(65_000),
    )


def test_what_does_not_fit_is_refused():
    with pytest.raises(BadTile):
        list(grown(old_size=0, size=5, leaves=DIGESTS[:4], read={}.__getitem__))
    with pytest.raises(BadTile):
        TiledTree(3, lambda _tile: b"short").root()
    with pytest.raises(IndexError):
        tree(3).inclusion_proof(3)
    with pytest.raises(IndexError):
        tree(3).consistency_proof(4)


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_a_bundle_is_read_back(entries):
    assert opened_bundle(bundle(entries)) == entries


def test_a_bundle_cut_short_and_an_entry_too_long_are_refused():
    for cut in (1, 3):
        with pytest.raises(BadTile):
            opened_bundle(bundle([b"abc"])[:cut])
    with pytest.raises(BadTile):
        bundle([bytes(65_536)])


# --- one proof, one file

ENTRIES = [b"entry %d" % number for number in range(5)]
NOTE = signed_note(Statement(ORIGIN, 5, merkle.root([leaf_digest(entry) for entry in ENTRIES])), key=KEY)


def a_proof(index: int, *, with_entry: bool = True) -> Proof:
    path = merkle.inclusion_proof([leaf_digest(entry) for entry in ENTRIES], index)
    return Proof(index, path, NOTE, ENTRIES[index] if with_entry else None)


@pytest.mark.parametrize("with_entry", [True, False])
@pytest.mark.parametrize("index", range(5))
def test_a_proof_file_is_read_back_and_holds(index, with_entry):
    proof = a_proof(index, with_entry=with_entry)
    read = opened_proof(proof.text())
    assert read == proof
    assert check_proof(read, entry=ENTRIES[index], name=ORIGIN, public_key=PUBLIC).size == 5


def test_a_proof_file_is_laid_out_as_the_format_asks():
    lines = a_proof(4).text().split("\n")
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", "extra ZW50cnkgNA==", "index 4"]
    assert lines[4:7] == ["", ORIGIN, "5"]
    assert lines[9].startswith(f"— {ORIGIN} ")


def test_a_proof_of_something_else_is_refused():
    proof = a_proof(2)
    with pytest.raises(BadProof):
        check_proof(proof, entry=ENTRIES[3], name=ORIGIN, public_key=PUBLIC)
    with pytest.raises(BadNote):
        check_proof(proof, entry=ENTRIES[2], name="another/log", public_key=PUBLIC)
    with pytest.raises(BadNote):
        check_proof(proof, entry=ENTRIES[2], name=ORIGIN, public_key=bytes(32))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"),
        ("index 2", "index 02"),
        ("index 2\n", ""),
        ("extra ", "extra!"),
        ("\n\n", "\n"),
        ("=\n", "\n"),
    ],
)
def test_a_file_that_is_no_proof_is_refused(old, new):
    with pytest.raises(BadProof):
        opened_proof(a_proof(2).text().replace(old, new))
