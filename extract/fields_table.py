"""What a line table states for its paper: its total rows, or its only row, beside what labels and sentences state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extract.candidates import value_key
from extract.confidence import CEILING
from extract.doctype import DocumentType, ValueKind
from extract.elements import symbol_of
from extract.model import Alternative, Field, Money
from extract.values.identifiers_worded import is_worded

_SUMMED = 0.98  # confidence of a total that the rows over it add up to
_SEVERAL = 2
_OF_ROWS = frozenset(
    {"grade", "carat_weight", "net_weight", "gross_weight", "parcel_count", "unit_price", "lot_number"}
)
"""Facts of which each row of a table may have its own."""
_PRICE = 0.85  # confidence at most of an only row's price as the paper's


def with_only_row(
    fields: Mapping[str, Field],
    lines: Sequence[Mapping[str, Field]],
    doctype: DocumentType,
    totals: Mapping[str, Field],
) -> dict[str, Field]:
    """The fields with those of a table's only row that nothing else states: one row is all there is of the goods.

    An amount to which the table adds more in its `totals` (a tax, a freight) is not all there is to pay.
    """
    if len(lines) != 1:
        return dict(fields)
    own = {spec.name for spec in doctype.fields if not spec.more and spec.kind is not ValueKind.PARTY}
    if _exceeds(totals.get("value"), lines[0].get("value")):
        own.discard("value")
    of_row = {name: field for name, field in lines[0].items() if name in own}
    if (price := of_row.get("unit_price")) is not None:
        # That it is the whole paper's price is no more than probable: a paper with one row may have further lots.
        of_row["unit_price"] = price.model_copy(update={"confidence": min(price.confidence, _PRICE)})
    return of_row | dict(fields)


def _exceeds(total: Field | None, row: Field | None) -> bool:
    """Whether the table's total states more money than its row, in one currency."""
    if total is None or row is None or not isinstance(total.value, Money) or not isinstance(row.value, Money):
        return False
    return total.value.currency == row.value.currency and total.value.amount > row.value.amount


def with_totals(fields: Mapping[str, Field], totals: Mapping[str, Field]) -> dict[str, Field]:
    """The fields with what the table's total row states: as further evidence, or where nothing else states it.

    Where a total differs from a statement outside the table, the surer of the two stands and the other is kept
    beside it: whether the rows add up is a check of its own. A lesser weight beside a total that they add up to is that
    of a package: "drums of 200 kg net".
    """
    merged = dict(fields)
    for name, total in totals.items():
        stated = merged.get(name)
        if stated is None or stated.value is None or total.value is None:
            merged[name] = total
            continue
        lacking = _lacks_word(stated, total)
        if lacking or value_key(stated.value, stated.unit) == value_key(total.value, total.unit):
            sure = 1.0 - (1.0 - stated.confidence) * (1.0 - total.confidence) ** 0.5
            merged[name] = (total if lacking else stated).model_copy(
                update={
                    "confidence": round(min(sure, CEILING), 4),
                    "evidence": stated.evidence + tuple(one for one in total.evidence if one not in stated.evidence),
                }
            )
        else:
            better, other = (stated, total) if stated.confidence > total.confidence else (total, stated)
            part = total.confidence >= _SUMMED and _is_part(stated, total)
            if better is stated and (part or _is_of_another_element(stated, total)):
                better, other = total, stated
            rival = Alternative(
                value=other.value or "",
                unit=other.unit,
                raw=other.raw,
                score=other.confidence,
                evidence=other.evidence,
            )
            merged[name] = better.model_copy(update={"alternatives": better.beside(rival)})
    return merged


def without_single_rows(
    fields: Mapping[str, Field], lines: Sequence[Mapping[str, Field]], totals: Mapping[str, Field]
) -> dict[str, Field]:
    """The fields without those that were read in the cell of one row where other rows state otherwise.

    The grade of the first of two rows is none of the whole paper; what a total row states is.
    """
    return {name: field for name, field in fields.items() if name in totals or not _is_of_one_row(field, lines)}


def _is_of_one_row(field: Field, lines: Sequence[Mapping[str, Field]]) -> bool:
    """Whether all that a field rests on stands in one row's cell of its column, and another row's differs."""
    if field.name not in _OF_ROWS or not field.evidence:
        return False
    cells = [line[field.name] for line in lines if field.name in line and line[field.name].value is not None]
    if len({value_key(cell.value or "", cell.unit) for cell in cells}) < _SEVERAL:
        return False
    return any(all(any(one.within(own) for own in cell.evidence) for one in field.evidence) for cell in cells)


def _lacks_word(stated: Field, total: Field) -> bool:
    """Whether a number is the column's without the word that it is printed with there: "19238" of "LOT 19238"."""
    return is_worded(str(total.value)) and str(total.value).endswith(f" {stated.value}")


def _is_of_another_element(stated: Field, total: Field) -> bool:
    """Whether a grade is labelled by another element than the column that the table gives the goods' grade in."""
    if stated.name != "grade" or stated.label is None or total.label is None:
        return False
    symbols = symbol_of(stated.label), symbol_of(total.label)
    return None not in symbols and symbols[0] != symbols[1]


def _is_part(stated: Field, total: Field) -> bool:
    """Whether a weight is less than the table's total in the same unit: that of one of the packages it speaks of."""
    if stated.unit is None or stated.unit != total.unit:
        return False
    return Decimal(str(stated.value)) < Decimal(str(total.value))
