"""Words that readers have read, told by where they stand: within a line of print, beside a rule, on another word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ingest.disputes import NUMERALS
from ingest.ocr import Read
from ingest.pieces import DOTS

WITHIN = 0.4
"""No word between others of its line is less sure than this, nor left out: noise stands about print, not within it."""

BESIDE = 1.0
"""Paper between a word and its neighbours, in heights of the highest, up to which it stands within the line."""

PRINT = 0.9
"""From this a word counts as print beside which another stands."""

DASH = 0.8
"""No dash is less sure than this that both have read between two words, nor a dot in mid height that PP-OCR has."""

NUMERAL = 0.85
"""No Roman two or three is less sure than this that both have read between two words: what they doubt is which of the
strokes that print makes alike it is."""

LIES_ON = 0.7
"""Share of a word's width and height on another word from which it is a piece of it, read a second time."""

_DASHES = frozenset("-–—")


def unruled(word: Read) -> Read:
    """Tesseract's word without the rule of a blank to be filled in, which it reads as underscores beside it."""
    bare = word.text.strip("_")
    if bare == word.text or not any(map(str.isalnum, bare)):
        return word
    before = len(word.text) - len(word.text.lstrip("_"))
    pitch = (word.x1 - word.x0) / len(word.text)
    left = word.x0 + before * pitch
    return word._replace(text=bare, x0=left, x1=left + len(bare) * pitch)


def within(words: Sequence[Read]) -> Iterator[Read]:
    """The words of a line; short ones, Roman numerals and dashes no less sure than they are by where they stand."""
    for left, word, right in zip((None, *words), words, (*words[1:], None), strict=False):
        if left is None or right is None or min(left.confidence, right.confidence) < PRINT:
            yield word
            continue
        room = BESIDE * max(each.y1 - each.y0 for each in (left, word, right))
        least = _least_within(word) if max(word.x0 - left.x1, right.x0 - word.x1) <= room else 0.0
        yield word._replace(confidence=max(word.confidence, least))


def _least_within(word: Read) -> float:
    """How sure a word is at least that stands between others; nought for what only Tesseract has read there."""
    if word.text.rstrip(",.;") in NUMERALS:
        return NUMERAL if word.reader == "both" else WITHIN
    if word.text in DOTS:
        return DASH if word.reader != "tesseract" else 0.0
    if word.text in _DASHES:
        return DASH if word.reader == "both" else 0.0
    alone = word.basis is None or word.basis.kind in ("second-alone", "unseen")
    return WITHIN if not alone and any(map(str.isalnum, word.text)) else 0.0


def without_fragments(words: Sequence[Read]) -> list[Read]:
    """A page's words without those that lie on another and say its beginning or end, or the same, once more.

    Ink that was passed over is read by itself; some of it belongs to a word that was found after all.
    """
    if len(words) < 2:
        return list(words)
    boxes = np.array([(word.x0, word.y0, word.x1, word.y1) for word in words])
    sizes = np.maximum(boxes[:, 2:] - boxes[:, :2], 1.0)
    starts, ends = boxes[:, :2], boxes[:, 2:]
    shared = np.minimum(ends[:, None], ends[None]) - np.maximum(starts[:, None], starts[None])
    lies_on = (shared >= LIES_ON * sizes[:, None]).all(axis=2)
    np.fill_diagonal(lies_on, False)
    pairs = zip(*(each.tolist() for each in lies_on.nonzero()), strict=True)
    gone = {index for index, other in pairs if _is_piece(words[index], index, words[other], other)}
    return [word for index, word in enumerate(words) if index not in gone]


def _is_piece(word: Read, index: int, other: Read, number: int) -> bool:
    if not any(map(str.isalnum, word.text)):
        return False
    own, whole = word.text.lower(), other.text.lower()
    if own == whole:  # one of the two stays: the surer, or the first
        return (word.confidence, number) < (other.confidence, index)
    return whole.startswith(own) or whole.endswith(own)
