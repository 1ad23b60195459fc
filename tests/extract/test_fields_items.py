"""What a paper states of goods told item by item: nothing of one item, the codes and goods of all."""

from __future__ import annotations

from typing import Any

from extract.fields_items import of_all_items
from extract.model import Evidence, Field
from ingest.model import Box


def field(name: str, value: Any, y: float) -> Field:
    place = Evidence(file="f" * 64, page=1, box=Box(0.1, y, 0.3, y + 0.02))
    return Field(name=name, value=value, raw=str(value), confidence=0.8, evidence=(place,))


def row(y: float, **facts: Any) -> dict[str, Field]:
    return {name: field(name, value, y) for name, value in facts.items()}


ROWS = (
    row(0.1, parcel_count=18, lot_number="A-1", hs_codes=("261590",), goods_description="coltan"),
    row(0.2, parcel_count=30, lot_number="A-2", hs_codes=("261100",), goods_description="wolframite"),
)


def test_what_one_item_states_is_not_the_papers() -> None:
    fields = {"parcel_count": field("parcel_count", 18, 0.1), "lot_number": field("lot_number", "A-2", 0.2)}
    assert of_all_items(fields, ROWS) == {}


def test_a_total_stays() -> None:
    fields = {"parcel_count": field("parcel_count", 48, 0.4)}
    assert of_all_items(fields, ROWS) == fields


def test_one_item_alone_is_the_paper() -> None:
    fields = {"parcel_count": field("parcel_count", 18, 0.1)}
    assert of_all_items(fields, ROWS[:1]) == fields


def test_codes_and_goods_are_those_of_all() -> None:
    stated = field("goods_description", "18 coltan 30 wolframite", 0.1)
    fields = {"hs_codes": field("hs_codes", ("261590",), 0.1), "goods_description": stated}
    found = of_all_items(fields, ROWS)
    assert found["hs_codes"].value == ("261590", "261100")
    assert found["goods_description"].value == "coltan; wolframite"
    assert len(found["goods_description"].evidence) == len(ROWS)
