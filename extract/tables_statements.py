"""What the phrases of a card or of a row without headings state: "net 4 028 kg", "(4 sacs)", "@ $42.00", words.

Nothing heads these: the word before a number says what it is ("gross", "seal"), or the unit or currency beside it does,
or else it stays words. A phrase may state several facts, parted by dots, dashes, strokes or the signs of a product.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

from extract.doctype import DocumentType
from extract.layout import PageLayout
from extract.lexicon import fold, row_words
from extract.tables_grid import Token
from extract.tables_reader import is_other_weight
from extract.tables_words import NO_FIELD, HeaderWords, currency_of, unit_of
from extract.values import counts, units
from extract.values.scripts import latin
from ingest.model import Box

_PARTING: Final = re.compile(r"[·|•;×xX=@*–—-]")
_SIGNS: Final = frozenset("×xX*@=")
"""What stands between the numbers of a product."""
_FIGURE: Final = re.compile(r"[-+(]?[$€£]?\d[\d.,'’]*\)?[.,;)]*|\d[\d.,'’]*(?:[^\W\d_]{1,5}|%)[.,;)]*")
_GLUED: Final = re.compile(r"@?(?:US)?[$€£]?(?=\d)")
_GLUED_RATE: Final = re.compile(r"[$€£]?\d[\d.,'’]*/(?P<unit>[^\W\d_]{1,9})\W*")
_AT: Final = frozenset(("at", "a"))
"""Words between a quantity and its price, folded."""
_RATE: Final = re.compile(r"\W*(?:/|per|par|por|le|la|el|o|a|au|ao|al|the|each)\W*", re.IGNORECASE)
_LABEL: Final = 0.85  # quality from which the words before a number say what it is
_MOST_WORDS: Final = 6  # of such words
_LISTED: Final = ("seal_numbers", "tag_numbers", "lot_number")
_MASSES: Final = ("net_weight", "gross_weight")
_SCHEMES: Final = frozenset(("itsci", "bsp", "rcs"))
"""Schemes of tracing whose name stands before a tag's number, and is none of its signs."""
_RANGE: Final = re.compile(r"(?<!\d)(\d{1,4})\s*(?:-|–|—|to|à|a|ao|al)\s*(\d{1,4})(?![\d.,])")


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


MEASURES: Final = frozenset((Shape.CARATS, Shape.MASS, Shape.MONEY, Shape.RATE))


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact or some words: the field that its label names (None where none does), and the words of its value.

    `label` is folded and empty where nothing leads the value; `factor` says that it is part of a product
    ("15 000 kg × USD 28.90"). `segment` and `line` are where it stands on its page.
    """

    shape: Shape
    name: str | None
    label: str
    tokens: tuple[Token, ...]
    box: Box
    segment: int
    line: int
    factor: bool = False

    @property
    def text(self) -> str:
        """The words of the value."""
        return " ".join(token.text for token in self.tokens)


def statements_of(layout: PageLayout, page: int, doctype: DocumentType, words: HeaderWords) -> list[list[Statement]]:
    """What each line of a page states, line by line, left to right."""
    declared = frozenset(column.name for column in doctype.columns)
    found: list[list[Statement]] = []
    for number, line in enumerate(layout.lines):
        pieces = [
            (at, piece, factor) for at in line.segments for piece, factor in _pieces(_tokens(layout, page, at), words)
        ]
        told: list[Statement] = []
        skip = False
        for place, (at, piece, factor) in enumerate(pieces):
            if skip:
                skip = False
                continue
            following = pieces[place + 1][1] if place + 1 < len(pieces) else []
            # A label and its number, or a number and its unit, may stand in two columns of a card.
            joined = bool(following) and (
                (not _label_of(following) and _leads_to(piece, _measured(following), words, declared))
                or (_is_listed(piece, words) and any(map(str.isdigit, "".join(token.text for token in following))))
                or (_is_bare(piece) and all(unit_of(token.text) or currency_of(token.text) for token in following))
            )
            skip = joined
            whole = [*piece, *following] if joined else piece
            told.append(_statement(whole, at, number, words, declared, factor=factor))
        found.append(told)
    return found


def facts_within(tokens: Sequence[Token], doctype: DocumentType, words: HeaderWords) -> list[Statement]:
    """What labels within the words of a cell state: "Bar 118-1, net weight 8,112.4 g"."""
    declared = frozenset(column.name for column in doctype.columns)
    made = (_statement(piece, 0, 0, words, declared, factor=factor) for piece, factor in _pieces(tokens, words))
    return [one for one in made if one.name is not None and one.label]


def size_of_range(text: str) -> int | None:
    """How many things a text names from one number to another: 4 of "Bags 01 to 04"."""
    match = _RANGE.search(text)
    if match is None:
        return None
    size = int(match[2]) - int(match[1]) + 1
    return size if size > 1 else None


def is_total(label: str) -> bool:
    """Whether folded words speak of a total."""
    return _total().search(label) is not None


@cache
def _total() -> re.Pattern[str]:
    wordings = {
        fold(wording) for name in ("total", "subtotal") for each in row_words(name).values() for wording in each
    }
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(wordings, key=len, reverse=True)))}|tot\w*)(?!\w)")


def _tokens(layout: PageLayout, page: int, at: int) -> list[Token]:
    segment = layout.segments[at]
    return [
        Token(word.text, word.box, page, index, word.confidence, segment.height)
        for index, word in ((index, layout.page.words[index]) for index in segment.words)
    ]


def _pieces(tokens: Sequence[Token], words: HeaderWords) -> Iterator[tuple[list[Token], bool]]:
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
        opens = text.startswith("(") and part and _measured(tokens[number:]) is not None
        ends = bool(part) and part[-1].text.endswith((",", ";"))
        labelled = ends and (_label_of(tokens[number:], words) or (_label_of(part, words) and _measured(part)))
        if opens or labelled:
            yield part, factor
            part, factor = [], False
        part.append(token)
        # What a row is called stands before its colon: "Drum 12: net 402.4 kg"; any other word there is a label.
        called = text.endswith(":") and (
            any(any(map(str.isdigit, one.text)) for one in part) or counts.is_things(part[0].text)
        )
        if called or (text.endswith(":") and begun and not _names(" ".join(one.text for one in part), words)):
            yield part, factor
            part, factor = [], False
    if part:
        yield part, factor


def _is_priced(part: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether a quantity and a price stand before and behind a word: "96.20 ct at USD 1,150.00"."""
    quantity, price = _measured(part) if part else None, _measured(behind)
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
        if _FIGURE.fullmatch(text) is not None or _GLUED_RATE.fullmatch(text) is not None:
            before = number
            while before > 0 and (currency_of(tokens[before - 1].text) or tokens[before - 1].text in ("$", "@", "(")):
                before -= 1
            return before
        if any(map(str.isdigit, token.text)):
            return None
    return None


def _label_of(tokens: Sequence[Token], words: HeaderWords | None = None) -> str:
    """The words (folded) before the amount of a phrase; where `words` are given, only if these know them."""
    start = next((number for number, token in enumerate(tokens) if any(map(str.isdigit, token.text))), None)
    amount = _first_number(tokens)
    start = start if amount is None else amount
    if not start or start > _MOST_WORDS:
        return ""
    label = " ".join(token.text for token in tokens[:start]).strip(" :")
    if words is not None and not set(_names(label, words)) - NO_FIELD:
        return ""
    return fold(latin(label))


def _names(label: str, words: HeaderWords) -> tuple[str, ...]:
    """The columns that a label names, if it is one."""
    reading = words.read(label.strip(" :."), "text-layer")
    return reading.names if reading is not None and reading.quality >= _LABEL else ()


def _leads_to(
    tokens: Sequence[Token], measured: tuple[Shape, int, int] | None, words: HeaderWords, declared: frozenset[str]
) -> bool:
    """Whether a phrase is a label of what is measured beside it, be it a field of ours or of another fact."""
    if measured is None or not _is_label(tokens, words):
        return False
    names = _names(" ".join(token.text for token in tokens), words)
    return bool(set(names) & NO_FIELD) or _fitting(measured[0], names, declared) is not None


def _is_label(tokens: Sequence[Token], words: HeaderWords) -> bool:
    text = " ".join(token.text for token in tokens)
    return not any(map(str.isdigit, text)) and len(tokens) <= _MOST_WORDS and bool(_names(text, words))


def _is_listed(tokens: Sequence[Token], words: HeaderWords) -> bool:
    """Whether a phrase is what numbers of seals, tags or lots are called, and no number."""
    if not _is_label(tokens, words):
        return False
    return _names(" ".join(token.text for token in tokens), words)[0] in _LISTED


def _is_bare(tokens: Sequence[Token]) -> bool:
    """Whether a phrase is a number alone."""
    return all(_FIGURE.fullmatch(token.text) and not any(map(str.isalpha, token.text)) for token in tokens)


def _measured(tokens: Sequence[Token]) -> tuple[Shape, int, int] | None:
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
        weight = not rest or (len(rest) == 1 and any(is_other_weight(name, rest) for name in _MASSES))
        if not weight or unit in units.SHARES:
            return None
        return (Shape.CARATS if unit == "ct" else Shape.MASS), start, len(tokens) - len(rest)
    if rest and counts.is_things(" ".join(rest)):
        return Shape.COUNT, start, len(tokens)
    return None


def _figures(text: str) -> bool:
    return _FIGURE.fullmatch(_GLUED.sub("", text.lstrip("("), count=1)) is not None


def _sign(token: Token) -> bool:
    return token.text in ("$", "€", "£", "@")


def _statement(
    tokens: Sequence[Token], segment: int, line: int, words: HeaderWords, declared: frozenset[str], *, factor: bool
) -> Statement:
    box = tokens[0].box
    for token in tokens[1:]:
        box = box.union(token.box)
    made = (box, segment, line, factor or tokens[0].text.startswith("@"))
    found = _measured(tokens)
    if found is not None:
        shape, start, end = found
        lead = " ".join(token.text for token in tokens[:start]).strip(" :")
        label = fold(latin(lead))
        names = _names(lead, words) if lead else ()
        behind = [token.text.strip("(),.;") for token in tokens[start:]]
        weight = next(
            (other for name, other in zip(_MASSES, reversed(_MASSES), strict=True) if is_other_weight(name, behind)),
            None,
        )
        name = _fitting(shape, (weight,) if weight is not None else names, declared)
        if lead and name is None and not set(names) & NO_FIELD:
            return Statement(Shape.WORDS, None, "", tuple(tokens), *made)
        return Statement(shape, name, label, tuple(tokens[start:end]), *made)
    if _is_bare(tokens):
        return Statement(Shape.NUMBER, None, "", tuple(tokens), *made)
    start = next((number for number, token in enumerate(tokens) if any(map(str.isdigit, token.text))), 0)
    if 0 < start <= _MOST_WORDS:
        # The longest run of words that is a label: what follows up to the digits is the number's own ("AA 70441").
        for size in range(start, 0, -1):
            label = " ".join(token.text for token in tokens[:size])
            names = _names(label, words)
            if not names or _has_prefix(tokens, size, words):
                continue
            if names[0] in _LISTED and names[0] in declared:
                return Statement(Shape.CODE, names[0], fold(latin(label)), tuple(tokens[size:]), *made)
            return Statement(Shape.WORDS, None, fold(latin(label)), tuple(tokens), *made)
    return Statement(Shape.WORDS, None, "", tuple(tokens), *made)


def _has_prefix(tokens: Sequence[Token], size: int, words: HeaderWords) -> bool:
    """Whether the last word before a number is the number's own and no word of its label: the AA of "Seal AA 70441"."""
    last = tokens[size - 1].text
    if size < 2 or not last.isalpha() or last != last.upper() or fold(last) in _SCHEMES:
        return False
    return bool(_names(" ".join(token.text for token in tokens[: size - 1]), words))


def _fitting(shape: Shape, names: Sequence[str], declared: frozenset[str]) -> str | None:
    """The field that a label names, if what it leads to is of that kind."""
    fits: Mapping[Shape, tuple[str, ...]] = {
        Shape.CARATS: ("carat_weight", "net_weight"),
        Shape.MASS: _MASSES,
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
