"""Countries by any name or code in six languages, as ISO 3166-1 alpha-2 (and `EU`, reserved there for the union)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extract.values.country_names import Known, closed_up, codes, known, longest, names, near
from extract.values.denials import denied
from extract.values.folding import fold, key, plain
from extract.values.model import Context, Parsed

_TOKEN = re.compile(r"[^\W_]+")
_LONGEST = 10
_INITIALS = 3
"""Letters of what stands for a country in initials."""
"""Words in the longest name looked for."""
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
_SET_BEHIND = re.compile(
    r"\s?\(\s*(?P<inside>[^\W\d_]+(?:[ .'-]{1,2}[^\W\d_]+){0,2})\.?\s*\)"
    r"|,\s(?P<listed>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})(?=\s*(?:$|[.;)\n]))"
)
"""What stands in brackets behind a name, or behind a comma at the end."""
_MORE_INITIALS = re.compile(r"\.[a-z](?=\.|$)")
_BETWEEN = re.compile(
    r"(?:\s*\([A-Z]{2,3}\))?[\s,;/&+|().\-%0-9]*(?P<or>(?:(?:and/or|et/ou|e/ou|y/o|or|ou|o)(?=\W))|(?:and|et|e|y|und|en)(?=\W))?[\s(%0-9]*"
)
_DEMOCRATIC = re.compile(
    r"\bd[e3]m|mocrat|kinshasa|lubumbashi|kolwezi|likasi|goma\b|bukavu|katanga|kivu|lualaba|\bd ?r ?c\b|\br ?d ?c\b"
)
_BRAZZAVILLE = re.compile(r"brazza|pointe[- ]noire")


def country(text: str) -> str | None:
    """The country that a name or code means, exactly and alone; None if none or if it could be two."""
    found = names().get(key(text))
    if found is not None and found[1] >= 0.8:
        return found[0] or None
    return codes().get(text.strip().upper()) if len(text.strip()) in (2, 3) else None


def find_countries(text: str, context: Context) -> list[Parsed]:
    """Every country named in running text, in order, but those that it says are not meant ("not Russia")."""
    found = _named(text)
    if not found:
        return found
    left_out = denied(fold(text), [(p.start, p.end) for p in found], context.language)
    return [p for p, out in zip(found, left_out, strict=True) if not out]


def _named(text: str) -> list[Parsed]:
    """Every country that a text names, whatever it says of it."""
    even = plain(text)
    folded = fold(even)
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded)]
    found: list[Parsed] = []
    index = 0
    plainly, folded_words = even.isascii(), [token[0] for token in tokens]
    while index < len(tokens):
        first, start, _ = tokens[index]
        if "a" <= even[start] <= "z" and (plainly or (first.isalpha() and len(first) > _INITIALS)):
            index += 1
            continue  # no name is written so
        step = 1
        words = tuple(folded_words[index : index + _LONGEST])
        for count in range(longest(words), 0, -1):
            start, end = tokens[index][1], tokens[index + count - 1][2]
            if count > 1 and re.search(r"\n\s*\n|[;:]", even[start:end]):
                continue
            named = known(words[:count])
            if named is not None and "," in even[start:end] and _runs_on(even, tokens, index, count):
                continue  # "Korea, South Africa"
            if named is None or not _written_as_name(even, start, end):
                continue
            if count > 1 and _MORE_INITIALS.match(folded, end) and set(map(len, words[:count])) == {1}:
                break  # "U.S.X."
            step = count
            apart = _apart(folded, words[:count], end, named)
            if apart is not None:
                named, end = apart
                step = sum(start <= token[1] < end for token in tokens)
            if named[0]:
                while end < len(even) and even[end] == "." and "." in even[start:end]:
                    end += 1
                found.append(_parsed(text, start, end, *_congo(folded, start, named)))
            break
        index += step
    return found


def _runs_on(even: str, tokens: list[tuple[str, int, int]], index: int, count: int) -> bool:
    """Whether the words behind a comma within a name begin another that ends behind it."""
    last = index + count
    for at in range(index + 1, last):
        if "," in even[tokens[at - 1][2] : tokens[at][1]]:
            words = tuple(token[0] for token in tokens[at : at + _LONGEST])
            return any(known(words[:more]) is not None for more in range(last - at + 1, longest(words) + 1))
    return False


def _apart(folded: str, words: tuple[str, ...], end: int, named: Known) -> tuple[Known, int] | None:
    """The other country of whose name these words are a part, the rest set behind them, and where that ends.

    "Sudan (South)", "Ireland, Northern": what stands in brackets or between commas makes one name with the words.
    """
    behind = _SET_BEHIND.match(folded, end)
    if behind is None:
        return None
    rest = tuple(_TOKEN.findall(behind["inside"] or behind["listed"]))
    alone = known(rest)
    if alone is not None and alone[0]:
        return None  # a list: "China, Taiwan"
    for whole in ((*rest, *words), (*words, *rest)):
        other = known(whole)
        if other is not None and other[0] not in ("", named[0]):
            return other, behind.end()
    return None


def is_country(text: str, share: float) -> bool:
    """Whether a text names one country, which takes up at least this share (0..1) of it, as addresses end."""
    named = find_countries(text, Context())
    return len(named) == 1 and named[0].end - named[0].start >= share * len(text.strip())


def which_congo(folded: str) -> str | None:
    """Which of the two Congos a folded text is of; None where it does not say."""
    if _DEMOCRATIC.search(folded):
        return "CD"
    return "CG" if _BRAZZAVILLE.search(folded) else None


def _congo(folded: str, start: int, named: Known) -> Known:
    """Which Congo it is, where words around it say so, though damaged (`Dem0cratic`) or far apart."""
    if named[0] != "CG":
        return named
    if named[1] < 0.8:
        if _DEMOCRATIC.search(folded):
            return "CD", 0.85, "country-name-by-context"
        if _BRAZZAVILLE.search(folded):
            return "CG", 0.9, "country-name-by-context"
    elif _DEMOCRATIC.search(folded, max(0, start - 30), start):
        return "CD", 0.8, "country-name-by-context"
    return named


def _written_as_name(even: str, start: int, end: int) -> bool:
    """Names begin with a capital; initials (UAE, US) are capitals throughout, else they are words."""
    letters = [c for c in even[start:end] if c.isalpha()]
    if not letters:
        return False
    if len(letters) <= _INITIALS:
        return all(c.isupper() for c in letters) or not all(c.isascii() for c in letters)
    return letters[0].isupper() or not letters[0].isascii()


def parse_country(text: str, context: Context) -> Parsed | None:
    """The country or countries in a text that names them; `mixed` for mixed origin; several as a tuple."""
    even = plain(text)
    folded = fold(even)
    if _MIXED.match(folded):
        start = len(text) - len(text.lstrip(" :.-\n\t"))
        end = len(text.rstrip())
        return Parsed("mixed", text[start:end], start, end, 1.0, "mixed-origin")
    found = find_countries(text, context)
    if not found and _named(text):
        return None  # the only ones it names are left out
    if not found:
        coded = _by_code(text, even)
        if coded is not None:
            return coded
        if not any(c.isupper() for c in even) and len(text.title()) == len(text):
            found = [
                replace(p, raw=text[p.start : p.end], score=round(p.score * 0.95, 3))
                for p in find_countries(text.title(), context)
            ]
        if not found:
            return _misread(text, folded, context)
    return _longer(text, folded, found) or _several(text, even, found)


def _longer(text: str, folded: str, found: list[Parsed]) -> Parsed | None:
    """A longer name, damaged, that holds the only one found: `Equatoriai Guinea`, `S0uth Sudan`."""
    if len(found) != 1:
        return None
    for part in _parts(folded):
        inside = found[0]
        if not part.start() <= inside.start < inside.end <= part.end():
            continue
        if part.end() - part.start() - (inside.end - inside.start) < 3:
            continue
        nearest = near(part.group())
        if nearest is not None and nearest[0] != inside.value and nearest[1] > 0.5:
            best = _parsed(text, part.start(), part.end(), nearest[0], nearest[1], "country-name+repaired")
            return replace(best, others=(inside,))
    return None


def _several(text: str, even: str, found: list[Parsed]) -> Parsed:
    """One country, or a list where the text is a list of countries."""
    values = {p.value for p in found}
    if "US" in values:
        found = [p for p in found if p.value != "GE"]  # Atlanta, Georgia, USA
    if "EU" in values and len(values) > 1:
        found = [p for p in found if p.value != "EU"]  # Belgium / European Union
    listed = list(dict.fromkeys(str(p.value) for p in found))
    rest = _AND.sub(" ", fold(even[: found[0].start] + " " + even[found[-1].end :]))
    noise = len(re.findall(r"[^\W_]{3,}", rest))
    score = min(p.score for p in found) * (1.0 if noise == 0 else 0.95 if noise <= 3 else 0.75)
    if len(listed) == 1:
        best = max(found, key=lambda p: (p.score, p.end - p.start))
        return replace(best, score=round(max(score, best.score * 0.75), 3))
    gaps = [_BETWEEN.fullmatch(even[a.end : b.start]) for a, b in pairwise(found)]
    if all(gaps):
        start, end = found[0].start, found[-1].end
        either = any(gap is not None and gap["or"] and "o" in gap["or"] for gap in gaps)
        return Parsed(
            tuple(listed),
            text[start:end],
            start,
            end,
            round(score * (0.6 if either else 0.97), 3),
            "country-list",
            None,
            tuple(found),
        )
    best, *others = sorted(found, key=lambda p: (-p.score, p.start))
    return replace(best, score=round(best.score * 0.6, 3), others=(*best.others, *others))


def _by_code(text: str, even: str) -> Parsed | None:
    """A text that is a code, or several: BW, BWA, (BW), AO, NA, ZA."""
    for match in re.finditer(r"(?<![^\W_])[A-Z]{2,3}(?![^\W_])", even):
        code = codes().get(match.group())
        if code is None:
            continue
        alone = re.sub(r"[\s:.,;()\[\]\-/*]", "", even[: match.start()] + even[match.end() :]) == ""
        bracketed = even[: match.start()].endswith("(") and even[match.end() :].startswith(")")
        if alone or bracketed:
            return _parsed(text, match.start(), match.end(), code, 0.95 if alone else 0.85, "country-code")
    listing = re.fullmatch(r"[\s:]*([A-Z]{2}(?:\s*[,;/&\s]\s*[A-Z]{2})+)[\s.]*", even)
    if listing is not None:
        listed = re.findall(r"[A-Z]{2}", listing[1])
        if all(code in codes() for code in listed):
            value = tuple(dict.fromkeys(codes()[code] for code in listed))
            start, end = listing.span(1)
            return Parsed(value if len(value) > 1 else value[0], text[start:end], start, end, 0.85, "country-codes")
    return None


def _misread(text: str, folded: str, context: Context) -> Parsed | None:
    """The one country whose name is within reach of OCR damage, over the whole text or its parts between commas."""
    best: Parsed | None = None
    for part in _parts(folded):
        nearest = closed_up(part.group()) or near(part.group())
        if nearest is None:
            continue
        code, score, others = nearest
        start, end = part.span()
        if denied(folded, [(start, end)], context.language)[0]:
            continue
        parsed = replace(
            _parsed(text, start, end, code, score, "country-name+repaired"),
            others=tuple(_parsed(text, start, end, other, score * 0.8, "country-name+repaired") for other in others),
        )
        if best is None or parsed.score > best.score:
            best = parsed
    return best


def _parts(folded: str) -> Iterator[re.Match[str]]:
    yield from re.finditer(r"[^\W_](?:[^,;:/\n()]*[^\W_])?", folded)


def _parsed(text: str, start: int, end: int, code: str, score: float, rule: str) -> Parsed:
    others: tuple[Parsed, ...] = ()
    if code == "CG" and score < 0.8:
        others = (Parsed("CD", text[start:end], start, end, 0.4, rule),)
    elif code == "KR" and score < 0.8:
        others = (Parsed("KP", text[start:end], start, end, 0.1, rule),)
    return Parsed(code, text[start:end], start, end, round(score, 3), rule, None, others)
