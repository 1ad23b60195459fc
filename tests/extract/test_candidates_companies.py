"""Whose paper it is and whom the goods go to, where no label says so; which number is the paper's own."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet

SENDER = ("Imaragahinda Minerals Ltd", "KN 84 Street, Muhima, Nyarugenge, Kigali, Rwanda")
BUYER = ("Kinta Bara Smelting Sdn Bhd", "Lot 27, Jalan Bijih Timah, 31500 Lahat, Perak, Malaysia")


def with_table(sheet: Sheet, y: float) -> Sheet:
    rows = (("Bag", "Gross kg", "Net kg"), ("1", "1,021.3", "1,018.5"), ("2", "1,030.8", "1,028.0"))
    for number, row in enumerate(rows):
        for x, cell in zip((60, 160, 260), row, strict=True):
            sheet.text(x, y + 16 * number, cell)
    return sheet


def values(sheet: Sheet) -> dict[str, object]:
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


def in_sentence(sheet: Sheet) -> Sheet:
    sheet.lines(60, 150, f"Se remite a: {BUYER[0]},", BUYER[1] + ".")
    return sheet


def in_brackets(sheet: Sheet) -> Sheet:
    return sheet.lines(60, 150, f"The bags below go forward to {BUYER[0]}", f"({BUYER[1]}) under the usual terms.")


def in_block(sheet: Sheet) -> Sheet:
    return sheet.lines(60, 150, BUYER[0], *BUYER[1].split(", ", 2)[:2], "31500 Lahat, Perak, Malaysia")


@pytest.mark.parametrize("placed", [in_sentence, in_brackets, in_block])
@pytest.mark.parametrize("joint", [" · ", " | ", ", "])
def test_sender_on_one_line_and_the_only_other_company(placed: object, joint: str) -> None:
    sheet = Sheet().text(60, 40, joint.join(SENDER)).text(60, 100, "PACKING LIST", 16).text(60, 122, "No. PL-318")
    assert callable(placed)
    found = values(with_table(placed(sheet), 250))
    assert found["exporter_name"] == SENDER[0]
    assert found["exporter_address"] == SENDER[1]
    assert found["importer_name"] == BUYER[0]
    assert str(found["importer_address"]).startswith("Lot 27")


def test_company_in_the_foot_is_the_sender_of_an_invoice_addressed_at_its_head() -> None:
    sheet = Sheet().lines(60, 40, "Affinerie du Canal SRL", "Quai des Péniches 112", "1080 Bruxelles", "Belgique")
    sheet.text(350, 60, "Facture", 16).text(350, 82, "n° F-2026/0188").text(350, 96, "du 20 avril 2026")
    sheet.text(60, 160, "Or en lingots, issu du recyclage").text(60, 180, "Net à payer : 1 117 244,76 EUR")
    sheet.text(60, 800, "Comptoir Teranga Affinage SA – 38, rue du Port, Dakar, Sénégal – RC SN-DKR-2019-B-4471", 7)
    found = values(sheet)
    assert found["exporter_name"] == "Comptoir Teranga Affinage SA"
    assert found["importer_name"] == "Affinerie du Canal SRL"


def test_banks_and_laboratories_are_no_party() -> None:
    sheet = Sheet().text(60, 40, ", ".join(SENDER)).text(60, 100, "PACKING LIST", 16).text(60, 122, "No. PL-318")
    sheet.text(60, 150, "Sampled by Ndar Survey & Assay Ltd, 4 Quay Street, Dakar, Senegal.")
    assert "importer_name" not in values(with_table(sheet, 250))


@pytest.mark.parametrize(
    ("own", "theirs"), [("N/Ref.", "S/Ref."), ("N/Réf.", "V/Réf."), ("Our ref.", "Y/Ref."), ("N/Ref.", "V/Ref.")]
)
def test_writers_reference_stands_back_behind_the_papers_number(own: str, theirs: str) -> None:
    sheet = Sheet().lines(60, 40, *SENDER).text(60, 100, "COMMERCIAL INVOICE", 16)
    for number, (label, value) in enumerate(((theirs, "EK-7712"), (own, "JN/cm/118"), ("Invoice No.", "000318"))):
        sheet.text(350, 40 + 16 * number, label).text(430, 40 + 16 * number, value)
    found = values(sheet.text(60, 200, "Total amount: USD 382,744.80"))
    assert found["document_number"] == "000318"
