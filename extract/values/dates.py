"""Dates in the usual forms of English, French, Portuguese and Spanish papers (German and Dutch ones too).

A date of digits alone may be day first or month first: both readings are kept unless one cannot be.
Years run from 1980 to 2099; two digits mean 19.. from 80 on, else 20..; a Thai Buddhist year (CE + 543) is turned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from extract.values.date_repairs import Rewritten, mend, torn, worded
from extract.values.dates_digits import calendar_date, dated, either, named_parts, printed_order
from extract.values.folding import fold, plain, pointed
from extract.values.model import Context, Parsed
from extract.values.months import month, roman, weekday_before

_DAY = r"(?P<d>[0-3]?\d)"
_YEAR = r"(?P<y>\d{4}|(?:19|20)[ ]\d{2}|'?\d{2}(?![ ]?\d))"
_WORD = r"(?P<m>[^\W\d_]{3,12}|[^\W_]{3,12})"
_ORDINAL = r"(?:[ ]?[.]?(?:st|nd|rd|th|er|ere|re|eme|e|o|a|°|ª)(?![^\W_]))?"
_END = r"(?![^\W_])(?![/.,:]\d)(?!-\d(?!\d?[-/. ]))"
_START = r"(?=\d)(?<![^\W_])(?<!\d[/.,:])(?:(?<!\d-)|(?<=[/.]\d{4}-))"
_FLIGHT = r"(?=\d)(?<=\d{3}/)"  # a flight's number before the day: GG 0441/14 SEP 2026
_OF = (
    r"(?:[ ]?(?:jour[ ])?(?:du[ ]mois[ ])?d'|[ ]?(?:day[ ]of|jour[ ](?:du[ ]mois[ ])?de|of|d[ ]?[ec]|del|do"
    r"|du[ ]mois[ ]de|del[ ]mes[ ]de|dias?[ ]de|dias?[ ]do[ ]mes[ ]de|dias?[ ]del[ ]mes[ ]de)(?![^\W_]))?"
)
_OF_YEAR = r"(?:[ ]?(?:in[ ]the[ ]year|of|de[ ]l'an|del[ ]ano|do[ ]ano(?:[ ]de)?|d[ ]?[ec]|del|do)(?![^\W_]))?"
_CARRIED = r"(?<=[-/])\n"
"""Where a line ends within a date of digits, its stroke telling that it goes on: "24-04-" over "2026"."""
_GAP = r"[ \n]{0,3}[-./,]?[ \n]{0,3}"

_DAY_MONTH_YEAR = re.compile(
    rf"(?:{_START}|{_FLIGHT}){_DAY}{_ORDINAL}{_GAP}{_OF}{_GAP}{_WORD}\.?{_GAP}{_OF_YEAR}{_GAP}{_YEAR}{_END}"
)
_MONTH_DAY_YEAR = re.compile(
    rf"(?<![^\W_])(?=[^\W_]{{3,12}}+[-./, \n]{{1,8}}\d)"
    rf"{_WORD}(?:\.|[ \n]|(?=[-/,])){_GAP}{_DAY}{_ORDINAL}{_GAP}{_OF_YEAR}{_GAP}(?P<y>\d{{4}}){_END}"
)
_MONTH_DAY_SHORT = re.compile(
    r"(?<![^\W_])(?=[^\W\d_]{0,12}+\.?[ ]?\d)"
    rf"{_WORD}\.?[ ]?{_DAY}{_ORDINAL}(?P<s>/|-|,?[ ]?'|,?[ ])(?P<y>\d{{2}}){_END}(?![ ]?[^\W\d_]|%|[ ]%)"
)
"""Two digits of the year behind the day: "Aug. 6/26", "Aug 6, '26"; not the packages behind "Aug 6, 20 drums"."""
_YEAR_MONTH_DAY = re.compile(rf"{_START}(?P<y>\d{{4}}){_GAP}{_WORD}\.?{_GAP}{_DAY}{_END}")
_YEAR_DAY_MONTH = re.compile(
    r"(?<![^\W_])(?:l'an|ano|year)[ ](?P<y>\d{4})(?:,|[ ](?:et|e|y|and))?[ ](?:le|el|em|aos|the)[ ]"
    rf"{_DAY}{_ORDINAL}{_GAP}{_OF}{_GAP}{_WORD}(?![^\W_])"
)
"""As records open: "L'an 2026 et le 15 avril"."""
_IN_WORDS = re.compile(
    r"(?<![^\W_])(?:two thousand|deux mille|dois mil|dos mil|days? of|dias? (?:do|del) mes)(?![^\W_])"
)
"""What a date in words holds: its year, or the day of a month."""
_MONTH_GLUED = re.compile(r"(?<![^\W_])(?P<m>[^\W\d_]{3,10}+)(?P<d>[0-3]?\d)[ ]?[, ][ ]?(?P<y>\d{4})(?![^\W_])")
_ENGLISH_WORDS = frozenset({"out", "set", "en", "sete"})
"""Months of Portuguese and Spanish that are other words in English."""
_GLUED = re.compile(rf"{_START}(?P<d>[0-3]\d)(?P<m>[^\W\d_]{{3,4}})(?P<y>\d{{4}}|\d{{2}}){_END}")
_ROMAN = re.compile(
    rf"{_START}{_DAY}[ ]?(?P<s>[-./ ])[ ]?(?P<m>[ivx]{{1,4}})[ ]?(?P=s)[ ]?(?P<y>\d{{4}}|\d{{2}}){_END}"
)
_ISO = re.compile(
    rf"{_START}(?P<y>\d{{4}})[ ]?(?P<s>[-/. ])(?:[ ]?|{_CARRIED})(?P<m>[01]?\d)[ ]?(?P=s)(?:[ ]?|{_CARRIED}){_DAY}"
    r"(?:t\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?(?![^\W_])(?![-/.,]\d)"
)
_CJK = re.compile(r"(?<!\d)(?P<y>\d{4})[ ]?[年년][ ]?(?P<m>[01]?\d)[ ]?[月월][ ]?(?P<d>[0-3]?\d)[ ]?[日일]")
_DIGITS = re.compile(
    rf"{_START}(?P<a>\d{{1,2}})[ ]{{0,2}}(?P<s>[-/.|\\ ])(?:[ ]{{0,2}}|{_CARRIED})(?P<b>\d{{1,2}})[ ]{{0,2}}(?P=s)"
    rf"(?:[ ]{{0,2}}|{_CARRIED})"
    r"(?P<y>\d{4}|(?:19|20)[ ]\d{2}|'?\d{2}(?![ ]\d{2}(?!\d|[:h]\d)))(?![^\W_])(?![/.,]\d)(?!-\d(?!\d?[-/.]))"
)
_COMPACT = re.compile(r"(?=\d)(?<![^\W_])(?<!\d[-/.,])(?P<n>\d{8})(?![^\W_])(?![-/.,]\d)")
_BOXED = re.compile(r"(?<![^\W_])(?:\d[ |/.-]{1,3}){7}\d(?![^\W_])")
_LONE_DIGIT = re.compile(r"(?<![^\W_])[0-3] $")
_NAMED = (
    (_DAY_MONTH_YEAR, "day-month-year"),
    (_MONTH_DAY_YEAR, "month-day-year"),
    (_MONTH_DAY_SHORT, "month-day-year"),
    (_YEAR_MONTH_DAY, "year-month-day"),
    (_YEAR_DAY_MONTH, "year-day-month"),
)
_NAMED_GLUED = ((_GLUED, "day-month-year-glued"), (_MONTH_GLUED, "month-day-year-glued"))
_GLUE = re.compile(r"[^\W\d_]{3}\d")
"""What dates with a month glued to figures hold."""
_FIGURES = re.compile(r"\d\D*\d\D*\d")
"""The figures of a day and a year at the least."""
_KEPT = 1024
"""Texts whose dates are kept: they are asked for in their own right, and to tell numbers from them."""


_CALLED = 24  # characters before a day that may call it a street
_STREET = re.compile(
    r"(?<![^\W_])(?:avenue|avenida|ave?|avda|rue|rua|calle|jiron|carrera|boulevard|blvd|bvd|bd|praca|plaza|largo|travessa"
    r"|bairro|barrio|colonia|urbanizacion|quartier|estrada|alameda)\.?\s+(?:du|de la|de|do|da|del)?\s*$"
)
"""A word for a street or a quarter right before a day that it is called after: "Avenida 4 de Fevereiro, 59"."""


def find_dates(text: str, context: Context) -> list[Parsed]:
    """Every date in running text, in order; where two readings overlap the better one."""
    return list(_found(text, context))


@lru_cache(maxsize=_KEPT)
def _found(text: str, context: Context) -> tuple[Parsed, ...]:
    even = pointed(plain(text))
    if (order := printed_order(fold(even))) is not None:
        context = replace(context, day_first=order)
    found = list(_all(text, fold(even), context))
    mended = mend(even)
    if mended != even:
        for parsed in _all(text, fold(mended), context):
            changed = sum(
                a != b for a, b in zip(even[parsed.start : parsed.end], mended[parsed.start : parsed.end], strict=True)
            )
            if changed:
                found.append(
                    replace(
                        parsed,
                        score=round(parsed.score * max(0.5, 0.85 - 0.1 * changed), 3),
                        rule=f"{parsed.rule}+repaired",
                    )
                )
    folded = fold(even)
    if not found and _IN_WORDS.search(folded):
        found = _placed(text, worded(text), context, 0.95, "in-words")
    days = [parsed for parsed in found if _STREET.search(folded[max(0, parsed.start - _CALLED) : parsed.start]) is None]
    return tuple(_best_apart([_on_weekday(_half_day(parsed, even), folded) for parsed in days]))


def _on_weekday(parsed: Parsed, folded: str) -> Parsed:
    """A date held against the day of the week before it, which settles an order and shows a misreading."""
    named = weekday_before(folded, parsed.start)
    if named is None:
        return parsed
    fitting = [one for one in (parsed, *parsed.others) if date.fromisoformat(str(one.value)).weekday() == named]
    if not fitting:
        return replace(parsed, score=round(parsed.score * 0.6, 3), rule=f"{parsed.rule}+other-weekday")
    best = fitting[0]
    rest = tuple(replace(one, others=()) for one in (parsed, *parsed.others) if one.value != best.value)
    settled = max(best.score, 0.95) if rest else best.score
    return replace(best, score=settled, rule=f"{best.rule}+weekday", others=rest)


def parse_date(text: str, context: Context) -> Parsed | None:
    """The date in a text that holds one."""
    found = find_dates(text, context)
    found += _placed(text, torn(text), context, 0.6, "torn")
    if not found:
        found = list(_boxed(text, context)) or _placed(text, worded(text), context, 0.85, "in-words")
    if not found:
        return None
    best = max(found, key=lambda p: (p.score, -p.start))
    rest = tuple(p for p in found if p is not best and p.value != best.value)
    return replace(best, others=(*best.others, *rest))


def _placed(text: str, rewritten: Rewritten | None, context: Context, factor: float, suffix: str) -> list[Parsed]:
    """The dates of a rewritten text, placed in the text as it was."""
    if rewritten is None:
        return []
    found = []
    for parsed in find_dates(rewritten.text, context):
        start, end = rewritten.starts[parsed.start], rewritten.ends[parsed.end - 1]
        score, rule = round(parsed.score * factor, 3), f"{parsed.rule}-{suffix}"
        found.append(replace(parsed, raw=text[start:end], start=start, end=end, score=score, rule=rule, others=()))
    return found


def _half_day(parsed: Parsed, even: str) -> Parsed:
    """A lone digit before a day of one digit may be the first half of the day: 2 8 January."""
    if re.match(r"\d(?!\d)", parsed.raw) and _LONE_DIGIT.search(even, max(0, parsed.start - 3), parsed.start):
        return replace(parsed, score=min(parsed.score, 0.5))
    return parsed


def _best_apart(found: list[Parsed]) -> list[Parsed]:
    """The best readings that do not overlap, in order of place."""
    kept: list[Parsed] = []
    for parsed in sorted(found, key=lambda p: (-p.score, p.start - p.end)):
        if all(parsed.end <= k.start or parsed.start >= k.end for k in kept):
            kept.append(parsed)
    return sorted(kept, key=lambda p: p.start)


def _all(text: str, folded: str, context: Context) -> Iterator[Parsed]:
    if _FIGURES.search(folded) is None:
        return
    for pattern, rule in _NAMED if _GLUE.search(folded) is None else (*_NAMED, *_NAMED_GLUED):
        position = 0
        while (match := pattern.search(folded, position)) is not None:
            parsed = _worded(text, match, rule, context)
            position = match.end() if parsed else match.start() + 1
            if parsed:
                yield parsed
    for match in _ROMAN.finditer(folded):
        number = roman(match["m"])
        if number is not None and (len(match["y"]) == 4 or match["s"] in "-./"):
            score = 0.9 if len(match["y"]) == 4 else 0.75
            yield from _one(text, match, match["y"], number, match["d"], score, "day-roman-year")
    for match in _ISO.finditer(folded):
        score = {"-": 1.0, "/": 0.97, ".": 0.97}.get(match["s"], 0.7)
        if len(match["m"]) != len(match["d"]) and "0" in (match["m"][0], match["d"][0]):
            score *= 0.85  # 2026-02-2 has lost a digit
        yield from _one(
            text,
            match,
            match["y"],
            int(match["m"]),
            match["d"],
            score,
            "iso" if score == 1 else "year-month-day-digits",
        )
    for match in _CJK.finditer(folded) if not folded.isascii() else ():
        yield from _one(text, match, match["y"], int(match["m"]), match["d"], 1.0, "year-month-day-cjk")
    yield from named_parts(text, folded)
    for match in _DIGITS.finditer(folded):
        yield from either(text, match.start(), match.end(), match["a"], match["b"], match["y"], match["s"], context)
    for match in _COMPACT.finditer(folded):
        yield from _compact(text, match, context)


def _worded(text: str, match: re.Match[str], rule: str, context: Context) -> Parsed | None:
    named = month(match["m"])
    if named is None or (match["m"] in _ENGLISH_WORDS and context.language == "en"):
        return None
    number, score = named
    short = len(match["y"]) < 4
    if short and match.groupdict().get("s", "").strip(",") == " ":
        score *= 0.7  # Aug 6 26
    return next(
        _one(
            text,
            match,
            match["y"],
            number,
            match["d"],
            score * (0.9 if short else 1.0),
            rule if score == 1 else f"{rule}+repaired",
        ),
        None,
    )


def _one(
    text: str, match: re.Match[str], year: str, number: int, day: str, score: float, rule: str
) -> Iterator[Parsed]:
    value, factor, suffix = calendar_date(year, number, int(day))
    if value is not None:
        yield dated(text, match.start(), match.end(), value, score * factor, rule + suffix)


def _compact(text: str, match: re.Match[str], context: Context) -> Iterator[Parsed]:
    """20260105, or 05012026 where that cannot be."""
    digits = match["n"]
    value, _, _ = calendar_date(digits[:4], int(digits[4:6]), int(digits[6:]))
    if value is not None and digits[:2] in ("19", "20"):
        yield dated(text, match.start(), match.end(), value, 0.75, "compact")
        return
    for parsed in either(text, match.start(), match.end(), digits[:2], digits[2:4], digits[4:], "", context):
        yield replace(parsed, score=round(parsed.score * 0.5, 3), rule=f"compact-{parsed.rule}")


def _boxed(text: str, context: Context) -> Iterator[Parsed]:
    """One digit to a box: 0 5 | 0 1 | 2 0 2 6."""
    for match in _BOXED.finditer(plain(text)):
        digits = re.sub(r"\D", "", match.group())
        value, _, _ = calendar_date(digits[:4], int(digits[4:6]), int(digits[6:]))
        if value is not None and digits[:2] in ("19", "20"):
            yield dated(text, match.start(), match.end(), value, 0.6, "boxed")
            continue
        for parsed in either(text, match.start(), match.end(), digits[:2], digits[2:4], digits[4:], "", context):
            yield replace(parsed, score=round(parsed.score * 0.7, 3), rule=f"boxed-{parsed.rule}")
