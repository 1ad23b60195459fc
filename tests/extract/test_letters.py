"""Permits and declarations in sentences: facts within subordinate clauses, parties without labels, dates in words."""

from __future__ import annotations

import pytest

from extract.model import Document, DocumentKind
from extract.read import extract_file
from tests.extract.sheet import Sheet

LICENCE, DECLARATION = DocumentKind.EXPORT_LICENCE, DocumentKind.ORIGIN_DECLARATION


def read(title: str, *lines: str) -> Document:
    sheet = Sheet().text(150, 60, title, 15) if title else Sheet()
    (document,) = extract_file([sheet.lines(60, 110, *lines).page()])
    return document


def values(document: Document) -> dict[str, object]:
    return {name: str(field.value) for name, field in document.fields.items()}


LETTERS = [
    pytest.param(
        LICENCE,
        "PERMIT TO REMOVE MINERALS FROM THE COUNTRY",
        (
            "Permission is hereby granted to Tsodilo Gems (Pty) Limited of Plot 812, Old Lobatse Road,",
            "Gaborone, Botswana, holder of mineral dealing licence No. 44-118, to remove, for sale and",
            "delivery to Meer Rough BV in Belgium, unpolished stones produced at Orapa Pan, being not more",
            "than 900.00 carats and not exceeding in value US$ 410,000.00. This permit was granted on",
            "3 March 2026 and ceases to have effect on 2 June 2026.",
        ),
        {
            "exporter_name": "Tsodilo Gems (Pty) Limited",
            "exporter_address": "Plot 812, Old Lobatse Road, Gaborone, Botswana",
            "importer_name": "Meer Rough BV",
            "country_of_destination": "BE",
            "mine_site": "Orapa Pan",
            "licensed_quantity": "900.00",
            "issue_date": "2026-03-03",
            "expiry_date": "2026-06-02",
        },
        {"document_number"},
        id="a holder's own licence is not the permit's number",
    ),
    pytest.param(
        LICENCE,
        "Autorización de salida de minerales",
        (
            "Verificado el pago de la regalía, se autoriza a la empresa que usted representa la exportación de",
            "hasta 8.200,0 kilogramos netos de concentrado de estaño (partida 2609.00.00), del lote HU-77,",
            "con destino exclusivo a Austria, donde la recibirá Tirol Fundición GmbH. La presente",
            "autorización caduca el 30 de noviembre de 2026.",
        ),
        {
            "licensed_quantity": "8200.0",
            "goods_description": "concentrado de estaño (partida 2609.00.00)",
            "lot_number": "HU-77",
            "country_of_destination": "AT",
            "importer_name": "Tirol Fundición GmbH",
            "expiry_date": "2026-11-30",
        },
        set(),
        id="a country and then who receives",
    ),
    pytest.param(
        LICENCE,
        "Autorisation d'exporter",
        (
            "Votre comptoir est autorisé à exporter à destination de la Belgique, pour le compte de la société",
            "Fonderie des Polders SRL, qui en est l'unique destinataire, 9 000 grammes de cassitérite du lot K-4.",
            "La présente autorisation cesse de produire effet le 6 juillet 2026.",
        ),
        {"importer_name": "Fonderie des Polders SRL", "expiry_date": "2026-07-06", "country_of_destination": "BE"},
        {"exporter_name"},
        id="on whose account is not who exports",
    ),
    pytest.param(
        DECLARATION,
        "SUPPLIER'S LETTER OF ASSURANCE",
        (
            "We, Okavango Stones (Pty) Ltd, state the following about the 312.40 carats of rough diamonds which",
            "you bought from us under invoice OKS-118 for US$ 96,200.00. All come from our own pit at Thuso Mine,",
            "Ghanzi District; nothing was bought in, and nothing mined, cut or processed in Russia is in the parcel.",
            "The mine is operated under a lease.",
        ),
        {
            "exporter_name": "Okavango Stones (Pty) Ltd",
            "carat_weight": "312.40",
            "invoice_number": "OKS-118",
            "mine_site": "Thuso Mine, Ghanzi District",
        },
        {"exporter_address", "country_of_origin"},
        id="a sentence is no address and a denied country no origin",
    ),
    pytest.param(
        DECLARATION,
        "DECLARACIÓN JURADA DEL PROVEEDOR",
        (
            "En la ciudad de Potosí, a horas 9:30 del dos de mayo de dos mil veintiséis, compareció ante mí don",
            "Jaime Quispe, en representación de Minera Andina del Wólfram S.R.L., con domicilio en Calle Sucre 41,",
            "Potosí, Bolivia, y declaró: que el concentrado de wolframita del lote MA-9, vendido a Tirol Metall",
            "GmbH, de Bahnstraße 4, 6020 Innsbruck, Austria, se extrajo en su totalidad en Bolivia, de la mina",
            "Cerro Negro.",
        ),
        {
            "issue_date": "2026-05-02",
            "goods_description": "concentrado de wolframita",
            "lot_number": "MA-9",
            "importer_name": "Tirol Metall GmbH",
            "importer_address": "Bahnstraße 4, 6020 Innsbruck, Austria",
            "country_of_origin": "BO",
        },
        set(),
        id="a date in words before a notary",
    ),
    pytest.param(
        DECLARATION,
        "DECLARAÇÃO DO FORNECEDOR",
        (
            "Declaramos que o concentrado de espodumênio do lote SER-3, que lhes vendemos, foi lavrado por nós,",
            "sem adição de material de terceiros, na Mina Serra Clara, situada no Brasil.",
        ),
        {"goods_description": "concentrado de espodumênio", "lot_number": "SER-3", "mine_site": "Mina Serra Clara"},
        set(),
        id="the goods before their lot",
    ),
]


@pytest.mark.parametrize(("kind", "title", "lines", "stated", "absent"), LETTERS)
def test_facts_within_sentences(
    kind: DocumentKind, title: str, lines: tuple[str, ...], stated: dict[str, str], absent: set[str]
) -> None:
    document = read(title, *lines)
    assert document.type is kind
    found = values(document)
    assert found | stated == found
    assert not absent & set(found)


def test_a_small_word_names_who_issues_only_where_something_is_issued() -> None:
    issued = read(
        "MINERAL EXPORT PERMIT",
        "Issued at Maseru this fourth day of May 2026 by the Office of the Commissioner of Mines and good for one",
        "single export only up to and including 2 July 2026.",
    )
    sealed = read("MINERAL EXPORT PERMIT", "The mineral shall be weighed and sealed by the Resident Mines Officer.")
    assert "Office of the Commissioner of Mines" in str(values(issued).get("issuing_authority"))
    assert values(issued)["expiry_date"] == "2026-07-02"
    assert "issuing_authority" not in values(sealed)


def test_a_declaration_that_is_spoken_of_dates_another_paper() -> None:
    document = read(
        "CERTIFICADO DE ORIGEM",
        "A Câmara, à vista da declaração do exportador datada de 3/9/2026, certifica que a mercadoria é do Brasil.",
        "",
        "Belo Horizonte, 4 de setembro de 2026",
    )
    assert values(document)["issue_date"] == "2026-09-04"


def test_authority_to_export_is_followed_by_how_much() -> None:
    sheet = Sheet().text(170, 40, "MINERAL EXPORT PERMIT", 16)
    sheet.text(60, 70, "Permit No.: MMMD/SI5/EXP/0286/26")
    said = ("the Minister has granted you authority to export", "2,000 tonnes of spodumene concentrate to the buyer.")
    sheet.lines(60, 100, *said)
    (document,) = extract_file([sheet.page()])
    assert document.fields["licensed_quantity"].value == "2000"
    assert document.fields["licensed_quantity"].label == "authority to export"


@pytest.mark.parametrize(
    ("sentence", "goods"),
    [
        (
            "A mercadoria é descrita como: Diamantes em bruto, não selecionados. O valor é de USD 280.110,00.",
            "Diamantes em bruto, não selecionados",
        ),
        (
            "Las piedras son designadas como: Esmeraldas en bruto, sin tallar. El valor es de USD 280.110,00.",
            "Esmeraldas en bruto, sin tallar",
        ),
    ],
)
def test_goods_are_described_as_a_sentence_says(sentence: str, goods: str) -> None:
    document = read(
        "DECLARAÇÃO DE ORIGEM",
        "N.º DO-7882, 17 de janeiro de 2026",
        sentence,
        "Declaramos que a mercadoria provém de fontes legítimas, que a informação é correta.",
    )
    assert values(document)["goods_description"] == goods
