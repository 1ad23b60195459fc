"""Rows of two columns without rulings: a value belongs to the label whose row's middle it stands on."""

from __future__ import annotations

from extract.model import Document
from extract.read import extract
from tests.extract.sheet import Sheet


def read(sheet: Sheet) -> Document:
    [document] = extract([sheet.page()])
    return document


def certificate() -> Sheet:
    """Labels in two languages, some over two lines; values centred on their rows, some over two lines."""
    return (
        Sheet()
        .text(50, 40, "KIMBERLEY PROCESS CERTIFICATE", size=14)
        .text(50, 100, "Country of mining origin / Pays")
        .text(50, 112, "d'extraction")
        .text(300, 106, "Canada")
        .text(50, 130, "Destination participant / Participant de")
        .text(50, 142, "destination")
        .text(300, 136, "Israel")
        .text(50, 166, "Exporter / Exportateur")
        .text(300, 160, "Lac de Gras Rough Sales Inc.")
        .text(300, 172, "4910 50th Avenue, Yellowknife NT X1A 3S5, Canada")
        .text(50, 196, "Importer / Importateur")
        .text(300, 190, "Ramat Gan Rough Ltd")
        .text(300, 202, "Jabotinsky Street 1, Ramat Gan 5252001, Israel")
        .text(50, 220, "Number of containers / Nombre de")
        .text(50, 232, "contenants")
        .text(300, 226, "2")
        .text(50, 250, "Date of issue / Date de délivrance")
        .text(300, 250, "2026-01-19")
    )


def test_a_value_belongs_to_the_row_that_it_is_centred_on() -> None:
    fields = read(certificate()).fields
    assert {name: fields[name].value for name in ("country_of_origin", "country_of_destination", "parcel_count")} == {
        "country_of_origin": "CA",
        "country_of_destination": "IL",
        "parcel_count": 2,
    }
    assert fields["exporter_name"].value == "Lac de Gras Rough Sales Inc."
    assert fields["exporter_address"].value == "4910 50th Avenue, Yellowknife NT X1A 3S5, Canada"
    assert fields["importer_name"].value == "Ramat Gan Rough Ltd"
    assert fields["importer_address"].value == "Jabotinsky Street 1, Ramat Gan 5252001, Israel"
    assert fields["issue_date"].value == "2026-01-19"


def test_a_row_without_a_value_takes_none_of_its_neighbours() -> None:
    sheet = (
        Sheet()
        .text(50, 40, "KIMBERLEY PROCESS CERTIFICATE", size=14)
        .text(50, 100, "Country of mining origin / Pays")
        .text(50, 112, "d'extraction")
        .text(50, 130, "Destination participant / Participant de")
        .text(50, 142, "destination")
        .text(300, 136, "Israel")
        .text(50, 166, "Number of containers / Nombre de")
        .text(50, 178, "contenants")
        .text(300, 172, "2")
        .text(50, 196, "Date of issue / Date de délivrance")
        .text(300, 196, "2026-01-19")
        .text(50, 220, "Date of expiry / Date d'expiration")
        .text(300, 220, "2026-03-20")
    )
    fields = read(sheet).fields
    assert "country_of_origin" not in fields or fields["country_of_origin"].value is None
    assert fields["country_of_destination"].value == "IL"
    assert fields["parcel_count"].value == 2


def test_rows_that_begin_on_one_line_are_read_by_their_lines() -> None:
    sheet = (
        Sheet()
        .text(50, 40, "KIMBERLEY PROCESS CERTIFICATE", size=14)
        .text(50, 100, "Date of issue")
        .text(300, 100, "2026-01-19")
        .lines(50, 118, "EXPORTER (NAME AND ADDRESS) / EXPORTATEUR", "(NOM ET ADRESSE)")
        .lines(300, 118, "Tibagi Diamantes S.A.", "Rua Direita, 775", "20040-020 Rio de Janeiro", "Brazil")
        .lines(50, 175, "IMPORTER (NAME AND ADDRESS) / IMPORTATEUR", "(NOM ET ADRESSE)")
        .lines(300, 175, "Thames Metals Diamonds Limited", "764 Vyse Street", "Birmingham B18 6NF", "United Kingdom")
        .lines(50, 232, "Number of parcels in", "shipment")
        .text(300, 232, "6")
        .text(50, 262, "Country of destination")
        .text(300, 262, "United Kingdom")
    )
    fields = read(sheet).fields
    assert fields["exporter_name"].value == "Tibagi Diamantes S.A."
    assert fields["importer_name"].value == "Thames Metals Diamonds Limited"
    assert fields["importer_address"].value == "764 Vyse Street, Birmingham B18 6NF, United Kingdom"
    assert fields["parcel_count"].value == 6
