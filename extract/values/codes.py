"""Numbers that stand for something: HS codes, and the numbers of documents, lots, seals and tags.

Check digits are looked at where a number has them: air waybills (IATA Resolution 600a: serial modulo 7),
freight containers (ISO 6346) and legal entity identifiers (ISO 17442). A failed one lowers the score, no more.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from stdnum import iso6346, lei

from extract.values import tables
from extract.values.dates import find_dates
from extract.values.folding import fold, plain, squeeze
from extract.values.model import Context, Parsed
from extract.values.numbers import repair_all

_HS = re.compile(
    r"(?<![\w.,])(?P<code>\d{4}[.]\d{2}(?:[. ]?\d{2}){0,2}(?:[. ]?\d{1,2})?|\d{4}[ -]\d{2}(?:[ -.]\d{2}){0,2}|\d{2}[.]\d{2}[.]\d{2}(?:[.]?\d{2}){0,2}"
    r"|\d{6,10}|\d{4}|\d{2}[.]\d{2})(?![\w]|[.,]\d|[-/]\d)"
)
_HS_DAMAGED = re.compile(
    r"(?<![^\W_])[0-9OoQDIl|SsBZ]{4}[.,][0-9OoQDIl|SsBZ]{2}(?:[., ]?[0-9OoQDIl|SsBZ]{2}){0,2}(?![^\W_])"
)
_HS_MISREAD = re.compile(r"(?<![\w.,])(\d{4}),(\d{2})(?:[.,](\d{2}))?(?:[.,](\d{2}))?(?![\w]|[.,]\d)")
_LABEL = re.compile(
    r"^(?:[\s:;.,#*\-–|]|(?:(?:no|nos|nr|nrs|num|numero|number|numbers|numeros|nummer|n|ref|reference|referencia)(?![^\W_])|n°s?|n[.]?[oº°]s?(?![^\W_]))[.:°]*)+",
)
_TOKEN = re.compile(r"[^\s]+")
_SEPARATE = re.compile(r"\s*[,;&\n|]\s*|\s+/\s*|\s*/\s+|\s+(?:and|et|y|und|e|en)\s+", re.IGNORECASE)
_RANGE = re.compile(
    r"^(?P<p>[A-Za-z][A-Za-z /.\-]*?|)[ -]?(?P<a>\d+)\s*(?P<m>-|\.{2,3}|\bto\b|\bthru\b|\bthrough\b|\ba\b|\bau\b|\bao\b|\bal\b|\bate\b|\bhasta\b|\bjusqu'a\b|\bt/m\b|\bbis\b)\s*(?:(?P=p)[ -]?)?(?P<b>\d+)$",
    re.IGNORECASE,
)
_MOST = 500
"""A range of more numbers than this is rather one number with a dash in it."""
_AWB = re.compile(r"^(\d{3})[- ]?(\d{4})[ ]?(\d{4})$")
_STOP = re.compile(
    r"^(?:of|dated|date|du|de|del|do|da|le|vom|from|des|en|on|el|em|dd|dtd|valid|page)$|^[(\[]", re.IGNORECASE
)


@cache
def _headings() -> frozenset[str]:
    """HS headings of minerals, metals and stones, as the goods of these papers have them."""
    return frozenset(row["heading"] for row in tables.rows("values_minerals_hs"))


# --- HS codes


def find_hs(text: str, context: Context) -> list[Parsed]:
    """Every HS code in running text: with its point (7102.31), or six digits and more of a heading of minerals."""
    return [p for p in _hs(text) if p.score >= 0.6]


def parse_hs(text: str, context: Context) -> Parsed | None:
    """All HS codes in a text that holds them, as digits; headings of four digits score lower."""
    found = _hs(text)
    if not found:
        return None
    longest = max(len(str(p.value[0])) for p in found if isinstance(p.value, tuple))
    kept = [p for p in found if isinstance(p.value, tuple) and (len(p.value[0]) > 4 or longest <= 4)]
    codes = tuple(dict.fromkeys(p.value[0] for p in kept if isinstance(p.value, tuple)))
    start, end = kept[0].start, kept[-1].end
    if len(codes) == 1:
        return max(kept, key=lambda p: p.score)
    return Parsed(codes, text[start:end], start, end, min(p.score for p in kept), kept[0].rule, None, tuple(kept))


def _hs(text: str) -> list[Parsed]:
    even = plain(text)
    found = [
        p for m in _HS.finditer(even) if (p := _hs_code(text, m.group("code"), m.start(), m.end(), 1.0, "hs-code"))
    ]
    for match in _HS_MISREAD.finditer(even):
        digits = "".join(g for g in match.groups() if g)
        parsed = _hs_code(text, digits, match.start(), match.end(), 0.75, "hs-code+repaired")
        if parsed is not None and digits[:4] in _headings():
            found.append(parsed)
    for match in _HS_DAMAGED.finditer(even):
        mended = repair_all(match.group())
        if mended != match.group() and sum(c.isdigit() for c in match.group()) >= 4:
            parsed = _hs_code(text, mended.replace(",", "."), match.start(), match.end(), 0.7, "hs-code+repaired")
            if parsed is not None:
                found.append(parsed)
    kept: list[Parsed] = []
    for parsed in sorted(found, key=lambda p: (p.start - p.end, -p.score)):
        if all(parsed.end <= k.start or parsed.start >= k.end for k in kept):
            kept.append(parsed)
    return sorted(kept, key=lambda p: p.start)


def _hs_code(text: str, code: str, start: int, end: int, score: float, rule: str) -> Parsed | None:
    digits = re.sub(r"\D", "", code)
    chapter = int(digits[:2])
    if not 4 <= len(digits) <= 12 or not 1 <= chapter <= 97 or chapter == 77 or len(digits) == 5:
        return None
    known = digits[:4] in _headings()
    if len(digits) == 4:
        score *= 0.5 if known else 0.25
        rule = "hs-heading"
    elif "." not in code:
        score *= 0.9 if known else 0.45
    elif not known:
        score *= 0.85
    if len(digits) in (7, 9, 11):
        score *= 0.6
    return Parsed((digits,), text[start:end], start, end, round(score, 3), rule)


# --- numbers of documents and lots


def parse_identifier(text: str, context: Context) -> Parsed | None:
    """The number in a text that holds one: label words before it and words, dates and remarks after it left out."""
    even = plain(text)
    folded = fold(even)
    lead = _LABEL.match(folded)
    start = lead.end() if lead else 0
    line_end = even.find("\n", start)
    scope = even[start : line_end if line_end >= 0 else len(even)]
    if not re.search(r"\d", scope) and line_end >= 0:
        scope = even[start:]
    readings = _identifiers_in(text, even, scope, start, context)
    if not readings:
        return None
    best = max(readings, key=lambda p: (p.score, -p.start))
    return replace(best, others=(*best.others, *(p for p in readings if p is not best)))


def find_identifier(text: str, context: Context) -> list[Parsed]:
    """Everything in running text that looks like a number of a document, a lot or a seal, in order."""
    even = plain(text)
    return [p for p in _identifiers_in(text, even, even, 0, context) if p.score >= 0.5]


def _identifiers_in(text: str, even: str, scope: str, offset: int, context: Context) -> list[Parsed]:
    dates = [
        (p.start, p.end)
        for p in find_dates(scope, context)
        if p.score >= 0.55 and re.search(r"[^\W\d_]{3}|\D.*\D", p.raw)
    ]
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(scope)]
    found: list[Parsed] = []
    index = 0
    while index < len(tokens):
        taken = _take(tokens, index, scope, dates)
        if taken is None:
            index += 1
            continue
        first, last = taken
        begin, end = tokens[first][1], tokens[last][2]
        raw = scope[begin:end]
        trimmed = raw.strip(" :;,.#*|\"'-")
        if raw.count("(") > raw.count(")"):
            trimmed = trimmed.split("(")[0].rstrip()
        if raw.count(")") > raw.count("("):
            trimmed = trimmed.rstrip(")")
        begin += raw.index(trimmed) if trimmed else 0
        if trimmed:
            found.append(_identifier(text, even, offset + begin, offset + begin + len(trimmed)))
        index = last + 1
    return found


def _take(
    tokens: list[tuple[str, int, int]], index: int, scope: str, dates: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """The tokens from `index` on that make one number: LS 024780, KP/2026 No 12, 176 - 5826 1280."""

    def dated(i: int) -> bool:
        return any(s < tokens[i][2] and tokens[i][1] < e for s, e in dates)

    def whole(token: str) -> str:
        return token.strip(":;,.#*|\"'()[]")

    word = whole(tokens[index][0])
    if dated(index) or not word:
        return None
    first, last = index, index
    if not re.search(r"\d", word):
        # A prefix of capitals: LS 024780, EXP/MG 3546
        if not re.fullmatch(r"[A-Z][A-Z./-]{0,7}", word) or index + 1 >= len(tokens):
            return None
        if tokens[index][0].endswith((":", ";", ",")) or re.fullmatch(
            r"NO|NOS|NR|REF|NUM|DATE|LOT|TO|OF|FOR|AND|ET|DE|DU", word.rstrip(".")
        ):
            return None
        following = whole(tokens[index + 1][0])
        gap = scope[tokens[index][2] : tokens[index + 1][1]]
        if not re.match(r"[A-Z]{0,3}[-/]?\d|\d", following) or "\n" in gap or len(gap) > 2 or dated(index + 1):
            return None
        last = index + 1
    while last + 1 < len(tokens):
        raw, following = tokens[last][0], tokens[last + 1][0]
        gap = scope[tokens[last][2] : tokens[last + 1][1]]
        if raw.endswith((",", ";", ":", ".", ")")) or "\n" in gap or len(gap) > 2 or dated(last + 1):
            break
        bare = whole(following)
        joins = raw.endswith(("-", "/")) or following.startswith(("-", "/"))
        if (joins and re.search(r"[\dA-Z]", bare)) or (re.fullmatch(r"[-/]", following) and last + 2 < len(tokens)):
            last += 1
        elif re.fullmatch(r"\d{2,}", bare) and re.search(r"\d{2,}$", raw) and len(tokens) <= 6:
            last += 1  # digits in groups: 020 1234 5675
        elif re.fullmatch(r"[A-Z]", bare) and len(following) == 1 and last + 2 >= len(tokens):
            last += 1  # a series letter at the end: 004711 A
        else:
            break
    while last > first and not re.search(r"\w", tokens[last][0]):
        last -= 1
    return first, last


def _identifier(text: str, even: str, start: int, end: int) -> Parsed:
    value = squeeze(even[start:end])
    value = re.sub(r"\s*([-/])\s*", r"\1", value)
    compact = re.sub(r"[^A-Za-z0-9]", "", value)
    digits = sum(c.isdigit() for c in compact)
    score, rule = 0.9, "identifier"
    waybill = _AWB.match(value)
    if waybill is not None and (len(value) > 11 or value.isdigit()):
        serial = waybill[2] + waybill[3]
        good = int(serial[:7]) % 7 == int(serial[7])
        if "-" in value or " " in value or good:
            score, rule = (1.0, "air-waybill") if good else (0.75, "air-waybill-check-failed")
    elif re.fullmatch(r"[A-Z]{3}[UJZ]\d{7}", compact):
        score, rule = (1.0, "container") if iso6346.is_valid(compact) else (0.7, "container-check-failed")
    elif re.fullmatch(r"[A-Z0-9]{18}\d{2}", compact) and re.search(r"[A-Z]", compact) and lei.is_valid(compact):
        score, rule = 1.0, "lei"
    elif digits == 0:
        score = 0.2
    elif digits < 3:
        score = 0.5 if len(compact) > 2 else 0.35
    elif re.search(r"[a-z]{3}", value):
        score = 0.6
    elif len(compact) > 30 or value.count(" ") > 3:
        score = 0.5
    return Parsed(value, text[start:end], start, end, score, rule, None, _mended(text, value, start, end))


def _mended(text: str, value: str, start: int, end: int) -> tuple[Parsed, ...]:
    """The same number with letters among its digits turned back: NA O21537."""
    mended = re.sub(
        r"(?<=[\d -])[OoQIl|SBZ](?=\d{2})|(?<=\d)[OoQIl|SBZ](?=\d|$)", lambda m: repair_all(m.group()), value
    )
    return (Parsed(mended, text[start:end], start, end, 0.4, "identifier+repaired"),) if mended != value else ()


# --- lists of seals and tags


def parse_identifiers(text: str, context: Context) -> Parsed | None:
    """All numbers in a list, ranges written out where prefix and width agree and the count is modest."""
    even = plain(text)
    lead = _LABEL.match(fold(even))
    begin = lead.end() if lead else 0
    numbers: list[str] = []
    score, rule = 1.0, "identifiers"
    start = end = -1
    for piece_start, piece_end in _pieces(even, begin):
        piece = even[piece_start:piece_end]
        listed, worth, how = _listed(piece)
        if not listed:
            continue
        if start < 0:
            start = piece_start
        end = piece_end
        numbers.extend(listed)
        score = min(score, worth)
        rule = how if how != "identifiers" else rule
    if not numbers:
        return None
    return Parsed(tuple(dict.fromkeys(numbers)), text[start:end], start, end, round(score, 3), rule)


def find_identifiers(text: str, context: Context) -> list[Parsed]:
    """The numbers in running text, each as a list of one or, for a range, of all its numbers."""
    return [replace(p, value=(str(p.value),), others=()) for p in find_identifier(text, context)]


def _pieces(even: str, begin: int) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    position = begin
    for match in _SEPARATE.finditer(even, begin):
        cuts.append((position, match.start()))
        position = match.end()
    cuts.append((position, len(even)))
    result = []
    for start, end in cuts:
        inner = even[start:end]
        stripped = inner.strip(" :;.#*\"'()[]")
        if stripped:
            at = start + inner.index(stripped)
            result.append((at, at + len(stripped)))
    return result


def _listed(piece: str) -> tuple[list[str], float, str]:
    lead = _LABEL.match(fold(piece))
    piece = piece[lead.end() :] if lead else piece
    ranged = _RANGE.match(re.sub(r"à", "a", re.sub(r"jusqu'à", "jusqu'a", piece)))
    if ranged is not None:
        written = _written_out(ranged)
        if written:
            return written, 0.95 if len(ranged["m"]) > 1 or len(ranged["a"]) >= 4 else 0.7, "identifier-range"
    words = [w.strip(":;.#*\"'()[]") for w in piece.split()]
    joined: list[str] = []
    for word in words:
        if joined and re.fullmatch(r"[A-Z]{1,5}", joined[-1]) and re.search(r"\d", word):
            joined[-1] = f"{joined[-1]} {word}"
        elif re.search(r"\d", word) or re.fullmatch(r"[A-Z]{1,5}", word):
            joined.append(word)
    numbers = [w for w in joined if re.search(r"\d", w)]
    if not numbers:
        return [], 0.0, "identifiers"
    score = 0.95
    if len(numbers) > 1:
        alike = len({re.sub(r"[A-Za-z]", "A", re.sub(r"\d", "9", n)) for n in numbers}) == 1
        if not alike and all(n.isdigit() for n in numbers[1:]) and any(len(n) < 4 for n in numbers[1:]):
            return [squeeze(" ".join(numbers))], 0.6, "identifiers"
        score = 0.85 if alike else 0.65
    if any(sum(c.isdigit() for c in n) < 3 for n in numbers):
        score *= 0.6
    if len(words) > len(joined) + 2:
        score *= 0.7
    return numbers, score, "identifiers"


def _written_out(ranged: re.Match[str]) -> list[str]:
    first, last, width = int(ranged["a"]), int(ranged["b"]), len(ranged["a"])
    if len(ranged["b"]) != width or not 0 < last - first < _MOST:
        return []
    if ranged["m"] == "-" and width < 3:
        return []
    head = ranged[0][: ranged.start("a")]
    return [f"{head}{number:0{width}d}" for number in range(first, last + 1)]
