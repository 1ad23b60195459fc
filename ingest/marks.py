"""Words that say what kind of paper a page is: SPECIMEN, COPY, VOID and their like in four languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from ingest.model import Mark, Word

MARK_WORDS: dict[str, tuple[str, ...]] = {
    "specimen": ("specimen", "specimens", "especimen", "espécimen", "sample", "muestra", "amostra"),
    "copy": ("copy", "copie", "copia", "cópia", "photocopy", "photocopie", "fotocopia", "fotocópia"),
    "duplicate": ("duplicate", "duplicata", "duplicado", "duplicata"),
    "void": (
        *("void", "voided", "cancelled", "canceled", "annulé", "annule", "annulée", "annulee", "nul", "nulle"),
        *("anulado", "anulada", "cancelado", "cancelada", "nulo", "nula"),
    ),
    "forged": (
        *("forged", "forgery", "falsified", "counterfeit", "fake", "falsifié", "contrefait", "faux", "fausse"),
        *("falsificado", "falsificada", "falso", "falsa"),
    ),
    "draft": ("draft", "brouillon", "projet", "rascunho", "borrador", "minuta"),
    "original": ("original",),
    "replacement": ("replacement", "remplacement", "substituição", "sustitución", "reemplazo"),
}
"""Mark kinds, and the words that stand for them in English, French, Portuguese and Spanish."""

_PROSE = frozenset(
    {"copy", "copie", "copia", "cópia", "original", "projet", *MARK_WORDS["void"], *MARK_WORDS["forged"]}
)
"""Words that prose uses too ("Toute rature annule le présent certificat", "This certificate is forgery resistant"): a
mark only where they stand large, or in capitals with nothing else on their row than once more the same."""

_NOUNS = frozenset({"sample", "amostra", "muestra", "fake", "faux", "fausse", "falso", "falsa"})
"""What an assay is made of, and words that are names of people too or an answer to a question: a mark only where they
stand large, by themselves."""

LARGE = 1.6
"""Words so many times as high as the page's usual ones stand large."""

_KIND = {word: kind for kind, words in MARK_WORDS.items() for word in words}


def marks_of(words: Sequence[Word]) -> tuple[Mark, ...]:
    """The marks that the words of a page make, each kind once, at its largest."""
    if not words:
        return ()
    heights = sorted(word.box.height for word in words)
    usual = heights[len(heights) // 2]
    best: dict[str, tuple[float, Mark]] = {}
    for word in words:
        kind = _kind_of(word, usual, words)
        if kind is None:
            continue
        size = word.box.height * word.box.width
        if kind not in best or size > best[kind][0]:
            best[kind] = (size, Mark(kind=kind, box=word.box, text=word.text))
    return tuple(mark for _, mark in sorted(best.values(), key=lambda item: item[1].kind))


def _kind_of(word: Word, usual: float, words: Sequence[Word]) -> str | None:
    known = known_as(word.text)
    kind = None if known is None else _KIND[known]
    if kind is None or known not in _PROSE | _NOUNS:
        return kind
    capitals = word.text.isupper() and len(_plain(word.text)) > 2
    large = word.box.height > LARGE * usual
    if known in _NOUNS:
        return kind if large and capitals and _alone(word, words) else None
    return kind if (capitals or large) and (large or _alone(word, words)) else None


def known_as(text: str) -> str | None:
    """The word of `MARK_WORDS` that a text is; one in capitals may have a letter or two misread."""
    plain = _plain(text)
    if plain in _KIND:
        return plain
    if len(plain) < 7 or not text.isupper():
        return None
    alike = [
        known for known in _KIND if len(known) >= 7 and Indel.normalized_similarity(known, plain, score_cutoff=0.86) > 0
    ]
    return alike[0] if alike else None


def kind_of(text: str) -> str | None:
    """The kind of mark that a word makes which stands across a page by itself."""
    known = known_as(text)
    return None if known is None else _KIND[known]


def _plain(text: str) -> str:
    """A word's letters and figures, small."""
    return re.sub(r"[^\w]", "", unicodedata.normalize("NFC", text.lower()))


def _alone(word: Word, words: Sequence[Word]) -> bool:
    """Whether no more than one other word stands on the word's row, but for the same again, as in a pantograph."""
    reach, plain = 0.5 * max(word.box.height, 1e-6), _plain(word.text)
    beside = (other for other in words if abs(other.box.mid_y - word.box.mid_y) < reach)
    return sum(1 for other in beside if _plain(other.text) != plain) <= 1
