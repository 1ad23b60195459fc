"""Money: an amount with a currency by symbol, code or word, in front or behind, or named by the label.

Currency codes are ISO 4217. A lone dollar sign, or the word, is read as US dollars with a lowered score (the trade's
currency). `F CFA` names two currencies: both readings are kept unless the paper's countries settle which.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.model import Money
from extract.values import number_words
from extract.values.currencies import CFA, DOLLAR, DOLLARS, currency_key, currency_words
from extract.values.folding import fold, plain
from extract.values.model import Context, Parsed
from extract.values.number_runs import Run, repair, runs
from extract.values.numbers import MONEY_DECIMALS, Numeral, read

_CFA_FRANCS = ("XAF", "XOF")
"""The francs of the central African and the west African union: one name on paper, one rate, two currencies."""
_SHARE = re.compile(r"\s?[%‰]")  # behind a number that is no amount: a price for 1 % of a ton
_BARE = 0.93
"""Score of an amount whose currency stands in the label only."""
_SCALES = {"million": 6, "millions": 6, "millones": 6, "milhoes": 6, "milhao": 6, "mio": 6, "mln": 6, "mn": 6} | {
    "m": 6,
    "k": 3,
}
_SCALE = re.compile(
    r"[ ]?(?:(million|millions|millones|milhoes|milhao|mio|mln|mn)\b\.?(?:[ ](?:de|of))?|([mk])(?![^\W_])(?![ ]?[/.']))"
)
_LETTER = 0.85  # how sure a letter is that stands for a million or a thousand: USD 1.2m
_DOUBTFUL_CODES = {
    "uss": 0.8,
    "us5": 0.8,
    "u5d": 0.8,
    "us§": 0.8,
    "u5$": 0.8,
    "u$": 0.85,
    "s$": 0.75,
    "sd": 0.6,
    "us": 0.8,
}
"""Wordings that are less sure: damaged ones, and those that are another one with a letter lost (S$ of US$)."""
_OTHER_DOLLARS = re.compile(
    r" (?!and|et|y|e|con|com|only|net|total|fob|cif|per|par|por|us|usa|americ|estadoun|des etats|dos e|de los e)"
    r"[^\W\d_]{4,}"
)
"""A word behind `dollars` that may say whose they are: `dólares namibianos`."""
_RAND = re.compile(r"(?<![^\W_])R ?$")
"""A capital R before an amount is the rand; too short a word to stand in the table."""


def currency(wording: str) -> str | None:
    """The ISO 4217 code of a currency as printed (`US$`, `dollars des États-Unis`); None if unknown."""
    code = currency_words().names.get(currency_key(wording))
    return None if code == CFA else code


def is_cfa(wording: str) -> bool:
    """True for a wording of the CFA franc that leaves open which of the two it is."""
    return currency_words().names.get(currency_key(wording)) == CFA


def find_money(text: str, context: Context) -> list[Parsed]:
    """Every amount that names its currency, in order."""
    even = plain(text)
    found = _named(text, even, context)
    mended = repair(even)
    if mended != even:
        for parsed in _named(text, mended, context):
            changed = sum(
                a != b for a, b in zip(even[parsed.start : parsed.end], mended[parsed.start : parsed.end], strict=True)
            )
            if changed:
                found = [p for p in found if p.end <= parsed.start or p.start >= parsed.end]
                found.append(replace(parsed, score=round(parsed.score * 0.7, 3), rule=f"{parsed.rule}+repaired"))
        found.sort(key=lambda p: p.start)
    return found


def parse_money(text: str, context: Context) -> Parsed | None:
    """The amount in a text that holds one; the currency may come from `context`."""
    found = find_money(text, context)
    if found:
        best = max(found, key=lambda p: (p.score, -p.start))
        rest = tuple(p for p in found if p is not best)
        return _against_words(replace(best, others=(*best.others, *rest)), text)
    code = currency(context.currency) if context.currency else None
    if code is None:
        return _in_words(text)
    even = plain(text)
    bare = _bare(text, even, context, code)
    if bare is None and (mended := repair(even)) != even:
        bare = _bare(text, mended, context, code)
        if bare is not None:
            bare = replace(bare, score=round(bare.score * 0.7, 3), rule=f"{bare.rule}+repaired")
    return bare if bare is None else _against_words(bare, text)


def _in_words(text: str) -> Parsed | None:
    """An amount that stands in words alone, with its currency beside it: `mil dólares americanos`."""
    folded = fold(plain(text))
    for words in number_words.amounts(text):
        behind = re.compile(r"(?:[^\W_]+ ){0,2}" + currency_words().behind.pattern.lstrip()).match(folded, words.end)
        named = behind or currency_words().before.search(folded[max(0, words.start - 48) : words.start])
        named = named or currency_words().inside.search(folded, words.start, words.end)
        code = currency_words().names.get(currency_key(named[1])) if named else None
        if code is None or code == CFA or words.value < 1:
            continue
        end = behind.end() if behind is not None else words.end
        score = 0.5 if named and currency_key(named[1]) in DOLLARS else 0.7
        value = Money(amount=words.value, currency=code)
        return Parsed(value, text[words.start : end], words.start, end, score, "amount-in-words")
    return None


def _against_words(parsed: Parsed, text: str) -> Parsed:
    """The amount in figures held against the one in words, where the text has both."""
    if not isinstance(parsed.value, Money) or not re.search(r"[^\W\d_]{3}", text[: parsed.start] + text[parsed.end :]):
        return parsed
    currency_code = parsed.value.currency
    for words in number_words.amounts(text):
        if words.end <= parsed.start or words.start >= parsed.end:
            if words.value == parsed.value.amount:
                return replace(parsed, score=max(parsed.score, 0.99), rule=f"{parsed.rule}+words")
            for other in parsed.others:
                if isinstance(other.value, Money) and other.value.amount == words.value:
                    rest = (replace(parsed, others=()), *(p for p in parsed.others if p is not other))
                    return replace(other, score=0.95, rule=f"{other.rule}+words", others=rest)
            if words.value >= 100:
                value = Money(amount=words.value, currency=currency_code)
                spoken = Parsed(value, text[words.start : words.end], words.start, words.end, 0.45, "amount-in-words")
                return replace(parsed, score=round(parsed.score * 0.5, 3), others=(spoken, *parsed.others))
    return parsed


def _named(text: str, even: str, context: Context) -> list[Parsed]:
    folded = fold(even)
    words = currency_words()
    found: list[Parsed] = []
    free = 0
    for run in runs(even, text):
        if run.start < free or not _alone(even, run):
            continue
        window = max(free, run.start - 48)
        before = words.before.search(folded[window : run.start])
        behind = words.behind.match(folded, run.end)
        scale = _scale(folded, run.end)
        if scale and behind is None:
            behind = words.behind.match(folded, scale[1])
        if before is None and (behind is None or _glued(even, run)):
            rand = _RAND.search(even[window : run.start])
            numeral = read(run, context, MONEY_DECIMALS) if rand is not None else None
            if rand is not None and numeral is not None:
                found.append(_parsed(text, even, numeral, "ZAR", window + rand.start(), run.end, 0.85, 0))
                free = run.end
            continue
        sign = before if before is not None else behind
        assert sign is not None
        wording = sign[1]
        if before is not None and behind is not None and currency_key(wording) == DOLLAR:
            wording = behind[1]  # $ 1,200.00 USD
        code = words.names[currency_key(wording)]
        score = _DOUBTFUL_CODES.get(currency_key(wording), 1.0)
        if currency_key(wording) in DOLLARS:
            known = currency(context.currency) if context.currency else None
            code, score = (known, 0.95) if known else ("USD", 0.7)
            if (
                known is None
                and wording != DOLLAR
                and _OTHER_DOLLARS.match(folded, behind.end() if behind else run.end)
            ):
                continue
        start = window + before.start() if before is not None else run.start
        end = run.end
        if scale:
            end, score = scale[1], score * scale[2]
        if behind is not None and (before is None or words.names[currency_key(behind[1])] in (code, "USD")):
            end = max(end, behind.end())
        numeral = read(run, context, MONEY_DECIMALS)
        if numeral is not None:
            codes = (code,) if code != CFA else _either_franc(context)
            score = score if len(codes) == 1 else 0.55
            parsed, *others = (
                _parsed(text, even, numeral, one, start, end, score, scale[0] if scale else 0) for one in codes
            )
            found.append(replace(parsed, others=(*(replace(o, others=()) for o in others), *parsed.others)))
            free = end
    return found


def _either_franc(context: Context) -> tuple[str, ...]:
    """The CFA franc meant, or both, where neither the label nor the paper's countries settle it."""
    known = context.franc or (currency(context.currency) if context.currency else None)
    return (known,) if known in _CFA_FRANCS else _CFA_FRANCS


def _alone(even: str, run: Run) -> bool:
    before = even[run.start - 1] if run.start else " "
    if before in "/+" or (before in ".,'" and run.start > 1 and even[run.start - 2].isdigit()):
        return False
    if before == "-" and run.start > 1 and even[run.start - 2].isalnum():
        return False
    return re.match(r"-\d|/\d", even[run.end :]) is None


def _glued(even: str, run: Run) -> bool:
    return run.start > 0 and even[run.start - 1].isalpha()


def _scale(folded: str, position: int) -> tuple[int, int, float] | None:
    """The power of ten that a word or letter behind a number stands for, its end, and how sure it is."""
    match = _SCALE.match(folded, position)
    return (_SCALES[match[1] or match[2]], match.end(), 1.0 if match[1] else _LETTER) if match else None


def _parsed(
    text: str, even: str, numeral: Numeral, code: str, start: int, end: int, score: float, scale: int
) -> Parsed:
    amount = numeral.value.scaleb(scale) if scale else numeral.value
    rule = numeral.rule
    ahead = even[max(0, start - 1) : numeral.start].strip()
    bracketed = even.strip() == f"({even[start:end]})" and ahead == "("  # a credit, as book-keepers write it
    if ahead.endswith("-") or ahead.startswith("-") or bracketed:
        amount, rule, score = -amount, f"{rule}+negative", score * 0.9
    if scale:
        rule, score = f"{rule}+million", score * 0.9
        amount = Decimal(f"{amount:f}")
    return Parsed(
        value=Money(amount=amount, currency=code),
        raw=text[start:end],
        start=start,
        end=end,
        score=round(numeral.score * score, 3),
        rule=rule,
        others=tuple(_parsed(text, even, n, code, max(start, n.start), end, score, scale) for n in numeral.others),
    )


def _bare(text: str, even: str, context: Context, code: str) -> Parsed | None:
    found = [
        numeral
        for run in runs(even, text)
        if _alone(even, run) and not _glued(even, run) and (numeral := read(run, context, MONEY_DECIMALS)) is not None
        if _SHARE.match(even, numeral.end) is None
    ]
    if not found:
        return None
    found.sort(key=lambda n: (-("." in n.digits), -len(n.digits), n.start))
    best, *rest = (_parsed(text, even, n, code, n.start, n.end, _BARE, 0) for n in found)
    if rest:
        best = replace(best, score=round(best.score * 0.8, 3))
    return replace(best, others=(*best.others, *rest))
