"""Labels that end in their answer, days behind numbers, papers that speak of themselves, what carries packages."""

from __future__ import annotations

import pytest

from extract.model import Document
from extract.read import extract_file
from tests.extract.sheet import Sheet


def invoice() -> Sheet:
    sheet = Sheet().text(200, 40, "COMMERCIAL INVOICE", 16).text(60, 80, "Exporter: Kalahari Gems (Pty) Ltd, Gaborone")
    return sheet.text(60, 96, "Importer: Harbour Stones BV, Antwerp, Belgium")


def read(*sheets: Sheet) -> Document:
    (document,) = extract_file([sheet.page(number=number) for number, sheet in enumerate(sheets, start=1)])
    return document


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("Country of origin of the goods Mixed", "mixed"),
        ("Country of origin of goods Botswana", "BW"),
        ("Country of origin of the goods", None),
    ],
)
def test_the_last_words_of_a_label_may_be_its_answer(line: str, country: str | None) -> None:
    sheet = invoice().box(60, 120, 400, 170).text(65, 125, line).text(65, 145, "Terms CIF Antwerp")
    told = read(sheet).fields.get("country_of_origin")
    assert (told.value if told is not None and told.confidence >= 0.9 else None) == country


@pytest.mark.parametrize("joint", ["dt.", "dtd", "dated", "of"])
def test_the_day_behind_a_number_is_the_papers(joint: str) -> None:
    sheet = invoice().box(60, 120, 300, 160).text(65, 125, "Invoice No. & Date")
    sheet.text(65, 140, f"KG/EXP/2031 {joint} 17-Mar-26")
    fields = read(sheet).fields
    assert (fields["document_number"].value, fields["issue_date"].value) == ("KG/EXP/2031", "2026-03-17")


def test_an_annex_that_names_its_own_certificate_quotes_none() -> None:
    first = Sheet().text(180, 40, "CERTIFICATE OF ANALYSIS", 16).text(60, 80, "Certificate no.: AN-26/0715")
    first.text(60, 100, "Client: Serra Lithium Ltd").text(60, 120, "Li2O 5.62 %")
    second = Sheet().text(60, 40, "Annex to certificate AN-26/0715").text(60, 60, "Sieve analysis")
    document = read(first, second)
    assert document.fields["document_number"].value == "AN-26/0715"
    assert "certificate_number" not in document.fields


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("4 x 20' containers STC", "36 bundles copper cathodes", 36),
        ("36 bundles copper cathodes", "in 4 x 20' containers", 36),
        ("4 x 20' containers", "copper ore in bulk", 4),
        ("12 pallets", "48 drums cobalt hydroxide", 48),
    ],
)
def test_packages_are_counted_and_not_what_carries_them(first: str, second: str, count: int) -> None:
    sheet = Sheet().text(200, 40, "BILL OF LADING", 16).text(60, 70, "Shipper: Kansanga Metals Ltd, Ndola, Zambia")
    sheet.box(200, 120, 420, 200).text(205, 125, "No. and kind of packages; description")
    sheet.text(205, 140, first).text(205, 155, second)
    assert read(sheet).fields["parcel_count"].value == count
