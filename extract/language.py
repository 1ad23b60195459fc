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
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
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
_OTHER_WORDS: Final = (
    "der die das und ist sind nicht mit von dem den auf wird werden bei nach zum zur ein eine einer einen oder auch "
    "sowie wir ihre ihr ihrer bitte aus uber unter vom beim het een van voor niet dat uw wij bij naar deze zijn wordt "
    "worden ook maar graag uit il lo gli della delle dello degli nel nella con che sono dal dalla alla sul sulla och "
    "att det som inte till fran av ar og ikke til fra ve ile icin bir bu olan oraz nie jest na dla przez lub"
)
"""Function words of languages that are not read (German, Dutch, Italian, Scandinavian, Turkish, Polish), folded."""

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
_NAME_SHARE: Final = 0.2  # what a capitalised word counts outside labels
_SHOUTED_SHARE: Final = 0.5  # a word of a phrase all in capitals may be either
_LONGEST_LABEL: Final = 8  # words
_PHRASES: Final = re.compile(r"\n|\s{2,}|:\s|\s[/|]\s")
_KEPT: Final = 8
"""Papers whose evidence is kept: it tells a paper's language, and then whether another stands beside it."""
_REPEATS: Final = 3  # a word counts at most this often
_LEAST_OTHER: Final = 3.0  # evidence below which another language is names on a short English paper
_FEWEST: Final = 6  # small words of which a language can be told
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


@cache
def _wordings() -> dict[str, frozenset[str]]:
    """Whole wordings of labels, headings and titles, folded -> the languages that have them."""
    found: dict[str, set[str]] = {}
    for language, wording in lexicon.every_wording():
        if language in LANGUAGES and len(wording) <= 60:
            found.setdefault(fold(wording), set()).add(language)
    # A wording of several words that English shares with Portuguese or Spanish is borrowed ("packing list").
    borrowed = {w for w, languages in found.items() if " " in w and "en" in languages and languages & {"pt", "es"}}
    return {wording: frozenset(("en",) if wording in borrowed else tongues) for wording, tongues in found.items()}


@lru_cache(maxsize=_KEPT)
def evidence(text: str) -> Mapping[str, float]:
    """How much of the text speaks for each language; not scaled."""
    found = dict.fromkeys(LANGUAGES, 0.0)
    seen: Counter[str] = Counter()
    for phrase in _PHRASES.split(text):
        printed = phrase.split()
        size, languages = _label_at_start(printed)
        label = " ".join(printed[:size])
        if size and seen[label] < _REPEATS:
            seen[label] += 1
            weight = _LABEL_WEIGHT * sum(1 for word in printed[:size] if len(word) > 2)
            for language in languages:
                found[language] += weight / len(languages)
        shouted = phrase.isupper()
        for word in _WORD.findall(" ".join(printed[size:])):
            folded = fold(word)
            if seen[folded] < _REPEATS:
                seen[folded] += 1
                # Names begin with capitals and are in the language of their place.
                share = _NAME_SHARE if word[0].isupper() else 1.0
                _weigh(folded, _SHOUTED_SHARE if shouted else share, found)
    return found


def _label_at_start(printed: Sequence[str]) -> tuple[int, frozenset[str]]:
    """How many words at the start of a phrase are a known wording, and the languages that have it."""
    wordings = _wordings()
    if not printed or fold(printed[0]).partition(" ")[0] not in _first_words():
        return 0, frozenset()
    for size in range(min(len(printed), _LONGEST_LABEL), 0, -1):
        languages = wordings.get(fold(" ".join(printed[:size])))
        if languages is not None:
            return size, languages
    return 0, frozenset()


@cache
def _first_words() -> frozenset[str]:
    """What known wordings begin with; nothing, as what is left of a mere sign is."""
    return frozenset(("", *(wording.partition(" ")[0] for wording in _wordings())))


def _weigh(word: str, share: float, found: dict[str, float]) -> None:
    """Adds what one folded word says, times `share`."""
    own, function = _own_words(), _function_words()
    if word in own and word not in _NAME_WORDS:
        found[own[word]] += _LABEL_WEIGHT * share
    elif word in function or word in _NAME_WORDS:
        languages = function.get(word, frozenset())
        weight = _NAME_WEIGHT if word in _NAME_WORDS else _FUNCTION_WEIGHT * share
        for language in languages:
            found[language] += weight / len(languages)
    elif len(word) >= 4:
        for language, lead in _by_letters(word):
            found[language] += _TRIGRAM_WEIGHT * share * lead


@lru_cache(maxsize=20_000)
def _by_letters(word: str) -> tuple[tuple[str, float], ...]:
    """The languages that a word's letters speak for, each with how far above a quarter its chance is."""
    odds = _trigrams()
    scores = {language: sum(odds[language].get(part, -0.5) for part in _parts(word)) for language in LANGUAGES}
    peak = max(scores.values())
    shares = {language: math.exp(score - peak) for language, score in scores.items()}
    total = sum(shares.values())
    return tuple((language, share / total - 0.25) for language, share in shares.items() if share / total > 0.25)


_PART = 0.35
"""Share of a text's evidence from which English is a second language of it."""


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
    if best == "en" and found[other] >= max(_BILINGUAL * found["en"], _LEAST_OTHER):
        return other
    return best


def beside(text: str, language: str) -> str | None:
    """The other language of a paper in two: English beside another one, as forms of carriers and of schemes have it.

    None where English has little part in the text, or is its language.
    """
    found = evidence(text)
    return "en" if language != "en" and found["en"] >= _PART * sum(found.values()) > 0 else None


def foreign(text: str) -> float:
    """Which share (0..1) of a text's small words are of languages that are not read.

    Words in capitals or with a capital count not at all: names are in the language of the place.
    """
    strange = frozenset(_OTHER_WORDS.split())
    own, others = set(), set()
    for word in _WORD.findall(text):
        if not word.islower():
            continue
        folded = fold(word)
        if folded in _function_words():
            own.add(folded)
        elif folded in strange and folded not in _NAME_WORDS:
            others.add(folded)
    return len(others) / max(len(own) + len(others), _FEWEST)
