"""Headings of no list: found by the rows under them, and told by values, units, words and sums."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model import DocumentKind, Money
from extract.tables_relations import by_packing, by_product, by_tare
from extract.tables_unlisted import headed_rows
from tests.extract.paper import Rows, sheet
from tests.extract.test_tables import plain, read, row, shown

FIVE = (40.0, 150.0, 270.0, 370.0, 470.0)


def test_phrases_over_rows_of_figures_head_them() -> None:
    rows = [
        row(100.0, "Stuff", "Heft", "Dosh"),
        row(115.0, "Grey ore", "12.5", "100.00"),
        row(130.0, "Pink ore", "13.5", "108.00"),
    ]
    assert headed_rows(sheet(rows)) == [(0, 0)]


@pytest.mark.parametrize(
    "rows",
    [
        [row(100.0, "Stuff", "Heft", "Dosh"), row(115.0, "Grey ore", "12.5", "100.00")],
        [row(100.0, "Ship", "Port", "Via"), row(115.0, "Anna", "Beira", "Cape"), row(130.0, "Bea", "Durban", "Suez")],
        [row(100.0, "Stuff: ore", "Heft", "Dosh"), row(115.0, "a", "12.5", "9.0"), row(130.0, "b", "13.5", "9.5")],
    ],
    ids=["one row", "no figures", "a label with its value"],
)
def test_what_heads_no_rows(rows: Rows) -> None:
    assert headed_rows(sheet(rows)) == []


def test_price_and_amount_told_by_their_product() -> None:
    reading = read(
        [
            row(100.0, "That which goes", "Heft (kg)", "Kilo at", "Makes, USD"),
            row(115.0, "Black sand, washed", "1,250.0", "12.40", "15,500.00"),
            row(130.0, "Black sand, raw", "900.0", "10.10", "9,090.00"),
        ]
    )
    first = shown(reading)[0]
    assert (first["net_weight"], first["unit_price"], first["value"]) == ("1250.0", "12.40", "15500.00")
    assert first["goods_description"] == "Black sand, washed"
    assert all(reading.rows[0][name].confidence <= 0.85 for name in ("net_weight", "unit_price", "value"))


def test_gross_and_net_told_by_their_tare() -> None:
    reading = read(
        [
            row(100.0, "Keg", "Closed by", "A kg", "B kg", "C kg", columns=FIVE),
            row(115.0, "K1", "ZT 88120", "105.5", "5.5", "100.0", columns=FIVE),
            row(130.0, "K2", "ZT 88121", "106.0", "5.5", "100.5", columns=FIVE),
            row(145.0, "K3", "ZT 88122", "104.0", "5.0", "99.0", columns=FIVE),
        ],
        DocumentKind.PACKING_LIST,
    )
    assert [(one["gross_weight"], one["net_weight"]) for one in shown(reading)] == [
        ("105.5", "100.0"),
        ("106.0", "100.5"),
        ("104.0", "99.0"),
    ]


def test_wet_and_dry_weights_are_no_gross_and_net() -> None:
    names: dict[int, str] = {}
    rows = [
        {0: Decimal(100), 1: Decimal(8), 2: Decimal(91)},
        {0: Decimal(200), 1: Decimal(9), 2: Decimal(182)},
    ]
    assert not by_tare(names, [0, 1, 2], rows)
    assert not names


def test_no_product_by_chance_of_one_row() -> None:
    rows = [{0: Decimal(20), 1: Decimal(30), 2: Decimal(600)}]
    assert by_product({}, [0, 1, 2], rows) is None


@pytest.mark.parametrize(
    ("heading", "cells", "name", "value"),
    [
        ("Nation it came out of", ("Namibia", "Namibia"), "country_of_origin", "NA"),
        ("Book line", ("7102.31", "7102.10"), "hs_codes", ("710231",)),
        ("Hoofdzegel / sealed by", ("QV 71120", "QV 71121"), "seal_numbers", ("QV 71120",)),
        ("Out of which pit", ("Kalanda", "Mufuma"), "mine_site", "Kalanda"),
    ],
)
def test_columns_told_by_form_and_words(heading: str, cells: tuple[str, str], name: str, value: object) -> None:
    rows = [
        row(100.0, "Description", heading, None, "Carats", "Amount USD", columns=FIVE),
        row(115.0, "Rough one", cells[0], None, "10.50", "1,000.00", columns=FIVE),
        row(130.0, "Rough two", cells[1], None, "20.50", "2,100.00", columns=FIVE),
    ]
    reading = read(rows)
    assert shown(reading)[0][name] == value
    assert reading.rows[0][name].confidence <= 0.85


def test_heading_of_another_fact_is_no_weight() -> None:
    reading = read(
        [
            row(100.0, "Description", "Empty drum, kg", "Amount USD"),
            row(115.0, "Ore one", "10.5", "1,000.00"),
            row(130.0, "Ore two", "11.5", "2,100.00"),
        ]
    )
    assert all(not {"net_weight", "gross_weight"} & set(fields) for fields in reading.rows)


def test_total_of_carats_is_no_amount() -> None:
    reading = read(
        [
            row(100.0, "Description", "Total carats", "Price USD", "Value USD"),
            row(115.0, "Rough one", "10.50", "100.00", "1,050.00"),
            row(130.0, "Rough two", "20.00", "110.00", "2,200.00"),
        ]
    )
    assert shown(reading)[0]["carat_weight"] == "10.50"
    assert reading.rows[0]["value"].value == Money(amount=Decimal("1050.00"), currency="USD")


def test_a_weight_with_the_other_weights_word_is_no_total_of_its_column() -> None:
    reading = read(
        [
            row(100.0, "Description", "Bags", "Gross kg"),
            row(115.0, "Ore one", "10", "1,010.0"),
            row(130.0, "Ore two", "20", "2,020.0"),
            row(145.0, "Total", "30", "net 3,000.0 kg"),
        ],
        DocumentKind.PACKING_LIST,
    )
    assert "gross_weight" not in reading.totals


def test_small_figures_below_the_line_are_no_number() -> None:
    reading = read(
        [
            row(100.0, "Description", "Bags", "Net kg"),
            row(115.0, "WO₃ ore", "10", "1,010.0"),
            row(130.0, "WO₃ ore", "20₂", "2,020.0"),
            row(145.0, "WO₃ ore", "20", "2,020₅"),
        ],
        DocumentKind.PACKING_LIST,
    )
    assert plain(reading.rows[0]["net_weight"]) == "1010.0"


def test_listed_header_stands_where_text_beside_it_comes_close() -> None:
    columns = (60.0, 120.0, 220.0, 300.0, 390.0)
    reading = read(
        [
            row(100.0, "Bag", "Tag No.", "Gross kg", "Net kg", columns=columns),
            row(112.0, None, None, None, None, "Whatever was loaded today", columns=columns),
            row(126.0, "1", "TQ-5510", "1,021.3", "1,018.5", "went into box FSCU7712, whose", columns=columns),
            row(139.0, "2", "TQ-5511", "1,030.8", "1,028.0", "door was shut under 55120 9", columns=columns),
        ],
        DocumentKind.PACKING_LIST,
    )
    assert [one["tag_numbers"] for one in shown(reading)] == [("TQ-5510",), ("TQ-5511",)]
    assert all("goods_description" not in one for one in shown(reading))


def test_headings_in_three_languages_tell_by_their_words() -> None:
    for heads in (
        ("Ce qui part", "Emballé (kg)", "Sans emballage (kg)"),
        ("O que segue", "Embalado (kg)", "Sem embalagem (kg)"),
        ("Lo que sale", "Embalado (kg)", "Sin embalaje (kg)"),
    ):
        rows = [
            row(100.0, *heads),
            row(115.0, "Wolframite", "104,50", "100,00"),
            row(130.0, "Wolframite", "105,50", "101,00"),
        ]
        first = shown(read(rows, DocumentKind.PACKING_LIST))[0]
        assert (first["gross_weight"], first["net_weight"]) == ("104.50", "100.00"), heads


def test_bare_numbers_under_what_speaks_of_tags_are_those_of_tags() -> None:
    rows = [
        row(100.0, "Drum", "Export tag", "Gross kg", "Net kg"),
        *(row(115.0 + 15 * at, str(at + 1), f"17704{at}7", f"42{at}.9", f"40{at}.4") for at in range(3)),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert [one["tag_numbers"] for one in shown(reading)] == [("1770407",), ("1770417",), ("1770427",)]
    assert all(fields["tag_numbers"].confidence <= 0.85 for fields in reading.rows)


def test_a_column_of_units_alone_measures_the_quantity() -> None:
    rows = [
        row(100.0, "Producto", "Cantidad", "U. medida", "Precio unit. USD", "Importe USD"),
        row(115.0, "Carbonato de litio", "20.000,00", "kilogramos", "11,20", "224.000,00"),
    ]
    (only,) = read(rows, language="es").rows
    assert (only["net_weight"].value, only["net_weight"].unit) == ("20000.00", "kg")


def test_metric_tons_of_office_programs() -> None:
    rows = [
        row(100.0, "Description", "Quantity", "Price", "Amount USD"),
        row(115.0, "Copper cathodes", "24.968 TO", "11,240.00", "280,640.32"),
        row(130.0, "Copper cathodes", "24.955 TO", "11,240.00", "280,494.20"),
    ]
    assert [(one["net_weight"].value, one["net_weight"].unit) for one in read(rows).rows] == [
        ("24.968", "t"),
        ("24.955", "t"),
    ]


def test_words_over_and_under_a_row_of_averages() -> None:
    rows = [
        row(100.0, "Sub-lot", "Drums", "Sn %", "WO3 %", "Fe %"),
        row(120.0, "A", "1-12", "66.80", "0.42", "2.91"),
        row(140.0, "B", "13-24", "66.10", "0.47", "3.20"),
        row(160.0, "C", "25-36", "66.40", "0.44", "3.02"),
        row(178.0, "Weighted"),
        row(185.0, None, None, "66.43", "0.44", "3.04"),
        row(192.0, "composite"),
    ]
    reading = read(rows, DocumentKind.ASSAY_CERTIFICATE)
    assert [one["grade"] for one in shown(reading)] == ["66.80", "66.10", "66.40"]
    assert reading.totals["grade"].value == "66.43"


def test_a_tariffs_code_before_more_of_a_description() -> None:
    rows = [
        row(100.0, "Description", "Net kg", "Price", "Amount USD", columns=(40.0, 330.0, 400.0, 480.0)),
        row(
            115.0, "Lithium carbonate NCM 2836.91.00 – Lot B", "200.0", "11.20", "2,240.00", columns=(40, 330, 400, 480)
        ),
    ]
    (only,) = shown(read(rows))
    assert (only["hs_codes"], only["goods_description"]) == (("28369100",), "Lithium carbonate – Lot B")


@pytest.mark.parametrize(
    "rows",
    [
        [
            row(100.0, "Lo que va", "Pesan", "Cada uno", "Da"),
            row(115.0, "Scheelita concentrada", "15.000,0 kg", "28,90 USD", "433.500,00 USD"),
        ],
        [
            row(100.0, "Lo que va", "Pesan kg", "USD cada uno", "Da en USD"),
            row(115.0, "Scheelita concentrada", "15.000,0", "28,90", "433.500,00"),
        ],
        [  # what heads the amount is close to a word for results of analyses
            row(100.0, "Partida vendida", "Masa", "A razón de", "Resulta"),
            row(115.0, "Scheelita concentrada", "15.000,0 kg", "28,90 USD", "433.500,00 USD"),
        ],
    ],
    ids=["units beside the numbers", "units in the headings", "one heading of a list"],
)
def test_a_single_row_told_by_its_product(rows: Rows) -> None:
    (only,) = shown(read(rows, language="es"))
    assert (only["net_weight"], only["unit_price"], only["value"]) == ("15000.0", "28.90", "433500.00")


def test_no_product_makes_a_single_row_no_table() -> None:
    head = row(100.0, "Lo que va", "Pesan", "Cada uno", "Da")
    assert headed_rows(sheet([head, row(115.0, "Scheelita", "15.000,0 kg", "28,90 USD", "433.900,00 USD")])) == []


def test_two_weights_of_which_one_is_a_little_more_are_gross_and_net() -> None:
    rows = [
        row(100.0, "Keg", "Closed by", "A kg", "B kg"),
        row(115.0, "K1", "ZT 88120", "402.4", "420.9"),
        row(130.0, "K2", "ZT 88121", "398.6", "417.1"),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert [(one["net_weight"], one["gross_weight"]) for one in shown(reading)] == [
        ("402.4", "420.9"),
        ("398.6", "417.1"),
    ]
    assert all(fields[name].confidence <= 0.6 for fields in reading.rows for name in ("net_weight", "gross_weight"))


@pytest.mark.parametrize(
    "rows",
    [
        [{0: Decimal(400), 1: Decimal(420)}],
        [{0: Decimal(400), 1: Decimal(420)}, {0: Decimal(430), 1: Decimal(410)}],
        [{0: Decimal(400), 1: Decimal(800)}, {0: Decimal(410), 1: Decimal(790)}],
    ],
    ids=["one row", "now one and now the other", "twice as much"],
)
def test_weights_that_are_no_gross_and_net(rows: list[dict[int, Decimal]]) -> None:
    names: dict[int, str] = {}
    assert not by_packing(names, (0, 1), rows)
    assert names == {}
