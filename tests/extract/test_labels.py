"""Where labels are found on a page, and what belongs to them."""

from __future__ import annotations

import pytest

from extract.labels import find_labels
from extract.labels_hit import LabelHit
from extract.model import DocumentKind
from tests.extract.sheet import Sheet, index_for, labels_on

KP = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
ORIGIN = DocumentKind.CERTIFICATE_OF_ORIGIN
WAYBILL = DocumentKind.TRANSPORT_DOCUMENT
LETTER = DocumentKind.ORIGIN_DECLARATION


def only(sheet: Sheet, kind: DocumentKind) -> LabelHit:
    hits = labels_on(sheet, kind)
    assert len(hits) == 1, [hit.text for hit in hits]
    return hits[0]


def names(hit: LabelHit) -> list[str]:
    return [spec.name for spec in hit.specs]


def test_a_label_alone_in_its_phrase() -> None:
    hit = only(Sheet().text(50, 50, "Date of expiry").text(250, 50, "29 March 2026"), KP)
    assert names(hit) == ["expiry_date"]
    assert hit.whole
    assert not hit.colon


def test_a_label_with_its_value_behind_a_colon() -> None:
    hit = only(Sheet().text(50, 50, "Date of expiry: 29 March 2026"), KP)
    assert hit.colon
    assert not hit.whole
    assert hit.text == "Date of expiry:"


@pytest.mark.parametrize(
    "text", ["1. Exporter", "1 Exporter", "(1) Exporter", "Box 1 Exporter", "1) Exporter", "a) Exporter"]
)
def test_box_numbers_are_passed_over(text: str) -> None:
    hit = only(Sheet().text(50, 50, text), ORIGIN)
    assert names(hit) == ["exporter"]
    assert hit.box_number


@pytest.mark.parametrize(
    "text",
    [
        "Exportateur / Exporter",
        "Exporter (Exportateur)",
        "Exporter - Exportador",
        "Expéditeur / Exporter (nom, adresse complète, pays)",
        "Exporter's name and address",
        "EXPORTER (NAME, FULL ADDRESS, COUNTRY)",
    ],
)
def test_two_languages_and_remarks_belong_to_the_label(text: str) -> None:
    hit = only(Sheet().text(50, 50, text), ORIGIN)
    assert names(hit) == ["exporter"]
    assert hit.whole


def test_two_languages_one_under_the_other_are_one_label() -> None:
    hit = only(Sheet().lines(50, 50, "Date d'émission", "Date issued", step=11), ORIGIN)
    assert names(hit) == ["issue_date"]
    assert len(hit.segments) == 2


def test_a_label_wrapped_over_two_lines() -> None:
    hit = only(Sheet().lines(50, 50, "Country of", "destination", step=11), KP)
    assert names(hit) == ["country_of_destination"]
    assert len(hit.segments) == 2


def test_a_bracket_that_closes_on_the_next_line() -> None:
    sheet = Sheet().lines(50, 50, "Exporter (name, full", "address, country)", "Siroua SARL", step=11)
    hit = only(sheet, ORIGIN)
    assert len(hit.segments) == 2
    assert hit.whole


def test_two_labels_one_under_the_other_stay_two() -> None:
    hits = labels_on(Sheet().lines(50, 50, "Gross weight", "Net weight", step=11), ORIGIN)
    assert [names(hit) for hit in hits] == [["gross_weight"], ["net_weight"]]


@pytest.mark.parametrize(
    ("text", "unit", "currency"),
    [
        ("Weight (cts)", "ct", None),
        ("Gross weight (kg):", "kg", None),
        ("Value in US$", None, "USD"),
        ("Valeur en US$ :", None, "USD"),
        ("Value (EUR)", None, "EUR"),
        ("G.W.", None, None),
    ],
)
def test_units_and_currencies_in_labels(text: str, unit: str | None, currency: str | None) -> None:
    hits = labels_on(Sheet().text(50, 50, text), KP if "G.W" not in text else WAYBILL)
    assert [(hit.unit, hit.currency) for hit in hits] == [(unit, currency)]


def test_several_labels_in_one_phrase() -> None:
    hits = labels_on(Sheet().text(50, 50, "Invoice No.: F26-5542, Date: 3 May 2026"), DocumentKind.COMMERCIAL_INVOICE)
    assert [names(hit) for hit in hits] == [["document_number"], ["issue_date"]]


@pytest.mark.parametrize(
    "text",
    [
        "De Ridder & Zonen BV",
        "LOT-34909",
        "CO-8825663",
        "Oro Cotahuasi S.A.C.",
        "Date de naissance du titulaire",
        "A 963814",
    ],
)
def test_values_that_begin_like_labels(text: str) -> None:
    assert labels_on(Sheet().text(50, 50, text), ORIGIN) == ()


def test_a_short_wording_before_a_number_is_a_label() -> None:
    hit = only(Sheet().text(50, 50, "HS 7102.31"), WAYBILL)
    assert names(hit) == ["hs_codes"]


def test_a_mere_number_sign_before_an_address_is_weak() -> None:
    hit = only(Sheet().text(50, 50, "No. 745 Jinwan Avenue"), WAYBILL)
    assert hit.weak


def test_a_label_word_inside_running_text_is_none() -> None:
    sheet = Sheet().lines(
        50,
        50,
        "We hereby declare that the goods sold to Navsari Gems Advanced",
        "Materials Pvt Ltd under invoice number XWD/EXP/542/25 of this year",
    )
    assert not [hit for hit in labels_on(sheet, LETTER) if not hit.embedded]


def test_words_of_a_table_are_passed_over() -> None:
    sheet = Sheet().text(50, 50, "Gross weight")
    layout = sheet.layout()
    assert find_labels(layout, 0, index_for(WAYBILL), frozenset({0, 1})) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Versender / Consignor", "exporter"),
        ("Absender mit Anschrift / Shipper:", "exporter"),
        ("Alıcı / Consignee", "importer"),
    ],
)
def test_a_label_behind_words_of_a_language_that_no_list_has(text: str, name: str) -> None:
    hit = only(Sheet().text(50, 50, text).text(50, 64, "Harbour Metals Ltd"), WAYBILL)
    assert names(hit) == [name]
    assert hit.whole


def test_words_before_a_stroke_in_running_text_make_no_label() -> None:
    assert not labels_on(Sheet().text(50, 50, "Freight collect and/or shipper pays the rest of it"), WAYBILL)


def test_a_date_named_with_its_event_is_the_date_of_that_event() -> None:
    hit = only(Sheet().text(50, 50, "Laden on board the vessel, date").text(50, 64, "25 May 2026"), WAYBILL)
    assert names(hit) == ["shipment_date"]


@pytest.mark.parametrize(
    "text",
    [
        "Teneur en cobalt (base sèche)",
        "Manganese, dry basis",
        "Ley de cobre, base seca",
        "Teneur Ta2O5",
        "Cr2O3, dry basis",
    ],
)
def test_contents_by_element_are_labels_of_the_grade(text: str) -> None:
    hit = only(Sheet().text(50, 50, text).text(300, 50, "33.85 %"), DocumentKind.COMMERCIAL_INVOICE)
    assert "grade" in names(hit)
    assert hit.whole


def test_a_word_of_labels_that_begins_an_address_is_none() -> None:
    for text in ("Lot III-K 22, rue du Commerce, Toamasina 501", "Lot II M 42 bis, Antsakaviro, 101 Antananarivo"):
        assert not labels_on(Sheet().text(50, 50, text), WAYBILL)
    assert labels_on(Sheet().text(50, 50, "Lot GI-2026-07, 4 drums, sealed"), WAYBILL)


def test_a_symbol_of_two_letters_is_no_label_of_its_shape() -> None:
    assay = DocumentKind.ASSAY_CERTIFICATE
    assert "transport_number" not in names(only(Sheet().text(50, 300, "Bi").text(250, 300, "0.0064"), assay))
    assert "transport_number" in names(only(Sheet().text(50, 300, "B/L").text(250, 300, "MLDBJM2600741"), assay))


@pytest.mark.parametrize("text", ["60 dmt", "60 dmt/wmt"])
def test_a_number_before_a_unit_is_no_box_of_a_form(text: str) -> None:
    hit = only(
        Sheet().text(50, 50, "Licensed quantity").text(300, 50, text),
        DocumentKind.EXPORT_LICENCE,
    )
    assert names(hit) == ["licensed_quantity"]


@pytest.mark.parametrize(
    ("text", "kind", "field"),
    [
        ("Referente à factura n.º", DocumentKind.PACKING_LIST, "invoice_number"),
        ("Facture présentée", DocumentKind.ASSAY_CERTIFICATE, "invoice_number"),
        ("Relating to invoice no.", DocumentKind.PACKING_LIST, "invoice_number"),
        ("Correspondiente a la factura n.º", DocumentKind.PACKING_LIST, "invoice_number"),
        ("Weighted average of the lot:", DocumentKind.ASSAY_CERTIFICATE, "grade"),
        ("Moyenne pondérée :", DocumentKind.ASSAY_CERTIFICATE, "grade"),
        ("Ley promedio ponderada:", DocumentKind.ASSAY_CERTIFICATE, "grade"),
        ("Provenance des pierres", DocumentKind.ASSAY_CERTIFICATE, "mine_site"),
        ("Procedencia del mineral", DocumentKind.ASSAY_CERTIFICATE, "mine_site"),
        ("Exporter lot number", DocumentKind.ICGLR_CERTIFICATE, "lot_number"),
    ],
)
def test_what_offices_call_a_fact(text: str, kind: DocumentKind, field: str) -> None:
    hits = labels_on(Sheet().text(50, 50, text), kind)
    assert [field in {spec.name for spec in hit.specs} for hit in hits] == [True]


@pytest.mark.parametrize("text", ["Net 30", "Net 45 days, T/T", "Net à 60 jours fin de mois", "Neto 90 días"])
def test_terms_of_payment_are_no_weight(text: str) -> None:
    hits = labels_on(Sheet().lines(50, 50, "Terms", text, step=11), DocumentKind.COMMERCIAL_INVOICE)
    assert all("net_weight" not in names(hit) for hit in hits)


@pytest.mark.parametrize("text", ["Net 250", "Net 30 kg", "Net: 30", "Net 1,250.40"])
def test_weights_behind_the_word_net_are_asked_for(text: str) -> None:
    hits = labels_on(Sheet().lines(50, 50, text, step=11), DocumentKind.COMMERCIAL_INVOICE)
    assert any("net_weight" in names(hit) for hit in hits)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mine / Site minier", "mine_site"),
        ("Numéro d'identification du certificat / Certificate No.", "document_number"),
        ("N.º de identificação do certificado", "document_number"),
        ("Mine / pit", "mine_site"),
        ("Mina / socavón", "mine_site"),
        ("Mine / Site d'extraction", "mine_site"),
        ("(Code douanier SH)", "hs_codes"),
        ("Código arancelario SA", "hs_codes"),
        ("Partida arancelaria / HS code", "hs_codes"),
        ("Código aduaneiro / HS code", "hs_codes"),
        ("Nome da entidade emissora do certificado", "issuing_authority"),
        ("Nombre del organismo emisor del certificado", "issuing_authority"),
        ("Name of the issuing body of the certificate", "issuing_authority"),
    ],
)
def test_a_label_is_read_to_its_last_word(text: str, name: str) -> None:
    hit = only(Sheet().text(60, 100, text), DocumentKind.ICGLR_CERTIFICATE)
    assert hit.whole
    assert names(hit) == [name]


def test_a_bracket_that_closes_under_a_label_of_two_lines_belongs_to_it() -> None:
    sheet = Sheet().box(43, 138, 130, 205).box(130, 138, 298, 205)
    sheet.lines(47, 157, "Destinatário /", "Importer (name,", "address)", size=8, step=11)
    sheet.lines(134, 156, "Lode & Kempen Gems NV", "Pelikaanstraat 8", "2018 Antwerpen, Belgium", size=9, step=12)
    hit = only(sheet, DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE)
    assert hit.whole
    assert [sheet.layout().segments[number].text for number in hit.segments][-1] == "address)"


def test_a_country_that_goods_go_to_is_asked_for_over_two_lines() -> None:
    sheet = Sheet().lines(60, 100, "5. País de destino de las", "mercaderías", step=11)
    hit = only(sheet, DocumentKind.CERTIFICATE_OF_ORIGIN)
    assert (hit.segments, names(hit)) == ((0, 1), ["country_of_destination"])


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Site minier Mine site", "mine_site"),
        ("Mine site Site minier", "mine_site"),
        ("Mina de origen Mine of origin", "mine_site"),
        ("N° de lot Lot No.", "lot_number"),
        ("Lot No. N° de lot", "lot_number"),
        ("Nº do selo Seal number", "seal_numbers"),
    ],
)
def test_a_label_and_its_translation_with_nothing_between(text: str, field: str) -> None:
    sheet = Sheet().text(60, 60, text, 8).text(60, 74, "Xyz 1234")
    (hit,) = (one for one in labels_on(sheet, DocumentKind.ICGLR_CERTIFICATE) if one.segments[0] == 0)
    assert (hit.text, hit.whole, [spec.name for spec in hit.specs]) == (text, True, [field])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Embarcador / Exporter Kelo Ltd, 4 Hill Road, Lima", "Embarcador / Exporter"),
        ("Shipper Kelo Ltd, 4 Hill Road, Lima", "Shipper"),
        ("Exportateur Kelo SARL, 4, rue du Port, Lyon", "Exportateur"),
    ],
)
def test_a_word_for_a_party_asks_for_the_company_and_its_address_behind_it(text: str, label: str) -> None:
    hit = only(Sheet().text(50, 50, text), ORIGIN)
    assert hit.text == label
    assert names(hit) == ["exporter"]


def test_a_word_for_a_party_before_a_street_alone_is_of_the_address() -> None:
    assert not labels_on(Sheet().text(50, 50, "Shipper Lane 4, Hill Road, Lima"), ORIGIN)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("CLIENT (SELLER) / POUR LE COMPTE DU VENDEUR", "exporter"),
        ("On behalf of the buyer", "importer"),
        ("Por cuenta del proveedor", "exporter"),
        ("A pedido do comprador", "importer"),
    ],
)
def test_whom_a_report_is_made_for_is_the_party_named(text: str, field: str) -> None:
    assert names(only(Sheet().text(50, 50, text), DocumentKind.ASSAY_CERTIFICATE)) == [field]


def test_words_before_a_mere_sign_say_whose_number_it_is() -> None:
    sheet = Sheet().text(50, 50, "Vehicle seal No.: TR 904116").text(50, 70, "Gate pass No.: 4471")
    assert not any("document_number" in names(hit) for hit in labels_on(sheet, WAYBILL))


@pytest.mark.parametrize(
    ("text", "asked"), [("Étiquettes négociant n°", "tag_numbers"), ("Relación de bultos N.º", "document_number")]
)
def test_a_sign_for_number_at_a_labels_end_is_its_own(text: str, asked: str) -> None:
    hit = only(Sheet().text(50, 50, text).text(250, 50, "2019343"), DocumentKind.PACKING_LIST)
    assert hit.whole
    assert asked in names(hit)


def test_a_body_named_by_words_of_labels_is_no_part_of_the_label_over_it() -> None:
    sheet = Sheet().box(380, 115, 560, 165).text(390, 123, "3. Emitido por", 8)
    sheet.lines(390, 136, "Dirección de Impuestos y Aduanas", "Nacionales")
    hit = only(sheet, DocumentKind.CERTIFICATE_OF_ORIGIN)
    assert (hit.segments, names(hit)) == ((0,), ["issuing_authority"])
