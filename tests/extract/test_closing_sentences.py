"""What the sentence under a table says: which weight is gross by the word behind it, the origin, and joint titles."""

from __future__ import annotations

import pytest

from extract.classify import classify
from extract.layout import lay_out
from extract.model import DocumentKind
from extract.read import extract_file
from tests.extract.sheet import Sheet


def values(*lines: str, title: str = "PACKING LIST") -> dict[str, object]:
    sheet = Sheet().text(60, 40, "Imaragahinda Minerals Ltd, 84 Quay Street, Kigali, Rwanda")
    sheet.text(60, 80, title, 16).text(60, 105, "No. PL-318").lines(60, 150, *lines)
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


@pytest.mark.parametrize(
    "lines",
    [
        ("Les 20 sacs, chargés ce jour, pèsent ensemble 20 366,3 kg bruts, soit,", "20 310,3 kg nets, au départ."),
        (
            "The load of 20 big bags, as weighed, was found to be 20,310.3 kg nett,",
            "against 20,366.3 kg gross at origin.",
        ),
        ("Os 20 volumes acima somam 20.366,3 kg brutos e, sem as embalagens,", "20.310,3 kg líquidos, na balança."),
    ],
)
def test_weights_are_told_by_the_word_behind_them(lines: tuple[str, ...]) -> None:
    found = values(*lines)
    assert found["gross_weight"] == "20366.3"
    assert found["net_weight"] == "20310.3"


def test_produce_of_a_country_is_its_origin() -> None:
    found = values("The 20 bags hold cassiterite concentrate, produce of Rwanda, as per our offer of May.")
    assert found["country_of_origin"] == "RW"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("WEIGHBRIDGE TICKET AND PACKING LIST", DocumentKind.PACKING_LIST),
        ("DISPATCH ADVICE", DocumentKind.PACKING_LIST),
        ("Bordereau d'expédition", DocumentKind.PACKING_LIST),
        ("WEIGHT NOTE AND PACKING LIST", DocumentKind.PACKING_LIST),
    ],
)
def test_titles_joined_and_of_dispatch(title: str, kind: DocumentKind) -> None:
    sheet = Sheet().text(60, 40, title, 16).lines(60, 120, "Kafue Bend Copper Refiners Limited", "Kitwe, Zambia")
    assert classify(lay_out(sheet.page())).kind is kind
