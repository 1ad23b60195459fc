"""The tree of a log against Certificate Transparency's public reference tree, and its proofs on trees of any size."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport import merkle
from passport.checkpoint import open_checkpoint, origin_of, sign_checkpoint
from passport.errors import KeyFault, Malformed
from passport.keys import LocalKey, generate
from tests.passport.factory import ED25519, P256

LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]


def tree(entries: list[bytes]) -> merkle.Node:
    def node(level: int, index: int) -> bytes:
        if level == 0:
            return merkle.leaf_hash(entries[index])
        return merkle.node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))

    return node


@pytest.mark.parametrize(
    ("size", "root"),
    [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        (6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ],
)
def test_roots_of_the_reference_tree(size: int, root: str) -> None:
    assert merkle.root(tree(LEAVES), size).hex() == root


# Nodes of the reference tree that its published proofs are made of, by what they stand over.
N0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
N1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
N01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
N23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
N0123 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
N4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
N45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
N6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
N67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
N4567 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [(0, 1, []), (0, 8, [N1, N23, N4567]), (5, 8, [N4, N67, N0123]), (2, 3, [N01]), (1, 5, [N0, N23, N4])],
)
def test_published_inclusion_proofs(index: int, size: int, proof: list[str]) -> None:
    """Those by which Certificate Transparency's and Trillian's verifiers are tested; theirs count entries from 1."""
    node = tree(LEAVES)
    whole, leaf, steps = merkle.root(node, size), merkle.leaf_hash(LEAVES[index]), [bytes.fromhex(n) for n in proof]
    assert merkle.inclusion(node, index, size) == steps
    assert merkle.included(leaf, index, size, steps, whole)
    wrong = [
        (leaf, index + 1, size, steps, whole),
        (leaf, index - 1, size, steps, whole),
        (leaf, index ^ 2, size, steps, whole),
        (leaf, index, size * 2, steps, whole),
        (leaf, index, size // 2, steps, whole),
        (b"WrongLeaf", index, size, steps, whole),
        (leaf, index, size, steps, merkle.EMPTY),
        (leaf, index, size, [*steps, b""], whole),
        (leaf, index, size, [*steps, whole], whole),
        (leaf, index, size, [b"", *steps], whole),
        (leaf, index, size, [whole, *steps], whole),
    ]
    wrong += [(leaf, index, size, steps[:-1], whole)] if steps else []
    assert [one for one in wrong if merkle.included(*one)] == []


@pytest.mark.parametrize(
    ("old", "size", "proof"),
    [
        (1, 1, []),
        (1, 8, [N1, N23, N4567]),
        (6, 8, [N45, N67, N0123]),
        (2, 5, [N23, N4]),
        (6, 7, [N45, N6, N0123]),
    ],
)
def test_published_consistency_proofs(old: int, size: int, proof: list[str]) -> None:
    node = tree(LEAVES)
    before, whole, steps = merkle.root(node, old), merkle.root(node, size), [bytes.fromhex(n) for n in proof]
    assert merkle.consistency(node, old, size) == steps
    assert merkle.consistent(old, before, size, whole, steps)
    wrong = [
        (old - 1, before, size, whole, steps),
        (old + 1, before, size, whole, steps),
        (old, b"WrongRoot", size, whole, steps),
        (old, before, size, b"WrongRoot", steps),
        (old, before, size, whole, [*steps, b""]),
        (old, before, size, whole, [*steps, before]),
        (old, before, size, whole, [b"", *steps]),
        (old, before, size, whole, [whole, *steps]),
    ]
    if steps:
        wrong += [
            (old ^ 2, before, size, whole, steps),
            (old, before, size * 2, whole, steps),
            (old, before, size // 2, whole, steps),
            (old, whole, size, before, steps),
            (old, before, size, whole, []),
            (old, before, size, whole, steps[:-1]),
        ]
    assert [one for one in wrong if merkle.consistent(*one)] == []


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.data())
def test_proofs_hold_for_what_is_so_and_for_nothing_else(size: int, data: st.DataObject) -> None:
    entries = [str(number).encode() for number in range(size)]
    node, index, old = tree(entries), data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    whole, leaf, before = merkle.root(node, size), merkle.leaf_hash(entries[index]), merkle.root(node, old)
    proof, link = merkle.inclusion(node, index, size), merkle.consistency(node, old, size)
    other = hashlib.sha256(b"other").digest()
    assert merkle.included(leaf, index, size, proof, whole)
    assert merkle.consistent(old, before, size, whole, link)
    assert not merkle.included(other, index, size, proof, whole)
    assert not merkle.included(leaf, index, size, [*proof, other], whole)
    assert not merkle.consistent(old, other, size, whole, link)
    assert not merkle.consistent(old, before, size, other, link)
    assert not merkle.consistent(old, before, size, whole, [*link, other])
    for place in range(len(proof)):
        assert not merkle.included(leaf, index, size, [*proof[:place], other, *proof[place + 1 :]], whole)
    assert all(not merkle.included(leaf, wrong, size, proof, whole) for wrong in range(size) if wrong != index)


def test_a_checkpoint_is_opened_by_its_own_key_alone() -> None:
    note = sign_checkpoint(3, merkle.EMPTY, ED25519)
    assert (open_checkpoint(note, ED25519.jwk).size, open_checkpoint(note, ED25519.jwk).root) == (3, merkle.EMPTY)
    text = note.decode()
    other = LocalKey(generate("EdDSA"))
    bad = [
        (text.replace("\n3\n", "\n4\n"), ED25519.jwk),
        (text.replace("\n3\n", "\n03\n"), ED25519.jwk),
        (text.rstrip("\n"), ED25519.jwk),
        (text.partition("\n\n")[0] + "\n\n", ED25519.jwk),
        (text, other.jwk),
        (text.replace(origin_of(ED25519.jwk), origin_of(other.jwk)), other.jwk),
    ]
    for changed, jwk in bad:
        with pytest.raises(Malformed):
            open_checkpoint(changed.encode(), jwk)
    with pytest.raises(KeyFault):
        sign_checkpoint(3, merkle.EMPTY, P256)
