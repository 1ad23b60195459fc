"""Where a label's value stands in its box: in its column, and no further."""

from __future__ import annotations

from tests.extract.sheet import Sheet
from tests.extract.trade import values


def test_a_sentence_under_all_columns_of_a_frame_is_no_address() -> None:
    sheet = Sheet().text(60, 40, "PACKING LIST", 16).box(40, 90, 560, 220)
    sheet.text(50, 100, "SHIPPER", 7).text(230, 100, "CONSIGNEE", 7).text(420, 100, "REFERENCES", 7)
    sheet.text(50, 112, "Nyabarongo Tungsten Traders Ltd", 9).text(230, 112, "Muerztal Hartmetall GmbH", 9)
    sheet.lines(420, 112, "Invoice NTT-26-0931", "Lot NTT-W-26-038", "Date: 8 September 2026", size=9)
    sheet.text(50, 180, "Wolframite concentrate in lined big bags, mineral tags fixed at each neck.", 9)
    found = values(sheet)
    assert found["exporter_name"] == "Nyabarongo Tungsten Traders Ltd"
    assert "exporter_address" not in found
    assert found["goods_description"] == "Wolframite concentrate in lined big bags"
