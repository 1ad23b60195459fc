"""Rows that no heading tells: cards side by side or one under another, and lines of the same facts in the same order.

What is repeated makes the rows: a weight or amount led by the same words, or set with the same unit at the same margin.
They are rows only if something else bears them out: a total that is printed elsewhere and that they add up to, or
quantities that times their prices are their amounts. A fact that most of the rows lack is none of theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from extract.doctype import ColumnSpec, DocumentType, ValueKind
from extract.layout import PageLayout
from extract.model import DocumentKind, Field
from extract.tables_body import Token
from extract.tables_cells import filled, number, sums_up
from extract.tables_phrases import Shape
from extract.tables_repeated_fields import LABELLED, PRODUCT, multiplied, stated_fields
from extract.tables_repeated_rows import MOSTLY, Row, by_margin, rows_listed
from extract.tables_statements import Statement, is_total, statements_of
from extract.tables_weights import is_other_weight
from extract.tables_words import header_words
from extract.values import Context, find

_LISTS: Final = frozenset((DocumentKind.COMMERCIAL_INVOICE, DocumentKind.PACKING_LIST, DocumentKind.ASSAY_CERTIFICATE))
_CONFIRMED: Final = 0.93  # confidence at most of a number that a total or a product bears out
_QUANTITIES: Final = ("carat_weight", "net_weight", "gross_weight")
_MANY: Final = 3  # weights called a total that are those of rows
_EITHER: Final = 0.25  # score of another reading of a number from which it is as good as the first
_OF_PRODUCT: Final = ("carat_weight", "net_weight", "unit_price", "value")
_KINDS: Final[Mapping[Shape, ValueKind]] = {Shape.CARATS: ValueKind.CARATS, Shape.MASS: ValueKind.WEIGHT}
_GRAMS: Final[Mapping[str | None, int]] = {"g": 1, "kg": 1000, "t": 1_000_000, "ct": 1}
"""Units that totals are compared in: carats with carats, masses in grams."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The rows, the stated totals that they add up to, and the words that the rows stand on (page, index)."""

    rows: tuple[dict[str, Field], ...]
    totals: dict[str, Field]
    used: frozenset[tuple[int, int]]


def repeated_rows(layouts: Sequence[PageLayout], doctype: DocumentType, context: Context) -> Repeated | None:
    """The rows of a paper that consists of them, where no header tells them; None where nothing bears them out."""
    if doctype.kind not in _LISTS:
        return None
    words = header_words(doctype)
    specs = {spec.name: spec for spec in doctype.columns}
    for page, layout in enumerate(layouts):
        lines = statements_of(layout, page, doctype, words)
        for beats in _beats(lines):
            made = _borne_out(rows_listed(layout, lines, beats), lines, specs, layouts, context)
            if made is not None:
                return made
    return None


def _beats(lines: Sequence[Sequence[Statement]]) -> list[list[Statement]]:
    """The statements of weights that are repeated, those of most rows first.

    Those that a label leads are alike by it; those without one by the margin that they share, or in all cards.
    """
    labelled: dict[tuple[str, str], list[Statement]] = {}
    bare: dict[Shape, list[Statement]] = {}
    for line in lines:
        for one in line:
            if one.shape not in _KINDS or (is_total(one.label) and one.name is None):
                continue
            if one.name is not None:
                labelled.setdefault((one.name, one.label), []).append(one)
            elif not one.label:
                bare.setdefault(one.shape, []).append(one)
    # What is called a total is one but where each row has it: "Total net weight" of three cards or more.
    groups = [found for (_, label), found in labelled.items() if not is_total(label) or len(found) >= _MANY]
    for found in bare.values():
        margins = by_margin(found)
        groups += margins if len(margins) == 1 else [*margins, found]
    return sorted(groups, key=len, reverse=True)


def _borne_out(
    rows: Sequence[Row],
    lines: Sequence[Sequence[Statement]],
    specs: Mapping[str, ColumnSpec],
    layouts: Sequence[PageLayout],
    context: Context,
) -> Repeated | None:
    """The rows as fields, if a total elsewhere or their products say that they are rows.

    Where the paper leaves open which mark parts its decimals ("10.240 kg"), what bears more of the rows out decides.
    """
    told = _shared(rows)
    ways = [context]
    if context.decimal_comma is None:
        ways += [replace(context, decimal_comma=comma) for comma in (True, False)]
    made = [_read(told, lines, specs, layouts, way) for way in ways]
    open_way, *others = made
    if len(others) > 1 and others[0][0] != others[1][0]:
        return max(others, key=lambda one: one[0])[1]
    return open_way[1]


def _read(
    told: Sequence[Row],
    lines: Sequence[Sequence[Statement]],
    specs: Mapping[str, ColumnSpec],
    layouts: Sequence[PageLayout],
    context: Context,
) -> tuple[int, Repeated | None]:
    """The rows as fields in one way of writing numbers, and how much bears them out; None where nothing does."""
    labels = [{(one.name, one.label) for one in row} for row in told]
    each = frozenset[tuple[str | None, str]]().union(*labels[:1]).intersection(*labels) if len(told) > 1 else ()
    read = [stated_fields(row, specs, layouts, context, each) for row in told]
    totals: dict[str, Field] = {}
    if len(read) > 2 and (last := _sums(read)):
        totals = {name: read[-1][name] for name in last}
        read, told = read[:-1], told[:-1]
    inside = {token.index for row in told for one in row for token in one.tokens}
    elsewhere = _stated_elsewhere(lines, inside, context)
    for name in _QUANTITIES if len(read) > 1 else ():
        tokens, words = elsewhere.get(_sum_of(read, name) or ("", Decimal(0)), ([], []))
        if name == "net_weight" and tokens and is_other_weight(name, words) and _is_unsaid(told, read):
            read = [_as_gross(row) for row in read]
            continue  # what no word tells is what the total is of, and its name comes next
        total = filled(specs[name], tokens, None, layouts, context) if tokens and name in specs else None
        if total is not None and name not in totals:
            totals[name] = total
    product = bool(read) and all("value" in row and row["value"].rule == PRODUCT for row in read)
    whole = all(row.keys() & set(_QUANTITIES) for row in read)
    if not (totals or product) or not whole:
        return 0, None
    sure = {*totals, *(_OF_PRODUCT if product else ())}
    made = tuple({name: _sure(field, confirmed=name in sure) for name, field in row.items()} for row in read)
    used = frozenset((token.page, token.index) for row in told for one in row for token in one.tokens)
    worth = len(totals) + product + sum(multiplied(row, fields) for row, fields in zip(told, read, strict=True))
    return worth, Repeated(made, {name: _sure(field, confirmed=True) for name, field in totals.items()}, used)


def _as_gross(fields: Mapping[str, Field]) -> dict[str, Field]:
    """A row's fields, its net weight told as a gross one."""
    return {
        "gross_weight" if name == "net_weight" else name: field.model_copy(update={"name": "gross_weight"})
        if name == "net_weight"
        else field
        for name, field in fields.items()
    }


def _is_unsaid(told: Sequence[Row], read: Sequence[Mapping[str, Field]]) -> bool:
    """Whether no row says of its only weight that it is net."""
    said = any(one.name == "net_weight" for row in told for one in row)
    return not said and not any("gross_weight" in row for row in read)


def _sure(field: Field, *, confirmed: bool) -> Field:
    """A field no surer than what bears it out allows; a number that can be read in two ways is not made surer."""
    either = any(other.score >= _EITHER for other in field.alternatives)
    sure = max(field.confidence, _CONFIRMED) if confirmed and not either else field.confidence
    return field.model_copy(update={"confidence": min(sure, _CONFIRMED if confirmed else LABELLED)})


def _shared(rows: Sequence[Row]) -> list[Row]:
    """The rows without the facts that most of them lack."""
    seen = Counter(kind for row in rows for kind in {_sort(one) for one in row})
    least = MOSTLY * len(rows)
    return [[one for one in row if seen[_sort(one)] >= least] for row in rows]


def _sort(one: Statement) -> tuple[object, ...]:
    """What a statement is alike with those of other rows in."""
    if one.shape is Shape.WORDS:
        return (one.shape, one.label)
    return (one.name or one.shape, one.label)


def _sums(rows: Sequence[Mapping[str, Field]]) -> list[str]:
    """The fields of a last row that the others add up to, if all of its amounts are such sums."""
    last = rows[-1]
    names = [name for name in last if name in (*_QUANTITIES, "value", "parcel_count")]
    return (
        names if set(names) & set(_QUANTITIES) and all(sums_up(rows[:-1], last[name], name) for name in names) else []
    )


def _stated_elsewhere(
    lines: Sequence[Sequence[Statement]], inside: Collection[int], context: Context
) -> dict[tuple[str, Decimal], tuple[list[Token], list[str]]]:
    """The weights that a page states outside the rows, in grams or carats: their words, and those before them."""
    found: dict[tuple[str, Decimal], tuple[list[Token], list[str]]] = {}
    for line in lines:
        before: list[str] = []
        for one in line:
            tokens = [token for token in one.tokens if token.index not in inside]
            text = " ".join(token.text for token in tokens)
            for kind in _KINDS.values() if any(map(str.isdigit, text)) else ():
                for told in find(kind, text, context):
                    if told.unit in _GRAMS:
                        words = [*one.label.split(), *text[: told.start].split()] or before
                        key = _weight(Decimal(str(told.value)), told.unit)
                        found.setdefault(key, (_between(tokens, told.start, told.end), words))
            before = text.split()
    return found


def _between(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    """The words of a text from one place to another."""
    kept: list[Token] = []
    at = 0
    for token in tokens:
        if at < end and at + len(token.text) > start:
            kept.append(token)
        at += len(token.text) + 1
    return kept


def _weight(value: Decimal, unit: str | None) -> tuple[str, Decimal]:
    return "ct" if unit == "ct" else "g", value * _GRAMS[unit]


def _sum_of(rows: Sequence[Mapping[str, Field]], name: str) -> tuple[str, Decimal] | None:
    """What all rows state of a quantity together; None where one does not, or in another unit."""
    told = [row[name] for row in rows if name in row]
    unit = told[0].unit if told else None
    if len(told) < len(rows) or unit not in _GRAMS or any(field.unit != unit for field in told):
        return None
    return _weight(sum((number(field) or Decimal(0) for field in told), Decimal(0)), unit)
