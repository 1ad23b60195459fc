"""Weights, carats, grades and shares: a number with its unit behind or before it, or named by the label."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from extract.values import limits, number_words, units
from extract.values.folding import fold, plain
from extract.values.model import Context, Parsed
from extract.values.number_runs import Run, repair, runs
from extract.values.numbers import PERCENT_DECIMALS, UNIT_DECIMALS, Decimals, Numeral, read
from extract.values.units import UnitWords

_BARE = 0.6
"""Score of a number with no unit anywhere: it fits, but so does any number."""


_HUNDREDS = re.compile(r"[1-9]\d\d[.,]\d{3}$|[1-9]\d{1,2}[.,]000$")
_BEYOND = 20
_HUNDREDTHS = 2  # figures of the hundredths behind a number in words
_UNIT_WORD = re.compile(r" [^\W\d_]+[ ]?$")
_NO_SUCH_SCALE: Decimals = 1.5

_MOST = {"ct": 2_000_000, "g": 2_000_000, "kg": 5_000_000, "t": 200_000, "oz t": 100_000, "lb": 10_000_000}
_RANGE_BEFORE = re.compile(r"(?<![^\W_])(?<![^\W_][.,])\d[\d.,]*[ ]?%?[ ]?- ?$")
_RANGE_BEHIND = re.compile(r" ?- ?\d|/\d")
_PER = re.compile(r"(?:/|(?<![^\W_])(?:per|par|por|le|la|el|o|a|au|ao|al))[ ]?$")
"""What makes a unit before a number that of a price: `per tonne 1,200`."""
_PARTS = ("g", "kg", "oz", "oz t")
_RATE = re.compile(r"\s?/\s?(?:t|tm|tn|mt|dmt|wmt|ton(?:ne|elada)?s?|m3|m³|l)(?![^\W_])")
"""What makes a weight behind a number the content of a ton or a volume: `85 g/t`."""
_STREET = re.compile(r" (?:ave?|avenue|st|street|rd|road)(?![^\W_])")
"""What makes KG a district's letters and the number a street's: KG 15 Ave (Kigali's Gasabo district)."""
_VEHICLE = re.compile(
    r"(?<![^\W_])(?:trucks?|lorry|trailers?|vehicles?|horse|reg(?:istration)?|plates?|camions?|remorques?|vehicules?|plaques?"
    r"|immatricul\w*|camiones|vehiculos?|placas?|patente|matriculas?|remolques?|caminhao|caminhoes|reboques?|viaturas?)"
    r"\W[^\d,;/]{0,16}(?<![^\W_])(?!(?:net|gw|nw|wt|qty) )[a-z]{2,3} $"
)
"""What makes the figures and a last letter those of a number plate: "Truck RAF 418 T"."""
_TIMES = re.compile(
    r"(?<![\w.,/-])(\d{1,4}) ?"
    r"(?:[x*×]|(?!de |of )[^\W\d_]{3,}(?: [^\W\d_]{3,}){0,2} (?:of|de|a|d'|with|com|con|avec)) ?$"
)
"""Pieces before the weight of one: 5 x 50 kg, 25 drums of 250 kg."""
_OF_ELEMENT = re.compile(r" {0,2}[A-Z][A-Za-z]?(?:\d?[A-Z]?[a-z]?\d?){0,3} {0,2}%")
"""What the share is of, between the figure and its sign: 26.46 Ta2O5 %."""
_EACH = re.compile(r"[ (]{0,3}(?:each|chacune?|chaque|cada|par colis|per (?:drum|bag|box|parcel)|piece)(?![^\W_])")


def find_weight(text: str, context: Context) -> list[Parsed]:
    """Every weight that names its unit, in order."""
    return _measures(text, context, units.mass(), _mass_decimals)


def parse_weight(text: str, context: Context) -> Parsed | None:
    """The weight in a text that holds one; the unit may come from `context`."""
    return _best(find_weight(text, context), text, context, units.mass(), _mass_decimals)


def find_carats(text: str, context: Context) -> list[Parsed]:
    """Every weight in carats, in order."""
    return [p for p in find_weight(text, context) if p.unit == "ct"]


def parse_carats(text: str, context: Context) -> Parsed | None:
    """The carat weight in a text that holds one; a bare number under a carat label is in carats."""
    carats = replace(context, unit="ct")
    named = find_weight(text, carats)
    if named and not any(p.unit == "ct" for p in named):
        return None  # the text speaks of another unit
    return _best(named, text, carats, units.mass(), _mass_decimals)


def find_percent(text: str, context: Context) -> list[Parsed]:
    """Every share or grade that names its unit, in order; parts per thousand are given in percent."""
    found = _measures(text, context, units.share(), _no_decimals)
    return [limits.doubted(_in_percent(p), text) for p in found if _possible(p)]


def parse_percent(text: str, context: Context) -> Parsed | None:
    """The share or grade in a text that holds one; the unit may come from `context`. Parts per thousand, in which the
    fineness of gold is told, are given in percent."""
    named = _measures(text, context, units.share(), _no_decimals)
    possible = [p for p in named if _possible(p)]
    if named and not possible:
        return None  # 162.93 %
    if not possible and find_weight(text, context):
        return None  # 22 carat, 5 kg
    found = _best(possible, text, context, units.share(), _no_decimals)
    behind = _OF_ELEMENT.match(text, found.end) if found is not None and found.unit is None else None
    if found is not None and behind is not None:
        found = replace(found, unit="%", raw=text[found.start : behind.end()], end=behind.end(), score=0.95)
    return limits.doubted(_in_percent(found), text) if found is not None and _possible(found) else None


def _in_percent(parsed: Parsed) -> Parsed:
    others = tuple(_in_percent(other) for other in parsed.others)
    if parsed.unit != "‰" or not isinstance(parsed.value, str):
        return replace(parsed, others=others)
    value = f"{Decimal(parsed.value).scaleb(-1):f}"
    return replace(parsed, value=value, unit="%", rule=f"{parsed.rule}+per-mille", others=others)


def _mass_decimals(unit: str | None) -> Decimals:
    return UNIT_DECIMALS.get(unit, 0.0)


def _no_decimals(unit: str | None) -> Decimals:
    return PERCENT_DECIMALS if unit in (None, "%") else 0.0


def _possible(parsed: Parsed) -> bool:
    if parsed.unit != "%":
        return True
    return isinstance(parsed.value, str) and float(parsed.value) <= 100


def _measures(
    text: str, context: Context, words: UnitWords, decimals: Callable[[str | None], Decimals]
) -> list[Parsed]:
    even = plain(text)
    found = _with_unit(text, even, context, words, decimals)
    mended = repair(even)
    if mended != even:
        taken = [(p.start, p.end) for p in found]
        for parsed in _with_unit(text, mended, context, words, decimals):
            changed = sum(
                a != b for a, b in zip(even[parsed.start : parsed.end], mended[parsed.start : parsed.end], strict=True)
            )
            if changed and not any(
                s < parsed.end and parsed.start < e and e - s >= parsed.end - parsed.start for s, e in taken
            ):
                found = [p for p in found if p.end <= parsed.start or p.start >= parsed.end]
                found.append(replace(parsed, score=_damaged(parsed.score, changed), rule=f"{parsed.rule}+repaired"))
        found.sort(key=lambda p: p.start)
    return found


def _coarse(run: Run, unit: str | None) -> Decimals:
    """What speaks for thousands in a weight that no scale shows to the gram: 100,240 KG, 25.000 KG."""
    return _NO_SUCH_SCALE if unit in ("kg", "lb") and _HUNDREDS.match(run.text) else 0.0


def _damaged(score: float, changed: int) -> float:
    return round(max(0.3, score * (0.8 - 0.1 * (changed - 1))), 3)


def _with_unit(
    text: str, even: str, context: Context, words: UnitWords, decimals: Callable[[str | None], Decimals]
) -> list[Parsed]:
    folded = fold(even)
    found: list[Parsed] = []
    free = 0
    for run in runs(even, text):
        if run.start < free or not stands_alone(even, run):
            continue
        behind = words.behind.match(folded, run.end)
        before = words.before.search(folded[max(free, run.start - 30) : run.start])
        if _glued(even, run) and (before is None or len(before[1]) < 2):
            continue
        if behind is not None:
            unit, start, end = words.name(behind[1]), run.start, behind.end(1)
            if behind.end() > behind.end(1) and even[behind.end() - 1] in ")]" and even[behind.start(1) - 1] in "([":
                end = behind.end()
        elif before is not None:
            unit, start, end = words.name(before[1]), max(free, run.start - 30) + before.start(), run.end
        else:
            continue
        other = behind is None and (
            _PER.search(folded, max(0, start - 8), start) is not None or _STREET.match(folded, end) is not None
        )
        if behind is not None and behind.end(1) - behind.start(1) == 1:
            other = _VEHICLE.search(folded, max(0, start - 40), start) is not None
        other = other or (behind is None and _are_hundredths(folded, run))
        other = other or (unit in _PARTS and behind is not None and _RATE.match(folded, end) is not None)
        numeral = None if other else read(run, context, decimals(unit) + _coarse(run, unit))
        if numeral is not None:
            score = (1.0 if behind is not None else 0.9) * _plausible(numeral, unit)
            parsed = _parsed(text, numeral, unit, start, end, score)
            found.append(_of_each(parsed, text, folded))
            free = end
    return found


def _are_hundredths(folded: str, run: Run) -> bool:
    """Whether two figures end a number in words, with its unit between: "seventy-three carats 09"."""
    unit = _UNIT_WORD.search(folded, 0, run.start) if run.end - run.start <= _HUNDREDTHS else None
    return unit is not None and any(one.end == unit.start() for one in number_words.spoken(folded[: unit.start()]))


def _of_each(parsed: Parsed, text: str, folded: str) -> Parsed:
    """The weight of one of several pieces (25 drums of 250 kg) is doubtful as the whole; the product stands beside."""
    times = _TIMES.search(folded, max(0, parsed.start - 60), parsed.start)
    if times is None or int(times[1]) < 2:
        each = _EACH.match(folded, parsed.end)
        return replace(parsed, score=min(parsed.score, 0.5), rule=f"{parsed.rule}+each") if each else parsed
    product = Decimal(str(parsed.value)) * int(times[1])
    start = times.start(1)
    whole = replace(
        parsed, value=f"{product:f}", raw=text[start : parsed.end], start=start, score=0.45, rule="pieces-times-weight"
    )
    score = round(parsed.score * 0.5, 3)
    return replace(parsed, score=score, rule=f"{parsed.rule}+each", others=(whole, *parsed.others))


def _plausible(numeral: Numeral, unit: str | None) -> float:
    """A factor for the score: a lot heavier than any is rather a separator misread."""
    most = _MOST.get(unit or "")
    if most is None or numeral.value <= most:
        return 1.0
    return 0.8 if numeral.value <= _BEYOND * most else 0.3  # two columns run together: 100 240 100 560


def stands_alone(even: str, run: Run) -> bool:
    """False for the digits of a range (5-10), a sieve size (+11), a date or an identifier."""
    before = even[run.start - 1] if run.start else " "
    if before in "+-/" or (before in ".,'" and run.start > 1 and even[run.start - 2].isdigit()):
        return False
    if _RANGE_BEFORE.search(even, max(0, run.start - 14), run.start):
        return False
    return not _RANGE_BEHIND.match(even, run.end)


def _glued(even: str, run: Run) -> bool:
    """Letters stand right before the digits: KG10, but also Ta2 and A102395."""
    return run.start > 0 and even[run.start - 1].isalpha()


def _parsed(text: str, numeral: Numeral, unit: str | None, start: int, end: int, score: float) -> Parsed:
    return Parsed(
        value=numeral.digits,
        raw=text[start:end],
        start=start,
        end=end,
        score=round(numeral.score * score, 3),
        rule=numeral.rule,
        unit=unit,
        others=tuple(_parsed(text, n, unit, max(start, n.start), end, score) for n in numeral.others),
    )


def _best(
    named: list[Parsed], text: str, context: Context, words: UnitWords, decimals: Callable[[str | None], Decimals]
) -> Parsed | None:
    wanted = words.name(context.unit) if context.unit else None
    if named:
        best = max(named, key=lambda p: (p.unit == wanted, p.score >= 0.5, -p.start))
        rest = tuple(p for p in named if p is not best)
        if any(p.unit == best.unit and p.value != best.value for p in rest):
            best = replace(best, score=round(best.score * 0.85, 3))
        return replace(best, others=(*best.others, *rest))
    even = plain(text)
    found = _bare(text, even, context, wanted, decimals)
    if found is None:
        mended = repair(even)
        if mended != even:
            found = _bare(text, mended, context, wanted, decimals)
            if found is not None:
                changed = sum(a != b for a, b in zip(even, mended, strict=True))
                found = replace(found, score=_damaged(found.score, changed), rule=f"{found.rule}+repaired")
    return found


def _bare(
    text: str, even: str, context: Context, unit: str | None, decimals: Callable[[str | None], Decimals]
) -> Parsed | None:
    """A number without a unit of its own: the longest one, decimals preferred."""
    found = [
        (run, numeral)
        for run in runs(even, text)
        if stands_alone(even, run)
        and not _glued(even, run)
        and not _are_hundredths(fold(even), run)
        and (numeral := read(run, context, decimals(unit))) is not None
    ]
    if not found:
        return None
    score = 0.95 if unit is not None else _BARE
    found.sort(key=lambda pair: (-("." in pair[1].digits), -len(pair[1].digits), pair[0].start))
    best, *rest = (_parsed(text, n, unit, n.start, n.end, score * _plausible(n, unit)) for _, n in found)
    if rest:
        best = replace(best, score=round(best.score * 0.8, 3))
    return replace(best, others=(*best.others, *rest))
