"""Titles: a page's own, misread, spaced, split or in two languages; and names of papers that are mere mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.classify import classify
from extract.model import DocumentKind
from extract.titles import find_titles
from extract.titles_words import _titles, title_in
from tests.extract.paper import Rows, letter, sheet
from tests.extract.sheet import Sheet

BODY = ["The goods described below were received in good order on the date stated.", "Number: A-7781", "Weight 12 kg"]

OWN = [
    ("KIMBERLEY PROCESS CERTIFICATE", DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE),
    ("Certificat du Processus de Kimberley", DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE),
    ("ICGLR REGIONAL CERTIFICATE", DocumentKind.ICGLR_CERTIFICATE),
    ("Certificat de la CIRGL", DocumentKind.ICGLR_CERTIFICATE),
    ("CERTIFICATE OF ORIGIN", DocumentKind.CERTIFICATE_OF_ORIGIN),
    ("MOVEMENT CERTIFICATE EUR.1", DocumentKind.CERTIFICATE_OF_ORIGIN),
    ("Licença de Exportação", DocumentKind.EXPORT_LICENCE),
    ("Mineral Export Permit", DocumentKind.EXPORT_LICENCE),
    ("FACTURE COMMERCIALE", DocumentKind.COMMERCIAL_INVOICE),
    ("Provisional Invoice", DocumentKind.COMMERCIAL_INVOICE),
    ("Lista de Empaque", DocumentKind.PACKING_LIST),
    ("Romaneio de Carga", DocumentKind.PACKING_LIST),
    ("AIR WAYBILL", DocumentKind.TRANSPORT_DOCUMENT),
    ("Lettre de voiture internationale CMR", DocumentKind.TRANSPORT_DOCUMENT),
    ("Conocimiento de Embarque", DocumentKind.TRANSPORT_DOCUMENT),
    ("Bulletin d'analyse", DocumentKind.ASSAY_CERTIFICATE),
    ("Certificate of Weight and Quality", DocumentKind.ASSAY_CERTIFICATE),
    ("Declaration of Origin and Due Diligence", DocumentKind.ORIGIN_DECLARATION),
    ("Diamond Origin Self-Certification", DocumentKind.ORIGIN_DECLARATION),
    ("Certificado del Proceso de Kimberley para reexportación", DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE),
    ("Certificate of Origin and Custody, ICGLR minerals", DocumentKind.ICGLR_CERTIFICATE),
    ("Attribution annuelle de quota d'exportation", DocumentKind.EXPORT_LICENCE),
    ("Northern Customs Invoice", DocumentKind.COMMERCIAL_INVOICE),
    ("Factura rectificada de venta", DocumentKind.COMMERCIAL_INVOICE),
    ("Relação de lingotes embarcados", DocumentKind.PACKING_LIST),
    ("Manifeste de chargement routier", DocumentKind.TRANSPORT_DOCUMENT),
    ("Gem identification report", DocumentKind.ASSAY_CERTIFICATE),
    ("Carta de trazabilidad del productor", DocumentKind.ORIGIN_DECLARATION),
    ("CUSTOMS DECLARATION", DocumentKind.CUSTOMS_DECLARATION),
    ("Driving Licence", None),
    ("Certificat d'assurance", None),
    ("Attestation d'assurance – envoi de valeurs", None),
    ("Nota de cobertura", None),
    ("Bordereau de transport de valeurs", DocumentKind.TRANSPORT_DOCUMENT),
]


@pytest.mark.parametrize(("title", "kind"), OWN)
def test_own_title(title: str, kind: DocumentKind | None) -> None:
    best = find_titles(letter(title, BODY))[0]
    assert best.kind is kind
    assert best.strength > 0.6


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("I N V O I C E", DocumentKind.COMMERCIAL_INVOICE),
        ("PACKING LIST No. PL-4411", DocumentKind.PACKING_LIST),
        ("CERTIFICATE OF ORIGIN / CERTIFICAT D'ORIGINE", DocumentKind.CERTIFICATE_OF_ORIGIN),
        ("COMMERCIAL INVOICE (ORIGINAL)", DocumentKind.COMMERCIAL_INVOICE),
    ],
)
def test_title_with_company(printed: str, kind: DocumentKind) -> None:
    best = find_titles(letter(printed, BODY))[0]
    assert best.kind is kind
    assert best.strength > 0.6


@pytest.mark.parametrize(
    ("misread", "kind"),
    [
        ("KlMBERLEY PR0CESS CERTIFlCATE", DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE),
        ("ASSAY CERTIFCATE", DocumentKind.ASSAY_CERTIFICATE),
        ("LICENCIA DE EXPORTAClON", DocumentKind.EXPORT_LICENCE),
        ("INVO1CE", DocumentKind.COMMERCIAL_INVOICE),
        ("C0MMERCIAL INV0ICE", DocumentKind.COMMERCIAL_INVOICE),
    ],
)
def test_title_misread_on_a_scan(misread: str, kind: DocumentKind) -> None:
    rows: Rows = [(60.0, [(60.0, misread, 18.0)]), *((110.0 + 16 * i, [(60.0, line)]) for i, line in enumerate(BODY))]
    best = find_titles(sheet(rows, origin="ocr"))[0]
    assert best.kind is kind


@given(st.data())
def test_letters_read_as_figures_leave_a_title_or_none(data: st.DataObject) -> None:
    printed = data.draw(st.sampled_from(sorted(one.wording for one in _titles().values())))
    places = data.draw(st.sets(st.integers(0, len(printed) - 1), max_size=4))
    misread = "".join(data.draw(st.sampled_from("015")) if at in places else one for at, one in enumerate(printed))
    found = title_in(misread, "ocr", near=True)
    assert found is None or 0.0 < found[2] <= 1.0


def test_title_over_two_lines() -> None:
    rows: Rows = [
        (60.0, [(60.0, "KIMBERLEY PROCESS", 18.0)]),
        (82.0, [(60.0, "CERTIFICATE", 18.0)]),
        *((130.0 + 16 * i, [(60.0, line)]) for i, line in enumerate(BODY)),
    ]
    assert find_titles(sheet(rows))[0].kind is DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE


def test_a_certificate_mentioned_on_an_invoice_is_weak() -> None:
    page = letter(
        "INVOICE", ["KP certificate: LS 024780", "Certificate of origin No. 99-A", "Packing list: PL-7", *BODY]
    )
    hits = find_titles(page)
    assert hits[0].kind is DocumentKind.COMMERCIAL_INVOICE
    others = [hit for hit in hits if hit.kind is not DocumentKind.COMMERCIAL_INVOICE]
    assert all(hit.numbered or hit.strength < 0.35 for hit in others)
    assert classify(page).kind is DocumentKind.COMMERCIAL_INVOICE


def test_a_quoted_paper_is_no_title_where_the_own_title_is_lost() -> None:
    page = classify(letter("", ["Invoice No. A-7781", "Packages 4", "Gross weight 12 kg", "Seal No. KP251209"]))
    assert page.kind is not DocumentKind.COMMERCIAL_INVOICE


def test_a_plain_title_with_its_number_is_believed_with_other_signs() -> None:
    page = classify(letter("", ["Facture n° 2022089083", "Montant HT 46,68", "Total TTC 56,02", "IBAN FR76 1010"]))
    assert page.kind is DocumentKind.COMMERCIAL_INVOICE


def test_the_letters_of_a_papers_number_take_nothing_from_its_title() -> None:
    printed = "Waybill no. / Bordereau n° TRQ-KLM-88104-26"
    page = classify(letter("", [printed, "Proof of delivery", "Received by courier", "Pieces 4"]))
    assert page.kind is DocumentKind.TRANSPORT_DOCUMENT
    assert any(hit.text == printed for hit in page.titles)


@pytest.mark.parametrize(
    ("printed", "alone"),
    [
        ("Air Waybill Not negotiable", "Air Waybill"),
        ("Lettre de transport aérien non négociable", "Lettre de transport aérien"),
        ("Conhecimento aéreo não negociável", "Conhecimento aéreo"),
        ("Guía aérea no negociable", "Guía aérea"),
    ],
)
def test_not_negotiable_takes_nothing_from_a_title(printed: str, alone: str) -> None:
    assert title_in(printed, "text-layer", near=True) == title_in(alone, "text-layer", near=True) is not None


def test_a_known_word_is_not_bent_into_a_title() -> None:
    assert find_titles(sheet([(60.0, [(60.0, "CONSIGNMENT LOT", 18.0)])], origin="ocr")) == ()


def test_a_word_lacking_is_no_misreading() -> None:
    hits = find_titles(sheet([(60.0, [(60.0, "Certificate", 18.0)])], origin="ocr"))
    assert all(hit.kind is not DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE for hit in hits)


def test_general_conditions_are_attached() -> None:
    best = find_titles(letter("General Terms and Conditions", BODY))[0]
    assert best.kind is None
    assert best.attached


def test_no_title() -> None:
    assert find_titles(letter("", ["Dear Sir,", "thank you for the samples.", "Yours"])) == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (("WAGON LOADING & PACKING LIST", "NO. WL/26/214"), DocumentKind.PACKING_LIST),
        (("THROUGH RAIL CONSIGNMENT NOTE — INTERNATIONAL TRAFFIC", "NRZ 7740926"), DocumentKind.TRANSPORT_DOCUMENT),
    ],
)
def test_a_plain_title_among_other_words_tells_the_type_where_nothing_else_speaks(
    line: tuple[str, str], kind: DocumentKind
) -> None:
    sheet = Sheet().text(50, 40, line[0]).text(420, 40, line[1])
    sheet.lines(
        50, 80, "Ngezi Ridge Chrome Limited", "Stand 118 Rhodes Way", "All wagons were sealed by the clerk at four."
    )
    judged = classify(sheet.layout())
    assert judged.kind is kind
    assert judged.confidence < 0.9


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Assunto: declaração de origem e garantia", DocumentKind.ORIGIN_DECLARATION),
        ("Subject: Export permit for chromite", DocumentKind.EXPORT_LICENCE),
        ("PERMIT TO EXPORT UNBENEFICIATED ORE IN TERMS OF THE BASE MINERALS REGULATIONS", DocumentKind.EXPORT_LICENCE),
    ],
)
def test_the_subject_of_a_letter_and_a_long_heading_are_titles(text: str, kind: DocumentKind) -> None:
    sheet = Sheet().lines(50, 60, "Ngezi Ridge Chrome Limited", "Stand 118 Rhodes Way", "Kwekwe").text(50, 160, text)
    sheet.lines(50, 190, "Dear Sirs,", "we write to you about the matter that you know of.")
    assert classify(sheet.layout()).kind is kind


def test_a_letter_about_another_paper_is_not_that_paper() -> None:
    sheet = Sheet().lines(50, 60, "Ngezi Ridge Chrome Limited").text(50, 160, "Re: your invoice No. 4711 of 3 May")
    sheet.lines(50, 190, "Dear Sirs,", "we have received it and paid it last week.")
    assert classify(sheet.layout()).kind is DocumentKind.UNKNOWN


@pytest.mark.parametrize("reference", ["Ref. fatura nº ...: 0041/2026", "Referencia factura: 0041/2026"])
def test_another_papers_number_behind_a_word_for_reference_is_no_subject(reference: str) -> None:
    sheet = Sheet().text(50, 60, "ROMANEIO DE EMBARQUE").text(300, 60, "Folha 1/1").text(50, 90, reference)
    sheet.lines(50, 110, "Remetente: Garimpos do Urubu Ltda", "Rua das Flores 12, Diamantina")
    assert classify(sheet.layout()).kind is DocumentKind.PACKING_LIST


def test_a_label_that_begins_like_a_subject_is_none() -> None:
    side = Sheet().lines(50, 60, "ROMANEIO / LISTA DE", "EMBALAGEM", "Ref. fatura", "FT 2026/23", "Lote", "CKD-2601")
    side.text(250, 60, "Expedidor").text(250, 74, "Cooperativa Kukala Diamantes, SCRL")
    strengths = [hit.strength for hit in find_titles(side.layout()) if hit.kind is DocumentKind.COMMERCIAL_INVOICE]
    assert max(strengths, default=0.0) < 0.6


def test_a_paper_quoted_in_a_list_of_references_is_no_title() -> None:
    def quoting(*lines: str) -> float:
        rows: Rows = [(40.0 + 12.0 * at, [(60.0, line)]) for at, line in enumerate(lines)]
        hits = find_titles(sheet([*rows, (300.0, [(60.0, "Executed on 25 August in Pemba")])]))
        return max(hit.strength for hit in hits if hit.kind is DocumentKind.CERTIFICATE_OF_ORIGIN)

    alone = quoting("Rubies of Lugenda", "CERTIFICATE OF ORIGIN CCM-04417/26")
    assert quoting("ROUGH RUBIES", "LOT RL-2608-B", "CERTIFICATE OF ORIGIN CCM-04417/26") < 0.5 * alone
    assert quoting("INV. RL-EXP 0117/26", "CERTIFICATE OF ORIGIN", "CCM-04417/26") < 0.5 * alone


@pytest.mark.parametrize(
    "title",
    ["CERTIFICADO DE PESO Y LEY", "CERTIFICATE OF WEIGHT AND ASSAY", "CERTIFICAT DE PESAGE", "BOLETIM DE PESAGEM"],
)
def test_a_title_in_capitals_under_a_wide_margin_keeps_its_number(title: str) -> None:
    sheet = Sheet().text(70, 70, "LA RANCHERÍA").text(70, 86, "Oruro").text(70, 120, title)
    sheet.text(70 + 5.6 * len(title), 120, "N.º 0877/2026")
    sheet.lines(70, 150, "Lote CC-SN-042", "Bultos 25 sacos", "Peso bruto 19.155,00 kg", "Peso neto 19.105,00 kg")
    (hit,) = (one for one in find_titles(sheet.layout()) if one.kind is DocumentKind.ASSAY_CERTIFICATE)
    assert not hit.numbered
    assert classify(sheet.layout()).kind is DocumentKind.ASSAY_CERTIFICATE
