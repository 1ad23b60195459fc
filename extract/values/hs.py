"""HS codes: digits only, as long as they are printed (6 to 10; a heading of 4 scores lower).

A code must lie in a chapter and heading that the Harmonized System has; headings of minerals, metals and stones
score best, since other numbers (a weight of 1273.09) may have the same shape.
"""

from __future__ import annotations

import re
from functools import cache

from extract.values import tables
from extract.values.folding import fold, plain, pointed
from extract.values.model import Context, Parsed
from extract.values.number_runs import repair_all

_CODE = re.compile(
    r"(?<![\w.,])(?P<code>"
    r"\d{4}[.]\d{2}(?: \d{2}){1,3}(?! ?\d)"  # 7102.31 00
    r"|\d{4}[.]\d{2}[.]\d{2}[ -]\d{2}(?!\s?[\w%]|[.,/-]\d)"  # 7108.12.00 90, and no count of anything
    r"|\d{4}[.]\d{2}-00"  # 7102.31-00; "7102.31-39" goes from one subheading to another
    r"|\d{4}[.]\d{2}(?:[.]?\d{2}){0,2}(?:[.]?\d{1,2})?"  # 7102.31, 7102.31.00, 2609.00.00.00
    r"|\d{4}[ -]\d{2}(?:[ .-]\d{2}){0,3}"  # 7102 31 00
    r"|\d{2}[.]\d{2}[.]\d{2}(?:[.]?\d{2}){0,2}"  # 71.02.31
    r"|\d{6,10}|\d{4}|\d{2}[.]\d{2}"
    r")(?!\w|[.,]\d|-\d|/\d(?!\d{3}[. ]?\d{2}))"
)
_DIGIT = r"[0-9OoQDIl|SsBZG]"
_DAMAGED = re.compile(rf"(?<![^\W_]){_DIGIT}{{4}} ?[.,;:] ?{_DIGIT}{{2}}(?:[., ]?{_DIGIT}{{2}}){{0,2}}(?![^\W_])")
_SUBHEADINGS = re.compile(r"(?<![\w.,])(\d{4})[.](\d{2})((?:\s?[/,&]\s?[.]?\d{2})+)(?![\w.])")
_NAMED = re.compile(
    r"\b(?:h\.? ?s\.?|s\.? ?[ha]\.?|ncm|taric|nc|cn|htsu?s?|tariff?|tarif\w+|arancel\w*|pautal|partida|position|heading"
    r"|commodity|codigo|code|nomenclature|douanier\w*|zolltarif\w*|warennummer)\b[^\d\n]{0,30}$"
)

ANNOUNCED = 0.85
"""Least score of a full code that words announce as one, of whatever goods it is."""


@cache
def _minerals() -> frozenset[str]:
    return frozenset(row["heading"][:4] for row in tables.rows("values_minerals_hs"))


@cache
def _chapters() -> dict[str, int]:
    return {row["chapter"]: int(row["last_heading"]) for row in tables.rows("values_hs_chapters")}


def announces_code(label: str) -> bool:
    """Whether a label says that what stands by it is a code of the nomenclature: "Nomenclature (SH)"."""
    return _NAMED.search(fold(label)) is not None


def find_hs(text: str, context: Context) -> list[Parsed]:
    """Every HS code in running text: of minerals, metals and stones, or with words before it that announce one."""
    return [p for p in _codes(text) if p.score >= 0.6]


def parse_hs(text: str, context: Context) -> Parsed | None:
    """All HS codes in a text that holds them, as a list; headings only where no longer code stands there."""
    found = _codes(text) or _closed_up(text)
    if not found:
        return None
    full = [p for p in found if len(_first(p)) > 4]
    sure = [p for p in (full or found) if p.score >= 0.6]
    kept = sure or (full or found)
    codes = tuple(dict.fromkeys(code for p in kept for code in _all(p)))
    if len(kept) == 1:
        return kept[0]
    start, end = kept[0].start, kept[-1].end
    score = max(p.score for p in kept) if len(codes) == 1 else min(p.score for p in kept)
    return Parsed(codes, text[start:end], start, end, score, kept[0].rule, None, tuple(kept) if len(codes) > 1 else ())


def _all(parsed: Parsed) -> tuple[str, ...]:
    return parsed.value if isinstance(parsed.value, tuple) else ()


def _first(parsed: Parsed) -> str:
    return _all(parsed)[0]


def _codes(text: str) -> list[Parsed]:
    even = pointed(plain(text))
    folded = fold(even)
    found: list[Parsed] = []
    for match in _SUBHEADINGS.finditer(even):  # 7102.10/21/31
        parts = [match[2], *re.findall(r"\d{2}", match[3])]
        codes = tuple(match[1] + part for part in parts)
        if match[1] in _minerals():
            found.append(Parsed(codes, match.group(), match.start(), match.end(), 0.85, "hs-subheadings"))
    for match in _CODE.finditer(even):
        named = _NAMED.search(folded, max(0, match.start() - 60), match.start()) is not None
        parsed = _code(text, match["code"], match.start(), match.end(), named)
        if parsed is not None:
            found.append(parsed)
    for match in _DAMAGED.finditer(even):
        mended = re.sub(r"[,;:]", ".", repair_all(match.group())).replace(" ", "")
        digits = sum(c.isdigit() for c in match.group())
        bare = match.group().replace(" ", "")
        if (
            (mended != bare or re.search(r" [.,;:]|[.,;:] ", match.group()))
            and digits >= 4
            and mended[:4] in _minerals()
        ):
            parsed = _code(text, mended, match.start(), match.end(), True)
            if parsed is not None:
                found.append(_lowered(parsed))
    kept: list[Parsed] = []
    for parsed in sorted(found, key=lambda p: (p.start - p.end, -p.score)):
        if all(parsed.end <= k.start or parsed.start >= k.end for k in kept):
            kept.append(parsed)
    return sorted(kept, key=lambda p: p.start)


def _closed_up(text: str) -> list[Parsed]:
    """The code of a text that is one code with spaces put into it: 7 102.31, 7108.12. 00."""
    even = plain(text)
    match = re.search(r"\d[\d. ]*\d", even)
    if match is None or re.search(r"\d", even[match.end() :]):
        return []
    code = re.sub(r"\s", "", match.group())
    if code[:4] not in _minerals() or not re.fullmatch(r"\d{4}\.?\d{2}(?:\.?\d{2}){0,2}", code):
        return []
    parsed = _code(text, code, match.start(), match.end(), True)
    return [_lowered(parsed)] if parsed is not None else []


def _lowered(parsed: Parsed) -> Parsed:
    return Parsed(parsed.value, parsed.raw, parsed.start, parsed.end, round(parsed.score * 0.7, 3), "hs-code+repaired")


def _code(text: str, code: str, start: int, end: int, named: bool) -> Parsed | None:
    digits = re.sub(r"\D", "", code)
    last = _chapters().get(digits[:2])
    if not 4 <= len(digits) <= 12 or len(digits) == 5 or last is None or not 1 <= int(digits[2:4]) <= last:
        return None
    mineral = digits[:4] in _minerals()
    score, rule = 1.0, "hs-code"
    if len(digits) == 4:
        score, rule = 0.5 if mineral else 0.3, "hs-heading"
    elif not re.search(r"[. ]", code):
        score = 0.9 if mineral else 0.45
    elif not mineral:
        score = 0.55
    if named and len(digits) > 4:
        score = max(score, ANNOUNCED)
    elif named:
        score += 0.15
    if len(digits) in (7, 9, 11):
        score *= 0.6
    return Parsed((digits,), text[start:end], start, end, round(score, 3), rule)
