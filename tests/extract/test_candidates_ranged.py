"""Seals ranged in columns, and days of flights."""

from __future__ import annotations

import pytest

from extract.candidates_flights import flight_days
from extract.model import Document, DocumentKind
from extract.read import read_stack
from extract.split import Stack
from extract.types import TYPES
from extract.values import Context
from tests.extract.sheet import Sheet, around


def read(sheet: Sheet, kind: DocumentKind = DocumentKind.TRANSPORT_DOCUMENT) -> Document:
    return read_stack(Stack(kind, 0.9, "en", None, (sheet.layout(),)), "d1")


def waybill() -> Sheet:
    return Sheet().text(180, 40, "AIR WAYBILL", 18)


def test_seals_in_columns_are_one_list() -> None:
    sheet = waybill().text(60, 125, "SEALS")
    for row, numbers in enumerate((("QT55-20817", "QT55-20818", "QT55-20819"), ("QT55-20820", "QT55-20821"))):
        for column, number in enumerate(numbers):
            sheet.text(60 + 90 * column, 145 + 14 * row, number)
    seals = read(sheet).fields["seal_numbers"].value
    assert seals == ("QT55-20817", "QT55-20818", "QT55-20819", "QT55-20820", "QT55-20821")


def test_numbers_of_another_shape_beside_a_seal_are_none() -> None:
    sheet = waybill().text(60, 125, "SEALS")
    sheet.text(60, 145, "QT55-20817").text(180, 145, "INV-2026/118").text(300, 145, "QT55-2 of 9")
    assert read(sheet).fields["seal_numbers"].value == ("QT55-20817",)


def days(line: str, kind: DocumentKind = DocumentKind.TRANSPORT_DOCUMENT) -> list[object]:
    page = around(Sheet().text(60, 200, line), kind)
    return [one.parsed.value for one in flight_days(page, TYPES[kind], Context(language="en"))]


@pytest.mark.parametrize(
    "line",
    [
        "Route: BOG - MAD, flight AV 026 of 21/11/2025",
        "vuelo AV 026 del 21/11/2025",
        "vol AV026 du 21/11/2025",
        "AV 026 / 21 NOV 2025",
    ],
)
def test_the_day_of_a_flight_is_the_day_of_shipment(line: str) -> None:
    assert days(line) == ["2025-11-21"]
    assert days(line, DocumentKind.COMMERCIAL_INVOICE) == []


@pytest.mark.parametrize(
    "line", ["Invoice AV 026 21/11/2025", "av 026 / 21 NOV 2025", "Flight AV 026, carriage prepaid, 21/11/2025"]
)
def test_other_numbers_before_a_day_are_no_flight(line: str) -> None:
    assert days(line) == []


def test_a_flight_alone_makes_no_sure_shipment() -> None:
    found = read(waybill().text(60, 200, "BOG - MAD AV 026 / 21 NOV 2025")).fields["shipment_date"]
    assert found.value == "2025-11-21"
    assert found.confidence < 0.9
