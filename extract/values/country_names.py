"""Names of countries: exact, official long forms, abbreviated, run together, or damaged by OCR.

Names come from CLDR (babel) and ISO 3166 (pycountry), and from a table of the papers' own ways: short and official
forms, initials, former names. A demonym (`Angolan`) is no country. A damaged name is matched within one to three
letters, and only where one country alone is that near.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product

from babel import Locale
from pycountry import countries as iso_countries
from rapidfuzz import process
from rapidfuzz.distance import OSA

from extract.values import tables
from extract.values.folding import key

_LOCALES = ("en", "fr", "pt", "pt_PT", "es", "es_MX", "nl", "de")
_TOKEN = re.compile(r"[^\W_]+")
_LONG_FORMS = re.compile(
    r"^(?:the )?(?:(?:united|federal|federative|islamic|socialist|democratic|people s|arab|co operative) )*"
    r"(?:republic|kingdom|state|principality|commonwealth|sultanate|union|grand duchy) of(?: the)? "
    r"|^(?:la )?(?:republique|royaume|etat|principaute|sultanat)(?: (?:federale|islamique|unie|democratique))?"
    r"(?: (?:du|de la|de l|des|de|d))? "
    r"|^(?:a |la |el )?(?:republica|reino|estado|principado)(?: (?:federal|islamica|unida|democratica|de))*"
    r"(?: (?:do|da|dos|das|del|de la|de))? "
)
_SHORTENED = {
    "rep": ("republic", "republique", "republica"),
    "dem": ("democratic", "democratique", "democratica"),
    "st": ("saint",),
    "utd": ("united",),
    "fed": ("federal", "federation"),
    "is": ("islands",),
}

Known = tuple[str, float, str]
"""A country's code (empty: a name that only looks like one), how surely, and by which rule."""


@cache
def names() -> dict[str, tuple[str, float]]:
    """Every name (folded, words joined by single spaces) with its country and how surely it means that country."""
    known: dict[str, tuple[str, float]] = {}
    for row in tables.rows("values_country_names"):
        for name in row["names"].split("|"):
            known.setdefault(key(name), (row["code"], float(row["score"])))
    for country in iso_countries:
        for attribute in ("name", "official_name", "common_name"):
            written = getattr(country, attribute, None)
            if written:
                known.setdefault(key(written), (country.alpha_2, 1.0))
    real = {country.alpha_2 for country in iso_countries}
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if code in real:
                known.setdefault(key(str(name)), (code, 1.0))
                known.setdefault(key(re.sub(r"\s*\([^)]*\)", "", str(name))), (code, 1.0))
    return known


@cache
def codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 and alpha-3 codes, `EU`, and those that papers use beside them."""
    known = {country.alpha_2: country.alpha_2 for country in iso_countries}
    known |= {country.alpha_3: country.alpha_2 for country in iso_countries}
    return known | {"EU": "EU", "UK": "GB", "ZAR": "CD", "BUR": "MM", "UE": "EU", "XK": "XK"}


@cache
def _joined() -> dict[str, tuple[str, float]]:
    """Names with their spaces lost; long ones only."""
    return {name.replace(" ", ""): found for name, found in names().items() if " " in name and len(name) >= 8}


@cache
def _long() -> dict[int, list[str]]:
    """Names by length, for those long enough to be told from others when damaged."""
    by_length: dict[int, list[str]] = {}
    for name, (code, score) in names().items():
        if code and len(name) >= 5 and score >= 0.8 and name.isascii():
            by_length.setdefault(len(name), []).append(name)
    return by_length


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(word for row in tables.rows("values_demonyms") for word in row["words"].split("|"))


@cache
def _reach() -> dict[str, int]:
    """How many words the longest name has that begins with a word, abbreviated or not."""
    reach: dict[str, int] = {}
    for name in names():
        words = name.split(" ")
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
    for word, written in _SHORTENED.items():
        reach[word] = max(reach.get(word, 0), *(reach.get(one, 0) for one in written))
    return reach


@lru_cache(maxsize=20_000)
def longest(words: tuple[str, ...]) -> int:
    """How many of these folded words, at most, may name a country together; 0 where the first begins no name.

    It is told by the first word alone or, where that begins a long form ("republic of"), by how it goes on.
    """
    first = words[0]
    if _LONG_FORMS.match(f"{' '.join(words)} "):
        return len(words)
    if len(first) == 1:
        initials = next((at for at, word in enumerate(words) if len(word) > 1), len(words))
        return max(initials, min(_reach().get(first, 0), len(words)))
    return min(_reach().get(first, 1 if first in _joined() else 0), len(words))


def known(words: tuple[str, ...]) -> Known | None:
    """The country that these folded words name, all of them together."""
    name = " ".join(words)
    exact = names().get(name)
    if exact is not None:
        return *exact, "country-name"
    if len(words) > 1 and all(len(w) == 1 for w in words):
        initials = names().get("".join(words))
        if initials is not None:
            return *initials, "country-name"
    if any(word in _SHORTENED for word in words) and len(words) > 1:
        for written in product(*(_SHORTENED.get(word, (word,)) for word in words)):
            full = names().get(" ".join(written))
            if full is not None and full[1] >= 0.8:
                return full[0], 0.97, "country-name-abbreviated"
    bare = _LONG_FORMS.sub("", name)
    if bare != name:
        long = names().get(bare)
        if long is not None and long[1] >= 0.8:
            return long[0], 0.97, "country-long-form"
    if len(words) == 1 and len(name) >= 8:
        joined = _joined().get(name)
        if joined is not None:
            return joined[0], min(joined[1], 0.95), "country-name-run-together"
    return None


def closed_up(part: str) -> tuple[str, float, tuple[str, ...]] | None:
    """The country of a folded name that spaces have torn apart: Bots wana."""
    if " " not in part:
        return None
    joined = "".join(_TOKEN.findall(part))
    found = names().get(joined) or _joined().get(joined) if len(joined) >= 5 else None
    return (found[0], min(found[1], 0.85), ()) if found is not None and found[0] else None


@cache
def near(part: str) -> tuple[str, float, tuple[str, ...]] | None:
    """The country whose name a damaged folded text is nearest to, how surely, and others nearly as near."""
    name = " ".join(_TOKEN.findall(part))
    if len(name) < 5 or name in _demonyms() or len(name) > 60:
        return None
    allowed = 1 if len(name) < 8 else 2 if len(name) < 14 else 3
    pool = [n for length in range(len(name) - allowed, len(name) + allowed + 1) for n in _long().get(length, ())]
    letters = name.replace("0", "o").replace("1", "l").replace("5", "s").replace("8", "b")
    nearest = process.extract(letters, pool, scorer=OSA.distance, score_cutoff=allowed, limit=12)
    close = [(n, int(d)) for n, d, _ in nearest if _by_ocr(letters, n, int(d))]
    if not close:
        return None
    least = min(d for _, d in close)
    first = list(dict.fromkeys(names()[n][0] for n, d in close if d == least))
    later = [c for c in dict.fromkeys(names()[n][0] for n, d in close if d > least) if c not in first]
    if len(first) > 1:
        return first[0], 0.35, tuple(first[1:])
    score = {0: 0.95, 1: 0.85, 2: 0.75, 3: 0.65}[least] - (0.15 if later else 0.0)
    return first[0], round(score, 3), tuple(later)


def _by_ocr(read: str, name: str, distance: int) -> bool:
    """False where the difference is an ending, as of a demonym (`Angolan`), or a short name's last letter."""
    if distance == 0:
        return True
    if read.startswith(name) or (len(read) > 3 and read[:-1] == name[:-1] and len(name) < 8):
        return False
    return not (name[:-1] == read[: len(name) - 1] and len(read) > len(name))
