"""Analyses of several ores in one table: each row's grade under its own element."""

from __future__ import annotations

from extract.model import DocumentKind
from tests.extract.test_tables import read, row, shown

SIX = (50.0, 140.0, 240.0, 320.0, 400.0, 480.0)
HEAD = row(200.0, "Lot no.", "Material", "Net weight (kg)", "SnO2 %", "WO3 %", "Fe %", columns=SIX)


def test_each_rows_grade_is_that_of_its_own_ore() -> None:
    rows = [
        HEAD,
        row(220.0, "MB-4411", "Cassiterite", "2,400.0", "71.20", "0.35", "2.10", columns=SIX),
        row(240.0, "MB-4412", "Wolframite", "1,100.0", "0.80", "64.90", "9.40", columns=SIX),
        row(260.0, "Total", None, "3,500.0", columns=SIX),
    ]
    reading = read(rows, DocumentKind.ASSAY_CERTIFICATE)
    assert [fields["grade"] for fields in shown(reading)] == ["71.20", "64.90"]


def test_rows_that_name_no_ore_keep_to_the_tables_column() -> None:
    rows = [
        HEAD,
        row(220.0, "MB-4411", "Cassiterite", "2,400.0", "71.20", "0.35", "2.10", columns=SIX),
        row(240.0, "MB-4412", "Same, fines", "1,100.0", "68.80", "0.90", "2.40", columns=SIX),
        row(260.0, "Total", None, "3,500.0", columns=SIX),
    ]
    reading = read(rows, DocumentKind.ASSAY_CERTIFICATE)
    assert [fields.get("grade") for fields in shown(reading)] == ["71.20", "68.80"]
