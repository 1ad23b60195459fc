"""What columns of analyses and of packages measure, told by their headings' units, by formulas and round weights."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from tests.extract.paper import Rows
from tests.extract.test_tables import plain, read, row, shown

ASSAY = DocumentKind.ASSAY_CERTIFICATE


@pytest.mark.parametrize("fine", ["Fine gold, g", "Fine gold (g)"])
def test_what_fine_metal_weighs_is_no_share(fine: str) -> None:
    columns = (60.0, 140.0, 240.0, 330.0, 430.0)
    rows: Rows = [
        row(200.0, "Three bars of doré gold were drilled and assayed."),
        row(300.0, "Bar", "Weight, g", "Gold, %", "Silver, %", fine, columns=columns),
        row(320.0, "31/1", "8,120.5", "90.10", "7.20", "7,316.57", columns=columns),
        row(340.0, "31/2", "9,044.0", "90.60", "6.95", "8,193.86", columns=columns),
        row(360.0, "31/3", "7,733.2", "89.95", "7.41", "6,956.01", columns=columns),
        row(380.0, "Lot", "24,897.7", "90.24", "7.17", "22,466.44", columns=columns),
    ]
    reading = read(rows, ASSAY)
    assert [one["grade"] for one in shown(reading)] == ["90.10", "90.60", "89.95"]
    assert plain(reading.totals["grade"]) == "90.24"


def test_the_formula_of_water_heads_a_column_of_results() -> None:
    columns = (60.0, 160.0, 230.0, 300.0, 370.0, 440.0)
    rows: Rows = [
        row(200.0, "Concentré de cassitérite"),
        row(300.0, "Echantillon", "Sn %", "Ta2O5 %", "WO3 %", "Fe %", "H2O %", columns=columns),
        row(320.0, "KB-3/A", "68,10", "0,91", "0,34", "2,61", "0,41", columns=columns),
        row(340.0, "KB-3/B", "68,44", "0,88", "0,31", "2,48", "0,44", columns=columns),
        row(360.0, "KB-3/C", "68,36", "0,90", "0,36", "2,52", "0,39", columns=columns),
        row(380.0, "Moyenne", "68,30", "0,90", "0,34", "2,54", "0,41", columns=columns),
    ]
    reading = read(rows, ASSAY, "fr")
    assert [one["grade"] for one in shown(reading)] == ["68.10", "68.44", "68.36"]
    assert plain(reading.totals["grade"]) == "68.30"


@pytest.mark.parametrize(
    ("lines", "net"),
    [
        ((("12", "12.000"), ("12", "12.000")), "12000"),
        ((("12", "12.000"), ("11", "10.240")), "12.000"),
    ],
)
def test_what_the_paper_calls_the_packages_tells_how_round_weights_are_written(
    lines: tuple[tuple[str, str], ...], net: str
) -> None:
    columns = (60.0, 140.0, 240.0, 340.0)
    rows: Rows = [
        row(200.0, "Carbonato de litio en big bags"),
        row(300.0, "Camión", "Bultos", "Neto kg", "Precinto", columns=columns),
        *(
            row(320.0 + 20 * at, str(at + 1), *cells, f"ADU 55041{at}", columns=columns)
            for at, cells in enumerate(lines)
        ),
    ]
    assert shown(read(rows, DocumentKind.PACKING_LIST, "es"))[0]["net_weight"] == net


def test_the_element_that_metal_is_sold_by_is_its_grade_in_parts_per_thousand_too() -> None:
    columns = (60.0, 130.0, 210.0, 270.0, 330.0, 390.0)
    rows: Rows = [
        row(200.0, "Drill chips from gold doré bars"),
        row(300.0, "Bar", "Weight (g)", "Au ‰", "Ag ‰", "Cu ‰", "Fe ‰", columns=columns),
        row(320.0, "18-1", "7,214.30", "914.2", "58.1", "19.6", "3.2", columns=columns),
        row(340.0, "18-2", "7,190.65", "912.8", "59.0", "20.1", "3.5", columns=columns),
        row(360.0, "18-3", "7,213.55", "915.1", "57.4", "19.3", "3.3", columns=columns),
        row(380.0, "Total", "21,618.50", columns=columns),
    ]
    assert [one["grade"] for one in shown(read(rows, ASSAY))] == ["91.42", "91.28", "91.51"]
