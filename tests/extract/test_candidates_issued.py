"""Where and when a licence was made out, and from when it holds, as its sentences say it."""

from __future__ import annotations

import pytest

from extract.candidates_issued import is_place_and_day
from tests.extract.sheet import Sheet
from tests.extract.trade import values


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("Bouar, le 4 mai 2026", True),
        ("Kitwe on 4 May 2026", True),
        ("Lubango, aos 4 de Maio de 2026", True),
        ("Potosí, 04/05/2026", True),
        ("Kelo Ltd, Plot 4 May Street", False),
        ("Kelo Ltd\nKitwe, 4 May 2026", False),
        ("Comptoir Kelo SARL, 12 avenue du 30 Juin", False),
        ("4 May 2026", False),
    ],
)
def test_a_place_and_a_day_name_no_company(text: str, placed: bool) -> None:
    assert is_place_and_day(text) is placed


def test_made_out_at_a_place_is_not_granted_to_it() -> None:
    sheet = Sheet().text(150, 40, "LICENCE D'EXPORTATION", 16).text(60, 80, "N° LE/BG/2026/0418")
    sheet.text(60, 100, "Délivrée à Bouar, le 4 mai 2026").lines(
        60,
        130,
        "La Direction des Mines autorise la société Comptoir Kelo-Est SARL, 18 avenue Boganda, Bouar,",
        "à exporter vers la Belgique 3 200,00 carats de diamants bruts.",
    )
    found = values(sheet)
    assert (found["issue_date"], found["exporter_name"]) == ("2026-05-04", "Comptoir Kelo-Est SARL")


@pytest.mark.parametrize(
    ("title", "number", "sentence"),
    [
        ("EXPORT LICENCE", "Licence No. EL/26/118", "2. This licence takes effect on 1st March 2026."),
        ("EXPORT PERMIT", "Permit No. EP/26/118", "The permit shall be in force from 1 March 2026."),
        ("LICENCE D'EXPORTATION", "N° LE/26/118", "La présente licence prend effet le 1er mars 2026."),
        ("LICENÇA DE EXPORTAÇÃO", "N.º LE/26/118", "A presente licença vigora a partir de 1 de março de 2026."),
        ("LICENCIA DE EXPORTACIÓN", "N.º LX/26/118", "La presente licencia rige desde el 1 de marzo de 2026."),
    ],
)
def test_the_day_from_which_a_licence_holds_stands_for_its_day(title: str, number: str, sentence: str) -> None:
    sheet = Sheet().text(150, 40, title, 16).text(60, 80, number).text(60, 120, sentence)
    assert values(sheet)["issue_date"] == "2026-03-01"
