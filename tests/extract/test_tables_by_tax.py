"""Sums of an invoice by how they are taxed, as electronic invoices print them under their rows: they are no goods."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from extract.model import DocumentKind, Money
from extract.tables import TableReading, read_table
from extract.types import TYPES
from extract.values import Context
from tests.extract.paper import Phrase, Rows, sheet

GOODS: Rows = [
    (300.0, [(60.0, "Cant."), (140.0, "Descripción"), (340.0, "P. unitario"), (450.0, "Importe")]),
    (320.0, [(60.0, "4,500.00 kg"), (140.0, "Concentrado de plomo"), (340.0, "1.50"), (450.0, "6,750.00")]),
    (340.0, [(60.0, "2,000.00 kg"), (140.0, "Concentrado de zinc"), (340.0, "1.10"), (450.0, "2,200.00")]),
]


def read(*under: tuple[float, Sequence[Phrase]]) -> TableReading:
    context = Context(language="es", currency="USD", decimal_comma=False)
    return read_table([sheet([*GOODS, *under])], TYPES[DocumentKind.COMMERCIAL_INVOICE], context)


@pytest.mark.parametrize(
    "label",
    [
        "Op. exportación",
        "Op. Gravadas",
        "Total operaciones exoneradas",
        "Venta gravada",
        "Ventas no sujetas",
        "Importe neto gravado",
        "Monto exento",
        "Base gravable",
        "Base imposable",
        "Isento de IVA",
        "Valor tributável",
        "Zero rated supplies",
        "Taxable value",
    ],
)
def test_a_sum_by_how_it_is_taxed_is_no_row(label: str) -> None:
    first, *others = label.split()
    parted = (370.0, [(180.0, first), (340.0, " ".join(others)), (450.0, "6,000.00")])
    for line in ((370.0, [(160.0, label), (450.0, "6,000.00")]), parted):
        reading = read(line, (390.0, [(340.0, "Importe total"), (450.0, "8,950.00")]))
        assert [fields["goods_description"].value for fields in reading.rows] == [
            "Concentrado de plomo",
            "Concentrado de zinc",
        ]
        assert reading.totals["value"].value == Money(amount=Decimal("8950.00"), currency="USD")


def test_the_only_sum_is_the_total_however_it_is_taxed() -> None:
    reading = read((370.0, [(340.0, "Op. exportación"), (450.0, "8,950.00")]))
    assert reading.totals["value"].value == Money(amount=Decimal("8950.00"), currency="USD")


def test_goods_that_are_exempt_are_goods() -> None:
    reading = read(
        (360.0, [(60.0, "100.00 kg"), (140.0, "Exenta: muestra"), (340.0, "1.00"), (450.0, "100.00")]),
        (390.0, [(340.0, "Importe total"), (450.0, "9,050.00")]),
    )
    assert len(reading.rows) == 3
