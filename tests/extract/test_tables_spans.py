"""Cells that stand for several rows: merged by rulings, left empty under the first, ditto marks."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.tables import TableReading, read_table
from extract.tables_spans import is_ditto
from extract.types import TYPES
from extract.values import Context
from ingest.model import Ruling
from tests.extract.paper import HEIGHT, WIDTH, Rows, sheet
from tests.extract.test_tables import row

COLUMNS = (60.0, 200.0, 320.0, 440.0)


def lots(rows: Rows, rulings: list[Ruling] | None = None) -> TableReading:
    head = row(300.0, "Lot No.", "Contents", "Packages", "Net weight (kg)", columns=COLUMNS)
    page = sheet([head, *rows], rulings=rulings or [])
    return read_table([page], TYPES[DocumentKind.PACKING_LIST], Context(language="en"))


def line(y: float, *cells: str | None) -> tuple[float, list[tuple[float, str]]]:
    return y, [(x, cell) for x, cell in zip(COLUMNS, cells, strict=False) if cell]


def test_a_lot_set_once_is_that_of_the_rows_under_it() -> None:
    reading = lots(
        [
            line(320.0, "RW-101", "Cassiterite", "3", "100.5"),
            line(340.0, None, "Coltan", "4", "200.5"),
            line(360.0, "RW-102", "Wolframite", "5", "300.5"),
            line(380.0, None, "Cassiterite", "6", "400.5"),
            line(400.0, "Total", None, "18", "1,002.0"),
        ]
    )
    found = [fields["lot_number"] for fields in reading.rows]
    assert [field.value for field in found] == ["RW-101", "RW-101", "RW-102", "RW-102"]
    assert found[1].confidence < found[0].confidence
    assert found[1].evidence == found[0].evidence
    assert found[1].rule == "table:cell-above"


@pytest.mark.parametrize("wording", ["Sub-total", "Part total", "Total partiel", "Soma parcial", "Suma parcial"])
def test_a_sub_total_ends_a_lot(wording: str) -> None:
    reading = lots(
        [
            line(320.0, "RW-101", "Cassiterite", "3", "100.5"),
            line(340.0, wording, None, "3", "100.5"),
            line(360.0, None, "Coltan", "4", "200.5"),
            line(380.0, "Total", None, "7", "301.0"),
        ]
    )
    assert "lot_number" not in reading.rows[1]


def test_rulings_say_which_rows_a_merged_cell_holds() -> None:
    across = [Ruling(50 / WIDTH, y / HEIGHT, 550 / WIDTH, y / HEIGHT) for y in (315.0, 375.0, 415.0)]
    inner = [Ruling(190 / WIDTH, y / HEIGHT, 550 / WIDTH, y / HEIGHT) for y in (335.0, 355.0, 395.0)]
    reading = lots(
        [
            line(320.0, None, "Cassiterite", "3", "100.5"),
            line(340.0, "RW-101", "Coltan", "4", "200.5"),  # in the middle of its cell
            line(360.0, None, "Wolframite", "5", "300.5"),
            line(380.0, None, "Cassiterite", "6", "400.5"),
            line(400.0, "RW-102", "Coltan", "7", "500.5"),
        ],
        across + inner,
    )
    assert [fields["lot_number"].value for fields in reading.rows] == ["RW-101"] * 3 + ["RW-102"] * 2
    assert [fields["net_weight"].value for fields in reading.rows] == ["100.5", "200.5", "300.5", "400.5", "500.5"]


def test_an_empty_cell_with_rulings_around_it_stays_empty() -> None:
    across = [Ruling(50 / WIDTH, y / HEIGHT, 550 / WIDTH, y / HEIGHT) for y in (315.0, 335.0, 355.0)]
    reading = lots(
        [line(320.0, "RW-101", "Cassiterite", "3", "100.5"), line(340.0, None, "Coltan", "4", "200.5")], across
    )
    assert [set(fields) & {"lot_number"} for fields in reading.rows] == [{"lot_number"}, set()]


def test_ditto_marks_repeat_the_row_above_and_numbers_are_never_filled_in() -> None:
    reading = lots(
        [
            line(320.0, "RW-101", "Cassiterite", "3", "100.5"),
            line(340.0, "-do-", "ditto", None, "200.5"),
            line(360.0, "Total", None, None, "301.0"),
        ]
    )
    second = reading.rows[1]
    assert second["lot_number"].value == "RW-101"
    assert second["goods_description"].value == "Cassiterite"
    assert second["goods_description"].rule == "table:ditto"
    assert "parcel_count" not in second


@pytest.mark.parametrize(
    ("text", "ditto"),
    [('"', True), ("''", True), ("-do-", True), ("Idem", True), ("„", True), ("do.", True), ("", False), ("-", False)],
)
def test_ditto_marks(text: str, ditto: bool) -> None:
    assert is_ditto(text) is ditto
    assert not is_ditto("Dolomite")
