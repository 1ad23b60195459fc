"""Merkle trees over a log: hashing, inclusion and consistency proofs (RFC 6962, section 2.1; RFC 9162, section 2.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

Node = Callable[[int, int], bytes]
"""The hash of a complete subtree by level and index: that of entries index * 2**level to (index + 1) * 2**level."""

EMPTY = hashlib.sha256(b"").digest()
"""The root of a tree without entries."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(count: int) -> int:
    """The largest power of two below `count`: how many entries the left subtree holds."""
    return 1 << (count - 1).bit_length() - 1


def _range(node: Node, start: int, end: int) -> bytes:
    count = end - start
    if count & (count - 1) == 0:
        return node(count.bit_length() - 1, start // count)
    middle = start + _split(count)
    return node_hash(_range(node, start, middle), _range(node, middle, end))


def root(node: Node, size: int) -> bytes:
    """The root of the tree of the first `size` entries."""
    return _range(node, 0, size) if size else EMPTY


def inclusion(node: Node, index: int, size: int) -> list[bytes]:
    """The proof that entry `index` (from 0) is in the tree of `size` entries; ValueError if it is not."""
    if not 0 <= index < size:
        raise ValueError("the tree has no such entry")
    start, end, found = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            found.append(_range(node, middle, end))
            end = middle
        else:
            found.append(_range(node, start, middle))
            start = middle
    return found[::-1]


def consistency(node: Node, old: int, size: int) -> list[bytes]:
    """The proof that the tree of `old` entries begins the tree of `size`; ValueError where there is no such tree."""
    if not 0 < old <= size:
        raise ValueError("the tree has no such beginning")
    start, end, found = 0, size, []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            found.append(_range(node, middle, end))
            end = middle
        else:
            found.append(_range(node, start, middle))
            start = middle
    if start:
        found.append(_range(node, start, end))
    return found[::-1]


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], whole: bytes) -> bool:
    """Whether the proof shows a leaf hash at `index` in the tree of `size` with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, made = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            made = node_hash(step, made)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            made = node_hash(made, step)
        place, last = place >> 1, last >> 1
    return last == 0 and made == whole


def consistent(old: int, old_root: bytes, size: int, whole: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that one tree begins the other (RFC 9162, section 2.1.4.2)."""
    if old == size:
        return not proof and old_root == whole
    if not 0 < old < size:
        return False
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not steps:
        return False
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == whole
