"""A table's cells as fields: read by their column's grammar, with their evidence, and checked against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final

from extract.doctype import ColumnSpec, ValueKind
from extract.layout import PageLayout
from extract.model import Alternative, Evidence, Field, Money
from extract.tables_body import Token
from extract.tables_units import unit_of_cell
from extract.values import Context, Parsed, parse, units
from extract.values.identifiers_worded import worded
from ingest.model import Box

_PLAIN: Final = 0.97
"""Confidence of a cell that fits its grammar without repair on a page with its own text."""

BY_MEANING: Final = "table:by-meaning"
"""The rule of a cell under a heading of no list, told by what its words mean."""

_AS_WELL: Final = 0.25  # score of another reading of a number from which it is as good as the first
_AGREED: Final = 0.985
_DISAGREED: Final = 0.85
_UNITLESS: Final = 0.5
_DRY: Final = 0.85
_SCALES: Final = (
    Decimal(1),
    Decimal("0.001"),
    Decimal(1000),
)  # a price per tonne beside kilograms, per kilogram beside tonnes
_NUMBERS: Final = frozenset((ValueKind.MONEY, ValueKind.WEIGHT, ValueKind.CARATS, ValueKind.COUNT, ValueKind.PERCENT))
_SPECKS: Final = re.compile(r"^[\s.,;:|'`_~*\[\]]+|[\s;:|'`_~*\[\]]+$")
_WORD: Final = re.compile(r"\s*([^\W\d_]{3,})")
_LETTERED: Final = re.compile(r"[A-Z]{1,6}(?:[-/.][A-Z]{1,6}){1,3}")
"""A lot's name without a digit, its parts joined by marks, as it may stand in a column of lots: "TX-A"."""
_LETTERED_SCORE: Final = 0.8
_RATE: Final = re.compile(r"(?<=\d)\s+(?:/\s*|per\s+)?10{0,3}\s+([^\W\d_]{1,4})\.?\s*$")
"""What a price is for, behind it, as office programs print it: "23,150.00 1 TO"."""
_CONTENT: Final = "mtu"
"""A unit by which is counted what goods hold, not what they weigh."""
_APART: Final = 1.5  # text heights between words that are of two columns
_WEIGHTS: Final = ("carat_weight", "net_weight", "gross_weight", "licensed_quantity")


def filled(
    spec: ColumnSpec, tokens: Sequence[Token], label: str | None, layouts: Sequence[PageLayout], context: Context
) -> Field | None:
    """The field of one cell: `unreadable` where digits stand that the grammar cannot read, None for an empty cell."""
    text = " ".join(token.text for token in tokens)
    if spec.kind in _NUMBERS:
        # Specks and rulings that OCR took for points keep their places, so that the words used can still be told.
        text = _SPECKS.sub(lambda match: " " * len(match[0]), text)
    if not any(char.isalnum() for char in text):
        return None
    if spec.name == "unit_price" and (rate := _RATE.search(text)) is not None and unit_of_cell(rate[1]) is not None:
        text = text[: rate.start()]
    parsed = parse(spec.kind, text, context)
    if parsed is None and spec.name == "lot_number" and _LETTERED.fullmatch(text):
        parsed = Parsed(text, text, 0, len(text), _LETTERED_SCORE, "identifier:letters")
    if parsed is None:
        if spec.kind in {ValueKind.TEXT, ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS} or not any(
            map(str.isdigit, text)
        ):
            return None
        if spec.kind is ValueKind.MONEY and parse(spec.kind, text, replace(context, currency="XXX")) is not None:
            return None  # an amount in a currency that nothing names
        evidence = _evidence(tokens, layouts)
        return Field(
            name=spec.name, value=None, raw=text, status="unreadable", confidence=0.5, evidence=evidence, label=label
        )
    if spec.kind is ValueKind.WEIGHT and parsed.unit == _CONTENT:
        return None
    if spec.kind is ValueKind.IDENTIFIER and label is not None:
        parsed = worded(text, parsed)
    kept = _within(tokens, parsed)
    if (
        spec.kind in {ValueKind.WEIGHT, ValueKind.CARATS}
        and _counts_things(text, parsed)
        and not _set_apart(tokens, kept, layouts)
    ):
        return None  # "12 pieces" in a column of weights
    confidence = _PLAIN * min(1.0, parsed.score + 0.05) * min(token.confidence for token in kept)
    if spec.kind is ValueKind.WEIGHT and parsed.unit is None:
        confidence = min(confidence, _UNITLESS)
    if parsed.unit == "dmt":
        confidence = min(confidence, _DRY)  # what is paid for; the weight that travels stands elsewhere
    return Field(
        name=spec.name,
        value=parsed.value,
        unit=parsed.unit,
        raw=parsed.raw,
        confidence=round(max(0.02, min(confidence, 0.99)), 4),
        evidence=_evidence(kept, layouts),
        label=label,
        rule=f"table:{parsed.rule}",
        alternatives=tuple(
            Alternative(value=other.value, unit=other.unit, raw=other.raw, score=round(other.score, 4))
            for other in parsed.others
        ),
    )


def _counts_things(text: str, parsed: Parsed) -> bool:
    """True if a word that is no unit stands right behind the number."""
    behind = _WORD.match(text[parsed.end :])
    return behind is not None and units.canonical(behind[1]) is None


def _set_apart(tokens: Sequence[Token], kept: Sequence[Token], layouts: Sequence[PageLayout]) -> bool:
    """True if the word behind the number stands so far from it that it is of a column without a heading."""
    last = max(at for at, token in enumerate(tokens) if token in kept)
    if last + 1 >= len(tokens) or tokens[last + 1].page != tokens[last].page:
        return False
    page, box, behind = layouts[tokens[last].page].page, tokens[last].box, tokens[last + 1].box
    return (behind.x0 - box.x1) * page.width > _APART * box.height * page.height


def _within(tokens: Sequence[Token], parsed: Parsed) -> list[Token]:
    """The words that the reading used."""
    kept: list[Token] = []
    position = 0
    for token in tokens:
        end = position + len(token.text)
        if position < parsed.end and end > parsed.start:
            kept.append(token)
        position = end + 1
    return kept or list(tokens)


def _evidence(tokens: Sequence[Token], layouts: Sequence[PageLayout]) -> tuple[Evidence, ...]:
    boxes: dict[int, Box] = {}
    for token in tokens:
        boxes[token.page] = boxes[token.page].union(token.box) if token.page in boxes else token.box
    return tuple(
        Evidence(file=layouts[page].page.file, page=layouts[page].page.number, box=box) for page, box in boxes.items()
    )


def number(field: Field | None) -> Decimal | None:
    """The number of a weight, count or amount; None where there is none."""
    if field is None or field.value is None:
        return None
    if isinstance(field.value, Money):
        return field.value.amount
    try:
        return Decimal(str(field.value)) if not isinstance(field.value, tuple) else None
    except InvalidOperation:
        return None


def agree(fields: dict[str, Field]) -> dict[str, Field]:
    """The fields of a row, surer where quantity times price is the amount.

    Where a number can be read in two ways ("1.234"), the reading that makes the row agree is taken.
    """
    weight = next((name for name in _WEIGHTS if name in fields), None)
    if weight is None or "unit_price" not in fields or "value" not in fields:
        return fields
    names = (weight, "unit_price", "value")
    readings = [(fields[name], *_others(fields[name])) for name in names]
    for quantity in readings[0]:
        for price in readings[1]:
            for amount in readings[2]:
                if _multiplies(number(quantity), number(price), number(amount)):
                    sure = zip(names, (quantity, price, amount), strict=True)
                    return fields | {name: _surer(field) for name, field in sure}
    return fields | {name: _unsurer(fields[name]) for name in names}


def _others(field: Field) -> list[Field]:
    return [field.model_copy(update={"value": other.value, "raw": other.raw}) for other in field.alternatives]


def _surer(field: Field) -> Field:
    if field.rule == BY_MEANING:
        return field  # that a column adds up tells nothing of what it is
    if field.unit in (None, "dmt") and field.name in _WEIGHTS:
        return field  # however well it adds up, nobody knows what is weighed in, or what it weighs undried
    return field.model_copy(update={"confidence": max(field.confidence, _AGREED)})


def _unsurer(field: Field) -> Field:
    """One of three numbers that do not agree: the paper may be wrong, or the reading."""
    return field.model_copy(update={"confidence": min(field.confidence, _DISAGREED)})


def _multiplies(quantity: Decimal | None, price: Decimal | None, amount: Decimal | None) -> bool:
    """True if the product is the amount but for rounding of the price's last digit."""
    if not quantity or not price or not amount:
        return False
    last = Decimal(1).scaleb(max(int(price.as_tuple().exponent), -4))
    for scale in _SCALES:
        product = quantity * price * scale
        if abs(product - amount) <= max(Decimal("0.011"), quantity * scale * last * Decimal("0.51")):
            return True
    return False


def sums_up(rows: Sequence[Mapping[str, Field]], total: Field, name: str) -> bool:
    """True if a column's rows add up to a stated total, but for a unit of the last digit."""
    stated = number(total)
    parts = [number(row.get(name)) for row in rows]
    if stated is None or not parts or any(part is None for part in parts):
        return False
    whole = sum((part for part in parts if part is not None), Decimal(0))
    return abs(whole - stated) <= Decimal("0.011") * len(parts)


def confirmed(rows: Sequence[Mapping[str, Field]], total: Field) -> Field:
    """A stated total, surer where the rows add up to it; not much where it may as well be another number.

    "233.345" is the sum of "23.036" and others whether the point parts thousands or decimals.
    """
    if not sums_up(rows, total, total.name):
        return total
    either = any(other.score >= _AS_WELL and _same_digits(other.value, total.value) for other in total.alternatives)
    return total if either else _surer(total)


def _same_digits(one: object, other: object) -> bool:
    digits = ["".join(filter(str.isdigit, str(value))) for value in (one, other)]
    return digits[0] == digits[1]


def same_in_all(rows: Sequence[Mapping[str, Field]], name: str) -> Field | None:
    """The field that every row states alike, with the evidence of all; None otherwise."""
    found = [row[name] for row in rows if name in row and row[name].value is not None]
    if not found or len(found) < len(rows) or any(field.value != found[0].value for field in found):
        return None
    evidence = tuple(piece for field in found for piece in field.evidence)
    return found[0].model_copy(update={"evidence": evidence, "confidence": min(field.confidence for field in found)})


def gathered(rows: Sequence[Mapping[str, Field]], name: str) -> Field | None:
    """The lists of all rows as one list, each member once; None where no row has any."""
    found = [row[name] for row in rows if name in row and isinstance(row[name].value, tuple)]
    if not found:
        return None
    members = dict.fromkeys(member for field in found if isinstance(field.value, tuple) for member in field.value)
    return found[0].model_copy(
        update={
            "value": tuple(members),
            "raw": "; ".join(field.raw for field in found),
            "confidence": min(field.confidence for field in found),
            "evidence": tuple(piece for field in found for piece in field.evidence),
        }
    )


def with_unit(context: Context, unit: str | None, currency: str | None) -> Context:
    """The context of a cell: the unit and currency of its column, row or table."""
    return replace(context, unit=unit, currency=currency)
