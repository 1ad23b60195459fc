"""A row that no heading tells as fields: by its labels, by units alone, its price and amount by their product."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Final, Protocol

from extract.doctype import ColumnSpec, DocumentType, ValueKind
from extract.elements import symbol_of
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import Field
from extract.prose_words import alternation
from extract.tables_body import Token
from extract.tables_cells import agree, filled, number, with_unit
from extract.tables_phrases import Shape
from extract.tables_relations import MOST_PACKED
from extract.tables_sizes import size_in
from extract.tables_statements import MEASURES, Statement, facts_within, is_total, size_of_range
from extract.tables_words import header_words
from extract.values import Context, counts, find, parse
from extract.values.folding import fold as values_fold

ALIGNED: Final = 0.015
"""Share of the page's width within which two phrases begin or end at one margin."""
LABELLED: Final = 0.89
"""Confidence at most of what its label tells and nothing else bears out."""
PRODUCT: Final = "table:product"
"""The rule of an amount that the row's quantity and price give."""

_DESCRIBED: Final = 0.85  # confidence at most of what the words of a description tell
_BOTH: Final = 2  # weights of a row of which one is gross and one net
_BARE: Final = 0.8  # confidence at most of what its unit alone tells
_AMOUNTS: Final = (Shape.MONEY, Shape.NUMBER)
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")
_LONGER: Final = re.compile(r"[^\W\d_]{3,}\W+[^\W\d_]{3,}")
"""More words than a parcel's name has."""
_SHARE: Final = re.compile(r"(?:[^\W\d_][\w()]* )?\d[\d.,]* ?%(?: [^\W\d_][\w()]*)?")
"""What goods hold of an element: "93,40 % Au", "Au 93.40%"."""
_ORDINAL: Final = re.compile(r"\(?\d{1,3}[.)]|#\d{1,3}")
"""What numbers a row at the head of its words: "1.", "(2)", "#3"."""


class _Put(Protocol):
    """Takes down a field of a row by the words that state it; `of` is the statement whose unit and currency it has."""

    def __call__(
        self, name: str, tokens: Sequence[Token], label: str | None, most: float, of: Statement | None = None
    ) -> None: ...


def stated_fields(
    row: Sequence[Statement],
    specs: Mapping[str, ColumnSpec],
    layouts: Sequence[PageLayout],
    context: Context,
    each: Collection[tuple[str | None, str]] = (),
) -> dict[str, Field]:
    """What one row states, by name; `each` are the fields and labels that all rows have, be they of a total.

    "Total packages: 3" of each row is that of the row.
    """
    found: dict[str, Field] = {}

    def put(name: str, tokens: Sequence[Token], label: str | None, most: float, of: Statement | None = None) -> None:
        if name in specs and name not in found:
            read_in = context if of is None else with_unit(context, of.unit, of.currency or context.currency)
            made = filled(specs[name], tokens, label, layouts, read_in)
            if made is not None and made.value is not None:
                found[name] = made.model_copy(update={"confidence": min(made.confidence, most)})

    for one in row:
        of_row = one.shape is not Shape.MONEY and (one.name, one.label) in each
        if one.name is not None and (of_row or not is_total(one.label)):
            put(one.name, one.tokens, one.label, LABELLED, one)
    bare = [one for one in row if one.name is None and not one.label and one.shape in MEASURES]
    masses = [one for one in bare if one.shape is Shape.MASS]
    masses = [] if set(found) & {"net_weight", "gross_weight"} else masses
    if len(masses) == 1:
        put("net_weight", masses[0].tokens, None, _BARE)
    elif len(masses) == _BOTH and not any(one.factor for one in masses):
        weighed = [read for each in masses if (read := parse(ValueKind.WEIGHT, each.text, context)) is not None]
        told = [Decimal(str(read.value)) for read in weighed if read.unit == weighed[0].unit]
        if len(told) == _BOTH and min(told) < max(told) <= MOST_PACKED * min(told):
            put("net_weight", masses[told.index(min(told))].tokens, None, _BARE)
            put("gross_weight", masses[told.index(max(told))].tokens, None, _BARE)
    carats = [one for one in bare if one.shape is Shape.CARATS]
    if len(carats) == 1:
        put("carat_weight", carats[0].tokens, None, _BARE)
    _priced(found, row, put, each)
    counted = [one for one in row if one.shape is Shape.COUNT and not one.label and _is_of_packages(one, row)]
    if len(counted) == 1:
        put("parcel_count", counted[0].tokens, None, _BARE)
    shares = [one for one in row if one.shape is Shape.WORDS and _SHARE.fullmatch(one.text) and symbol_of(one.text)]
    if len(shares) == 1:
        put("grade", shares[0].tokens, None, _BARE)
    _described(row, put)
    return found


def described_facts(
    rows: Sequence[Mapping[str, Field]],
    cells: Sequence[Sequence[Token]],
    doctype: DocumentType,
    layouts: Sequence[PageLayout],
    context: Context,
) -> list[dict[str, Field]]:
    """What labels within the words of each row's description state, by row: facts that no column holds.

    All of several rows must state it, and not all the same: what one says by the way may be of anything.
    """
    specs = {spec.name: spec for spec in doctype.columns}
    told: list[dict[str, Field]] = []
    for tokens in cells:
        found: dict[str, Field] = {}
        for one in facts_within(tokens, doctype, header_words(doctype)):
            made = filled(specs[one.name], one.tokens, one.label, layouts, context) if one.name in specs else None
            if made is not None and made.value is not None:
                found.setdefault(made.name, made.model_copy(update={"confidence": min(made.confidence, _DESCRIBED)}))
        share = _share(tokens, specs, layouts, context)
        told.append(({} if share is None else {"grade": share}) | found)
    kept = {
        name
        for name in (told[0] if len(told) > 1 else {})
        if all(name in found for found in told)
        and len({str(found[name].value) for found in told}) > 1
        and not any(name in row for row in rows)
    }
    return [{name: field for name, field in found.items() if name in kept} for found in told]


def _share(
    tokens: Sequence[Token], specs: Mapping[str, ColumnSpec], layouts: Sequence[PageLayout], context: Context
) -> Field | None:
    """The only share that a mineral's description names, as what it holds: "Chromite concentrate 46 %, bulk"."""
    text = " ".join(token.text for token in tokens)
    told = find(ValueKind.PERCENT, text, context) if "%" in text and "grade" in specs else []
    if len(told) != 1 or told[0].unit != "%" or _no_content().search(values_fold(text)) is not None:
        return None
    if parse(ValueKind.MINERAL, text, context) is None:
        return None
    made = filled(specs["grade"], tokens, None, layouts, context)
    return None if made is None or made.value is None else made.model_copy(update={"confidence": _BARE})


@cache
def _no_content() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('no_content')})(?![^\W_])")


def _is_of_packages(count: Statement, row: Sequence[Statement]) -> bool:
    """Whether what is counted are packages, or as many things as the row names from one number to another."""
    folded = fold(count.text)
    start = next((at for at, char in enumerate(folded) if char.isalpha()), len(folded))
    if counts.packages_end(folded, start) > start:
        return True
    return any(str(size_of_range(one.text)) in count.text.split() for one in row if one.shape is Shape.WORDS)


def _priced(
    found: dict[str, Field], row: Sequence[Statement], put: _Put, each: Collection[tuple[str | None, str]]
) -> None:
    """Takes down the price and the amount of a row: those by which its quantity gives the amount."""
    summed = [one for one in row if one.name == "value" and one.shape is Shape.MONEY and is_total(one.label)]
    if len(summed) == 1 and "value" not in found and (summed[0].name, summed[0].label) in each:
        put("value", summed[0].tokens, summed[0].label, LABELLED, summed[0])  # "Total: USD 2,940.00", of one row
        if not _agrees(found):
            found.pop("value", None)
    rates = [one for one in row if one.shape is Shape.RATE and one.name is None]
    amounts = [one for one in row if one.shape in _AMOUNTS and one.name is None and not one.label]
    for price, amount in ((price, amount) for price in (*rates, *amounts) for amount in amounts if price is not amount):
        if {"unit_price", "value"} & found.keys():
            break
        put("unit_price", price.tokens, None, LABELLED)
        put("value", amount.tokens, None, LABELLED)
        if not _agrees(found):
            found.pop("unit_price", None)
            found.pop("value", None)
    if len(rates) == 1:
        put("unit_price", rates[0].tokens, None, _BARE)
    if _agrees(found):
        found.update(agree(found))
        found["value"] = found["value"].model_copy(update={"rule": PRODUCT})


def _agrees(found: dict[str, Field]) -> bool:
    """Whether quantity and price of a row give its amount, in some reading of its numbers."""
    value = agree(found).get("value")
    return {"unit_price", "value"} <= found.keys() and value is not None and value.confidence > LABELLED


def _described(row: Sequence[Statement], put: _Put) -> None:
    """Takes down the words of a row that describe what it is of: the first, with the lines that they go on in."""
    words = [one for one in row if one.shape is Shape.WORDS and not one.label and _describes(one.text)]
    sized = [one for one in row if one.shape is Shape.WORDS and not one.label and size_in(one.text) is not None]
    if len(sized) == 1 and not any(_LONGER.search(one.text) for one in words if one is not sized[0]):
        held = len((size_in(sized[0].text) or "").split())
        put("goods_description", sized[0].tokens[:held], None, _BARE)  # "Parcel B – 4-8 gr, 30 stones"
        return
    told: list[Statement] = []
    for one in words:
        if not told or (one.line == told[-1].line + 1 and abs(one.box.x0 - told[0].box.x0) < ALIGNED):
            told.append(one)
    if told:
        tokens = [token for one in told for token in one.tokens]
        numbered = len(tokens) > 1 and _ORDINAL.fullmatch(tokens[0].text) is not None
        put("goods_description", tokens[1:] if numbered else tokens, None, _BARE)


def _describes(text: str) -> bool:
    """Whether a text has a word that is not what packages are called."""
    found = _LETTERS.findall(text)
    return any(not counts.is_things(word) for word in found) and not is_total(fold(text))


def multiplied(row: Sequence[Statement], fields: Mapping[str, Field]) -> bool:
    """Whether a count of things times what each weighs is the row's net weight: "20 bags × 500 kg"."""
    factors = [one for one in row if one.factor]
    each = [one for one in factors if one.shape is Shape.MASS and one.name is None]
    held = [one for one in factors if one.shape is Shape.COUNT]
    if len(each) != 1 or len(held) != 1:
        return False
    weighed, told = parse(ValueKind.WEIGHT, each[0].text, Context()), parse(ValueKind.COUNT, held[0].text, Context())
    net = number(fields.get("net_weight"))
    return weighed is not None and told is not None and Decimal(str(weighed.value)) * Decimal(str(told.value)) == net
