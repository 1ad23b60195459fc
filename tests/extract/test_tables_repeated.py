"""Rows without headings: cards, lines of the same facts, a single product; and what bears none of them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import DocumentKind
from extract.tables_phrases import Shape
from extract.tables_repeated_rows import _stacked
from extract.tables_statements import Statement, size_of_range, statements_of
from extract.tables_words import header_words
from ingest.model import Box
from tests.extract.paper import Phrase, Rows, sheet
from tests.extract.test_tables import INVOICE, plain, read, row, shown

TWO = (60.0, 320.0)
FIVE = (60.0, 100.0, 300.0, 380.0, 470.0)

SIGNS = (
    "net",
    "4,028",
    "kg",
    "·",
    "(",
    ")",
    "×",
    "=",
    "USD",
    "1.20",
    "/kg",
    "seal",
    "A-1",
    "–",
    ",",
    "bags",
    "ct",
    "@",
)

CARDS: Rows = [
    row(100.0, "Palette 1", "Palette 2", columns=TWO),
    row(115.0, "Sacs 01 à 04 (4 sacs)", "Sacs 05 à 08 (4 sacs)", columns=TWO),
    row(130.0, "net 4 028 kg · brut 4 040 kg", "net 4 024 kg · brut 4 036 kg", columns=TWO),
    row(145.0, "étiquette ITSCI 0417310", "étiquette ITSCI 0417317", columns=TWO),
    row(185.0, "Palette 3", columns=TWO),
    row(200.0, "Sacs 09 à 12 (4 sacs)", columns=TWO),
    row(215.0, "net 4 025 kg · brut 4 037 kg", columns=TWO),
    row(230.0, "étiquette ITSCI 0417324", columns=TWO),
]
CARDS_TOTAL = row(280.0, "Poids net total : 12 077 kg. Poids brut total : 12 113 kg.")

BARE: Rows = [
    row(100.0, "P1", "Cleavage and boart", "88.60 ct", "@ $42.00", "$3,721.20", columns=FIVE),
    row(120.0, "P2", "Makeables 3 gr", "155.07 ct", "@ $298.00", "$46,210.86", columns=FIVE),
    row(140.0, "P3", "Specials +10.8 ct", "34.18 ct", "@ $2,475.00", "$84,595.50", columns=FIVE),
]


def test_cards_side_by_side_and_under_one_another() -> None:
    reading = read([*CARDS, CARDS_TOTAL], DocumentKind.PACKING_LIST, "fr")
    assert shown(reading) == [
        {"net_weight": "4028", "gross_weight": "4040", "tag_numbers": ("0417310",), "parcel_count": 4},
        {"net_weight": "4024", "gross_weight": "4036", "tag_numbers": ("0417317",), "parcel_count": 4},
        {"net_weight": "4025", "gross_weight": "4037", "tag_numbers": ("0417324",), "parcel_count": 4},
    ]


def test_what_cards_add_up_to_is_the_papers_own() -> None:
    totals = read([*CARDS, CARDS_TOTAL], DocumentKind.PACKING_LIST, "fr").totals
    assert (totals["net_weight"].value, totals["gross_weight"].value) == ("12077", "12113")
    assert totals["tag_numbers"].value == ("0417310", "0417317", "0417324")


def test_cards_that_add_up_to_nothing_printed_are_no_rows() -> None:
    assert read(CARDS, DocumentKind.PACKING_LIST, "fr").rows == ()
    wrong = row(280.0, "Poids net total : 12 078 kg.")
    assert read([*CARDS, wrong], DocumentKind.PACKING_LIST, "fr").rows == ()


def test_only_lists_consist_of_cards() -> None:
    assert read([*CARDS, CARDS_TOTAL], DocumentKind.TRANSPORT_DOCUMENT, "fr").rows == ()


def test_cards_with_what_they_hold_in_words() -> None:
    rows = [
        row(100.0, "LB-17/A", "LB-17/B", columns=TWO),
        row(125.0, "Diamantes brutos, 4-10 ct", "Diamantes brutos, -7+5", columns=TWO),
        row(140.0, "Peso líquido 186,42 qt", "(melê)", columns=TWO),
        row(155.0, "Pedras 31", "Peso líquido 264,90 qt", columns=TWO),
        row(170.0, None, "Pedras 1986", columns=TWO),
        row(220.0, "Peso líquido total", "451,32 qt", columns=TWO),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST, "pt")
    assert shown(reading) == [
        {"carat_weight": "186.42", "goods_description": "Diamantes brutos, 4-10 ct"},
        {"carat_weight": "264.90", "goods_description": "Diamantes brutos, -7+5 (melê)"},
    ]
    assert reading.totals["carat_weight"].value == "451.32"


def test_bags_of_half_a_tonne_tell_how_numbers_are_written() -> None:
    rows = [
        row(100.0, "Bolsones 1 – 20", "Bolsones 21 – 40", columns=TWO),
        row(115.0, "20 unidades × 500 kg", "20 unidades × 500 kg", columns=TWO),
        row(130.0, "Neto 10.000 kg", "Neto 10.000 kg", columns=TWO),
        row(145.0, "Bruto 10.240 kg", "Bruto 10.240 kg", columns=TWO),
        row(190.0, "Peso neto total 20.000 kg", "Peso bruto total 20.480 kg", columns=TWO),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST, "es")
    assert shown(reading) == [{"net_weight": "10000", "gross_weight": "10240", "parcel_count": 20}] * 2
    assert reading.totals["gross_weight"].value == "20480"


def test_numbers_that_may_be_read_in_two_ways_are_not_sure() -> None:
    rows = [
        row(100.0, "Partida 1", "Partida 2", columns=TWO),
        row(115.0, "Neto 10.115 kg", "Neto 10.120 kg", columns=TWO),
        row(160.0, "Peso neto total 20.235 kg", columns=TWO),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST, "es")
    assert len(reading.rows) == 2
    assert all(fields["net_weight"].confidence < 0.9 for fields in reading.rows)


def test_lines_of_quantity_price_and_amount() -> None:
    reading = read([*BARE, row(165.0, None, "Total weight", "277.85 ct", columns=FIVE)])
    first, *_ = shown(reading)
    assert first == {
        "carat_weight": "88.60",
        "unit_price": "42.00",
        "value": "3721.20",
        "goods_description": "Cleavage and boart",
    }
    assert [fields["goods_description"] for fields in shown(reading)[1:]] == ["Makeables 3 gr", "Specials +10.8 ct"]
    assert reading.totals["carat_weight"].value == "277.85"


def test_lines_whose_products_are_wrong_and_that_add_up_to_nothing_are_no_rows() -> None:
    rows = [*BARE[:2], row(140.0, "P3", "Specials", "34.18 ct", "@ $2,475.00", "$84,600.50", columns=FIVE)]
    assert read(rows).rows == ()


def test_what_heads_a_group_is_no_fact_of_its_rows() -> None:
    rows = [
        row(100.0, "+11 crystals", "388.30 ct", columns=TWO),
        row(115.0, "+11 makeable", "612.96 ct", columns=TWO),
        row(140.0, "BOX 2 seal NRCAN 88411 gross 1.93 kg"),
        row(155.0, "+7 white", "342.01 ct", columns=TWO),
        row(180.0, "In all", "1,343.27 ct", columns=TWO),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert [sorted(fields) for fields in reading.rows] == [["carat_weight", "goods_description"]] * 3
    assert reading.totals["carat_weight"].value == "1343.27"


def test_the_only_item_as_a_product_in_words() -> None:
    rows = [
        row(100.0, "Wolframite concentrate, min. 65 % WO3", "Bank", columns=TWO),
        row(113.0, "Lot RRM-W-02 · 60 drums", "Ikaze Bank", columns=TWO),
        row(126.0, "15 000 kg net × USD 28.90 per kg = USD 433 500.00", None, columns=TWO),
    ]
    (only,) = shown(read(rows))
    assert only == {
        "goods_description": "Wolframite concentrate, min. 65 % WO3",
        "lot_number": "RRM-W-02",
        "parcel_count": 60,
        "net_weight": "15000",
        "unit_price": "28.90",
        "value": "433500.00",
    }


def test_a_weight_stated_once_is_no_row() -> None:
    assert read([row(100.0, "Net weight 500 kg"), row(120.0, "Total USD 1,200.00")]).rows == ()


def test_a_table_under_headings_is_read_as_one() -> None:
    head = row(60.0, "Lot", "Description", "Weight (ct)", "Price", "Amount", columns=FIVE)
    assert [fields["lot_number"] for fields in shown(read([head, *BARE]))] == ["P1", "P2", "P3"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("gross 4 040 kg", (Shape.MASS, "gross_weight", "4 040 kg")),
        ("15 000 kg net", (Shape.MASS, "net_weight", "15 000 kg")),
        ("(4 bags)", (Shape.COUNT, None, "(4 bags)")),
        ("USD 28.90 per kg", (Shape.RATE, None, "USD 28.90 per kg")),
        ("Seal AA 70441", (Shape.CODE, "seal_numbers", "AA 70441")),
        ("Specials +10.8 ct", (Shape.WORDS, None, "Specials +10.8 ct")),
        ("8 gr to 10 ct, makeable", (Shape.WORDS, None, "8 gr to 10 ct, makeable")),
    ],
)
def test_what_a_phrase_states(text: str, told: tuple[Shape, str | None, str]) -> None:
    ((one,),) = statements_of(sheet([row(100.0, text)]), 0, INVOICE, header_words(INVOICE))
    assert (one.shape, one.name, one.text) == told


@pytest.mark.parametrize(("text", "size"), [("Bags 01 to 04", 4), ("Bags 5", None), ("Bags 9 - 9", None)])
def test_how_many_things_a_range_names(text: str, size: int | None) -> None:
    assert size_of_range(text) == size


@given(
    st.lists(
        st.sampled_from(SIGNS),
        max_size=12,
    )
)
def test_any_phrase_keeps_its_words_in_order(words: list[str]) -> None:
    layout = sheet([row(100.0, " ".join(words))])
    for line in statements_of(layout, 0, INVOICE, header_words(INVOICE)):
        told = [token.index for one in line for token in one.tokens]
        assert told == sorted(set(told))


def test_amounts_of_rows_carry_their_currency() -> None:
    assert plain(read(BARE).rows[0]["value"]) == "3721.20"


@pytest.mark.parametrize("line", [100.0, 114.0], ids=["amount beside the words", "amount beside the quantity"])
def test_cards_of_an_invoice_with_their_amounts_on_the_right(line: float) -> None:
    rows: dict[float, list[Phrase]] = {
        100.0: [(60.0, "Rough diamonds +10.8 ct")],
        114.0: [(60.0, "34.18 ct × USD 2,475.00/ct")],
        140.0: [(60.0, "Rough diamonds 4-8 gr")],
        154.0: [(60.0, "155.07 ct × USD 298.00/ct")],
    }
    rows[line].append((450.0, "USD 84,595.50"))
    rows[line + 40.0].append((450.0, "USD 46,210.86"))
    assert shown(read(list(rows.items()))) == [
        {
            "carat_weight": "34.18",
            "unit_price": "2475.00",
            "value": "84595.50",
            "goods_description": "Rough diamonds +10.8 ct",
        },
        {
            "carat_weight": "155.07",
            "unit_price": "298.00",
            "value": "46210.86",
            "goods_description": "Rough diamonds 4-8 gr",
        },
    ]


def test_lines_that_list_each_drum() -> None:
    rows = [
        row(100.0, "Drum 1: net 402.4 kg, gross 420.9 kg, tag 1770437"),
        row(115.0, "Drum 2: net 398.6 kg, gross 417.1 kg, tag 1770444"),
        row(130.0, "Total net 801.0 kg, gross 838.0 kg"),
    ]
    assert shown(read(rows, DocumentKind.PACKING_LIST)) == [
        {"net_weight": "402.4", "gross_weight": "420.9", "tag_numbers": ("1770437",)},
        {"net_weight": "398.6", "gross_weight": "417.1", "tag_numbers": ("1770444",)},
    ]


def test_cards_whose_labels_stand_in_a_column_of_their_own() -> None:
    rows = [
        line
        for y, (net, gross, tag) in ((100.0, ("402.4", "420.9", "1770437")), (180.0, ("398.6", "417.1", "1770444")))
        for line in (
            row(y, "Drum"),
            row(y + 14.0, "Net", f"{net} kg", columns=TWO),
            row(y + 28.0, "Gross", f"{gross} kg", columns=TWO),
            row(y + 42.0, "Tag", tag, columns=TWO),
        )
    ]
    reading = read([*rows, row(280.0, "Total net weight", "801.0 kg", columns=TWO)], DocumentKind.PACKING_LIST)
    assert shown(reading)[0] == {"net_weight": "402.4", "gross_weight": "420.9", "tag_numbers": ("1770437",)}


@pytest.mark.parametrize("said", ["net", "gross"])
def test_bare_weights_are_what_their_total_is_of(said: str) -> None:
    rows = [
        row(100.0, "Bar 1: 12,450.2 g"),
        row(115.0, "Bar 2: 12,300.1 g"),
        row(140.0, f"Total {said} weight: 24,750.3 g"),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert shown(reading) == [{f"{said}_weight": "12450.2"}, {f"{said}_weight": "12300.1"}]
    assert reading.totals[f"{said}_weight"].value == "24750.3"


def test_prices_without_a_currency_are_told_by_their_product() -> None:
    columns = (60.0, 90.0, 250.0, 340.0, 440.0)
    rows = [
        row(60.0, "Invoice no.", "Lot", "Net weight", columns=(60.0, 200.0, 400.0)),
        row(74.0, "A-17", "RX-9", "20,000 kg", columns=(60.0, 200.0, 400.0)),
        row(110.0, "1", "Wolframite concentrate", "15,000 kg", "28.90", "433,500.00", columns=columns),
        row(125.0, "2", "Wolframite, low grade", "5,000 kg", "20.00", "100,000.00", columns=columns),
        row(150.0, "Total USD", "533,500.00", columns=(250.0, 440.0)),
    ]
    told = shown(read(rows))
    assert [(one["net_weight"], one["unit_price"], one["value"]) for one in told] == [
        ("15000", "28.90", "433500.00"),
        ("5000", "20.00", "100000.00"),
    ]


def test_two_bare_weights_of_a_row_are_net_and_gross() -> None:
    rows = [
        row(100.0, "Box 1", "402.4 kg", "420.9 kg"),
        row(115.0, "Box 2", "398.6 kg", "417.1 kg"),
        row(145.0, "All boxes", "801.0 kg", "838.0 kg"),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert shown(reading) == [
        {"net_weight": "402.4", "gross_weight": "420.9"},
        {"net_weight": "398.6", "gross_weight": "417.1"},
    ]
    assert (reading.totals["net_weight"].value, reading.totals["gross_weight"].value) == ("801.0", "838.0")


def test_a_single_row_of_a_product_beside_other_columns() -> None:
    rows = [row(100.0, "Scheelite concentrate", "15,000 kg", "USD 28.90", "USD 433,500.00")]
    (only,) = shown(read(rows))
    assert (only["goods_description"], only["value"]) == ("Scheelite concentrate", "433500.00")


def test_words_that_are_the_label_of_something_else_do_not_swallow_a_weight() -> None:
    rows = [
        row(100.0, "Paquete 1", "primera calidad", "118,42 ct", columns=(60.0, 140.0, 400.0)),
        row(120.0, "Paquete 2", "tercera calidad", "604,10 ct", columns=(60.0, 140.0, 400.0)),
        row(140.0, "2 paquetes", "en una caja", "722,52 ct", columns=(60.0, 140.0, 400.0)),
    ]
    assert [one["carat_weight"] for one in shown(read(rows, DocumentKind.PACKING_LIST, "es"))] == ["118.42", "604.10"]


DORE: Rows = [
    row(100.0, "Cant. (g fino)", "Descripción", "V. unitario", "Valor USD", columns=(40.0, 130.0, 430.0, 500.0)),
    row(
        120.0,
        "7,018.85",
        "Barra doré 1, peso neto 8,112.4 g, ley Au 86.52 %",
        "131.45",
        "922,627.83",
        columns=(40.0, 130.0, 430.0, 500.0),
    ),
    row(
        140.0,
        "6,856.24",
        "Barra doré 2, peso neto 7,954.8 g, ley Au 86.19 %",
        "131.45",
        "901,252.75",
        columns=(40.0, 130.0, 430.0, 500.0),
    ),
]


def test_what_every_rows_words_weigh_is_its_weight_and_its_metal_is_not() -> None:
    reading = read(DORE, language="es")
    assert [one["net_weight"] for one in shown(reading)] == ["8112.4", "7954.8"]
    assert all(fields["net_weight"].confidence <= 0.85 for fields in reading.rows)


def test_what_one_rows_words_weigh_may_be_of_anything() -> None:
    assert "net_weight" not in shown(read(DORE[:2], language="es"))[0]


def test_weights_that_end_lines_of_different_lengths_between_commas() -> None:
    rows: Rows = [
        row(100.0, "Parcel A – +10.8 ct, 9 stones, 118.35 ct"),
        row(120.0, "Parcel B – 4-10 grainers, 1 122 stones, 904.72 ct"),
        row(140.0, "Parcel C – -3 +1, 377.13 ct"),
        row(180.0, "Total: 3 parcels of rough diamonds, net weight 1,400.20 ct"),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert [(one["goods_description"], one["carat_weight"]) for one in shown(reading)] == [
        ("+10.8 ct", "118.35"),
        ("4-10 grainers", "904.72"),
        ("-3 +1", "377.13"),
    ]
    assert plain(reading.totals["carat_weight"]) == "1400.20"


def test_weights_behind_a_comma_times_their_prices() -> None:
    rows: Rows = [
        row(100.0, "Parcel 1 - 3 grainers, 210.40 cts @ USD 310.00 = USD 65,224.00"),
        row(114.0, "Parcel 2 - 2 grainers, 98.10 cts @ USD 150.00 = USD 14,715.00"),
    ]
    assert [(one["carat_weight"], one["unit_price"], one["value"]) for one in shown(read(rows))] == [
        ("210.40", "310.00", "65224.00"),
        ("98.10", "150.00", "14715.00"),
    ]


def test_rows_of_labels_with_their_values_under_a_numbered_description() -> None:
    four = (60.0, 170.0, 310.0, 430.0)
    rows = [
        row(100.0, "1. Tin concentrate, lot north"),
        row(
            114.0,
            "No. of drums: 12",
            "Net weight: 3,000.50 kg",
            "Unit price: USD 10.00",
            "Total: USD 30,005.00",
            columns=four,
        ),
        row(138.0, "2. Tin concentrate, lot south"),
        row(
            152.0,
            "No. of drums: 9",
            "Net weight: 2,250.00 kg",
            "Unit price: USD 11.00",
            "Total: USD 24,750.00",
            columns=four,
        ),
        row(176.0, "Sum"),
        row(190.0, "No. of drums: 21", "Net weight: 5,250.50 kg", None, "Total: USD 54,755.00", columns=four),
    ]
    reading = read(rows)
    assert shown(reading) == [
        {
            "parcel_count": 12,
            "net_weight": "3000.50",
            "unit_price": "10.00",
            "value": "30005.00",
            "goods_description": "Tin concentrate, lot north",
        },
        {
            "parcel_count": 9,
            "net_weight": "2250.00",
            "unit_price": "11.00",
            "value": "24750.00",
            "goods_description": "Tin concentrate, lot south",
        },
    ]
    assert reading.totals["net_weight"].value == "5250.50"


def test_a_stated_total_of_one_row_that_is_no_product_is_not_its_amount() -> None:
    rows = [
        row(100.0, "Net weight: 3,000.50 kg", "Unit price: USD 10.00  Total: USD 31,005.00", columns=TWO),
        row(120.0, "Net weight: 2,250.00 kg", "Unit price: USD 11.00  Total: USD 25,750.00", columns=TWO),
        row(150.0, "Total net weight: 5,250.50 kg"),
    ]
    assert all("value" not in fields for fields in shown(read(rows)))


@pytest.mark.parametrize("lower", [0.0, 0.6])
def test_evenly_set_lines_belong_to_the_words_over_them(lower: float) -> None:
    three = (120.0, 240.0, 360.0)
    rows = [
        row(100.0, "Rough, sawables"),
        row(114.0 + lower, "40.00 ct", "@ USD 100.00", "USD 4,000.00", columns=three),
        row(128.0, "Rough, clivage"),
        row(142.0 + lower, "30.00 ct", "@ USD 90.00", "USD 2,700.00", columns=three),
        row(156.0, "Rough, small"),
        row(170.0 + lower, "20.00 ct", "@ USD 80.00", "USD 1,600.00", columns=three),
    ]
    told = [fields["goods_description"] for fields in shown(read(rows))]
    assert told == ["Rough, sawables", "Rough, clivage", "Rough, small"]


def test_a_count_called_total_in_each_row_is_the_rows_own() -> None:
    rows = [
        row(80.0, "Peso bruto"),
        row(94.0, "1.900 kg"),
        row(112.0, "1. Granates en bruto A"),
        row(126.0, "Total de bultos: 1", "Peso neto: 343,40 kg", columns=TWO),
        row(150.0, "2. Granates en bruto B"),
        row(164.0, "Total de bultos: 2", "Peso neto: 366,48 kg", columns=TWO),
        row(188.0, "3. Granates en bruto C"),
        row(202.0, "Total de bultos: 1", "Peso neto: 90,07 kg", columns=TWO),
        row(226.0, "Conjunto"),
        row(240.0, "Total de bultos: 4", "Peso neto: 799,95 kg", columns=TWO),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST, "es")
    assert shown(reading) == [
        {"parcel_count": 1, "net_weight": "343.40", "goods_description": "Granates en bruto A"},
        {"parcel_count": 2, "net_weight": "366.48", "goods_description": "Granates en bruto B"},
        {"parcel_count": 1, "net_weight": "90.07", "goods_description": "Granates en bruto C"},
    ]


def test_the_facts_of_a_letter_with_the_amount_due_are_no_row() -> None:
    rows = [
        row(80.0, "Messrs. Riverside Tin Works"),
        row(100.0, "we invoice you for tin ore as follows:"),
        row(130.0, "Net weight", "22,000.00 kg", columns=TWO),
        row(154.0, "Price per kg", "USD 17.85", columns=TWO),
        row(178.0, "Amount due", "USD 392,700.00", columns=TWO),
    ]
    assert read(rows).rows == ()


def test_a_weight_read_out_of_its_place_is_of_its_card_all_the_same() -> None:
    layout = sheet([(100.0, [(60.0, "Drum 1")]), (115.0, [(60.0, "gross kg 1.71")])])
    box = layout.segments[1].box
    weight = Statement(Shape.MASS, "gross_weight", "gross kg", (), Box(0.02, box.y0, box.x1, box.y1), 1, 1)
    words = Statement(Shape.WORDS, None, "", (), layout.segments[0].box, 0, 0)
    assert list(_stacked(layout, [words], [weight])) == [[words, weight]]
