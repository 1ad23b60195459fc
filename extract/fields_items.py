"""What a paper states of its goods as a whole, where a form's box tells them item by item.

What labels and shapes find in such a box is one item's: a count or weight that is none of a total, the first lot. What
all items tell together is the paper's: their codes, what they are called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from extract.model import Field
from extract.tables_cells import gathered

_OF_ONE: Final = ("parcel_count", "carat_weight", "net_weight", "gross_weight", "lot_number", "grade")
_JOINED: Final = "; "
_LEAST: Final = 2


def of_all_items(fields: Mapping[str, Field], rows: Sequence[Mapping[str, Field]]) -> dict[str, Field]:
    """The fields without those that one of several items states; codes and goods are those of all items."""
    if len(rows) < _LEAST:
        return dict(fields)
    kept = dict(fields)
    for name in _OF_ONE:
        told = [row[name] for row in rows if name in row]
        alike = len({str(field.value) for field in told}) == 1
        if name in kept and not alike and any(_is_within(kept[name], one) for one in told):
            del kept[name]
    codes = gathered(rows, "hs_codes")
    if codes is not None and "hs_codes" in kept and _is_part(kept["hs_codes"], codes):
        kept["hs_codes"] = codes
    goods = [row["goods_description"] for row in rows if "goods_description" in row]
    stated = kept.get("goods_description")
    if stated is not None and len(goods) == len(rows) and any(_is_within(one, stated) for one in goods):
        kept["goods_description"] = goods[0].model_copy(
            update={
                "value": _JOINED.join(dict.fromkeys(str(one.value) for one in goods)),
                "raw": _JOINED.join(one.raw for one in goods),
                "confidence": min(one.confidence for one in goods),
                "evidence": tuple(piece for one in goods for piece in one.evidence),
                "alternatives": (),
            }
        )
    return kept


def _is_part(stated: Field, whole: Field) -> bool:
    """Whether a list lacks some of the members of another, and has no others."""
    return (
        isinstance(stated.value, tuple)
        and isinstance(whole.value, tuple)
        and frozenset(stated.value) < frozenset(whole.value)
    )


def _is_within(one: Field, other: Field) -> bool:
    """Whether the first place that a field stands at lies in one of another's."""
    return any(one.evidence[0].within(place) for place in other.evidence) if one.evidence else False
