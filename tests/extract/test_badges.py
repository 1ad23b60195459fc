"""Forms whose labels stand on a coloured ground of their own in the upper corner of their boxes."""

from __future__ import annotations

from tests.extract.sheet import Sheet
from tests.extract.trade import values

BOXES = (
    ((50, 100, 300, 150), "1 FROM (SENDER)", ("Kitwe Emerald Traders Ltd", "Plot 18, Obote Avenue, Kitwe, Zambia")),
    ((300, 100, 550, 150), "2 TO (RECEIVER)", ("Edelschliff Idar GmbH", "Hauptstrasse 9, 55743 Idar-Oberstein")),
    ((50, 150, 210, 190), "3 GROSS WEIGHT", ("2.35 kg",)),
    ((210, 150, 380, 190), "4 SEAL", ("ZRA 440172",)),
    ((380, 150, 550, 190), "5 COLLECTED", ("14 Mar 2026, 10:20",)),
)


def test_what_stands_under_such_a_label_answers_it() -> None:
    sheet = Sheet().text(50, 40, "CONSIGNMENT NOTE", 16).text(400, 44, "No. SC-7102-3318")
    for (x0, y0, x1, y1), label, lines in BOXES:
        width = 3.5 * len(label) + 4
        sheet.box(x0, y0, x1, y1).box(x0 + 6, y0 + 6, x0 + 6 + width, y0 + 16)
        sheet.text(x0 + 8, y0 + 8, label, 7).lines(x0 + 6, y0 + 19, *lines)
    found = values(sheet)
    assert (found["exporter_name"], found["importer_name"]) == ("Kitwe Emerald Traders Ltd", "Edelschliff Idar GmbH")
    assert (found["gross_weight"], found["seal_numbers"]) == ("2.35", ("ZRA 440172",))
    assert found["shipment_date"] == "2026-03-14"
