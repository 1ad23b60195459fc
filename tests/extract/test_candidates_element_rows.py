"""Which row of a table of elements is the result."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


def report(*headings: str) -> Sheet:
    """A laboratory's report whose rows have a limit of detection, two samples and a last column."""
    sheet = Sheet().text(50, 40, "CERTIFICATE OF ANALYSIS", 16).text(50, 66, "Report no.").text(150, 66, "MML-26-00418")
    sheet.text(50, 80, "Sample").text(150, 80, "Coltan concentrate").text(300, 80, "Lot").text(380, 80, "NRM-TA-0226")
    sheet.text(50, 94, "Method: oxides by fluorescence after fusion, results as received unless it is stated otherwise")
    rows = (
        headings,
        ("Ta2O5", "%", "0.01", "31.75", "31.09", "31.42"),
        ("Nb2O5", "%", "0.01", "24.10", "24.66", "24.38"),
    )
    for number, row in enumerate(rows):
        for x, text in zip((50, 110, 160, 220, 290, 360), row, strict=True):
            sheet.text(x, 108 + 14 * number, text)
    return sheet


@pytest.mark.parametrize(("last", "grade"), [("Average", "31.42"), ("Comp. C", "31.75")])
def test_a_limit_by_its_columns_heading_is_no_result_and_the_mean_is_the_lots(last: str, grade: str) -> None:
    (document,) = extract_file([report("Analyte", "Unit", "LOD", "Comp. A", "Comp. B", last).page()])
    assert (document.fields["grade"].value, document.fields["grade"].unit) == (grade, "%")


def test_of_samples_beside_their_mean_none_is_the_grade_whatever_stands_over_the_table() -> None:
    sheet = Sheet().text(50, 40, "CERTIFICATE OF ANALYSIS", 16).text(50, 66, "Report no.").text(150, 66, "MML-26-00419")
    sheet.text(50, 80, "Product").text(290, 80, "Lot").text(360, 80, "Date")
    sheet.text(50, 92, "Wolframite concentrate").text(290, 92, "KX-W-07").text(360, 92, "03-10-2025")
    rows = (
        ("Parameter", "Unit", "Sample 1", "Sample 2", "Mean"),
        ("WO3", "%", "65.74", "65.88", "65.80"),
        ("Sn", "%", "0.21", "0.20", "0.21"),
    )
    for number, row in enumerate(rows):
        for x, text in zip((50, 130, 190, 270, 350), row, strict=True):
            sheet.text(x, 112 + 14 * number, text)
    (document,) = extract_file([sheet.page()])
    assert document.fields["grade"].value == "65.80"


def test_the_method_behind_an_element_is_part_of_its_label() -> None:
    sheet = Sheet().text(50, 40, "CERTIFICATE OF ANALYSIS", 16).text(50, 66, "Report no.").text(150, 66, "MML-26-00420")
    sheet.text(50, 80, "Sample").text(150, 80, "Cassiterite concentrate")
    for number, (name, share) in enumerate((("Tin (Sn), titration", "66.40 %"), ("Tantalum (Ta2O5)", "0.41 %"))):
        sheet.text(50, 120 + 16 * number, name).text(400, 120 + 16 * number, share)
    (document,) = extract_file([sheet.page()])
    assert document.fields["grade"].value == "66.40"
