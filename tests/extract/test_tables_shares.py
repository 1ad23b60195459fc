"""What rows hold of an element, said in their words: in a card of its own, or in what describes the goods."""

from __future__ import annotations

from extract.model import DocumentKind
from tests.extract.test_tables import read, row, shown

FOUR = (60.0, 300.0, 390.0, 470.0)
THREE = (60.0, 240.0, 380.0)


def test_bars_in_lines_without_headings_have_the_share_beside_their_weight() -> None:
    page = [
        row(100.0, "bar RO-311", "9,300.00 g", "93.40 % Au", columns=THREE),
        row(120.0, "bar RO-312", "9,106.20 g", "92.10 % Au", columns=THREE),
        row(160.0, "together", "18,406.20 g", columns=THREE),
    ]
    assert [one["grade"] for one in shown(read(page, DocumentKind.ASSAY_CERTIFICATE))] == ["93.40", "92.10"]


def priced(*goods: str) -> list[dict[str, object]]:
    head = row(300.0, "Product", "Tonnes", "USD/t", "Amount", columns=FOUR)
    lines = [
        row(320.0 + 20.0 * at, said, weight, "262.00", amount, columns=FOUR)
        for at, (said, weight, amount) in enumerate(
            zip(goods, ("800.000", "450.000"), ("209,600.00", "117,900.00"), strict=True)
        )
    ]
    return shown(read([head, *lines, row(380.0, "Total USD", "1,250.000", None, "327,500.00", columns=FOUR)]))


def test_the_share_in_a_minerals_description_is_its_grade() -> None:
    assert [one["grade"] for one in priced("Chromite concentrate 46 %, bulk", "Chromite lumpy 42 %, bulk")] == [
        "46",
        "42",
    ]


def test_a_share_of_water_or_of_one_row_alone_is_no_grade() -> None:
    assert not any("grade" in one for one in priced("Chromite, moisture 2 %", "Chromite, moisture 3 %"))
    assert not any("grade" in one for one in priced("Chromite concentrate 46 %", "Chromite lumpy"))
