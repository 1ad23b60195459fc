"""The commodity, normalised to the contract's words, from descriptions in four languages, chemistry or HS codes.

The longest wording wins (`tin ore` over `tin`). `diamonds` alone says neither rough nor polished: it is given as
`diamonds` with both as other readings, for the document's type or its HS code to settle. A gemstone is called by its
mineral or variety, and the precious stones in the plural, as the contract does with rough diamonds (`emeralds`); a
parcel of several, or of stones that no word names, is `coloured gemstones`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from extract.values import tables
from extract.values.folding import fold, key, plain
from extract.values.model import Context, Parsed

_TOKEN = re.compile(r"[^\W_]+")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_ROUGH = re.compile(
    r"\b(?:rough|uncut|unpolished|unworked|unsorted|bruts?|brutes?|brutos?|non tailles?|sin tallar|simply sawn|cleaved"
    r"|bruted|simplement scie|clives?|debrutes?|kimberley|run of mine|ruwe|sieve|sight)\b|7102[. ]?[123][01]\b"
)
_POLISHED = re.compile(
    r"\b(?:polished|faceted|tailles?|polis|lapidad[oa]s?|tallad[oa]s?|pulid[oa]s?|round cut)\b|7102[. ]?[23]9\b"
)
GEMSTONES = "coloured gemstones"
"""A parcel of gemstones other than diamonds, of several kinds or of none that is named."""

_NAME = 3  # letters from which on an element's name is no symbol: "tin"
_OF_ANY = frozenset({"{} metal", "{} metalico"})  # what stands behind a company's "Co" too
_JOINED = re.compile(r"(?<![^\W_])([^\W_]+) ?[-/+&] ?$")
_TAX = re.compile(r"\bTIN\b\s*(?:no|n°|number|:|\.|#|\d)", re.IGNORECASE)


@cache
def _listed() -> dict[str, tuple[str, float]]:
    known: dict[str, tuple[str, float]] = {}
    for row in tables.rows("values_minerals"):
        for wording in row["wordings"].split("|"):
            known.setdefault(key(wording), (row["mineral"], float(row["score"])))
    return known


@cache
def _wordings() -> dict[str, tuple[str, float]]:
    """What is listed, and every element by name and symbol in the shapes that it is traded in: "Zn conc."."""
    known = dict(_listed())
    for row in tables.rows("values_elements"):
        for shape in tables.rows("values_goods_shapes"):
            mineral = row[shape["of"]]
            if mineral:
                for made in _shaped(row["names"].split("|"), shape["wordings"].split("|")):
                    known.setdefault(made, (mineral, 1.0))
    return known


def _shaped(names: Sequence[str], shapes: Sequence[str]) -> Iterator[str]:
    for name in names:
        for shape in shapes:
            if len(name) < _NAME and (shape.replace("{}", "").isalpha() or shape in _OF_ANY):
                continue
            yield shape.format(name)


@cache
def _longest() -> dict[str, int]:
    """By the first word of wordings, how many words the longest of them has."""
    longest: dict[str, int] = {}
    for wording in _wordings():
        words = wording.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def _elements() -> dict[str, str]:
    return {key(name): row["ore"] for row in tables.rows("values_elements") for name in row["names"].split("|")}


@cache
def _wider() -> dict[str, str]:
    return {row["mineral"]: row["of"] for row in tables.rows("values_minerals") if row["of"]}


def kinds_of(mineral: str) -> tuple[str, ...]:
    """The wider names that papers give a commodity too, nearest first: those of `tsavorite` begin with `garnet`."""
    kinds: list[str] = []
    while (wider := _wider().get(kinds[-1] if kinds else mineral)) is not None:
        kinds.append(wider)
    return tuple(kinds)


def common_mineral(named: Iterable[str]) -> str | None:
    """What commodities named side by side are together; None for goods of several kinds.

    The one that is narrower than all others; for gemstones of which none is, the mixed parcel.
    """
    names = set(named)
    narrow = names - {kind for name in names for kind in kinds_of(name)}
    if len(narrow) == 1:
        return narrow.pop()
    return GEMSTONES if narrow and all(GEMSTONES in kinds_of(name) for name in narrow) else None


@cache
def _by_code() -> dict[str, str]:
    return {row["heading"]: row["mineral"] for row in tables.rows("values_minerals_hs") if row["mineral"]}


def mineral_of_hs(code: str) -> str | None:
    """The commodity that an HS code (digits only) stands for, where it stands for one."""
    for length in (6, 4):
        found = _by_code().get(code[:length]) if len(code) >= length else None
        if found:
            return found
    return None


def find_minerals(text: str, context: Context) -> list[Parsed]:
    """Every commodity named in running text, in order."""
    folded = fold(plain(text).translate(_SUBSCRIPTS))
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded)]
    found: list[Parsed] = []
    index = 0
    longest = _longest()
    while index < len(tokens):
        step = 1
        for count in range(min(longest.get(tokens[index][0], 0), len(tokens) - index), 0, -1):
            known = _wordings().get(" ".join(t[0] for t in tokens[index : index + count]))
            start, end = tokens[index][1], tokens[index + count - 1][2]
            if known is None or "." in folded[start:end].strip("."):
                continue
            if known[0] == "tin" and known[1] < 1 and (_TAX.match(text, start) or text[start:end] == "TIN"):
                continue
            if count > 1 and tokens[index][0] in _elements():
                found.extend(_beside(text, folded, start, known[0]))
            found.append(Parsed(known[0], text[start:end], start, end, known[1], "mineral-name"))
            step = count
            break
        index += step
    if context.language == "fr":
        found.extend(_french_gold(text, folded, found))
        found.sort(key=lambda p: p.start)
    return [_diamonds(p, folded) for p in found]


def _beside(text: str, folded: str, start: int, mineral: str) -> Iterator[Parsed]:
    """The element that stands joined before one in its shape, of which the goods are made as well: "Pb-Zn conc."."""
    joined = _JOINED.search(folded, 0, start)
    other = _elements().get(joined[1]) if joined is not None else None
    if joined is not None and other is not None and other != mineral and len(joined[1]) < _NAME:
        yield Parsed(other, text[joined.start(1) : joined.end(1)], *joined.span(1), 1.0, "mineral-name")


def _french_gold(text: str, folded: str, found: list[Parsed]) -> list[Parsed]:
    """`or` is gold in French, after an article or d', or alone; in English it is a conjunction."""
    made = []
    for match in re.finditer(r"(?:\bd'|\bl'|\bde\s+|^\s*|[:;\n]\s*)(or)\b(?!\s*(?:si|bien|que|que))", folded):
        start, end = match.span(1)
        if all(end <= p.start or start >= p.end for p in found):
            made.append(Parsed("gold", text[start:end], start, end, 0.8, "mineral-name"))
    return made


def _diamonds(parsed: Parsed, folded: str) -> Parsed:
    """Rough or polished, where words elsewhere in the text say so."""
    if parsed.value != "diamonds":
        return parsed
    rough, polished = _ROUGH.search(folded), _POLISHED.search(folded)
    if rough and not polished:
        return replace(parsed, value="rough diamonds", score=0.95, rule="mineral-by-words")
    if polished and not rough:
        return replace(parsed, value="polished diamonds", score=0.95, rule="mineral-by-words")
    both = tuple(
        replace(parsed, value=value, score=score)
        for value, score in (("rough diamonds", 0.5), ("polished diamonds", 0.2))
    )
    return replace(parsed, others=both)


def parse_mineral(text: str, context: Context) -> Parsed | None:
    """The commodity of a description, or of an HS code; the surest name first, then the earliest."""
    found = _one_parcel(text, find_minerals(text, context))
    if found:
        best = max(found, key=lambda p: (p.score, -p.start))
        rest = tuple({p.value: p for p in found if p.value != best.value}.values())
        if rest and any(p.score >= best.score for p in rest):
            best = replace(best, score=round(best.score * 0.85, 3))
        return replace(best, others=(*best.others, *rest))
    folded = fold(plain(text).translate(_SUBSCRIPTS))
    for match in re.finditer(r"(?<![\d.])(\d{4})[. ]?(\d{2})(?!\d)", folded):
        known = mineral_of_hs(match[1] + match[2])
        if known is not None:
            return Parsed(
                known, text[match.start() : match.end()], match.start(), match.end(), 0.8, "mineral-by-hs-code"
            )
    return _misread(text, folded)


def _one_parcel(text: str, found: list[Parsed]) -> list[Parsed]:
    """What was found with all gemstones among it as one commodity: "coloured stones: ruby" is rubies."""
    gems = [p for p in found if p.value == GEMSTONES or GEMSTONES in kinds_of(str(p.value))]
    if len({p.value for p in gems}) < 2:
        return found
    value = common_mineral(str(p.value) for p in gems)
    own = [p for p in gems if p.value == value]
    if not own:
        start, end = gems[0].start, max(p.end for p in gems)
        score = min(p.score for p in gems)
        own = [Parsed(GEMSTONES, text[start:end], start, end, score, "several-gemstones")]
    return sorted([*(p for p in found if p not in gems), *own], key=lambda p: p.start)


def _misread(text: str, folded: str) -> Parsed | None:
    """A commodity whose name OCR has damaged: one or two letters off, and near to that commodity alone."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded)]
    for count in (2, 1, 3):
        for index in range(len(tokens) - count + 1):
            start, end = tokens[index][1], tokens[index + count - 1][2]
            near = _near(" ".join(t[0] for t in tokens[index : index + count]))
            if near is not None:
                return _diamonds(Parsed(near[0], text[start:end], start, end, near[1], "mineral-name+repaired"), folded)
    return None


@cache
def _near(words: str) -> tuple[str, float] | None:
    if len(words) < 6 or len(words) > 40:
        return None
    allowed = 1 if len(words) < 9 else 2
    pool = [w for w in _nameable() if abs(len(w) - len(words)) <= allowed]
    letters = words.replace("0", "o").replace("1", "l").replace("5", "s")
    near = process.extract(letters, pool, scorer=OSA.distance, score_cutoff=allowed, limit=5)
    if not near:
        return None
    least = min(distance for _, distance, _ in near)
    meant = {_listed()[word][0] for word, distance, _ in near if distance == least}
    if len(meant) != 1:
        return None
    return meant.pop(), 0.8 if least <= 1 else 0.65


@cache
def _nameable() -> tuple[str, ...]:
    """Wordings that a damaged one may stand for; a symbol of one or two letters is another element's as soon."""
    return tuple(w for w in _listed() if len(w) >= 6 and min(map(len, w.split())) > 1 and len(w.split()[0]) > 2)
