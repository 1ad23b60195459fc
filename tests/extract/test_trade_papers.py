"""Invoices, packing lists, waybills and reports as traders word them: quoted numbers, short words, adjectives."""

from __future__ import annotations

import pytest

from extract import lexicon
from tests.extract.sheet import Sheet
from tests.extract.trade import read, values, waybill


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


def test_a_waybills_number_in_three_boxes_is_put_together() -> None:
    sheet = waybill()
    sheet.words = [word for word in sheet.words if word.text != "386-22074150"]
    sheet.text(60, 20, "386").text(100, 20, "MWZ").text(160, 20, "2207 4150")
    assert values(sheet)["document_number"] == "386-22074150"


def test_what_a_tables_cell_says_in_words_is_told_where_all_rows_agree() -> None:
    sheet = invoice()
    for x, heading in ((60, "Description"), (330, "Net kg"), (410, "USD/kg"), (490, "Amount USD")):
        sheet.text(x, 300, heading)
    sheet.text(60, 320, "Lithium hydroxide, battery grade").text(330, 320, "20,000.0").text(410, 320, "9.85")
    sheet.text(490, 320, "197,000.00").text(60, 333, "Tariff heading 2825.2000. Lot LH-26-0711.")
    sheet.text(60, 353, "Lithium hydroxide, technical").text(330, 353, "20,000.0").text(410, 353, "8.85")
    sheet.text(490, 353, "177,000.00").text(60, 380, "TOTAL").text(330, 380, "40,000.0").text(490, 380, "374,000.00")
    found = values(sheet)
    assert found["lot_number"] == "LH-26-0711"
    assert found["hs_codes"] == ("28252000",)


def test_each_containers_seal_under_its_number() -> None:
    sheet = Sheet().text(60, 40, "BILL OF LADING", 14).text(400, 40, "B/L No. PACS26AF01193")
    sheet.box(40, 300, 200, 420).text(45, 302, "MARKS, CONTAINERS, SEALS", 7)
    sheet.lines(45, 316, "KH 001-040", "ATCU5301189", "SEAL CL 7730415", "ATCU5307649", "SEAL CL 7730416")
    assert values(sheet)["seal_numbers"] == ("CL 7730415", "CL 7730416")


def test_a_column_that_says_which_packages_a_row_is_of_counts_none() -> None:
    sheet = Sheet().text(60, 40, "ROMANEIO DE CARGA", 14).text(400, 40, "N.º RE 2026/0317")
    columns = (60, 160, 260, 360, 470)
    rows = [
        ("Tambores n.º", "Produto", "Quantidade", "Peso líquido (kg)", "Peso bruto (kg)"),
        ("001-012", "Tantalite", "12", "5.885,8", "6.095,8"),
        ("013-024", "Tantalite", "12", "5.874,6", "6.084,6"),
        ("025-036", "Tantalite", "12", "5.861,8", "6.071,8"),
        ("Totais", "", "36", "17.622,2", "18.252,2"),
    ]
    for number, row in enumerate(rows):
        for x, cell in zip(columns, row, strict=True):
            sheet.text(x, 300 + 20 * number, cell)
    document = read(sheet)
    assert [row["parcel_count"].value for row in document.lines] == [12, 12, 12]
    assert document.fields["parcel_count"].value == 36


def report() -> Sheet:
    sheet = Sheet().text(180, 40, "GEOLAB JEQUITINHONHA LTDA.", 13).text(180, 62, "Av. Francisco Sá, 880, Brasil", 8)
    sheet.text(200, 100, "CERTIFICADO DE ANÁLISE", 14).text(60, 140, "Relatório n.º").text(220, 140, "RA 26.3390-1")
    return sheet.text(60, 158, "Cliente").text(220, 158, "Mineração Vale do Araçuaí S.A.")


def test_a_laboratory_whose_name_has_no_word_for_one_issues_what_bears_it_at_its_head() -> None:
    assert values(report())["issuing_authority"] == "GEOLAB JEQUITINHONHA LTDA."


def test_the_words_of_a_stamp_are_no_label_and_its_value() -> None:
    sheet = report().text(480, 700, "LABORATORIO", 8).text(484, 710, "SANTA ROSA", 8).text(492, 720, "LIMA", 8)
    assert values(sheet)["issuing_authority"] == "GEOLAB JEQUITINHONHA LTDA."


ASSAYED = (("as Ta2O5", "31.84"), ("as Nb2O5", "27.56"), ("as SnO2", "4.10"))


def test_contents_by_oxide_under_the_names_of_elements() -> None:
    sheet = report().text(60, 176, "Material").text(220, 176, "Tantalite concentrate, 24 drums")
    for x, name, (oxide, average) in zip((220, 300, 380), ("Tantalum", "Niobium", "Tin"), ASSAYED, strict=True):
        sheet.text(x, 300, name, 8).text(x, 309, oxide, 8).text(x, 330, "30.00", 8).text(x, 345, "33.68", 8)
        sheet.text(x, 360, average, 8)
    sheet.text(60, 330, "First determination", 8).text(60, 345, "Second determination", 8)
    sheet.text(60, 360, "Lot average", 8)
    assert values(sheet)["grade"] == "31.84"


def test_stones_are_sold_by_no_element() -> None:
    sheet = report().text(60, 176, "Material").text(220, 176, "Turmalinas em bruto")
    for x, name, result in ((220, "Lítio", "1,42"), (300, "Boro", "10,60"), (380, "Manganês", "0,85")):
        sheet.text(x, 300, f"{name} %").text(x, 318, result)
    found = read(sheet).fields.get("grade")
    assert found is None or found.confidence < 0.9


def test_an_address_that_only_its_country_ends_is_an_addressee() -> None:
    sheet = invoice().lines(60, 140, "Nahetal Edelsteinhandel GmbH", "Hauptstraße 418", "55743 Idar-Oberstein")
    found = values(sheet.text(60, 179, "Alemanha"))
    assert found["importer_name"] == "Nahetal Edelsteinhandel GmbH"
    assert found["importer_address"] == "Hauptstraße 418, 55743 Idar-Oberstein, Alemanha"


def test_a_cell_as_wide_as_the_page_has_columns_of_its_own() -> None:
    sheet = Sheet().text(60, 40, "FACTURE N° FC-2026-057", 14).box(50, 30, 560, 240)
    sheet.lines(60, 100, "Bujumbura, le 9 avril 2026", "", "Lot : RVB-W-019/26", "Pays d'origine : Burundi")
    sheet.lines(320, 100, "Doit :", "Donauwolf Metallpulver GmbH", "Industriestraße 7", "4470 Enns", "Austria")
    found = values(sheet)
    assert found["importer_name"] == "Donauwolf Metallpulver GmbH"
    assert found["importer_address"] == "Industriestraße 7, 4470 Enns, Austria"


@pytest.mark.parametrize(
    "line", ["Consecutivo: 2026-0417", "Correlativo N.º 2026-0417", "Radicado 2026-0417", "Consecutivo No. 2026-0417"]
)
def test_the_running_number_of_a_paper_in_spanish(line: str) -> None:
    sheet = Sheet().text(60, 40, "DECLARACIÓN DE ORIGEN", 16)
    sheet.lines(60, 80, line, "Fecha: 04/11/2026", "Mineral: Oro")
    assert values(sheet)["document_number"] == "2026-0417"
