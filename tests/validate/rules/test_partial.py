"""Readings in part: what one paper bears of another's name, number or seals is no mismatch, and blocks nothing."""

from __future__ import annotations

import pytest

from tests.validate.papers import Change, all_of, edit, everywhere, further, say, shaky
from tests.validate.rules.judging import alone

LONG = "Andaman Smelting Advanced Materials Public Company Limited"
SHORT = "Andaman Smelting Advanced"


def shaky_seals(*numbers: str) -> Change:
    """Other seals on the packing list, read with some doubt."""
    return edit("pl", seal_numbers=shaky("seal_numbers", list(numbers), 0.82))


IN_PART = all_of(everywhere(importer_name=LONG), edit("inv", importer_name=SHORT))


@pytest.mark.parametrize(
    ("rule", "lot", "change", "severities"),
    [
        ("X002", "tin", all_of(IN_PART, say("inv", SHORT, "Materials Public Company Limited")), []),
        ("X002", "tin", all_of(IN_PART, say("inv", SHORT)), ["review"]),
        ("X002", "tin", edit("pl", importer_name="Perai Malaysia Perai Smelting Sdn. Bhd."), []),
        ("X002", "tin", edit("pl", importer_name="New Perai Smelting Sdn. Bhd."), ["review"]),
        ("X002", "tin", edit("pl", importer_name="Alpha Trading DMCC"), ["block"]),
        ("X013", "tin", all_of(edit("inv", document_number="67100"), say("inv", "Order 67100", "INV-2686")), []),
        ("X013", "tin", all_of(edit("inv", document_number="67100"), say("inv", "Order 67100")), ["review"]),
        ("X017", "gold", edit("pl", seal_numbers=["709352", "UL753947"]), []),
        ("X017", "gold", edit("pl", seal_numbers=["BV709352", "947"]), []),
        ("X017", "gold", edit("pl", seal_numbers=["BV709352"]), ["review"]),
        ("X017", "gold", edit("pl", seal_numbers=["BV709352", "UL999111"]), ["block"]),
        ("X017", "gold", shaky_seals("BV709352", "UL753974"), ["block"]),
        ("X017", "gold", shaky_seals("BV709352", "MZ118840"), ["review"]),
    ],
)
def test_in_part(rule: str, lot: str, change: Change, severities: list[str]) -> None:
    assert alone(rule, lot, change).severities == severities


@pytest.mark.parametrize(
    ("criterion", "outcome"),
    [("(see overleaf) / WO", "passed"), ("(see overleaf) /", "not_decidable"), ("see overleaf", "not_decidable")],
)
def test_a_forms_own_note_is_no_criterion(criterion: str, outcome: str) -> None:
    change = all_of(edit("coo", form="AfCFTA"), further("coo", origin_criterion=criterion))
    assert alone("W042", "gold", change).outcome == outcome


def test_a_number_that_no_scan_shows_is_not_missing() -> None:
    unseen = all_of(edit("inv", document_number=None), say("inv", "INVOICE", "Total", digital=False))
    assert "missing-field" not in [f.code for f in alone("W-fields", "gold", unseen).findings if f.severity != "info"]


def test_two_weak_readings_of_one_day_bear_each_other_out() -> None:
    late = shaky("shipment_date", "2026-08-06", 0.81)
    expired = all_of(edit("tr", shipment_date=late, issue_date=None))
    assert alone("W051", "gold", expired).codes == ["uncertain-field"]
    twice = all_of(edit("tr", shipment_date=late, issue_date=shaky("issue_date", "2026-08-06", 0.88)))
    assert alone("W051", "gold", twice).codes == ["licence-not-valid"]
