"""Certificates used twice, documents altered: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

from tests.validate.papers import all_of, checked, diamonds, edit, everywhere, outcome, shaky
from tests.validate.rules.judging import judge, strip
from tests.validate.test_check import joined


def test_certificate_once() -> None:
    assert judge("L001", "diamonds").outcome == "passed"
    assert judge("L001", "gold").outcome == "not_applicable"
    unread = all_of(strip("certificate_number"), edit("kp", document_number=None))
    assert judge("L001", "diamonds", unread).outcome == "not_decidable"


def test_a_wrong_quotation_is_no_second_use() -> None:
    second = edit("inv", certificate_number="LS 024780")(diamonds(2, "LS 024799"))
    lots = checked(joined(diamonds(1), second))
    assert [outcome(lot, "L001") for lot in lots] == ["passed", "passed"]
    assert outcome(lots[1], "X013") == "failed"


def test_a_weakly_read_number_is_uncertain() -> None:
    weak = all_of(edit("kp", document_number=shaky("document_number", "LS 024780", 0.6)), everywhere())
    lots = checked(joined(diamonds(1), weak(diamonds(2))))
    assert any(f.code == "uncertain-field" for f in lots[0].findings if f.rule == "L001")


def test_one_content() -> None:
    assert judge("X029", "diamonds").outcome == "not_applicable"
    whole = diamonds()
    twin = whole.documents[0].model_copy(update={"id": "d98"})
    (same,) = checked(whole.model_copy(update={"documents": (*whole.documents, twin)}))
    assert outcome(same, "X029") == "passed"
    other = edit("kp", value=("USD", "1.00"))(whole).documents[0].model_copy(update={"id": "d98"})
    (altered,) = checked(whole.model_copy(update={"documents": (*whole.documents, other)}))
    assert outcome(altered, "X029") == "failed"


def test_a_number_that_was_read_weakly_makes_no_altered_document() -> None:
    whole = diamonds()
    other = edit("kp", value=("USD", "1.00"), document_number=shaky("document_number", "LS 024780", 0.8))(whole)
    twin = other.documents[0].model_copy(update={"id": "d98"})
    (lot,) = checked(whole.model_copy(update={"documents": (*whole.documents, twin)}))
    assert {f.code for f in lot.findings if f.rule == "X029"} == {"uncertain-field"}
