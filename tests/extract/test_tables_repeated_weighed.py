"""Certificates that tell what was weighed line by line, without headings."""

from __future__ import annotations

from extract.model import DocumentKind
from tests.extract.paper import Rows
from tests.extract.test_tables import read, row, shown

PARCELS: Rows = [
    row(100.0, "The stones were weighed in three parcels, in all 1,310.75 carats:"),
    *(
        (130.0 + 16 * at, [(90.0, f"Parcel {letter}: {weight} ct")])
        for at, (letter, weight) in enumerate((("A", "410.25"), ("B", "600.40"), ("C", "300.10")))
    ),
    row(200.0, "They were sealed in our presence."),
]
BARS: Rows = [
    row(100.0, "Nous avons pesé :", columns=(60.0,)),
    row(130.0, "lingot K-01", "7 105,30 g", columns=(110.0, 240.0)),
    row(146.0, "lingot K-02", "6 990,10 g", columns=(110.0, 240.0)),
    row(162.0, "ensemble", "14 095,40 g", columns=(110.0, 240.0)),
]


def test_parcels_named_by_letters_are_rows_that_their_total_bears_out() -> None:
    reading = read(PARCELS, DocumentKind.ASSAY_CERTIFICATE)
    assert [one["carat_weight"] for one in shown(reading)] == ["410.25", "600.40", "300.10"]
    assert reading.totals["carat_weight"].value == "1310.75"


def test_bars_weighed_one_under_another() -> None:
    reading = read(BARS, DocumentKind.ASSAY_CERTIFICATE, "fr")
    assert [one["net_weight"] for one in shown(reading)] == ["7105.30", "6990.10"]
    assert reading.totals["net_weight"].value == "14095.40"


def test_weights_that_nothing_adds_up_to_are_no_rows() -> None:
    assert not read(PARCELS[1:], DocumentKind.ASSAY_CERTIFICATE).rows
