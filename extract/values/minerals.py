"""The commodity, normalised to the contract's words, from descriptions in four languages, chemistry or HS codes.

The longest wording wins (`tin ore` over `tin`). `diamonds` alone says neither rough nor polished: it is given as
`diamonds` with both as other readings, for the document's type or its HS code to settle.
"""

from __future__ import annotations

import re
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
_TAX = re.compile(r"\bTIN\b\s*(?:no|n°|number|:|\.|#|\d)", re.IGNORECASE)


@cache
def _wordings() -> dict[str, tuple[str, float]]:
    known: dict[str, tuple[str, float]] = {}
    for row in tables.rows("values_minerals"):
        for wording in row["wordings"].split("|"):
            known.setdefault(key(wording), (row["mineral"], float(row["score"])))
    return known


@cache
def _longest() -> int:
    return max(wording.count(" ") + 1 for wording in _wordings())


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
    while index < len(tokens):
        step = 1
        for count in range(min(_longest(), len(tokens) - index), 0, -1):
            known = _wordings().get(" ".join(t[0] for t in tokens[index : index + count]))
            start, end = tokens[index][1], tokens[index + count - 1][2]
            if known is None or "." in folded[start:end].strip("."):
                continue
            if known[0] == "tin" and known[1] < 1 and (_TAX.match(text, start) or text[start:end] == "TIN"):
                continue
            found.append(Parsed(known[0], text[start:end], start, end, known[1], "mineral-name"))
            step = count
            break
        index += step
    if context.language == "fr":
        found.extend(_french_gold(text, folded, found))
        found.sort(key=lambda p: p.start)
    return [_diamonds(p, folded) for p in found]


def _french_gold(text: str, folded: str, found: list[Parsed]) -> list[Parsed]:
    """`or` is gold in French, after an article or d', or alone; in English it is a conjunction."""
    made = []
    for match in re.finditer(r"(?:\bd'|\bl'|^\s*|[:;\n]\s*)(or)\b(?!\s*(?:si|bien|que|que))", folded):
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
    found = find_minerals(text, context)
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
    pool = [w for w in _wordings() if len(w) >= 6 and abs(len(w) - len(words)) <= allowed]
    letters = words.replace("0", "o").replace("1", "l").replace("5", "s")
    near = process.extract(letters, pool, scorer=OSA.distance, score_cutoff=allowed, limit=5)
    if not near:
        return None
    least = min(distance for _, distance, _ in near)
    meant = {_wordings()[word][0] for word, distance, _ in near if distance == least}
    if len(meant) != 1:
        return None
    return meant.pop(), 0.8 if least <= 1 else 0.65
