"""Reports of laboratories and valuers that are told in sentences."""

from __future__ import annotations

import pytest

from extract.model import Document
from extract.read import extract_file
from extract.values import Context, split_party
from tests.extract.sheet import Sheet


def read(sheet: Sheet) -> Document:
    (document,) = extract_file([sheet.page()])
    return document


def values(document: Document) -> dict[str, object]:
    return {name: field.value for name, field in document.fields.items()}


def report(*lines: str) -> dict[str, object]:
    form = Sheet().text(150, 30, "Aldeia Assayers Ltd", 14).text(150, 70, "ASSAY REPORT ASX 26/2714", 14)
    form.text(50, 100, "Kampala, 6 March 2026")
    return values(read(form.lines(50, 130, *lines)))


def test_who_asked_for_it_what_it_is_of_and_its_own_day() -> None:
    found = report(
        "On the instructions of Bwamba Tungsten Ltd, Plot 17, Sixth Street, Kampala, Uganda, we sampled on 5 March",
        "2026 a parcel of wolframite concentrate in 24 bags, described to us as lot BTE-W-0226.",
    )
    assert (found["document_number"], found["issue_date"]) == ("ASX 26/2714", "2026-03-06")
    assert (found["exporter_name"], found["lot_number"]) == ("Bwamba Tungsten Ltd", "BTE-W-0226")
    assert found["exporter_address"] == "Plot 17, Sixth Street, Kampala, Uganda"


def test_facts_behind_an_address_are_not_part_of_it() -> None:
    found = report(
        "Presented by Oranje Marine Diamonds (Pty) Ltd, 14 Hafen Street, Lüderitz, Namibia. Presented: rough diamonds",
        "of sale OMD-S5-26, invoice OMD/26/0331, mined in Namibia.",
    )
    assert found["exporter_address"] == "14 Hafen Street, Lüderitz, Namibia"
    assert (found["invoice_number"], found["country_of_origin"]) == ("OMD/26/0331", "NA")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The balance was verified on 2 January 2026.", None),
        ("Les lots ont été pesés le 3 janvier 2026.", None),
        ("This report was issued on 2 January 2026.", "2026-01-02"),
    ],
)
def test_the_day_of_another_event_is_not_the_papers(sentence: str, wanted: str | None) -> None:
    form = (
        Sheet().text(150, 70, "ASSAY REPORT", 14).lines(50, 130, "The lot was weighed on a platform scale.", sentence)
    )
    assert values(read(form)).get("issue_date") == wanted


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        (". Presented: rough stones", "Via Roma 12, 52100 Arezzo, Italy"),
        (", for refining in Italy", "Via Roma 12, 52100 Arezzo, Italy"),
        (", Bldg 4", "Via Roma 12, 52100 Arezzo, Italy, Bldg 4"),
        ("", "Via Roma 12, 52100 Arezzo, Italy"),
    ],
)
def test_an_address_ends_with_its_country_where_a_sentence_goes_on(behind: str, kept: str) -> None:
    block = split_party([f"Oro Fino S.p.A., Via Roma 12, 52100 Arezzo, Italy{behind}"], Context())
    assert block is not None
    assert block.address == kept


def test_the_element_that_the_goods_are_named_for_is_the_grade_among_others() -> None:
    form = (
        Sheet()
        .text(150, 70, "BULLETIN D'ANALYSE", 14)
        .text(60, 110, "Échantillon")
        .text(200, 110, "hydroxyde de cobalt")
    )
    for row, cells in enumerate(
        (("Élément", "Teneur", "Unité"), ("Cobalt (Co)", "29,91", "%"), ("Cuivre (Cu)", "1,38", "%"))
    ):
        for column, cell in enumerate(cells):
            form.text(60 + 130 * column, 150 + 20 * row, cell)
    field = read(form).fields["grade"]
    assert (str(field.value), field.status) == ("29.91", "read")
