"""Papers that say what they say without a form: letters, letterheads, elements as columns, facts among the goods."""

from __future__ import annotations

import pytest

from extract.model import Document, DocumentKind, Field
from extract.read import extract_file
from tests.extract.sheet import Sheet, labels_on


def read(sheet: Sheet) -> Document:
    (document,) = extract_file([sheet.page()])
    return document


def value(field: Field | None) -> object:
    return None if field is None else field.value


def invoice() -> Sheet:
    sheet = Sheet().text(50, 110, "COMMERCIAL INVOICE", 14).text(50, 140, "Invoice No. KV-2210")
    return sheet.text(50, 160, "Date: 4 May 2026")


def test_the_address_that_a_letterhead_prints_small_and_apart() -> None:
    sheet = invoice().text(50, 40, "Kivuto Minerals Ltd", 20)
    sheet.text(50, 84, "12 Boulevard de la Paix, Kigali, Rwanda · TIN 1000442-7 · sales@kivuto.example", 8)
    fields = read(sheet).fields
    assert value(fields.get("exporter_name")) == "Kivuto Minerals Ltd"
    assert value(fields.get("exporter_address")) == "12 Boulevard de la Paix, Kigali, Rwanda"
    assert fields["exporter_address"].confidence < 0.95


def test_the_address_at_the_other_side_of_the_letterhead() -> None:
    sheet = invoice().text(50, 40, "Kivuto Minerals Ltd", 16)
    sheet.lines(400, 44, "12 Boulevard de la Paix", "Kigali, Rwanda", size=8, step=10)
    assert value(read(sheet).fields.get("exporter_address")) == "12 Boulevard de la Paix, Kigali, Rwanda"


def test_a_permit_in_a_letter_is_its_addressees() -> None:
    sheet = Sheet().text(50, 50, "Minerals Commission of Ghana", 12).text(400, 80, "Our ref: MC/EXP/2026/0192")
    sheet.text(400, 95, "Date: 2 February 2026")
    sheet.lines(50, 130, "The Managing Director", "Ankobra Goldfields Ltd", "P.O. Box 118, Tarkwa, Ghana")
    sheet.text(50, 190, "PERMIT TO EXPORT GOLD DORE", 12)
    sheet.lines(50, 220, "You are hereby licensed to export up to 250 kg of gold dore under the Act.")
    document = read(sheet)
    assert document.type is DocumentKind.EXPORT_LICENCE
    assert value(document.fields.get("exporter_name")) == "Ankobra Goldfields Ltd"
    assert value(document.fields.get("exporter_address")) == "P.O. Box 118, Tarkwa, Ghana"
    assert value(document.fields.get("issuing_authority")) == "Minerals Commission of Ghana"


def analysis(*rows: tuple[str, ...]) -> Document:
    sheet = Sheet().text(50, 50, "CERTIFICATE OF ANALYSIS", 14).text(50, 90, "Sample: cobalt cathodes")
    sheet.text(50, 110, "Lot No.: CC-26-09").text(50, 130, "Report No. ML-20941")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.text(60 + 100 * column, 160 + 20 * number, text)
    return read(sheet)


@pytest.mark.parametrize(
    ("rows", "grade", "unit"),
    [
        ((("Co", "Ni", "Fe"), ("%", "%", "ppm"), ("99.82", "0.08", "42")), "99.82", "%"),
        ((("Co %", "Ni %", "Fe %"), ("99.82", "0.08", "0.01")), "99.82", "%"),
        ((("", "Co", "Ni"), ("Unit", "%", "%"), ("Result", "99.82", "0.08"), ("Max", "99.95", "0.1")), "99.82", "%"),
        ((("Lot", "Co %", "Ni %"), ("A1", "99.80", "0.08"), ("Average", "99.82", "0.08")), "99.82", "%"),
        ((("Lot", "Co %", "Ni %"), ("A1", "99.80", "0.08"), ("A2", "99.84", "0.08")), None, None),
    ],
)
def test_elements_that_are_columns(rows: tuple[tuple[str, ...], ...], grade: str | None, unit: str | None) -> None:
    found = analysis(*rows).fields.get("grade")
    assert (value(found), None if found is None else found.unit) == (grade, unit)


def test_facts_among_the_words_of_the_goods() -> None:
    sheet = Sheet().text(50, 50, "CERTIFICATE OF ANALYSIS", 14).text(50, 90, "Report No. ML-20941")
    sheet.text(50, 110, "Sample: cassiterite (HS code 2609.00), lot CMT-KLM-0419")
    fields = read(sheet).fields
    assert value(fields.get("lot_number")) == "CMT-KLM-0419"
    assert value(fields.get("hs_codes")) == ("260900",)
    assert "cassiterite" in str(value(fields.get("goods_description")))


@pytest.mark.parametrize("label", ["No. and date", "N° et date", "N.º e data", "Número y fecha", "No. & date"])
def test_a_number_with_its_date(label: str) -> None:
    sheet = Sheet().text(50, 50, "PACKING LIST", 14).text(50, 90, label).text(200, 90, "LC-0419 / 22 April 2026")
    fields = read(sheet).fields
    assert value(fields.get("document_number")) == "LC-0419"
    assert value(fields.get("issue_date")) == "2026-04-22"


def test_a_party_spelt_out_in_rows_under_its_heading() -> None:
    sheet = Sheet().text(50, 50, "PACKING LIST", 14).text(50, 90, "Exporter")
    sheet.text(50, 106, "Name").text(150, 106, "Ankobra Goldfields Ltd")
    sheet.text(50, 122, "Address").text(150, 122, "P.O. Box 118, Tarkwa")
    sheet.text(50, 138, "Country").text(150, 138, "Ghana")
    fields = read(sheet).fields
    assert value(fields.get("exporter_name")) == "Ankobra Goldfields Ltd"
    assert value(fields.get("exporter_address")) == "P.O. Box 118, Tarkwa, Ghana"


def test_the_row_of_an_address_under_that_of_the_name() -> None:
    sheet = invoice().text(50, 190, "Customer:").text(150, 190, "Kokkola Battery Chemicals Oy")
    sheet.text(50, 204, "Address:").text(150, 204, "Outokummuntie 6, 67100 Kokkola, Finland")
    assert value(read(sheet).fields.get("importer_address")) == "Outokummuntie 6, 67100 Kokkola, Finland"


def test_the_number_of_a_clause_is_no_weight() -> None:
    sheet = Sheet().text(50, 40, "CERTIFICATE OF ORIGIN", 14).box(50, 100, 400, 140).box(50, 140, 400, 180)
    sheet.text(54, 104, "7. Quantity").text(
        54, 150, "8. The undersigned authority certifies that the goods are of Mozambique"
    )
    assert "carat_weight" not in read(sheet).fields


def test_from_and_to_are_places_unless_a_company_is_named() -> None:
    sheet = Sheet().text(50, 50, "AIR WAYBILL", 14).text(50, 90, "From").text(150, 90, "KIGALI")
    sheet.text(50, 110, "To").text(150, 110, "Valcambi Ticino Refining SA, Via Industria 8, Balerna, Switzerland")
    fields = read(sheet).fields
    assert "exporter_name" not in fields
    assert value(fields.get("importer_name")) == "Valcambi Ticino Refining SA"


def test_letters_before_a_number_belong_to_it() -> None:
    sheet = Sheet().text(50, 50, "CMR CONSIGNMENT NOTE", 14).text(50, 90, "No. CMR 770418")
    assert value(read(sheet).fields.get("document_number")) == "CMR 770418"


def test_a_long_label_with_a_misread_word() -> None:
    (hit,) = labels_on(Sheet(origin="ocr").text(50, 60, "Shipper's nane and address"), DocumentKind.TRANSPORT_DOCUMENT)
    assert hit.whole
    assert [spec.name for spec in hit.specs] == ["exporter"]


def test_the_later_date_of_a_period() -> None:
    sheet = Sheet().text(50, 50, "MINERAL EXPORT PERMIT", 14).text(50, 90, "Period of validity")
    sheet.text(200, 90, "from 1st February, 2026 to 31st July, 2026")
    assert value(read(sheet).fields.get("expiry_date")) == "2026-07-31"


def test_a_number_that_the_end_of_its_line_cuts() -> None:
    sheet = Sheet().text(50, 40, "CERTIFICATE OF ORIGIN", 14).box(50, 100, 140, 160).text(54, 104, "9. Invoice No.")
    sheet.lines(54, 120, "MCR/INV/2604-", "17")
    assert value(read(sheet).fields.get("invoice_number")) == "MCR/INV/2604-17"


def test_labels_of_their_own_are_not_run_together() -> None:
    sheet = Sheet().text(50, 50, "PACKING LIST", 14)
    for row, (label, text) in enumerate((("Number", "PL 2604-17"), ("Date", "2026-04-06"), ("Invoice", "MCR/2604-18"))):
        sheet.text(50, 90 + 14 * row, label).text(150, 90 + 14 * row, text)
    fields = read(sheet).fields
    assert value(fields.get("document_number")) == "PL 2604-17"
    assert value(fields.get("invoice_number")) == "MCR/2604-18"


def test_letters_that_count_rows_are_no_label() -> None:
    sheet = invoice()
    for row, letter in enumerate("ABCDE"):
        sheet.text(50, 200 + 13 * row, letter).text(80, 200 + 13 * row, "Assay, provisional")
    assert "exporter_name" not in read(sheet).fields


def test_a_paper_that_speaks_of_itself_names_nobody() -> None:
    sheet = Sheet().text(50, 50, "ICGLR CERTIFICATE", 14)
    sheet.text(50, 90, "This certificate attests that the lot described above complies with the requirements of it.")
    assert "exporter_name" not in read(sheet).fields


def test_a_row_of_a_column_is_no_sure_value_of_the_paper() -> None:
    sheet = Sheet().text(50, 40, "KIMBERLEY PROCESS CERTIFICATE", 14).text(50, 100, "Carat weight")
    sheet.lines(50, 114, "1,512.18 ct", "334.14 ct", "1,850.00 ct", step=14)
    found = read(sheet).fields.get("carat_weight")
    assert found is None or found.confidence < 0.9


def test_the_unit_in_a_box_of_its_own() -> None:
    sheet = (
        Sheet().text(50, 40, "AIR WAYBILL", 14).text(50, 90, "Gross weight:").text(150, 90, "0.5").text(180, 90, "K")
    )
    found = read(sheet).fields.get("gross_weight")
    assert found is not None
    assert (found.value, found.unit) == ("0.5", "kg")


def test_words_that_go_on_with_a_label() -> None:
    sheet = Sheet().text(50, 40, "KIMBERLEY PROCESS CERTIFICATE", 14).box(50, 100, 400, 150)
    sheet.text(54, 104, "Seal numbers of the tamper-resistant containers").text(54, 120, "BNE-260418 / BNE-260419")
    assert value(read(sheet).fields.get("seal_numbers")) == ("BNE-260418", "BNE-260419")


@pytest.mark.parametrize("text", ["was mined exclusively in Botswana", "ont été extraits uniquement en Guinée"])
def test_adverbs_inside_a_cue(text: str) -> None:
    sheet = Sheet().text(50, 50, "DECLARATION OF ORIGIN", 14)
    sheet.text(50, 90, f"We declare that the parcel of rough diamonds of invoice No. 2026/93 {text}.")
    assert value(read(sheet).fields.get("country_of_origin")) in ("BW", "GN")


def test_a_label_of_several_things_over_two_lines() -> None:
    sheet = Sheet().text(50, 40, "CERTIFICATE OF ORIGIN", 14).box(50, 100, 400, 170)
    sheet.lines(54, 104, "6. Order number; marks, numbers; number and kind", "of packages; description of goods")
    sheet.lines(54, 134, "AN-2026-31", "44 BUNDLES", "COPPER CATHODES GRADE A")
    fields = read(sheet).fields
    assert value(fields.get("parcel_count")) == 44
    assert "COPPER CATHODES GRADE A" in str(value(fields.get("goods_description")))


def test_seals_beside_containers() -> None:
    sheet = Sheet().text(50, 40, "BILL OF LADING", 14).text(50, 100, "Container / Seal No.:")
    sheet.text(200, 100, "MSKU 3048717 / MZ048812")
    assert value(read(sheet).fields.get("seal_numbers")) == ("MZ048812",)


def test_elements_as_rows_with_what_stands_between() -> None:
    rows = (("Element", "Method", "Result", "Unit"), ("Sn", "XRF", "66.20", "%"), ("Fe", "ICP", "4.11", "%"))
    sheet = Sheet().text(50, 50, "CERTIFICATE OF ANALYSIS", 14).text(50, 90, "Sample: cassiterite")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.text(60 + 100 * column, 160 + 18 * number, text)
    found = read(sheet).fields["grade"]
    assert (found.value, found.unit) == ("66.20", "%")


def test_a_licence_in_prose_says_to_whom() -> None:
    sheet = (
        Sheet()
        .text(50, 50, "PERMIT TO EXPORT GOLD DORE", 14)
        .lines(
            50,
            90,
            "Kivuto Metals Ltd is hereby licensed to export up to 250 kg of gold dore (H.S. 7108.12),",
            "of a total value not exceeding US$ 17,500,000.00, to Valcambi Ticino Refining SA, Switzerland.",
            "This permit shall lapse on 1 August 2026.",
        )
    )
    fields = read(sheet).fields
    assert value(fields.get("importer_name")) == "Valcambi Ticino Refining SA"
    assert value(fields.get("country_of_destination")) == "CH"
    assert value(fields.get("exporter_name")) == "Kivuto Metals Ltd"
    assert value(fields.get("expiry_date")) == "2026-08-01"


def test_a_title_keeps_the_number_under_it() -> None:
    sheet = Sheet().text(50, 90, "CERTIFICATE OF QUALITY AND WEIGHT").text(50, 106, "Certificate no. : KT-2026-00973")
    sheet.text(50, 130, "we have weighed and sampled a consignment and report as follows.")
    assert read(sheet).type is DocumentKind.ASSAY_CERTIFICATE


def test_a_count_behind_a_code_is_no_part_of_it() -> None:
    sheet = Sheet().text(50, 50, "CERTIFICATE OF ANALYSIS", 14).text(50, 90, "Report No. ML-20941")
    sheet.text(50, 110, "Sample: spodumene concentrate, HS 2530.90 1440 jumbo bags")
    assert value(read(sheet).fields.get("hs_codes")) == ("253090",)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("DECLARAÇÃO DO FORNECEDOR SOBRE A ORIGEM", "Declaramos à"),
        ("DECLARACIÓN DEL PROVEEDOR SOBRE EL ORIGEN", "Declaramos a"),
        ("DÉCLARATION DU FOURNISSEUR SUR L'ORIGINE", "Nous déclarons à"),
        ("SUPPLIER'S DECLARATION OF ORIGIN", "We hereby declare to"),
    ],
)
def test_whom_a_declaration_is_made_to_is_named_without_the_verb(title: str, lead: str) -> None:
    sheet = Sheet().text(120, 94, "COOPERATIVA MINERADORA VALE DO JEQUIÁ LTDA.")
    sheet.text(160, 112, "Rua do Rosário, 212, 39925-000 Medina - MG, Brasil").text(80, 156, title)
    sheet.lines(80, 184, f"{lead} Neckar Kohlenstoff GmbH, GRAPHITE 20.000 kg,", "lote JQ-GF-114, Medina.")
    (document,) = extract_file([sheet.page()])
    assert document.fields["importer_name"].value == "Neckar Kohlenstoff GmbH"
