"""Counts of parcels and packages: a whole number, whatever words stand around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.values import number_words, units
from extract.values.folding import fold, plain
from extract.values.model import Context, Parsed
from extract.values.number_runs import Run, repair, repair_all, runs
from extract.values.numbers import COUNT_DECIMALS, read

_KINDS = (
    r"(?:(?:un)?sealed|scelles?|selad[oa]s?|sellad[oa]s?|plastic|big|jumbo|bulk|steel|iron|wooden|metal|metallic|tin"
    r"|poly|woven|fib(?:re|er)|paper|canvas|security|tamper[ -](?:evident|proof)|numbered|individual|inner|outer"
    r"|small|large)"
)
"""What may stand between a number and the things that it counts."""
_SIZE = r"(?:x\s*\d{2}\s?['’`]?\s?(?:ft|dc|dv|gp|hc|hq|pieds|pies|pes)?\s+)?"
"""The size of a container between a number and it: 2 x 20' containers."""
_CARRIERS = re.compile(
    rf"\W*(?:\(\w+\)\W*)?{_SIZE}"
    r"(?:containers?|wagons?|trucks?|pallets?|conteneurs?|camions?|palettes?|contentores?|paletes?"
    r"|vagoes|vagao|contenedores?|vagon(?:es)?|paletas?)(?![^\W_])"
)
"""What packages stand on or in, which a paper names beside them."""
_STOOD_ON = re.compile(r"[^\W\d_]+\W+(?:on|in|sur|en|dans|em|sobre)\s+$")
"""What parts packages from those that they stand on or in: "24 big-bags sur 6 palettes"."""
_THINGS = re.compile(
    rf"\s*\)?\s*{_SIZE}"
    rf"(?:\(\s*[^\W\d_][^\W\d_ -]*\)\s*)?(?:{_KINDS} )*"
    r"(?:parcels?|packages?|packets?|pouch(?:es)?|barrels?|kegs?|flasks?|canisters?|tins?(?!\s+(?:concentrates?|ores?|ingots?|metal|slags?|oxides?)(?![^\W_]))|pkgs?|pieces?|pcs|bags?|big[-\s]?bags?|sacks?|drums?|boxe?s?|cartons?|ctns?|cases?|crates?|containers?|wagons?|trucks?|bundles?|pallets?|lots?|ingots?|bars?|bottles?|envelopes?"
    r"|colis|paquets?|barils?|bidons?|boites?|coffrets?|cassettes?|pochettes?|fardeaux|tonnelets?|sacs?|futs?|caisses?|cartons|conteneurs?|wagons?|camions?|contenants?|barres?|lingots?|palettes?|enveloppes?|sachets?|plis|parcelles?|pierres?|stones?"
    r"|volumes?|vols?\.|pacotes?|embrulhos?|papelotes?|involucros?|bolsas?|barricas?|bombonas?|barril|barris|fardos?|estojos?|sacas?|frascos?|sacos?|tambores?|caixas?|contentores?|vagoes|vagao|barras?|lingotes?|paletes?|parcelas?|embalagens|envelopes?|lotes?"
    r"|bultos?|paquetes?|bolson(?:es)?|barriles|bidon(?:es)?|estuches?|latas?|turriles|maxisacos?|atados?|envoltorios?|sobres?|cajas?|contenedores?|vagon(?:es)?|tambos|paletas?|pallets|unidades|units?|unites?)(?![^\W_])"
)
_GOODS = re.compile(
    r"(?:bars?|barr[ae]s?|ingots?|lingot\w*|pierres?|stones?|pieces?|pcs|lots?|lotes?|unid\w+|unit\w*)$"
)
_CAST = re.compile(r"(?:bars?|barr[ae]s?|ingots?|lingot\w*)$")
_NEXT_COUNT = re.compile(
    r"(?:\W{0,3}(?:in|on|en|em|dans|sur|sobre|/|,|\()\W{0,2})?(?<![^\W_])\d{1,3}(?:[ .,]?\d{3})*(?=\W)"
)
"""A whole number, alone or behind what leads from packages to those that they stand in or on."""
_ASKED = re.compile(r"(?<![^\W_])([^\W\d_]+[sx])\s*[:=]\s*\d{1,5}\W*$")
"""A word in the plural and the number that answers it."""
_FIGURES = re.compile(r"\d[\d.,]*")
_SIZED = re.compile(r"\s*\)?\s*x\s*\d")
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_MOST = 100_000
_NEGATIVE = re.compile(r"[\s:]*-\d[\d.,' ]*")
"""A minus right before the figures and nothing else: no count, unless the stroke leads to it."""
_HARDLY = 0.3
_NUMBERED = re.compile(r"\d{1,2}\. (?=\d{3}$)")
"""The number of a list's first thing before a count, which may be read as its thousands: "1. 480 bags"."""
_HALF_DIGITS = re.compile(r"(?<![^\W_])(?:[lI|OSBZG]\d|\d[OlI|SBZD])(?![^\W_])")


def is_things(word: str) -> bool:
    """Whether a text is what packages are called, and no more: "Drums", "Sachets"."""
    return _THINGS.fullmatch(f" {fold(word)}") is not None


def answers_things(text: str) -> bool:
    """Whether a text ends with what packages are called, several of them, and how many: "TOTAL (lotes: 3)"."""
    asked = _ASKED.search(fold(text))
    return asked is not None and is_things(asked[1]) and _CAST.search(asked[1]) is None


def counts_metal(text: str) -> bool:
    """Whether a text counts what metal is cast into ("3 bars"), of which one package may hold several."""
    folded = fold(text)
    number = _FIGURES.search(folded)
    things = _THINGS.match(folded, number.end()) if number is not None else None
    return things is not None and _CAST.search(things[0]) is not None


def asks_for_metal(label: str) -> bool:
    """Whether a label ends with what metal is cast into: "Bars", "N.º de barras"."""
    *_, last = ("", *re.findall(r"[^\W\d_]+", fold(label)))
    return _CAST.fullmatch(last) is not None


def of_packages(text: str, found: Sequence[Parsed]) -> list[Parsed]:
    """The counts in a text without those of containers, wagons or pallets, where there are others."""
    folded = fold(plain(text))
    packed = [one for one in found if _CARRIERS.match(folded, one.end) is None]
    return packed or list(found)


def only_counts_packages(text: str) -> bool:
    """Whether a text counts packages, and what they stand in or on, and says no more: "40 bundles in 4 containers"."""
    folded = fold(plain(text)).strip(" .,;()")
    end = 0
    while (number := _NEXT_COUNT.match(folded, end)) is not None:
        behind = packages_end(folded, number.end())
        if behind == number.end():
            return False
        end = behind
    return 0 < end == len(folded)


def packages_end(folded: str, position: int) -> int:
    """Where the word for packages ends that begins at `position` of a folded text; `position` where none does.

    What goods are cast or cut into (bars, stones) is no package.
    """
    things = _THINGS.match(folded, position)
    return things.end() if things is not None and _GOODS.search(things[0]) is None else position


def find_counts(text: str, context: Context) -> list[Parsed]:
    """Every count of things in running text (`5 parcels`, `31 bags`), in order."""
    even = plain(text)
    folded = fold(even)
    found = [
        _parsed(text, run, value, 0.6 if run.crowded else 1.0, _THINGS.match(folded, run.end))
        for run in _runs(even, text)
        if (value := _value(run, context)) is not None and _free(even, run) and _THINGS.match(folded, run.end)
    ]
    for words in number_words.spoken(text):
        if _THINGS.match(folded, words.end) and not words.ordinal and words.value < _MOST:
            found.append(_in_words(text, words))
    return sorted(found, key=lambda p: p.start)


def parse_count(text: str, context: Context) -> Parsed | None:
    """The count in a text that holds one."""
    parsed = _parse(text, plain(text), context)
    if parsed is not None and _NEGATIVE.fullmatch(plain(text)):
        return replace(parsed, score=_HARDLY, rule=f"{parsed.rule}+negative")
    words = [w for w in number_words.spoken(text) if not w.ordinal and w.value < _MOST]
    if parsed is None:
        return _in_words(text, words[0]) if words else _repaired(text, context)
    if words and parsed.value == int(words[0].value):
        return replace(parsed, score=1.0, rule=f"{parsed.rule}+words")
    if words and words[0].value > 1 and not parsed.others and "(" in text and text.count("(") <= text.count(")"):
        # Five (6) parcels: the paper contradicts itself
        return replace(parsed, score=0.5, others=(_in_words(text, words[0]),))
    return parsed


def _in_words(text: str, words: number_words.Spoken) -> Parsed:
    """A count in words; one is also the article of three languages."""
    score = 0.4 if words.value == 1 and fold(text[words.start : words.end]) not in ("one", "zero") else 0.85
    value = int(words.value)
    return Parsed(value, text[words.start : words.end], words.start, words.end, score, "count-in-words")


def _parse(text: str, even: str, context: Context) -> Parsed | None:
    folded = fold(even)
    found: list[Parsed] = []
    for run in _runs(even, text):
        value = _value(run, context)
        if (
            value is None
            or not _free(even, run)
            or units.mass().behind.match(folded, run.end)
            or units.share().behind.match(folded, run.end)
        ):
            continue
        things = _THINGS.match(folded, run.end)
        score = (
            (1.0 if things and not _SIZED.match(folded, run.end) else 0.95)
            * (0.6 if run.crowded else 1.0)
            * (1.0 if run.whole else 0.6)
        )
        if value > _MOST or (things is None and _YEAR.fullmatch(even[run.start : run.end])):
            score *= 0.6
        found.append(_parsed(text, run, value, score, things))
    if not found:
        return None
    best = max(found, key=lambda p: (p.score, _CARRIERS.match(folded, p.end) is None, -p.start))
    carriers = [p for p in found if _CARRIERS.match(folded, p.end) and _STOOD_ON.search(folded[: p.start])]
    rest = tuple(p for p in found if p is not best and p.value != best.value and p not in carriers)
    if rest and best.score < 1:
        best = replace(best, score=0.7)
    elif any(p.score == best.score for p in rest):
        best = replace(best, score=0.75)
    return replace(best, others=rest)


def _repaired(text: str, context: Context) -> Parsed | None:
    even = plain(text)
    mended = repair(_HALF_DIGITS.sub(lambda m: repair_all(m.group()), even))
    if mended == even:
        stripped = even.strip(" :.")
        if stripped not in ("l", "I", "|", "S", "B"):
            return None
        mended = even.replace(stripped, {"S": "5", "B": "8"}.get(stripped, "1"))
        parsed = _parse(text, mended, context)
        return replace(parsed, score=0.35, rule="count+repaired") if parsed else None
    parsed = _parse(text, mended, context)
    return replace(parsed, score=round(parsed.score * 0.7, 3), rule="count+repaired") if parsed else None


def _runs(even: str, text: str) -> list[Run]:
    """The numbers of a text, without the one that numbers what it says first."""
    found = list(runs(even, text))
    listed = _NUMBERED.match(found[0].text) if found and not even[: found[0].start].strip() else None
    if listed is not None:
        first = found[0]
        found[0] = replace(first, text=first.text[listed.end() :], start=first.start + listed.end())
    return found


def _value(run: Run, context: Context) -> int | None:
    numeral = read(run, context, COUNT_DECIMALS)
    if numeral is None or "." in numeral.digits or len(numeral.digits) > 9:
        return None
    return int(numeral.digits)


def _free(even: str, run: Run) -> bool:
    before = even[run.start - 1] if run.start else " "
    after = even[run.end : run.end + 1]
    if before.isalnum() or (before in "-/.,+" and run.start > 1 and even[run.start - 2].isalnum()):
        return False
    if after.isalpha() and _THINGS.match(fold(even), run.end):
        return True  # 35colis
    return not (after.isalpha() or (after in ("-", "/") and even[run.end + 1 : run.end + 2].isalnum()))


def _parsed(text: str, run: Run, value: int, score: float, things: re.Match[str] | None) -> Parsed:
    return Parsed(
        value, text[run.start : run.end], run.start, run.end, round(score, 3), "count-of-things" if things else "count"
    )
