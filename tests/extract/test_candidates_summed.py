"""Rows of codes under one heading of a form: what the paper states is their sum, where a last row gives it."""

from __future__ import annotations

import pytest

from extract.candidates import Candidate, labelled
from extract.model import DocumentKind, Money
from extract.values import Context
from tests.extract.sheet import Sheet, around

CERTIFICATE = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
WAYBILL = DocumentKind.TRANSPORT_DOCUMENT
TWO = [("7102.31", "2,055.38", "309,749.24"), ("7102.21", "301.55", "3,558.29")]


def form(*rows: tuple[str, str, str]) -> Sheet:
    sheet = Sheet().text(50, 50, "HS code").text(180, 50, "Carat weight").text(330, 50, "Value in US dollars")
    for number, (code, carats, value) in enumerate(rows):
        y = 64 + 14 * number
        sheet.text(50, y, code).text(180, y, carats).text(330, y, value)
    return sheet


def best(sheet: Sheet, name: str) -> Candidate:
    found = [one for one in labelled(around(sheet, CERTIFICATE), Context(language="en")) if one.spec.name == name]
    return max(found, key=lambda one: one.score)


@pytest.mark.parametrize(
    ("rows", "carats", "value"),
    [
        (
            [
                ("7102.31", "2,055.38", "309,749.24"),
                ("7102.21", "301.55", "3,558.29"),
                ("ALL", "2,356.93", "313,307.53"),
            ],
            "2356.93",
            "313307.53",
        ),
        (
            [
                ("7102.10", "10.00", "100.00"),
                ("7102.21", "20.50", "250.00"),
                ("7102.31", "30.25", "900.50"),
                ("", "60.75", "1,250.50"),
            ],
            "60.75",
            "1250.50",
        ),
    ],
    ids=["two rows", "three rows, the last without a word"],
)
def test_the_last_row_that_sums_up_the_others_is_what_the_paper_states(
    rows: list[tuple[str, str, str]], carats: str, value: str
) -> None:
    sheet = form(*rows)
    assert best(sheet, "carat_weight").parsed.value == carats
    assert best(sheet, "value").parsed.value == Money(amount=value, currency="USD")  # type: ignore[arg-type]  # read from text


def test_a_last_row_that_is_no_sum_is_not_taken_for_the_whole() -> None:
    sheet = form(
        ("7102.31", "2,055.38", "309,749.24"), ("7102.21", "301.55", "3,558.29"), ("", "2,356.94", "313,307.54")
    )
    assert best(sheet, "carat_weight").parsed.value == "2055.38"
    assert "2356.94" not in {
        one.parsed.value
        for one in labelled(around(sheet, CERTIFICATE), Context(language="en"))
        if one.spec.name == "carat_weight"
    }


def test_one_number_under_its_label_stays_what_it_is() -> None:
    assert best(form(TWO[0]), "carat_weight").parsed.value == "2055.38"


@pytest.mark.parametrize(("last", "weight"), [("TOTAL 7.05 KG", "7.05"), ("TOTAL 8.05 KG", "5.93")])
def test_the_sum_may_bear_the_word_for_it(last: str, weight: str) -> None:
    sheet = Sheet().text(50, 50, "Gross weight").lines(50, 64, "5.93 KG", "1.12 KG", last)
    found = [one for one in labelled(around(sheet, WAYBILL), Context(language="en")) if one.spec.name == "gross_weight"]
    assert max(found, key=lambda one: one.score).parsed.value == weight
