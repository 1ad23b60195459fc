"""A paper's title on one line with the name of whom it is of, at the head of the page."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.titles import find_titles
from extract.titles_named import beside_name
from tests.extract.sheet import Sheet
from tests.extract.trade import values


def headed(text: str, day: str = "17 May 2026") -> Sheet:
    sheet = Sheet().text(60, 50, text).text(480, 50, day)
    sheet.lines(60, 80, "For: Ruhr Feinmetall GmbH", "Our invoice LG-0226", "Gross weight: 0.62 kg", step=20)
    for number, row in enumerate((("Parcel", "Contents", "Weight ct"), ("1", "Rough diamonds", "318.60"))):
        for x, cell in zip((60, 130, 330), row, strict=True):
            sheet.text(x, 170 + 20 * number, cell)
    return sheet


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Lunda Gems — Packing note PN 31/26", "PN 31/26"),
        ("Lunda Gems – Packing note No. 31/26", "31/26"),
        ("Packing list PL-031/26 | Lunda Gems Ltd", "PL-031/26"),
        ("Comptoir Lunda — Liste de colisage n° 31/26", "31/26"),
        ("Gemas Lunda, Lda. – Romaneio n.º 31/2026", "31/2026"),
        ("Gemas Lunda · Lista de empaque LE 31/26", "LE 31/26"),
    ],
)
def test_the_number_and_the_day_of_a_paper_whose_title_stands_beside_a_name(text: str, number: str) -> None:
    found = values(headed(text))
    assert found["document_number"] == number
    assert found["issue_date"] == "2026-05-17"


def test_such_a_title_is_the_papers_own_whatever_number_follows() -> None:
    hits = find_titles(headed("Lunda Gems — Packing note No. 31/26").layout())
    assert (hits[0].kind, hits[0].numbered) == (DocumentKind.PACKING_LIST, False)


@pytest.mark.parametrize(
    "text",
    [
        "Lunda Gems Ltd — Kitwe",
        "see also — Packing note 31/26",
        "Order 4 of May — Packing note 31/26",
        "Commercial invoice — Packing list",
        "Lunda Gems — Kitwe — Packing note 31/26",
        "Lunda Gems Ltd — for our packing list ask the warehouse",
    ],
)
def test_what_is_no_name_with_a_title(text: str) -> None:
    layout = Sheet().text(60, 50, text).layout()
    assert beside_name(layout, layout.segments[0]) is None


def test_lower_down_a_name_and_a_paper_are_no_title() -> None:
    layout = headed("Lunda Gems Ltd").text(60, 400, "Lunda Gems — Packing note PN 31/26").layout()
    assert all(beside_name(layout, segment) is None for segment in layout.segments)
