"""Goods and packages that a paper names in passing."""

from __future__ import annotations

import pytest

from extract.candidates import Candidate
from extract.candidates_counted import counted
from extract.candidates_spoken import spoken
from extract.model import DocumentKind
from extract.prose_paragraphs import paragraphs
from extract.read import extract_file
from extract.types import TYPES
from extract.values import Context
from tests.extract.sheet import Sheet, around

ASSAY = DocumentKind.ASSAY_CERTIFICATE
INVOICE = DocumentKind.COMMERCIAL_INVOICE


def told(*lines: str, kind: DocumentKind = ASSAY) -> dict[str, Candidate]:
    page = around(Sheet().lines(50, 200, *lines), kind)
    texts = paragraphs(page.layout, page.page, page.labels, page.skip)
    found = (*spoken(TYPES[kind], texts, Context()), *counted(page, TYPES[kind], texts))
    return {one.spec.name: one for one in found}


@pytest.mark.parametrize(
    ("text", "goods", "count"),
    [
        ("Deposited by Prestea Deep Mines Ltd; lot PDM-DR-118; 5 gold dore bars.", "gold dore bars", 5),
        ("Objet : concentré de coltan, lot CMM-TA-2603, 22 fûts, poids net 8 412,6 kg", "concentré de coltan", 22),
        ("Sampled from 12 drums of natural flake graphite in lot NF-4 by the laboratory", "natural flake graphite", 12),
        ("Entrega de 14 contenedores con concentrado de cobre a granel, lote Q-8", "concentrado de cobre a granel", 14),
    ],
)
def test_goods_and_their_packages(text: str, goods: str, count: int) -> None:
    found = told(text)
    assert found["goods_description"].parsed.value == goods
    assert found["parcel_count"].parsed.value == count
    assert 0.5 < found["goods_description"].score < 0.9
    assert 0.5 < found["parcel_count"].score < 0.9


@pytest.mark.parametrize(
    "lines",
    [
        ("Jixi Heilong Graphite Products Co., Ltd.",),
        ("NYAZURA LITHIUM",),
        ("We hold cassiterite of lot 4 here.", "", "And coltan of lot 5 there."),
    ],
)
def test_companies_headings_and_goods_of_two_kinds_are_no_description(lines: tuple[str, ...]) -> None:
    assert "goods_description" not in told(*lines)


@pytest.mark.parametrize(
    "text", ["We saw 3 bags, then 5 drums of it.", "Of 844 stones none was kept.", "PL 22 fits lot 7"]
)
def test_counts_of_two_kinds_or_of_stones_are_not_the_packages(text: str) -> None:
    assert "parcel_count" not in told(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Eighteen big bags were weighed one by one and sampled with a spear", 18),
        ("8 conteneurs, 160 big bags", 160),
        ("14 X 20' containers said to contain", 14),
        ("The parcel consists of 4 (four) parcels of rough diamonds", 4),
        ("2 caisses, 8 lingots", 2),
        ("20 bags per pallet", None),
    ],
)
def test_packages_count_before_what_they_hold_and_what_they_are_loaded_in(text: str, count: int | None) -> None:
    found = told(text)
    assert (found["parcel_count"].parsed.value if "parcel_count" in found else None) == count


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Minerai d'étain (cassitérite) concentré", "Minerai d'étain (cassitérite) concentré"),
        ("Wolframite (tungsten ore and concentrate)", "Wolframite (tungsten ore and concentrate)"),
        ("In store: cassiterite (the Goods)", "cassiterite"),
        ("In store: cassiterite (SH 2609)", "cassiterite"),
    ],
)
def test_a_bracket_that_names_the_goods_again_is_part_of_their_description(text: str, goods: str) -> None:
    assert told("18 sacs", text)["goods_description"].parsed.value == goods


@pytest.mark.parametrize(
    "line",
    [
        "Diamantes naturais em bruto, não trabalhados",
        "Rough diamonds as sorted, natural and unworked",
        "Concentré de cassitérite en vrac, non traité",
    ],
)
def test_a_line_that_is_nothing_but_a_description_is_taken_whole(line: str) -> None:
    sheet = Sheet().text(50, 100, line).text(50, 300, "The seller guarantees that these diamonds are conflict free.")
    page = around(sheet, INVOICE)
    texts = paragraphs(page.layout, page.page, page.labels, page.skip)
    (goods,) = spoken(TYPES[INVOICE], texts, Context())
    assert goods.parsed.value == line


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        (
            "Os diamantes em bruto desta remessa foram manuseados de acordo com as disposições do Sistema",
            "diamantes em bruto",
        ),
        ("Les diamants bruts contenus dans cet envoi ont été traités selon le Système", "diamants bruts"),
        ("Declara que os diamantes em bruto acima designados provêm de fontes legítimas", "diamantes em bruto"),
    ],
)
def test_a_description_ends_before_the_consignment_that_it_is_of(text: str, goods: str) -> None:
    assert told(text)["goods_description"].parsed.value == goods


def test_what_a_method_measures_is_no_goods() -> None:
    assert "goods_description" not in told("Method: fused bead XRF, ICP-MS for thorium and uranium.")
    assert "goods_description" not in told("Método: espectrometria, titulação para o urânio.")


@pytest.mark.parametrize(
    ("title", "sentence", "goods"),
    [
        (
            "CERTIFICADO DE ORIGEN",
            "La mercancía, Concentrado de wolframita, calidad de exportación, viene en 62 tambores.",
            "Concentrado de wolframita, calidad de exportación",
        ),
        (
            "CERTIFICATE OF ORIGIN",
            "The goods, Cassiterite concentrate, export grade, come in 62 drums.",
            "Cassiterite concentrate, export grade",
        ),
        (
            "CERTIFICAT D'ORIGINE",
            "La marchandise, Concentré de cassitérite, qualité export, se présente en 62 fûts.",
            "Concentré de cassitérite, qualité export",
        ),
        (
            "CERTIFICADO DE ORIGEM",
            "A mercadoria, Concentrado de cassiterita, segue em 62 tambores.",
            "Concentrado de cassiterita",
        ),
    ],
)
def test_goods_set_off_by_commas_are_read_with_their_quality(title: str, sentence: str, goods: str) -> None:
    sheet = Sheet().text(150, 50, title, 14).text(60, 80, "No. I 094267").text(60, 120, sentence)
    (document,) = extract_file([sheet.text(60, 200, "Authority: Chamber of Commerce").page()])
    field = document.fields["goods_description"]
    assert field.value == goods
    assert field.rule == "identified-goods"


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Wolframite concentrate in lined big bags, mineral tags fixed at the neck", "in lined big bags"),
        ("Concentré de coltan en fûts métalliques de 300 kg net. Posé par l'agent.", "en fûts métalliques"),
        ("Concentrado de cassiterita em tambores. Contentor fechado na presença do agente.", "em tambores"),
        ("Concentrado de estaño en maxisacos de 1 000 kg, precintados en planta por el agente", "en maxisacos"),
    ],
)
def test_a_sentence_that_opens_with_the_goods_says_what_they_are_packed_in(text: str, goods: str) -> None:
    assert str(told(text)["goods_description"].parsed.value).endswith(goods)


def test_where_the_goods_lie_is_no_packing() -> None:
    assert told("Wolframite concentrate in transit by road. Sampled by us.")["goods_description"].parsed.value == (
        "Wolframite concentrate"
    )
