"""Shapes of numbers: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

import pytest

from tests.validate.papers import Change, all_of, edit, everywhere, shaky
from tests.validate.rules.judging import judge, strip


def renumbered(number: str) -> Change:
    return all_of(edit("kp", document_number=number), everywhere(certificate_number=number))


@pytest.mark.parametrize(
    "number",
    ["LS 024780", "LS-024780", "EU 01234567", "EU01234567", "US 12345", "ZW 000114", "AO/KP/050326", "EU O1234567"],
)
def test_numbers_of_the_right_shape(number: str) -> None:
    assert judge("W003", "diamonds", renumbered(number)).outcome == "passed"


@pytest.mark.parametrize("number", ["EU 0027666", "LS 02", "US 123", "024780", "LS X", "ZW 00114"])
def test_numbers_of_another_shape(number: str) -> None:
    assert judge("W003", "diamonds", renumbered(number)).codes == ["malformed-number"]


def test_kimberley_number_otherwise() -> None:
    assert judge("W003", "tin").outcome == "not_applicable"
    assert judge("W003", "diamonds", edit("kp", document_number=None)).outcome == "not_decidable"
    lost = edit("kp", document_number="024780")  # the other papers quote it with its letters
    assert judge("W003", "diamonds", lost).outcome == "passed"
    alone = all_of(strip("certificate_number"), edit("kp", document_number=shaky("document_number", "L5 O2", 0.7)))
    assert judge("W003", "diamonds", alone).codes == ["uncertain-field"]


def test_waybill_check_digit() -> None:
    assert judge("W063", "diamonds").outcome == "passed"
    assert judge("W063", "tin").outcome == "not_applicable"  # a bill of lading
    assert judge("W063", "diamonds", edit("tr", document_number="020-12345678")).codes == ["malformed-number"]
    weak = shaky("document_number", "020-12345678", 0.9)
    assert judge("W063", "diamonds", edit("tr", document_number=weak)).codes == ["uncertain-field"]


def test_community_prefix() -> None:
    assert judge("W022", "diamonds").outcome == "not_applicable"
    assert judge("W022", "diamonds", renumbered("EC 00991122")).severities == ["block"]
    old = all_of(renumbered("EC 00276664"), edit("kp", issue_date="2011-07-22"))
    assert judge("W022", "diamonds", old).outcome == "passed"
    undated = all_of(renumbered("EC 00276664"), edit("kp", issue_date=None))
    assert judge("W022", "diamonds", undated).outcome == "not_decidable"
