"""The paper's own number and day where its sentences tell them."""

from __future__ import annotations

import pytest

from extract.prose_names import office_end
from extract.read import extract_file
from tests.extract.sheet import Sheet


def values(title: str, *lines: str) -> dict[str, object]:
    (document,) = extract_file([Sheet().text(60, 40, title, 15).lines(60, 90, *lines).page()])
    return {name: field.value for name, field in document.fields.items()}


@pytest.mark.parametrize(
    ("title", "lines", "own", "invoice"),
    [
        (
            "Certificate of Origin",
            (
                "This certificate of origin, number B 004418, is issued by the Chamber of Commerce of Ndola on",
                "3 March 2027 upon request of the exporter. The commercial invoice is no. SI-2207.",
            ),
            "B 004418",
            "SI-2207",
        ),
        (
            "Certificado de origen",
            (
                "El presente certificado de origen, número CN-20714, es emitido el 3 de marzo de 2027 por la",
                "Cámara de Comercio de Oruro. La factura comercial es la N.º FX-118.",
            ),
            "CN-20714",
            "FX-118",
        ),
        (
            "Certificat d'origine",
            (
                "Ce certificat d'origine, portant le numéro 0917/CCI, est délivré le 3 mars 2027 par la Chambre",
                "de commerce de Labé. La facture commerciale porte le n° F-3310.",
            ),
            "0917/CCI",
            "F-3310",
        ),
        (
            "Certificado de origem",
            (
                "O presente certificado de origem, n.º CO/77/2027, é emitido em 3 de março de 2027 pela Câmara de",
                "Comércio da Beira. A remessa está coberta pela fatura. A fatura comercial tem o n.º FT 9/118.",
            ),
            "CO/77/2027",
            "FT 9/118",
        ),
    ],
)
def test_the_number_of_this_paper_and_that_of_the_invoice(
    title: str, lines: tuple[str, ...], own: str, invoice: str
) -> None:
    found = values(title, *lines)
    assert found["document_number"] == own
    assert found["invoice_number"] == invoice
    assert found["issue_date"] == "2027-03-03"
    assert "certificate_number" not in found


def test_a_number_that_opens_the_sentence_of_the_body_that_certifies() -> None:
    found = values(
        "Kimberley Process Certificate",
        "Under number LS 700412 the Diamond Bureau, Ministry of Mining certifies on 14 June 2027 that the",
        "rough diamonds described below have been handled in accordance with the scheme. The exporter is",
        "Letseka Stones (Pty) Ltd, of 9 Kingsway, Maseru, Lesotho. This paper is valid until 13 August 2027.",
    )
    assert found["document_number"] == "LS 700412"
    assert found["issue_date"] == "2027-06-14"
    assert found["expiry_date"] == "2027-08-13"
    assert "invoice_number" not in found


def test_what_is_but_for_its_accent_this_points_at_no_paper() -> None:
    found = values(
        "Declaração de origem",
        "Pela presente declaração, número DO-3318, atestamos o seguinte.",
        "A remessa está coberta pelo certificado do Processo de Kimberley n.º AO 700519.",
    )
    assert found["document_number"] == "DO-3318"
    assert found["certificate_number"] == "AO 700519"


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        (
            "Commercial invoice",
            "We hereby bill you under invoice number FX-9/118 dated 21 June 2027 for these goods.",
        ),
        ("Facture", "Nous vous facturons, par la facture n° FX-9/118 en date du 21 juin 2027, les produits suivants."),
        ("Fatura", "Faturamos pela presente, com a fatura número FX-9/118 de 21 de junho de 2027, os bens abaixo."),
        ("Factura", "Facturamos, con la factura número FX-9/118 de fecha 21 de junio de 2027, los bienes que siguen."),
    ],
)
def test_the_number_of_an_invoice_and_its_day(title: str, sentence: str) -> None:
    licence = {"Commercial invoice": "The export licence is no. MM-3305.", "Factura": "La licencia es la N.º MM-3305."}
    found = values(title, sentence, licence.get(title, ""))
    assert (found["document_number"], found["issue_date"]) == ("FX-9/118", "2027-06-21")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bureau of Mines on 4 May 2027", "Bureau of Mines"),
        ("Bureau of Mines on May 4, 2027", "Bureau of Mines"),
        ("Direction des Mines du Sud le 4 mai 2027", "Direction des Mines du Sud"),
        ("Câmara de Comércio a pedido do exportador", "Câmara de Comércio"),
        ("Council on Precious Metals", "Council on Precious Metals"),
    ],
)
def test_an_office_ends_before_the_day_and_before_who_asked(text: str, name: str) -> None:
    assert text[: office_end(text, 0, len(text))] == name


def test_a_word_that_ends_a_sentence_leads_to_no_number() -> None:
    found = values(
        "Licence d'exportation", "Numéro de permis MM-3305", "Quota granted under this licence. 470 000,00 kg"
    )
    assert found["document_number"] == "MM-3305"


@pytest.mark.parametrize(
    ("title", "sentence", "number"),
    [
        (
            "Certificate of Origin",
            "WE, Ndola Chamber of Trade, hereby certify under number eCO/2026/61648 that the goods are Zambian.",
            "eCO/2026/61648",
        ),
        (
            "Certificat d'origine",
            "La Chambre de Commerce de Labé certifie sous le numéro 0917/CCI que les marchandises viennent de Guinée.",
            "0917/CCI",
        ),
        (
            "Declaração do Fornecedor",
            "Eu, abaixo assinado, declaro sob a referência DD/2026/838 que a mercadoria foi extraída no Brasil.",
            "DD/2026/838",
        ),
        (
            "Certificado de origen",
            "La Cámara de Comercio de Oruro certifica bajo el número CN-20714 que los bienes son de Bolivia.",
            "CN-20714",
        ),
    ],
)
def test_the_number_under_which_somebody_attests(title: str, sentence: str, number: str) -> None:
    assert values(title, sentence)["document_number"] == number
