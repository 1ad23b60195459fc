"""Certificates and letters set otherwise than most: numbered bars over boxes, lines set wide, facts that are denied."""

from __future__ import annotations

import pytest

from extract.model import Document, DocumentKind
from extract.read import extract_file
from tests.extract.sheet import Sheet


def read(sheet: Sheet) -> Document:
    (document,) = extract_file([sheet.page()])
    return document


def values(document: Document) -> dict[str, object]:
    return {name: field.value for name, field in document.fields.items()}


def test_a_form_of_bars_with_numbered_labels_in_two_languages_over_boxes() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICADO DO PROCESSO DE KIMBERLEY", 16)
    sheet.text(200, 62, "Kimberley Process Certificate", 11).text(460, 85, "XK 0004411", 14)
    sheet.text(60, 120, "01 — Exportador, endereço / Exporter, address", 7)
    sheet.box(55, 130, 540, 160).lines(60, 132, "Garimpo Azul Ltda.", "Rua do Sol 3, Bissau, Guiné-Bissau")
    sheet.box(55, 170, 540, 182).text(60, 172, "02 — Importador, endereço / Importer, address", 7)
    sheet.box(55, 182, 540, 212).lines(60, 184, "Stein Rough BV", "Hoveniersstraat 9, 2018 Antwerpen, Belgium")
    rows = (
        ("06 — N.º de lotes / Number of parcels", "3", "07 — Peso em quilates / Carat weight", "512,40"),
        ("08 — Código SH / HS code", "7102.31", "09 — Lacre n.º / Seal no.", "DGM-GW 90331"),
        ("10 — Data de emissão / Date of issue", "3 de março de 2026", "11 — Válido até / Expiry", "2 de maio de 2026"),
    )
    for number, (left, one, right, other) in enumerate(rows):
        y = 222 + 40 * number
        sheet.box(55, y, 290, y + 12).box(55, y + 12, 290, y + 32).text(60, y + 2, left, 7).text(60, y + 16, one)
        sheet.box(300, y, 540, y + 12).box(300, y + 12, 540, y + 32).text(305, y + 2, right, 7).text(305, y + 16, other)
    found = values(read(sheet))
    assert (
        found
        | {
            "document_number": "XK 0004411",
            "exporter_name": "Garimpo Azul Ltda.",
            "exporter_address": "Rua do Sol 3, Bissau, Guiné-Bissau",
            "importer_name": "Stein Rough BV",
            "importer_address": "Hoveniersstraat 9, 2018 Antwerpen, Belgium",
            "parcel_count": 3,
            "carat_weight": "512.40",
            "hs_codes": ("710231",),
            "seal_numbers": ("DGM-GW 90331",),
            "issue_date": "2026-03-03",
            "expiry_date": "2026-05-02",
        }
        == found
    )


DECLARATION = (
    "Garimpo Azul Ltda., com sede na Rua do Sol 3, Bissau, Guiné-Bissau,",
    "inscrita no NIF sob o n.º 510.447.209, por seu representante legal,",
    "DECLARA, para os devidos fins, que os diamantes brutos objeto da",
    "fatura comercial n.º 0031/2026, vendidos a Stein Rough BV, no total",
    "de 512,40 quilates, foram extraídos no Brasil, na lavra Areinha Alta,",
    "e não têm origem na Federação Russa nem em zonas de conflito.",
)


@pytest.mark.parametrize("step", [13.0, 26.0])
def test_a_declaration_reads_on_however_wide_its_lines_are_set(step: float) -> None:
    sheet = Sheet().text(150, 50, "DECLARAÇÃO DE ORIGEM", 14).lines(60, 100, *DECLARATION, step=step)
    found = values(read(sheet))
    assert found["exporter_name"] == "Garimpo Azul Ltda."
    assert found["exporter_address"] == "Rua do Sol 3, Bissau, Guiné-Bissau"
    assert found["importer_name"] == "Stein Rough BV"
    assert found["invoice_number"] == "0031/2026"  # and not the tax number, which "sob o n.º" leads to
    assert found["country_of_origin"] == "BR"  # and not the country that is denied
    assert found["carat_weight"] == "512.40"
    assert found["mine_site"] == "Areinha Alta"


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("We declare that the rough diamonds of invoice No. KM-4 were mined in Botswana.", "BW"),
        ("We declare that the rough diamonds of invoice KM-4 were not mined in Botswana.", None),
        ("We declare that the rough diamonds of invoice KM-4 do not originate in the Russian Federation.", None),
    ],
)
def test_a_country_that_is_denied_is_no_origin(text: str, origin: str | None) -> None:
    found = values(read(Sheet().text(60, 60, "DECLARATION OF ORIGIN", 14).text(60, 100, text, 9)))
    assert found.get("country_of_origin") == origin


def test_several_sites_are_named_and_a_weight_follows_a_number() -> None:
    sheet = Sheet().text(60, 50, "ATTESTATION D'ORIGINE DU FOURNISSEUR", 14)
    sheet.lines(
        60,
        100,
        "Nous attestons que le coltan de la facture FC 019/26 (lot CMM-TA-2603,",
        "8 412,6 kg nets) a été extrait au Burundi, sur les sites de Kabarore, Murehe",
        "et Ruhororo, tous inspectés.",
    )
    document = read(sheet)
    assert document.type is DocumentKind.ORIGIN_DECLARATION
    found = values(document)
    assert (found["net_weight"], found["country_of_origin"]) == ("8412.6", "BI")
    assert found["mine_site"] == "Kabarore, Murehe et Ruhororo"


def test_dates_of_other_papers_are_not_the_papers_own() -> None:
    permit = Sheet().text(60, 40, "Minerals Board of Zambia", 12).text(60, 100, "EXPORT PERMIT", 14)
    permit.text(60, 60, "Ref. No. MB/EXP/26/0388").text(400, 60, "17th August, 2026")
    permit.text(60, 130, "We refer to your application dated 3rd August, 2026 and authorise the export.")
    assert values(read(permit))["issue_date"] == "2026-08-17"
    form = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).box(50, 80, 290, 120).box(290, 80, 540, 120)
    form.text(55, 84, "5. Marks and numbers", 8).text(55, 98, "PDM-DR-118")
    form.text(295, 84, "6. Invoice number(s), date(s)", 8).text(295, 98, "PDM/2026/118 of 09/09/2026")
    found = values(read(form))
    assert (found["invoice_number"], found.get("issue_date")) == ("PDM/2026/118", None)


def test_what_a_licence_allows_is_said_in_a_clause() -> None:
    sheet = Sheet().text(60, 40, "PERMIT TO EXPORT MINERALS", 14)
    sheet.lines(
        60,
        80,
        "Permission is hereby granted to Kafue Ores Ltd of Farm 12, Great North Road, Serenje, Zambia to export a",
        "quantity not exceeding 1,000 metric tonnes of manganese ore classified under heading 2602.00, the total",
        "value of which shall not exceed USD 200,000.00, to Nagoya Alloys K.K. in Japan.",
        size=9,
        step=22.0,
    )
    document = read(sheet)
    found = values(document)
    assert (found["exporter_name"], found["importer_name"]) == ("Kafue Ores Ltd", "Nagoya Alloys K.K.")
    assert str(getattr(found["licensed_value"], "amount", None)) == "200000.00"
    assert (found["licensed_quantity"], document.fields["licensed_quantity"].unit) == ("1000", "t")
    assert found["hs_codes"] == ("260200",)


def certificate_of_origin() -> Sheet:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(400, 64, "No. 26C/00041")
    sheet.box(50, 600, 295, 760).box(295, 600, 540, 760)
    sheet.lines(
        55,
        604,
        "11. Declaration by the exporter",
        "The undersigned declares that the goods were",
        "produced in China.",
        "HARBIN, CHINA, MAY 18, 2026",
        "Place and date, signature of authorized signatory",
        size=8,
        step=11,
    )
    return sheet.lines(
        300,
        604,
        "12. Certification",
        "It is hereby certified that the declaration is correct.",
        "China Council for the Promotion of International Trade",
        "Heilongjiang Sub-Council",
        "HARBIN, CHINA, MAY 19, 2026",
        "Place and date, stamp of certifying authority",
        size=8,
        step=11,
    )


def test_the_office_that_certifies_issues_a_certificate_on_the_day_under_its_name() -> None:
    document = read(certificate_of_origin())
    found = values(document)
    assert found["issue_date"] == "2026-05-19"
    assert str(found["issuing_authority"]).startswith("China Council for the Promotion of International Trade")
    assert "2026" not in str(found["issuing_authority"])


def test_a_word_of_labels_inside_an_offices_name_is_no_label() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(400, 64, "No. 26C/00041")
    sheet.box(295, 600, 540, 760).lines(
        300, 604, "14. Certification", "Ghana Revenue Authority - Customs Division", "ACCRA, 11 September 2026", size=8
    )
    found = values(read(sheet))
    assert found["issuing_authority"] == "Ghana Revenue Authority - Customs Division"
    assert found["issue_date"] == "2026-09-11"


def test_an_address_under_a_label_that_says_whose_it_is() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICAT RÉGIONAL CIRGL", 16).text(200, 62, "n° BI-2026-000519")
    sheet.lines(
        50, 100, "Exportateur", "Comptoir du Lac SPRL", "Adresse de l'exportateur", "18, avenue du Port, Bujumbura"
    )
    found = values(read(sheet))
    assert (found["exporter_name"], found["exporter_address"]) == (
        "Comptoir du Lac SPRL",
        "18, avenue du Port, Bujumbura",
    )


def test_a_caption_in_brackets_names_what_stands_over_it() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(400, 64, "FORM A", 14)
    sheet.text(60, 90, "GENERALISED SYSTEM OF PREFERENCES").box(295, 600, 540, 760)
    sheet.lines(
        300, 604, "12. Declaration by the exporter", "and that they comply with the rules for exports to", size=8
    )
    sheet.text(400, 634, "JAPAN").text(300, 646, "(importing country)", 7).text(300, 664, "SERENJE, 17 FEB 2026")
    found = values(read(sheet))
    assert (found["country_of_destination"], found["form"]) == ("JP", "Form A")


@pytest.mark.parametrize(("place", "day"), [("Tema, Ghana", "2026-09-11"), ("Newark, USA", None)])
def test_dates_in_digits_are_read_as_the_countries_named_write_them(place: str, day: str | None) -> None:
    sheet = Sheet().text(150, 40, "COMMERCIAL INVOICE", 16).text(50, 80, "Invoice No. PDM-118")
    sheet.text(50, 100, "Date: 11/09/2026").text(50, 120, f"Place of delivery: {place}")
    found = read(sheet).fields["issue_date"]
    assert (found.value if found.confidence > 0.75 else None) == day
    assert found.confidence < 0.97


@pytest.mark.parametrize(
    ("label", "value", "facts"),
    [
        ("Net weight / Gross weight", "12.40 kg / 13.10 kg", {"net_weight": "12.40", "gross_weight": "13.10"}),
        ("Poids net / N.W. / Poids brut / G.W. (kg)", "30 843,6 / 31 885,5", {"net_weight": "30843.6"}),
        (
            "Peso neto – Peso bruto / Net – gross weight",
            "12.40 kg – 13.10 kg",
            {"net_weight": "12.40", "gross_weight": "13.10"},
        ),
        (
            "Invoice No. / Lot number",
            "F25-7770  /  LOT-16915",
            {"invoice_number": "F25-7770", "lot_number": "LOT-16915"},
        ),
        (
            "Country of origin / Country of destination",
            "Bolivia / Switzerland",
            {"country_of_origin": "BO", "country_of_destination": "CH"},
        ),
    ],
)
def test_a_label_that_couples_two_facts_over_two_values(label: str, value: str, facts: dict[str, str]) -> None:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(400, 64, "No. 26C/00041")
    found = values(read(sheet.text(60, 120, label).text(60, 134, value)))
    assert {name: found.get(name) for name in facts} == facts


@pytest.mark.parametrize(
    ("label", "value", "name", "wanted"),
    [
        ("4. Destinatário sito além-mar", "Stein Rough BV", "importer_name", "Stein Rough BV"),
        ("9. Quantidade máxima admitida por remessa", "7 500 kg", "licensed_quantity", "7500"),
        ("Export licence expiry date", "10 November 2026", "expiry_date", "2026-11-10"),
        ("3. Visa expiry date", "10 November 2026", "expiry_date", None),
    ],
)
def test_labels_that_say_more_than_any_list(label: str, value: str, name: str, wanted: object) -> None:
    sheet = Sheet().text(150, 40, "LICENÇA DE EXPORTAÇÃO / EXPORT LICENCE", 16).text(400, 64, "N.º 26C/00041")
    sheet.box(50, 110, 300, 150).text(55, 114, label, 8).text(55, 128, value)
    document = read(sheet)
    assert values(document).get(name) == wanted
    assert wanted is None or document.fields[name].confidence < 0.97  # its label was not known


def test_a_date_under_a_label_that_is_not_known_is_not_surely_the_papers_own() -> None:
    sheet = Sheet().text(150, 40, "EXPORT LICENCE", 16).text(400, 64, "N.º 26C/00041").box(50, 110, 300, 150)
    field = read(sheet.text(55, 114, "3. Date of arrival of the ship", 8).text(55, 128, "10 November 2026")).fields
    assert "issue_date" not in field or field["issue_date"].confidence < 0.8


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Assunto: declaração de origem e garantia", DocumentKind.ORIGIN_DECLARATION),
        ("PERMIT TO EXPORT UNBENEFICIATED BASE MINERAL ORE IN TERMS OF THE ACT", DocumentKind.EXPORT_LICENCE),
        ("Assunto: os nossos votos de boas festas", DocumentKind.UNKNOWN),
    ],
)
def test_what_a_letter_is_its_subject_says(head: str, kind: DocumentKind) -> None:
    sheet = Sheet().lines(60, 40, "Garimpo Azul Ltda.", "Rua do Sol 3, Bissau", "12 de março de 2026", size=10)
    sheet.text(60, 120, head).lines(60, 150, "Exmos. Senhores,", "Enviamos os nossos melhores cumprimentos.")
    assert read(sheet).type is kind


def test_an_offices_name_ends_before_where_and_when_it_signed() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(400, 64, "No. 26C/00041")
    sheet.box(50, 110, 300, 160).lines(55, 114, "Issuing authority", "Ghana Chamber of Mines", "ACCRA, 11 May 2026")
    assert values(read(sheet))["issuing_authority"] == "Ghana Chamber of Mines"


def test_the_exporter_declares_before_the_office_certifies_in_the_box_beside() -> None:
    sheet = Sheet().text(150, 40, "SADC CERTIFICATE OF ORIGIN", 16).text(400, 64, "No. ZW 0058213")
    sheet.box(50, 600, 295, 700).box(295, 600, 540, 700).text(55, 604, "11. DECLARATION BY EXPORTER", 8)
    sheet.lines(55, 616, "I, the undersigned, declare that the goods", "satisfy the rules of origin.", size=8, step=11)
    sheet.text(55, 650, "Kwekwe, 13/08/2026", 9).text(300, 604, "12. CERTIFICATE OF ORIGIN", 8)
    sheet.text(300, 616, "The goods are hereby certified of local origin.", 8)
    sheet.text(300, 632, "Zimbabwe Revenue Authority", 9).text(300, 645, "Kwekwe", 9).text(360, 645, "14/08/2026", 9)
    found = values(read(sheet))
    assert (found["issuing_authority"], found["issue_date"]) == ("Zimbabwe Revenue Authority", "2026-08-14")


def test_the_words_of_a_rubber_stamp_are_no_labels() -> None:
    sheet = (
        Sheet().text(100, 40, "AUTORISATION D'EXPORTATION DE SUBSTANCES MINÉRALES", 14).text(300, 62, "N° 0318/2026")
    )
    sheet.text(60, 120, "Position tarifaire").text(260, 120, "2504.10")
    sheet.text(330, 505, "MINES", 9).text(312, 516, "ANTANANARIVO", 9)
    assert values(read(sheet)).get("mine_site") == "ANTANANARIVO"  # as far as its words go
    sheet.mark("stamp", 300, 490, 400, 550)
    assert "mine_site" not in values(read(sheet))


def test_a_site_is_named_with_its_district_and_the_mines_own_noun() -> None:
    sheet = Sheet().text(60, 60, "EXPORT PERMIT", 14).text(60, 84, "No. 0173/2026")
    sheet.lines(
        60,
        110,
        "The mineral shall be mined by you at Ngezi Ridge claims, district of Mashava and sold to",
        "Marikana Ferroalloys (Pty) Ltd only. This permit lapses on 7 December 2026.",
    )
    found = values(read(sheet))
    assert found["mine_site"] == "Ngezi Ridge claims, district of Mashava"
    assert (found["importer_name"], found["expiry_date"]) == ("Marikana Ferroalloys (Pty) Ltd", "2026-12-07")


def test_a_letter_of_a_company_whose_form_leads_its_name_to_the_attention_of_another() -> None:
    sheet = Sheet().text(200, 40, "JSC Aldan Kristally", 14).text(150, 60, "14 Lenina Street, Mirny 678170, Russia", 9)
    sheet.text(60, 100, "STATEMENT OF ORIGIN", 14).text(60, 130, "For the attention of Harz Tantal GmbH")
    sheet.text(60, 160, "We confirm that the rough diamonds of invoice AK-114/26 were mined in Russia.")
    found = values(read(sheet))
    assert (found["exporter_name"], found["importer_name"]) == ("JSC Aldan Kristally", "Harz Tantal GmbH")
    assert found["exporter_address"] == "14 Lenina Street, Mirny 678170, Russia"
