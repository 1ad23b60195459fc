"""The body or company at the head of a paper."""

from __future__ import annotations

import pytest

from extract.candidates import Candidate
from extract.candidates_letterhead import is_society, letterheads
from extract.model import DocumentKind
from extract.types import TYPES
from extract.values import Context
from ingest.model import Box
from tests.extract.sheet import Sheet, around

ASSAY = DocumentKind.ASSAY_CERTIFICATE
LICENCE = DocumentKind.EXPORT_LICENCE
PACKING = DocumentKind.PACKING_LIST
TITLE = Box(50 / 595, 80 / 842, 300 / 595, 94 / 842)


def heads(sheet: Sheet, kind: DocumentKind, field: str) -> list[Candidate]:
    found = letterheads(around(sheet, kind), TYPES[kind], TITLE, Context(language="en"))
    return sorted((one for one in found if one.spec.name == field), key=lambda one: -one.score)


def test_a_laboratory_over_the_title() -> None:
    sheet = Sheet().text(50, 50, "Quartzline Laboratories").text(50, 80, "ASSAY CERTIFICATE", 14)
    best = heads(sheet, ASSAY, "issuing_authority")[0]
    assert best.parsed.value == "Quartzline Laboratories"
    assert best.score > 0.5


def test_a_laboratory_in_the_line_of_the_title() -> None:
    title = Box(300 / 595, 46 / 842, 540 / 595, 62 / 842)
    sheet = Sheet().text(50, 50, "Quartzline Assayers Ltd").text(300, 48, "ASSAY CERTIFICATE", 14)
    found = letterheads(around(sheet, ASSAY), TYPES[ASSAY], title, Context(language="en"))
    assert [one.parsed.value for one in found if one.spec.name == "issuing_authority"] == ["Quartzline Assayers Ltd"]
    right = Box(50 / 595, 46 / 842, 290 / 595, 62 / 842)
    sheet = Sheet().text(50, 48, "ASSAY CERTIFICATE", 14).text(330, 50, "Quartzline Laboratories Ltd")
    found = letterheads(around(sheet, ASSAY), TYPES[ASSAY], right, Context(language="en"))
    assert [one.parsed.value for one in found if one.spec.name == "issuing_authority"] == [
        "Quartzline Laboratories Ltd"
    ]
    lower = Box(300 / 595, 196 / 842, 540 / 595, 212 / 842)
    sheet = Sheet().text(50, 200, "Quartzline Assayers Ltd").text(300, 198, "ASSAY CERTIFICATE", 14)
    found = letterheads(around(sheet, ASSAY), TYPES[ASSAY], lower, Context(language="en"))
    assert not [one for one in found if one.spec.name == "issuing_authority"]


def test_a_ministry_under_the_name_of_the_state() -> None:
    sheet = Sheet().lines(200, 40, "REPUBLIC OF ZAMBIA", "Ministry of Mines").text(50, 80, "EXPORT PERMIT", 14)
    assert [one.parsed.value for one in heads(sheet, LICENCE, "issuing_authority")] == ["Ministry of Mines"]


def test_a_department_of_a_ministry_over_two_lines() -> None:
    sheet = Sheet().lines(50, 40, "Department of Mines and", "Ministry of Natural Resources", step=12)
    sheet.text(50, 80, "EXPORT PERMIT", 14)
    assert "Ministry of Natural Resources" in str(heads(sheet, LICENCE, "issuing_authority")[0].parsed.value)


@pytest.mark.parametrize(
    "text",
    [
        "KINGDOM OF LESOTHO",
        "RÉPUBLIQUE DE CÔTE D'IVOIRE",
        "Botswana",
        "SPECIMEN - test document",
        "Tel: +266 2231 0000",
        "of the Certification Scheme for rough diamonds.",
        "info@mines.example",
    ],
)
def test_what_else_stands_at_the_head(text: str) -> None:
    sheet = Sheet().text(50, 50, text).text(50, 80, "EXPORT PERMIT", 14)
    assert heads(sheet, LICENCE, "issuing_authority") == []


def test_a_company_with_its_address_on_its_own_letter_paper() -> None:
    sheet = Sheet().text(50, 40, "Usambiro Metals Trading (T) Limited", 14).text(50, 57, "784 Samora Avenue, Dodoma", 8)
    sheet.text(50, 80, "PACKING LIST", 14)
    best = heads(sheet, PACKING, "exporter")[0]
    assert best.parsed.value == "Usambiro Metals Trading (T) Limited"
    assert "Samora Avenue" in best.region.text


def test_what_stands_far_below_the_title_is_no_letterhead() -> None:
    sheet = Sheet().text(50, 80, "ASSAY CERTIFICATE", 14).text(50, 400, "Quartzline Laboratories")
    assert heads(sheet, ASSAY, "issuing_authority") == []


def test_a_letterhead_set_to_the_right_edge_line_by_line() -> None:
    sheet = Sheet()
    for number, text in enumerate(("Akanyaru Metals Trading SARL", "KN 910 Street", "Kigali", "Rwanda")):
        sheet.text(540 - 5 * len(text.replace(" ", "")) - 3.3 * text.count(" "), 20 + 13 * number, text)
    sheet.text(50, 80, "EXPORT INVOICE", 14)
    (best,) = heads(sheet, DocumentKind.COMMERCIAL_INVOICE, "exporter")
    assert best.region.text == "Akanyaru Metals Trading SARL\nKN 910 Street\nKigali\nRwanda"


def test_a_column_of_the_page_with_name_form_register_and_address() -> None:
    sheet = Sheet().box(40, 30, 190, 500).lines(46, 40, "Garimpos Unidos do Tijuco", "Ltda.")
    sheet.text(46, 68, "CNPJ 11.447.209/0001-60").lines(
        46, 104, "Rua da Glória 318", "Diamantina, MG", "39100-000", "Brasil"
    )
    sheet.text(220, 80, "FATURA COMERCIAL", 14)
    (best,) = heads(sheet, DocumentKind.COMMERCIAL_INVOICE, "exporter")
    assert best.parsed.value == "Garimpos Unidos do Tijuco Ltda."
    assert best.region.text.endswith("Rua da Glória 318\nDiamantina, MG\n39100-000\nBrasil")


@pytest.mark.parametrize("register", ["BP No. 0200118843", "Matrícula n.º 1806", "Registro mercantil N.º 1806"])
def test_the_number_of_a_register_under_the_address_is_no_part_of_it(register: str) -> None:
    sheet = Sheet().lines(50, 30, "Ngezi Ridge Chrome Limited", "118 Rhodes Way, Kwekwe, Zimbabwe", register)
    sheet.text(50, 80, "FINAL INVOICE", 14)
    (best,) = heads(sheet, DocumentKind.COMMERCIAL_INVOICE, "exporter")
    assert best.region.text.endswith("Zimbabwe")


@pytest.mark.parametrize(
    "name",
    [
        "COOPERATIVA MINEIRA DO ALTO LUENA",
        "Coopérative Minière Tujenge ya Lubero",
        "Comptoir Minéral du Maniema",
        "Ngali Hills Miners Cooperative",
        "Cooperativa Minera del Alto Beni",
    ],
)
def test_a_society_at_the_head_needs_no_legal_form(name: str) -> None:
    sheet = Sheet().text(50, 40, name).text(50, 54, "Lubero, RD Congo", 9).text(50, 80, "ORIGIN DECLARATION", 14)
    best = heads(sheet, DocumentKind.ORIGIN_DECLARATION, "exporter")[0]
    assert best.parsed.value == name


@pytest.mark.parametrize(
    "line", ["Coopérative réunie en assemblée ordinaire", "Ministry of Mines", "Cooperative", "Department of Minerals"]
)
def test_a_society_is_no_sentence_and_no_office(line: str) -> None:
    assert not is_society(line)


def test_a_company_in_a_sentence_under_the_title_heads_no_paper() -> None:
    sheet = Sheet().text(50, 80, "ORIGIN DECLARATION", 14)
    sheet.lines(
        50, 104, "We, the miners of Kalehe, represented by their chairman", "Jean Bora, have sold to Tolo Ores Ltd"
    )
    assert not heads(sheet, DocumentKind.ORIGIN_DECLARATION, "exporter")


def test_an_address_behind_a_name_goes_on_at_the_beginning_of_the_next_line() -> None:
    sheet = Sheet().text(50, 40, "Tlapa Rough Stones (Pty) Ltd").text(206, 40, "Suite 12, Gem Exchange House, 41")
    sheet.text(50, 53, "Kerk Road, Kimberley 8301").text(50, 80, "ORIGIN DECLARATION", 14)
    best = heads(sheet, DocumentKind.ORIGIN_DECLARATION, "exporter")[0]
    told = "Tlapa Rough Stones (Pty) Ltd Suite 12, Gem Exchange House, 41 Kerk Road, Kimberley 8301"
    assert " ".join(best.region.text.split()) == told


@pytest.mark.parametrize(
    "name",
    ["SOUTH BANK PRECIOUS METALS REGULATOR", "Provincial Inspectorate of Mines", "Associação Empresarial do Cuito"],
)
def test_regulators_inspectorates_and_trade_associations_issue_papers(name: str) -> None:
    sheet = Sheet().text(50, 50, name).text(50, 80, "EXPORT PERMIT", 14)
    assert heads(sheet, LICENCE, "issuing_authority")[0].parsed.value == name


@pytest.mark.parametrize(
    ("upper", "lower", "size", "name"),
    [
        ("Holt Veldman", "Laboratories", 10.0, "Holt Veldman Laboratories"),
        ("Plateau Vert", "Assayers", 10.0, "Plateau Vert Assayers"),
        ("Holt Veldman", "Laboratories", 7.0, "Laboratories"),
        ("Office 14", "Laboratories", 10.0, "Laboratories"),
    ],
)
def test_a_single_word_ends_the_name_over_it(upper: str, lower: str, size: float, name: str) -> None:
    sheet = Sheet().text(50, 50, upper).text(50, 61, lower, size).text(50, 80, "ASSAY CERTIFICATE", 14)
    assert heads(sheet, ASSAY, "issuing_authority")[0].parsed.value == name


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Assay and inspection · Gikondo Industrial Park, Kigali", False),
        ("Laboratório Quartzo – Análises Minerais, Lda", True),
    ],
)
def test_what_a_laboratory_does_and_where_is_not_its_name(line: str, named: bool) -> None:
    sheet = Sheet().text(50, 40, "Virunga Control Minerals", 12).text(290, 42, line).text(50, 80, "ASSAY REPORT", 14)
    assert (line in [one.parsed.value for one in heads(sheet, ASSAY, "issuing_authority")]) is named
