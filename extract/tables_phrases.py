"""The phrases of a card or of a row without headings cut into pieces: the label of each, and what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Final

from extract.layout import PageLayout
from extract.lexicon import fold
from extract.tables_body import Token
from extract.tables_units import currency_of, unit_of
from extract.tables_weights import is_other_weight
from extract.tables_words import NO_FIELD, HeaderWords
from extract.values import counts, units
from extract.values.scripts import latin

_PARTING: Final = re.compile(r"[·|•;×xX=@*–—-]")
_SIGNS: Final = frozenset("×xX*@=")
"""What stands between the numbers of a product."""
FIGURE: Final = re.compile(r"[-+(]?[$€£]?\d[\d.,'’]*\)?[.,;)]*|\d[\d.,'’]*(?:[^\W\d_]{1,5}|%)[.,;)]*")
_GLUED: Final = re.compile(r"@?(?:US)?[$€£]?(?=\d)")
_GLUED_RATE: Final = re.compile(r"[$€£]?\d[\d.,'’]*/(?P<unit>[^\W\d_]{1,9})\W*")
_AT: Final = frozenset(("at", "a"))
"""Words between a quantity and its price, folded."""
_RATE: Final = re.compile(r"\W*(?:/|per|par|por|le|la|el|o|a|au|ao|al|the|each)\W*", re.IGNORECASE)
_LABEL: Final = 0.85  # quality from which the words before a number say what it is
MOST_WORDS: Final = 6  # of such words
MASSES: Final = ("net_weight", "gross_weight")
_MEASURED: Final = frozenset(("unit_price", "value", "carat_weight", *MASSES))


class Shape(Enum):
    """What kind of thing a statement is, as far as it tells without its label."""

    CARATS = "carats"
    MASS = "mass"
    MONEY = "money"
    RATE = "rate"
    NUMBER = "number"
    COUNT = "count"
    CODE = "code"
    WORDS = "words"


def tokens_of(layout: PageLayout, page: int, at: int) -> list[Token]:
    """The words of phrase `at` of a page's layout."""
    segment = layout.segments[at]
    return [
        Token(word.text, word.box, page, index, word.confidence, segment.height)
        for index, word in ((index, layout.page.words[index]) for index in segment.words)
    ]


def pieces_of(tokens: Sequence[Token], words: HeaderWords) -> Iterator[tuple[list[Token], bool]]:
    """The parts of a phrase, each with whether a sign of a product stands beside it."""
    part: list[Token] = []
    factor = begun = False
    for number, token in enumerate(tokens):
        text = token.text
        priced = fold(text) in _AT and number + 1 < len(tokens) and _is_priced(part, tokens[number + 1 :])
        if priced or (_PARTING.fullmatch(text) is not None and not _between_numbers(tokens, number)):
            signed = priced or text in _SIGNS
            if part:
                yield part, factor or signed
            part, factor, begun = [], signed, True
            continue
        if part and _is_bare(part[-1:]) and _opens_label(tokens[number:], words):
            yield part, factor
            part, factor = [], False
        opens = text.startswith("(") and part and measure_of(tokens[number:]) is not None
        ends = bool(part) and part[-1].text.endswith((",", ";"))
        labelled = ends and (label_of(tokens[number:], words) or (label_of(part, words) and measure_of(part)))
        if opens or labelled or (ends and _is_measure(_up_to_comma(tokens[number:]))):
            yield part, factor
            part, factor = [], False
        part.append(token)
        # What a row is called stands before its colon: "Drum 12: net 402.4 kg"; any other word there is a label.
        called = text.endswith(":") and (
            any(any(map(str.isdigit, one.text)) for one in part)
            or (
                counts.is_things(part[0].text)
                and not _is_measured(part, words)
                and not _counts(part, tokens[number + 1 :], words)
            )
        )
        if called or (text.endswith(":") and begun and not fields_named(" ".join(one.text for one in part), words)):
            yield part, factor
            part, factor = [], False
    if part:
        yield part, factor


def _is_measured(part: Sequence[Token], words: HeaderWords) -> bool:
    """Whether words are what a price, an amount or a weight is called: the "Unit price" of a row, no unit's name."""
    return bool(set(fields_named(" ".join(one.text for one in part), words)) & _MEASURED)


def _is_bare(tokens: Sequence[Token]) -> bool:
    return all(FIGURE.fullmatch(token.text) and not any(map(str.isalpha, token.text)) for token in tokens)


def _counts(part: Sequence[Token], behind: Sequence[Token], words: HeaderWords) -> bool:
    """Whether words ask how many things there are, and a whole number answers alone: "Fûts : 12"."""
    if not behind or not behind[0].text.rstrip(".,;").isdecimal():
        return False
    ends = len(behind) == 1 or _PARTING.fullmatch(behind[1].text) is not None or _opens_label(behind[1:], words)
    return ends and fields_named(" ".join(one.text for one in part), words)[:1] == ("parcel_count",)


def _opens_label(tokens: Sequence[Token], words: HeaderWords) -> bool:
    """Whether words open with a label of ours and its colon: behind the number of another, "Bags: 12 Net (kg): 600"."""
    end = next((at for at, token in enumerate(tokens[:MOST_WORDS]) if token.text.endswith(":")), None)
    first = tokens[0].text.strip("(),.;:")
    if unit_of(first) or currency_of(first):
        return False  # "1,310.75 carats:"
    if end is None or any(any(map(str.isdigit, token.text)) for token in tokens[: end + 1]):
        return False
    return bool(fields_named(" ".join(token.text for token in tokens[: end + 1]), words))


def _up_to_comma(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words up to where a comma ends one, or a sign parts them from what follows."""
    for at, token in enumerate(tokens):
        if _PARTING.fullmatch(token.text) is not None:
            return tokens[:at]
        if token.text.endswith((",", ";")):
            return tokens[: at + 1]
    return tokens


def _is_measure(tokens: Sequence[Token]) -> bool:
    """Whether words between commas are a weight or an amount and no more: "4-8 grainers, 30 stones, 96.20 ct"."""
    found = measure_of(tokens)
    return found is not None and found[1] == 0 and found[0] in (Shape.CARATS, Shape.MASS, Shape.MONEY, Shape.RATE)


def _is_priced(part: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether a quantity and a price stand before and behind a word: "96.20 ct at USD 1,150.00"."""
    quantity, price = measure_of(part) if part else None, measure_of(behind)
    return (
        quantity is not None
        and quantity[0] in (Shape.CARATS, Shape.MASS, Shape.COUNT)
        and _first_number(behind) == 0
        and (price is None or price[0] in (Shape.MONEY, Shape.RATE))
        and currency_of(behind[0].text) is not None
    )


def _between_numbers(tokens: Sequence[Token], number: int) -> bool:
    """Whether a dash stands between two whole numbers: "Bags 1 – 20" is one text."""
    if tokens[number].text not in "-–—" or not 0 < number < len(tokens) - 1:
        return False
    return tokens[number - 1].text.isdecimal() and tokens[number + 1].text.rstrip(".,)").isdecimal()


def _first_number(tokens: Sequence[Token]) -> int | None:
    """Where the amount of a phrase begins, its currency before it; None where it has none."""
    for number, token in enumerate(tokens):
        text = _GLUED.sub("", token.text.lstrip("("), count=1) if _GLUED.match(token.text.lstrip("(")) else token.text
        if FIGURE.fullmatch(text) is not None or _GLUED_RATE.fullmatch(text) is not None:
            before = number
            while before > 0 and (currency_of(tokens[before - 1].text) or tokens[before - 1].text in ("$", "@", "(")):
                before -= 1
            return before
        if any(map(str.isdigit, token.text)):
            return None
    return None


def label_of(tokens: Sequence[Token], words: HeaderWords | None = None) -> str:
    """The words (folded) before the amount of a phrase; where `words` are given, only if these know them."""
    start = next((number for number, token in enumerate(tokens) if any(map(str.isdigit, token.text))), None)
    amount = _first_number(tokens)
    start = start if amount is None else amount
    if not start or start > MOST_WORDS:
        return ""
    label = " ".join(token.text for token in tokens[:start]).strip(" :")
    if words is not None and not set(fields_named(label, words)) - NO_FIELD:
        return ""
    return fold(latin(label))


def fields_named(label: str, words: HeaderWords) -> tuple[str, ...]:
    """The columns that a label names, if it is one."""
    reading = words.read(label.strip(" :."), "text-layer")
    return reading.names if reading is not None and reading.quality >= _LABEL else ()


def leads_to(
    tokens: Sequence[Token], measured: tuple[Shape, int, int] | None, words: HeaderWords, declared: frozenset[str]
) -> bool:
    """Whether a phrase is a label of what is measured beside it, be it a field of ours or of another fact."""
    if measured is None or not is_label(tokens, words):
        return False
    names = fields_named(" ".join(token.text for token in tokens), words)
    return bool(set(names) & NO_FIELD) or field_fitting(measured[0], names, declared) is not None


def is_label(tokens: Sequence[Token], words: HeaderWords) -> bool:
    """Whether the words of a phrase are a label and no more."""
    text = " ".join(token.text for token in tokens)
    return not any(map(str.isdigit, text)) and len(tokens) <= MOST_WORDS and bool(fields_named(text, words))


def measure_of(tokens: Sequence[Token]) -> tuple[Shape, int, int] | None:
    """What the amount of a phrase is by its unit, currency or things, where it begins and ends; None for other text.

    Nothing but the amount's own words may stand behind it.
    """
    start = _first_number(tokens)
    if start is None:
        return None
    end = start
    while end < len(tokens) and (
        _figures(tokens[end].text) or currency_of(tokens[end].text.strip("()")) or _sign(tokens[end])
    ):
        end += 1
    rate_glued = _GLUED_RATE.fullmatch(tokens[end].text) if end < len(tokens) else None
    if rate_glued is not None:
        priced = any(
            currency_of(token.text.strip("()")) or token.text[:1] in "$€£" for token in tokens[start : end + 1]
        )
        told = priced and unit_of(rate_glued["unit"]) is not None and end + 1 == len(tokens)
        return (Shape.RATE, start, len(tokens)) if told else None
    rest = [token.text.strip("(),.;") for token in tokens[end:]]
    amount = " ".join(token.text for token in tokens[start:end])
    money = any(currency_of(word.strip("(),.;")) for word in re.findall(r"[$€£]|US\$|[^\W\d_]+\$?", amount))
    glued = re.search(r"\d([^\W\d_]{1,5}|%)[.,;)]*$", amount)
    unit = unit_of(glued[1]) if glued is not None and not money else None
    if unit is None and rest and not money and (found := unit_of(rest[0])) is not None:
        unit, rest = found, rest[1:]
    if not money and unit is None and rest and currency_of(rest[0]):
        money, rest = True, rest[1:]
    if money:
        rate = " ".join(rest)
        lead = _RATE.match(rate)
        if lead is not None and units.canonical(rate[lead.end() :].strip()) is not None:
            return Shape.RATE, start, len(tokens)
        return (Shape.MONEY, start, len(tokens)) if not rest else None
    if unit is not None:
        weight = not rest or (len(rest) == 1 and any(is_other_weight(name, rest) for name in MASSES))
        if not weight or unit in units.SHARES:
            return None
        return (Shape.CARATS if unit == "ct" else Shape.MASS), start, len(tokens) - len(rest)
    if rest and counts.is_things(" ".join(rest)):
        return Shape.COUNT, start, len(tokens)
    return None


def _figures(text: str) -> bool:
    return FIGURE.fullmatch(_GLUED.sub("", text.lstrip("("), count=1)) is not None


def _sign(token: Token) -> bool:
    return token.text in ("$", "€", "£", "@")


def measured_by_label(
    tokens: Sequence[Token], start: int, words: HeaderWords, declared: frozenset[str]
) -> tuple[Shape, str, str | None, str | None] | None:
    """What a bare number from `start` on is by the unit or currency that its label names: "Price (USD/kg): 18.07".

    Given are its shape, its field, the unit and the currency.
    """
    lead = " ".join(token.text for token in tokens[:start])
    reading = words.read(lead.strip(" :."), "text-layer") if lead.endswith(":") else None
    if reading is None or reading.quality < _LABEL or not _is_bare(tokens[start:]):
        return None
    if reading.currency is not None:
        shape = Shape.MONEY if reading.per is None else Shape.RATE
    elif reading.unit is not None and reading.unit not in units.SHARES:
        shape = Shape.CARATS if reading.unit == "ct" else Shape.MASS
    else:
        return None
    name = field_fitting(shape, reading.names, declared)
    return None if name is None else (shape, name, reading.unit, reading.currency)


def field_fitting(shape: Shape, names: Sequence[str], declared: frozenset[str]) -> str | None:
    """The field that a label names, if what it leads to is of that kind."""
    fits: Mapping[Shape, tuple[str, ...]] = {
        Shape.CARATS: ("carat_weight", "net_weight"),
        Shape.MASS: MASSES,
        Shape.MONEY: ("value", "unit_price"),
        Shape.RATE: ("unit_price", "value"),
        Shape.COUNT: ("parcel_count",),
    }
    named = [name for name in names if name in fits[shape]]
    if not named:
        return None
    if shape is Shape.CARATS:
        return "carat_weight" if "carat_weight" in declared else None
    if shape is Shape.RATE:
        return "unit_price" if "unit_price" in declared else None
    return named[0] if named[0] in declared else None
