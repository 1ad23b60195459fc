"""Lists of words as Tesseract's language data carry them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lexicon import lexicon_of

Factory = pytest.TempPathFactory
WORDS = ("gold", "golden", "go", "Accra", "ore", "ores")


def packed(words: tuple[str, ...]) -> tuple[bytes, bytes]:
    """A list of words and its letters, as they lie in language data."""
    letters = ["NULL", *sorted({char for word in words for char in word})]
    trie: dict[str, dict[str, object]] = {}
    for word in words:
        node = trie
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]  # a tree of itself
        node["end"] = {}
    bits, edges = len(letters).bit_length(), list[int]()

    def laid(node: dict[str, dict[str, object]]) -> int:
        place = len(edges)
        chars = sorted(each for each in node if each != "end")
        edges.extend([0] * len(chars))
        for offset, char in enumerate(chars):
            below = node[char]
            further = laid(below) if set(below) - {"end"} else 0  # type: ignore[arg-type]  # a tree of itself
            flags = (1 if offset == len(chars) - 1 else 0) | (4 if "end" in below else 0)
            edges[place + offset] = further << bits + 3 | flags << bits | letters.index(char)
        return place

    laid(trie)
    names = "\n".join([str(len(letters)), *(f"{each} 0 0" for each in letters), ""])
    return struct.pack(f"<hii{len(edges)}Q", 42, len(letters), len(edges), *edges), names.encode()


def data_of(path: Path, words: bytes | None, letters: bytes) -> Path:
    """A file of language data that holds nothing but these."""
    offsets, parts, at = [-1] * 24, b"", 4 + 8 * 24
    for place, part in ((19, words), (21, letters)):
        if part is not None:
            offsets[place] = at + len(parts)
            parts += part
    path.write_bytes(struct.pack("<i24q", 24, *offsets) + parts)
    return path


def test_words_of_the_list_are_known_and_no_others(tmp_path: Path) -> None:
    known = lexicon_of(data_of(tmp_path / "x.traineddata", *packed(WORDS)))
    assert known is not None
    assert all(word in known for word in WORDS)
    assert not any(word in known for word in ("gol", "goldens", "accra", "", "xyz", "o"))


@given(
    st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=8, unique=True), st.text("abc", max_size=6)
)
def test_a_word_is_known_where_it_was_put(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], word: str
) -> None:
    known = lexicon_of(data_of(tmp_path_factory.mktemp("x") / "x.traineddata", *packed(tuple(words))))
    assert known is not None
    assert (word in known) == (word in words)


def test_what_holds_no_list_is_none(tmp_path: Path) -> None:
    words, letters = packed(WORDS)
    path = tmp_path / "x.traineddata"
    assert lexicon_of(path) is None
    assert lexicon_of(data_of(path, None, letters)) is None
    assert lexicon_of(data_of(path, words[:30], letters)) is None
    assert lexicon_of(data_of(path, b"\0\0" + words[2:], letters)) is None
    assert lexicon_of(data_of(path, words, b"3\n\xff\xfe")) is None
    path.write_bytes(b"\x01")
    assert lexicon_of(path) is None
    path.write_bytes(struct.pack("<i", 10_000))
    assert lexicon_of(path) is None


@given(st.binary(max_size=400))
def test_no_bytes_break_it(tmp_path_factory: Factory, noise: bytes) -> None:
    path = tmp_path_factory.mktemp("x") / "x.traineddata"
    path.write_bytes(struct.pack("<i", 3) + noise)
    assert lexicon_of(path) is None or len(noise) > 10
    words, letters = packed(WORDS)
    known = lexicon_of(data_of(path, words[:10] + noise + words[10 + len(noise) :], letters))
    assert known is None or "gold" in known or "gold" not in known
