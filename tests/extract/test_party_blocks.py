"""Blocks of a party's name and address as papers set them: in side columns, beside other labels, under letterheads."""

from __future__ import annotations

import pytest

from extract.fields_addresses import address_features
from extract.layout_sidebars import sidebars, sideways, without_sidebars
from extract.model import Document, DocumentKind, Field
from extract.read import extract
from extract.values import Context, split_party
from extract.values.addresses import ends_in_place, is_address_label
from ingest.model import Box, Word
from tests.extract.sheet import Sheet, labels_on


def read(sheet: Sheet) -> dict[str, Field]:
    documents: tuple[Document, ...] = extract([sheet.page()])
    return documents[0].fields


def told(fields: dict[str, Field]) -> dict[str, str]:
    """Names and addresses, the marks between the lines left out."""
    return {
        name: str(field.value).replace(",", "")
        for name, field in fields.items()
        if name.startswith(("exporter", "importer")) and field.value is not None
    }


def invoice(*head: str, size: float = 14.0) -> Sheet:
    """An invoice on letter paper of these lines, the first in great print, to a buyer under a label."""
    sheet = Sheet().text(60, 50, head[0], size).lines(60, 70, *head[1:], size=9, step=12)
    sheet.text(60, 150, "COMMERCIAL INVOICE No. KD/26/118", 13)
    sheet.lines(
        60, 180, "Buyer: Tarn Alloys GmbH, Hafenstrasse 4, 28217 Bremen, Germany", "Total amount: USD 41,300.00"
    )
    return sheet


@pytest.mark.parametrize(
    ("plot", "under"),
    [
        ("Lot VK 31, Ambohitra", ("301 Fianara", "Madagascar")),
        ("Unit 9-B, Sapphire Tower", ("Deira", "Dubai, UAE")),
        ("Lote 14, Zona Industrial", ("Moçambique",)),
    ],
)
def test_the_word_for_a_plot_or_a_unit_under_a_company_begins_its_address(plot: str, under: tuple[str, ...]) -> None:
    fields = read(invoice("Ravina Gemmes SARL", plot, *under))
    assert told(fields)["exporter_address"] == " ".join((plot, *under)).replace(",", "")
    assert "lot_number" not in fields
    assert "parcel_count" not in fields


@pytest.mark.parametrize("line", ["Lot n° RG-26-118", "Lot RG-26-118", "Units: 14"])
def test_a_lot_under_a_company_stays_a_label(line: str) -> None:
    sheet = Sheet().lines(60, 100, "Ravina Gemmes SARL", line)
    hits = labels_on(sheet, DocumentKind.COMMERCIAL_INVOICE)
    assert [hit.text for hit in hits if line.startswith(hit.text.split()[0])]


def test_a_plot_stays_an_address_where_prose_speaks_of_a_lot() -> None:
    sheet = invoice("Ravina Gemmes SARL", "Lot VK 31, Ambohitra", "301 Fianara", "Madagascar")
    sheet.text(60, 240, "Rough sapphires of lot RG-26-118, packed in four boxes.")
    fields = read(sheet)
    assert fields["lot_number"].value == "RG-26-118"
    assert told(fields)["exporter_address"].startswith("Lot VK 31")


def test_a_company_is_called_after_its_mineral_on_a_line_of_its_own() -> None:
    sheet = Sheet().lines(60, 50, "Comptoir Ubangi", "Minerais SARL", "SIÈGE", "14, avenue du Port, Kalemie", step=12)
    sheet.text(60, 120, "FACTURE COMMERCIALE N° CU/26/118", 13)
    sheet.lines(60, 150, "Acheteur : Tarn Alloys GmbH, Hafenstrasse 4, 28217 Bremen, Allemagne")
    fields = read(sheet)
    assert told(fields)["exporter_name"] == "Comptoir Ubangi Minerais SARL"
    assert told(fields)["exporter_address"] == "14 avenue du Port Kalemie"


@pytest.mark.parametrize(
    "label", ["Domicilio comercial:", "Casa matriz:", "Registered office:", "Siège social :", "Sede social:"]
)
def test_the_label_of_an_address_in_a_letterhead_is_no_part_of_it(label: str) -> None:
    fields = read(invoice("Salar Quemado S.A.", f"{label} Av. Belgrano 880, Piso 2, Salta, Argentina"))
    assert told(fields)["exporter_address"] == "Av. Belgrano 880 Piso 2 Salta Argentina"


def test_kinds_of_addresses_are_labels_of_addresses() -> None:
    assert is_address_label("domicilio comercial")
    assert is_address_label("complete postal address:")
    assert not is_address_label("commercial register")


def test_another_facts_number_in_a_letterhead_leaves_it_its_address() -> None:
    fields = read(
        invoice(
            "Comptoir Fako SARL",
            "Achat et exportation de diamants bruts – Agrément n° 2024/118/MMG",
            "Quartier Sandervalia, rue KA 014, Kaloum, Conakry, Guinée",
        )
    )
    assert told(fields)["exporter_address"] == "Quartier Sandervalia rue KA 014 Kaloum Conakry Guinée"


def sidebar_invoice() -> Sheet:
    sheet = Sheet().box(50, 40, 200, 420)
    sheet.text(60, 60, "SELLER", 7).lines(
        60, 72, "Palma Gems DMCC", "Suite 9, Sapphire Tower", "Deira", "Dubai, UAE", size=9, step=12
    )
    sheet.text(60, 170, "BILL TO", 7).lines(
        60, 182, "Roels & Vandaele", "Diamonds NV", "Schupstraat 7", "2018 Antwerp", "Belgium", size=9, step=12
    )
    sheet.text(60, 300, "TERMS", 7).lines(60, 312, "Due 29 Aug 2026", "CIP Antwerp", size=9, step=12)
    sheet.text(240, 50, "Invoice", 22).text(240, 80, "No. PG-260817", 9)
    for y, row in (
        (156, ("Item", "Carats", "Per carat", "Amount")),
        (182, ("Rough diamonds, large", "61.22", "1,120.00", "68,566.40")),
        (206, ("Rough diamonds, small", "88.40", "310.00", "27,404.00")),
        (230, ("Total USD", "149.62", "", "95,970.40")),
    ):
        for x, cell in zip((240, 390, 450, 510), row, strict=True):
            if cell:
                sheet.text(x, y, cell, 8)
    return sheet


def test_a_bar_beside_a_table_is_no_part_of_its_rows() -> None:
    fields = read(sidebar_invoice())
    assert told(fields) == {
        "exporter_name": "Palma Gems DMCC",
        "exporter_address": "Suite 9 Sapphire Tower Deira Dubai UAE",
        "importer_name": "Roels & Vandaele Diamonds NV",
        "importer_address": "Schupstraat 7 2018 Antwerp Belgium",
    }


def test_a_bar_is_taken_away_whole() -> None:
    layout = sidebar_invoice().layout()
    aside = sidebars(layout)
    assert {layout.segments[number].text for number in aside} >= {"SELLER", "BILL TO", "Belgium", "TERMS"}
    left = without_sidebars(layout)
    assert [one.text for one in left.segments] == [
        one.text for number, one in enumerate(layout.segments) if number not in aside
    ]
    assert all(number in left.lines[one.line].segments for number, one in enumerate(left.segments))
    assert all(one.cell is None or number in left.cells[one.cell].segments for number, one in enumerate(left.segments))


def test_a_page_without_a_bar_stays_as_it_is() -> None:
    layout = Sheet().box(50, 40, 500, 420).lines(60, 60, *(f"Line {number} of text" for number in range(12))).layout()
    assert without_sidebars(layout) is layout


def test_labels_set_right_beside_a_block_do_not_cut_it() -> None:
    sheet = Sheet().text(60, 50, "COMMERCIAL INVOICE", 14).box(50, 90, 545, 190)
    sheet.text(60, 96, "Bill to").lines(60, 112, "Velde Diamant NV", "Hoveniersstraat 9", "2018 Antwerpen", "Belgium")
    for y, label, value in (
        (96, "Invoice #", "SP-26-331"),
        (107, "Invoice date", "August 11, 2026"),
        (131, "Due date", "August 25, 2026"),
    ):
        sheet.text(410 - 5 * len(label), y, label).text(425, y, value)
    sheet.text(60, 220, "Seller: Aulneau Rough Ltd., 12 Vault Road, Yellowknife, Canada")
    assert told(read(sheet))["importer_address"] == "Hoveniersstraat 9 2018 Antwerpen Belgium"


def test_an_address_over_two_lines_is_not_cut_to_its_town() -> None:
    sheet = Sheet().text(60, 50, "FACTURA DE EXPORTACIÓN N° 0412", 14).box(50, 90, 545, 190)
    for y, label, value, other, more in (
        (100, "Adquiriente", "Gemas Tajo, S.L.", "Lote", "AM-2511-09"),
        (114, "Dirección", "Calle de la Encina 47, bajo, 28014", "Moneda", "USD"),
    ):
        sheet.text(60, y, label).text(130, y, value).text(340, y, other).text(420, y, more)
    sheet.text(130, 128, "Madrid, España").text(340, 128, "Incoterm").text(420, 128, "FCA Bogotá")
    assert told(read(sheet))["importer_address"] == "Calle de la Encina 47 bajo 28014 Madrid España"


def test_the_next_columns_label_is_no_part_of_an_address() -> None:
    block = split_party(["Tarn Alloys GmbH", "Via Lema 20, 6850 Mendrisio, Suiza  Tipo de operación  0200"], Context())
    assert block is not None
    assert block.address == "Via Lema 20, 6850 Mendrisio, Suiza"


def test_an_address_stands_under_its_own_label_right_of_the_name() -> None:
    sheet = Sheet().text(60, 50, "INFORME DE ENSAYO N.º PA-2607-0419", 14)
    for y, label, value, other, more in (
        (100, "Solicitante", "Salar Quemado S.A.", "Domicilio", "Ruta 51 km 8, Salta, Argentina"),
        (116, "Muestra", "Carbonato de litio", "Lote", "SQ-26-L207"),
    ):
        sheet.text(60, y, label).text(150, y, value).text(320, y, other).text(400, y, more)
    assert told(read(sheet))["exporter_address"] == "Ruta 51 km 8 Salta Argentina"


def test_names_and_addresses_in_rows_need_no_colon() -> None:
    sheet = Sheet().text(150, 40, "KIMBERLEY PROCESS CERTIFICATE", 16).text(60, 70, "Certificate No. SL 006318")
    rows = (
        ("Country of origin of the diamonds Sierra Leone", "Country of provenance Sierra Leone"),
        ("Name of exporter Moa River Gems and Minerals (SL) Ltd", "Address 9 Lamina Street, Freetown, Sierra Leone"),
        ("Name of importer Marsa Rough Diamonds Trading Group DMCC", "Address Almas Tower, Unit 18-C, Dubai, U.A.E."),
        ("Number of parcels 2", "Carats 486.37"),
    )
    for number, (left, right) in enumerate(rows):
        sheet.text(40, 100 + 20 * number, left, 9).text(330, 100 + 20 * number, right, 9)
    assert told(read(sheet)) == {
        "exporter_name": "Moa River Gems and Minerals (SL) Ltd",
        "exporter_address": "9 Lamina Street Freetown Sierra Leone",
        "importer_name": "Marsa Rough Diamonds Trading Group DMCC",
        "importer_address": "Almas Tower Unit 18-C Dubai U.A.E.",
    }


def test_an_article_before_a_vowel_is_within_a_name() -> None:
    sheet = Sheet().text(60, 50, "Saphirs de l'Ankaratra Export SARL", 10).text(60, 90, "FACTURE N° 026/SA/2026", 13)
    sheet.text(60, 120, "Vendu à Silom Colour Stones Co., Ltd., 9 Silom Road, Bangkok 10500, Thaïlande.")
    assert told(read(sheet))["exporter_name"] == "Saphirs de l'Ankaratra Export SARL"


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("44, avenue Likasi – Lubumbashi", True),
        ("Plot 77, Kenyatta Road, Mwanza", True),
        ("Fazenda Norte, Rua 7, Araçuaí - MG", True),
        ("112, avenue Lumumba", False),
        ("12, avenue des Usines, Commune", False),
        ("Avenida Eduardo Mondlane, 1140, 2.º andar", False),
        ("Vault & Shipping, Yellowknife NT", False),
        ("9 Lamina Street, Freetown to buy rough diamonds", False),
    ],
)
def test_an_address_that_comes_to_a_place_is_hardly_cut_short(address: str, whole: bool) -> None:
    assert ends_in_place(address) is whole
    assert (address_features(address, Context())["address_cut_short"] < 0.5) is whole


def test_a_form_in_brackets_before_another_is_within_the_name() -> None:
    block = split_party(["Moa River Gems (SL) Ltd, 9 Lamina Street, Freetown"], Context())
    assert block is not None
    assert (block.name, block.address) == ("Moa River Gems (SL) Ltd", "9 Lamina Street, Freetown")


def test_a_registers_label_at_a_lines_end_and_its_number_on_the_next_are_no_address() -> None:
    block = split_party(["Comptoir Fako SARL, 44, av. Likasi, Lubumbashi, agrément n°", "118/2024 ;"], Context())
    assert block is not None
    assert block.address == "44, av. Likasi, Lubumbashi"


def test_the_country_ruled_off_under_an_address_belongs_to_it() -> None:
    sheet = Sheet().text(150, 40, "ICGLR REGIONAL CERTIFICATE", 14)
    for left, head, lines in (
        (50, "1. Exporter", ("Geita Bullion Company Limited", "Plot 27, Station Road", "Mwanza", "Tanzania")),
        (300, "2. Importer", ("Emme Edelmetall AG", "Industriestrasse 14", "3400 Burgdorf", "Switzerland")),
    ):
        sheet.box(left, 90, left + 240, 106).box(left, 106, left + 240, 152).box(left, 152, left + 240, 168)
        sheet.text(left + 5, 94, head, 7)
        for y, line in zip((110, 123, 136, 155), lines, strict=True):
            sheet.text(left + 5, y, line, 9)
    found = told(read(sheet))
    assert found["exporter_address"] == "Plot 27 Station Road Mwanza Tanzania"
    assert found["importer_address"] == "Industriestrasse 14 3400 Burgdorf Switzerland"


@pytest.mark.parametrize(("lead", "title"), [("À", "DECLARAÇÃO DE ORIGEM"), ("To", "DECLARATION OF ORIGIN")])
def test_a_letter_goes_to_whom_a_mere_to_leads_to(lead: str, title: str) -> None:
    sheet = Sheet().text(60, 50, title, 14).text(60, 100, lead)
    sheet.lines(
        60, 118, "Al Marsa Rough Trading DMCC", "Unit 9-F, Sapphire Tower, Dubai, United Arab Emirates", step=14
    )
    found = told(read(sheet))
    assert found["importer_name"] == "Al Marsa Rough Trading DMCC"
    assert found["importer_address"] == "Unit 9-F Sapphire Tower Dubai United Arab Emirates"


def test_a_sentence_of_a_permit_names_nobody_it_is_addressed_to() -> None:
    sheet = Sheet().text(60, 50, "MINERAL EXPORT LICENCE", 14)
    sheet.lines(
        60,
        100,
        "Article 1. To permit Tam Rare Metals JSC, head office at Lot C7, Tam Duong",
        "Industrial Zone, Lai Chau, Viet Nam, to export the minerals in the Annex.",
    )
    assert not told(read(sheet)).get("exporter_name", "").startswith("Article")


@pytest.mark.parametrize(
    ("kind", "label", "field"),
    [
        (DocumentKind.EXPORT_LICENCE, "1. Titular da licença (nome ou firma)", "exporter"),
        (DocumentKind.TRANSPORT_DOCUMENT, "REMITE", "exporter"),
        (DocumentKind.TRANSPORT_DOCUMENT, "RECIBE", "importer"),
        (DocumentKind.PACKING_LIST, "For account of", "importer"),
        (DocumentKind.COMMERCIAL_INVOICE, "Por cuenta y riesgo de", "importer"),
    ],
)
def test_labels_of_parties(kind: DocumentKind, label: str, field: str) -> None:
    hits = labels_on(Sheet().text(60, 100, label), kind)
    assert [[spec.name for spec in hit.specs] for hit in hits] == [[field]]


def test_who_signs_is_not_named() -> None:
    hits = labels_on(Sheet().text(60, 100, "Firma del remitente"), DocumentKind.TRANSPORT_DOCUMENT)
    assert not [spec for hit in hits for spec in hit.specs if spec.name == "exporter"]


def test_the_number_of_a_box_may_stand_apart_from_its_label() -> None:
    sheet = Sheet().text(150, 40, "LICENÇA DE EXPORTAÇÃO DE DIAMANTES", 14).box(40, 90, 400, 130)
    sheet.text(46, 94, "5", 6).text(60, 94, "Destinatário autorizado", 6).text(
        46, 108, "Al Marsa Rough Trading DMCC", 9
    )
    assert told(read(sheet))["importer_name"] == "Al Marsa Rough Trading DMCC"


def test_the_seat_of_a_licensee_stands_in_the_box_under_its_name() -> None:
    sheet = Sheet().text(150, 40, "LICENÇA DE EXPORTAÇÃO DE MINERAIS", 14)
    sheet.box(40, 90, 550, 124).box(40, 124, 300, 160).box(300, 124, 550, 160)
    sheet.text(46, 94, "1. Titular da licença (nome ou firma)", 7).text(46, 106, "Sociedade Mineira Cuango, Lda", 10)
    sheet.text(46, 128, "2. Sede", 7).text(46, 140, "Rua Rainha 187, 4.º andar, Luanda, Angola", 9)
    sheet.text(306, 128, "3. NIF", 7).text(306, 140, "5417098823", 9)
    assert told(read(sheet))["exporter_address"] == "Rua Rainha 187 4.º andar Luanda Angola"


def declaration(head: str, seat: str, name: str) -> Sheet:
    sheet = Sheet().text(60, 50, head, 14).text(60, 70, seat, 8)
    sheet.text(60, 110, "Declaration of origin of rough diamonds", 12)
    sheet.lines(
        60,
        140,
        f"We, {name}, licensed exporter, declare that the diamonds sold under our",
        "invoice SP-26-331 were mined in Canada and contain no diamonds of Russian origin.",
        step=14,
    )
    return sheet


@pytest.mark.parametrize("head", ["aulneau province rough ltd.", "AULNEAU PROVINCE"])
def test_the_address_under_a_firms_name_on_its_letter_paper_is_its_own(head: str) -> None:
    seat = "5014 49th Street, Suite 300 · Yellowknife, NT X1A 1N5 · Canada · T 867-555-0177"
    fields = read(declaration(head, seat, "Aulneau Province Rough Ltd."))
    assert told(fields)["exporter_address"] == "5014 49th Street Suite 300 Yellowknife NT X1A 1N5 Canada"
    assert fields["exporter_address"].confidence < 0.9


def test_the_address_of_another_firm_is_not_taken() -> None:
    seat = "5014 49th Street, Suite 300, Yellowknife, Canada"
    assert "exporter_address" not in told(read(declaration("NORTHERN VALUERS", seat, "Aulneau Province Rough Ltd.")))


@pytest.mark.parametrize("register", ["USt-IdNr.: DE118402771", "TVA : DE118402771", "VAT: DE118402771"])
@pytest.mark.parametrize("top", [92, 100, 108])
def test_a_register_under_the_lower_of_two_blocks_does_not_make_it_the_sender(register: str, top: float) -> None:
    sheet = Sheet().lines(50, 50, "Kivu Crest Ores Ltd", "KK 14 Avenue, Plot 9", "Kigali", "Rwanda", step=12)
    sheet.lines(340, top, "Tarn Alloys GmbH", "Hafenstraße 4", "28217 Bremen", "Allemagne", register, step=12)
    sheet.text(50, 190, "Facture FAC/2026/00118", 15).lines(50, 220, "Date de la facture : 14/05/2026")
    sheet.text(50, 260, "Total (USD) : 41 300,00 $")
    assert told(read(sheet)) == {
        "exporter_name": "Kivu Crest Ores Ltd",
        "exporter_address": "KK 14 Avenue Plot 9 Kigali Rwanda",
        "importer_name": "Tarn Alloys GmbH",
        "importer_address": "Hafenstraße 4 28217 Bremen Allemagne",
    }


def test_a_name_that_runs_up_the_margin_is_no_part_of_a_tables_rows() -> None:
    sheet = Sheet().text(90, 100, "Parcel").text(320, 100, "Carats").text(440, 100, "USD")
    for y, row in ((120, ("Rough stones, large", "61.22", "68,566.40")), (140, ("Rough, small", "88.40", "27,404.00"))):
        for x, cell in zip((90, 320, 440), row, strict=True):
            sheet.text(x, y, cell)
    sheet.words.append(Word("PERITOS", Box(40 / 595, 106 / 842, 53 / 595, 166 / 842), 1.0, "text-layer"))
    layout = sheet.layout()
    assert {layout.segments[number].text for number in sideways(layout)} == {"PERITOS"}
    assert all("PERITOS" not in line.text for line in without_sidebars(layout).lines)
    sheet.origin = "ocr"
    assert not sideways(sheet.layout())


def test_a_value_of_another_column_at_a_height_between_is_no_name() -> None:
    sheet = Sheet().text(60, 40, "Export invoice", 15).box(40, 90, 560, 260)
    sheet.text(60, 150, "Bill to", 7).lines(
        60, 162, "Rheintal Gems AG", "Am Hafen 8", "55743 Idar-Oberstein", "Germany"
    )
    for y, label, value in ((143, "Date of invoice", "4 September 2026"), (156, "Lot reference", "CO/26/8383")):
        sheet.text(310, y, label, 7).text(400, y, value)
    found = read(sheet)
    assert (found["importer_name"].value, found["lot_number"].value) == ("Rheintal Gems AG", "CO/26/8383")


def test_the_rest_of_a_name_behind_a_word_for_goods_is_no_description() -> None:
    sheet = Sheet().text(60, 40, "Packing List", 15).box(40, 90, 170, 200).box(170, 90, 420, 200)
    sheet.lines(46, 96, "Importador (nombre", "y dirección)").lines(
        176, 96, "Hanbit Battery", "Materials Co., Ltd.", "62 Cheoyong Road", "Ulsan 44953", "República de Corea"
    )
    assert read(sheet).get("goods_description") is None


def test_under_a_title_over_a_box_with_its_label_that_box_is_answered() -> None:
    sheet = Sheet().text(380, 60, "FATURA COMERCIAL", 14)
    for x0, x1, label, value in ((60, 220, "Número da fatura", "2616891"), (400, 540, "Lote n.º", "MS48782")):
        sheet.box(x0, 79, x1, 94).box(x0, 94, x1, 112).text(x0 + 40, 83, label, 7).text(x0 + 30, 98, value)
    found = read(sheet)
    assert (found["document_number"].value, found["lot_number"].value) == ("2616891", "MS48782")
