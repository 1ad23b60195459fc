"""Which languages a page is likely written in, told from its small words: a hint for Tesseract, no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

FEWEST = 5
"""Small words that must be found before any language is left out."""

SHARE = 0.34
"""A language with this share of the leading one's words is read too: Portuguese and Spanish share many."""

_SMALL: dict[str, frozenset[str]] = {
    language: frozenset(words.split(" "))
    for language, words in {
        "en": "the of and to for this that with by from is are has have been which number date be any in on no "
        "certificate country weight value invoice seller buyer goods issued exporter importer consignee shipper",
        "fr": "le la les de des du et une dans pour par sur aux est sont été numéro qui ce cette sous au avec en date "
        "certificat pays poids valeur facture vendeur acheteur exportateur importateur marchandises colis délivré",
        "pt": "o os as de do da dos das e em um uma no na para pelo não são foi número com ao que nos nas por data "
        "certificado país peso valor fatura factura vendedor comprador exportador mercadorias emissão origem",
        "es": "el la los las de del y en un una por para con que es son fue número al se lo sus desde fecha "
        "certificado país peso valor factura vendedor comprador exportador importador mercancías emisión origen",
    }.items()
}
_LETTERS = {
    "ã": "pt",
    "õ": "pt",
    "ñ": "es",
    "¿": "es",
    "¡": "es",
    "è": "fr",
    "ù": "fr",
    "œ": "fr",
    "î": "fr",
    "û": "fr",
}
"""Letters that only one of the languages has."""

_SHARED = {word for word, count in Counter(w for words in _SMALL.values() for w in words).items() if count > 1}


def likeliest(words: Iterable[str], languages: Sequence[str]) -> tuple[str, ...]:
    """The languages worth reading with, the likeliest first; all of them where the words do not tell."""
    counts: Counter[str] = Counter()
    for word in words:
        plain = re.sub(r"\W", "", word.lower())
        for language in languages:
            if plain in _SMALL.get(language, ()):
                counts[language] += 1 if plain in _SHARED else 2
        for letter in set(plain) & _LETTERS.keys():
            counts[_LETTERS[letter]] += 1
    ranked = sorted(languages, key=lambda language: -counts[language])
    most = counts[ranked[0]] if ranked else 0
    if most < 2 * FEWEST:
        return tuple(ranked)
    return tuple(language for language in ranked if counts[language] >= SHARE * most)
