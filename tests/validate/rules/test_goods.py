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
