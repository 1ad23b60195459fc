"""Papers told by what they do, and by titles made of known words, where no listed title stands on them."""

from __future__ import annotations

import pytest

from extract.classify import PageKind, classify
from extract.model import DocumentKind
from extract.titles_composed import composed_title
from tests.extract.paper import letter

LICENCE, DECLARATION, UNKNOWN = DocumentKind.EXPORT_LICENCE, DocumentKind.ORIGIN_DECLARATION, DocumentKind.UNKNOWN


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (
            ["Further to your application, leave is granted to your company, which has paid its royalty,", "to export"],
            1,
        ),
        (["Vu la demande, la société est habilitée, dans les conditions ci-après, à faire sortir du", "pays l'or."], 1),
        (["Por este ofício autoriza-se a firma acima, regularmente inscrita, a proceder à", "exportação do lote."], 1),
        (["Se autoriza a la empresa que usted representa la salida de doce toneladas de mineral."], 1),
        (["We confirm the following of the stones that you bought from us: all come from our own pit."], 2),
        (["We, the undersigned seller and holder of mining right 117, declare that the lot was mined at Ilk."], 2),
        (["We, the undersigned carriers of the goods, will call on Monday; the lot was mined at Ilk."], 0),
        (["Nous attestons, après examen des bordereaux, que ce lot est entièrement issu de matière recyclée."], 2),
        (["Declaramos que o minério vendido a V. Exas. foi lavrado por nós na nossa mina, sem mistura."], 2),
        (["El suscrito, bajo juramento, dice que el mineral vendido se extrajo en su totalidad de su mina."], 2),
        (
            [
                "We, the undersigned, being the exporter of the consignment covered by our invoice 411, declare that",
                "the stones were mined exclusively in Guyana, at the Puruni claim.",
            ],
            2,
        ),
        (["La sociedad que suscribe, con domicilio en Oruro, declara que el mineral fue extraído en su mina."], 2),
        (["A empresa, titular da licença 41, declara que os minérios são oriundos da sua concessão."], 2),
        (["La société, agissant comme exportateur, atteste que le minerai a été extrait de son périmètre."], 2),
        (["The mill is authorised to charge for moisture determination and sampling of each lot."], 0),
        (["We confirm your hotel booking and look forward to your visit to our town in March."], 0),
        (["Nous certifions que le camion a été pesé à vide et en charge sur notre pont-bascule."], 0),
    ],
)
def test_what_a_letter_does_tells_its_type(lines: list[str], kind: int) -> None:
    assert classify(letter("", lines)).kind is (UNKNOWN, LICENCE, DECLARATION)[kind]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("PERMIT TO REMOVE MINERALS FROM THE TERRITORY", LICENCE),
        ("Autorisation spéciale de sortie de minerais", LICENCE),
        ("Autorización de salida de concentrados", LICENCE),
        ("ALVARÁ PARA SAÍDA DE DIAMANTES", LICENCE),
        ("SUPPLIER'S LETTER OF ASSURANCE", DECLARATION),
        ("Attestation relative à la provenance de l'or", DECLARATION),
        ("Termo de compromisso sobre a procedência do minério", DECLARATION),
        ("DECLARACIÓN DEL PRODUCTOR", DECLARATION),
        ("Certificate as to the origin of goods", DocumentKind.CERTIFICATE_OF_ORIGIN),
        ("Certificate of Sampling, Weight and Quality", DocumentKind.ASSAY_CERTIFICATE),
        ("Procès-verbal de pesée et d'essai", DocumentKind.ASSAY_CERTIFICATE),
        ("Weighbridge ticket and load details", DocumentKind.PACKING_LIST),
        ("Relación de sacos y pesos", DocumentKind.PACKING_LIST),
        ("Environmental inspection report", None),
        ("Weight loss certificate of insurance", None),
        ("APPLICATION FOR A PERMIT TO REMOVE MINERALS", None),
        ("Statement of account with our suppliers", None),
        ("The permit was granted so that the goods may leave for export.", None),
        ("REMARKS ON THE MINERALS OF THE TERRITORY", None),
    ],
)
def test_titles_made_of_known_words(title: str, kind: DocumentKind | None) -> None:
    made = composed_title(title)
    assert (made.kind if made is not None else None) is kind


def test_the_subject_of_a_letter_is_its_title() -> None:
    page = classify(letter("", ["Oruro, 2 de julio de 2026", "Ref.: Autorización de salida de minerales", "Señores:"]))
    assert page.kind is LICENCE
    assert page.title is not None


@pytest.mark.parametrize(("foreign", "kind"), [(0.51, UNKNOWN), (0.2, DECLARATION)])
def test_a_foreign_title_about_as_strong_as_sentences_makes_it_another_paper(
    foreign: float, kind: DocumentKind
) -> None:
    scores = dict.fromkeys(DocumentKind, 0.0) | {DECLARATION: 0.53, UNKNOWN: foreign}
    assert PageKind(scores, None, ()).kind is kind
