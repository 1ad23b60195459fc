"""What stands in a description's cell and describes nothing: the numbers that rows run on by."""

from __future__ import annotations

import pytest

from tests.extract.test_tables import read, row, shown

FOUR = (60.0, 300.0, 390.0, 480.0)


def told(*descriptions: str) -> list[str]:
    rows = [row(200.0, "Item Description of goods", "Net weight (kg)", "Price (USD/kg)", "Amount (USD)", columns=FOUR)]
    rows += [
        row(220.0 + 20 * at, text, f"{at + 1}0.5", "10.00", f"{at + 1}05.00", columns=FOUR)
        for at, text in enumerate(descriptions)
    ]
    return [fields["goods_description"] for fields in shown(read(rows))]


@pytest.mark.parametrize("form", ["{}", "{}.", "({})"])
def test_numbers_that_run_on_are_no_part_of_a_description(form: str) -> None:
    assert told(f"{form.format(1)} Gold bars", f"{form.format(2)} Silver bars") == ["Gold bars", "Silver bars"]


def test_numbers_that_do_not_run_on_are() -> None:
    assert told("3 Gold bars", "5 Silver bars") == ["3 Gold bars", "5 Silver bars"]


def test_counts_and_sizes_are() -> None:
    assert told("1 drum of tin", "2 drums of tin") == ["1 drum of tin", "2 drums of tin"]
    assert told("1 ct rough", "2 ct rough") == ["1 ct rough", "2 ct rough"]


@pytest.mark.parametrize(
    "packing", ["40 bundles in 4 containers", "40 atados en 4 contenedores", "(40 fardeaux)", "40 atados / 4 paletes"]
)
def test_how_goods_are_packed_is_no_part_of_a_description(packing: str) -> None:
    rows = [
        row(200.0, "Description of goods", "Net weight (kg)", "Price (USD/kg)", "Amount (USD)", columns=FOUR),
        row(220.0, "Copper cathodes, grade A", "100.5", "10.00", "1,005.00", columns=FOUR),
        row(232.0, packing, columns=FOUR),
    ]
    assert [fields["goods_description"] for fields in shown(read(rows))] == ["Copper cathodes, grade A"]
