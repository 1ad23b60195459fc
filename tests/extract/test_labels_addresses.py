"""Labels of addresses: whose it is, in words of lists and of none; what asks for more, and what is another's."""

from __future__ import annotations

import pytest

from extract.model import Document, DocumentKind, Field
from extract.read import extract
from tests.extract.sheet import Sheet, labels_on

SEAT = "Stand 14, Chuma Road, Kitwe, Zambia"
OTHER = "Hafenstrasse 4, 28217 Bremen, Germany"


def introduced(label: str, kind: DocumentKind = DocumentKind.COMMERCIAL_INVOICE) -> list[set[str]]:
    """The fields that each label of a line asks for, with an address behind it."""
    sheet = Sheet().text(60, 100, f"{label}: {SEAT}")
    return [{spec.name for spec in hit.specs} for hit in labels_on(sheet, kind)]


def read(*lines: str, title: str = "COMMERCIAL INVOICE") -> dict[str, Field]:
    sheet = Sheet().text(200, 40, title, 16).text(60, 70, "Invoice No.: KT/26/0093").lines(60, 110, *lines, step=18)
    documents: tuple[Document, ...] = extract([sheet.page()])
    return documents[0].fields


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Address of exporter", "exporter_address"),
        ("Seller's registered office", "exporter_address"),
        ("Complete postal address of the buyer abroad", "importer_address"),
        ("Consignee address", "importer_address"),
        ("Siège social du vendeur", "exporter_address"),
        ("Adresse physique complète de l'acheteur étranger", "importer_address"),
        ("Morada do destinatário", "importer_address"),
        ("Endereço fiscal do exportador", "exporter_address"),
        ("Domicilio fiscal del comprador externo", "importer_address"),
        ("4. Dirección comercial del exportador", "exporter_address"),
        ("Endereço do importador / Importer's address", "importer_address"),
    ],
)
def test_a_label_names_whose_address_it_asks_for(label: str, field: str) -> None:
    assert introduced(label)[0] == {field}


@pytest.mark.parametrize(
    "label", ["Exporter, address", "Exportador, endereço / Exporter, address", "Exporter and address"]
)
def test_a_label_that_asks_for_the_name_too_is_the_partys(label: str) -> None:
    assert introduced(label)[0] == {"exporter"}


@pytest.mark.parametrize(
    "label", ["Bank address", "Address of the laboratory", "Exporter's warehouse address", "Adresse de la mine"]
)
def test_the_address_of_something_else_is_no_partys(label: str) -> None:
    fields = read("Exporter: Chuma Cobalt Ltd", "Importer: Tarn Alloys GmbH", f"{label}: {SEAT}")
    assert "exporter_address" not in fields
    assert "importer_address" not in fields


def test_addresses_are_read_under_labels_of_their_own() -> None:
    fields = read(
        *("Name of exporter: Chuma Cobalt Ltd", f"Address of exporter: {SEAT}", "Tel.: +260 212 55 11 77"),
        *("Name of consignee: Tarn Alloys GmbH", f"Consignee's address: {OTHER}"),
    )
    assert {name: fields[name].value for name in ("exporter_name", "exporter_address")} == {
        "exporter_name": "Chuma Cobalt Ltd",
        "exporter_address": SEAT,
    }
    assert fields["importer_name"].value == "Tarn Alloys GmbH"
    assert fields["importer_address"].value == OTHER
    assert fields["importer_address"].label == "Consignee's address"


def test_an_address_told_twice_and_otherwise_is_not_sure() -> None:
    fields = read("Exporter: Chuma Cobalt Ltd, Plot 3, Ndola, Zambia", f"Exporter's address: {SEAT}")
    assert fields["exporter_address"].value == SEAT
    assert fields["exporter_address"].confidence <= 0.8
    assert [other.value for other in fields["exporter_address"].alternatives] == ["Plot 3, Ndola, Zambia"]


def test_an_address_is_read_whose_name_stands_nowhere() -> None:
    fields = read("Country of origin: Zambia", f"Exporter's registered address: {SEAT}")
    assert fields["exporter_address"].value == SEAT
    assert "exporter_name" not in fields


def test_the_plot_of_an_address_that_breaks_off_at_a_comma_asks_for_nothing() -> None:
    lines = ("Polígono Industrial Puerto Norte,", "parcela 31", "21810 Palos de la Frontera, Huelva", "España")
    sheet = Sheet().text(200, 40, "FACTURA COMERCIAL", 16).text(60, 70, "N.º F-7").text(60, 110, "Comprador")
    sheet.lines(160, 110, "Fundidos del Tinto, S.L.", *lines)
    (document,) = extract([sheet.page()])
    assert "parcel_count" not in document.fields
    assert document.fields["importer_address"].value == ", ".join(line.strip(",") for line in lines)
