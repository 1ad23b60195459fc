"""Where words end, settled between two readings of a stretch of a line: one drops spaces, the other makes some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from ingest.ocr import Read
from ingest.pieces import SIGNS, Piece, between_figures, within_number
from ingest.textlines import Character

WIDE, LONE = 0.25, 0.6
"""Paper between two of Tesseract's words, in heights of the words, that is a space; the same beside one letter."""

TOUCHING = 0.1
"""Paper between two letters, in heights of the line's box, that is no space."""


def spaced(ours: Sequence[Piece], theirs: Sequence[Read], ink: NDArray[np.uint8]) -> tuple[list[Read], bool]:
    """The words of a stretch that both read alike, and whether they are Tesseract's.

    Where the two part it otherwise, Tesseract's spaces must be wide to count, and where paper alone parts PP-OCR's,
    Tesseract must part them too. `ink` is 255 where the page bears ink.
    """
    more = len(theirs) > len(ours)
    if len(ours) == len(theirs) or (more and _wide_spaces(theirs) and not _in_number(ours, theirs, ink)):
        return list(theirs), True
    alike = sum(len(word.text) for word in theirs) == sum(len(piece.text) for piece in ours)
    return _joined(ours, _starts(theirs if alike else ours), ink), False


def _starts(words: Sequence[Piece] | Sequence[Read]) -> list[int]:
    """The place of each word's first character among those of all."""
    return [0, *accumulate(len(word.text) for word in words)][:-1]


def _in_number(ours: Sequence[Piece], theirs: Sequence[Read], ink: NDArray[np.uint8]) -> bool:
    """Whether Tesseract parts a number that PP-OCR reads as one."""
    characters = [character for piece in ours for character in piece.characters]
    rows = _rows(ours, ink)
    return any(
        within_number(characters, cut, rows) or between_figures(characters, cut)
        for cut in set(_starts(theirs)) - set(_starts(ours))
    )


def _rows(words: Sequence[Piece] | Sequence[Read], ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The ink of the rows that words of one line stand in."""
    return ink[max(0, int(min(word.y0 for word in words))) : int(max(word.y1 for word in words)) + 1]


def _joined(ours: Sequence[Piece], starts: Sequence[int], ink: NDArray[np.uint8]) -> list[Read]:
    """PP-OCR's words, those put together that only paper parts, or a space amid a number, and that do not begin at
    one of the `starts`."""
    characters, rows = [character for piece in ours for character in piece.characters], _rows(ours, ink)
    out: list[Read] = []
    for start, piece in zip(_starts(ours), ours, strict=True):
        if start not in starts and (
            piece.parted or within_number(characters, start, rows) or _touches(out[-1], piece, ink)
        ):
            sure = min(out[-1].confidence, piece.confidence)
            out[-1] = out[-1]._replace(text=out[-1].text + piece.text, x1=piece.x1, confidence=sure)
        else:
            out.append(read_of(piece))
    return out


def _touches(left: Read, right: Piece, ink: NDArray[np.uint8]) -> bool:
    """Whether less paper parts two words than letters of one: PP-OCR reads a space where a stroke is worn away."""
    rows = ink[max(0, int(right.y0)) : int(right.y1) + 1]
    part = rows[:, max(0, int(left.x1 - 0.25 * (right.y1 - right.y0))) : int(right.x0 + 0.25 * (right.y1 - right.y0))]
    if part.size == 0 or not (left.text[-1].isalpha() and right.text[0].isalpha()):
        return False
    inked = np.flatnonzero((part > 0).any(axis=0))
    return len(inked) > 1 and int(np.diff(inked).max()) - 1 < TOUCHING * (right.y1 - right.y0)


def _wide_spaces(words: Sequence[Read]) -> bool:
    """Whether the paper between the words is as wide as spaces are, wider where a letter stands alone."""
    height = max(word.y1 - word.y0 for word in words)
    return all(b.x0 - a.x1 >= (LONE if _is_lone(a) or _is_lone(b) else WIDE) * height for a, b in pairwise(words))


def _is_lone(word: Read) -> bool:
    return len(word.text) == 1 and word.text.isalpha()


def _paper(left: Read, right: Read, ink: NDArray[np.uint8]) -> int:
    """The widest stretch of columns without ink between two words, in pixels: a letter left out is no space."""
    part = _rows((left, right), ink)[:, max(0, int(left.x1) - 2) : max(0, int(right.x0)) + 3]
    if part.size == 0:
        return 0
    inked = np.nonzero((part > 0).any(axis=0))[0]
    edges = np.concatenate([[-1], inked, [part.shape[1]]])
    return int(np.diff(edges).max()) - 1


def respaced(ours: Sequence[Piece], theirs: Sequence[Read], ink: NDArray[np.uint8]) -> Iterator[Read]:
    """PP-OCR's characters, parted at its own spaces and also at Tesseract's, which it is apt to drop."""
    p, t = ("".join(word.text for word in words) for words in (ours, theirs))
    characters = [character for piece in ours for character in piece.characters]
    cuts, rows = set(_starts(ours)), _rows(ours, ink)
    places = _mapped(t, p)
    at = 0
    for left, right in pairwise(theirs):
        at += len(left.text)
        height = max(left.y1 - left.y0, 1.0)
        if (
            min(right.x0 - left.x1, 2 * _paper(left, right, ink)) > 0.18 * height
            and len(left.text) > 1
            and len(right.text) > 1
            and not within_number(characters, places[at], rows)
            and not between_figures(characters, places[at])
            and not _at_lost_sign(characters, places[at], left.text, right.text)
        ):
            cuts.add(places[at])
    edges = sorted(cut for cut in cuts if 0 < cut < len(characters))
    frame = ours[0]
    for start, end in zip([0, *edges], [*edges, len(characters)], strict=True):
        run = characters[start:end]
        if not run:
            continue
        if len(run) > 1:
            half = (run[-1].x - run[0].x) / (len(run) - 1) * 0.6
        else:
            half = (frame.y1 - frame.y0) * 0.25
        text = "".join(character.text for character in run)
        yield Read(text, run[0].x - half, frame.y0, run[-1].x + half, frame.y1, 0.0, "ppocr")


def _at_lost_sign(characters: Sequence[Character], index: int, left: str, right: str) -> bool:
    """Whether the place before the character at `index` is beside a sign between two figures that Tesseract passed
    over: what it took for a space is the paper about that sign."""
    for sign in (index - 1, index):
        if 0 < sign < len(characters) - 1 and characters[sign].text in SIGNS:
            figures = characters[sign - 1].text.isdigit() and characters[sign + 1].text.isdigit()
            if figures and left[-1].isdigit() and right[0].isdigit():
                return True
    return False


def _mapped(source: str, target: str) -> list[int]:
    """For each position between characters of `source`, the like position in `target`."""
    places = [0] * (len(source) + 1)
    for block in Levenshtein.opcodes(source, target):
        span = block.src_end - block.src_start
        for offset in range(span + 1):
            share = offset / span if span else 0.0
            places[block.src_start + offset] = round(block.dest_start + share * (block.dest_end - block.dest_start))
    return places


def read_of(piece: Piece) -> Read:
    """PP-OCR's word by itself."""
    return Read(piece.text, piece.x0, piece.y0, piece.x1, piece.y1, piece.confidence, "ppocr")
