"""What goods hold of their element, where only its sign or a word for content stands beside the number."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.model import Document
from extract.read import read_stack
from extract.split import group
from tests.extract.paper import Phrase, sheet

_Row = tuple[float, Sequence[Phrase]]


def invoice(*rows: _Row) -> Document:
    head: list[_Row] = [
        (40.0, [(60.0, "COMMERCIAL INVOICE", 18.0)]),
        (80.0, [(60.0, "Invoice No.: KBR-0611")]),
        (96.0, [(60.0, "Seller: Kafue Bend Refiners Ltd, Kitwe, Zambia")]),
        (112.0, [(60.0, "Buyer: Delta Wire GmbH, Bremen, Germany")]),
    ]
    (stack,) = group([sheet([*head, *rows])])
    return read_stack(stack, "d1")


@pytest.mark.parametrize(
    ("goods", "grade"),
    [
        (["Cassiterite, tin concentrate, Sn 68.20 %"], "68.20"),
        (["Spodumene concentrate, 5.62 %", "Li2O, in big bags"], "5.62"),
        (["Concentré de tantalite (coltan), teneur 29,84", "% Ta2O5"], "29.84"),
        (["Wolframite concentrate", "WO3 (dry basis): 66.42 %"], "66.42"),
        (["Copper cathodes, Lot KBR-C-0611; 99.99 % Cu"], "99.99"),
        (["Doré bars", "Titre moyen pondéré en or : 91,38 %"], "91.38"),
        (["Wolframite concentrate", "by XRF, mean on dry basis: WO3 66.18 %. Moisture (105 °C): 0.42 %."], "66.18"),
        (["Concentré de wolframite", "humidité 0,42 %, WO3 66,18 %"], "66.18"),
        (["Concentré de tantalite", "Nb2O5 14,10 %; Ta2O5 31,20 %; SnO2 2,05 %"], "31.20"),
        (["Concentrado de cobre", "Humedad 8,20 %; Cu 27,10 %; Ag 85 g/t"], "27.10"),
        (["Wolframite concentrate, WO3 66.18 %, payable 95 %"], None),
        (["Copper cathodes, payable 96.5 % Cu"], None),
        (["Copper cathodes, Cu min. 99.5 %"], None),
        (["Manganese ore, price per unit of 1 % Mn"], None),
        (["Copper cathodes, 0.02 % Sn"], None),
        (["Copper cathodes, 99.99 % Cu", "Copper cathodes, 99.95 % Cu"], None),
    ],
)
def test_a_content_by_its_element(goods: list[str], grade: str | None) -> None:
    fields = invoice(*((150.0 + 11.0 * number, [(60.0, line)]) for number, line in enumerate(goods))).fields
    assert (str(fields["grade"].value) if "grade" in fields else None) == grade


def test_the_mean_is_the_lot_s_and_not_what_stands_first_in_the_column() -> None:
    fields = invoice(
        (140.0, [(60.0, "Doré bars, gold")]),
        (170.0, [(60.0, "Bar"), (200.0, "Weight (g)"), (320.0, "Au (‰)")]),
        (184.0, [(60.0, "MOB-211"), (200.0, "7,655.6"), (320.0, "912.8")]),
        (198.0, [(60.0, "MOB-212"), (200.0, "8,300.6"), (320.0, "916.3")]),
        (240.0, [(60.0, "Average fineness 91.46 % Au.")]),
    ).fields
    assert fields["grade"].value == "91.46"


def test_a_content_named_in_passing_on_an_invoice_is_doubted() -> None:
    assert invoice((150.0, [(60.0, "Cassiterite, tin concentrate, Sn 68.20 %")])).fields["grade"].confidence < 0.9
