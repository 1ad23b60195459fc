"""Forms whose labels stand in a column right of what they ask for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet

Row = tuple[str, Sequence[str]]
"""A label and the lines of the value left of it."""

LICENCE: Sequence[Row] = (
    ("Permit number", ("EXP/26/0417",)),
    ("Issued on", ("11 February 2027",)),
    ("Valid until", ("10 August 2027",)),
    ("Licence holder", ("Tembwe Tin Ltd", "8 Independence Avenue", "Lusaka", "Zambia")),
    ("Foreign buyer", ("Kanalstaal Trading B.V.", "Havenweg 12, 3089 JH Rotterdam, Netherlands")),
    ("HS code", ("2609.00",)),
    ("Authorised quantity", ("24,500 kg",)),
    ("Country of destination", ("Netherlands",)),
)


def ruled(rows: Sequence[Row], style: str = "{}", ranged: bool = False) -> Sheet:
    """Rows of a form, each value at the left and its label in small print at the right, a rule between two rows."""
    sheet = Sheet().text(60, 40, "EXPORT PERMIT FOR MINERALS", 15)
    y = 90.0
    for label, lines in rows:
        shown = style.format(label)
        width = sum(3.5 * len(word) + 2.31 for word in shown.split()) - 2.31
        sheet.lines(60, y, *lines).text(540 - width if ranged else 400, y + 1, shown, 7)
        y += 13 * len(lines) + 9
        sheet.rule(55, y - 3, 545, y - 3)
    return sheet


def values(sheet: Sheet) -> dict[str, object]:
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


@pytest.mark.parametrize("style", ["{}", "/{}/"])
@pytest.mark.parametrize("ranged", [False, True])
def test_labels_in_a_column_right_of_their_values(style: str, ranged: bool) -> None:
    found = values(ruled(LICENCE, style, ranged))
    expected = {
        "document_number": "EXP/26/0417",
        "issue_date": "2027-02-11",
        "expiry_date": "2027-08-10",
        "exporter_name": "Tembwe Tin Ltd",
        "exporter_address": "8 Independence Avenue, Lusaka, Zambia",
        "importer_name": "Kanalstaal Trading B.V.",
        "licensed_quantity": "24500",
        "country_of_destination": "NL",
    }
    assert found | expected == found


def test_labels_in_the_right_column_over_their_values_keep_them() -> None:
    sheet = Sheet().text(60, 40, "EXPORT PERMIT FOR MINERALS", 15)
    left = ("Licence holder", "Tembwe Tin Ltd", "8 Independence Avenue", "Lusaka", "Zambia", "2609.00.00", "Phone 1")
    sheet.lines(60, 100, *left, step=20)
    right = ("Issued on", "11 February 2027", "Valid until", "10 August 2027", "Destination", "Netherlands")
    sheet.lines(360, 120, *right, step=20)
    found = values(sheet)
    assert found["issue_date"] == "2027-02-11"
    assert found["expiry_date"] == "2027-08-10"
    assert found["country_of_destination"] == "NL"
    assert found["exporter_name"] == "Tembwe Tin Ltd"
