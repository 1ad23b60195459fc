"""Seals as the sentences and remarks of papers tell of them, and counts of things that are no seals."""

from __future__ import annotations

import pytest

from tests.extract.sheet import Sheet
from tests.extract.trade import values


@pytest.mark.parametrize(
    ("title", "remark"),
    [
        ("CERTIFICATE OF WEIGHT AND ANALYSIS", "Seal applied after sampling: GMD 50177"),
        ("CERTIFICATE OF WEIGHT AND ANALYSIS", "Seals affixed by the inspector: GMD 50177"),
        ("BULLETIN D'ANALYSE", "Scellé apposé après prélèvement : GMD 50177"),
        ("CERTIFICADO DE ANÁLISE", "Selo aposto após a pesagem: GMD 50177"),
        ("CERTIFICADO DE ANÁLISIS", "Precinto colocado tras el muestreo: GMD 50177"),
    ],
)
def test_when_and_by_whom_seals_were_set_is_part_of_their_label(title: str, remark: str) -> None:
    sheet = Sheet().text(150, 40, title, 16).text(60, 90, "Net weight: 9 400 kg").text(60, 200, remark)
    assert values(sheet)["seal_numbers"] == ("GMD 50177",)


@pytest.mark.parametrize("goods", ["1 sealed box, 3 bars", "1 sealed case, 12 ingots of gold"])
def test_things_counted_behind_a_sealed_box_are_no_seals(goods: str) -> None:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(60, 90, "Ref. No. SC/26/118")
    sheet.box(60, 150, 300, 260).text(64, 153, "5. Marks and numbers; description of goods", 8)
    sheet.lines(64, 168, "KRV-D-26", goods, "Gold doré, unwrought")
    assert "seal_numbers" not in values(sheet)
