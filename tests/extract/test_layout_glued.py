"""Words that are a label and its value without the space between them."""

from __future__ import annotations

import pytest

from extract.layout import lay_out
from extract.layout_glued import with_words_parted
from tests.extract.paper import page_of


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("date08-May-2026", ["date", "08-May-2026"]),
        ("Fecha:21/04/2026", ["Fecha:", "21/04/2026"]),
        ("Data2026-04-21", ["Data", "2026-04-21"]),
        ("precinto:MSKU", ["precinto:", "MSKU"]),
        ("total:US$", ["total:", "US$"]),
    ],
)
def test_a_label_and_the_value_run_together_with_it_are_two_words(glued: str, parts: list[str]) -> None:
    page = with_words_parted(page_of([(100.0, [(60.0, glued)]), (130.0, [(60.0, "Lot L-12")])]))
    assert [word.text for word in page.words] == [*parts, "Lot", "L-12"]
    left, right = page.words[:2]
    assert left.box.x1 == right.box.x0
    assert left.box.x0 < left.box.x1 < right.box.x1
    assert lay_out(page).segments[0].text == " ".join(parts)


@pytest.mark.parametrize(
    "word", ["SML.2026/118", "https://mine.example/7", "ABC08-05-2026", "h2026-04-21", "LC26-4103", "MgO:SiO2"]
)
def test_codes_addresses_and_words_are_left_whole(word: str) -> None:
    page = page_of([(100.0, [(60.0, word)])])
    assert with_words_parted(page) is page


def column(edge: float, word: str = "CertificateBR") -> list[str]:
    """The words of a page, `word` among labels at 60 points whose values begin at `edge`."""
    rows = [(100.0 + 20 * at, [(60.0, "Issued on"), (edge, "02/11/2026")]) for at in range(4)]
    page = page_of([(80.0, [(60.0, f"Number / {word} 052873")]), *rows])
    return [one.text for one in with_words_parted(page).words[:5]]


def test_a_label_that_runs_into_the_column_of_values_ends_there() -> None:
    assert column(165.0) == ["Number", "/", "Certificate", "BR", "052873"]


@pytest.mark.parametrize(
    ("word", "edge", "parts"),
    [
        ("ConsignorDalira", 152.0, ["Consignor", "Dalira"]),
        ("AddressMcCall", 142.0, ["Address", "McCall"]),
        ("address)Dalira", 146.0, ["address)", "Dalira"]),
        ("packages25", 147.0, ["packages", "25"]),
    ],
)
def test_so_does_one_whose_value_is_a_name_or_a_figure(word: str, edge: float, parts: list[str]) -> None:
    assert column(edge, word)[2:4] == parts


def test_elsewhere_a_word_with_capitals_at_its_end_is_one() -> None:
    assert column(200.0)[2] == "CertificateBR"
    assert column(200.0, "ConsignorDalira")[2] == "ConsignorDalira"


def test_words_that_only_happen_to_begin_at_one_edge_are_no_column() -> None:
    labels = [(100.0 + 20 * at, [(60.0, "Fact of it"), (200.0, "02/11/2026")]) for at in range(5)]
    page = page_of([*labels, (300.0, [(60.0, "MineLedger 3")])])  # "Ledger" stands under "of"
    assert with_words_parted(page) is page


def test_the_labels_own_column_is_not_the_values() -> None:
    labels = [(100.0 + 20 * at, [(60.0, "Emitido"), (200.0, "02/11/2026")]) for at in range(5)]
    page = page_of([*labels, (300.0, [(52.0, "MineLedger 3", 7.0)])])  # "Ledger" begins at 66 points
    assert with_words_parted(page) is page
