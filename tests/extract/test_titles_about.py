"""Papers about a paper: applications for it, the text of its scheme, lists that name it among others."""

from __future__ import annotations

import pytest

from extract.classify import classify
from extract.layout import PageLayout
from extract.model import DocumentKind
from extract.split import group
from tests.extract.paper import letter

GOODS = ["Name: Namib Metals Ltd, Walvis Bay", "Goods: copper concentrate", "Quantity: 500 t", "Date: 4 June 2026"]
CERTIFICATE = [
    "Certificate No.: LS 0101",
    "Exporter: Thaba Diamonds Ltd, Maseru, Lesotho",
    "Importer: Hallewijn BV, Antwerp, Belgium",
    "Carat weight: 12.00",
    "Date of expiry: 4 August 2026",
]
SCHEME = [
    "SECTION I",
    "Definitions",
    "For the purposes of the international certification scheme for rough diamonds the following apply:",
    "COUNTRY OF ORIGIN means the country where a shipment of rough diamonds has been mined or extracted;",
    "SECTION II",
    "Each Participant should ensure that a Kimberley Process Certificate accompanies each shipment.",
]
NAMES = [
    "Commercial invoice",
    "Packing list",
    "Certificate of origin",
    "Export licence",
    "Kimberley Process certificate",
    "Assay certificate",
    "Air waybill",
]


def kind(page: PageLayout) -> DocumentKind:
    return classify(page).kind


@pytest.mark.parametrize(
    "title",
    [
        "APPLICATION FOR KIMBERLEY PROCESS CERTIFICATE",
        "APPLICATION FOR A CERTIFICATE OF ORIGIN",
        "EXPORT LICENCE APPLICATION",
        "REQUEST FOR AN EXPORT PERMIT",
        "DEMANDE DE LICENCE D'EXPORTATION",
        "DEMANDE DE CERTIFICAT D'ORIGINE",
        "SOLICITUD DE LICENCIA DE EXPORTACIÓN",
        "PEDIDO DE LICENÇA DE EXPORTAÇÃO",
        "REQUERIMENTO DE CERTIFICADO DE ORIGEM",
        "ABOUT THE KIMBERLEY PROCESS",
    ],
)
def test_an_application_for_a_paper_is_not_that_paper(title: str) -> None:
    assert kind(letter(title, GOODS)) is DocumentKind.UNKNOWN


def test_the_text_of_a_scheme_is_no_certificate_and_none_of_its_pages() -> None:
    law = letter("KIMBERLEY PROCESS CERTIFICATION SCHEME", SCHEME, number=2)
    certificate = letter("KIMBERLEY PROCESS CERTIFICATE", CERTIFICATE)
    assert kind(law) is DocumentKind.UNKNOWN
    assert [stack.kind for stack in group([certificate, law])] == [
        DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
        DocumentKind.UNKNOWN,
    ]


def test_a_certificate_under_its_schemes_name_is_one() -> None:
    page = letter("KIMBERLEY PROCESS CERTIFICATION SCHEME", CERTIFICATE)
    assert kind(page) is DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE


@pytest.mark.parametrize("title", ["ENCLOSURES", ""])
@pytest.mark.parametrize("numbered", [True, False])
def test_a_list_of_papers_is_none_of_them(title: str, numbered: bool) -> None:
    lines = [f"{number}. {name}" if numbered else name for number, name in enumerate(NAMES, start=1)]
    assert kind(letter(title, lines if title else ["With this letter:", *lines])) is DocumentKind.UNKNOWN


@pytest.mark.parametrize(
    "title", ["FISHING LICENCE", "HUNTING PERMIT", "PERMIS DE PÊCHE", "LICENÇA DE PESCA", "LICENCIA DE PESCA"]
)
def test_a_licence_for_something_else_is_no_export_licence(title: str) -> None:
    lines = ["Licence No.: F-2026-001", "Holder: Namib Fisheries Ltd, Walvis Bay", "Date of expiry: 4 June 2027"]
    assert kind(letter(title, lines)) is DocumentKind.UNKNOWN


@pytest.mark.parametrize(
    "title",
    ["DECLARACIÓN DE ADUANAS", "DÉCLARATION DE DOUANE", "DÉCLARATION DOUANIÈRE", "DECLARAÇÃO ALFANDEGÁRIA"],
)
def test_a_declaration_to_customs_is_no_declaration_of_origin(title: str) -> None:
    assert kind(letter(title, GOODS)) is DocumentKind.CUSTOMS_DECLARATION
