"""Tables told by their cells: names of rows, lots of letters, units by row, sacks of ore, averages, tariffs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model import DocumentKind, Money
from extract.tables import TableReading, read_table
from extract.tables_tariff import holds_tariff
from extract.types import TYPES
from extract.values import Context
from tests.extract.paper import Rows, sheet

INVOICE, PACKING, ASSAY = (
    DocumentKind.COMMERCIAL_INVOICE,
    DocumentKind.PACKING_LIST,
    DocumentKind.ASSAY_CERTIFICATE,
)
COLUMNS = (60.0, 150.0, 250.0, 330.0, 410.0, 490.0)


def read(kind: DocumentKind, *lines: str, language: str = "en") -> TableReading:
    """A table whose cells are parted by strokes, an empty one left empty; a line without one is a line of its own."""
    rows: Rows = []
    for number, line in enumerate(lines):
        cells = zip(COLUMNS, line.split("|"), strict=False)
        rows.append((300.0 + 20.0 * number, [(x, cell.strip()) for x, cell in cells if cell.strip()]))
    return read_table([sheet(rows)], TYPES[kind], Context(language=language))


def column(reading: TableReading, name: str) -> list[object]:
    return [fields[name].value if name in fields else None for fields in reading.rows]


def test_an_average_is_no_row_and_states_the_grade() -> None:
    lines = ("Sub-lot | Drums | SnO2 % | Sn %", "TX-A | 20 | 88.1 | 68.20", "TX-B | 18 | 87.4 | 67.90")
    reading = read(ASSAY, *lines, "TX-C | 22 | 88.0 | 68.10", "Weighted average | 60 | 87.9 | 68.07")
    assert column(reading, "grade") == ["68.20", "67.90", "68.10"]
    assert reading.totals["grade"].value == "68.07"
    assert reading.totals["parcel_count"].value == 60


def test_an_average_weight_is_no_total() -> None:
    lines = ("Bar | Net weight, g | Au %", "QK-1 | 4,200.5 | 90.1", "QK-2 | 4,100.5 | 91.3", "QK-3 | 4,300.5 | 90.7")
    reading = read(ASSAY, *lines, "Mean | 4,200.5 | 90.7")
    assert len(reading.rows) == 3
    assert "net_weight" not in reading.totals


def test_a_sentence_with_an_average_beside_figures_is_no_total() -> None:
    lines = ("Parcel | Description | Carats | USD/ct | USD", "A | Sawable | 12.50 | 400.00 | 5,000.00")
    more = ("B | Makeable | 20.00 | 150.00 | 3,000.00", "| Total | 32.50 | | 8,000.00")
    reading = read(ASSAY, *lines, *more, "Weighed on | two balances | in May | Average | US$246.15 per carat")
    assert reading.totals["value"].value == Money(amount=Decimal("8000.00"), currency="USD")
    assert column(reading, "unit_price") == [
        Money(amount=Decimal("400.00"), currency="USD"),
        Money(amount=Decimal("150.00"), currency="USD"),
    ]


@pytest.mark.parametrize(("heading", "language"), [("Sous-lot", "fr"), ("Sub-lot", "en"), ("Partida", "es")])
def test_a_lot_is_named_by_letters(heading: str, language: str) -> None:
    lines = (f"{heading} | Net kg | Sn %", "TX-A | 8,000 | 68.20", "TX-B | 7,500 | 67.90", "TX-C | 7,900 | 68.10")
    assert column(read(ASSAY, *lines, language=language), "lot_number") == ["TX-A", "TX-B", "TX-C"]


def test_a_partida_is_a_tariff_or_a_lot_by_its_cells() -> None:
    head = "Partida | Descripción | Peso neto (kg) | Importe USD"
    lots = read(INVOICE, head, "LB-11 | Carbonato | 900,0 | 8.100,00", "LB-12 | Carbonato | 800,0 | 7.200,00")
    assert column(lots, "lot_number") == ["LB-11", "LB-12"]
    assert column(lots, "hs_codes") == [None, None]
    codes = read(INVOICE, head, "2836.91 | Carbonato | 900,0 | 8.100,00", "2836.91 | Óxido | 800,0 | 7.200,00")
    assert column(codes, "hs_codes") == [("283691",), ("283691",)]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Bar | Weight, g | Silver, %", ("QK-601", "QK-602", "QK-603")),
        ("Lingote | Weight, g | Silver, %", ("118-1", "118-2", "118-3")),
        ("Class | Weight, g | Silver, %", ("A – over 2 mm", "B – fine, mixed", "C – dust")),
    ],
)
def test_what_names_the_rows_describes_them_where_nothing_else_does(head: str, cells: tuple[str, ...]) -> None:
    rows = [f"{cell} | 4,{number}00.5 | 7.{number}" for number, cell in enumerate(cells, start=1)]
    assert column(read(ASSAY, head, *rows), "goods_description") == list(cells)


def test_numbers_of_rows_and_repeated_words_describe_nothing() -> None:
    head = "Bar | Weight, g | Silver, %"
    for cells in (("1", "2", "3"), ("QK", "QK", "QK")):
        rows = [f"{cell} | 4,{number}00.5 | 7.{number}" for number, cell in enumerate(cells, start=1)]
        assert not any(column(read(ASSAY, head, *rows), "goods_description"))


def test_the_unit_of_its_row_tells_what_a_quantity_is() -> None:
    head = "Descripción | U/M | Cantidad | Vr. unitario USD | Vr. total USD"
    reading = read(
        INVOICE,
        head,
        "Barra doré Q-1 | g | 1.512,40 | 114,65 | 173.396,66",
        "Esmeralda en bruto | ct | 84,20 | 265,00 | 22.313,00",
        "Esmeralda tallada | ct | 22,46 | 740,00 | 16.620,40",
        language="es",
    )
    assert column(reading, "net_weight") == ["1512.40", None, None]
    assert column(reading, "carat_weight") == [None, "84.20", "22.46"]


@pytest.mark.parametrize(
    ("packages", "net", "read_as"),
    [
        ("Big bags", ("16.000", "14.000", "10.000"), ["16000", "14000", "10000"]),
        ("Boxes", ("16.000", "14.000", "10.000"), ["16.000", "14.000", "10.000"]),
        ("Big bags", ("1.600", "1.400", "1.000"), ["1.600", "1.400", "1.000"]),
    ],
)
def test_what_a_sack_holds_tells_thousands(packages: str, net: tuple[str, ...], read_as: list[str]) -> None:
    counts = ("32", "28", "20") if net[0] == "16.000" else ("400", "350", "250")
    rows = [f"LB-1{at} | {count} | {one}" for at, (count, one) in enumerate(zip(counts, net, strict=True))]
    assert column(read(PACKING, f"Lot | {packages} | Net (kg)", *rows), "net_weight") == read_as


def test_what_a_sack_holds_tells_thousands_where_the_cells_name_it() -> None:
    rows = [
        f"LB-1{at} | {count} BB | {net}" for at, (count, net) in enumerate((("32", "16.000"), ("28", "14.000")) * 2)
    ]
    assert column(read(PACKING, "Lote | Bultos | Neto kg", *rows), "net_weight") == ["16000", "14000"] * 2
    boxes = [row.replace("BB", "cajas") for row in rows]
    assert column(read(PACKING, "Lote | Bultos | Neto kg", *boxes), "net_weight") == ["16.000", "14.000"] * 2


def test_gold_is_the_grade_of_bars_beside_silver() -> None:
    lines = ("Bar | Weight, g | Gold, % | Silver, %", "QK-1 | 4,200.5 | 88.12 | 7.88", "QK-2 | 4,100.5 | 88.47 | 7.53")
    more = ("QK-3 | 4,310.5 | 87.95 | 8.05", "Material: gold dore")
    assert column(read(ASSAY, *lines, *more), "grade") == ["88.12", "88.47", "87.95"]


@pytest.mark.parametrize(
    "code", ["HS 2615.90", "Pos. pautal / HS 2615.90", "SH 2615.90", "Partida 2615.90", "Nomenclature 2615.90"]
)
def test_a_code_that_ends_a_description_is_the_tariffs(code: str) -> None:
    rows: Rows = [(300.0, [(60.0, "Description"), (330.0, "Net kg"), (410.0, "USD/kg"), (490.0, "USD")])]
    for number, (name, net) in enumerate((("Coltan, pit one", "5,400.0"), ("Coltan, pit two", "4,320.0"))):
        y = 330.0 + 40.0 * number
        rows += [(y, [(60.0, name), (330.0, net), (410.0, "58.40"), (490.0, "315,360.00")]), (y + 13, [(60.0, code)])]
    reading = read_table([sheet(rows)], TYPES[INVOICE], Context(language="en"))
    assert column(reading, "goods_description") == ["Coltan, pit one", "Coltan, pit two"]
    assert column(reading, "hs_codes") == [("261590",), ("261590",)]


def test_the_letter_of_a_grade_is_no_article_before_a_code() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Description"), (330.0, "Net kg"), (410.0, "USD/kg"), (490.0, "USD")]),
        (330.0, [(60.0, "Copper cathodes, grade A"), (330.0, "5,400.0"), (410.0, "10.00"), (490.0, "54,000.00")]),
        (343.0, [(60.0, "Tariff heading 7403.11.00")]),
    ]
    reading = read_table([sheet(rows)], TYPES[INVOICE], Context(language="en"))
    assert column(reading, "goods_description") == ["Copper cathodes, grade A"]
    assert column(reading, "hs_codes") == [("74031100",)]


def test_phrases_under_a_heading_for_lots_describe_the_rows() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Parcela"), (330.0, "Peso (ct)"), (440.0, "Valor (USD)")]),
        (320.0, [(60.0, "Brutos +2 a +10,8, cor mista"), (330.0, "322,10"), (440.0, "129.484,20")]),
        (340.0, [(60.0, "Brutos pequenos, joia"), (330.0, "1.046,75"), (440.0, "155.337,70")]),
        (360.0, [(60.0, "Brutos miúdos, boart"), (330.0, "1.912,40"), (440.0, "183.590,40")]),
    ]
    reading = read_table([sheet(rows)], TYPES[ASSAY], Context(language="pt"))
    described = ["Brutos +2 a +10,8, cor mista", "Brutos pequenos, joia", "Brutos miúdos, boart"]
    assert column(reading, "goods_description") == described
    assert column(reading, "lot_number") == [None] * 3


def test_a_code_that_ends_its_line_within_a_description_is_the_tariffs() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Description"), (330.0, "Net kg"), (410.0, "USD/kg"), (490.0, "USD")]),
        (
            330.0,
            [(60.0, "Scheelite, WO3 64,1 %, NC 26110000"), (330.0, "5,400.0"), (410.0, "10.00"), (490.0, "54,000.00")],
        ),
        (343.0, [(60.0, "24 drums of 225 kg")]),
        (356.0, [(60.0, "origin Portugal")]),
    ]
    reading = read_table([sheet(rows)], TYPES[INVOICE], Context(language="en"))
    assert column(reading, "hs_codes") == [("26110000",)]
    assert column(reading, "goods_description") == ["Scheelite, WO3 64,1 %, 24 drums of 225 kg origin Portugal"]


def test_numbers_that_end_a_description_are_no_tariff() -> None:
    head = "Description | Net kg | USD/kg | USD"
    reading = read(INVOICE, head, "Coltan 2615.90 | 5,400.0 | 58.40 | 315,360.00", "Coltan no. 7 | 9.0 | 10.00 | 90.00")
    assert column(reading, "hs_codes") == [None, None]
    assert column(reading, "goods_description")[1] == "Coltan no. 7"


def test_a_bare_code_of_goods_is_no_tariff() -> None:
    assert holds_tariff("2836.91.00")
    assert not holds_tariff("B-1187")


def test_a_net_value_is_no_weight() -> None:
    head = "Designação | Quilates | USD/ct | Valor líquido"
    reading = read(
        INVOICE, head, "Clivagem | 10,00 | 615,00 | 6.150,00", "Série | 20,00 | 33,90 | 678,00", language="pt"
    )
    assert column(reading, "value")[0] == Money(amount=Decimal("6150.00"), currency="USD")
    assert column(reading, "net_weight") == [None, None]


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [("Tambour 7", "Tambour 9", None), ("Fût n° 1", "Fût n° 2", None), ("7 tambours", "9 tambours", [7, 9])],
)
def test_packages_called_by_their_numbers_are_not_counted(first: str, second: str, counts: list[int] | None) -> None:
    told = read(
        PACKING,
        "Colis|Étiquette n°|Net (kg)|Brut (kg)",
        f"{first}|TG-88011|255,5|261,0",
        f"{second}|TG-88015|251,5|257,0",
        "Total||507,0|518,0",
        language="fr",
    ).rows
    read_counts = [fields["parcel_count"].value if "parcel_count" in fields else None for fields in told]
    assert read_counts == ([*counts] if counts is not None else [None, None])


@pytest.mark.parametrize("heading", ["Titre ‰", "Ley (‰)", "Título ‰"])
def test_parts_per_thousand_of_a_heading_are_the_unit_of_its_numbers(heading: str) -> None:
    reading = read(
        INVOICE,
        f"Description|Weight (g)|{heading}|USD per g|Amount USD",
        "Silver doré bar ZK-9|5,210.0|804.5|1.00|5,210.00",
    )
    assert (reading.rows[0]["grade"].value, reading.rows[0]["grade"].unit) == ("80.45", "%")


def test_a_lots_number_keeps_the_word_that_its_cell_prints_with_it() -> None:
    lines = ("Marks | Lot | Description | Packages | Net kg", "A | LOT MS/2026/824 | Copper cathodes | 19 | 117.80")
    reading = read(PACKING, *lines, "B | LOT MS/2026/825 | Copper cathodes | 24 | 123.20")
    assert column(reading, "lot_number") == ["LOT MS/2026/824", "LOT MS/2026/825"]


@pytest.mark.parametrize("heading", ["Tarif", "Code", "Classe"])
def test_a_word_that_leaves_open_whose_codes_they_are(heading: str) -> None:
    head = f"Désignation | {heading} | Nombre | Poids net (kg) | Valeur (USD)"
    graphite = (
        "Graphite, paillettes | 2504 10 | 36 | 900,0 | 800,00",
        "Graphite, fines | 2504 10 | 95 | 800,0 | 700,00",
    )
    assert column(read(INVOICE, head, *graphite), "hs_codes") == [("250410",), ("250410",)]
    rates = [line.replace("2504 10", "12,50") for line in graphite]
    assert column(read(INVOICE, head, *rates), "hs_codes") == [None, None]
