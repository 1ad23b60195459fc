"""Paragraphs, cues, and the facts they lead to."""

from __future__ import annotations

import pytest

from extract.candidates import Candidate
from extract.labels import find_labels
from extract.model import DocumentKind
from extract.prose import cued
from extract.prose_cues import CueIndex
from extract.prose_paragraphs import paragraphs
from extract.prose_parties import address_set_off
from extract.types import TYPES
from extract.values import Context, split_party
from tests.extract.sheet import Sheet, index_for

LETTER = DocumentKind.ORIGIN_DECLARATION
WAYBILL = DocumentKind.TRANSPORT_DOCUMENT


def facts(sheet: Sheet, kind: DocumentKind) -> dict[str, Candidate]:
    layout = sheet.layout()
    labels = find_labels(layout, 0, index_for(kind))
    found = cued(CueIndex(TYPES[kind]), paragraphs(layout, 0, labels, frozenset()), labels, Context(language="en"))
    best: dict[str, Candidate] = {}
    for one in sorted(found, key=lambda each: each.score):
        best[one.spec.name] = one
    return best


def test_a_declaration_in_one_sentence() -> None:
    sheet = Sheet().lines(
        50,
        100,
        "Kivumu Tin Exporters Ltd declares that the goods sold to Perai Smelting Sdn. Bhd. under",
        "invoice INV-2686, 10,420.9 kg of Cassiterite concentrate in steel drums, originate",
        "in Rwanda (mine: Gatumba Nord (RW-1.9241+29.6431-00117)).",
        size=9,
    )
    found = facts(sheet, LETTER)
    stated = {name: one.parsed.value for name, one in found.items() if one.score > 0.9}
    assert stated["exporter"] == "Kivumu Tin Exporters Ltd"
    assert stated["importer"] == "Perai Smelting Sdn. Bhd."
    assert stated["invoice_number"] == "INV-2686"
    assert stated["country_of_origin"] == "RW"
    assert stated["goods_description"] == "Cassiterite concentrate in steel drums"
    assert stated["mine_site"] == "Gatumba Nord (RW-1.9241+29.6431-00117)"


def test_the_region_is_the_reading_and_its_words_only() -> None:
    sheet = Sheet().text(50, 100, "The goods sold to Perai Smelting Sdn. Bhd. under invoice INV-2686 of today", 9)
    found = facts(sheet, LETTER)["importer"]
    assert found.region.text == "Perai Smelting Sdn. Bhd."
    assert [word.text for word in found.region.boxes_at(0, 40)] == ["Perai", "Smelting", "Sdn.", "Bhd."]
    assert found.cue is not None


def test_facts_follow_one_another_over_the_lines_of_a_box() -> None:
    sheet = (
        Sheet().box(50, 50, 300, 150).lines(55, 63, "in drums, net weight of", "10,420.9 kg, under seal", "ML765047")
    )
    found = facts(sheet, WAYBILL)
    assert found["net_weight"].parsed.value == "10420.9"
    assert found["seal_numbers"].parsed.value == ("ML765047",)
    assert "gross_weight" not in found


def test_a_list_goes_on_beneath_the_letters_of_a_number() -> None:
    lines = ("Container closed with RMB seals RMB-K 55812 (left door) and RMB-K", "55831 (right door).")
    found = facts(Sheet().lines(50, 100, *lines), WAYBILL)
    assert found["seal_numbers"].parsed.value == ("RMB-K 55812", "RMB-K 55831")


def test_a_label_standing_alone_ends_a_paragraph() -> None:
    sheet = Sheet().lines(50, 100, "and of the seals", "Exporter", "Khubelu Sales Ltd")
    layout = sheet.layout()
    labels = find_labels(layout, 0, index_for(WAYBILL))
    assert ["Khubelu Sales Ltd" in text.running for text in paragraphs(layout, 0, labels, frozenset())].count(True) == 1
    assert not any("Exporter" in text.running for text in paragraphs(layout, 0, labels, frozenset()))


def test_columns_are_paragraphs_of_their_own() -> None:
    sheet = Sheet().lines(50, 100, "left one", "left two").lines(320, 100, "right one", "right two")
    texts = [text.running for text in paragraphs(sheet.layout(), 0, (), frozenset())]
    assert texts == ["left one left two", "right one right two"]


def test_carats_are_no_net_weight_in_a_letter() -> None:
    sheet = Sheet().text(
        50, 100, "the goods consisting of 1818.58 ct of natural rough diamonds were mined in Angola", 9
    )
    assert "net_weight" not in facts(sheet, LETTER)


def test_a_cue_that_is_another_fields_label_is_none() -> None:
    sheet = Sheet().text(50, 100, "CERTIFICAT N° GN33586132")
    found = facts(sheet, DocumentKind.CERTIFICATE_OF_ORIGIN)
    assert "certificate_number" not in found


def test_what_is_denied_of_goods_describes_none_and_an_aside_parts_no_cue() -> None:
    sheet = Sheet().lines(
        50,
        100,
        "A sociedade Pedra Alta, Lda, com sede em Rua do Porto, n.º 12, Luanda, Angola, declara,",
        "sob sua responsabilidade, que os diamantes em bruto vendidos a Perai Gems DMCC são seus.",
        "Mais declara que as pedras não foram extraídas no Brasil.",
        size=9,
    )
    found = facts(sheet, LETTER)
    assert found["goods_description"].parsed.value == "diamantes em bruto"
    assert found["exporter"].parsed.value == "Pedra Alta, Lda"
    assert found["exporter"].region.text.endswith("Rua do Porto, n.º 12, Luanda, Angola")


def test_a_company_is_told_by_who_acts_for_it_and_an_office_is_none() -> None:
    sheet = Sheet().lines(
        50,
        100,
        "Yo, Rosa Vega, gerente general de Minera Alta Sur S.A.C., RUC 20609114472, con domicilio en",
        "Av. Los Olivos 310, Lima 09, Perú, declaro bajo juramento que las barras son nuestras.",
        size=9,
    )
    found = facts(sheet, LETTER)["exporter"]
    assert found.parsed.value == "Minera Alta Sur S.A.C."
    told = "Minera Alta Sur S.A.C., RUC 20609114472, con domicilio en Av. Los Olivos 310, Lima 09, Perú"
    block = split_party(address_set_off(told).split("\n"), Context(language="es"))
    assert block is not None
    assert block.address is not None
    assert block.address.endswith("Av. Los Olivos 310, Lima 09, Perú")
    office = Sheet().text(50, 100, "Signed before Ana Reis, director of Mines and Geology in this town", 9)
    assert "exporter" not in facts(office, LETTER)


def test_a_number_sign_deep_in_a_sentence_is_another_things() -> None:
    deep = Sheet().lines(
        50,
        100,
        "Nous attestons que les saphirs bruts ont été extraits sur le site Andilana, carreau n° 118.",
        size=9,
    )
    assert "document_number" not in facts(deep, LETTER)
    own = Sheet().text(50, 100, "Objet : déclaration d'origine n° GI/DO/31", 9)
    assert facts(own, LETTER)["document_number"].parsed.value == "GI/DO/31"


@pytest.mark.parametrize(
    ("lines", "exporter", "importer"),
    [
        (
            (
                "Nós, Serra do Norte Diamantes Ltda., declaramos a Kievit Rough",
                "Trading NV, Antwerpen, Bélgica que as mercadorias foram extraídas no Brasil.",
            ),
            "Serra do Norte Diamantes Ltda.",
            "Kievit Rough Trading NV",
        ),
        (
            (
                "Nous, Industries Minières Tanoé SA, déclarons à Maas Ore Handling B.V., Europaweg 875,",
                "Rotterdam, Pays-Bas que les marchandises ont été extraites en Côte d'Ivoire.",
            ),
            "Industries Minières Tanoé SA",
            "Maas Ore Handling B.V.",
        ),
        (
            (
                "Nosotros, Minera Alto Verde S.A., declaramos a Isar Metall GmbH, Hafenstrasse 4, Hamburg,",
                "Alemania que las mercancías fueron extraídas en Bolivia.",
            ),
            "Minera Alto Verde S.A.",
            "Isar Metall GmbH",
        ),
    ],
)
def test_who_declares_to_whom(lines: tuple[str, ...], exporter: str, importer: str) -> None:
    found = facts(Sheet().lines(50, 100, *lines, size=9), LETTER)
    assert (found["exporter"].parsed.value, found["importer"].parsed.value) == (exporter, importer)


@pytest.mark.parametrize(
    "line",
    [
        "All were mined in Botswana. Declaration No. DD-26-144, made on 24-04-2026.",
        "Elles sont du Gabon. Déclaration n° DD-26-144, faite le 24-04-2026.",
        "Foram extraídas no Brasil. Declaração n.º DD-26-144, feita em 24-04-2026.",
        "Son de Bolivia. Declaración n.º DD-26-144, hecha el 24-04-2026.",
    ],
)
def test_a_declaration_tells_its_own_day(line: str) -> None:
    found = facts(Sheet().text(50, 100, line, 9), LETTER)
    assert found["issue_date"].parsed.value == "2026-04-24"


def test_a_declaration_in_another_paper_tells_no_day_of_it() -> None:
    for name, kind in (("Declaration", WAYBILL), ("Contract", LETTER)):
        line = f"All were mined in Botswana. {name} No. DD-26-144, made on 24-04-2026."
        assert "issue_date" not in facts(Sheet().text(50, 100, line, 9), kind)
