"""Bodies whose name goes on in the next line."""

from __future__ import annotations

import pytest

from tests.extract.sheet import Sheet
from tests.extract.trade import values


def endorsed(first: str, second: str) -> object:
    """The body that an endorsement names at the end of one line and the beginning of the next, its day under it."""
    sheet = Sheet().text(150, 30, "MOVEMENT CERTIFICATE EUR.1", 14).box(40, 90, 300, 180).text(60, 100, "Exporter", 7)
    sheet.lines(60, 110, "Salar Norte Litio SpA", "Antofagasta").box(40, 400, 300, 480)
    sheet.text(50, 405, "11. CUSTOMS ENDORSEMENT", 7).text(50, 418, f"Declaration certified. {first}")
    return values(sheet.lines(50, 431, second, "Antofagasta, 24/07/2026")).get("issuing_authority")


@pytest.mark.parametrize(
    ("first", "second", "body"),
    [
        ("Autoridad: Servicio", "Nacional de Aduanas", "Servicio Nacional de Aduanas"),
        ("Autorité : Direction", "Générale des Douanes", "Direction Générale des Douanes"),
        ("Authority: Department", "of Customs and Excise", "Department of Customs and Excise"),
    ],
)
def test_a_body_of_one_word_goes_on_in_the_next_line(first: str, second: str, body: str) -> None:
    assert endorsed(first, second) == body


def test_customs_are_a_body_in_one_word() -> None:
    assert endorsed("Authority: Customs", "Antofagasta") == "Customs"
