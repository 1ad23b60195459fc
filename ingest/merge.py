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
from ingest.disputes import Which, alike_but_signs, day_of, decimal_sign, grouped, likelier, numeral_of, speckless
from ingest.neighbours import unruled, within, without_fragments
from ingest.ocr import Read
from ingest.pieces import DOTS, Piece, pieces_of
from ingest.spacing import read_of, respaced, spaced
from ingest.stretches import by_line_of, folded, plain, stretches
from ingest.textlines import Line
from ingest.tight import tight

DOUBT = 0.75
"""Below this PP-OCR gives way to a Tesseract that is sure."""

CASE = 0.85
"""From this Tesseract is believed where the two differ in capitals alone."""

SURE = 0.7
"""From this Tesseract counts as sure where PP-OCR is in doubt."""

ACCENT, ACCENT_ON_I = 0.9, 0.99
"""From these PP-OCR's accents are believed on a page in English, where Tesseract knows few and names bear some; a dot
that print smears makes an i one with an accent."""

LONE_WORD = 0.6
"""A word that Tesseract alone has read is kept from this confidence."""


UNSEEN_WORD = 0.88
"""A word of Tesseract's where PP-OCR has found no text at all is kept from this: most are ornament read as letters."""

GROUPED = 0.85
"""No amount is surer than this whose signs are put right by the page's others."""

SHAPED = 0.85
"""No word is less sure than this whose shape says which of letters and figures that look alike stand in it, nor one
of which both have read all letters and figures alike."""

_POINTS = str.maketrans(",", ".")


def merged(
    lines: Sequence[Line],
    words: Sequence[Read],
    ink: NDArray[np.uint8],
    *,
    accents: bool = True,
    told: bool = False,
) -> list[Read]:
    """One reading out of PP-OCR's lines and Tesseract's words.

    `ink` is 255 where the page bears ink. `accents` is false on a page in English, where dirt makes more accents
    than writers do; `told` is true where the full stops and commas of the lines are told by their ink.
    """
    if not accents:
        lines = [_cleaned(line) for line in lines]
    by_line, alone = by_line_of(lines, [unruled(word) for word in words])
    of_lines = [list(stretches(pieces_of(line, ink), by_line.get(index, []))) for index, line in enumerate(lines)]
    sign = decimal_sign(_text(ours) for line in of_lines for ours, theirs in line if _text(ours) == _text(theirs))
    out: list[Read] = []
    for line in of_lines:
        settled = [word for ours, theirs in line for word in _settled(ours, theirs, ink, accents, sign, told)]
        out.extend(within(list(_pointed(_once(settled)))))
    for word in alone:
        if word.confidence >= UNSEEN_WORD and sum(char.isalnum() for char in word.text) >= 3:
            out.append(_sure(word, Basis("unseen", 0.0, word.confidence)))
    return without_fragments([tight(word, ink) for word in _grouped(out)])


def _grouped(words: Sequence[Read]) -> Iterator[Read]:
    """The words with amounts and days that no one writes so put right; such a word is no surer than a disputed one."""
    for word, text in zip(words, grouped([day_of(word.text) or word.text for word in words]), strict=True):
        yield word if text == word.text else word._replace(text=text, confidence=min(word.confidence, GROUPED))


def _once(words: Sequence[Read]) -> Iterator[Read]:
    """The words of a line without those of Tesseract's alone that lie on another: it reads some ink a second time."""
    others = [word for word in words if word.basis is None or word.basis.kind != "second-alone"]
    for word in words:
        if word in others or not any(_lies_on(word, each) for each in others):
            yield word


def _lies_on(word: Read, other: Read) -> bool:
    """Whether most of a word lies on another, or it is the same and they share most of the narrower one."""
    shared = min(word.x1, other.x1) - max(word.x0, other.x0)
    same = folded(word.text.lower()) == folded(other.text.lower())
    own = word.x1 - word.x0
    return shared > 0.5 * (min(own, other.x1 - other.x0) if same else own)


def _pointed(words: Iterable[Read]) -> Iterator[Read]:
    """The words of a line with full stops and commas put back to the word that they stand close behind."""
    last: Read | None = None
    for word in words:
        if last is not None and word.text in (".", ",") and word.x0 - last.x1 < 0.4 * (last.y1 - last.y0):
            sure = min(last.confidence, word.confidence)
            last = last._replace(text=last.text + word.text, x1=max(last.x1, word.x1), confidence=sure)
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last


def _text(words: Sequence[Piece] | Sequence[Read]) -> str:
    return "".join(word.text for word in words)


def _settled(
    ours: Sequence[Piece],
    theirs: Sequence[Read],
    ink: NDArray[np.uint8],
    accents: bool,
    sign: str | None,
    told: bool,
) -> Iterator[Read]:
    """The words of one stretch; `sign` is as in `disputes.likelier`."""
    if not theirs:
        for piece in ours:
            yield _sure(read_of(piece), Basis("first-alone", piece.confidence, 0.0))
        return
    if not ours:
        for word in theirs:
            if word.confidence >= LONE_WORD and _spelt(word.text):
                yield _sure(word, Basis("second-alone", 0.0, word.confidence))
        return
    p, t = _text(ours), _text(theirs)
    sure_p, sure_t = min(piece.confidence for piece in ours), min(word.confidence for word in theirs)
    if p == t or plain(p) == plain(t):
        yield from _agreed(ours, theirs, ink, p, t, Basis("same", sure_p, sure_t))
    elif folded(p) == folded(t):
        # They differ in accents alone. PP-OCR drops some that Tesseract sees; dirt makes others.
        (rich, sure_rich), (bare, sure_bare) = sorted(((t, sure_t), (p, sure_p)), key=lambda each: -_accents(each[0]))
        seen = accents and sure_rich >= min(0.85, sure_bare)
        text = rich if seen or (rich == p and not accents) else bare
        yield from _agreed(ours, theirs, ink, text, text, Basis("accents", sure_p, sure_t))
    elif p.lower() == t.lower():
        text = t if (sure_t >= CASE and _alike_in_case(p, t)) or (_regular(t) and not _regular(p)) else p
        for word in _agreed(ours, theirs, ink, text, text, Basis("case", sure_p, sure_t)):
            yield word._replace(confidence=max(word.confidence, SHAPED)) if _regular(word.text) else word
    elif p in DOTS and not any(map(str.isalnum, t)):  # Tesseract takes a dot in mid height for a dash
        yield from (_sure(read_of(piece), Basis("first", sure_p, sure_t)) for piece in ours)
    elif (numeral := numeral_of(p, t)) is not None:
        for word in _agreed(ours, theirs, ink, numeral, numeral, Basis("first", sure_p, sure_t)):
            yield word._replace(confidence=min(word.confidence, SHAPED))
    elif (day := day_of(p)) is not None and day == day_of(t):
        for word in _agreed(ours, theirs, ink, day, day, Basis("first", sure_p, sure_t)):
            yield word._replace(confidence=max(word.confidence, SHAPED))
    elif told and p.translate(_POINTS) == t.translate(_POINTS) and likelier(p, t, sign) != "second":
        yield from _agreed(ours, theirs, ink, p, p, Basis("first", sure_p, sure_t))
    else:
        yield from _disputed(ours, theirs, ink, likelier(p, t, sign), sure_p, sure_t)


def _sure(read: Read, basis: Basis, least: float = 0.0) -> Read:
    return read._replace(confidence=max(chance(basis, read.text), least), basis=basis)


def _agreed(
    ours: Sequence[Piece], theirs: Sequence[Read], ink: NDArray[np.uint8], p: str, t: str, basis: Basis
) -> Iterator[Read]:
    """Both read the same characters: whichever parts them rightly gives the words, the other the signs."""
    boxes, are_theirs = spaced(ours, theirs, ink)
    text = p if (len(p) == len(t)) is are_theirs else t
    start = 0
    for box in _clipped(boxes, ours) if are_theirs else boxes:
        end = start + len(box.text)
        yield _sure(box._replace(text=text[start:end], reader="both"), basis)
        start = end


def _clipped(words: Sequence[Read], ours: Sequence[Piece]) -> list[Read]:
    """Tesseract's words no wider than PP-OCR's: it gives some the box of what follows, or of a ruling they touch."""
    out = []
    for number, word in enumerate(words):
        within = ours[number : number + 1] if len(ours) == len(words) else ours
        left, right, room = within[0].x0, within[-1].x1, 0.5 * (within[0].y1 - within[0].y0)
        x0 = left if word.x0 < left - room else word.x0
        x1 = right if word.x1 > right + room else word.x1
        out.append(word._replace(x0=x0, x1=x1) if x0 < x1 else word)
    return out


def _disputed(
    ours: Sequence[Piece],
    theirs: Sequence[Read],
    ink: NDArray[np.uint8],
    likelier_one: Which | None,
    sure_p: float,
    sure_t: float,
) -> Iterator[Read]:
    """They read different characters: one is believed, by its shape if that tells, and less than it believes itself."""
    p, t = _text(ours), _text(theirs)
    alike = alike_but_signs(p, t)
    if likelier_one is None and alike:
        likelier_one = speckless(p, t)
    shaped = likelier_one is not None and p.translate(_POINTS) != t.translate(_POINTS)
    least = SHAPED if shaped or alike else 0.0
    if likelier_one == "second" or (likelier_one is None and sure_p < DOUBT and sure_t >= SURE):
        for word in theirs:
            yield _sure(word, Basis("second", min(sure_p, DOUBT), word.confidence), least)
        return
    basis = Basis("first", sure_p, sure_t)
    if Levenshtein.normalized_similarity(p, t) >= 0.5:
        for word in respaced(ours, theirs, ink):
            yield _sure(word, basis, least)
    else:
        for piece in ours:
            yield _sure(read_of(piece), basis, least)


def _spelt(text: str) -> bool:
    """Whether a word holds something that a paper could say: letters or digits, more than one sign."""
    return sum(char.isalnum() for char in text) >= 2 or text.isdigit()


def _alike_in_case(p: str, t: str) -> bool:
    """Whether they differ only in letters whose capital is a larger copy: Tesseract measures them against the line."""
    return all(a == b or a.lower() in "cosvwxz" for a, b in zip(p, t, strict=False))


_REGULAR = re.compile(r"(?:\b(?:a+|A+|Aa*|Aa+(?:Aa{2,})+)\b|\W)*")
"""The shapes of words: small, capital, small behind a capital, that again within a name ("McDonald")."""


def _regular(text: str) -> bool:
    """Whether a writer could mean its capitals."""
    shape = "".join(("A" if char.isupper() else "a") if char.isalpha() else "-" for char in text)
    return _REGULAR.fullmatch(shape) is not None


def _cleaned(line: Line) -> Line:
    """The line of a page in English without the accents that PP-OCR is not sure of; those of names stay."""
    if line.text.isascii():
        return line
    bare = [
        each._replace(text=folded(each.text)) if _accents(each.text) and each.confidence < _least(each.text) else each
        for each in line.characters
    ]
    return replace(line, characters=tuple(bare))


def _least(char: str) -> float:
    return ACCENT_ON_I if folded(char) in "iI" else ACCENT


def _accents(text: str) -> int:
    return sum(1 for c in unicodedata.normalize("NFD", text) if unicodedata.combining(c))


def texts(lines: Iterable[Line]) -> list[str]:
    """The words of all lines."""
    return [word for line in lines for word in line.text.split()]
