"""Descriptions too long for their column, on a line of their own over their row's figures."""

from __future__ import annotations

import pytest

from extract.tables_overset import with_text_over
from extract.tables_reader import Reader
from tests.extract.paper import Rows
from tests.extract.test_tables import read, shown

HEADS = {
    "en": ("Nature of goods", "Net weight (kg)", "Price (USD/kg)", "Amount USD", "Total"),
    "fr": ("Marchandises", "Poids net (kg)", "Prix (USD/kg)", "Montant USD", "Total à payer"),
    "pt": ("Mercadorias", "Peso líquido (kg)", "Preço (USD/kg)", "Valor USD", "Total geral"),
    "es": ("Mercancías", "Peso neto (kg)", "Precio (USD/kg)", "Importe USD", "Total general"),
}
GOODS = {
    "en": ("Tungsten ore concentrate (wolframite), container ORLU9271325", "Tungsten ore concentrate, container X"),
    "fr": ("Concentré de wolframite en fûts, conteneur ORLU9271325", "Concentré de wolframite en fûts, conteneur X"),
    "pt": ("Concentrado de volframite em tambores, contentor ORLU9271325", "Concentrado de volframite, contentor X"),
    "es": ("Concentrado de wolframita en tambores, contenedor ORLU9271325", "Concentrado de wolframita, contenedor X"),
}


def figures(y: float, *texts: str) -> Rows:
    return [(y, [(x, text) for x, text in zip((190.0, 300.0, 400.0), texts, strict=True) if text])]


def invoice(language: str, step: float = 11.0) -> Rows:
    goods, net, price, amount, total = HEADS[language]
    first, second = GOODS[language]
    y = 320.0
    return [
        (300.0, [(40.0, goods), (190.0, net), (300.0, price), (400.0, amount)]),
        (y, [(40.0, first)]),
        *figures(y + step, "8 764,00", "23,13", "202 711,32"),
        (y + 2 * step, [(40.0, second)]),
        *figures(y + 3 * step, "9 735,00", "23,13", "225 170,55"),
        (y + 4 * step, [(40.0, total), (190.0, "18 499,00"), (400.0, "427 881,87")]),
    ]


@pytest.mark.parametrize("language", sorted(HEADS))
def test_a_description_over_the_columns_is_that_of_the_figures_under_it(language: str) -> None:
    reading = read(invoice(language), language=language)
    rows = shown(reading)
    assert [row["goods_description"] for row in rows] == list(GOODS[language])
    assert [row["net_weight"] for row in rows] == ["8764.00", "9735.00"]
    assert str(reading.totals["net_weight"].value) == "18499.00"
    assert "427881.87" in str(reading.totals["value"].value)


def test_a_remark_over_a_sum_without_a_word_describes_no_row() -> None:
    goods, net, price, amount, _ = HEADS["en"]
    rows: Rows = [
        (300.0, [(40.0, goods), (190.0, net), (300.0, price), (400.0, amount)]),
        (320.0, [(40.0, "Tin concentrate")]),
        (320.0, [(190.0, "8 764,00"), (300.0, "23,13"), (400.0, "202 711,32")]),
        (331.0, [(40.0, "Wolframite in lots")]),
        (331.0, [(190.0, "9 735,00"), (300.0, "23,13"), (400.0, "225 170,55")]),
        (342.0, [(40.0, "All the goods in the two containers named above")]),
        (353.0, [(190.0, "18 499,00"), (400.0, "427 881,87")]),
    ]
    assert len(shown(read(rows))) == 2


def test_without_a_column_of_descriptions_nothing_is_joined() -> None:
    assert with_text_over([], Reader({0: "net_weight"}, {})) == []


def shipment(*lines: str) -> Rows:
    """An invoice of two rows, each described in these lines over its figures."""
    goods, net, price, amount, total = HEADS["fr"]
    rows: Rows = [(300.0, [(40.0, goods), (190.0, net), (300.0, price), (400.0, amount)])]
    y = 309.0
    for figure in (("8 764,00", "23,13", "202 711,32"), ("9 735,00", "23,13", "225 170,55")):
        for line in lines:
            y += 11.0
            rows.append((y, [(40.0, line)]))
        y += 11.0
        rows += figures(y, *figure)
    return [*rows, (y + 11.0, [(40.0, total), (190.0, "18 499,00"), (400.0, "427 881,87")])]


@pytest.mark.parametrize(
    "lines",
    [
        ("Concentré de wolframite séché au four, en fûts,", "conteneur ORLU9271325, scellé par la douane"),
        ("Concentré de wolframite en fûts de 200 l, conteneur ORLU9271325, lot B/12 du mois",),
    ],
)
def test_a_description_of_two_lines_or_of_many_words(lines: tuple[str, ...]) -> None:
    reading = read(shipment(*lines), language="fr")
    rows = shown(reading)
    assert [row["goods_description"] for row in rows] == [" ".join(lines)] * 2
    assert str(reading.totals["net_weight"].value) == "18499.00"


def test_descriptions_under_their_figures_are_not_the_next_rows() -> None:
    goods, net, price, amount, total = HEADS["fr"]
    rows: Rows = [
        (300.0, [(40.0, goods), (190.0, net), (300.0, price), (400.0, amount)]),
        *figures(320.0, "8 764,00", "23,13", "202 711,32"),
        (331.0, [(40.0, "Concentré de wolframite, conteneur ORLU9271325")]),
        *figures(342.0, "9 735,00", "23,13", "225 170,55"),
        (353.0, [(40.0, "Concentré de wolframite, conteneur ORLU8784112")]),
        (364.0, [(40.0, total), (190.0, "18 499,00"), (400.0, "427 881,87")]),
    ]
    reading = read(rows, language="fr")
    assert not any("ORLU9271325" in row.get("goods_description", "") for row in shown(reading)[1:])
    assert str(reading.totals["net_weight"].value) == "18499.00"
