"""Lines that name what is done, and no body that does it."""

from __future__ import annotations

import pytest

from extract.bodies import is_act, names_paper
from tests.extract.sheet import Sheet
from tests.extract.trade import values


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Analysis, dry basis", True),
        ("Inspection details", True),
        ("Assay Office of the Copper Province", False),
        ("Analyse et Contrôle, Laboratoire Kéops", False),
        ("Geological Survey", False),
    ],
)
def test_an_act_is_no_body(text: str, is_one: bool) -> None:
    assert is_act(text) is is_one


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("Declaration of diamond origin (Article 3p)", True),
        ("Exporter's declaration on the goods", True),
        ("Demande d'autorisation d'exportation", True),
        ("Factura n.º 118", True),
        ("Rough diamonds, unsorted", False),
        ("Certified reference material", False),
        ("Reporting samples of ore", False),
    ],
)
def test_what_begins_as_the_name_of_a_paper_is_one(text: str, paper: bool) -> None:
    assert names_paper(text) is paper


def test_the_subject_of_a_letter_that_names_the_letter_is_no_description_of_goods() -> None:
    sheet = Sheet().text(60, 60, "Ravina Gems Ltd").text(60, 110, "Subject: Declaration of diamond origin (Article 3p)")
    sheet.text(60, 140, "We, the undersigned exporter, declare that the goods below were not mined in Russia.")
    for y, label, value in ((170, "Goods", "Rough diamonds, natural, unsorted"), (190, "Weight", "1,204.55 carats")):
        sheet.text(60, y, label).text(200, y, value)
    assert values(sheet)["goods_description"] == "Rough diamonds, natural, unsorted"
