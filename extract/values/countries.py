"""Countries by any name or code in six languages, as ISO 3166-1 alpha-2 (and `EU`, reserved there for the union).

Names come from CLDR (babel) and ISO 3166 (pycountry), and from a table of the papers' own ways: short and official
forms, initials, former names. A demonym (`Angolan`) is no country. What OCR damaged is matched within one or two
letters, and only where one country alone is that near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from babel import Locale
from pycountry import countries as iso_countries
from rapidfuzz import process
from rapidfuzz.distance import OSA

from extract.values import tables
from extract.values.folding import fold, key, plain
from extract.values.model import Context, Parsed

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
_MIXED_WORDS = (
    "mixed|mixtes?|mist[ao]s?|mixt[ao]s?|various|varios|varias|divers|diverses?|diversos|diversas|multiples?|assorted"
    "|gemischt|gemengd"
)
_ORIGIN_WORDS = "origins?|origines?|origem|origens|origen|origenes|countries|pays|paises|sources|provenances?"
_MIXED = re.compile(
    r"^(?:[^:\n]{0,40}:)?[\s:.\-]*(?:\*[\s*]{2,}|\*\*|x{3,}"
    rf"|(?:(?:{_ORIGIN_WORDS}) )?(?:{_MIXED_WORDS})(?: (?:{_ORIGIN_WORDS}))?)[\s.*()\"']*$"
)
_AND = re.compile(r"[,;/&+|\n]|\b(?:and|et|e|y|und|en)\b")


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
def _joined() -> dict[str, tuple[str, float]]:
    """Names with their spaces lost; long ones only."""
    return {name.replace(" ", ""): found for name, found in names().items() if " " in name and len(name) >= 8}


@cache
def _codes() -> dict[str, str]:
    codes = {country.alpha_2: country.alpha_2 for country in iso_countries}
    codes |= {country.alpha_3: country.alpha_2 for country in iso_countries}
    return codes | {"EU": "EU", "UK": "GB", "ZAR": "CD", "BUR": "MM", "SWZ": "SZ"}


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


def country(text: str) -> str | None:
    """The country that a name or code means, exactly and alone; None if none or if it could be two."""
    found = names().get(key(text))
    if found is not None and found[1] >= 0.8:
        return found[0] or None
    return _codes().get(text.strip().upper()) if len(text.strip()) in (2, 3) else None


def find_countries(text: str, context: Context) -> list[Parsed]:
    """Every country named in running text, in order (names, and codes in brackets)."""
    even = plain(text)
    folded = fold(even)
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded)]
    found: list[Parsed] = []
    index = 0
    while index < len(tokens):
        step = 1
        for count in range(min(9, len(tokens) - index), 0, -1):
            start, end = tokens[index][1], tokens[index + count - 1][2]
            if re.search(r"\n\s*\n|[;:]", even[start:end]):
                continue
            known = _known([t[0] for t in tokens[index : index + count]])
            if known is None or not _written_as_name(even, start, end):
                continue
            step = count
            if known[0]:
                while end < len(even) and even[end] == "." and "." in even[start:end]:
                    end += 1
                found.append(_parsed(text, start, end, *_congo(folded, known)))
            break
        index += step
    return found


def _congo(folded: str, known: tuple[str, float, str]) -> tuple[str, float, str]:
    """Which Congo a bare `Congo` is, where the text around it says so, though damaged or far apart."""
    if known[0] == "CG" and known[1] < 0.8:
        if re.search(r"\bdem|kinshasa|lubumbashi|kolwezi|goma\b|bukavu|\bdrc\b|\brdc\b", folded):
            return "CD", 0.85, "country-name-by-context"
        if re.search(r"brazza|pointe[- ]noire", folded):
            return "CG", 0.9, "country-name-by-context"
    return known


def _known(words: list[str]) -> tuple[str, float, str] | None:
    name = " ".join(words)
    exact = names().get(name)
    if exact is not None:
        return *exact, "country-name"
    if len(words) > 1 and all(len(w) == 1 for w in words):
        initials = names().get("".join(words))
        if initials is not None:
            return *initials, "country-name"
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


def _written_as_name(even: str, start: int, end: int) -> bool:
    """Names begin with a capital; initials (UAE, US) are capitals throughout, else they are words."""
    written = even[start:end]
    letters = [c for c in written if c.isalpha()]
    if not letters:
        return False
    if len(letters) <= 3:
        return all(c.isupper() for c in letters) or not written.isascii()
    return letters[0].isupper() or not letters[0].isascii() or even.islower()


def parse_country(text: str, context: Context) -> Parsed | None:
    """The country or countries in a text that names them; `mixed` for mixed origin; several as a tuple."""
    even = plain(text)
    folded = fold(even)
    if _MIXED.match(folded):
        start = len(text) - len(text.lstrip(" :.-\n\t"))
        end = len(text.rstrip())
        return Parsed(
            "mixed",
            text[start:end],
            start,
            end,
            1.0 if folded.strip(" :*") != "" or "*" in folded else 0.9,
            "mixed-origin",
        )
    found = find_countries(text, context)
    coded = _by_code(text, even)
    if not found and coded is not None:
        return coded
    if not found:
        if even.islower() or not any(c.isupper() for c in even):
            found = find_countries(text.title() if len(text.title()) == len(text) else text, context)
            found = [replace(p, raw=text[p.start : p.end], score=round(p.score * 0.95, 3)) for p in found]
        if not found:
            return _misread(text, folded)
    return _several(text, even, found)


def _several(text: str, even: str, found: list[Parsed]) -> Parsed:
    """One country, or a list where the text is a list of countries."""
    if any(p.value == "US" for p in found):
        found = [p for p in found if p.value != "GE"]  # Atlanta, Georgia, USA
    codes = list(dict.fromkeys(str(p.value) for p in found))
    covered = sum(p.end - p.start for p in found)
    rest = _AND.sub(" ", fold(even[: found[0].start] + " " + even[found[-1].end :]))
    noise = len(re.findall(r"[^\W_]{3,}", rest))
    score = min(p.score for p in found) * (1.0 if noise == 0 else 0.95 if noise <= 3 else 0.75)
    if len(codes) == 1:
        best = max(found, key=lambda p: (p.score, p.end - p.start))
        return replace(best, score=round(max(score, best.score * 0.75), 3))
    between = [even[a.end : b.start] for a, b in pairwise(found)]
    if all(re.fullmatch(r"[\s,;/&+|().\-%0-9]*(?:(?:and|et|e|y|und|en)\s+)?[\s(]*", gap) for gap in between):
        start, end = found[0].start, found[-1].end
        if covered < 3:
            score *= 0.5
        return Parsed(
            tuple(codes), text[start:end], start, end, round(score * 0.97, 3), "country-list", None, tuple(found)
        )
    best, *others = sorted(found, key=lambda p: (-p.score, p.start))
    return replace(best, score=round(best.score * 0.6, 3), others=(*best.others, *others))


def _by_code(text: str, even: str) -> Parsed | None:
    """A text that is a code: BW, BWA, (BW), BE - 2018."""
    for match in re.finditer(r"(?<![^\W_])[A-Z]{2,3}(?![^\W_])", even):
        code = _codes().get(match.group())
        if code is None:
            continue
        alone = re.sub(r"[\s:.,;()\[\]\-/*]", "", even[: match.start()] + even[match.end() :]) == ""
        bracketed = even[: match.start()].endswith("(") and even[match.end() :].startswith(")")
        if alone or bracketed:
            return _parsed(text, match.start(), match.end(), code, 0.95 if alone else 0.85, "country-code")
    codes = re.fullmatch(r"[\s:]*([A-Z]{2}(?:\s*[,;/&\s]\s*[A-Z]{2})+)[\s.]*", even)
    if codes is not None:
        listed = re.findall(r"[A-Z]{2}", codes[1])
        if all(code in _codes() for code in listed):
            value = tuple(dict.fromkeys(_codes()[code] for code in listed))
            return Parsed(
                value if len(value) > 1 else value[0],
                text[codes.start(1) : codes.end(1)],
                codes.start(1),
                codes.end(1),
                0.85,
                "country-codes",
            )
    return None


def _misread(text: str, folded: str) -> Parsed | None:
    """The one country whose name is within reach of OCR damage, over the whole text or its parts between commas."""
    best: Parsed | None = None
    for part in _parts(folded):
        found = _near(part.group())
        if found is None:
            continue
        code, score, others = found
        start, end = part.start(), part.end()
        parsed = replace(
            _parsed(text, start, end, code, score, "country-name+repaired"),
            others=tuple(_parsed(text, start, end, other, score * 0.8, "country-name+repaired") for other in others),
        )
        if best is None or parsed.score > best.score:
            best = parsed
    return best


def _parts(folded: str) -> Iterator[re.Match[str]]:
    yield from re.finditer(r"[^\W_](?:[^,;:/\n()]*[^\W_])?", folded)


@cache
def _near(part: str) -> tuple[str, float, tuple[str, ...]] | None:
    name = " ".join(_TOKEN.findall(part))
    if len(name) < 5 or name in _demonyms() or len(name) > 60:
        return None
    allowed = 1 if len(name) < 8 else 2 if len(name) < 14 else 3
    pool = [n for length in range(len(name) - allowed, len(name) + allowed + 1) for n in _long().get(length, ())]
    letters = name.replace("0", "o").replace("1", "l").replace("5", "s").replace("8", "b")
    nearest = process.extract(letters, pool, scorer=OSA.distance, score_cutoff=allowed, limit=12)
    near = [(n, int(d)) for n, d, _ in nearest if _by_ocr(letters, n, int(d))]
    if not near:
        return None
    least = min(d for _, d in near)
    first = list(dict.fromkeys(names()[n][0] for n, d in near if d == least))
    later = [c for c in dict.fromkeys(names()[n][0] for n, d in near if d > least) if c not in first]
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


def _parsed(text: str, start: int, end: int, code: str, score: float, rule: str) -> Parsed:
    others: tuple[Parsed, ...] = ()
    if code == "CG" and score < 0.8:
        others = (Parsed("CD", text[start:end], start, end, 0.4, rule),)
    elif code == "KR" and score < 0.8:
        others = (Parsed("KP", text[start:end], start, end, 0.1, rule),)
    return Parsed(code, text[start:end], start, end, round(score, 3), rule, None, others)
