"""Packages within packages: the parcels that goods are in count, not the box that a carrier handles."""

from __future__ import annotations

import pytest

from extract.candidates_packed import outer_counts
from extract.read import extract
from tests.extract.sheet import Sheet


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        ("6 parcels in one steel case", [1]),
        ("9 bars within 2 sealed wooden boxes", [2]),
        ("96 big bags sur 48 palettes", [48]),
        ("trente (30) sacs dans un conteneur", [1]),
        ("40 sacos em dois contentores", [2]),
        ("18 tambores en un contenedor", [1]),
        ("5 (five) parcels in 1 (one) box", [1]),
        ("20 drums in 20 crates", []),
        ("88.10 carats in 4 parcels", []),
        ("4 parcels in transit to one of the bonded stores", []),
    ],
)
def test_what_others_are_in_is_counted_apart(text: str, outer: list[int]) -> None:
    assert list(outer_counts(text)) == outer


def waybill(nature: str) -> Sheet:
    sheet = Sheet().text(220, 40, "AIR WAYBILL", 16).text(50, 80, "Shipper").text(50, 94, "Orapa Tenders Ltd")
    sheet.text(50, 300, "No. of Pieces", 7).text(150, 300, "Gross Weight", 7).text(300, 300, "Nature of Goods", 7)
    return sheet.text(50, 314, "1").text(150, 314, "1.30 K").text(300, 314, "ROUGH DIAMONDS").text(300, 328, nature)


@pytest.mark.parametrize("nature", ["77.20 CTS IN 5 PARCELS", "5 PARCELS IN ONE METAL CASE", "77.20 CARATS, 5 PARCELS"])
def test_parcels_go_before_the_pieces_of_a_carrier(nature: str) -> None:
    (document,) = extract([waybill(nature).page()])
    assert document.fields["parcel_count"].value == 5


def test_pieces_count_where_no_parcels_are_told() -> None:
    (document,) = extract([waybill("DIMS 20X20X10").page()])
    assert document.fields["parcel_count"].value == 1
