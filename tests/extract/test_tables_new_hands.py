"""Tables as unknown offices set them: words cut short, remarks under rows, text beside, headings unknown."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.tables_words import NO_FIELD, header_words
from extract.types import TYPES
from tests.extract.paper import Rows
from tests.extract.test_tables import FIRST, HEAD, plain, read, row, shown

INVOICE = TYPES[DocumentKind.COMMERCIAL_INVOICE]


def test_the_number_of_a_box_is_no_part_of_its_heading() -> None:
    packing = header_words(TYPES[DocumentKind.PACKING_LIST])
    stones = packing.read("9. Stones", "text-layer")
    assert stones == packing.read("Stones", "text-layer")
    assert stones is not None
    assert set(stones.names) <= NO_FIELD


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
    read = header_words(INVOICE).read(text, "text-layer")
    assert read is None or read.names == ("other",)


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


def test_tax_under_the_rows_makes_no_account_of_them() -> None:
    reading = read(
        [
            row(300.0, "Line", "Item", "Quantity", "Unit price", "Line amount"),
            row(320.0, "10", "Bar KM-1", "8,214.6 g", "112.40", "923,321.04"),
            row(340.0, "20", "Bar KM-2", "7,986.3 g", "112.40", "897,660.12"),
            (366.0, [(240.0, "Total quantity"), (480.0, "16,200.9 g")]),
            (384.0, [(240.0, "VAT 0 % export"), (480.0, "0.00")]),
            (402.0, [(240.0, "Invoice total"), (480.0, "USD 1,820,981.16")]),
        ]
    )
    assert [(one["net_weight"], one["value"]) for one in shown(reading)] == [
        ("8214.6", "923321.04"),
        ("7986.3", "897660.12"),
    ]


def test_description_in_words_goes_before_a_code_of_the_goods() -> None:
    columns = (60.0, 130.0, 330.0, 400.0, 480.0)
    reading = read(
        [
            row(300.0, "Material", "Description", "Carats", "USD/ct", "Amount USD", columns=columns),
            row(320.0, "KD-A", "Rough diamonds +4 ct", "412.86", "236.50", "97,641.39", columns=columns),
            row(340.0, "KD-B", "Rough diamonds 2 to 4 ct", "688.40", "171.25", "117,888.50", columns=columns),
        ]
    )
    assert [one["goods_description"] for one in shown(reading)] == ["Rough diamonds +4 ct", "Rough diamonds 2 to 4 ct"]


def test_goods_under_their_own_name_are_described_though_sizes_stand_behind() -> None:
    columns = (60.0, 90.0, 260.0, 330.0, 400.0, 480.0)
    reading = read(
        [
            row(300.0, "No.", "Rough sapphires", "HS", "Weight, ct", "US$/ct", "Amount, US$", columns=columns),
            row(320.0, "1", "Clean, large, 5 to 9 ct", "710310", "96.42", "120.00", "11,570.40", columns=columns),
            row(340.0, "2", "Clean, 1 to 5 ct", "710310", "200.00", "48.00", "9,600.00", columns=columns),
        ]
    )
    assert [one["goods_description"] for one in shown(reading)] == ["Clean, large, 5 to 9 ct", "Clean, 1 to 5 ct"]


@pytest.mark.parametrize(("near", "far", "weight"), [("", "large", "142.85"), (" pieces", "", None)])
def test_word_in_a_column_without_heading_leaves_the_weight_before_it(near: str, far: str, weight: str | None) -> None:
    rows = [row(300.0, "Parcel", "Content", "Stones", "Carats")]
    for number in range(3):
        y, count = 320.0 + 20 * number, str(40 + number)
        line = row(y, f"D{number}", "Rough, gem quality", count, f"142.85{near}")[1]
        rows.append((y, [*line, (500.0, far)] if far else line))
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert [one.get("carat_weight") for one in shown(reading)] == [weight] * 3


def test_ranges_cut_by_a_heading_are_no_counts() -> None:
    columns = (60.0, 85.0, 180.0, 300.0, 380.0, 470.0)
    rows = [row(300.0, "Bultos", "n.º", "Clase", "Cantidad", "Neto, kg", "Bruto, kg", columns=columns)]
    for number in range(3):
        y, first = 320.0 + 20 * number, 13 + 4 * number
        words = (f"{first} a", str(first + 3), "Tambores de acero", "4", "1.007,4", "1.079,4")
        rows.append(row(y, *words, columns=columns))
    reading = read(rows, DocumentKind.PACKING_LIST, "es")
    assert [one["parcel_count"] for one in shown(reading)] == [4, 4, 4]


def test_price_without_tax_behind_a_price_is_the_amount() -> None:
    reading = read(
        [
            row(300.0, "Description", "Quantité", "Prix unitaire", "Rem.", "Prix HT"),
            row(320.0, "Amandes grillées", "20 Unit(s)", "4,55 €", "10%", "81,90 €"),
            row(340.0, "Noix du verger", "15 Unit(s)", "3,20 €", None, "48,00 €"),
            row(372.0, None, None, None, "Total TTC", "137,04 €"),
        ],
        language="fr",
    )
    assert [(one["unit_price"], one["value"]) for one in shown(reading)] == [("4.55", "81.90"), ("3.20", "48.00")]


@pytest.mark.parametrize(
    ("kind", "heading", "names", "guessed"),
    [
        (DocumentKind.PACKING_LIST, "Lot of the producer", ("lot_number",), True),
        (DocumentKind.ICGLR_CERTIFICATE, "Name of the mine site", ("mine_site",), True),
        (DocumentKind.EXPORT_LICENCE, "Tonelagem máxima autorizada", ("licensed_quantity",), True),
        (DocumentKind.COMMERCIAL_INVOICE, "Name of the buyer", ("other",), True),
        (DocumentKind.PACKING_LIST, "Sachets", ("parcel_count",), False),
        (DocumentKind.ASSAY_CERTIFICATE, "Weight of sample (g)", ("other",), False),
        (DocumentKind.ASSAY_CERTIFICATE, "LQ", ("other",), False),
    ],
)
def test_headings_told_by_what_their_words_mean(
    kind: DocumentKind, heading: str, names: tuple[str, ...], guessed: bool
) -> None:
    reading = header_words(TYPES[kind]).read(heading, "text-layer")
    assert reading is not None
    assert (reading.names, reading.guessed) == (names, guessed)


@pytest.mark.parametrize(("cells", "told"), [(("MR-1", "MR-2"), True), (("4.25", "3.75"), False)])
def test_a_guessed_heading_is_believed_with_doubt_where_its_cells_bear_it_out(
    cells: tuple[str, str], told: bool
) -> None:
    columns = (60.0, 150.0, 300.0)
    rows = [row(300.0, "Contents", "Lot of the producer", "Net weight kg", columns=columns)]
    rows += [row(320.0 + 20 * at, "Coltan", cell, f"5{at}0.25", columns=columns) for at, cell in enumerate(cells)]
    reading = read(rows, DocumentKind.PACKING_LIST)
    found = [one.get("lot_number") for one in reading.rows]
    assert [one and one.value for one in found] == (list(cells) if told else [None, None])
    assert all(one is None or one.confidence < 0.9 for one in found)


def test_numbers_from_one_are_no_seals_and_letters_no_counts() -> None:
    columns = (60.0, 150.0, 240.0)
    for head, marks in (("Bag no.", "1234"), ("Parcels", "ABCD")):
        rows = [row(300.0, head, "Net, kg", "Gross, kg", columns=columns)]
        rows += [row(320.0 + 20 * at, mark, f"5{at}0.5", f"5{at}2.5", columns=columns) for at, mark in enumerate(marks)]
        assert [set(one) for one in shown(read(rows, DocumentKind.PACKING_LIST))] == [
            {"net_weight", "gross_weight"}
        ] * 4


def test_words_that_run_over_the_columns_before_a_sum_are_a_total() -> None:
    columns = (60.0, 130.0, 400.0)
    rows = [row(300.0, "Pli", "Qualité", "Poids net, g", columns=columns)]
    for at, weight in enumerate(("412,6", "655,2", "1 204,8", "318,4")):
        rows.append(row(320.0 + 20 * at, f"P{at + 1}", "Bleu vif, cristaux", weight, columns=columns))
    under = [
        (60.0, "4"),
        (75.0, "plis dans une boîte en métal et scellée, de la main à la main"),
        (400.0, "2 591,0"),
    ]
    reading = read([*rows, (405.0, under)], DocumentKind.PACKING_LIST, "fr")
    assert len(reading.rows) == 4
    assert (plain(reading.totals["net_weight"]), plain(reading.totals["parcel_count"])) == ("2591.0", 4)


def test_one_cell_under_two_words_of_a_heading_makes_them_one() -> None:
    columns = (60.0, 150.0, 260.0)
    rows = [row(300.0, "Bar mark", "Net weight, g", "Au, %", columns=columns)]
    rows += [row(320.0 + 20 * at, f"N-11{at}", f"4,81{at}.4", f"89.4{at}", columns=columns) for at in range(3)]
    rows.append(row(380.0, "All bars", "14,434.2", "89.41", columns=columns))
    reading = read(rows, DocumentKind.ASSAY_CERTIFICATE)
    assert (plain(reading.totals["net_weight"]), plain(reading.totals["grade"])) == ("14434.2", "89.41")


def test_headings_are_parted_over_the_gutters_of_their_cells_and_a_tare_tells_whole_kilograms() -> None:
    columns = (60.0, 160.0, 184.0, 250.0, 300.0)
    rows: Rows = [
        (
            300.0,
            [(60.0, "Precinto"), (160.0, "Big"), (180.0, "Bruto"), (210.0, "kg"), (250.0, "Tara"), (300.0, "Neto kg")],
        ),
        (309.0, [(160.0, "bags")]),
    ]
    for at, weight in enumerate((23099, 23512, 23338)):
        told = [f"{number // 1000}.{number % 1000:03}" for number in (weight, weight - 63)]
        rows.append(row(330.0 + 20 * at, f"PEC5512{at}4", "18", told[0], "63", told[1], columns=columns))
    reading = read(rows, DocumentKind.PACKING_LIST, "es")
    first = shown(reading)[0]
    assert (first["parcel_count"], first["gross_weight"], first["net_weight"]) == (18, "23099", "23036")


def test_a_sum_of_numbers_that_may_be_read_in_two_ways_proves_neither() -> None:
    columns = (60.0, 200.0)
    rows = [row(300.0, "Lote", "Peso neto kg", columns=columns)]
    rows += [row(320.0 + 20 * at, f"AX-{at}", f"23.03{at}", columns=columns) for at in range(3)]
    reading = read([*rows, row(380.0, "TOTAL", "69.093", columns=columns)], DocumentKind.PACKING_LIST, "es")
    assert reading.totals["net_weight"].confidence < 0.9


def test_labels_within_a_rows_description_are_left_to_be_read_as_labels() -> None:
    rows: Rows = [HEAD, FIRST, (330.0, [(60.0, "in two parcels")]), (340.0, [(60.0, "Country of origin: Angola")])]
    reading = read([*rows, row(370.0, "Total", None, "60.45", None, "USD 150,510.83")])
    assert shown(reading)[0]["goods_description"] == "Rough +10.8 ct in two parcels"


def test_among_many_elements_the_column_of_what_the_paper_names_is_the_goods_own() -> None:
    columns = (60.0, 120.0, 200.0, 260.0, 320.0, 380.0, 440.0)
    rows: Rows = [(250.0, [(60.0, "Nature du produit : Concentré de cassitérite")])]
    rows.append(row(300.0, "Sous-lot", "Poids net (kg)", "Sn %", "Fe %", "WO3 %", "As %", "S %", columns=columns))
    for at in range(3):
        cells = (f"SL-{at}", f"8 21{at},0", "62,84", "3,12", "0,44", "0,03", "0,52")
        rows.append(row(320.0 + 20 * at, *cells, columns=columns))
    assert [one["grade"] for one in shown(read(rows, DocumentKind.ASSAY_CERTIFICATE, "fr"))] == ["62.84"] * 3


def test_a_heading_in_two_languages_may_be_long() -> None:
    columns = (40.0, 270.0, 380.0, 470.0)
    paper = [
        row(300.0, "Details of goods / Description", "No. of pkgs / Nb.", "Net / Net", None, columns=columns),
        (300.0, [(440.0, "Concentration / Teneur certifiée")]),
        row(316.0, None, None, "(KG)", "(% Sn)", columns=columns),
        row(336.0, "Cassiterite, fine fraction", "17", "5,902.0", "67.16", columns=columns),
        row(352.0, "Cassiterite, magnetics removed", "20", "6,852.0", "67.35", columns=columns),
        row(368.0, "TOTAL / Total du lot", "37", "12,754.0", "67.26", columns=columns),
    ]
    reading = read(paper, DocumentKind.ICGLR_CERTIFICATE)
    assert [one["parcel_count"] for one in shown(reading)] == [17, 20]
    assert reading.totals["grade"].value == "67.26"


def test_a_heading_of_kinds_and_of_descriptions() -> None:
    told = header_words(TYPES[DocumentKind.TRANSPORT_DOCUMENT]).read("Kind of packages; description", "text-layer")
    assert told is not None
    assert told.names[0] == "goods_description"
