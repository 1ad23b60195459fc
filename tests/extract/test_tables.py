"""Line tables read: rows, totals, units, currencies, several pages, and what is no table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from extract.model import DocumentKind, Field, Money
from extract.tables import TableReading, read_table
from extract.tables_cells import confirmed
from extract.types import TYPES
from extract.values import Context
from ingest.model import Ruling
from tests.extract.paper import HEIGHT, WIDTH, Phrase, Rows, sheet

INVOICE = TYPES[DocumentKind.COMMERCIAL_INVOICE]
PACKING = TYPES[DocumentKind.PACKING_LIST]
COLUMNS = (60.0, 240.0, 320.0, 400.0, 480.0)


def row(y: float, *cells: str | None, columns: Sequence[float] = COLUMNS) -> tuple[float, Sequence[Phrase]]:
    return y, [(x, cell) for x, cell in zip(columns, cells, strict=False) if cell]


def plain(field: Field) -> Any:
    return str(field.value.amount) if isinstance(field.value, Money) else field.value


def shown(reading: TableReading) -> list[dict[str, Any]]:
    return [{name: plain(field) for name, field in fields.items()} for fields in reading.rows]


def read(rows: Rows, kind: DocumentKind = DocumentKind.COMMERCIAL_INVOICE, language: str = "en") -> TableReading:
    return read_table([sheet(rows)], TYPES[kind], Context(language=language))


HEAD = row(300.0, "Description", "HS code", "Weight (ct)", "Price", "Amount")
FIRST = row(320.0, "Rough +10.8 ct", "7102.31", "60.45", "2,489.84", "150,510.83")
SECOND = row(340.0, "Rough 5-10 ct", "7102.31", "90.14", "1,770.27", "159,572.14")
TOTAL = row(360.0, "Total", None, "150.59", None, "USD 310,082.97")


def test_rows_and_totals() -> None:
    reading = read([HEAD, FIRST, SECOND, TOTAL])
    assert shown(reading) == [
        {
            "goods_description": "Rough +10.8 ct",
            "hs_codes": ("710231",),
            "carat_weight": "60.45",
            "unit_price": "2489.84",
            "value": "150510.83",
        },
        {
            "goods_description": "Rough 5-10 ct",
            "hs_codes": ("710231",),
            "carat_weight": "90.14",
            "unit_price": "1770.27",
            "value": "159572.14",
        },
    ]
    assert reading.rows[0]["carat_weight"].unit == "ct"
    assert reading.totals["carat_weight"].value == "150.59"
    assert reading.totals["value"].value == Money(amount=Decimal("310082.97"), currency="USD")


def test_rows_take_the_currency_of_the_total() -> None:
    reading = read([HEAD, FIRST, SECOND, TOTAL])
    value = reading.rows[0]["value"].value
    assert isinstance(value, Money)
    assert value.currency == "USD"


def test_evidence_is_the_words_of_the_cell() -> None:
    field = read([HEAD, FIRST, SECOND, TOTAL]).rows[1]["carat_weight"]
    (evidence,) = field.evidence
    assert evidence.page == 1
    assert evidence.box.x0 == pytest.approx(320 / WIDTH)
    assert evidence.box.y0 == pytest.approx(340 / HEIGHT)
    assert field.label == "Weight (ct)"
    assert field.raw == "90.14"


def test_used_words_are_those_of_the_table_alone() -> None:
    rows: Rows = [(100.0, [(60.0, "INVOICE")]), HEAD, FIRST, SECOND, TOTAL, (500.0, [(60.0, "Signature")])]
    page = sheet(rows)
    used = read_table([page], INVOICE, Context()).used
    unused = [word.text for index, word in enumerate(page.page.words) if (0, index) not in used]
    assert unused == ["INVOICE", "Signature"]


def test_nothing_is_summed() -> None:
    reading = read([HEAD, FIRST, SECOND])
    assert len(reading.rows) == 2
    assert "value" not in reading.totals
    assert "carat_weight" not in reading.totals


def test_agreeing_rows_are_surer() -> None:
    wrong = row(340.0, "Rough 5-10 ct", "7102.31", "90.14", "1,770.27", "999.99")
    good, bad = read([HEAD, FIRST, wrong, TOTAL]).rows
    assert good["value"].confidence > 0.95
    assert bad["value"].confidence < 0.9


def test_total_without_the_word() -> None:
    third = row(360.0, None, None, "150.59", None, "310,082.97")
    reading = read([(80.0, [(60.0, "All amounts in USD")]), HEAD, FIRST, SECOND, third])
    assert len(reading.rows) == 2
    assert reading.totals["carat_weight"].value == "150.59"


def test_subtotals_charges_and_the_last_total() -> None:
    reading = read(
        [
            HEAD,
            FIRST,
            SECOND,
            row(360.0, "Sub-total", None, None, None, "310,082.97"),
            row(380.0, "Freight", None, None, None, "500.00"),
            row(400.0, "Grand total", None, None, None, "USD 310,582.97"),
        ]
    )
    assert len(reading.rows) == 2
    assert plain(reading.totals["value"]) == "310582.97"


def test_summary_below_the_table_is_left_to_its_labels() -> None:
    reading = read(
        [
            HEAD,
            FIRST,
            SECOND,
            row(370.0, None, None, "Gross weight :", None, "3.86 kg"),
            row(390.0, None, None, "Number of packages", None, "5"),
            row(410.0, None, None, "Total payable :", None, "USD 310,082.97"),
        ]
    )
    assert len(reading.rows) == 2
    assert set(reading.totals) == {"value", "hs_codes"}


@pytest.mark.parametrize(
    ("language", "head", "total"),
    [
        ("fr", ("Désignation", "Code SH", "Poids (ct)", "Prix unitaire", "Montant (USD)"), "Total général"),
        ("pt", ("Descrição", "NCM", "Quilates", "Preço unit.", "Valor (USD)"), "Total geral"),
        ("es", ("Descripción", "Partida", "Peso (ct)", "P. unitario", "Importe USD"), "Total general"),
    ],
)
def test_headers_and_numbers_of_other_languages(language: str, head: tuple[str, ...], total: str) -> None:
    reading = read(
        [
            row(300.0, *head),
            row(320.0, "Lote 1", "7102.31", "60,45", "2.489,84", "150.510,83"),
            row(340.0, "Lote 2", "7102.31", "1.090,14", "1.770,27", "1.929.842,14"),
            row(360.0, total, None, "1.150,59", None, "2.080.352,97"),
        ],
        language=language,
    )
    assert [fields["carat_weight"].value for fields in reading.rows] == ["60.45", "1090.14"]
    assert [plain(fields["value"]) for fields in reading.rows] == ["150510.83", "1929842.14"]
    assert plain(reading.totals["value"]) == "2080352.97"


def test_header_over_two_lines_with_units_below() -> None:
    reading = read(
        [
            row(290.0, "Description", "HS", "Net weight", "Unit price", "Amount"),
            row(302.0, None, "code", "(kg)", "(US$/kg)", "(US$)"),
            row(330.0, "Cassiterite, drums 1-12", "2609.00", "4,041.8", "18.88", "76,309.18"),
            row(350.0, "Cassiterite, drums 13-31", "2609.00", "6,379.1", "18.88", "120,437.41"),
        ]
    )
    assert [(fields["net_weight"].value, fields["net_weight"].unit) for fields in reading.rows] == [
        ("4041.8", "kg"),
        ("6379.1", "kg"),
    ]
    price = reading.rows[0]["unit_price"].value
    assert isinstance(price, Money)
    assert price.currency == "USD"


def test_bilingual_headings() -> None:
    reading = read(
        [
            row(300.0, "Désignation / Description", "SH / HS", "Poids / Weight", "Prix / Price", "Montant / Amount"),
            row(320.0, "Diamants bruts", "7102.31", "60.45 ct", "10.00", "USD 604.50"),
        ],
        language="fr",
    )
    assert shown(reading)[0]["carat_weight"] == "60.45"
    assert shown(reading)[0]["value"] == "604.50"


def test_a_description_that_wraps() -> None:
    reading = read(
        [
            HEAD,
            row(330.0, "Cassiterite concentrate", "2609.00", "4,041.80", "18.88", "76,309.18"),
            row(341.0, "in steel drums"),
            row(370.0, "Wolframite concentrate", "2611.00", "100.00", "20.00", "2,000.00"),
            row(381.0, "in bags"),
            row(410.0, "Total", None, "4,141.80", None, "USD 78,309.18"),
        ]
    )
    assert [fields["goods_description"].value for fields in reading.rows] == [
        "Cassiterite concentrate in steel drums",
        "Wolframite concentrate in bags",
    ]


def test_rulings_tell_the_rows_of_a_centred_cell() -> None:
    lines = [Ruling(50 / WIDTH, y / HEIGHT, 550 / WIDTH, y / HEIGHT) for y in (315.0, 354.5, 394.0)]
    page = sheet(
        [
            HEAD,
            row(318.0, "Cassiterite concentrate"),
            row(330.0, None, "2609.00", "10.00", "18.00", "180.00"),
            row(342.0, "in steel drums"),
            row(357.0, "Wolframite concentrate"),
            row(369.0, None, "2611.00", "20.00", "20.00", "USD 400.00"),
            row(381.0, "in bags"),
        ],
        rulings=lines,
    )
    reading = read_table([page], INVOICE, Context())
    assert [fields["goods_description"].value for fields in reading.rows] == [
        "Cassiterite concentrate in steel drums",
        "Wolframite concentrate in bags",
    ]


def test_vertical_rulings_part_columns() -> None:
    rulings = [Ruling(x / WIDTH, 295 / HEIGHT, x / WIDTH, 360 / HEIGHT) for x in (50.0, 150.0, 250.0, 350.0)]
    columns = (60.0, 155.0, 262.0)
    page = sheet(
        [
            row(300.0, "Contents", "Packages", "Net weight (kg)", columns=columns),
            row(320.0, "Ore", "12", "4,041.8", columns=columns),
            row(340.0, "Concentrate", "19", "6,379.1", columns=columns),
        ],
        rulings=rulings,
    )
    reading = read_table([page], PACKING, Context())
    assert shown(reading)[1] == {"goods_description": "Concentrate", "parcel_count": 19, "net_weight": "6379.1"}


def test_numbers_of_rows_are_ignored() -> None:
    columns = (60.0, 100.0, 400.0)
    reading = read(
        [
            row(300.0, "No.", "Contents", "Weight", columns=columns),
            row(320.0, "1", "Rough diamonds +11", "60.45 ct", columns=columns),
            row(340.0, "2", "Rough diamonds -11", "90.14 ct", columns=columns),
        ],
        DocumentKind.PACKING_LIST,
    )
    assert shown(reading) == [
        {"goods_description": "Rough diamonds +11", "carat_weight": "60.45"},
        {"goods_description": "Rough diamonds -11", "carat_weight": "90.14"},
    ]


def test_unit_column_and_a_mass() -> None:
    columns = (60.0, 300.0, 360.0, 430.0)
    reading = read(
        [
            row(300.0, "Description", "Quantity", "Unit", "Amount USD", columns=columns),
            row(320.0, "Copper cathodes", "56.20", "t", "546,884.20", columns=columns),
            row(340.0, "Copper rods", "12.00", "t", "99,000.00", columns=columns),
        ]
    )
    assert reading.rows[0]["net_weight"].value == "56.20"
    assert reading.rows[0]["net_weight"].unit == "t"


def test_a_quantity_without_unit_is_no_weight() -> None:
    columns = (60.0, 300.0, 430.0)
    reading = read(
        [
            row(300.0, "Description", "Quantity", "Amount", columns=columns),
            row(320.0, "Office chair", "2", "$ 140.00", columns=columns),
            row(340.0, "Desk", "1", "$ 99.00", columns=columns),
        ]
    )
    assert all(set(fields) == {"goods_description", "value"} for fields in reading.rows)


def test_packages_seals_and_lots_by_row() -> None:
    columns = (60.0, 160.0, 260.0, 340.0, 440.0)
    reading = read(
        [
            row(300.0, "Lot No.", "Seal No.", "Packages", "Net weight (kg)", "Gross weight (kg)", columns=columns),
            row(320.0, "RW-SN-278", "ML765047", "12", "4,041.8", "4,140.2", columns=columns),
            row(340.0, "RW-SN-278", "ML765048", "19", "6,379.1", "6,544.2", columns=columns),
            row(360.0, "Total", None, "31", "10,420.9", "10,684.4", columns=columns),
        ],
        DocumentKind.PACKING_LIST,
    )
    assert reading.totals["lot_number"].value == "RW-SN-278"
    assert reading.totals["seal_numbers"].value == ("ML765047", "ML765048")
    assert reading.totals["parcel_count"].value == 31
    assert reading.totals["gross_weight"].value == "10684.4"


def test_one_row_speaks_for_the_paper_with_little_confidence() -> None:
    reading = read([HEAD, FIRST, (500.0, [(60.0, "USD")])])
    assert plain(reading.totals["value"]) == "150510.83"
    assert reading.totals["value"].confidence < 0.75
    assert reading.totals["value"].rule == "only-row"


def test_repeated_header_on_the_next_page() -> None:
    pages = [sheet([HEAD, FIRST]), sheet([HEAD, SECOND, TOTAL], number=2)]
    reading = read_table(pages, INVOICE, Context())
    assert [fields["carat_weight"].value for fields in reading.rows] == ["60.45", "90.14"]
    assert [fields["carat_weight"].evidence[0].page for fields in reading.rows] == [1, 2]
    assert reading.totals["carat_weight"].value == "150.59"


def test_rows_carried_on_without_a_header() -> None:
    first: Rows = [HEAD, *(row(320.0 + 20 * n, f"Lot {n}", "7102.31", "1.00", "10.00", "10.00") for n in range(22))]
    second: Rows = [
        (40.0, [(60.0, "Nimba Crystal Inc.")]),
        row(80.0, "Lot 22", "7102.31", "2.00", "10.00", "20.00"),
        row(100.0, "Total", None, "24.00", None, "USD 240.00"),
    ]
    reading = read_table([sheet(first), sheet(second, number=2)], INVOICE, Context())
    assert len(reading.rows) == 23
    assert reading.rows[-1]["carat_weight"].value == "2.00"
    assert plain(reading.totals["value"]) == "240.00"


def test_amounts_brought_forward_are_no_items() -> None:
    reading = read(
        [
            HEAD,
            row(320.0, "Brought forward", None, None, None, "10.00"),
            row(340.0, *[c for _, c, *_ in FIRST[1]]),
            TOTAL,
        ]
    )
    assert len(reading.rows) == 1


def test_the_boxes_of_a_form_are_no_table() -> None:
    rows: Rows = [
        row(300.0, "Pieces", "Gross weight", "Description of goods"),
        row(315.0, "5", "3.86 kg", "Rough diamonds"),
        row(330.0, None, None, "1,273.09 ct"),
        row(345.0, None, None, "Seal KP251209"),
    ]
    reading = read(rows, DocumentKind.TRANSPORT_DOCUMENT)
    assert reading == TableReading()


def test_a_form_of_labels_is_no_table() -> None:
    rows: Rows = [
        (100.0, [(60.0, "Exporter"), (300.0, "Nimba Crystal Inc.")]),
        (120.0, [(60.0, "Gross weight"), (300.0, "3.86 kg")]),
        (140.0, [(60.0, "Carat weight"), (300.0, "1,273.09 ct")]),
    ]
    for kind in (DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, DocumentKind.PACKING_LIST):
        assert read(rows, kind).rows == ()


def test_results_by_lot() -> None:
    columns = (60.0, 160.0, 220.0, 280.0, 340.0)
    reading = read(
        [
            row(300.0, "Heat No.", "C", "Si", "Mn", "P", columns=columns),
            row(320.0, "2600205", "0,19", "0,15", "0,54", "0,024", columns=columns),
            row(340.0, "2600204", "0,18", "0,15", "0,61", "0,026", columns=columns),
        ],
        DocumentKind.ASSAY_CERTIFICATE,
    )
    assert shown(reading) == [{"lot_number": "2600205"}, {"lot_number": "2600204"}]


def test_unreadable_cells_are_said_to_be_so() -> None:
    broken = row(340.0, "Rough 5-10 ct", "7102.31", "9O.I4.7,1", "1,770.27", "159,572.14")
    field = read([HEAD, FIRST, broken, TOTAL]).rows[1].get("carat_weight")
    assert field is None or field.value is None or field.confidence < 0.9


def test_no_pages_no_table() -> None:
    assert read_table([], INVOICE, Context()) == TableReading()
    assert read_table([sheet([])], INVOICE, Context()) == TableReading()


@pytest.mark.parametrize(("label", "count"), [("TOTAL 3 parcels", 3), ("Total: 3 lotes", 3), ("Total", None)])
def test_a_total_row_may_count_the_parcels_in_words(label: str, count: int | None) -> None:
    total = row(360.0, label, None, "150.59", None, "USD 310,082.97")
    reading = read([HEAD, FIRST, SECOND, total])
    found = reading.totals.get("parcel_count")
    assert (found.value if found is not None else None) == count
    assert reading.totals["carat_weight"].value == "150.59"


def test_headings_set_close_keep_their_units() -> None:
    columns = (60.0, 240.0, 330.0, 420.0)
    reading = read(
        [
            row(300.0, "Lote", "Conteúdo", "Peso líquido (kg)", "Peso bruto (kg)", columns=columns),
            row(320.0, "A-1", "Grafite", "1.000,5", "1.010,0", columns=columns),
            row(340.0, "A-2", "Grafite", "1.300,5", "1.313,0", columns=columns),
            row(360.0, "Total", None, "2.301,0", "2.323,0", columns=columns),
        ],
        DocumentKind.PACKING_LIST,
        "pt",
    )
    assert (reading.totals["net_weight"].value, reading.totals["net_weight"].unit) == ("2301.0", "kg")


def test_a_weight_without_a_unit_is_not_sure_however_well_it_adds_up() -> None:
    def weight(value: str, unit: str | None) -> Field:
        return Field(name="net_weight", value=value, unit=unit, confidence=0.5)

    rows = [{"net_weight": weight("100.5", None)}, {"net_weight": weight("200.5", None)}]
    assert confirmed(rows, weight("301.0", None)).confidence == 0.5
    assert confirmed(rows, weight("301.0", "kg")).confidence > 0.95


@pytest.mark.parametrize("dashes", [("-" * 80,), ("-----------", "-------", "------", "-----", "---------")])
def test_dashes_typed_for_rulings_are_no_rows(dashes: tuple[str, ...]) -> None:
    reading = read([HEAD, row(311.0, *dashes), FIRST, SECOND, row(351.0, *dashes), TOTAL])
    assert len(reading.rows) == 2
    assert reading.totals["carat_weight"].value == "150.59"
