"""Two readings of one page side by side: by line, and along each line the stretches in which they speak of one ink."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from ingest.ocr import Read
from ingest.pieces import Piece
from ingest.textlines import Line

_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "º": "°", "ˈ": "'"}
)


def plain(text: str) -> str:
    """The text with typographic signs folded that look alike."""
    return text.translate(_ALIKE)


def folded(text: str) -> str:
    """That without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", plain(text)) if not unicodedata.combining(c))


def by_line_of(lines: Sequence[Line], words: Sequence[Read]) -> tuple[dict[int, list[Read]], list[Read]]:
    """Tesseract's words by the line that they stand in, and those in none."""
    by_line: dict[int, list[Read]] = {}
    alone: list[Read] = []
    written = [(index, line, line.y0, line.y1) for index, line in enumerate(lines) if line.characters]
    for word in words:
        middle = (word.y0 + word.y1) / 2
        best, most = -1, 0.5 * max(word.x1 - word.x0, 1.0)
        for index, line, top, bottom in written:
            if not top <= middle <= bottom:
                continue
            top, bottom = line.band((word.x0 + word.x1) / 2)
            if top <= middle <= bottom:
                shared = min(line.x1, word.x1) - max(line.x0, word.x0)
                if shared > most:
                    best, most = index, shared
        if best < 0:
            alone.append(word)
        else:
            by_line.setdefault(best, []).append(word)
    return by_line, alone


def stretches(pieces: Sequence[Piece], words: Sequence[Read]) -> Iterator[tuple[list[Piece], list[Read]]]:
    """PP-OCR's and Tesseract's words of a line, stretch by stretch; one of a stretch's two lists may be empty."""
    return _paired(_groups(pieces, words))


def _groups(pieces: Sequence[Piece], words: Sequence[Read]) -> Iterator[tuple[list[Piece], list[Read]]]:
    """Stretches of the line in which the two readings speak of the same ink."""
    items: list[tuple[float, float, Piece | None, Read | None]] = [
        *((piece.x0, piece.x1, piece, None) for piece in pieces),
        *((word.x0, word.x1, None, word) for word in words),
    ]
    items.sort(key=lambda item: item[0])
    ours: list[Piece] = []
    theirs: list[Read] = []
    for start, end, piece, word in items:
        if (ours or theirs) and not _meets(start, end, ours if word is not None else theirs):
            yield ours, theirs
            ours, theirs = [], []
        if piece is not None:
            ours.append(piece)
        if word is not None:
            theirs.append(word)
    if ours or theirs:
        yield ours, theirs


def _paired(
    groups: Iterable[tuple[list[Piece], list[Read]]],
) -> Iterator[tuple[list[Piece], list[Read]]]:
    """The stretches, two made one where each reader alone has read the same word side by side: it stands there once.

    PP-OCR places its letters by steps, so that a short word may lie half beside its ink.
    """
    last: tuple[list[Piece], list[Read]] | None = None
    for ours, theirs in groups:
        if last is not None and _twice(last, (ours, theirs)):
            last = (last[0] + ours, last[1] + theirs)
            continue
        if last is not None:
            yield last
        last = (ours, theirs)
    if last is not None:
        yield last


def _twice(left: tuple[list[Piece], list[Read]], right: tuple[list[Piece], list[Read]]) -> bool:
    """Whether two neighbouring stretches, read by one reader each, say the same and leave no space between them."""
    if not (bool(left[0]) == bool(right[1]) and bool(left[1]) == bool(right[0]) and bool(left[0]) != bool(left[1])):
        return False
    one: Sequence[Piece | Read] = [*left[0], *left[1]]
    other: Sequence[Piece | Read] = [*right[0], *right[1]]
    near = other[0].x0 - one[-1].x1 < 0.15 * (other[0].y1 - other[0].y0)
    said = ["".join(word.text for word in words).lower() for words in (one, other)]
    return near and folded(said[0]) == folded(said[1])


def _meets(start: float, end: float, others: Sequence[Piece] | Sequence[Read]) -> bool:
    """Whether a stretch overlaps what the other reader has read so far in the group."""
    for other in others:
        shared = min(end, other.x1) - max(start, other.x0)
        if shared > 0.35 * min(end - start, other.x1 - other.x0):
            return True
    return False
