"""Exporter and importer: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

from tests.validate.papers import all_of, edit, shaky
from tests.validate.rules.judging import judge, strip


def test_another_firm_blocks() -> None:
    said = judge("X001", "diamonds", edit("inv", exporter_name="Alpha Trading DMCC"))
    assert (said.codes, said.severities) == (["party-mismatch"], ["block"])
    assert judge("X002", "diamonds", edit("tr", importer_name="Kempen Stones NV")).severities == ["block"]


def test_the_same_firm_written_otherwise_passes() -> None:
    assert judge("X001", "diamonds").outcome == "passed"
    assert judge("X002", "tin", edit("inv", importer_name="PERAI SMELTING SDN BHD")).outcome == "passed"


def test_nobody_named_decides_nothing() -> None:
    assert judge("X001", "diamonds", strip("exporter_name")).outcome == "not_decidable"
    change = all_of(strip("importer_name"), edit("tr", importer_name="To order"))
    assert judge("X002", "diamonds", change).outcome == "not_decidable"


def test_another_legal_form_calls_a_reviewer() -> None:
    said = judge("X002", "diamonds", edit("inv", importer_name="Zuiderdok Rough NV"))
    assert (said.codes, said.severities) == (["party-mismatch"], ["review"])


def test_a_declaration_by_another_calls_a_reviewer() -> None:
    other = edit("decl", exporter_name="Musanze Cooperative Union")
    doubted = judge("X001", "tin", other)
    assert (doubted.codes, doubted.severities) == (["uncertain-field"], ["info"])
    printed = edit("decl", exporter_name=shaky("exporter_name", "Musanze Cooperative Union", 0.995))
    said = judge("X001", "tin", printed)
    assert (said.codes, said.severities) == (["party-mismatch"], ["review"])


def test_the_buyer_in_the_sellers_place_was_read_from_the_wrong_box() -> None:
    crossed = edit("pl", exporter_name="Perai Smelting Sdn. Bhd.")
    assert judge("X001", "tin", crossed).codes == ["uncertain-field"]


def test_half_a_name_is_half_read() -> None:
    said = judge("X001", "diamonds", edit("kp", exporter_name="Khubelu"))
    assert said.codes == ["uncertain-field"]


def test_a_badly_read_name_is_uncertain() -> None:
    misread = shaky("exporter_name", "Khuhelu Kimherlite Salcs (Pty) Ltd", 0.7)
    assert judge("X001", "diamonds", edit("pl", exporter_name=misread)).codes == ["uncertain-field"]
