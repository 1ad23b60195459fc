"""Invoices, packing lists, waybills and reports as traders word them: quoted numbers, short words, adjectives."""

from __future__ import annotations

import pytest

from extract import lexicon
from extract.model import Document
from extract.read import extract_file
from tests.extract.sheet import Sheet


def read(sheet: Sheet) -> Document:
    (document,) = extract_file([sheet.page()])
    return document


def values(sheet: Sheet) -> dict[str, object]:
    return {name: field.value for name, field in read(sheet).fields.items()}


def waybill() -> Sheet:
    sheet = Sheet().text(60, 40, "SERENGETI SKYFREIGHT").text(400, 40, "AIR WAYBILL").text(400, 56, "386-22074150")
    sheet.box(40, 90, 300, 150).text(45, 92, "SHIPPER", 7).lines(45, 104, "GEITA BULLION LIMITED", "MWANZA", "TANZANIA")
    return sheet.box(300, 90, 560, 150).text(305, 92, "CONSIGNEE", 7).lines(305, 104, "EMMENTAL AG", "SWITZERLAND")


def test_numbers_of_several_papers_in_one_box_are_told_apart_by_the_words_before_them() -> None:
    sheet = waybill().box(40, 300, 560, 340).text(45, 302, "HANDLING INFORMATION", 7)
    sheet.text(45, 314, "SEALS TRA 90411; TRA 90421").text(45, 327, "PERMIT MC/EP/2026/1193 - INVOICE SI-0004412")
    found = values(sheet)
    assert found["licence_number"] == "MC/EP/2026/1193"
    assert found["invoice_number"] == "SI-0004412"
    assert found["seal_numbers"] == ("TRA 90411", "TRA 90421")


def test_a_quoted_number_may_stand_in_the_box_of_another_label() -> None:
    sheet = waybill().box(40, 300, 560, 340).text(45, 302, "Accounting Information", 7)
    sheet.text(45, 314, "FREIGHT PREPAID").text(45, 327, "INV 9000018742")
    assert values(sheet)["invoice_number"] == "9000018742"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("TANZANIAN ORIGIN", "TZ"),
        ("ORIGIN: RWANDAN", "RW"),
        ("Produto moçambicano, em trânsito para Hamburgo.", "MZ"),
        ("La mercadería es de origen boliviano.", "BO"),
        ("Marchandise d'origine rwandaise", "RW"),
    ],
)
def test_the_adjective_of_a_country_with_a_word_for_origin_names_the_origin(line: str, code: str) -> None:
    sheet = waybill().box(40, 300, 560, 340).text(45, 302, "Nature and Quantity of Goods", 7)
    sheet.text(45, 314, "GOLD DORE BARS").text(45, 327, line)
    assert values(sheet)["country_of_origin"] == code


def test_an_adjective_that_is_denied_names_no_origin() -> None:
    sheet = waybill().text(45, 300, "The goods are not of Russian origin and fully described in the invoice.")
    assert "country_of_origin" not in values(sheet)


def test_a_list_of_seals_ends_where_the_sentence_goes_on() -> None:
    sheet = Sheet().text(60, 40, "PACKING LIST", 14).text(400, 40, "No. DA 26/0457")
    sheet.text(60, 300, "The parcels were packed into one steel box, which, with its seals LDB 22817 and")
    sheet.text(60, 313, "LDB 22818 on, weighs 1,820.0 g gross.")
    found = values(sheet)
    assert found["seal_numbers"] == ("LDB 22817", "LDB 22818")
    assert found["gross_weight"] == "1820.0"


def test_a_party_is_cut_where_another_field_has_its_words() -> None:
    sheet = Sheet().text(60, 40, "Delivery note / Packing list", 14)
    sheet.text(60, 90, "Delivery no.").text(150, 90, "80034417").text(330, 90, "Date").text(420, 90, "12.05.2026")
    sheet.text(60, 103, "Shipping point").lines(150, 103, "Geita Bullion Company Limited", "Plot 27, Station Road")
    sheet.text(330, 103, "Ship to").lines(420, 103, "Emmental AG", "Switzerland").text(150, 129, "Mwanza, Tanzania")
    sheet.text(60, 142, "Total packages").text(150, 142, "2").text(60, 155, "Net weight").text(150, 155, "48,970.0 g")
    found = values(sheet)
    assert found["exporter_name"] == "Geita Bullion Company Limited"
    assert found["net_weight"] == "48970.0"


@pytest.mark.parametrize(
    ("name", "language", "wording"),
    [
        ("shipper", "en", "Ship from"),
        ("shipper", "fr", "Expédié par"),
        ("consignee", "en", "Despatched to party"),
        ("consignee", "es", "Despachado a"),
        ("packing_list_number", "en", "Weighbridge ticket No."),
        ("packing_list_number", "pt", "Ticket de balança N.º"),
        ("licence_number", "es", "Aut. de salida"),
        ("carriage_date", "en", "Truck left on"),
        ("gross_weight", "en", "Tot. gross wt"),
    ],
)
def test_a_family_of_labels_has_every_choice_of_its_parts(name: str, language: str, wording: str) -> None:
    assert wording in lexicon.labels(name)[language]
    assert not any("<" in one or "  " in one for words in lexicon.labels(name).values() for one in words)


def test_what_a_family_makes_is_told_from_what_is_listed() -> None:
    assert "Ship from party" in lexicon.composed()
    assert "Shipped by" not in lexicon.composed()  # which is listed too


def invoice() -> Sheet:
    sheet = Sheet().text(60, 40, "COMMERCIAL INVOICE", 14).text(400, 40, "No. RTE/EXP/117-26")
    return sheet.lines(60, 80, "Ruhondo Exporters Ltd", "P.O. Box 3418, Kigali", "Rwanda")


def test_a_gross_weight_without_unit_has_that_of_the_net_weight_over_it() -> None:
    sheet = invoice().text(60, 300, "Goods").text(250, 300, "Quantity kg").text(330, 300, "USD per kg")
    sheet.text(420, 300, "Amount USD")
    for number, row in enumerate((("Ore, drums 1 to 15", "3,138.6", "169,798.26"), ("Fines", "1,868.7", "101,096.67"))):
        sheet.text(60, 320 + 20 * number, row[0]).text(250, 320 + 20 * number, row[1])
        sheet.text(340, 320 + 20 * number, "54.10").text(420, 320 + 20 * number, row[2])
    sheet.text(60, 362, "TOTAL, 24 drums net").text(250, 362, "5,007.3").text(420, 362, "270,894.93")
    sheet.text(60, 382, "Gross weight").text(250, 382, "5,280.9")
    fields = read(sheet).fields
    assert (fields["net_weight"].value, fields["net_weight"].unit) == ("5007.3", "kg")
    assert (fields["gross_weight"].value, fields["gross_weight"].unit) == ("5280.9", "kg")
    assert fields["gross_weight"].confidence < 0.9


def test_headings_in_two_languages_of_which_one_needs_no_second() -> None:
    sheet = invoice()
    for y, headings in ((300, ("Descripción", "Kilos netos", "USD/kg", "Importe USD")), (313, ("Description",))):
        for x, heading in zip((60, 250, 340, 420), headings, strict=False):
            sheet.text(x, y, heading)
    sheet.text(250, 313, "Net kilos").text(420, 313, "Amount USD")
    for y, row in (
        (340, ("Concentrado de wolframio", "12.854,3", "39,20", "503.888,56")),
        (360, ("Concentrado de wolframio, finos", "6.916,5", "35,75", "247.264,88")),
        (390, ("Totales FOB Arica", "19.770,8", "", "751.153,44")),
    ):
        for x, cell in zip((60, 250, 340, 420), row, strict=True):
            sheet.text(x, y, cell)
    document = read(sheet)
    assert document.fields["net_weight"].value == "19770.8"
    assert [row["unit_price"].raw for row in document.lines] == ["39,20", "35,75"]


def test_a_first_column_of_text_without_a_heading_and_a_total_behind_a_count() -> None:
    sheet = invoice()
    for x, heading in ((330, "Tonnes"), (400, "USD per tonne"), (500, "USD")):
        sheet.text(x, 300, heading)
    for number, (weight, amount) in enumerate((("25.143", "18,656.11"), ("25.222", "18,714.72"))):
        y = 320 + 20 * number
        sheet.text(60, y, f"Spodumene concentrate, container {number + 1}").text(330, y, weight)
        sheet.text(420, y, "742.00").text(500, y, amount)
    sheet.text(60, 370, "50 bulk bags, total").text(330, 370, "50.365").text(500, 370, "37,370.83")
    document = read(sheet)
    assert [row["net_weight"].value for row in document.lines] == ["25.143", "25.222"]
    assert document.fields["net_weight"].value == "50.365"
    assert document.fields["net_weight"].unit == "t"


def test_a_label_word_within_a_sentence_is_none_though_a_colon_follows() -> None:
    sheet = Sheet().text(60, 40, "PACKING LIST", 14).text(400, 40, "No. RTE/WN/117-26")
    sheet.text(60, 300, "All drums were loaded in one container, closed under seal RMB 0068841. Origin of the", 9)
    assert values(sheet.text(60, 312, "mineral: Rwanda.", 9))["country_of_origin"] == "RW"
