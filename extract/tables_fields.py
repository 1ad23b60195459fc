"""The fields of a table's rows: each cell in the unit and currency that its heading, row, column or table shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from extract.doctype import ColumnSpec, ValueKind
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import Field
from extract.tables_body import Token
from extract.tables_by_element import grade_column
from extract.tables_cells import BY_MEANING, filled, sums_up, with_unit
from extract.tables_columns import common_currency, common_unit
from extract.tables_found import Found
from extract.tables_meaning import DOUBTED
from extract.tables_reader import NUMERIC, Kind
from extract.tables_remarks import remarked
from extract.tables_row import Row
from extract.tables_spans import Item
from extract.tables_tariff import parted
from extract.tables_units import unit_of_cell
from extract.tables_weights import is_of_other_total, is_other_weight
from extract.values import Context, counts, money, units

_EITHER: Final = ("carat_weight", "net_weight")
_WEIGHED: Final = ("carat_weight", "net_weight", "gross_weight")
_CAST: Final = 0.5  # confidence at most of a count of bars as one of packages
_COUNTED: Final = 2  # words of a count of things


def currency_of(parts: Sequence[Found], text: str, context: Context) -> str | None:
    """The currency of amounts that show none: a heading's, the total row's, the document's only one, the context's."""
    for part in parts:
        for column, name in part.columns.names.items():
            currency = part.columns.currencies.get(column)
            if currency is not None and name in {"value", "unit_price", "licensed_value"}:
                return currency
    totals = " ".join(
        token.text for part in parts for row in part.rows if row.kind is Kind.TOTAL for token in row.tokens()
    )
    return common_currency(totals) or context.currency or common_currency(text)


def comma_of(parts: Sequence[Found], context: Context) -> bool | None:
    """Whether the table's numbers part their decimals by a comma; the document's way where they do not tell."""
    told = next((part.columns.decimal_comma for part in parts if part.columns.decimal_comma is not None), None)
    return context.decimal_comma if told is None else told


def fields_of(
    row: Row,
    part: Found,
    specs: Mapping[str, ColumnSpec],
    layouts: Sequence[PageLayout],
    context: Context,
    shared: dict[tuple[int, int], str | None],
    labels: Mapping[str, str],
) -> dict[str, Field]:
    """The fields of one row; `shared` keeps the units that the columns show, by part and column."""
    columns = part.columns
    row_unit = unit_of_cell(row.text(columns.unit_column).strip()) if columns.unit_column is not None else None
    row_currency = money.currency(row.text(columns.currency_column)) if columns.currency_column is not None else None
    fields: dict[str, Field] = {}
    for column, name in sorted(columns.names.items()):
        column = grade_column(row, part, column) if name == "grade" else column
        tokens = row.cells.get(column, [])
        if name == "goods_description" and "hs_codes" in specs and "hs_codes" not in columns.names.values():
            tokens, code = parted(tokens)
            told = filled(specs["hs_codes"], code, None, layouts, context) if code and row.kind is Kind.ITEM else None
            fields.update({} if told is None else {"hs_codes": told})
        if not tokens or name not in specs or (row.kind is not Kind.ITEM and name not in NUMERIC):
            continue
        if is_other_weight(name, [token.text for token in tokens]):
            continue  # "net 3,000 kg" under gross weights, in a total
        if row.kind is Kind.TOTAL and is_of_other_total(name, row.label, [token.text for token in row.tokens()]):
            continue
        if (id(part), column) not in shared:
            shared[id(part), column] = _column_unit(part, column)
        unit = columns.units.get(column) or row_unit or shared[id(part), column]
        currency = columns.currencies.get(column) or row_currency or context.currency
        heading = part.body.columns[column].text or None
        name = _weighed_so(name, columns.units.get(column), row_unit, specs, fields)
        made = filled(specs[name], tokens, heading, layouts, with_unit(context, unit, currency))
        most = columns.guessed.get(column, DOUBTED if part.body.columns[column].guessed else 1.0)
        if made is not None and most < 1.0:
            made = made.model_copy(update={"confidence": min(made.confidence, most), "rule": BY_MEANING})
        if made is not None:
            fields[name] = made
    if len(row.lot) == 1 and row.kind is Kind.ITEM and "lot_number" in specs and "lot_number" not in fields:
        lot = filled(specs["lot_number"], row.lot, None, layouts, context)
        fields.update({} if lot is None or lot.value is None else {"lot_number": lot})
    for name, tokens in row.quoted.items():
        spec = specs.get(name) or ColumnSpec(name, ValueKind.IDENTIFIER, {})
        quoted = filled(spec, tokens, None, layouts, context)
        fields.update({} if quoted is None or quoted.value is None else {name: quoted})
    return remarked(row.remarks, specs, labels, layouts, context) | fields


def _weighed_so(
    name: str, headed: str | None, row_unit: str | None, specs: Mapping[str, ColumnSpec], fields: Mapping[str, Field]
) -> str:
    """What a quantity is whose unit each row tells for itself: bars in grams over stones in carats, in one column."""
    told = "carat_weight" if row_unit == "ct" else "net_weight" if row_unit not in (None, *units.SHARES) else None
    other = told is not None and name in _EITHER and told != name and told in specs and told not in fields
    return told if other and told is not None and headed is None else name


def summed_count(row: Row, items: Sequence[Item], fields: Mapping[str, Field]) -> dict[str, Field]:
    """The parcels of a total row whose words count several things: "Total: 80 drums on 10 pallets" is what adds up."""
    held = fields.get("parcel_count")
    counts = [found.value for _, _, row_fields in items if (found := row_fields.get("parcel_count")) is not None]
    whole = sum(count for count in counts if isinstance(count, int))
    if held is None or len(counts) < len(items) or not whole or held.value == whole:
        return {}
    token = next((one for one in row.tokens() if one.text.strip(".,:;") == str(whole)), None)
    return {} if token is None else {"parcel_count": held.model_copy(update={"value": whole, "raw": token.text})}


def moved_weight(
    row: Row,
    part: Found,
    specs: Mapping[str, ColumnSpec],
    layouts: Sequence[PageLayout],
    context: Context,
    above: Sequence[Mapping[str, Field]],
) -> dict[str, Field]:
    """The weight of a total row that stands under another heading, in a cell that is drawn over several columns.

    It has its unit, its own column is empty, and what the rows over it weigh adds up to it.
    """
    names = part.columns.names
    empty = {at: name for at, name in names.items() if name in _WEIGHED and name in specs and not row.text(at)}
    for column, tokens in row.cells.items():
        if names.get(column) in _WEIGHED or common_unit([row.text(column)]) is None:
            continue
        for at, name in empty.items():
            unit = with_unit(context, part.columns.units.get(at), None)
            made = filled(specs[name], tokens, part.body.columns[at].text or None, layouts, unit)
            if made is not None and made.value is not None and sums_up(above, made, name):
                return {name: made}
    return {}


def counted(
    row: Row, part: Found, specs: Mapping[str, ColumnSpec], layouts: Sequence[PageLayout], fields: Mapping[str, Field]
) -> dict[str, Field]:
    """The parcels that a total row counts in words: "TOTAL 3 parcels", "Total: 4 lotes", "TOTAL | 468.27 | 2 lots"."""
    if "parcel_count" in fields or "parcel_count" not in specs:
        return {}
    leading: list[list[Token]] = []
    behind: list[list[Token]] = []
    for column in sorted(row.cells):
        name = part.columns.names.get(column)
        if name not in NUMERIC or name == "parcel_count":
            (behind if len(leading) < column else leading).append(row.cells[column])
    for tokens in ([token for cell in leading for token in cell], *leading, *behind):
        if not tokens:
            continue
        made = filled(specs["parcel_count"], tokens, None, layouts, Context())
        text = " ".join(token.text for token in tokens)
        if made is None or made.alternatives:
            continue
        if (made.rule or "").startswith("table:count-of-things") or counts.answers_things(text):
            if counts.counts_metal(text):
                made = made.model_copy(update={"confidence": min(made.confidence, _CAST)})
            return {"parcel_count": made}
    return _of_rows(row, part, specs, layouts)


def _of_rows(row: Row, part: Found, specs: Mapping[str, ColumnSpec], layouts: Sequence[PageLayout]) -> dict[str, Field]:
    """The parcels that a total row counts by what its table's rows are of: "3 papers" under three rows of "Paper"."""
    tokens = next((row.cells[column] for column in sorted(row.cells) if row.cells[column]), [])
    if len(tokens) < _COUNTED or tokens[0].text != str(len(part.items)):
        return {}
    thing = fold(tokens[1].text).removesuffix("s")
    headed = (heading for heading in part.body.columns if not heading.names and heading.text)
    if not any(thing in (word.removesuffix("s") for word in fold(heading.text).split()) for heading in headed):
        return {}
    made = filled(specs["parcel_count"], tokens[:_COUNTED], None, layouts, Context())
    return {} if made is None else {"parcel_count": made}


def _column_unit(part: Found, column: int) -> str | None:
    """The unit that other cells of the column show, for the cell that shows none."""
    return common_unit([row.text(column) for row in part.rows])
