"""Tables whose headings or cells are set so close that they read as one: parted, with what follows from it."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.tables_body import Token
from extract.tables_found import labels_of
from extract.tables_header import find_headers
from extract.tables_reader import Kind, Reader
from extract.tables_released import release
from extract.tables_row import Row
from extract.tables_words import header_words
from extract.types import TYPES
from ingest.model import Box
from tests.extract.paper import Rows, sheet
from tests.extract.test_tables import INVOICE, plain, read, row, shown

TYPED = (40.0, 70.0, 300.0, 400.0, 470.0, 530.0)


@pytest.mark.parametrize("heading", ["US$/ct Amount", "USD/ct Total", "Price/ct Total US$"])
def test_a_price_with_the_amount_set_close_behind_it(heading: str) -> None:
    rows: Rows = [
        row(300.0, "Description", "Carats", heading, columns=(60.0, 300.0, 380.0)),
        row(320.0, "Rough, sawables", "212.40", "310.00", "65,844.00", columns=(60.0, 300.0, 380.0, 430.0)),
        row(340.0, "Rough, makeables", "98.15", "150.00", "14,722.50", columns=(60.0, 300.0, 380.0, 430.0)),
        row(360.0, "Total", "310.55", None, "USD 80,566.50", columns=(60.0, 300.0, 380.0, 410.0)),
    ]
    reading = read(rows)
    assert [(one["unit_price"], one["value"]) for one in shown(reading)] == [
        ("310.00", "65844.00"),
        ("150.00", "14722.50"),
    ]
    assert plain(reading.totals["value"]) == "80566.50"


def test_a_whole_line_of_headings_in_one_phrase() -> None:
    heads = "N.º Descripción de la mercancía Código arancelario Peso neto total (t) Precio unitario (USD/t)"
    rows: Rows = [
        (300.0, [(20.0, heads, 9.0), (460.0, "Importe (USD)", 9.0)]),
        row(320.0, "1", "Concentrado de zinc ZK-4", columns=(20.0, 45.0)),
        row(340.0, "2", "Concentrado de zinc ZK-5", columns=(20.0, 45.0)),
    ]
    for at, cells in enumerate(
        [("2608.00", "88,10", "910,00", "80.171,00"), ("2608.00", "91,40", "905,50", "82.762,70")]
    ):
        y, phrases = rows[at + 1]
        rows[at + 1] = (y, [*phrases, *zip((190.0, 270.0, 370.0, 470.0), cells, strict=True)])
    told = shown(read(rows, language="es"))
    assert told[0] == {
        "goods_description": "Concentrado de zinc ZK-4",
        "hs_codes": ("260800",),
        "net_weight": "88.10",
        "unit_price": "910.00",
        "value": "80171.00",
    }
    assert [one["net_weight"] for one in told] == ["88.10", "91.40"]


@pytest.mark.parametrize("heading", ["Amount US$/ct", "Lot price US$/ct", "Unit price (USD/ct)"])
def test_one_heading_over_one_column_stays_whole(heading: str) -> None:
    rows: Rows = [
        row(300.0, "Description", "Carats", heading, columns=(60.0, 300.0, 380.0)),
        row(320.0, "Rough, sawables", "212.40", "310.00", columns=(60.0, 300.0, 400.0)),
        row(340.0, "Rough, makeables", "98.15", "150.00", columns=(60.0, 300.0, 400.0)),
    ]
    (header,) = find_headers(sheet(rows), header_words(INVOICE))
    assert [one.text for one in header.headings] == ["Description", "Carats", heading]


@pytest.mark.parametrize("heading", ["Montant ligne (USD)", "Montant article (USD)"])
def test_a_heading_over_one_number_of_thousands_stays_whole(heading: str) -> None:
    rows: Rows = [
        row(300.0, "Désignation", "Poids net (kg)", heading, columns=(60.0, 250.0, 380.0)),
        row(320.0, "Concentré de coltan", "828,00", "47 353", columns=(60.0, 260.0, 385.0)),
        row(340.0, "Total", "828,00", "47 353", columns=(60.0, 260.0, 385.0)),
    ]
    for at, rest in ((1, "320,00"), (2, "320,00 USD")):
        y, phrases = rows[at]
        rows[at] = (y, [*phrases, (417.5, rest)])
    (header,) = find_headers(sheet(rows), header_words(INVOICE))
    assert [one.text for one in header.headings] == ["Désignation", "Poids net (kg)", heading]


def test_a_row_in_one_phrase_with_its_number_in_each_column_is_no_sentence() -> None:
    columns = (40.0, 110.0, 230.0, 270.0, 315.0, 350.0)
    rows: Rows = [
        row(300.0, "Lot", "Description", "HS", "Carats", "US$/ct", "Amount US$", columns=columns),
        row(
            320.0,
            "KB/26/07-AB12",
            "Rough diamonds, 4-8 gr x",
            "7102.31",
            "1,310.25",
            "210.00",
            "275,152.50",
            columns=columns,
        ),
        row(340.0, "KB/26/07-AB13", "Rough, melee", "7102.31", "88.40", "55.00", "4,862.00", columns=columns),
        row(360.0, None, "Total", None, "1,398.65", None, "280,014.50", columns=columns),
    ]
    reading = read(rows)
    assert [one["carat_weight"] for one in shown(reading)] == ["1310.25", "88.40"]
    assert plain(reading.totals["carat_weight"]) == "1398.65"


def test_the_ends_of_wrapped_cells_are_no_second_header() -> None:
    columns = (40.0, 70.0, 300.0, 380.0, 470.0)
    rows: Rows = [
        row(300.0, "Item", "Description", "Carats", "USD/ct", "Amount (USD)", columns=columns),
        row(320.0, "1", "Rough, 1 to", "82.35", "96.00", "7,905.60", columns=columns),
        row(332.0, None, "3 gr", columns=columns),
        row(352.0, "2", "Rough, 3 to 6", "91.27", "240.00", "21,904.80", columns=columns),
        row(364.0, None, "ct", None, None, "USD", columns=columns),
        row(384.0, "Total", None, "173.62", None, "29,810.40", columns=columns),
    ]
    reading = read(rows)
    assert [one["carat_weight"] for one in shown(reading)] == ["82.35", "91.27"]
    assert plain(reading.totals["value"]) == "29810.40"
    assert plain(reading.totals["carat_weight"]) == "173.62"


@pytest.mark.parametrize("over", [True, False])
def test_an_amount_set_on_the_middle_of_its_cell_is_of_the_total_beside_it(*, over: bool) -> None:
    columns = (60.0, 300.0, 380.0, 470.0)
    wrapped = [(383.0, "29,810.40"), (395.0, "USD")] if over else [(383.0, "USD"), (395.0, "29,810.40")]
    rows: Rows = [
        row(300.0, "Description", "Carats", "USD/ct", "Amount", columns=columns),
        row(320.0, "Rough, 1 to 3 gr", "82.35", "96.00", "7,905.60", columns=columns),
        row(340.0, "Rough, 3 to 6 ct", "91.27", "240.00", "21,904.80", columns=columns),
        row(389.0, "Amount payable", "173.62", columns=columns),
    ]
    rows += [(y, [(470.0, text)]) for y, text in wrapped]
    reading = read(sorted(rows))
    assert len(reading.rows) == 2
    assert plain(reading.totals["value"]) == "29810.40"
    assert plain(reading.totals["carat_weight"]) == "173.62"


@pytest.mark.parametrize(
    ("upper", "lower", "total"), [("USD 229", "810,40", "229810.40"), ("US$ 1 229", "810.40", "1229810.40")]
)
def test_an_amount_torn_in_the_middle_of_its_cell_is_whole(upper: str, lower: str, total: str) -> None:
    columns = (60.0, 300.0, 380.0, 470.0)
    rows: Rows = [
        row(300.0, "Descripción", "Quilates", "USD/ct", "Importe", columns=columns),
        row(320.0, "En bruto, 1 a 3 gr", "82,35", "96,00", "7 905,60", columns=columns),
        row(340.0, "En bruto, 3 a 6 ct", "91,27", "240,00", "21 904,80", columns=columns),
        (383.0, [(470.0, upper)]),
        row(389.0, "Importe total", "173,62", columns=columns),
        (395.0, [(470.0, lower)]),
    ]
    reading = read(rows, language="es")
    assert len(reading.rows) == 2
    assert plain(reading.totals["value"]) == total


def test_an_article_s_code_and_the_number_of_the_lot_are_no_description() -> None:
    columns = (40.0, 270.0, 340.0, 430.0, 490.0)
    rows: Rows = [
        row(300.0, "Description", "Quantité", "Prix unitaire", "Taxes", "Montant", columns=columns),
        row(320.0, "[SN-70] Concentré de cassitérite 70 %", "18 040,00", "14,50", "0 %", "261 580,00", columns=columns),
        row(332.0, "min.", "kg", None, "Export", "$", columns=columns),
        row(344.0, "Lot KTV-S-26-08", columns=columns),
        row(356.0, "Code SH 2609.00", columns=columns),
        row(390.0, None, "Montant hors taxes", None, None, "261 580,00 $", columns=columns),
        row(404.0, None, "TVA 0 %", None, None, "0,00 $", columns=columns),
        row(418.0, None, "Total (USD)", None, None, "261 580,00 $", columns=columns),
    ]
    assert shown(read(rows, language="fr")) == [
        {
            "goods_description": "Concentré de cassitérite 70 % min.",
            "hs_codes": ("260900",),
            "net_weight": "18040.00",
            "unit_price": "14.50",
            "value": "261580.00",
            "lot_number": "KTV-S-26-08",
        }
    ]


@pytest.mark.parametrize("amount", ["Mt HT", "Montant HT"])
def test_a_word_of_an_amount_cut_short_is_no_unit(amount: str) -> None:
    columns = (40.0, 100.0, 300.0, 380.0, 470.0)
    rows: Rows = [
        row(300.0, "Réf.", "Désignation", "Qté", "P.U. HT", amount, columns=columns),
        row(320.0, "CASS", "Cassitérite concentrée", "20 040,00 kg", "14,20", "284 568,00", columns=columns),
        row(380.0, None, None, None, "Total TTC", "284 568,00 USD", columns=columns),
    ]
    reading = read(rows, language="fr")
    assert [one["value"] for one in shown(reading)] == ["284568.00"]
    assert plain(reading.totals["value"]) == "284568.00"


def test_an_amount_on_the_line_under_its_currency_is_the_total_s() -> None:
    columns = (40.0, 240.0, 340.0, 460.0)
    rows: Rows = [
        row(300.0, "Descripción", "Cantidad (kg)", "P. unit. (USD/kg)", "Total (USD)", columns=columns),
        row(320.0, "Wolframita 65 %", "10.020,00", "21,40", "214.428,00", columns=columns),
        row(340.0, "Wolframita 63 %", "9.870,00", "20,75", "204.802,50", columns=columns),
        row(360.0, "Importe total a pagar", "19.890,00", None, "USD", columns=columns),
        row(372.0, None, None, None, "419.230,50", columns=columns),
    ]
    reading = read(rows, language="es")
    assert len(reading.rows) == 2
    assert plain(reading.totals["value"]) == "419230.50"


def test_each_row_s_lot_behind_its_tariff_code() -> None:
    columns = (40.0, 70.0, 270.0, 340.0, 410.0, 490.0)
    rows: Rows = [
        row(300.0, "Item", "Descrição", "Qtd.", "UM", "Preço líq.", "Valor líq.", columns=columns),
        row(320.0, "10", "Concentrado de espodumênio", "22,500", "TO", "1.040,00", "23.400,00", columns=columns),
        row(332.0, None, "NCM 2530.90.10 Lote SP-2605-1", columns=columns),
        row(352.0, "20", "Concentrado de espodumênio", "21,250", "TO", "1.040,00", "22.100,00", columns=columns),
        row(364.0, None, "NCM 2530.90.10 Lote SP-2605-2", columns=columns),
        row(390.0, None, "Valor total dos itens", None, None, "USD", "45.500,00", columns=columns),
    ]
    told = shown(read(rows, language="pt"))
    assert [one["lot_number"] for one in told] == ["SP-2605-1", "SP-2605-2"]
    assert [one["hs_codes"] for one in told] == [("25309010",)] * 2
    assert {one["goods_description"] for one in told} == {"Concentrado de espodumênio"}


def test_a_lot_under_another_label_is_told_by_its_own() -> None:
    lines = ("Spodumene concentrate", "Batch KV-6-1", "Net weight: 50,600.00 kg", "Lot VKS-6-2611")
    tokens = [
        Token(word, Box(0.1 + 0.08 * at, 0.3 + 0.02 * y, 0.17 + 0.08 * at, 0.31 + 0.02 * y), 0, 10 * y + at, 1.0, 10.0)
        for y, text in enumerate(lines)
        for at, word in enumerate(text.split())
    ]
    row = Row(Kind.ITEM, {0: tokens})
    release([row], Reader({0: "goods_description"}, labels_of(TYPES[DocumentKind.TRANSPORT_DOCUMENT])))
    assert row.text(0) == "Spodumene concentrate"
    assert [token.text for token in row.lot] == ["KV-6-1"]
    assert [token.text for token in row.aside] == ["Batch", "KV-6-1"]
