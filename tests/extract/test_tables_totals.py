"""Totals that no word or an unusual one names, headings that hold sizes or remarks, and the lines that are no rows."""

from __future__ import annotations

import pytest

from extract.layout import lay_out
from extract.model import DocumentKind, Money
from extract.tables import TableReading, read_table
from extract.tables_header import find_headers
from extract.tables_words import header_words
from extract.types import TYPES
from extract.values import Context
from tests.extract.paper import Rows, page_of, sheet, words_at

INVOICE, PACKING, ASSAY = (
    DocumentKind.COMMERCIAL_INVOICE,
    DocumentKind.PACKING_LIST,
    DocumentKind.ASSAY_CERTIFICATE,
)


def read(rows: Rows, kind: DocumentKind, **given: str) -> TableReading:
    return read_table([sheet(rows)], TYPES[kind], Context(language="en", **given))  # type: ignore[arg-type]  # only texts


BARS: Rows = [
    (300.0, [(60.0, "Bar no."), (200.0, "Box"), (320.0, "Net weight")]),
    (320.0, [(60.0, "PD-2217"), (200.0, "1"), (320.0, "14,311.2 g")]),
    (340.0, [(60.0, "PD-2218"), (200.0, "1"), (320.0, "14,208.7 g")]),
    (360.0, [(60.0, "PD-2219"), (200.0, "2"), (320.0, "14,260.4 g")]),
]


@pytest.mark.parametrize("words", ["3 bars, two boxes", "3 bars", "Three (3) bars"])
def test_a_last_row_that_counts_things_and_sums_up_is_the_total(words: str) -> None:
    reading = read([*BARS, (380.0, [(60.0, words), (320.0, "42,780.3 g")])], PACKING)
    assert [fields["net_weight"].value for fields in reading.rows] == ["14311.2", "14208.7", "14260.4"]
    assert reading.totals["net_weight"].value == "42780.3"
    assert reading.totals["parcel_count"].value == 3


def test_a_last_row_that_does_not_sum_up_is_an_item() -> None:
    reading = read([*BARS, (380.0, [(60.0, "3 bars"), (320.0, "42,780.9 g")])], PACKING)
    assert len(reading.rows) == 4
    assert "net_weight" not in reading.totals


def test_an_item_that_happens_to_be_the_sum_stays_an_item() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Description"), (240.0, "Weight (ct)"), (340.0, "Price"), (440.0, "Amount USD")]),
        (320.0, [(60.0, "Rough A"), (240.0, "10.00"), (340.0, "50.00"), (440.0, "500.00")]),
        (340.0, [(60.0, "Rough B"), (240.0, "20.00"), (340.0, "50.00"), (440.0, "1,000.00")]),
        (360.0, [(60.0, "Rough C"), (240.0, "30.00"), (340.0, "50.00"), (440.0, "1,500.00")]),
    ]
    assert len(read(rows, INVOICE).rows) == 3


def test_a_total_counts_its_parcels_behind_the_weight_and_a_lot_may_be_called_a() -> None:
    rows: Rows = [
        (300.0, [(60.0, "LOTE"), (130.0, "PEDRAS"), (210.0, "PESO LIQUIDO (CT)"), (360.0, "CONTEUDO")]),
        (320.0, [(60.0, "A"), (130.0, "96"), (230.0, "155,95"), (360.0, "Diamantes brutos + 1 ct")]),
        (340.0, [(60.0, "B"), (130.0, "748"), (230.0, "312,32"), (360.0, "Diamantes brutos - 1 ct")]),
        (360.0, [(60.0, "TOTAL"), (130.0, "844"), (230.0, "468,27"), (360.0, "2 lotes")]),
        (380.0, [(60.0, "Peso bruto"), (230.0, "310 g")]),
    ]
    reading = read_table([sheet(rows)], TYPES[PACKING], Context(language="pt", decimal_comma=True))
    assert [fields["carat_weight"].value for fields in reading.rows] == ["155.95", "312.32"]
    assert reading.totals["carat_weight"].value == "468.27"
    assert reading.totals["parcel_count"].value == 2


def test_a_line_of_several_labels_under_a_table_is_no_total() -> None:
    rows: Rows = [
        (300.0, [(50.0, "Parcel"), (120.0, "Contents"), (270.0, "Net weight, ct"), (400.0, "0.5 ct +")]),
        (320.0, [(50.0, "1/3"), (120.0, "Rough diamonds +4"), (270.0, "1,214.70"), (400.0, "yes")]),
        (340.0, [(50.0, "2/3"), (120.0, "Rough diamonds -4"), (270.0, "2,500.00"), (400.0, "no")]),
        (360.0, [(50.0, "3/3"), (120.0, "Rough diamonds -2"), (270.0, "1,500.00"), (400.0, "no")]),
        (382.0, [(50.0, "Total parcels: 3"), (170.0, "Total carats: 5,214.70"), (330.0, "Gross weight: 2.1 kg")]),
    ]
    reading = read(rows, PACKING)
    assert [fields["carat_weight"].value for fields in reading.rows] == ["1214.70", "2500.00", "1500.00"]
    assert all("lot_number" not in fields for fields in reading.rows)
    assert not reading.totals  # the labels are read as labels


@pytest.mark.parametrize(
    ("heading", "names", "unit"),
    [
        ("Weight after melt (g)", "net_weight", "g"),
        ("G.W. (KGS)", "gross_weight", "kg"),
        ("N/W, kg", "net_weight", "kg"),
        ("Weight, g", "net_weight", "g"),
    ],
)
def test_the_unit_of_a_heading(heading: str, names: str, unit: str) -> None:
    reading = header_words(TYPES[PACKING]).read(heading, "text-layer")
    assert reading is not None
    assert names in reading.names
    assert reading.unit == unit


def test_two_headings_set_close_are_two() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Lote Descrição"), (300.0, "NCM"), (360.0, "Quilates US$/ct"), (480.0, "Total US$")]),
        (320.0, [(60.0, "A Diamantes brutos"), (300.0, "7102.31.00"), (360.0, "173,95 515,00"), (480.0, "89.584,25")]),
        (340.0, [(60.0, "B Diamantes brutos"), (300.0, "7102.31.00"), (360.0, "312,32 92,33"), (480.0, "28.836,51")]),
    ]
    (header,) = find_headers(sheet(rows), header_words(TYPES[INVOICE]))
    assert [heading.text for heading in header.headings][-3:] == ["Quilates", "US$/ct", "Total US$"]


def test_bars_of_an_assay_are_rows_and_its_elements_stay_free() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Bar"), (160.0, "Weight, g"), (280.0, "Gold, %"), (400.0, "Silver, %")]),
        (320.0, [(60.0, "PD-1"), (160.0, "14,311.2"), (280.0, "91.20"), (400.0, "6.41")]),
        (340.0, [(60.0, "PD-2"), (160.0, "14,208.7"), (280.0, "91.05"), (400.0, "6.58")]),
        (360.0, [(60.0, "PD-3"), (160.0, "14,260.4"), (280.0, "91.14"), (400.0, "6.50")]),
        (380.0, [(60.0, "Total / mean"), (160.0, "42,780.3"), (280.0, "91.13")]),
    ]
    layout = sheet(rows)
    reading = read_table([layout], TYPES[ASSAY], Context(language="en"))
    assert reading.totals["net_weight"].value == "42780.3"
    used = {layout.page.words[index].text for _, index in reading.used}
    assert "42,780.3" in used
    assert not {"91.13", "Gold,"} & used


def test_the_value_stays_what_a_total_row_says() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Description"), (240.0, "Weight (ct)"), (440.0, "Amount USD")]),
        (320.0, [(60.0, "Rough A"), (240.0, "10.00"), (440.0, "500.00")]),
        (340.0, [(60.0, "Total"), (440.0, "500.00")]),
    ]
    value = read(rows, INVOICE).totals["value"].value
    assert isinstance(value, Money)
    assert str(value.amount) == "500.00"


def test_a_weight_under_the_amounts_is_no_total_of_the_amounts() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Description"), (240.0, "Carats"), (320.0, "US$/ct"), (440.0, "Amount US$")]),
        (320.0, [(60.0, "Rough A"), (240.0, "173.95"), (320.0, "515.00"), (440.0, "89,584.25")]),
        (340.0, [(60.0, "Rough B"), (240.0, "312.32"), (320.0, "92.33"), (440.0, "28,836.51")]),
        (360.0, [(330.0, "Total"), (370.0, "weight:"), (440.0, "486.27 ct")]),
    ]
    layout = sheet(rows)
    reading = read_table([layout], TYPES[INVOICE], Context(language="en"))
    assert "value" not in reading.totals
    assert "486.27" not in {layout.page.words[index].text for _, index in reading.used}


def test_an_account_of_a_price_is_no_table_of_goods() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Concepto"), (280.0, "Cantidad"), (440.0, "US$")]),
        (320.0, [(60.0, "Peso neto"), (280.0, "356.108 t")]),
        (340.0, [(60.0, "Ley de cobre"), (280.0, "27.35 %")]),
        (360.0, [(60.0, "Cobre pagable"), (280.0, "85.934 t"), (440.0, "828,403.76")]),
        (380.0, [(60.0, "Plata pagable"), (280.0, "671.05 oz"), (440.0, "20,936.76")]),
    ]
    assert not read(rows, INVOICE).rows


def test_a_sum_without_a_word_ends_the_table_and_leaves_the_labels_below_it() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Item description"), (320.0, "Packages"), (440.0, "Net Wt")]),
        (320.0, [(60.0, "Natural flake graphite"), (330.0, "11"), (440.0, "11.40 t")]),
        (340.0, [(60.0, "Natural flake graphite, fine"), (330.0, "14"), (440.0, "13.90 t")]),
        (360.0, [(320.0, "25 big bags"), (440.0, "25.30 t")]),
        (378.0, [(60.0, "Certificate No."), (220.0, "Invoice No."), (400.0, "Lot number")]),
        (391.0, [(60.0, "1721/2026"), (220.0, "824184"), (400.0, "L26-4277")]),
    ]
    layout = sheet(rows)
    reading = read_table([layout], TYPES[PACKING], Context(language="en"))
    assert [fields["net_weight"].value for fields in reading.rows] == ["11.40", "13.90"]
    assert (reading.totals["net_weight"].value, reading.totals["parcel_count"].value) == ("25.30", 25)
    assert not {"824184", "1721/2026"} & {layout.page.words[index].text for _, index in reading.used}


def test_a_line_without_words_that_is_no_sum_is_more_of_the_row_above_or_a_row() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Item description"), (320.0, "Packages"), (440.0, "Net Wt")]),
        (320.0, [(60.0, "Natural flake graphite"), (330.0, "11"), (440.0, "11.40 t")]),
        (340.0, [(60.0, "Natural flake graphite, fine"), (330.0, "14"), (440.0, "13.90 t")]),
        (360.0, [(330.0, "25"), (440.0, "26.30 t")]),
    ]
    assert "net_weight" not in read(rows, PACKING).totals


def test_a_long_sheet_of_cells_is_read_to_its_end() -> None:
    count = 450
    step = 1.8
    words = [
        word
        for x, text in ((50.0, "Drum"), (150.0, "Tag"), (300.0, "Net weight (kg)"))
        for word in words_at(x, 4.0, text, 1.0)
    ]
    for number in range(count):
        y = 6.0 + step * number
        for x, text in ((50.0, f"{number + 1}"), (150.0, f"RW{100000 + number}"), (300.0, "385.0")):
            words += words_at(x, y, text, 1.0)
    words += words_at(50.0, 6.0 + step * count, "Total", 1.0) + words_at(
        300.0, 6.0 + step * count, f"{385 * count}.0", 1.0
    )
    page = page_of([]).model_copy(update={"words": tuple(words), "origin": "cells"})
    reading = read_table([lay_out(page)], TYPES[PACKING], Context(language="en"))
    assert len(reading.rows) == count
    assert reading.totals["net_weight"].value == f"{385 * count}.0"


def test_a_total_that_counts_two_things_counts_those_of_the_rows() -> None:
    rows: Rows = [
        (300.0, [(50.0, "Pal."), (110.0, "Contents"), (330.0, "Drums"), (430.0, "Net weight kg")]),
        (320.0, [(50.0, "1"), (110.0, "Cobalt cathodes"), (340.0, "8"), (440.0, "2 000")]),
        (340.0, [(50.0, "2"), (110.0, "Cobalt cathodes"), (340.0, "8"), (440.0, "2 000")]),
        (360.0, [(250.0, "Total: 16 drums on 2 pallets"), (440.0, "4 000")]),
    ]
    total = read_table([sheet(rows)], TYPES[PACKING], Context(language="fr")).totals["parcel_count"]
    assert (total.value, total.raw) == (16, "16")


def test_a_sum_in_a_table_of_bars_ends_it_before_the_account_of_its_price() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Bar"), (160.0, "Weight (g)"), (300.0, "Au o/oo"), (420.0, "Fine Au (g)")]),
        (320.0, [(60.0, "GB-1"), (160.0, "6,506.0"), (300.0, "906.4"), (420.0, "5,897.04")]),
        (340.0, [(60.0, "GB-2"), (160.0, "7,526.6"), (300.0, "899.3"), (420.0, "6,768.67")]),
        (360.0, [(60.0, "2 bars"), (160.0, "14,032.6"), (420.0, "12,665.71")]),
        (380.0, [(60.0, "Bars in ounces"), (160.0, "451.158")]),
    ]
    reading = read(rows, INVOICE)
    assert [fields["net_weight"].value for fields in reading.rows] == ["6506.0", "7526.6"]
    assert reading.totals["net_weight"].value == "14032.6"


def test_bars_of_an_assay_without_a_total_are_rows_and_one_element_of_a_list_is_its_grade() -> None:
    head = (300.0, [(60.0, "Bar"), (160.0, "Weight, g"), (280.0, "Au, parts per thousand")])
    bars: Rows = [
        (320.0 + 20 * at, [(60.0, f"GB-{at}"), (160.0, f"{6500 + at}.0"), (280.0, f"90{at}.4")]) for at in range(4)
    ]
    assert len(read([head, *bars], ASSAY).rows) == 4
    piles: Rows = [
        (300.0, [(60.0, "No."), (120.0, "Pile"), (240.0, "Net weight (t)"), (400.0, "Mn (%)")]),
        (320.0, [(60.0, "1"), (120.0, "T-40"), (240.0, "2310.49"), (400.0, "45.29")]),
        (340.0, [(60.0, "2"), (120.0, "T-41"), (240.0, "2174.19"), (400.0, "44.25")]),
    ]
    assert [fields["grade"].value for fields in read(piles, PACKING).rows] == ["45.29", "44.25"]


def test_an_amount_set_lower_in_its_cell_than_the_words_of_the_total_row_belongs_to_it() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Descripción"), (240.0, "Cantidad"), (340.0, "Precio"), (440.0, "Importe")]),
        (320.0, [(60.0, "Espodumeno SC6"), (240.0, "1.200,00 KG"), (340.0, "2,00"), (440.0, "2.400,00")]),
        (340.0, [(60.0, "Espodumeno SC5"), (240.0, "1.000,00 KG"), (340.0, "1,50"), (440.0, "1.500,00")]),
        (358.0, [(460.0, "USD")]),
        (364.0, [(60.0, "Totales"), (240.0, "2.200,00 KG")]),
        (370.0, [(440.0, "3.900,00")]),
    ]
    reading = read(rows, INVOICE)
    assert reading.totals["value"].value == Money.model_validate({"amount": "3900.00", "currency": "USD"})
    assert reading.totals["net_weight"].value == "2200.00"
    apart = [*rows[:-2], (364.0, [(60.0, "Totales"), (240.0, "2.200,00 KG")]), (400.0, [(440.0, "3.900,00")])]
    assert "value" not in read(apart, INVOICE).totals


def test_tags_that_each_row_tells_some_of_are_less_sure_as_the_papers_list() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Description"), (220.0, "Tag no."), (400.0, "Net weight (kg)")]),
        (320.0, [(60.0, "Coltan, pit one"), (220.0, "TZ-0099121"), (400.0, "410.0")]),
        (340.0, [(60.0, "Coltan, pit two"), (220.0, "TZ-0099122"), (400.0, "405.5")]),
        (360.0, [(60.0, "Total"), (400.0, "815.5")]),
    ]
    tags = read(rows, PACKING).totals["tag_numbers"]
    assert tags.value == ("TZ-0099121", "TZ-0099122")
    assert tags.confidence < 0.9 <= read(rows, PACKING).rows[0]["tag_numbers"].confidence


def test_labels_of_other_facts_under_the_columns_are_no_total() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Package"), (160.0, "Tag no."), (300.0, "Net weight kg"), (440.0, "Gross weight kg")]),
        (320.0, [(60.0, "Drum 1"), (160.0, "KT-0071"), (320.0, "400.6"), (460.0, "418.8")]),
        (340.0, [(60.0, "Drum 2"), (160.0, "KT-0072"), (320.0, "399.8"), (460.0, "418.0")]),
        (370.0, [(60.0, "Total net weight: 800.4 kg"), (280.0, "Seal numbers: RNM 418827 and HLC 0093361")]),
    ]
    totals = read(rows, PACKING).totals
    assert "net_weight" not in totals or totals["net_weight"].value == "800.4"


def test_a_weight_in_a_wide_cell_of_the_total_row_is_that_of_the_column_it_leaves_empty() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Description"), (240.0, "Big bags"), (340.0, "Net kg"), (440.0, "Amount USD")]),
        (320.0, [(60.0, "Flake graphite, +80"), (240.0, "12 bags"), (340.0, "12,000.0"), (440.0, "11,760.00")]),
        (340.0, [(60.0, "Flake graphite, -100"), (240.0, "16 bags"), (340.0, "16,000.0"), (440.0, "11,360.00")]),
        (360.0, [(60.0, "Total 28 big bags"), (225.0, "28,000.0 kg"), (440.0, "23,120.00")]),
    ]
    totals = read(rows, INVOICE).totals
    assert (totals["net_weight"].value, totals["parcel_count"].value) == ("28000.0", 28)
    other = [*rows[:-1], (360.0, [(60.0, "Total 28 big bags"), (225.0, "27,500.0 kg"), (440.0, "23,120.00")])]
    assert "net_weight" not in read(other, INVOICE).totals


def marks(label: str) -> Rows:
    return [
        (300.0, [(60.0, "Marks"), (140.0, "Pieces"), (200.0, "Goods"), (420.0, "Gross weight")]),
        (320.0, [(60.0, "No. 1/20"), (150.0, "20"), (200.0, "Coltan, coarse fraction"), (420.0, "4,907 kgs")]),
        (340.0, [(60.0, "No. 21/40"), (150.0, "20"), (200.0, "Coltan, washed and dried"), (420.0, "4,903 kgs")]),
        (360.0, [(150.0, "40"), (200.0, label), (420.0, "9,810 kgs")]),
    ]


@pytest.mark.parametrize("label", ["Total for lot", "TOTAL", "Grand total shipped"])
def test_a_total_may_stand_among_the_descriptions_behind_a_count(label: str) -> None:
    reading = read(marks(label), DocumentKind.TRANSPORT_DOCUMENT)
    assert [fields["parcel_count"].value for fields in reading.rows] == [20, 20]
    assert reading.totals["gross_weight"].value == "9810"


def test_stones_of_an_average_quality_are_no_average() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Pacote"), (160.0, "Qualidade"), (300.0, "Peso, ct"), (400.0, "Peso, g")]),
        (320.0, [(60.0, "A"), (160.0, "gema"), (300.0, "412,35"), (400.0, "82,47")]),
        (340.0, [(60.0, "B"), (160.0, "média"), (300.0, "988,40"), (400.0, "197,68")]),
        (360.0, [(60.0, "C"), (160.0, "comercial"), (300.0, "2.017,85"), (400.0, "403,57")]),
        (380.0, [(60.0, "3"), (160.0, "pacotes"), (300.0, "3.418,60"), (400.0, "683,72")]),
    ]
    reading = read_table([sheet(rows)], TYPES[PACKING], Context(language="pt", decimal_comma=True))
    assert [fields["goods_description"].value for fields in reading.rows] == ["gema", "média", "comercial"]


def container(weight: str) -> Rows:
    return [
        (
            300.0,
            [(50.0, "Cntr No."), (140.0, "Seal number"), (240.0, "Qty pkgs"), (310.0, "Goods"), (440.0, "Gross (kg)")],
        ),
        (320.0, [(50.0, "NGOU977414"), (140.0, "PX998168"), (250.0, "25"), (310.0, "Tantalite"), (440.0, "7,621.00")]),
        (340.0, [(50.0, "Total for lot"), (250.0, "25"), (440.0, weight)]),
    ]


def test_a_single_row_that_its_total_repeats_is_one() -> None:
    (row,) = read(container("7,621.00"), DocumentKind.TRANSPORT_DOCUMENT).rows
    assert row["seal_numbers"].value == ("PX998168",)
    assert row["gross_weight"].value == "7621.00"


def test_a_single_row_with_another_total_may_be_a_form() -> None:
    assert not read(container("7,721.00"), DocumentKind.TRANSPORT_DOCUMENT).rows


SHIPPED: Rows = [
    (300.0, [(60.0, "Container No."), (150.0, "Packages"), (230.0, "Description of goods"), (430.0, "Gross weight")]),
    (320.0, [(60.0, "KRLU2047181"), (150.0, "115 drums"), (230.0, "Cassiterite concentrate"), (430.0, "25,070 kg")]),
    (340.0, [(60.0, "MZHU7715303"), (150.0, "119 drums"), (230.0, "Cassiterite concentrate"), (430.0, "24,752 kg")]),
]


@pytest.mark.parametrize("words", ["TOTAL HS 2609.00", "TOTAL, SH 2609.00", "TOTAL HS 2609.00 Origin: Rwanda"])
def test_a_total_may_stand_behind_another_statement_and_before_the_tariffs_code(words: str) -> None:
    row = [(60.0, "2 x 20'"), (150.0, "234 drums"), (230.0, words), (430.0, "49,882 kg")]
    reading = read([*SHIPPED, (360.0, row)], DocumentKind.TRANSPORT_DOCUMENT)
    assert len(reading.rows) == 2
    assert (reading.totals["gross_weight"].value, reading.totals["parcel_count"].value) == ("49882", 234)


def test_a_spreadsheets_numbers_before_its_lines_hide_no_total() -> None:
    cells = (60.0, 90.0, 130.0, 280.0, 360.0, 440.0)
    lines = (
        ("13", "#", "Description", "Packages", "Net weight (g)", "Amount (USD)"),
        ("14", "1", "Gold dore bars, no. 1", "1", "8,363.7", "910,630.93"),
        ("15", "2", "Gold dore bars, no. 2-3", "2", "16,270.2", "1,610,261.69"),
    )
    rows: Rows = [(300.0 + 20 * at, list(zip(cells, line, strict=True))) for at, line in enumerate(lines)]
    total = [(60.0, "16"), (130.0, "Total amount"), (280.0, "3"), (360.0, "24,633.9"), (440.0, "2,520,892.62")]
    reading = read([*rows, (360.0, total)], INVOICE)
    assert [fields["parcel_count"].value for fields in reading.rows] == [1, 2]
    assert reading.totals["parcel_count"].value == 3


@pytest.mark.parametrize("words", ["TOTAL (lotes: 3)", "TOTAL (parcels: 3)", "TOTAL (colis : 3)", "Total, bultos: 3"])
def test_a_total_says_how_many_behind_the_word_for_them(words: str) -> None:
    rows: Rows = [
        (300.0, [(60.0, "Descrição"), (280.0, "Quilates"), (360.0, "USD/ct"), (440.0, "Total USD")]),
        (320.0, [(60.0, "Diamantes +2 ct"), (280.0, "118.24"), (360.0, "412.50"), (440.0, "48,774.00")]),
        (340.0, [(60.0, "Diamantes 0,5-2 ct"), (280.0, "301.12"), (360.0, "236.00"), (440.0, "71,064.32")]),
        (360.0, [(60.0, "Diamantes -0,5 ct"), (280.0, "423.00"), (360.0, "148.50"), (440.0, "62,815.50")]),
        (380.0, [(60.0, words), (280.0, "842.36"), (440.0, "182,653.82")]),
    ]
    assert read(rows, INVOICE).totals["parcel_count"].value == 3


def containers(second: tuple[str, ...]) -> Rows:
    """Two containers, the goods described beside the first; what stands beside the second."""
    heads = ("Container no.", "Seal no.", "Packages", "Description", "Gross kg")
    xs = (40.0, 140.0, 230.0, 320.0, 500.0)
    first = ("ATPU4209187", "CL-784113", "40 big bags", "Lithium carbonate", "20,300")
    other = ("ATPU4217752", "CL-784114", "40 big bags", second[0], "20,300")
    total = ("Total", "", "80 big bags", "", "40,600")
    rows = [(300.0, heads), (320.0, first), (332.0, ("", "", "", "HS code 283691", "")), (344.0, other)]
    rows += [(344.0 + 12 * at, ("", "", "", text, "")) for at, text in enumerate(second) if at] + [(380.0, total)]
    return [(y, [(x, cell) for x, cell in zip(xs, cells, strict=True) if cell]) for y, cells in rows]


def test_goods_described_beside_the_first_of_several_containers_are_those_of_all() -> None:
    reading = read(containers(("Lot LC-26-0583", "Net weight 40,000 kg")), DocumentKind.TRANSPORT_DOCUMENT)
    assert [fields.get("goods_description") is None for fields in reading.rows] == [False, True]
    assert reading.totals["goods_description"].value == "Lithium carbonate"
    other = read(containers(("Lithium hydroxide",)), DocumentKind.TRANSPORT_DOCUMENT)
    assert [fields["goods_description"].value for fields in other.rows] == ["Lithium carbonate", "Lithium hydroxide"]
    assert "goods_description" not in other.totals
