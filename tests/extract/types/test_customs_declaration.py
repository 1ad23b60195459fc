"""Customs declarations: typed without and with a title, boxes read, kept apart from papers of like names."""

from __future__ import annotations

import pytest

from extract.model import Document, DocumentKind, Money
from extract.read import extract
from tests.extract.sheet import Sheet

BOXES = {
    "en": {
        "title": "Single Administrative Document",
        "A Office of dispatch/export/destination": "Gaborone 104",
        "MRN": "26BW7195590990050E5",
        "Date of acceptance": "03/03/2026",
        "2 Consignor/Exporter": "Okwa Valley Diamonds (Pty) Ltd",
        "8 Consignee": "Scheldt Rough Trading BV",
        "14 Declarant/Representative": "Kgale Clearing Agents (Pty) Ltd",
        "15 Country of dispatch/export": "Botswana",
        "16 Country of origin": "Botswana",
        "17 Country of destination": "Belgium",
        "22 Currency and total amount invoiced": "USD 250,860.00",
        "33 Commodity code": "7102 31 00",
        "35 Gross mass (kg)": "2.390",
        "38 Net mass (kg)": "0.251",
        "41 Supplementary units (carats)": "1,254.30",
        "46 Statistical value": "BWP 3,386,610.00",
    },
    "fr": {
        "title": "Déclaration en douane",
        "N° d'enregistrement": "E 81193",
        "Date d'enregistrement": "3 mars 2026",
        "Expéditeur/Exportateur": "Kivu Étain SARL",
        "Destinataire": "Fonderie du Nord SA",
        "Déclarant/Représentant": "Transit Express SARL",
        "Pays d'expédition/d'exportation": "RDC",
        "Pays d'origine": "République démocratique du Congo",
        "Pays de destination": "Belgique",
        "Monnaie et montant total facturé": "USD 250 860,00",
        "Code des marchandises": "2609.00.00",
        "Masse brute (kg)": "20 120,5",
        "Masse nette (kg)": "19 980,0",
        "Valeur statistique": "CDF 712 442 400",
    },
}


def declaration(language: str, *, titled: bool = True) -> Document:
    sheet = Sheet()
    boxes = dict(BOXES[language])
    title = boxes.pop("title")
    if titled:
        sheet.text(150, 50, title, size=18)
    for number, (label, value) in enumerate(boxes.items()):
        sheet.text(60, 110 + 26 * number, label).text(320, 110 + 26 * number, value)
    (document,) = extract([sheet.page()])
    return document


@pytest.mark.parametrize("titled", [True, False])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_typed_by_its_title_or_its_boxes(language: str, titled: bool) -> None:
    document = declaration(language, titled=titled)
    assert document.type is DocumentKind.CUSTOMS_DECLARATION
    assert document.confidence > (0.9 if titled else 0.5)


def test_the_boxes_of_a_sad() -> None:
    document = declaration("en")
    read = {name: field.value for name, field in document.fields.items()}
    assert read["document_number"] == "26BW7195590990050E5"
    assert read["issue_date"] == "2026-03-03"
    assert read["exporter_name"] == "Okwa Valley Diamonds (Pty) Ltd"
    assert read["importer_name"] == "Scheldt Rough Trading BV"
    assert (read["country_of_provenance"], read["country_of_origin"], read["country_of_destination"]) == (
        "BW",
        "BW",
        "BE",
    )
    assert read["hs_codes"] == ("71023100",)
    assert (read["gross_weight"], read["net_weight"]) == ("2.390", "0.251")
    assert (read["carat_weight"], document.fields["carat_weight"].unit) == ("1254.30", "ct")
    assert read["value"] == Money(amount="250860.00", currency="USD")  # type: ignore[arg-type]  # read from text


def test_the_statistical_value_and_the_declarant_are_kept_apart() -> None:
    document = declaration("fr")
    assert document.fields["value"].value == Money(amount="250860.00", currency="USD")  # type: ignore[arg-type]
    statistical = document.more["statistical_value"].value
    assert isinstance(statistical, Money)
    assert statistical.currency == "CDF"
    assert "Transit" not in str(document.fields["exporter_name"].value)
    assert document.fields["net_weight"].value == "19980.0"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Supplier's Declaration of Origin", DocumentKind.ORIGIN_DECLARATION),
        ("Déclaration d'origine", DocumentKind.ORIGIN_DECLARATION),
        ("Export Licence", DocumentKind.EXPORT_LICENCE),
    ],
)
def test_papers_of_like_names_stay_what_they_are(title: str, kind: DocumentKind) -> None:
    sheet = Sheet().text(150, 50, title, size=18)
    sheet.text(60, 110, "Number").text(320, 110, "4711/26").text(60, 140, "Country of origin").text(320, 140, "Rwanda")
    (document,) = extract([sheet.page()])
    assert document.type is kind
