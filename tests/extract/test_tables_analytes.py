"""Tables of analyses whose rows name the element: one for each lot, or several of one lot."""

from __future__ import annotations

from extract.model import DocumentKind
from tests.extract.paper import Rows
from tests.extract.test_tables import read, row, shown

FIVE = (60.0, 150.0, 290.0, 390.0, 470.0)
HEAD = row(300.0, "Lot", "Material", "Net weight (kg)", "Analyte", "Result (%)", columns=FIVE)


def of_lots(*lines: tuple[str, ...]) -> Rows:
    return [HEAD, *(row(320.0 + 20.0 * at, *line, columns=FIVE) for at, line in enumerate(lines))]


def test_each_lot_has_the_grade_of_its_own_element() -> None:
    page = of_lots(
        ("VM-W-09", "Wolframite concentrate", "18,000", "WO3", "65.40"),
        ("VM-TA-09", "Tantalite concentrate", "6,000", "Ta2O5", "29.70"),
    )
    found = read(page, DocumentKind.ASSAY_CERTIFICATE)
    assert [one["grade"] for one in shown(found)] == ["65.40", "29.70"]
    assert found.rows[0]["grade"].unit == "%"


def test_several_elements_of_one_lot_are_no_grades_of_its_goods() -> None:
    page = of_lots(
        ("VM-W-09", "Wolframite concentrate", "18,000", "WO3", "65.40"),
        ("VM-W-09", "Wolframite concentrate", "18,000", "SnO2", "1.20"),
    )
    assert not any("grade" in one for one in shown(read(page, DocumentKind.ASSAY_CERTIFICATE)))
