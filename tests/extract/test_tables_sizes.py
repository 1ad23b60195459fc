"""Size classes of stones as what describes the rows of a table without a description."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from tests.extract.paper import Rows
from tests.extract.test_tables import read, row, shown

COLUMNS = (60.0, 130.0, 250.0, 350.0)


def packing(*sizes: str) -> Rows:
    return [
        row(300.0, "Lote", "Classe", "Pedras", "Quilates", columns=COLUMNS),
        *(
            row(320.0 + 20 * at, f"P{at}", size, str(30 + at), f"1{at}0,25", columns=COLUMNS)
            for at, size in enumerate(sizes)
        ),
        row(390.0, "Total", None, "93", "330,75", columns=COLUMNS),
    ]


@pytest.mark.parametrize(
    "sizes",
    [
        ("+5 ct", "2-5 ct", "-2 ct"),
        ("Mais de 4 qt", "2,5 a 4 qt", "Até 2,5 qt"),
        ("+11", "-11+7", "-7"),
        ("10.8 ct+", "5-10 ct", "+3 gr -5 ct"),
    ],
)
def test_size_classes_describe_their_rows(sizes: tuple[str, str, str]) -> None:
    rows = shown(read(packing(*sizes), DocumentKind.PACKING_LIST, "pt"))
    assert tuple(one["goods_description"] for one in rows) == sizes
    assert [one["carat_weight"] for one in rows] == ["100.25", "110.25", "120.25"]


@pytest.mark.parametrize("cells", [("12", "8", "5"), ("+5 ct", "+5 ct", "+5 ct"), ("+5 ct", "VS 2", "-2 ct")])
def test_counts_one_size_and_qualities_do_not(cells: tuple[str, str, str]) -> None:
    rows = shown(read(packing(*cells), DocumentKind.PACKING_LIST, "pt"))
    assert len(rows) == 3
    assert all("goods_description" not in one for one in rows)
