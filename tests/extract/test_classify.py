"""Types by title, by the wordings that only such papers carry, and `unknown`."""

from __future__ import annotations

import pytest

from extract.classify import LEAST, PageKind, classify, serial_checks, strongest
from extract.model import DocumentKind
from tests.extract.paper import Rows, letter, sheet

STATEMENT = [
    "The rough diamonds in this shipment have been handled in accordance with the provisions of the",
    "Kimberley Process Certification Scheme for rough diamonds.",
]


def test_title_decides() -> None:
    page = classify(letter("PACKING LIST", ["Invoice No. A-1", "Number of packages 4", "Gross weight 12 kg"]))
    assert page.kind is DocumentKind.PACKING_LIST
    assert page.confidence > 0.7
    assert page.title is not None
    assert page.title.text == "PACKING LIST"


def test_statement_alone() -> None:
    page = classify(letter("", ["REPUBLIC OF BOTSWANA", *STATEMENT, "Number 4711"]))
    assert page.kind is DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
    assert page.title is None
    assert page.confidence < 0.9


def test_labels_alone() -> None:
    rows = [
        (60.0, [(60.0, "Shipper's name and address"), (330.0, "Consignee's name and address")]),
        (120.0, [(60.0, "Airport of departure"), (330.0, "Airport of destination")]),
        (180.0, [(60.0, "Declared value for carriage"), (330.0, "Nature and quantity of goods")]),
    ]
    assert classify(sheet(rows)).kind is DocumentKind.TRANSPORT_DOCUMENT


def test_air_waybill_number_at_the_head() -> None:
    with_number = classify(sheet([(30.0, [(420.0, "176-58261280")]), (200.0, [(60.0, "Carrier  Shipper")])]))
    without = classify(sheet([(30.0, [(420.0, "176-58261281")]), (200.0, [(60.0, "Carrier  Shipper")])]))
    kind = DocumentKind.TRANSPORT_DOCUMENT
    assert with_number.scores[kind] > without.scores[kind]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("DRIVING LICENCE", ["1. HALLWORTH", "2. JOHN", "4b. 12.03.2031"]),
        ("Insurance Certificate", ["Sum insured 2201", "Perils: all risks"]),
        ("Quarterly Newsletter", ["Our mine in the north opened a school.", "Read on at page 3."]),
        ("", ["Dear all,", "see you on Monday for lunch."]),
    ],
)
def test_papers_of_no_type(title: str, lines: list[str]) -> None:
    assert classify(letter(title, lines)).kind is DocumentKind.UNKNOWN


def test_an_empty_page_is_unknown() -> None:
    page = classify(sheet([]))
    assert page.kind is DocumentKind.UNKNOWN
    assert all(score < LEAST for score in page.scores.values())


def test_import_confirmation_on_a_certificate_is_no_other_paper() -> None:
    page = classify(letter("KIMBERLEY PROCESS CERTIFICATE", [*STATEMENT, "Number EU 01234567", "IMPORT CONFIRMATION"]))
    assert page.kind is DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
    assert page.confidence > 0.9


def test_check_digit_of_the_serial() -> None:
    assert serial_checks("58261280")
    assert not serial_checks("58261281")
    assert not serial_checks("1234567")


def test_strongest_prefers_a_known_type() -> None:
    unknown = classify(letter("DRIVING LICENCE", ["1. HALLWORTH"]))
    known = classify(letter("INVOICE", ["Number 7"]))
    assert strongest([unknown, known]) is known


def test_confidence_falls_with_a_rival() -> None:
    scores = dict.fromkeys(DocumentKind, 0.0)
    alone = PageKind({**scores, DocumentKind.PACKING_LIST: 0.8}, None, ())
    rivalled = PageKind({**scores, DocumentKind.PACKING_LIST: 0.8, DocumentKind.COMMERCIAL_INVOICE: 0.7}, None, ())
    assert alone.kind is rivalled.kind is DocumentKind.PACKING_LIST
    assert rivalled.confidence < alone.confidence


def test_a_plain_title_goes_before_another_papers_sentence_on_the_page() -> None:
    rows: Rows = [
        (100.0, [(160.0, "DECLARAÇÃO DE ORIGEM – PEDRAS", 11.0)]),
        (140.0, [(60.0, "Destinatário"), (250.0, "Zuiderdok Rough BV")]),
        (160.0, [(60.0, "Produto"), (250.0, "Diamantes em bruto")]),
        (180.0, [(60.0, "Total de quilates"), (250.0, "31,20 ct")]),
        (200.0, [(60.0, "Ref.ª fatura"), (250.0, "KX-3310/7")]),
        (220.0, [(60.0, "Valor FOB"), (250.0, "1.200,00 USD")]),
        (250.0, [(60.0, "Os diamantes aqui faturados foram adquiridos a fontes legítimas não envolvidas no")]),
        (262.0, [(60.0, "financiamento de conflitos. Foram faturados e vendidos nos termos acordados pelas partes.")]),
    ]
    page = classify(sheet(rows))
    assert page.kind is DocumentKind.ORIGIN_DECLARATION
    assert page.confidence > 0.6


def test_what_is_worded_like_no_type_is_none_for_a_word_in_a_row() -> None:
    facts = [
        ("Bureau", "Kisangani"),
        ("Déclaration", "E 3310"),
        ("Déclarant", "Agence Transit Nord"),
        ("Taxe à l'exportation", "USD 210.40"),
        ("Frais de dossier", "USD 30.00"),
    ]
    rows: Rows = [
        (60.0, [(60.0, "AVIS DE LIQUIDATION DOUANIÈRE")]),
        *((100.0 + 20.0 * at, ((60.0, label), (250.0, value))) for at, (label, value) in enumerate(facts)),
        (220.0, [(60.0, "Payable au guichet du bureau sous cinq jours ouvrables.")]),
        (260.0, [(60.0, "Le receveur des douanes, cachet et signature")]),
    ]
    assert classify(sheet(rows)).kind is DocumentKind.UNKNOWN


def test_a_word_in_two_languages_with_the_same_letters_speaks_once() -> None:
    once = classify(sheet([(60.0, [(60.0, "Déclarant")])])).scores[DocumentKind.ORIGIN_DECLARATION]
    assert once < 0.3


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Certificat d'évaluation – diamants bruts", DocumentKind.ASSAY_CERTIFICATE),
        ("Certificado de pesaje de diamantes en bruto", DocumentKind.ASSAY_CERTIFICATE),
        ("Rough diamond weighing certificate", DocumentKind.ASSAY_CERTIFICATE),
        ("Certificado para diamantes brutos", DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE),
        ("CONHECIMENTO MULTIMODAL FIATA", DocumentKind.TRANSPORT_DOCUMENT),
        ("CONOCIMIENTO FLUVIAL", DocumentKind.TRANSPORT_DOCUMENT),
        ("NEGOTIABLE FIATA DOCUMENT", DocumentKind.TRANSPORT_DOCUMENT),
    ],
)
def test_titles_put_together_in_larger_print(title: str, kind: DocumentKind) -> None:
    page = classify(
        sheet([(60.0, [(60.0, title, 14.0)]), *[(100.0 + 20 * at, [(60.0, "Plain words")]) for at in range(5)]])
    )
    assert page.kind is kind


def test_a_title_put_together_in_plain_print_stands_alone_at_the_head() -> None:
    def kind(y: float, *beside: str) -> DocumentKind:
        line = [(60.0, "Attestation de fonte – métaux"), *((400.0, one) for one in beside)]
        rows: Rows = [(60.0, [(60.0, "Kelo Laboratory")]), (y, line)]
        rest = [(300.0 + 20 * at, [(60.0, "Plain words")]) for at in range(5)]
        return classify(sheet([*rows, *rest])).kind

    assert kind(80.0) is DocumentKind.ASSAY_CERTIFICATE
    assert kind(250.0) is DocumentKind.UNKNOWN
    assert kind(80.0, "Voir dossier") is DocumentKind.UNKNOWN
