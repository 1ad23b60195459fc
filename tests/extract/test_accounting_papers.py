"""Invoices as accounting programs print them: parties told by their place, totals among nets and taxes, own numbers."""

from __future__ import annotations

import pytest

from extract.model import Document, Money
from extract.read import extract_file
from tests.extract.sheet import Sheet


def read(sheet: Sheet) -> Document:
    (document,) = extract_file([sheet.page()])
    return document


def values(sheet: Sheet) -> dict[str, object]:
    return {name: field.value for name, field in read(sheet).fields.items()}


def invoice(title: str = "Invoice INV/2026/0031") -> Sheet:
    """A sender without legal form at the head, an addressee in the window, a site at the foot."""
    sheet = Sheet().lines(40, 40, "Kasenda Stones", "14 Mill Street", "Fremont CA 94538", "United States")
    sheet.lines(340, 130, "Blue Quartz Buyers", "215 Vine Street", "Scranton PA 18503", "United States")
    sheet.text(40, 220, title, 16)
    return sheet.text(40, 800, "(870) 931-0505  office@example.com  http://www.kasenda-stones.com", 8)


def test_parties_without_label_or_form_are_told_by_their_blocks() -> None:
    found = values(invoice())
    assert found["exporter_name"] == "Kasenda Stones"
    assert str(found["exporter_address"]).startswith("14 Mill Street, Fremont CA 94538")
    assert found["importer_name"] == "Blue Quartz Buyers"
    assert str(found["importer_address"]).startswith("215 Vine Street")


def test_what_no_form_and_no_label_tells_is_never_sure() -> None:
    fields = read(invoice()).fields
    assert all(fields[name].confidence < 0.9 for name in ("exporter_name", "importer_name"))


def test_a_letterhead_printed_in_one_line() -> None:
    sheet = Sheet().text(60, 40, "Négoce Aurore SARL - 12 chemin du Lac - 84340 Malaucène - France", 8)
    sheet.text(60, 52, "+33 4 50 44 68 99 - http://www.negoceaurore.fr", 8).text(60, 100, "Facture FA-2026-0008", 16)
    found = values(sheet)
    assert found["exporter_name"] == "Négoce Aurore SARL"
    assert found["exporter_address"] == "12 chemin du Lac - 84340 Malaucène - France"
    assert found["document_number"] == "FA-2026-0008"


def test_a_firm_at_the_foot_wrote_what_the_head_addresses() -> None:
    sheet = Sheet().lines(380, 110, "ALEXANOR", "27 rue Henri Rolland", "69100 Villeurbanne")
    sheet.text(250, 190, "Facture n° 2026089083", 12).text(60, 210, "Date : 28/11/2026")
    sheet.text(150, 795, "PRESSOR", 8)
    sheet.text(150, 804, "Siège social : 16 rue Mollien - 92100 BOULOGNE – Tél : 01 71 17 61 67", 8)
    found = values(sheet)
    assert (found["exporter_name"], found["importer_name"]) == ("PRESSOR", "ALEXANOR")


def test_a_telephone_number_under_an_address_is_no_part_of_it() -> None:
    sheet = Sheet().text(60, 60, "INVOICE", 16).lines(60, 130, "Bill To:", "Margaret Small", "2558 Michael Mills")
    sheet.lines(60, 169, "East Steven, MI 89330", "990-302-1898")
    assert values(sheet)["importer_address"] == "2558 Michael Mills, East Steven, MI 89330"


def test_a_reference_is_not_the_number_of_a_paper_that_names_its_own() -> None:
    sheet = invoice()
    for x, label, value in ((40, "Invoice Date:", "03/20/2026"), (240, "Reference:", "CUSTREF123")):
        sheet.text(x, 260, label).text(x, 274, value)
    assert values(sheet)["document_number"] == "INV/2026/0031"


def test_the_number_of_a_form_is_a_fact_beside_the_paper_s_own() -> None:
    sheet = Sheet().text(60, 40, "MINERALS DIVISION LIMITED").text(200, 80, "MILL TEST CERTIFICATE (EN 10204 3.1)", 12)
    sheet.text(60, 110, "QUALITY CONTROL DEPARTMENT").text(60, 800, "Form No:9.007.F01", 8)
    document = read(sheet)
    assert "document_number" not in document.fields
    assert document.more["form_number"].value == "9.007.F01"
    assert document.fields["issuing_authority"].value == "MINERALS DIVISION LIMITED"


@pytest.mark.parametrize(
    ("label", "amount", "total"),
    [
        ("TOTAL AMOUNT DUE ON August 3, 2026", "$4,120.00", "4120.00"),
        ("Total for this invoice", "$4,120.00", "4120.00"),
        ("Somme à payer", "4 120,00 €", "4120.00"),
        ("Total com IVA", "4.120,00 €", "4120.00"),
        ("Total IVA incluido", "4.120,00 €", "4120.00"),
        ("Gesamtbetrag", "4.120,00 €", "4120.00"),
    ],
)
def test_what_a_total_is_called(label: str, amount: str, total: str) -> None:
    found = values(invoice().text(40, 300, label).text(420, 300, amount))["value"]
    assert isinstance(found, Money)
    assert f"{found.amount}" == total


def test_what_is_left_to_pay_is_not_the_total() -> None:
    sheet = invoice().text(40, 300, "Total TTC").text(420, 300, "671,15 €")
    found = values(sheet.text(40, 320, "Solde à payer").text(420, 320, "470,15 €"))["value"]
    assert isinstance(found, Money)
    assert f"{found.amount}" == "671.15"


def test_a_table_of_nets_and_taxes_is_no_part_of_the_lines() -> None:
    sheet = invoice("FACTURA 2026/338")
    rows = (
        (300, "CÓDIGO", "CONCEPTO", "CANTIDAD", "PRECIO", "IMPORTE"),
        (316, "SN01", "Concentrado de estaño", "8,200", "21.350,00", "175.070,00"),
        (360, "BASE IMPONIBLE", "% IVA", "CUOTA IVA", "TOTAL FACTURA"),
        (376, "175.070,00", "21,00", "36.764,70", "211.834,70 €"),
    )
    for y, *cells in rows:
        for x, cell in zip((40, 140, 280, 380, 480), cells, strict=False):
            sheet.text(x, y, cell)
    found = values(sheet)["value"]
    assert isinstance(found, Money)
    assert f"{found.amount} {found.currency}" == "211834.70 EUR"


def test_a_program_that_made_the_paper_has_no_certificate_of_the_goods() -> None:
    sheet = invoice("Fatura FT 2026/118").text(40, 780, "x7Qa-Processado por programa certificado n.º 0024/AT", 8)
    assert "certificate_number" not in values(sheet)


def test_the_addressee_at_the_top_of_a_firm_that_is_told_at_the_right() -> None:
    sheet = Sheet().text(40, 40, "TAX INVOICE", 18)
    sheet.lines(40, 80, "Meridian Traders", "Attention: Ruth Palmer", "Unit 6, Harbour Lane", "BRISTOL BS11 9DA")
    sheet.lines(400, 80, "Kivu Ridge Minerals Ltd", "KG 7 Avenue", "KIGALI", "RWANDA")
    found = values(sheet)
    assert (found["exporter_name"], found["importer_name"]) == ("Kivu Ridge Minerals Ltd", "Meridian Traders")


def test_a_name_with_a_word_of_streets_over_its_own_street() -> None:
    sheet = Sheet().text(60, 60, "FATURA", 16).lines(60, 130, "Cliente:", "Antwerp Facet House", "Hoveniersstraat 22")
    sheet.text(60, 169, "2018 Antwerpen, Bélgica")
    assert values(sheet)["importer_name"] == "Antwerp Facet House"
