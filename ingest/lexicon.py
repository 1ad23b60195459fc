"""Words that a language is known to have: the lists that Tesseract's language data carry, walked where they lie.

A list is a graph of letters (tesseract-ocr, `dict/dawg.h`): a row of 64-bit edges, each with a letter, where to go on,
and whether a word ends there. A node is the place of its first edge; its last edge is marked. The data's container
(`ccutil/tessdatamanager.h`) begins with a count and as many offsets. All numbers are little-endian.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import EngineMissing
from ingest.ocr import TESSERACT_LANGUAGES, tessdata

WORDS, LETTERS = 19, 21
"""Places of the list of words and of the letters' numbers among the parts of a language's data."""

MAGIC = 42
"""How a list begins."""

LAST, BACKWARD, END = 1, 2, 4
"""An edge's flags: the last of its node, one that leads back, one that ends a word."""

Step = tuple[int, bool]
"""Where a letter leads (0: nowhere further), and whether a word may end with it."""


class Lexicon:
    """One language's words. Nodes are read when they are first come by."""

    def __init__(self, edges: NDArray[np.uint64], letters: Sequence[str]) -> None:
        self._edges = edges
        self._letters = letters
        self._flags = len(letters).bit_length()
        self._nodes: dict[int, dict[str, Step]] = {}

    def steps(self, node: int) -> dict[str, Step]:
        """The letters that may follow at a node; the first is 0."""
        known = self._nodes.get(node)
        if known is not None:
            return known
        found: dict[str, Step] = {}
        for place in range(node, len(self._edges)):
            edge = int(self._edges[place])
            letter, flags, following = edge & ((1 << self._flags) - 1), edge >> self._flags & 7, edge >> self._flags + 3
            if not flags & BACKWARD and letter < len(self._letters):
                before = found.get(self._letters[letter], (0, False))
                found[self._letters[letter]] = (following or before[0], bool(flags & END) or before[1])
            if flags & LAST:
                break
        self._nodes[node] = found
        return found

    def __contains__(self, word: str) -> bool:
        """Whether the list has this very word."""
        node, ends = 0, False
        for place, letter in enumerate(word):
            if place and not node:
                return False
            step = self.steps(node).get(letter)
            if step is None:
                return False
            node, ends = step
        return ends


@functools.cache
def lexicon(language: str) -> Lexicon | None:
    """The words of a language (ISO 639-1); None where its data is not installed or holds no list."""
    try:
        path = tessdata((language,)) / f"{TESSERACT_LANGUAGES[language]}.traineddata"
    except EngineMissing:
        return None
    return lexicon_of(path)


def lexicon_of(path: Path) -> Lexicon | None:
    """The words of a file of Tesseract's language data; None where it holds no list that is understood."""
    try:
        words, letters = (_part(path.read_bytes(), each) for each in (WORDS, LETTERS))
        if words is None or letters is None:
            return None
        magic, count, edges = struct.unpack_from("<hii", words)
        named = [line.split(" ", 1)[0] for line in letters.decode("utf-8").split("\n")[1:] if line]
        if magic != MAGIC or count != len(named) or len(words) < 10 + 8 * edges:
            return None
        return Lexicon(np.frombuffer(words, dtype="<u8", count=edges, offset=10), named)
    except (OSError, struct.error, UnicodeDecodeError):
        return None


def _part(data: bytes, which: int) -> bytes | None:
    """One part of the data; None where it is not there."""
    (count,) = struct.unpack_from("<i", data)
    offsets = struct.unpack_from(f"<{count}q", data, 4)
    if not 0 <= which < count or offsets[which] < 0:
        return None
    ends = [each for each in offsets if each > offsets[which]]
    return data[offsets[which] : min(ends, default=len(data))]
