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
        (6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ],
)
def test_roots_of_the_reference_tree(size: int, root: str) -> None:
    assert merkle.root(tree(LEAVES), size).hex() == root


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
