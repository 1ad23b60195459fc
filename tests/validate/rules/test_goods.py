"""HS codes and commodity: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

from tests.validate.papers import all_of, edit, everywhere, lines, shaky
from tests.validate.rules.judging import judge, strip


def test_codes_agree() -> None:
    assert judge("X009", "diamonds").outcome == "passed"
    assert judge("X009", "diamonds", strip("hs_codes")).outcome == "not_decidable"
    assert judge("X009", "diamonds", edit("tr", hs_codes=["710239"])).severities == ["block"]
    assert judge("X009", "diamonds", edit("tr", hs_codes=["710210", "710231"])).outcome == "passed"
    both = all_of(edit("kp", hs_codes=["710210", "710231"]), edit("tr", hs_codes=["710231", "710239"]))
    assert judge("X009", "diamonds", both).severities == ["review"]
    weak = shaky("hs_codes", ["710281"], 0.7)
    assert judge("X009", "diamonds", edit("tr", hs_codes=weak)).codes == ["uncertain-field"]


def test_kimberley_codes() -> None:
    assert judge("W012", "diamonds").outcome == "passed"
    assert judge("W012", "tin").outcome == "not_applicable"
    assert judge("W012", "diamonds", strip("hs_codes")).outcome == "not_decidable"
    every = all_of(everywhere(hs_codes=["710239"]), lines("inv"))
    assert judge("W012", "diamonds", every).codes + judge("X009-goods", "diamonds", every).codes == ["hs-code-mismatch"]


def test_codes_fit_goods() -> None:
    assert judge("X009-goods", "tin").outcome == "passed"
    assert judge("X009-goods", "tin", strip("hs_codes")).outcome == "not_decidable"
    assert judge("X009-goods", "tin", strip("mineral")).outcome == "not_decidable"
    every = all_of(everywhere(hs_codes=["260300"]), lines("inv"))
    assert judge("X009-goods", "tin", every).severities == ["block"]
    unknown = all_of(everywhere(hs_codes=["999999"]), lines("inv"))
    assert judge("X009-goods", "tin", unknown).severities == ["review"]


def test_commodity() -> None:
    assert judge("X009-mineral", "tin").outcome == "passed"
    assert judge("X009-mineral", "tin", strip("mineral")).outcome == "not_decidable"
    assert judge("X009-mineral", "tin", edit("assay", mineral="coltan")).severities == ["block"]
    assert judge("X009-mineral", "tin", edit("assay", mineral="tin")).outcome == "passed"
    assert judge("X009-mineral", "tin", edit("assay", mineral="stone")).severities == ["review"]


def test_a_description_of_other_goods() -> None:
    other = edit("assay", goods_description="Copper cathodes, grade A")
    assert judge("X009-mineral", "tin", other).codes == ["mineral-mismatch"]
    same = edit("assay", goods_description="Concentré de cassitérite en fûts")
    assert judge("X009-mineral", "tin", same).outcome == "passed"


def test_wider_names_of_a_stone_do_not_contradict_it() -> None:
    stones = all_of(everywhere(mineral="sapphires", goods_description="Blue sapphires"), lines("inv"))
    wider = edit("assay", mineral="coloured gemstones", goods_description="Precious stones, unworked")
    assert judge("X009-mineral", "tin", all_of(stones, wider)).outcome == "passed"
    named = edit("assay", mineral="corundum", goods_description="Corundum")
    assert judge("X009-mineral", "tin", all_of(stones, named)).outcome == "passed"
    other = edit("assay", mineral="tourmaline", goods_description="Tourmaline")
    assert judge("X009-mineral", "tin", all_of(stones, other)).severities == ["block"]


def test_codes_of_stones() -> None:
    named = everywhere(mineral="coloured gemstones")
    one = edit("inv", mineral="sapphires", goods_description="Sapphires")  # the narrower name is that of the lot
    rough = all_of(named, one, everywhere(hs_codes=["710310"]), lines("inv"))
    assert judge("X009-goods", "tin", rough).outcome == "passed"
    worked = all_of(named, one, everywhere(hs_codes=["710391"]), lines("inv"))
    assert judge("X009-goods", "tin", worked).outcome == "passed"
    others = all_of(named, one, everywhere(hs_codes=["710399"]), lines("inv"))
    assert judge("X009-goods", "tin", others).severities == ["review"]
    tin = all_of(named, one, everywhere(hs_codes=["260900"]), lines("inv"))
    assert judge("X009-goods", "tin", tin).severities == ["block"]
