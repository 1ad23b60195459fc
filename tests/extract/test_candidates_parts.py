"""Weights by lot in running text, and the whole that they add up to."""

from __future__ import annotations

from extract.model import Document
from extract.read import extract
from tests.extract.sheet import Sheet


def paper(*lines: str) -> Document:
    sheet = Sheet().text(200, 40, "PACKING LIST", 16).lines(60, 90, "No.: QX-12", "Date: 6 April 2026")
    return extract([sheet.lines(60, 140, *lines).page()])[0]


def test_the_whole_stands_and_not_its_parts() -> None:
    fields = paper(
        "We loaded 7 drums, net weight 1,400 kg, and 5 drums, net weight 1,000 kg.",
        "Altogether 12 drums of tin ore, net weight 2,400 kg.",
    ).fields
    assert fields["net_weight"].value == "2400"
    assert fields["parcel_count"].value == 12


def test_weights_that_do_not_add_up_are_no_parts() -> None:
    fields = paper(
        "We loaded 7 drums, net weight 1,400 kg, and 5 drums, net weight 1,000 kg.",
        "Altogether 12 drums of tin ore, net weight 2,450 kg.",
    ).fields
    found = fields.get("net_weight")
    assert found is None or found.status != "read" or found.confidence < 0.9
