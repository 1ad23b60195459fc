"""Tables drawn with rulings: cells of several lines, headings in two languages, what the only row and the total say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from extract.model import Document, Money
from extract.read import extract_file
from tests.extract.sheet import Sheet

COLUMNS = (50, 130, 280, 360, 440, 545)


def ruled(sheet: Sheet, y: float, *rows: Sequence[Sequence[str]], height: float = 40) -> Sheet:
    """Draws rows of cells, each cell as its lines, set on the middle of the row."""
    for number, row in enumerate(rows):
        top = y + number * height
        for column, lines in enumerate(row):
            sheet.box(COLUMNS[column], top, COLUMNS[column + 1], top + height)
            first = top + (height - 12 * len(lines)) / 2
            sheet.lines(COLUMNS[column] + 4, first, *lines, size=9, step=12)
    return sheet


def read(sheet: Sheet) -> Document:
    (document,) = extract_file([sheet.page()])
    return document


def invoice() -> Sheet:
    return Sheet().text(50, 50, "COMMERCIAL INVOICE", 14).text(50, 80, "Invoice No. KV-2210")


HEADINGS = (["Lot"], ["Description"], ["Net weight"], ["Price/kg"], ["Amount"])


def test_cells_of_several_lines_are_one_row() -> None:
    row = (["AGL-D-", "0212"], ["Gold dore", "bars"], ["48.215", "kg"], ["USD", "10.00"], ["USD", "482.15"])
    document = read(ruled(invoice(), 120, HEADINGS, row))
    assert len(document.lines) == 1
    assert document.fields["goods_description"].value == "Gold dore bars"
    assert document.fields["lot_number"].value == "AGL-D-0212"
    assert (document.fields["net_weight"].value, document.fields["net_weight"].unit) == ("48.215", "kg")


def test_rows_between_rulings_of_columns_alone_stay_apart() -> None:
    sheet = ruled(invoice(), 120, HEADINGS, height=20)
    for left, right in pairwise(COLUMNS):
        sheet.box(left, 140, right, 200)
    for number, lot in enumerate(("L-1001", "L-1002", "L-1003")):
        for column, text in enumerate(
            (lot, "Tin ore", f"{number + 1}00.0 kg", "USD 10.00", f"USD {number + 1},000.00")
        ):
            sheet.text(COLUMNS[column] + 4, 144 + 18 * number, text, 9)
    assert len(read(sheet).lines) == 3


def test_a_long_description_in_its_cell_is_no_end_of_the_table() -> None:
    goods = ["Rough gem diamonds of all kinds, each", "stone of half a carat and more of the run"]
    row = (["L-1001"], goods, ["48.2 kg"], ["USD 10.00"], ["USD 482.00"])
    more = (["L-1002"], ["Boart"], ["10.0 kg"], ["USD 10.00"], ["USD 100.00"])
    assert len(read(ruled(invoice(), 120, HEADINGS, row, more)).lines) == 2


def test_what_the_only_description_states_beside_the_goods() -> None:
    row = (["L-1001"], ["Tin ore, HS 2609.00", "in 44 drums"], ["48.2 kg"], ["USD 10.00"], ["USD 482.00"])
    fields = read(ruled(invoice(), 120, HEADINGS, row)).fields
    assert fields["hs_codes"].value == ("260900",)
    assert fields["parcel_count"].value == 44
    assert fields["parcel_count"].confidence < 0.9


def test_headings_in_two_languages_and_the_total_of_a_certificate() -> None:
    sheet = Sheet().text(50, 50, "KIMBERLEY PROCESS CERTIFICATE", 14).text(50, 80, "Certificate No. GN 007316")
    for number, row in enumerate(
        (
            ("Code SH", "Carats", "Valeur en USD"),
            ("HS classification", "Carat weight / mass", "Value in US dollars"),
            ("7102.31", "1,512.18", "248,920.86"),
            ("7102.21", "334.14", "6,682.80"),
            ("TOTAL", "1,846.32", "255,603.66"),
        )
    ):
        for column, text in enumerate(row):
            sheet.text(50 + 160 * column, 120 + 16 * number, text)
    fields = read(sheet).fields
    assert fields["carat_weight"].value == "1846.32"
    value = fields["value"].value
    assert isinstance(value, Money)
    assert str(value.amount) == "255603.66"
    assert fields["hs_codes"].value == ("710231", "710221")


def test_parcels_that_the_total_counts_over_two_columns() -> None:
    sheet = Sheet().text(50, 50, "PACKING LIST", 14).text(50, 80, "Ref. PL-2210")
    rows = (
        ("Bag", "Mine tag", "Gross, kg", "Net, kg"),
        ("1", "RW4184934", "991.4", "989.0"),
        ("2", "RW4123460", "989.4", "987.0"),
        ("Total 2 bags", "", "1,980.8", "1,976.0"),
    )
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.text((50, 90, 200, 300)[column], 120 + 16 * number, text)
    assert read(sheet).fields["parcel_count"].value == 2


def test_what_stands_in_other_columns_under_the_last_ruling_is_no_row() -> None:
    row = (["KV-"], ["Tin ore"], ["500.0 kg"], ["USD 10.00"], ["USD 5,000.00"])
    sheet = ruled(invoice(), 120, HEADINGS, row, height=20)
    sheet.text(54, 166, "TZ 0033118 / TZ 0033119 / TZ 0033120", 10).text(360, 166, "4,400", 10)
    sheet.text(54, 180, "Seals of the drums", 7).text(360, 180, "Voucher", 7)
    assert len(read(sheet).lines) == 1


def test_a_total_at_the_foot_of_a_form_whose_rows_leave_room_is_the_tables() -> None:
    sheet = ruled(invoice(), 120, HEADINGS, height=20)
    for left, right in pairwise(COLUMNS):
        sheet.box(left, 140, right, 420)
        sheet.box(left, 420, right, 440)
    for number, lot in enumerate(("L-1001", "L-1002")):
        for column, text in enumerate((lot, "Tin ore", f"{number + 1}00.0 kg", "10.00", f"{number + 1},000.00 USD")):
            sheet.text(COLUMNS[column] + 4, 144 + 18 * number, text, 9)
    for column, text in ((0, "TOTAL"), (1, "395"), (2, "300.0 kg"), (4, "3,000.00 USD")):
        sheet.text(COLUMNS[column] + 4, 424, text, 9)
    document = read(sheet)
    assert document.fields["net_weight"].value == "300.0"
    assert document.fields["value"].value == Money(amount=Decimal("3000.00"), currency="USD")


def test_bars_weigh_what_they_weigh_after_melting() -> None:
    sheet = Sheet().text(50, 50, "CERTIFICATE OF ANALYSIS", 14).text(50, 80, "Certificate No. LAO-26/1188")
    rows = (
        ("Bar", "Melt weight, g", "Weight after melt, g", "Au, %", "Ag, %", "Fine Au, g"),
        ("ZB-611", "4,231.0", "4,218.6", "91.52", "5.71", "3,860.9"),
        ("ZB-612", "3,986.9", "3,975.2", "91.08", "6.02", "3,620.6"),
        ("ZB-613", "4,118.2", "4,106.9", "91.41", "5.80", "3,754.1"),
        ("Lot", "12,336.1", "12,300.7", "91.34", "5.84", "11,235.6"),
    )
    edges = (50, 110, 220, 350, 400, 450, 545)
    for number, cells in enumerate(rows):
        for (left, right), text in zip(pairwise(edges), cells, strict=True):
            sheet.box(left, 120 + 20 * number, right, 140 + 20 * number).text(left + 4, 125 + 20 * number, text, 9)
    document = read(sheet)
    assert [line["net_weight"].value for line in document.lines] == ["4218.6", "3975.2", "4106.9"]
    assert document.fields["net_weight"].value == "12300.7"


def test_rows_in_boxes_that_they_do_not_fill_are_of_one_table() -> None:
    headings = (["Seals"], ["Description"], ["Packages"], ["Lot"], ["Gross weight (kg)"])
    row = (["NV331820"], ["Graphite"], ["60 bags"], ["KG-26-07"], ["60,180"])
    more = (["NV331823"], ["Graphite"], ["40 bags"], ["KG-26-08"], ["40,120"])
    last: tuple[list[str], ...] = (["5 containers"], [], ["100 bags"], ["TOTAL"], ["100,300"])
    sheet = Sheet().text(50, 50, "BILL OF LADING", 14).text(50, 80, "B/L number KIT-2210")
    for number, (cells, height) in enumerate(zip((headings, row, more, last), (16, 80, 80, 16), strict=True)):
        y = 120 + (0, 16, 96, 176)[number]
        for column, lines in enumerate(cells):
            sheet.box(COLUMNS[column], y, COLUMNS[column + 1], y + height)
            sheet.lines(COLUMNS[column] + 4, y + 3, *lines, size=8, step=10)
    document = read(sheet)
    assert [row["lot_number"].value for row in document.lines] == ["KG-26-07", "KG-26-08"]
    assert document.fields["gross_weight"].value == "100300"


def test_a_heading_that_asks_about_a_size_is_a_heading() -> None:
    headings = (["Lot"], ["Description"], ["Stones"], ["Carats"], ["Each 0.50 ct up?"])
    row = (["KD-26-1"], ["Rough diamonds, sawables"], ["3"], ["42.16"], ["yes"])
    more = (["KD-26-2"], ["Rough diamonds, makeables"], ["21"], ["118.40"], ["yes"])
    last: tuple[list[str], ...] = (["TOTAL"], [], ["24"], ["160.56"], [])
    document = read(ruled(Sheet().text(50, 50, "PACKING LIST", 14), 120, headings, row, more, last))
    assert [row["carat_weight"].value for row in document.lines] == ["42.16", "118.40"]
    assert document.fields["carat_weight"].value == "160.56"


def test_remarks_across_the_columns_under_a_total_are_no_part_of_it() -> None:
    sheet = ruled(invoice(), 120, HEADINGS, height=20)
    for number, lot in enumerate(("L-1001", "L-1002")):
        row = (lot, "Tin ore", f"{number + 1}00.0 kg", "USD 10.00", f"USD {number + 1},000.00")
        for column, text in enumerate(row):
            sheet.text(COLUMNS[column] + 4, 144 + 18 * number, text, 9)
    sheet.box(COLUMNS[0], 140, COLUMNS[-1], 180).box(COLUMNS[0], 180, COLUMNS[-1], 240)
    for column, text in zip((0, 1, 2, 4), ("2 lots", "TOTAL HS 2609.00", "310.0 kg", "USD 3,000.00"), strict=True):
        sheet.text(COLUMNS[column] + 4, 184, text, 9)
    sheet.text(54, 202, "Freight prepaid. Country of destination: Malaysia. Terms of sale and delivery overleaf.", 9)
    document = read(sheet)
    assert len(document.lines) == 2
    assert document.fields["net_weight"].value == "310.0"
