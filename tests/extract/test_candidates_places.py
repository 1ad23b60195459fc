"""Where a label's value stands: over the caption at a box's foot, in lines set to the right-hand margin."""

from __future__ import annotations

from tests.extract.sheet import Sheet
from tests.extract.trade import values, waybill


def test_a_day_high_over_the_caption_at_the_foot_of_its_box() -> None:
    caption = "Executed on (date) at (place) – Signature of Issuing Carrier or its Agent"
    sheet = waybill().box(300, 400, 560, 470).text(305, 408, "18/11/2026 Mwanza").text(305, 458, caption, 6)
    assert values(sheet)["issue_date"] == "2026-11-18"


def test_a_value_set_to_the_right_goes_on_in_the_next_line() -> None:
    sheet = Sheet().text(150, 30, "KIMBERLEY PROCESS CERTIFICATE", 16)
    rows = (
        ("Exporter", "Senqu Gems (Pty) Ltd, 12 Caldwell Road,"),
        ("", "Maseru 100, Lesotho"),
        ("Carats", "1 061.83 cts"),
    )
    for number, (label, value) in enumerate(rows):
        width = sum(5.0 * len(word) for word in value.split()) + 3.3 * value.count(" ")
        sheet.text(40, 100 + 13 * number, label).text(550 - width, 100 + 13 * number, value)
    found = values(sheet)
    assert found["exporter_name"] == "Senqu Gems (Pty) Ltd"
    assert found["exporter_address"] == "12 Caldwell Road, Maseru 100, Lesotho"
