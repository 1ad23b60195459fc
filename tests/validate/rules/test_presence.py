"""What must be there: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind, Field
from tests.validate.papers import all_of, diamonds, edit, everywhere, lines, make, paper, without
from tests.validate.rules.judging import judge, strip
from validate.model import Dossier
from validate.policy import Policy, Wanted


def test_complete() -> None:
    assert judge("P001", "diamonds").outcome == "passed"
    assert judge("P001", "diamonds", without("kp")).severities == ["block"]
    assert judge("P001", "diamonds", without("tr")).severities == ["review"]
    assert judge("R019", "tin", without("icglr")).severities == ["block"]
    assert judge("P001", "gold", without("pl")).severities == ["info"]
    nothing = all_of(strip("mineral", "hs_codes"), no_custody)
    assert judge("P001", "gold", nothing).outcome == "not_decidable"


def no_custody(whole: Dossier) -> Dossier:
    return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": ()})})


def test_proof_of_origin_may_be_any_of_several() -> None:
    assert judge("P001", "gold", without("coo")).severities == ["review"]


def test_gold_wants_an_icglr_certificate_only_where_one_is_issued() -> None:
    assert judge("R019", "gold", everywhere(country_of_origin="CD")).severities == ["block"]
    assert judge("R019", "gold", everywhere(country_of_origin="TZ")).severities == ["info"]


def test_law_depends_on_the_date() -> None:
    ore = all_of(
        everywhere(country_of_origin="ZW", hs_codes=["253090"], mineral="lithium"), without("lic"), lines("inv")
    )
    assert judge("R024", "gold", ore).severities == ["block"]
    before = all_of(ore, edit("tr", shipment_date="2022-12-08", issue_date="2022-12-08"))
    assert judge("R024", "gold", before).outcome == "not_applicable"


def test_the_house_may_want_more() -> None:
    house = Policy(
        required_document=(Wanted(id="assay", groups=("gold",), documents=(DocumentKind.ASSAY_CERTIFICATE,)),)
    )
    said = judge("policy-documents", "gold", policy=house)
    assert said.codes == ["missing-document"]
    assert "policy assay" in said.findings[0].message


def test_quoted_licence() -> None:
    assert judge("X026", "gold").outcome == "passed"
    assert judge("X026", "tin").outcome == "not_applicable"
    assert judge("X026", "gold", without("lic")).codes == ["missing-document"]


@pytest.mark.parametrize("name", ["expiry_date", "carat_weight", "value", "parcel_count", "importer_name"])
def test_demanded_fields(name: str) -> None:
    said = judge("W-fields", "diamonds", edit("kp", **{name: None}))
    assert (said.codes, said.severities) == (["missing-field"], ["review"])
    assert said.findings[0].left is not None
    assert said.findings[0].left.field == name
    assert "KPCS" in said.findings[0].basis


def test_a_field_there_and_not_made_out() -> None:
    blurred = make("expiry_date", "2026-03-20").model_copy(update={"status": "unreadable", "value": None})
    assert judge("W-fields", "diamonds", edit("kp", expiry_date=blurred)).codes == ["unreadable-field"]
    twice = make("carat_weight", "1").model_copy(update={"status": "conflicting", "value": None})
    assert judge("W-fields", "diamonds", edit("kp", carat_weight=twice)).codes == ["uncertain-field"]
    assert judge("W-fields", "diamonds", edit("kp", document_number=None)).codes == ["unreadable-field"]


def test_an_authority_may_stand_in_the_letterhead() -> None:
    assert judge("W-fields", "diamonds", edit("kp", issuing_authority=None)).severities == ["info"]


def test_a_document_not_understood_is_one_finding_and_decides_nothing() -> None:
    gone = edit("kp", value=None, parcel_count=None, importer_name=None, carat_weight="9999.99")
    said = judge("W-fields", "diamonds", gone)
    assert said.codes == ["uncertain-field"]
    assert "value" in said.findings[0].message
    assert judge("X003", "diamonds", gone).findings == ()
    two = edit("kp", value=None, parcel_count=None, carat_weight="9999.99")
    assert judge("W-fields", "diamonds", two).codes == ["uncertain-field"]
    assert judge("X003", "diamonds", two).codes == ["weight-mismatch"]


def test_on_a_badly_read_page_a_field_not_found_may_be_there() -> None:
    def dim(whole: Dossier) -> Dossier:
        papers = []
        for d in whole.documents:
            fields: dict[str, Field] = {n: f.model_copy(update={"confidence": 0.86}) for n, f in d.fields.items()}
            papers.append(d.model_copy(update={"fields": fields}))
        return whole.model_copy(update={"documents": tuple(papers)})

    decisive = judge("W-fields", "diamonds", all_of(dim, edit("kp", expiry_date=None)))
    assert (decisive.codes, decisive.severities) == (["uncertain-field"], ["review"])
    elsewhere = judge("W-fields", "diamonds", all_of(dim, edit("kp", carat_weight=None)))
    assert elsewhere.severities == ["info"]


def test_a_field_in_the_lines_counts() -> None:
    weight = {"carat_weight": "1273.09"}
    assert judge("W-fields", "diamonds", all_of(edit("pl", carat_weight=None), lines("pl", weight))).outcome == "passed"


def test_unknown_documents() -> None:
    assert judge("P013", "diamonds").outcome == "passed"

    def stranger(whole: Dossier) -> Dossier:
        return whole.model_copy(update={"documents": (*whole.documents, paper("d99", DocumentKind.UNKNOWN))})

    assert judge("P013", "diamonds", stranger).codes == ["unknown-document"]


def test_quarantined_files() -> None:
    assert judge("P-files", "diamonds").outcome == "passed"

    def damaged(whole: Dossier) -> Dossier:
        bad = whole.files[0].model_copy(update={"status": "quarantined", "role": "none", "reason": "encrypted"})
        return whole.model_copy(update={"files": (*whole.files, bad)})

    said = judge("P-files", "diamonds", damaged)
    assert (said.codes, said.severities) == (["quarantined-file"], ["review"])
    assert diamonds().files[0].status == "read"
