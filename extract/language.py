"""Which of the four languages a document speaks.

Three kinds of evidence: words of labels and titles that only one language has, function words, and for the rest of
the words their letter trigrams, learned from the lexicon's own wordings. Names and addresses are in the language of
the place, not of the paper, so the small words that names are made of ("de", "la", "do") weigh little and known
proper nouns nothing. On a bilingual form, English beside another language, the other is the issuer's own.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from extract import lexicon
from extract.doctype import LANGUAGES
from extract.lexicon import fold

_FUNCTION_WORDS: Final = {
    "en": "the of and to in is are be been was were this that these those by with for from on at as not or which "
    "have has had hereby herein any all we our shall will may its their under above below here no other than been",
    "fr": "le les et est sont ete dans cette ces ce qui que pour par avec sur aux au une un ne pas sous nous notre "
    "ont avons leur il elle ou vous votre ci dessus ainsi conformement selon dont d l",
    "pt": "o os e foi foram sao nesta neste esta este que para pela pelo pelas pelos com na no nas nos ao aos uma um "
    "nao sob nossa nosso tem seu sua acima abaixo conforme em como",
    "es": "el los y es son fue fueron en esta este que para por con al una un no bajo nuestra nuestro ha han su sus "
    "arriba abajo segun como se lo",
}
_NAME_WORDS: Final = frozenset(
    {
        "de",
        "du",
        "des",
        "la",
        "las",
        "del",
        "da",
        "do",
        "das",
        "dos",
        "les",
        "d",
        "l",
        "san",
        "santa",
        "sa",
        "a",
        "e",
        "y",
    }
)
"""Small words that stand in names of people, firms and places of any language."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_LABEL_WEIGHT: Final = 1.0
_FUNCTION_WEIGHT: Final = 0.6
_NAME_WEIGHT: Final = 0.08
_TRIGRAM_WEIGHT: Final = 0.12
_REPEATS: Final = 3  # a word counts at most this often
_BILINGUAL: Final = 0.4  # share of English's evidence from which another language is the issuer's


@cache
def _own_words() -> dict[str, str]:
    """Words that stand in wordings of one language only -> that language."""
    seen: dict[str, set[str]] = {}
    for language, words in _vocabulary().items():
        for word in words:
            if len(word) > 2:
                seen.setdefault(word, set()).add(language)
    return {word: next(iter(languages)) for word, languages in seen.items() if len(languages) == 1}


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for language, wording in lexicon.every_wording():
        if language in found:
            found[language].update(fold(wording).split())
    return {language: frozenset(words) for language, words in found.items()}


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """Function words by word -> the languages that have them."""
    found: dict[str, set[str]] = {}
    for language, words in _FUNCTION_WORDS.items():
        for word in words.split():
            found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


@cache
def _trigrams() -> dict[str, dict[str, float]]:
    """Log odds of letter trigrams by language, against all four together."""
    counts: dict[str, Counter[str]] = {}
    for language, words in _vocabulary().items():
        counts[language] = Counter(part for word in words for part in _parts(word))
    pooled: Counter[str] = Counter()
    for each in counts.values():
        pooled.update(each)
    total = sum(pooled.values())
    odds: dict[str, dict[str, float]] = {}
    for language, each in counts.items():
        own = sum(each.values())
        odds[language] = {
            part: math.log(((each[part] + 0.5) / (own + 1)) / ((count + 2.0) / (total + 4)))
            for part, count in pooled.items()
        }
    return odds


def _parts(word: str) -> Iterable[str]:
    padded = f"^{word}$"
    return (padded[index : index + 3] for index in range(len(padded) - 2))


def evidence(text: str) -> dict[str, float]:
    """How much of the text speaks for each language; not scaled."""
    found = dict.fromkeys(LANGUAGES, 0.0)
    words = Counter(_WORD.findall(fold(text)))
    own, function, odds = _own_words(), _function_words(), _trigrams()
    for word, count in words.items():
        times = min(count, _REPEATS)
        if word in own:
            found[own[word]] += _LABEL_WEIGHT * times
        elif word in function or word in _NAME_WORDS:
            languages = function.get(word, frozenset())
            weight = _NAME_WEIGHT if word in _NAME_WORDS else _FUNCTION_WEIGHT
            for language in languages:
                found[language] += weight * times / len(languages)
        elif len(word) >= 4:
            shared = {language: sum(odds[language].get(part, -0.5) for part in _parts(word)) for language in LANGUAGES}
            peak = max(shared.values())
            scale = {language: math.exp(score - peak) for language, score in shared.items()}
            total = sum(scale.values())
            for language in LANGUAGES:
                found[language] += _TRIGRAM_WEIGHT * times * max(0.0, scale[language] / total - 0.25)
    return found


def detect(text: str) -> str:
    """The language of a document's text, ISO 639-1; English where nothing speaks for any.

    Where English and another language stand side by side, the other: a certificate must carry English, so English
    tells nothing of its issuer.
    """
    found = evidence(text)
    best = max(found, key=lambda language: found[language])
    if found[best] == 0.0:
        return "en"
    other = max((language for language in LANGUAGES if language != "en"), key=lambda language: found[language])
    if best == "en" and found[other] >= _BILINGUAL * found["en"]:
        return other
    return best
