"""What headings of columns say: both languages of one, a unit that stands alone under its wording."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.tables_header import find_headers
from extract.tables_words import header_words
from extract.types import TYPES
from tests.extract.paper import sheet
from tests.extract.test_tables import read, row, shown

FOUR = (60.0, 240.0, 330.0, 430.0)
WIDE = (40.0, 165.0, 310.0, 430.0)
WORDS = header_words(TYPES[DocumentKind.PACKING_LIST])


@pytest.mark.parametrize(
    ("text", "name"),
    [("Total quilates / Carat", "carat_weight"), ("Neto / Total net weight", "net_weight")],
)
def test_a_heading_in_two_languages_is_what_both_say(text: str, name: str) -> None:
    reading = WORDS.read(text, "text-layer")
    assert reading is not None
    assert (reading.names, reading.per) == ((name,), None)
    assert reading.quality > 0.96  # of a whole heading, which is not cut in two


@pytest.mark.parametrize("text", ["(EUR/ton)", "(t)", "USD/dmt", "[BRL/kg]"])
def test_units_alone_may_stand_in_a_header(text: str) -> None:
    assert WORDS.knows(text, "text-layer")


def test_units_under_their_headings_are_read_with_them() -> None:
    rows = [
        row(200.0, "Designação", "P. líquido", "Preço", "Total (EUR)", columns=FOUR),
        row(212.0, None, "(ton)", "(EUR/ton)", None, columns=FOUR),
        row(230.0, "Espodumênio", "21,9435", "810,00", "17.774,24", columns=FOUR),
    ]
    reading = read(rows, DocumentKind.COMMERCIAL_INVOICE, "pt")
    assert [fields["net_weight"].unit for fields in reading.rows] == ["t"]


@pytest.mark.parametrize("heading", ["Amount payable (USD)", "Montant à payer (USD)", "Valor a pagar (USD)"])
def test_what_is_to_be_paid_for_a_row_is_its_value(heading: str) -> None:
    rows = [
        row(200.0, "Description", "Cts", "Price (USD/ct)", heading, columns=FOUR),
        row(220.0, "Rough diamonds", "319.27", "244.59", "78,090.25", columns=FOUR),
    ]
    assert [fields["value"] for fields in shown(read(rows))] == ["78090.25"]


def test_the_first_of_two_lines_of_headings_is_no_value() -> None:
    rows = [
        row(200.0, "Désignation / Goods", "Qté facturée / Invoiced", "Tarif / Price", "Montant / Amount", columns=WIDE),
        row(212.0, "description", "qty (ct)", "(USD/ct)", "(USD)", columns=WIDE),
        row(230.0, "Saphirs bruts", "820,30", "43,79", "35 920,94", columns=WIDE),
    ]
    (header,) = find_headers(sheet(rows), header_words(TYPES[DocumentKind.COMMERCIAL_INVOICE]))
    assert [heading.text for heading in header.headings][:2] == [
        "Désignation / Goods description",
        "Qté facturée / Invoiced qty (ct)",
    ]


def test_a_unit_in_two_languages_is_no_rate() -> None:
    reading = header_words(TYPES[DocumentKind.COMMERCIAL_INVOICE]).read("Quant. (t úmida / WMT)", "text-layer")
    assert reading is not None
    assert (reading.unit, reading.per) == ("t", None)
