"""Tables whose columns stand close, whose blocks stand side by side, whose cells are broken, whose rows are bars."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.read import extract_file
from extract.tables_cells import BY_MEANING
from extract.tables_numbers import is_number
from extract.tables_words import header_words
from extract.types import TYPES
from extract.values.counts import counts_metal
from tests.extract.paper import Rows, page_of
from tests.extract.test_tables import plain, read, row, shown

ASSAY = DocumentKind.ASSAY_CERTIFICATE
PACKING = DocumentKind.PACKING_LIST


def test_a_price_and_an_amount_set_close_are_two_headings() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Description"), (300.0, "Carats"), (380.0, "US$/ct Total US$")]),
        (320.0, [(60.0, "Rough, 4 to 8 gr"), (300.0, "310.20"), (380.0, "120.00"), (415.0, "37,224.00")]),
        (340.0, [(60.0, "Rough, melee"), (300.0, "88.50"), (380.0, "45.00"), (415.0, "3,982.50")]),
    ]
    assert [(one["unit_price"], one["value"]) for one in shown(read(rows))] == [
        ("120.00", "37224.00"),
        ("45.00", "3982.50"),
    ]


def test_the_currency_behind_a_price_per_unit_is_the_prices() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Description"), (300.0, "Weight (ct) Price/ct USD"), (460.0, "Amount USD")]),
        (320.0, [(60.0, "Rough, 4 to 8 gr"), (310.0, "310.20"), (375.0, "120.00"), (460.0, "37,224.00")]),
        (340.0, [(60.0, "Rough, melee"), (315.0, "88.50"), (380.0, "45.00"), (465.0, "3,982.50")]),
    ]
    assert [(one["carat_weight"], one["unit_price"], one["value"]) for one in shown(read(rows))] == [
        ("310.20", "120.00", "37224.00"),
        ("88.50", "45.00", "3982.50"),
    ]


def test_words_and_a_number_a_word_space_apart_are_two_cells() -> None:
    goods = "MANGANESE ORE LUMPS"
    rows: Rows = [
        (300.0, [(60.0, "DETAIL"), (160.0, "NET KILOS PRICE USD/KG TOTAL USD")]),
        (320.0, [(60.0, f"{goods} 19,311.8"), (210.0, "22.15"), (265.0, "427,756.37")]),
        (332.0, [(60.0, "IN DRUMS OF STEEL")]),
        (380.0, [(60.0, "NET WEIGHT"), (140.0, "19,311.8 KG")]),
        (392.0, [(60.0, "GROSS WEIGHT"), (140.0, "19,767.8 KG")]),
    ]
    (only,) = shown(read(rows))
    assert only["net_weight"] == "19311.8"
    assert (only["unit_price"], only["value"]) == ("22.15", "427756.37")
    assert only["goods_description"].startswith(goods)


def test_the_total_of_the_only_lot_is_the_papers() -> None:
    rows = [
        row(300.0, "Description", "HS code", "Carats", "USD/ct", "Amount USD"),
        row(320.0, "Rough, white", "7102.31", "120.10", "100.00", "12,010.00"),
        row(340.0, "Rough, brown", "7102.31", "60.05", "50.00", "3,002.50"),
        row(360.0, "Total of lot R-7", None, "180.15", None, "15,012.50"),
    ]
    totals = read(rows).totals
    assert (totals["carat_weight"].value, plain(totals["value"])) == ("180.15", "15012.50")
    carried = [*rows[:3], row(360.0, "Carried forward", None, None, None, "2")]
    assert "value" not in read(carried).totals


@pytest.mark.parametrize("across", [False, True])
def test_blocks_of_rows_side_by_side(across: bool) -> None:
    columns = (60.0, 120.0, 190.0, 300.0, 360.0, 430.0)
    numbers = [(1, 2), (3, 4)] if across else [(1, 3), (2, 4)]
    rows = [row(300.0, "Bag", "Net kg", "Gross kg", "Bag", "Net kg", "Gross kg", columns=columns)]
    for line, (left, right) in enumerate(numbers):
        cells = [text for one in (left, right) for text in (f"B-0{one}", f"50{one}.0", f"51{one}.5")]
        rows.append(row(320.0 + 16 * line, *cells, columns=columns))
    rows.append(row(352.0, "B-05", "505.0", "515.5", columns=columns))
    rows.append(row(380.0, "Total", "2,515.0", "2,567.5", columns=columns))
    reading = read(rows, PACKING)
    assert sorted(one["net_weight"] for one in shown(reading)) == [f"50{one}.0" for one in range(1, 6)]
    if across:
        assert [one["gross_weight"] for one in shown(reading)] == [f"51{one}.5" for one in range(1, 6)]
    assert reading.totals["net_weight"].value == "2515.0"


def test_the_end_of_a_number_under_its_beginning() -> None:
    rows = [
        row(300.0, "Designation", "HS code", "Net kg", "Price USD/kg", "Amount USD"),
        row(320.0, "Tin ore concentrate in", "2609.00", "23,680.00", "16.8712", "399"),
        row(331.0, "woven sacks", None, None, None, "510.02"),
    ]
    (only,) = shown(read(rows))
    assert only["value"] == "399510.02"
    assert only["goods_description"] == "Tin ore concentrate in woven sacks"


def test_a_formula_is_no_number() -> None:
    assert not is_number("WO3")
    assert not is_number("SnO2")
    assert is_number("USD120.50")


def test_a_price_with_its_rate_behind_it_and_tons_as_programs_print_them() -> None:
    columns = (60.0, 230.0, 290.0, 340.0, 420.0)
    rows = [
        row(300.0, "Material / Description", "Qty", "UoM", "Price per", "Value USD", columns=columns),
        row(320.0, "Tin ore concentrate", "24.130", "TO", "23,150.00 1 TO", "558,609.50", columns=columns),
    ]
    (only,) = read(rows).rows
    assert (plain(only["unit_price"]), only["net_weight"].value, only["net_weight"].unit) == ("23150.00", "24.130", "t")


@pytest.mark.parametrize(("code", "unit"), [("KN", "kg"), ("TMN", "t"), ("TN", "t")])
def test_codes_of_the_customs_in_a_column_of_units(code: str, unit: str) -> None:
    columns = (60.0, 230.0, 290.0, 340.0, 420.0)
    rows = [
        row(300.0, "Descripción", "Cantidad", "Un.", "Precio unit.", "Total", columns=columns),
        row(320.0, "Nitrato de potasio", "18.500,00", code, "2,10", "38.850,00 USD", columns=columns),
    ]
    (only,) = read(rows, language="es").rows
    assert (only["net_weight"].value, only["net_weight"].unit) == ("18500.00", unit)


def test_units_of_content_are_no_weight() -> None:
    rows = [
        row(300.0, "Description", "HS code", "Quantity", "Price", "Amount"),
        row(320.0, "Tungsten ore concentrate", "2611.00", "1,342.32 mtu", "365.00", "489,946.80 EUR"),
    ]
    (only,) = shown(read(rows))
    assert "net_weight" not in only
    assert only["value"] == "489946.80"


BARS = (60.0, 150.0, 240.0, 310.0, 380.0, 450.0)


def test_bars_with_their_total_are_rows_and_the_goods_own_element_their_grade() -> None:
    rows: Rows = [
        (100.0, [(60.0, "Material: doré bars (gold)")]),
        row(300.0, "Bar", "Weight", "Cu", "Au", "Ag", "Fe", columns=BARS),
        row(312.0, None, "g", "%", "%", "%", "%", columns=BARS),
        row(330.0, "KT-11", "9,310.50", "1.12", "91.31", "6.90", "0.21", columns=BARS),
        row(346.0, "KT-12", "9,331.50", "1.15", "91.17", "7.02", "0.20", columns=BARS),
        row(362.0, "Total / mean grade", "18,642.00", "1.13", "91.24", "6.96", "0.21", columns=BARS),
    ]
    reading = read(rows, ASSAY)
    assert [(one["net_weight"], one["grade"]) for one in shown(reading)] == [("9310.50", "91.31"), ("9331.50", "91.17")]
    assert reading.totals["net_weight"].value == "18642.00"


def test_parcels_named_by_letters_whose_columns_add_up_are_rows() -> None:
    rows: Rows = [
        (100.0, [(60.0, "Weight found: 842.67 carats")]),
        (114.0, [(60.0, "Value found: USD 225,542.20")]),
        row(300.0, "Fold", "Weight (ct)", "Estimate (USD)"),
        row(320.0, "A", "512.40", "95,562.60"),
        row(340.0, "B", "248.15", "77,422.80"),
        row(360.0, "C", "82.12", "52,556.80"),
    ]
    assert [one["carat_weight"] for one in shown(read(rows, ASSAY))] == ["512.40", "248.15", "82.12"]
    other: Rows = [(100.0, [(60.0, "Weight found: 900.00 carats")]), *rows[2:]]
    assert not read(other, ASSAY).rows


def test_results_of_lots_parts_are_no_lots() -> None:
    columns = (60.0, 120.0, 180.0, 260.0, 340.0)
    rows = [
        row(300.0, "Element", "Unit", "Sub-lot A", "Sub-lot B", "Weighted mean", columns=columns),
        row(320.0, "Sn", "%", "66.05", "66.35", "66.20", columns=columns),
        row(340.0, "Fe", "%", "3.12", "3.04", "3.08", columns=columns),
        row(360.0, "As", "%", "0.08", "0.07", "0.08", columns=columns),
    ]
    assert not read(rows, ASSAY).rows


def test_a_name_of_several_words_over_two_bars_describes_them() -> None:
    columns = (60.0, 190.0, 260.0, 340.0, 420.0)
    rows = [
        row(300.0, "Bar", "HS", "Bar weight (g)", "USD/g", "USD", columns=columns),
        row(320.0, "Silver doré bar QX-1", "7106.91", "9,300.00", "1.00", "9,300.00", columns=columns),
        row(340.0, "Silver doré bar QX-2", "7106.91", "9,100.00", "1.00", "9,100.00", columns=columns),
    ]
    assert [one["goods_description"] for one in shown(read(rows))] == ["Silver doré bar QX-1", "Silver doré bar QX-2"]


def test_what_metal_weighs_gross_of_its_impurities_may_be_packed_or_not() -> None:
    rows = [
        row(300.0, "Description", "Gross g", "Fine g", "USD/g", "Amount USD"),
        row(320.0, "Doré bar", "4,205.10", "3,862.80", "127.40", "492,120.72"),
        row(340.0, "Doré bar", "4,118.35", "3,780.23", "127.40", "481,601.30"),
    ]
    assert all(one["gross_weight"].confidence < 0.9 for one in read(rows).rows)


def test_a_labelled_weight_beside_a_nil_amount_is_read_by_its_label() -> None:
    rows: Rows = [
        (60.0, [(60.0, "COMMERCIAL INVOICE", 18.0)]),
        (100.0, [(60.0, "Invoice No.: PX-31")]),
        row(300.0, "Description", "Bar weight g", "Fine g", "USD/g", "Amount USD"),
        row(320.0, "Gold doré bar", "8,412.50", "7,438.33", "128.40", "955,081.57"),
        row(340.0, "Gold doré bar", "8,530.20", "7,502.31", "128.40", "963,296.60"),
        (370.0, [(60.0, "Net weight: 16,942.70 g"), (400.0, "Taxed"), (480.0, "0.00")]),
        (390.0, [(400.0, "TOTAL USD"), (480.0, "1,918,378.17")]),
    ]
    (document,) = extract_file([page_of(rows)])
    assert document.fields["net_weight"].value == "16942.70"


def test_a_count_of_bars_is_hardly_one_of_packages() -> None:
    assert counts_metal("TOTAL 3 BARS")
    assert counts_metal("4 lingots")
    assert not counts_metal("3 boxes")
    assert not counts_metal("bars")


def test_a_size_in_a_heading_may_lack_its_unit() -> None:
    columns = (60.0, 110.0, 250.0, 320.0, 400.0)
    rows = [
        row(300.0, "No.", "Description", "Carats", "Mass (g)", "≥ 0.5", columns=columns),
        row(320.0, "1", "Rough, whole stones", "61.20 ct", "12.240 g", "yes", columns=columns),
        row(340.0, "2", "Rough, mixed shapes", "148.75 ct", "29.750 g", "yes", columns=columns),
    ]
    assert [one["goods_description"] for one in shown(read(rows, PACKING))] == [
        "Rough, whole stones",
        "Rough, mixed shapes",
    ]


def test_two_currencies_in_a_heading_leave_its_reading_less_sure() -> None:
    reading = header_words(TYPES[DocumentKind.COMMERCIAL_INVOICE]).read("EUR/ct Total EUR", "text-layer")
    assert reading is not None
    assert reading.quality < 0.95


@pytest.mark.parametrize(("last", "grades"), [("Mean", ["91.20", "92.05"]), ("C", [])])
def test_results_of_samples_under_one_heading_and_their_mean(last: str, grades: list[str]) -> None:
    columns = (60.0, 130.0, 200.0, 290.0, 340.0, 390.0, 470.0)
    rows: Rows = [
        (300.0, [(60.0, "Lab ID"), (130.0, "Bar"), (200.0, "Bar weight g"), (335.0, "Au %"), (470.0, "Ag %")]),
        (314.0, [(295.0, "A"), (345.0, "B"), (390.0, last)]),
        row(330.0, "L77-1", "QZ 01", "8,412.6", "91.18", "91.22", "91.20", "4.85", columns=columns),
        row(346.0, "L77-2", "QZ 02", "7,955.1", "92.03", "92.07", "92.05", "4.40", columns=columns),
        row(362.0, "Total", None, "16,367.7", None, None, None, None, columns=columns),
    ]
    reading = read(rows, ASSAY)
    assert [one["grade"] for one in shown(reading) if "grade" in one and one["grade"] in {"91.20", "92.05"}] == grades
    if grades:
        assert [one["net_weight"] for one in shown(reading)] == ["8412.6", "7955.1"]


def test_the_container_over_its_rows_is_no_row_and_its_seal_the_papers() -> None:
    rows: Rows = [(60.0, [(60.0, "PACKING LIST", 18.0)]), (90.0, [(60.0, "Packing list No. PL-0219")])]
    rows.append((150.0, [(60.0, "No"), (160.0, "Bundle"), (300.0, "Net kg"), (400.0, "Gross kg")]))
    for at, (container, seal) in enumerate(
        (("MSDU 714420-1", 82215), ("MSDU 714425-9", 82216), ("TGHU 330871-4", 82217))
    ):
        top = 170.0 + 60 * at
        rows.append((top, [(60.0, f"Container {container}"), (220.0, f"Seal ML-ZM{seal}")]))
        for row_number in (1, 2):
            number, net = 2 * at + row_number, 2067 + row_number
            rows.append(
                (
                    top + 18 * row_number,
                    [(60.0, str(number)), (160.0, f"KC-{number}"), (300.0, f"{net}.0"), (400.0, f"{net + 5}.0")],
                )
            )
    (document,) = extract_file([page_of(rows)])
    assert document.fields["seal_numbers"].value == ("ML-ZM82215", "ML-ZM82216", "ML-ZM82217")
    assert len(document.lines) == 6
    assert not any("Container" in str(line.get("goods_description")) for line in document.lines)


def test_a_line_of_codes_under_a_priced_row_is_no_row_of_its_own() -> None:
    columns = (60.0, 110.0, 300.0, 370.0, 460.0)
    lines = (
        ("000010", "Copper cathodes, grade A", "59.700 TO", "9,612.00 USD", "573,836.40"),
        ("000020", "Copper cathodes, standard", "39.860 TO", "9,540.00 USD", "380,264.40"),
        ("Items total", "", "99.560 TO", "", "954,100.80"),
    )
    rows: Rows = [
        (80.0, [(60.0, "COMMERCIAL INVOICE", 18.0)]),
        (110.0, [(60.0, "Invoice No. 90041877")]),
        (300.0, list(zip(columns, ("Item", "Description", "Quantity", "Price", "Amount"), strict=True))),
    ]
    for at, line in enumerate(lines):
        rows.append((320.0 + 40 * at, [(x, text) for x, text in zip(columns, line, strict=True) if text]))
        if at < 2:
            rows.append(
                (338.0 + 40 * at, [(110.0, "Batch KB-0719-A Commodity code 74031100"), (330.0, "Country of origin ZM")])
            )
    (document,) = extract_file([page_of(rows)])
    assert [str(line["net_weight"].value) for line in document.lines] == ["59.700", "39.860"]
    assert (document.fields["net_weight"].value, document.fields["net_weight"].unit) == ("99.560", "t")


@pytest.mark.parametrize("heading", ["Pr. unitário IVA", "Preço unit. IVA", "Pr. unit. Desc. %"])
def test_a_price_and_the_tax_close_behind_it_are_two_columns(heading: str) -> None:
    columns = (60.0, 230.0, 300.0, 420.0)
    rows = [
        row(300.0, "Descrição", "Peso (kg)", heading, "Total USD", columns=columns),
        (320.0, [(60.0, "Minério de lítio"), (230.0, "812,50"), (310.0, "4,00"), (368.0, "0%"), (425.0, "3.250,00")]),
        (340.0, [(60.0, "Feldspato moído"), (230.0, "400,00"), (310.0, "1,25"), (368.0, "0%"), (425.0, "500,00")]),
    ]
    reading = read(rows, language="pt")
    assert [plain(fields["unit_price"]) for fields in reading.rows] == ["4.00", "1.25"]


@pytest.mark.parametrize("text", ["SI. No.", "SI No.", "Sl. No."])
def test_a_stroke_in_a_scanned_heading_is_a_capital_i_or_a_small_l(text: str) -> None:
    reading = header_words(TYPES[DocumentKind.COMMERCIAL_INVOICE]).read(text, "ocr")
    assert reading is not None
    assert reading.names == ("row number",)


def test_a_unit_and_the_price_per_it_close_behind_are_two_columns_where_two_cells_stand_under_them() -> None:
    columns = (60.0, 300.0, 420.0)
    rows: Rows = [
        row(300.0, "Produit", "Tonnes USD/t", "Montant", columns=columns),
        (320.0, [(60.0, "Minerai de fer"), (288.0, "900,000 262,00"), (420.0, "235 800,00")]),
        (340.0, [(60.0, "Fines de fer"), (288.0, "450,000 248,50"), (420.0, "111 825,00")]),
    ]
    reading = read(rows, language="fr")
    assert [fields["net_weight"].value for fields in reading.rows] == ["900.000", "450.000"]
    assert [plain(fields["unit_price"]) for fields in reading.rows] == ["262.00", "248.50"]
    priced = [
        row(300.0, "Produit", "Tonnes USD/t", "Montant", columns=columns),
        (320.0, [(60.0, "Minerai de fer"), (340.0, "262,00"), (420.0, "235 800,00")]),
        (340.0, [(60.0, "Fines de fer"), (340.0, "248,50"), (420.0, "111 825,00")]),
    ]
    assert "net_weight" not in read(priced, language="fr").rows[0]


@pytest.mark.parametrize(("head", "tail"), [("USD 609", "865.70"), ("609", "865.70 USD"), ("609,", "865.70")])
def test_the_end_of_a_total_under_its_beginning(head: str, tail: str) -> None:
    rows = [
        row(300.0, "Designation", "HS code", "Net kg", "Price USD/kg", "Amount USD"),
        row(320.0, "Cassiterite, part 1", "2609.00", "11,425.00", "26.69", "304,932.85"),
        row(340.0, "Cassiterite, part 2", "2609.00", "11,425.00", "26.69", "304,932.85"),
        row(360.0, "Total", None, "22,850.00", None, head),
        row(371.0, None, None, None, None, tail),
    ]
    assert plain(read(rows).totals["value"]) == "609865.70"


def test_an_amount_with_words_under_a_total_is_no_end_of_it() -> None:
    rows = [
        row(300.0, "Designation", "HS code", "Net kg", "Price USD/kg", "Amount USD"),
        row(320.0, "Cassiterite, part 1", "2609.00", "10.00", "30.00", "300.00"),
        row(340.0, "Cassiterite, part 2", "2609.00", "10.30", "30.00", "309.00"),
        row(360.0, "Total", None, "20.30", None, "USD 609"),
        row(371.0, "Freight", None, None, None, "865.70"),
    ]
    assert plain(read(rows).totals["value"]) != "609865.70"


def test_a_heading_in_two_languages_is_one_where_it_wraps_behind_the_stroke() -> None:
    columns = (40.0, 75.0, 230.0, 345.0, 480.0)
    rows: Rows = [
        (
            300.0,
            [
                (75.0, "Descripción del producto /"),
                (230.0, "N.º de bultos / No. of"),
                (345.0, "Peso neto total / Total"),
                (470.0, "P. bruto / Gross"),
            ],
        ),
        (312.0, [(75.0, "Particulars of goods"), (260.0, "packages"), (390.0, "net weight (kg)"), (510.0, "wt. (kg)")]),
        row(330.0, "1-13", "Concentrado de wolframita", "13", "3.766", "3.794", columns=columns),
        row(350.0, "14-26", "Concentrado de wolframita", "13", "3.766", "3.794", columns=columns),
        row(370.0, None, "Total", "26", "7.532", "7.588", columns=columns),
    ]
    reading = read(rows, PACKING, "es")
    assert [fields["gross_weight"].value for fields in reading.rows] == ["3.794", "3.794"]
    assert not any(fields["gross_weight"].rule == BY_MEANING for fields in reading.rows)  # it is a wording of a list
    assert [fields["net_weight"].value for fields in reading.rows] == ["3.766", "3.766"]
