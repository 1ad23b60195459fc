"""Rows that are printed with the form for all it may hold, where only those that hold something are filled in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model import Document, Money
from extract.read import extract_file
from tests.extract.sheet import Sheet

COLUMNS = (60, 220, 380, 540)


def certificate(rows: tuple[tuple[str, ...], ...], headings: tuple[str, ...]) -> Document:
    sheet = Sheet().text(130, 40, "KIMBERLEY PROCESS CERTIFICATE", 16).text(240, 64, "No. TZ 001770")
    sheet.text(60, 90, "Exporter: Mwadui Rough Ltd").text(60, 106, "Importer: Kroon Diamant BV")
    for number, row in enumerate((headings, *rows)):
        for column, text in enumerate(row):
            top = 140 + 24 * number
            sheet.box(COLUMNS[column], top, COLUMNS[column + 1], top + 24).text(COLUMNS[column] + 30, top + 7, text)
    (document,) = extract_file([sheet.page()])
    return document


ENGLISH = ("HS code", "Carats", "Value (USD)")
PORTUGUESE = ("Código SH", "Quilates", "Valor (USD)")


@pytest.mark.parametrize(
    ("nil", "headings"),
    [
        ("—", ENGLISH),
        ("- - -", ENGLISH),
        ("NIL", ENGLISH),
        ("0.00", ENGLISH),
        ("xxx", ENGLISH),
        ("nada", PORTUGUESE),
        ("", ENGLISH),
    ],
)
@pytest.mark.parametrize("filled", [0, 1, 2])
def test_the_only_row_filled_in_tells_of_the_parcel(nil: str, headings: tuple[str, ...], filled: int) -> None:
    codes = ("7102.10", "7102.21", "7102.31")
    rows = tuple(
        (code, "640.20", "81,905.00") if number == filled else (code, nil, nil) for number, code in enumerate(codes)
    )
    document = certificate(rows, headings)
    found = {name: field.value for name, field in document.fields.items()}
    assert found["hs_codes"] == (codes[filled].replace(".", ""),)
    assert found["carat_weight"] == "640.20"
    assert found["value"] == Money(amount=Decimal("81905.00"), currency="USD")
    assert len(document.lines) == 1
