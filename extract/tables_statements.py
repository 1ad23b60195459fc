"""What the phrases of a card or of a row without headings state: "net 4 028 kg", "(4 sacs)", "@ $42.00", words.

Nothing heads these: the word before a number says what it is ("gross", "seal"), or the unit or currency beside it does,
or else it stays words. A phrase may state several facts, parted by dots, dashes, strokes or the signs of a product.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from extract.doctype import DocumentType
from extract.layout import PageLayout
from extract.lexicon import fold, row_words
from extract.tables_body import Token
from extract.tables_phrases import (
    FIGURE,
    MASSES,
    MOST_WORDS,
    Shape,
    field_fitting,
    fields_named,
    is_label,
    label_of,
    leads_to,
    measure_of,
    measured_by_label,
    pieces_of,
    tokens_of,
)
from extract.tables_sizes import size_in
from extract.tables_units import currency_of, unit_of
from extract.tables_weights import is_other_weight
from extract.tables_words import NO_FIELD, HeaderWords
from extract.values.scripts import latin
from ingest.model import Box

_LISTED: Final = ("seal_numbers", "tag_numbers", "lot_number", "hs_codes")
_SCHEMES: Final = frozenset(("itsci", "bsp", "rcs"))
"""Schemes of tracing whose name stands before a tag's number, and is none of its signs."""
_RANGE: Final = re.compile(r"(?<!\d)(\d{1,4})\s*(?:-|–|—|to|à|a|ao|al)\s*(\d{1,4})(?![\d.,])")


MEASURES: Final = frozenset((Shape.CARATS, Shape.MASS, Shape.MONEY, Shape.RATE))


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact or some words: the field that its label names (None where none does), and the words of its value.

    `label` is folded and empty where nothing leads the value; `factor` says that it is part of a product
    ("15 000 kg × USD 28.90"). `segment` and `line` are where it stands on its page. `unit` and `currency` are those
    that its label names: "Net weight (kg): 12.5".
    """

    shape: Shape
    name: str | None
    label: str
    tokens: tuple[Token, ...]
    box: Box
    segment: int
    line: int
    factor: bool = False
    unit: str | None = None
    currency: str | None = None

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
            (at, piece, factor)
            for at in line.segments
            for piece, factor in pieces_of(tokens_of(layout, page, at), words)
        ]
        told: list[Statement] = []
        skip = False
        for place, (at, piece, factor) in enumerate(pieces):
            if skip:
                skip = False
                continue
            following = pieces[place + 1][1] if place + 1 < len(pieces) else []
            # What a row is called ("Parcel B: 2,874.52 ct") is cut from its facts, and is no label of theirs.
            called = bool(following) and pieces[place + 1][0] == at and piece[-1].text.endswith(":")
            # A label and its number, or a number and its unit, may stand in two columns of a card.
            joined = bool(following and not called) and (
                (not label_of(following) and leads_to(piece, measure_of(following), words, declared))
                or (_is_listed(piece, words) and _is_numbered(" ".join(token.text for token in following)))
                or (_is_bare(piece) and all(unit_of(token.text) or currency_of(token.text) for token in following))
            )
            skip = joined
            whole = [*piece, *following] if joined else piece
            told.append(_statement(whole, at, number, words, declared, factor=factor))
        found.append(told)
    return _wrapped(found, words, declared)


def _wrapped(lines: list[list[Statement]], words: HeaderWords, declared: frozenset[str]) -> list[list[Statement]]:
    """The lines, a label and colon at the end of one joined with the bare number that its value is on the next."""
    for line, following in pairwise(lines):
        if not line or len(following) != 1 or following[0].shape is not Shape.NUMBER:
            continue
        asked = line[-1]
        if not asked.tokens[-1].text.endswith(":") or not is_label(asked.tokens, words):
            continue
        whole = [*asked.tokens, *following[0].tokens]
        made = _statement(whole, asked.segment, asked.line, words, declared, factor=asked.factor)
        if made.name is not None:
            line[-1] = made
            following.clear()
    return lines


def facts_within(tokens: Sequence[Token], doctype: DocumentType, words: HeaderWords) -> list[Statement]:
    """What labels within the words of a cell state: "Bar 118-1, net weight 8,112.4 g"."""
    declared = frozenset(column.name for column in doctype.columns)
    made = (_statement(piece, 0, 0, words, declared, factor=factor) for piece, factor in pieces_of(tokens, words))
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


def _is_listed(tokens: Sequence[Token], words: HeaderWords) -> bool:
    """Whether a phrase is what numbers of seals, tags or lots are called, and no number."""
    if not is_label(tokens, words):
        return False
    return fields_named(" ".join(token.text for token in tokens), words)[0] in _LISTED


def _is_numbered(text: str) -> bool:
    """Whether a text holds figures, and is not of stones by their size: "Parcel A – +9 gem"."""
    return any(map(str.isdigit, text)) and size_in(text) is None


def _is_bare(tokens: Sequence[Token]) -> bool:
    """Whether a phrase is a number alone."""
    return all(FIGURE.fullmatch(token.text) and not any(map(str.isalpha, token.text)) for token in tokens)


def _statement(
    tokens: Sequence[Token], segment: int, line: int, words: HeaderWords, declared: frozenset[str], *, factor: bool
) -> Statement:
    box = tokens[0].box
    for token in tokens[1:]:
        box = box.union(token.box)
    made = (box, segment, line, factor or tokens[0].text.startswith("@"))
    found = measure_of(tokens)
    if found is not None:
        shape, start, end = found
        lead = " ".join(token.text for token in tokens[:start]).strip(" :")
        label = fold(latin(lead))
        names = fields_named(lead, words) if lead else ()
        behind = [token.text.strip("(),.;") for token in tokens[start:]]
        weight = next(
            (other for name, other in zip(MASSES, reversed(MASSES), strict=True) if is_other_weight(name, behind)),
            None,
        )
        name = field_fitting(shape, (weight,) if weight is not None else names, declared)
        if lead and name is None and not set(names) & NO_FIELD:
            return Statement(Shape.WORDS, None, "", tuple(tokens), *made)
        return Statement(shape, name, label, tuple(tokens[start:end]), *made)
    if _is_bare(tokens) and size_in(" ".join(token.text for token in tokens)) is None:
        return Statement(Shape.NUMBER, None, "", tuple(tokens), *made)
    start = next((number for number, token in enumerate(tokens) if any(map(str.isdigit, token.text))), 0)
    if 0 < start <= MOST_WORDS and (told := measured_by_label(tokens, start, words, declared)) is not None:
        shape, name, unit, currency = told
        label = fold(latin(" ".join(token.text for token in tokens[:start]).strip(" :")))
        return Statement(shape, name, label, tuple(tokens[start:]), *made, unit=unit, currency=currency)
    if 0 < start <= MOST_WORDS:
        # The longest run of words that is a label: what follows up to the digits is the number's own ("AA 70441").
        for size in range(start, 0, -1):
            label = " ".join(token.text for token in tokens[:size])
            names = fields_named(label, words)
            if not names or _has_prefix(tokens, size, words):
                continue
            if names[0] in _LISTED and names[0] in declared:
                return Statement(Shape.CODE, names[0], fold(latin(label)), tuple(tokens[size:]), *made)
            if names[0] in declared and names[0] == "parcel_count" and _is_whole(tokens[size:]):
                return Statement(Shape.COUNT, names[0], fold(latin(label)), tuple(tokens[size:]), *made)
            return Statement(Shape.WORDS, None, fold(latin(label)), tuple(tokens), *made)
    return Statement(Shape.WORDS, None, "", tuple(tokens), *made)


def _is_whole(tokens: Sequence[Token]) -> bool:
    """Whether a count's number stands behind its label and no more: the 18 of "No. of packages: 18"."""
    return len(tokens) == 1 and tokens[0].text.rstrip(".,;").isdecimal()


def _has_prefix(tokens: Sequence[Token], size: int, words: HeaderWords) -> bool:
    """Whether the last word before a number is the number's own and no word of its label: the AA of "Seal AA 70441"."""
    last = tokens[size - 1].text
    if size < 2 or not last.isalpha() or last != last.upper() or fold(last) in _SCHEMES:
        return False
    return bool(fields_named(" ".join(token.text for token in tokens[: size - 1]), words))
