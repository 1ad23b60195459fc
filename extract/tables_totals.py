"""What the total rows of a line table state for the document; what is not printed is not given, nothing is summed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from extract.model import Field
from extract.tables_cells import confirmed, gathered, same_in_all, sums_up
from extract.tables_reader import NUMERIC, digits_of

_AMOUNTS: Final = ("value", "licensed_value")
_WEIGHTS: Final = ("carat_weight", "net_weight", "gross_weight", "licensed_quantity")
_TOTALLED: Final = (*_AMOUNTS, *_WEIGHTS, "parcel_count", "grade")
_FIGURE: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:(?:[ ,.']\d{3})+|\d*)(?:[.,](?P<part>\d{1,2}))?(?![\d]|[.,]\d)")
"""A number with its thousands parted or not, and one or two decimals or none."""
_TELLING: Final = 4  # digits of a sum that no other number is by chance
_SHARED: Final = ("country_of_origin", "lot_number")
_AS_WHOLE: Final = {"tag_numbers": 0.88}
"""Confidence at most of a list that several rows tell a piece of each: of tags, three papers in four mean it as theirs
too, the others as those of the single bags alone."""
_OF_LOT: Final = re.compile(
    r"(?P<goods>[^\W\d_].{3,}?)[\s,;:(–-]+(?:lots?|lotes?|batch)\s(?:\D{1,5}\s)?\S*\d\S*$", re.IGNORECASE
)
"""A description that ends in the number of its lot."""
_ALIKE: Final = 0.85  # confidence at most of the goods of a paper which its rows describe for their lots
_GATHERED: Final = ("seal_numbers", "tag_numbers", "hs_codes")


def adds_up(cells: Sequence[str], text: str) -> bool:
    """Whether a column's figures, of one number of decimals each, add up to one that the text states elsewhere."""
    figures = [_FIGURE.fullmatch(cell.strip()) for cell in cells]
    decimals = {len(figure["part"] or "") for figure in figures if figure is not None}
    if len(figures) < 2 or None in figures or len(decimals) != 1:
        return False
    whole = sum(digits_of(cell) for cell in cells)
    if len(str(whole)) < _TELLING:
        return False
    stated = (figure for figure in _FIGURE.finditer(text) if len(figure["part"] or "") in decimals)
    return any(digits_of(figure[0]) == whole for figure in stated)


def unnamed_total(rows: Sequence[dict[str, Field]], counted: Field | None = None) -> dict[str, Field] | None:
    """A last row to which the rows over it add up, and which is no item as they are: a total without the word.

    It leaves a column empty that all of them fill. `counted` is what its words count ("5 bars", "10 containers");
    beside a single row only such words tell a total.
    """
    if len(rows) < (3 if counted is None else 2) or not rows[-1]:
        return None
    above, last = rows[:-1], rows[-1]
    summed = [name for name in last if name in NUMERIC and name not in {"unit_price", "grade"}]
    if not summed or not all(sums_up(above, last[name], name) for name in summed):
        return None
    lacking = set(above[0]).intersection(*above) - set(last)
    if not lacking and counted is None:
        return None
    return {name: field for name, field in last.items() if name in NUMERIC}


def averaged(fields: Mapping[str, Field], rows: Sequence[Mapping[str, Field]]) -> dict[str, Field]:
    """What a row of averages states for the whole: its grade, and what the rows over it add up to all the same."""
    return {name: found for name, found in fields.items() if name == "grade" or sums_up(rows, found, name)}


def in_its_column(
    fields: Mapping[str, Field],
    rows: Sequence[Mapping[str, Field]],
    *,
    price: str = "unit_price",
    amount: str = "value",
) -> dict[str, Field]:
    """The fields of a total row, an amount that stands under the prices taken for what it is.

    It is the total if the rows' amounts add up to it; any other number under the prices of a total row is none.
    """
    misplaced = fields.get(price)
    told = {name: found for name, found in fields.items() if name != price}
    if misplaced is None or amount in fields:
        return told
    moved = misplaced.model_copy(update={"name": amount})
    return told | {amount: moved} if len(rows) > 1 and sums_up(rows, moved, amount) else told


def totals_of(
    rows: Sequence[dict[str, Field]], stated: Sequence[dict[str, Field]], *, charged: bool
) -> dict[str, Field]:
    """The document's fields that the table states.

    Weights are those of the first total, the value is that of the last, after taxes and charges. Where there is no
    total row because there is one row only, that row says it, unless charges are added to it.
    """
    totals: dict[str, Field] = {}
    alone = not stated and len(rows) == 1 and not charged
    if alone:
        stated = [{name: _only(found) for name, found in rows[0].items()}]
    for name in _TOTALLED:
        found = [fields[name] for fields in stated if name in fields and fields[name].value is not None]
        if found:
            total = found[-1] if name in _AMOUNTS else found[0]
            totals[name] = total if alone else confirmed(rows, total)
    for name in _SHARED:
        shared = same_in_all(rows, name)
        if shared is not None:
            totals[name] = shared
    described = [row["goods_description"] for row in rows if "goods_description" in row]
    if len(described) == 1 < len(rows) and described[0] is rows[0].get("goods_description"):
        totals["goods_description"] = _only(described[0])  # beside several containers, all of the same goods
    for name in _GATHERED:
        whole = gathered(rows, name)
        if whole is not None:
            several = sum(name in row for row in rows) > 1
            most = _AS_WHOLE.get(name, whole.confidence) if several else whole.confidence
            totals[name] = whole.model_copy(update={"confidence": min(whole.confidence, most)})
    return totals


def goods_of_lots(rows: Sequence[Mapping[str, Field]]) -> dict[str, Field]:
    """The goods that several rows describe alike but for their lots: "Coltan concentrate, lot TA-11" and "… TA-12"."""
    told = [row["goods_description"] for row in rows if "goods_description" in row]
    cut = [_OF_LOT.match(str(one.value)) for one in told]
    heads = {one["goods"] for one in cut if one is not None}
    if len(told) < len(rows) or None in cut or len(heads) != 1 or len({str(one.value) for one in told}) < len(told):
        return {}
    goods = heads.pop()
    least = min(_ALIKE, *(one.confidence for one in told))
    return {"goods_description": told[0].model_copy(update={"value": goods, "raw": goods, "confidence": least})}


def _only(found: Field) -> Field:
    return found.model_copy(update={"confidence": round(found.confidence * 0.7, 4), "rule": "only-row"})
