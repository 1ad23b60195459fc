"""Descriptions of goods without the facts beside them, and the commodity."""

from __future__ import annotations

import pytest

from extract.doctype import ValueKind
from extract.fields_goods import description, mineral
from extract.model import DocumentKind, Field
from extract.values import Context, parse

CONTEXT = Context(language="en")
KP = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
PACKING = DocumentKind.PACKING_LIST


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rough diamonds\n1,273.09 ct", "Rough diamonds"),
        ("1,273.09 ct\nRough diamonds", "Rough diamonds"),
        ("4 boxes, Barras doré de oro", "Barras doré de oro"),
        ("31 drums of Cassiterite concentrate", "Cassiterite concentrate"),
        ("104,000 kgs of Cobalt hydroxide (", "Cobalt hydroxide"),
        ("Cassiterite concentrate, 10,420.9 kg", "Cassiterite concentrate"),
        ("Gold dore bars, unrefined", "Gold dore bars, unrefined"),
        ("40 bulk bags Petalite concentrate", "Petalite concentrate"),
        ("4 bars gold doré", "bars gold doré"),
        ("Rough diamonds -11+7", "Rough diamonds -11+7"),
        ("Tin ore concentrate\n(cassiterite)", "Tin ore concentrate (cassiterite)"),
        ("1,273.09 ct", "1,273.09 ct"),
    ],
)
def test_descriptions(text: str, value: str) -> None:
    parsed = parse(ValueKind.TEXT, text, CONTEXT)
    assert parsed is not None
    told = description(parsed, text, CONTEXT)
    assert told.value == value
    assert " ".join(text[told.start : told.end].split()) == value


def goods(text: str, confidence: float = 0.98) -> Field:
    return Field(name="goods_description", value=text, raw=text, confidence=confidence)


def test_the_commodity_of_a_description() -> None:
    found = mineral(PACKING, {"goods_description": goods("Cassiterite concentrate in steel drums")}, (), CONTEXT)
    assert found is not None
    assert found.value == "cassiterite"


def test_the_commodity_of_the_rows() -> None:
    rows = (
        {"goods_description": goods("Rough diamonds 4 gr down")},
        {"goods_description": goods("Rough diamonds -11+7")},
    )
    found = mineral(PACKING, {}, rows, CONTEXT)
    assert found is not None
    assert found.value == "rough diamonds"


def test_rows_of_several_stones_are_a_mixed_parcel_and_a_wider_name_gives_way() -> None:
    ruby = {"goods_description": goods("Ruby, facet grade", 0.9)}
    found = mineral(PACKING, {}, (ruby, {"goods_description": goods("Spinel rough")}), CONTEXT)
    assert found is not None
    assert (found.value, found.confidence, found.raw) == ("coloured gemstones", 0.9, "Ruby, facet grade; Spinel rough")
    narrower = mineral(PACKING, {"goods_description": goods("Coloured stones")}, (ruby,), CONTEXT)
    assert narrower is not None
    assert narrower.value == "rubies"


def test_goods_of_two_kinds_have_no_one_commodity() -> None:
    rows = (
        {"goods_description": goods("Cassiterite concentrate")},
        {"goods_description": goods("Wolframite concentrate")},
    )
    assert mineral(PACKING, {}, rows, CONTEXT) is None


def test_the_commodity_of_a_code() -> None:
    codes = Field(name="hs_codes", value=("260900",), raw="2609.00", confidence=0.97)
    found = mineral(PACKING, {"hs_codes": codes}, (), CONTEXT)
    assert found is not None
    assert (found.value, found.rule) == ("cassiterite", "hs-code")


def test_a_kimberley_certificate_is_for_rough_diamonds() -> None:
    found = mineral(KP, {}, (), CONTEXT)
    assert found is not None
    assert found.value == "rough diamonds"


def test_nothing_is_inferred_from_nothing() -> None:
    assert mineral(PACKING, {}, (), CONTEXT) is None


@pytest.mark.parametrize(
    ("box", "goods"),
    [
        ("1 KM 1-20 20 big bags\nCassiterite concentrate, HS 2609.00", "Cassiterite concentrate"),
        ("1 KM 1-20 20 big bags Cassiterite concentrate", "Cassiterite concentrate"),
        ("1 N/M 20 drums tantalite concentrate HS code 2615.90", "tantalite concentrate"),
        ("1. Marks: KM 1-20\n20 big bags of cassiterite concentrate", "cassiterite concentrate"),
        ("1\nKM 1-20\n20 big bags\nCassiterite concentrate\nHS 2609.00", "Cassiterite concentrate"),
        ("KM 1/20\n20 fûts concentré de cassitérite, SH 2609.00", "concentré de cassitérite"),
        ("1 KM 1-20 20 bultos Concentrado de casiterita, SA 2609.00", "Concentrado de casiterita"),
        ("2 LC/ST 1-8 8 sacos Concentrado de cassiterite (NCM 2609.00.00)", "Concentrado de cassiterite"),
        ("Cassiterite concentrate (HS 2609.00)", "Cassiterite concentrate"),
        ("SN 65 cassiterite, in big bags", "SN 65 cassiterite, in big bags"),
    ],
)
def test_item_marks_packages_and_code_are_no_part_of_the_goods(box: str, goods: str) -> None:
    parsed = parse(ValueKind.TEXT, box, Context())
    assert parsed is not None
    assert description(parsed, box, Context()).value == goods
