"""Tables as unknown offices set them: words cut short, remarks under rows, text beside, headings unknown."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.tables_words import header_words
from extract.types import TYPES
from tests.extract.test_tables import plain, read, row, shown

INVOICE = TYPES[DocumentKind.COMMERCIAL_INVOICE]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Vlr FOB", "value"),
        ("Amt US$", "value"),
        ("Vlr total US$", "value"),
        ("Pos. tarif.", "hs_codes"),
        ("Part. aranc.", "hs_codes"),
        ("Tot. colis", "parcel_count"),
        ("Bdls", "parcel_count"),
        ("Qty nett, MT", "net_weight"),
        ("Qté nette", "net_weight"),
        ("P. br. kg", "gross_weight"),
        ("Parcel gr. wt, g", "gross_weight"),
        ("Gr. mass", "gross_weight"),
        ("Descr.", "goods_description"),
        ("Desc. of goods", "goods_description"),
        ("Mont. USD", "value"),
        ("Lte", "lot_number"),
    ],
)
def test_headings_cut_short(heading: str, field: str) -> None:
    reading = header_words(INVOICE).read(heading, "text-layer")
    assert reading is not None
    assert reading.names[0] == field


@pytest.mark.parametrize("text", ["Our contract", "Permit", "Bill to", "Vessel", "Inv. No.", "Dd."])
def test_what_is_no_heading_cut_short(text: str) -> None:
    assert header_words(INVOICE).read(text, "text-layer") is None


def test_quantity_cut_short_is_no_unit() -> None:
    reading = header_words(INVOICE).read("Qté nette", "text-layer")
    assert reading is not None
    assert reading.unit is None


def test_heading_in_two_languages_is_no_rate() -> None:
    reading = header_words(INVOICE).read("Quilates / Carats", "text-layer")
    assert reading is not None
    assert (reading.names[0], reading.per) == ("carat_weight", None)


def test_text_beside_the_table_is_no_cell() -> None:
    columns = (60.0, 120.0, 200.0, 280.0, 400.0)
    reading = read(
        [
            row(300.0, "Bag", "Tag No.", "Gross kg", "Net kg", columns=columns),
            row(320.0, "1", "TE-1180", "1,021.3", "1,018.5", "All bags were put on board", columns=columns),
            row(340.0, "2", "TE-1181", "1,030.8", "1,028.0", "of truck 7, weighing 2,052.1", columns=columns),
            row(360.0, "3", "TE-1182", "1,005.2", "1,002.4", "kg in all.", columns=columns),
        ],
        DocumentKind.PACKING_LIST,
    )
    assert [one["net_weight"] for one in shown(reading)] == ["1018.5", "1028.0", "1002.4"]
    assert all("parcel_count" not in one for one in shown(reading))


def test_remarks_under_rows_state_their_seals() -> None:
    columns = (60.0, 150.0, 280.0, 360.0, 440.0)
    rows = [row(300.0, "Pallet", "Content", "Packages", "Gross kg", "Net kg", columns=columns)]
    for number in range(3):
        y = 320.0 + 40 * number
        gross, net = str(3200 + number), str(3000 + number)
        rows.append(row(y, str(number + 1), f"Drums {number} to {number + 9}", "12", gross, net, columns=columns))
        rows.append(
            (y + 16, [(150.0, f"Seal: AN 7044{number} - steel hoop, marks on all sides CAW / {number} / LINZ")])
        )
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert [one["seal_numbers"] for one in shown(reading)] == [(f"AN 7044{number}",) for number in range(3)]
    assert [one["gross_weight"] for one in shown(reading)] == ["3200", "3201", "3202"]


def test_columns_told_by_what_they_hold() -> None:
    columns = (60.0, 130.0, 280.0, 350.0, 440.0)
    reading = read(
        [
            row(300.0, "HS code", "What is sold", "Net kg", "Cours fait", "Carried out", columns=columns),
            row(320.0, "2609.00", "Tin ore, coarse fraction", "1,200.0", "19.40", "USD 23,280.00", columns=columns),
            row(340.0, "2609.00", "Tin ore, fine fraction", "800.0", "18.10", "USD 14,480.00", columns=columns),
        ]
    )
    first = shown(reading)[0]
    assert first["goods_description"] == "Tin ore, coarse fraction"
    assert (first["unit_price"], first["value"]) == ("19.40", "23280.00")


def test_word_for_a_total_between_its_numbers() -> None:
    reading = read(
        [
            row(300.0, "Description", "Co %", "Net weight t", "Price USD/t", "Amount USD"),
            row(320.0, "Hydroxide lot A118", "29.84", "72.439", "13,420.00", "972,131.38"),
            row(340.0, "Hydroxide lot A119", "30.17", "71.846", "13,565.00", "974,590.99"),
            row(360.0, "160 big bags", None, "144.285", "TOTAL", "1,946,722.37"),
        ]
    )
    assert len(reading.rows) == 2
    assert plain(reading.totals["value"]) == "1946722.37"


def test_summary_in_columns_of_other_facts_is_no_row() -> None:
    reading = read(
        [
            row(300.0, "Description", "Net kg", "USD/kg", "USD"),
            row(320.0, "Wolframite concentrate", "21,723.2", "31.85", "691,883.92"),
            row(340.0, "24 BIG BAGS", "GROSS 21,780.8 KG", None, "NET 21,723.2 KG"),
            row(360.0, "AMOUNT DUE", None, None, "USD 691,883.92"),
        ]
    )
    assert len(reading.rows) == 1


def test_sentence_over_the_columns_is_no_row() -> None:
    columns = (60.0, 130.0, 200.0, 280.0)
    reading = read(
        [
            row(300.0, "Seq", "Bundle", "Gross kg", "Net kg", columns=columns),
            row(320.0, "01", "KB7701", "2,532", "2,529", columns=columns),
            row(340.0, "02", "KB7702", "2,509", "2,506", columns=columns),
            (360.0, [(60.0, "2 bundles; strapping 6 kg altogether; total nett 5,035 kg.")]),
        ],
        DocumentKind.PACKING_LIST,
    )
    assert len(reading.rows) == 2
