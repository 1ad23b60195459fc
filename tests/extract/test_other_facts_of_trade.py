"""What trade papers state beside a lot's own facts: other money, a driver's licence, a pro-forma's date, containers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model import Money
from extract.values import Context
from extract.values.lists import parse_identifiers
from tests.extract.sheet import Sheet
from tests.extract.trade import read


def priced(*totals: tuple[str, str], weight: str = "Net weight (kg)") -> Sheet:
    sheet = Sheet().text(200, 40, "COMMERCIAL INVOICE", 16).text(50, 80, "Invoice No.: K-118")
    rows = (
        ("Description", weight, "USD/kg", "Amount USD"),
        ("Tin slag", "100.000", "12.00", "1,200.00"),
        ("Tin ore", "250.000", "8.00", "2,000.00"),
    )
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.text(50 + 130 * column, 140 + 16 * number, cell)
    for number, (label, amount) in enumerate(totals):
        sheet.text(300, 192 + 16 * number, label).text(440, 192 + 16 * number, amount)
    return sheet


def test_a_total_in_the_money_of_the_country_is_not_the_invoice_s() -> None:
    document = read(priced(("TOTAL USD", "3,200.00"), ("TOTAL Bs", "22,272.00")))
    assert document.fields["value"].value == Money(amount=Decimal("3200.00"), currency="USD")


def test_ounces_of_gold_in_a_heading_are_troy_ounces() -> None:
    document = read(priced(("Total", "3,200.00"), weight="Weight oz t"))
    assert {row["net_weight"].unit for row in document.lines} == {"oz t"}


@pytest.mark.parametrize("driver", ["Chauffeur : Kabwe P., permis 331809", "Driver J. Banda, licence 331809"])
def test_a_driver_s_licence_is_none_of_the_goods(driver: str) -> None:
    sheet = Sheet().text(200, 40, "LETTRE DE VOITURE / CONSIGNMENT NOTE", 14).text(50, 90, driver)
    assert "licence_number" not in read(sheet).fields


def test_an_invoice_is_not_dated_as_the_pro_forma_that_it_refers_to() -> None:
    sheet = Sheet().text(50, 40, "FATURA COMERCIAL", 16)
    sheet.text(50, 70, "N.º 118/2026").text(250, 70, "Ouro Preto, 9 de maio de 2026")
    sheet.text(50, 120, "Ref.: n/ proforma 0877/2026 de 21/04/2026 - Lote OP-7")
    assert read(sheet).fields["issue_date"].value == "2026-05-09"


def test_who_pays_the_freight_is_no_label_of_the_goods_value() -> None:
    sheet = Sheet().text(200, 40, "LETTRE DE VOITURE", 16).text(50, 90, "19 À payer par")
    sheet.text(50, 104, "Fret : expéditeur, USD 5 900,00")
    assert "value" not in read(sheet).fields


def test_a_booking_is_not_the_waybill_s_number() -> None:
    sheet = Sheet().text(200, 40, "SEA WAYBILL", 16).box(40, 80, 280, 120).box(280, 80, 560, 120)
    sheet.text(50, 90, "SEA WAYBILL NO.", 7).text(50, 106, "KLMOSZ6050771")
    sheet.text(290, 90, "CARRIER'S REFERENCE / BOOKING", 7).text(290, 106, "SZ26050771")
    assert read(sheet).fields["document_number"].value == "KLMOSZ6050771"


def test_a_container_is_none_of_the_seals_beside_it() -> None:
    parsed = parse_identifiers("CSQU3054383 / K 771204", Context())
    assert parsed is not None
    assert parsed.value == ("K 771204",)
