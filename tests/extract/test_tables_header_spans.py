"""Headings over two columns each, narrower than the gap between the two."""

from __future__ import annotations

from extract.model import DocumentKind
from tests.extract.paper import Rows
from tests.extract.test_tables import plain, read, shown

PACKING = DocumentKind.PACKING_LIST
PACKED: Rows = [
    (300.0, [(310.0, "Bultos"), (420.0, "Peso total, kg", 9.0)]),
    (312.0, [(60.0, "Mercancía")]),
    (324.0, [(260.0, "marcas"), (350.0, "cantidad"), (410.0, "neto"), (470.0, "bruto")]),
    (
        344.0,
        [
            (60.0, "Carbonato micronizado"),
            (245.0, "M-01 a M-20"),
            (365.0, "20"),
            (410.0, "10.000,00"),
            (470.0, "10.230,00"),
        ],
    ),
    (
        364.0,
        [
            (60.0, "Carbonato cristalino"),
            (245.0, "C-01 a C-16"),
            (365.0, "16"),
            (412.0, "8.000,00"),
            (472.0, "8.184,00"),
        ],
    ),
    (384.0, [(60.0, "Totales"), (365.0, "36"), (410.0, "18.000,00"), (470.0, "18.414,00")]),
]


def test_a_heading_between_two_others_is_no_column() -> None:
    reading = read(PACKED, PACKING, "es")
    assert [(one["parcel_count"], one["net_weight"], one["gross_weight"]) for one in shown(reading)] == [
        (20, "10000.00", "10230.00"),
        (16, "8000.00", "8184.00"),
    ]
    assert (plain(reading.totals["parcel_count"]), plain(reading.totals["net_weight"])) == (36, "18000.00")


def test_a_currency_over_price_and_amount() -> None:
    rows: Rows = [
        (300.0, [(445.0, "USD")]),
        (312.0, [(60.0, "Sortimento"), (220.0, "Código pautal"), (310.0, "Quilates")]),
        (324.0, [(380.0, "por quilate"), (490.0, "valor")]),
        (
            344.0,
            [
                (60.0, "Diamantes, 4 a 8 gr"),
                (225.0, "7102.31"),
                (315.0, "512,30"),
                (395.0, "128,00"),
                (480.0, "65.574,40"),
            ],
        ),
        (
            364.0,
            [(60.0, "Diamantes, 5 ct"), (225.0, "7102.31"), (320.0, "98,75"), (395.0, "402,00"), (480.0, "39.697,50")],
        ),
        (384.0, [(60.0, "Total"), (315.0, "611,05"), (475.0, "105.271,90")]),
    ]
    reading = read(rows, language="pt")
    assert [(one["unit_price"], one["value"]) for one in shown(reading)] == [
        ("128.00", "65574.40"),
        ("402.00", "39697.50"),
    ]
    assert plain(reading.totals["value"]) == "105271.90"


def test_a_heading_off_the_middle_stays_a_column() -> None:
    rows: Rows = [(300.0, [(325.0, "Bultos"), *PACKED[0][1][1:]]), *PACKED[1:]]
    assert all("parcel_count" not in one or one["parcel_count"] is None for one in shown(read(rows, PACKING, "es")))


def test_the_sum_of_two_rows_beside_the_code_of_their_goods() -> None:
    rows: Rows = [
        (
            300.0,
            [(40.0, "Container, seal"), (140.0, "Packages"), (230.0, "Goods"), (400.0, "Lot"), (490.0, "Gross kg")],
        ),
        (
            320.0,
            [
                (40.0, "BRNU 508841-3"),
                (140.0, "20 bags"),
                (230.0, "Graphite in flakes"),
                (400.0, "GVJ-81"),
                (490.0, "20,240"),
            ],
        ),
        (332.0, [(40.0, "ALS77103")]),
        (
            350.0,
            [
                (40.0, "BRNU 511067-2"),
                (140.0, "24 bags"),
                (230.0, "Graphite powder"),
                (400.0, "GVJ-82"),
                (490.0, "24,288"),
            ],
        ),
        (362.0, [(40.0, "ALS77104")]),
        (380.0, [(40.0, "2 containers"), (140.0, "44 bags"), (230.0, "HS 2504.10"), (490.0, "44,528")]),
    ]
    reading = read(rows, DocumentKind.TRANSPORT_DOCUMENT)
    assert plain(reading.totals["gross_weight"]) == "44528"
    assert [one["seal_numbers"] for one in shown(reading)] == [("ALS77103",), ("ALS77104",)]
