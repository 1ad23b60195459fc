"""Paragraphs, cues, and the facts they lead to."""

from __future__ import annotations

from extract.candidates import Candidate
from extract.labels import find_labels
from extract.model import DocumentKind
from extract.prose import CueIndex, cued, paragraphs
from extract.types import TYPES
from extract.values import Context
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
