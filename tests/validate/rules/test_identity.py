"""Lot numbers, seals, quoted numbers: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

from typing import Literal

from extract.model import DocumentKind, Sheet
from tests.validate.papers import EVIDENCE, Change, all_of, changed, edit, lines, say, shaky
from tests.validate.rules.judging import alone, judge, strip
from validate.model import Dossier


def test_lot_numbers() -> None:
    assert judge("X022-lot", "tin").outcome == "passed"
    assert judge("X022-lot", "diamonds").outcome == "not_decidable"
    assert judge("X022-lot", "tin", edit("pl", lot_number="RW-SN-287")).codes == ["lot-mismatch"]
    assert judge("X022-lot", "tin", edit("pl", lot_number="RW SN 278")).outcome == "passed"
    weak = shaky("lot_number", "RW-SN-27B", 0.6)
    assert judge("X022-lot", "tin", edit("pl", lot_number=weak)).codes == ["uncertain-field"]


def with_two_analyses(whole: Dossier) -> Dossier:
    """The lot with a second analysis, of another lot's number."""
    (first,) = (d for d in whole.documents if d.type is DocumentKind.ASSAY_CERTIFICATE)
    second = changed(first, lot_number="RW-SN-287").model_copy(update={"id": "second"})
    return whole.model_copy(update={"documents": (*whole.documents, second)})


def test_two_lots_of_one_consignment_have_an_analysis_each() -> None:
    analyses = all_of(strip("lot_number"), edit("assay", lot_number="RW-SN-278"), with_two_analyses)
    both = lines("inv", {"lot_number": "RW-SN-278"}, {"lot_number": "RW-SN-287"})
    assert alone("X022-lot", "tin", all_of(analyses, both)).outcome == "passed"
    other = lines("inv", {"lot_number": "RW-SN-278"}, {"lot_number": "RW-SN-291"})
    assert alone("X022-lot", "tin", all_of(analyses, other)).outcome == "failed"
    listed = all_of(edit("pl", lot_number="RW-SN-287"), both)
    assert judge("X022-lot", "tin", listed).codes == ["lot-mismatch"]


def test_seals() -> None:
    assert judge("X017", "gold").outcome == "passed"
    assert judge("X017", "gold", strip("seal_numbers")).outcome == "not_decidable"
    assert judge("X017", "gold", edit("pl", seal_numbers=["ZZ1", "ZZ2"])).severities == ["block"]
    assert judge("X017", "gold", edit("pl", seal_numbers=["BV709352"])).codes == ["uncertain-field"]
    printed = shaky("seal_numbers", ["BV709352"], 0.995)
    assert judge("X017", "gold", edit("pl", seal_numbers=printed)).severities == ["review"]
    assert judge("X017", "gold", edit("pl", seal_numbers=["UL753947", "BV 709352"])).outcome == "passed"
    weak = shaky("seal_numbers", ["BV709352", "UL753941"], 0.8)
    assert judge("X017", "gold", edit("pl", seal_numbers=weak)).codes == ["uncertain-field"]


def test_quoted_numbers() -> None:
    assert judge("X013", "gold").outcome == "passed"
    numbers = ("certificate_number", "invoice_number", "licence_number", "transport_number")
    assert judge("X013", "gold", strip(*numbers)).outcome == "not_decidable"
    assert judge("X013", "gold", edit("pl", invoice_number="491/2026")).codes == ["reference-mismatch"]
    assert judge("X013", "diamonds", edit("inv", certificate_number="Nº LS-024780")).codes == []


def test_one_wrong_number_on_several_papers_is_one_finding() -> None:
    change = all_of(edit("pl", invoice_number="491/2026"), edit("coo", invoice_number="491/2026"))
    said = judge("X013", "gold", change)
    assert said.codes == ["reference-mismatch"]
    assert "also" not in said.findings[0].message
    assert "The same is quoted" in said.findings[0].message


def test_a_look_alike_read_weakly_is_uncertain() -> None:
    weak = shaky("invoice_number", "419/2O28", 0.7)
    assert judge("X013", "gold", edit("pl", invoice_number=weak)).codes == ["uncertain-field"]


def test_the_number_of_a_plot_is_no_lot() -> None:
    plot = edit("pl", lot_number="412", importer_address="Lot 412, Jalan Perak, Perai, Malaysia")
    assert judge("X022-lot", "tin", plot).outcome == "passed"
    elsewhere = edit("pl", lot_number="412", importer_address="412 Jalan Perak, Perai, Malaysia")
    assert judge("X022-lot", "tin", elsewhere).codes == ["lot-mismatch"]


def test_a_doubtful_quotation_gives_way_to_the_number_that_its_paper_bears() -> None:
    weak = edit("pl", invoice_number=shaky("invoice_number", "45B2A9C0", 0.63))
    assert judge("X013", "gold", weak).outcome == "failed"
    assert judge("X013", "gold", all_of(weak, say("pl", "code 45B2A9C0, invoice 419/2026"))).outcome == "passed"
    sure = edit("pl", invoice_number=shaky("invoice_number", "45B2A9C0", 0.95))
    assert judge("X013", "gold", all_of(sure, say("pl", "invoice 45B2A9C0 and 419/2026"))).outcome == "failed"


def test_a_seal_hardly_read_may_be_of_another_thing() -> None:
    for confidence, code in ((0.7, "uncertain-field"), (0.97, "seal-mismatch")):
        notary = edit("tr", seal_numbers=shaky("seal_numbers", ["BRX 77120"], confidence))
        assert judge("X017", "gold", notary).codes == [code]


def written(origin: Literal["text-layer", "ocr"]) -> Change:
    """All pages as files of this kind give them."""

    def change(whole: Dossier) -> Dossier:
        papers = tuple(
            d.model_copy(
                update={"sheets": (Sheet(file=EVIDENCE[0].file, page=1, width=595, height=842, origin=origin),)}
            )
            for d in whole.documents
        )
        return whole.model_copy(update={"documents": papers})

    return change


def test_a_files_own_text_holds_no_letters_misread_for_others() -> None:
    number = "LS 024730"  # for LS 024780
    quoted = edit("tr", certificate_number=shaky("certificate_number", number, 0.9))
    carats = edit("pl", carat_weight=shaky("carat_weight", "1278.09", 0.9))
    for change, rule, code in ((quoted, "X013", "reference-mismatch"), (carats, "X003", "weight-mismatch")):
        assert judge(rule, "diamonds", all_of(change, written("ocr"))).codes == ["uncertain-field"]
        assert judge(rule, "diamonds", all_of(change, written("text-layer"))).codes == [code]


def test_a_printed_number_with_two_signs_changed_is_the_documents_and_wrong() -> None:
    swapped = edit("tr", certificate_number=shaky("certificate_number", "LS 027480", 0.4))  # for LS 024780
    other = edit("tr", certificate_number=shaky("certificate_number", "KX 118305", 0.4))
    assert judge("X013", "diamonds", all_of(swapped, written("text-layer"))).codes == ["reference-mismatch"]
    assert judge("X013", "diamonds", all_of(swapped, written("ocr"))).codes == ["uncertain-field"]
    assert judge("X013", "diamonds", all_of(other, written("text-layer"))).codes == ["uncertain-field"]
