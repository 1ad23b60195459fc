"""Descriptions set right up to the next column's number, and what stands under a total: neither spoils a column."""

from __future__ import annotations

import pytest

from extract.tables_overrun import with_words_back
from tests.extract.paper import Rows
from tests.extract.test_tables import read, shown

HEAD = (300.0, [(60.0, "Article"), (110.0, "Libellé"), (260.0, "Qté KG"), (330.0, "P.U."), (400.0, "Montant")])


def invoice(description: str, quantity: str = "9 500,00") -> Rows:
    return [
        HEAD,
        (320.0, [(60.0, "PB-01"), (110.0, f"{description} {quantity}"), (330.0, "2,00"), (400.0, "19 000,00")]),
        (350.0, [(260.0, "TOTAL USD"), (400.0, "19 000,00")]),
    ]


@pytest.mark.parametrize("description", ["Concentré de plomb à 58,20 % Pb", "Galène triée à 58,20 % en Pb"])
def test_words_up_to_the_next_number_stay_in_the_description(description: str) -> None:
    (only,) = shown(read(invoice(description), language="fr"))
    assert only["goods_description"] == description
    assert only["net_weight"] == "9500.00"


def test_a_unit_before_the_number_is_the_numbers_own() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Libellé"), (190.0, "Poids net"), (330.0, "P.U."), (400.0, "Montant")]),
        (320.0, [(60.0, "Concentré de plomb trié"), (182.0, "kg 9 500,00"), (330.0, "2,00"), (400.0, "19 000,00")]),
    ]
    (only,) = shown(read(rows, language="fr"))
    assert only["goods_description"] == "Concentré de plomb trié"
    assert only["net_weight"] == "9500.00"


def test_facts_under_the_total_do_not_say_what_the_columns_are() -> None:
    under: Rows = [
        (365.0, [(60.0, "Code SH :"), (110.0, "26070000 Incoterm"), (260.0, ": CIF ANVERS")]),
    ]
    (only,) = shown(read([*invoice("Concentré de plomb à 58,20 % Pb"), *under], language="fr"))
    assert only["goods_description"] == "Concentré de plomb à 58,20 % Pb"


def test_no_line_none_mended() -> None:
    assert with_words_back([], []) == ()
