"""Two readings of one page made into one: words that both read alike are surer, words they read otherwise less sure.

PP-OCR reads whole lines and is the better reader of digits and bad print; Tesseract reads words, keeps the spaces,
and is the better speller. Both are put side by side along each line, and for each stretch one of them is believed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from ingest.certainty import Basis, chance
from ingest.ocr import Read
from ingest.pieces import Piece, pieces_of
from ingest.spacing import read_of, respaced, spaced
from ingest.textlines import Line

DOUBT = 0.75
"""Below this PP-OCR gives way to a Tesseract that is sure."""

CASE = 0.85
"""From this Tesseract is believed where the two differ in capitals alone."""

SURE = 0.7
"""From this Tesseract counts as sure where PP-OCR is in doubt."""

LONE_WORD = 0.6
"""A word that Tesseract alone has read is kept from this confidence."""


UNSEEN_WORD = 0.88
"""A word of Tesseract's where PP-OCR has found no text at all is kept from this: most are ornament read as letters."""

LEAST_HEIGHT = 0.36
"""Share of its line's height that the ink of a word with figures or capitals has at least."""


def merged(lines: Sequence[Line], words: Sequence[Read], ink: NDArray[np.uint8], *, accents: bool = True) -> list[Read]:
    """One reading out of PP-OCR's lines and Tesseract's words.

    `ink` is 255 where the page bears ink. `accents` is false on a page in English, where dirt makes more accents
    than writers do.
    """
    by_line, alone = _assigned(lines, words)
    out: list[Read] = []
    for index, line in enumerate(lines):
        pieces = pieces_of(line, ink)
        own = by_line.get(index, [])
        settled = (
            word for ours, theirs in _paired(_groups(pieces, own)) for word in _settled(ours, theirs, ink, accents)
        )
        out.extend(_pointed(settled))
    for word in alone:
        if word.confidence >= UNSEEN_WORD and sum(char.isalnum() for char in word.text) >= 3:
            out.append(_sure(word, Basis("unseen", 0.0, word.confidence)))
    return [_tight(word, ink) for word in out]


def _pointed(words: Iterable[Read]) -> Iterator[Read]:
    """The words of a line with full stops and commas put back to the word that they stand close behind."""
    last: Read | None = None
    for word in words:
        if last is not None and word.text in (".", ",") and word.x0 - last.x1 < 0.4 * (last.y1 - last.y0):
            sure = min(last.confidence, word.confidence)
            last = replace(last, text=last.text + word.text, x1=max(last.x1, word.x1), confidence=sure)
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last


def _assigned(lines: Sequence[Line], words: Sequence[Read]) -> tuple[dict[int, list[Read]], list[Read]]:
    """Tesseract's words by the line that they stand in, and those in none."""
    by_line: dict[int, list[Read]] = {}
    alone: list[Read] = []
    for word in words:
        middle = (word.y0 + word.y1) / 2
        best, most = -1, 0.5 * max(word.x1 - word.x0, 1.0)
        for index, line in enumerate(lines):
            if not (line.characters and line.y0 <= middle <= line.y1):
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
    return near and _folded(said[0]) == _folded(said[1])


def _meets(start: float, end: float, others: Sequence[Piece] | Sequence[Read]) -> bool:
    """Whether a stretch overlaps what the other reader has read so far in the group."""
    for other in others:
        shared = min(end, other.x1) - max(start, other.x0)
        if shared > 0.35 * min(end - start, other.x1 - other.x0):
            return True
    return False


def _settled(ours: Sequence[Piece], theirs: Sequence[Read], ink: NDArray[np.uint8], accents: bool) -> Iterator[Read]:
    """The words of one stretch."""
    if not theirs:
        for piece in ours:
            yield _sure(read_of(piece), Basis("first-alone", piece.confidence, 0.0))
        return
    if not ours:
        for word in theirs:
            if word.confidence >= LONE_WORD and _spelt(word.text):
                yield _sure(word, Basis("second-alone", 0.0, word.confidence))
        return
    p = "".join(piece.text for piece in ours)
    t = "".join(word.text for word in theirs)
    sure_p, sure_t = min(piece.confidence for piece in ours), min(word.confidence for word in theirs)
    if p == t or _plain(p) == _plain(t):
        yield from _agreed(ours, theirs, ink, p, t, Basis("same", sure_p, sure_t))
    elif _folded(p) == _folded(t):
        # They differ in accents alone. PP-OCR drops some that Tesseract sees; dirt makes others.
        (rich, sure_rich), (bare, sure_bare) = sorted(((t, sure_t), (p, sure_p)), key=lambda each: -_accents(each[0]))
        text = rich if accents and sure_rich >= min(0.85, sure_bare) else bare
        yield from _agreed(ours, theirs, ink, text, text, Basis("accents", sure_p, sure_t))
    elif p.lower() == t.lower():
        text = t if (sure_t >= CASE and _alike_in_case(p, t)) or (_regular(t) and not _regular(p)) else p
        yield from _agreed(ours, theirs, ink, text, text, Basis("case", sure_p, sure_t))
    else:
        yield from _disputed(ours, theirs, ink, p, t, sure_p, sure_t)


def _sure(read: Read, basis: Basis) -> Read:
    return replace(read, confidence=chance(basis, read.text), basis=basis)


def _agreed(
    ours: Sequence[Piece], theirs: Sequence[Read], ink: NDArray[np.uint8], p: str, t: str, basis: Basis
) -> Iterator[Read]:
    """Both read the same characters: whichever parts them rightly gives the words, the other the signs."""
    boxes, are_theirs = spaced(ours, theirs, ink)
    text = p if (len(p) == len(t)) is are_theirs else t
    start = 0
    for box in _clipped(boxes, ours) if are_theirs else boxes:
        end = start + len(box.text)
        yield _sure(replace(box, text=text[start:end], reader="both"), basis)
        start = end


def _clipped(words: Sequence[Read], ours: Sequence[Piece]) -> list[Read]:
    """Tesseract's words no wider than PP-OCR's: a ruling that touches a word takes its box along the whole line."""
    out = []
    for number, word in enumerate(words):
        within = ours[number : number + 1] if len(ours) == len(words) else ours
        room = 0.5 * (within[0].y1 - within[0].y0)
        x0, x1 = max(word.x0, within[0].x0 - room), min(word.x1, within[-1].x1 + room)
        out.append(replace(word, x0=x0, x1=x1) if x0 < x1 else word)
    return out


def _disputed(
    ours: Sequence[Piece],
    theirs: Sequence[Read],
    ink: NDArray[np.uint8],
    p: str,
    t: str,
    sure_p: float,
    sure_t: float,
) -> Iterator[Read]:
    """They read different characters: one is believed, and less than it believes itself."""
    if sure_p < DOUBT and sure_t >= SURE:
        for word in theirs:
            yield _sure(word, Basis("second", sure_p, word.confidence))
        return
    basis = Basis("first", sure_p, sure_t)
    if Levenshtein.normalized_similarity(p, t) >= 0.5:
        for word in respaced(ours, theirs, ink):
            yield _sure(word, basis)
    else:
        for piece in ours:
            yield _sure(read_of(piece), basis)


def _spelt(text: str) -> bool:
    """Whether a word holds something that a paper could say: letters or digits, more than one sign."""
    return sum(char.isalnum() for char in text) >= 2 or text.isdigit()


_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "º": "°", "ˈ": "'"}
)


def _plain(text: str) -> str:
    """The text with typographic signs folded that look alike."""
    return text.translate(_ALIKE)


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", _plain(text)) if not unicodedata.combining(c))


def _alike_in_case(p: str, t: str) -> bool:
    """Whether they differ only in letters whose capital is a larger copy: Tesseract measures them against the line."""
    return all(a == b or a.lower() in "cosvwxz" for a, b in zip(p, t, strict=False))


_REGULAR = re.compile(r"(?:\b(?:a+|A+|Aa*|Aa+(?:Aa{2,})+)\b|\W)*")
"""The shapes of words: small, capital, small behind a capital, that again within a name ("McDonald")."""


def _regular(text: str) -> bool:
    """Whether a writer could mean its capitals."""
    shape = "".join(("A" if char.isupper() else "a") if char.isalpha() else "-" for char in text)
    return _REGULAR.fullmatch(shape) is not None


def _accents(text: str) -> int:
    return sum(1 for c in unicodedata.normalize("NFD", text) if unicodedata.combining(c))


def _tight(word: Read, ink: NDArray[np.uint8]) -> Read:
    """A word with its box drawn in to the ink: PP-OCR's lines are found with room around them."""
    if word.reader == "tesseract":
        return word
    height, width = ink.shape
    x0, x1 = max(0, int(word.x0)), min(width, int(word.x1) + 1)
    y0, y1 = max(0, int(word.y0)), min(height, int(word.y1) + 1)
    part = ink[y0:y1, x0:x1] > 0
    if part.size == 0 or not part.any():
        return word
    # Rules above and below a line of text are no part of it: rows inked nearly throughout do not count.
    share = part.mean(axis=1)
    rows = np.nonzero((share > 0.02) & (share < 0.9))[0]
    columns = np.nonzero(part.any(axis=0))[0]
    if len(rows) < 3 or len(columns) < 2:
        return word
    run = _longest_run(rows)
    if run[1] + 1 - run[0] < LEAST_HEIGHT * (y1 - y0) and any(char.isdigit() or char.isupper() for char in word.text):
        return word  # a stamp or a fold took part of its letters: what is left is not its height
    left, right = float(x0 + columns[0]), float(x0 + columns[-1] + 1)
    return replace(word, x0=left, y0=float(y0 + run[0]), x1=right, y1=float(y0 + run[1] + 1))


def _longest_run(rows: NDArray[np.intp]) -> tuple[int, int]:
    """The longest stretch of rows, gaps of two (the dot of an i) bridged."""
    best = (int(rows[0]), int(rows[0]))
    start = last = int(rows[0])
    for row in rows[1:]:
        if int(row) - last > 3:
            start = int(row)
        last = int(row)
        if last - start > best[1] - best[0]:
            best = (start, last)
    return best


def texts(lines: Iterable[Line]) -> list[str]:
    """The words of all lines."""
    return [word for line in lines for word in line.text.split()]
