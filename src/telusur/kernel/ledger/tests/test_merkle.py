"""The tree against the vectors of RFC 6962's reference code and against the definition, written down naively."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.ledger.rules import merkle
from telusur.kernel.ledger.rules.merkle import BadProof

ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [merkle.leaf_digest(bytes.fromhex(entry)) for entry in ENTRIES]


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH(D[n]) as section 2.1 of RFC 6962 writes it, over leaves that are already digests."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


trees = st.integers(1, 70).map(lambda size: [sha256(bytes([number])).digest() for number in range(size)])


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_of_the_reference_code(size):
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size]


@given(trees)
def test_the_frontier_leads_to_the_root_of_the_definition(leaves):
    assert merkle.root(leaves) == naive_root(leaves)


@given(trees)
def test_a_frontier_holds_one_digest_for_each_set_bit_of_the_size(leaves):
    assert len(merkle.frontier_of(leaves)) == len(leaves).bit_count()


@given(trees, st.data())
def test_every_leaf_proves_its_place_and_no_other(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = merkle.inclusion_proof(leaves, index)
    claim = {"size": len(leaves), "proof": proof, "tree_root": naive_root(leaves)}
    merkle.check_inclusion(leaf=leaves[index], index=index, **claim)
    wrong = data.draw(st.integers(0, len(leaves)))
    if wrong != index:
        with pytest.raises(BadProof):
            merkle.check_inclusion(leaf=leaves[index], index=wrong, **claim)
    with pytest.raises(BadProof):
        merkle.check_inclusion(leaf=sha256(b"another").digest(), index=index, **claim)


@given(trees, st.data())
def test_a_proof_cut_or_lengthened_is_refused(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = merkle.inclusion_proof(leaves, index)
    claim = {"leaf": leaves[index], "index": index, "size": len(leaves), "tree_root": naive_root(leaves)}
    with pytest.raises(BadProof):
        merkle.check_inclusion(**claim, proof=(*proof, leaves[0]))
    if proof:
        with pytest.raises(BadProof):
            merkle.check_inclusion(**claim, proof=proof[:-1])


@given(trees, st.data())
def test_every_beginning_proves_that_the_rest_was_only_appended(leaves, data):
    old = data.draw(st.integers(1, len(leaves)))
    claim = {"old_size": old, "new_size": len(leaves), "proof": merkle.consistency_proof(leaves, old)}
    roots = {"old_root": naive_root(leaves[:old]), "new_root": naive_root(leaves)}
    merkle.check_consistency(**claim, **roots)
    for name in roots:
        with pytest.raises(BadProof):
            merkle.check_consistency(**claim, **{**roots, name: sha256(b"another").digest()})


@given(trees, st.data())
def test_a_rewritten_beginning_has_no_proof(leaves, data):
    old = data.draw(st.integers(1, len(leaves)))
    changed = data.draw(st.integers(0, old - 1))
    rewritten = [sha256(b"another").digest() if index == changed else leaf for index, leaf in enumerate(leaves)]
    with pytest.raises(BadProof):
        merkle.check_consistency(
            old_size=old,
            old_root=naive_root(leaves[:old]),
            new_size=len(leaves),
            new_root=naive_root(rewritten),
            proof=merkle.consistency_proof(rewritten, old),
        )


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_place_outside_the_tree_has_no_proof(index, size):
    with pytest.raises(IndexError):
        merkle.inclusion_proof(LEAVES[:size], index)


@pytest.mark.parametrize("old", [0, 4])
def test_a_size_outside_the_tree_has_no_proof(old):
    with pytest.raises(IndexError):
        merkle.consistency_proof(LEAVES[:3], old)


def test_sizes_that_cannot_be_are_refused():
    empty = {"old_root": merkle.EMPTY_ROOT, "new_root": merkle.EMPTY_ROOT, "proof": ()}
    for old, new in ((0, 1), (2, 1), (1, 2), (3, 5)):
        with pytest.raises(BadProof):
            merkle.check_consistency(old_size=old, new_size=new, **empty)
    with pytest.raises(BadProof):
        merkle.check_inclusion(leaf=LEAVES[0], index=1, size=1, proof=(), tree_root=LEAVES[0])


@given(size=st.integers(1, len(LEAVES)), data=st.data())
def test_many_paths_at_once_are_the_paths_one_by_one(size, data):
    wanted = data.draw(st.lists(st.integers(0, size - 1), max_size=6))
    paths = merkle.inclusion_proofs(LEAVES[:size], wanted)
    assert paths == [merkle.inclusion_proof(LEAVES[:size], index) for index in wanted]


def test_a_path_to_a_leaf_that_is_not_there_is_refused():
    with pytest.raises(IndexError):
        merkle.inclusion_proofs(LEAVES[:3], [3])
