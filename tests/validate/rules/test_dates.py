"""Dates: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

from datetime import date

import pytest

from extract.model import Document, DocumentKind, Field
from tests.validate.papers import Change, all_of, edit, further, paper, shaky, twofold
from tests.validate.rules.judging import alone, judge, strip


def test_issue_before_expiry() -> None:
    assert judge("W005", "diamonds").outcome == "passed"
    assert judge("W005", "diamonds", edit("kp", expiry_date="2026-01-02")).codes == ["date-order"]
    assert judge("W005", "diamonds", strip("expiry_date")).outcome == "not_decidable"
    weak = shaky("expiry_date", "2026-01-02", 0.5)
    assert judge("W005", "diamonds", edit("kp", expiry_date=weak)).codes == ["uncertain-field"]
    either = twofold("expiry_date", "2026-01-04", "2026-04-01")
    assert judge("W005", "diamonds", edit("kp", expiry_date=either)).outcome == "passed"


def with_paper(document: Document) -> Change:
    """Adds a document."""
    return lambda whole: whole.model_copy(update={"documents": (*whole.documents, document)})


def test_alive_at_shipment() -> None:
    assert judge("W007", "diamonds").outcome == "passed"
    assert judge("W007", "diamonds", edit("kp", expiry_date="2026-01-31")).outcome == "passed"
    assert judge("W007", "diamonds", edit("kp", expiry_date="2026-01-30")).severities == ["block"]
    assert judge("W007", "diamonds", strip("expiry_date")).outcome == "not_decidable"
    assert judge("W007", "gold", strip("expiry_date")).outcome == "not_decidable"
    assert judge("W007", "gold", edit("lic", expiry_date="2026-01-07")).codes == ["document-expired"]
    assert judge("W007", "gold", edit("coo", expiry_date="2026-01-07")).codes == ["document-expired"]
    declared = with_paper(paper("d9", DocumentKind.ORIGIN_DECLARATION, expiry_date="2026-01-07"))
    assert alone("W007", "gold", declared).codes == ["document-expired"]
    weak = shaky("expiry_date", "2026-01-30", 0.7)
    assert judge("W007", "diamonds", edit("kp", expiry_date=weak)).codes == ["uncertain-field"]
    weak = shaky("expiry_date", "2026-03-30", 0.5)
    assert judge("W007", "diamonds", edit("kp", expiry_date=weak)).codes == ["uncertain-field"]


def test_without_a_shipment_date_the_custody_export_counts_then_the_as_of_date() -> None:
    bare = all_of(strip("shipment_date"), edit("tr", issue_date=None), edit("kp", expiry_date="2026-02-01"))
    assert judge("W007", "diamonds", bare, date(2026, 2, 20)).outcome == "passed"


def test_issued_before_shipment() -> None:
    assert judge("W036", "tin").outcome == "passed"
    assert judge("W036", "gold").outcome == "not_applicable"
    assert judge("W036", "tin", edit("icglr", issue_date="2026-02-09")).outcome == "passed"  # a day for time zones
    assert judge("W036", "tin", edit("icglr", issue_date="2026-02-12")).codes == ["date-order"]
    assert judge("W036", "tin", edit("icglr", issue_date=None)).outcome == "not_decidable"


def test_issued_after_verification() -> None:
    issued = "2026-02-03"
    for verified, outcome in (("2026-02-01", "passed"), (issued, "passed"), ("2026-02-05", "failed")):
        change = all_of(edit("icglr", issue_date=issued), further("icglr", verification_date=verified))
        assert judge("W036", "tin", change).outcome == outcome
    late = further("icglr", verification_date=shaky("verification_date", "2026-02-05", 0.6))
    assert judge("W036", "tin", all_of(edit("icglr", issue_date=issued), late)).codes == ["uncertain-field"]


def test_one_day_for_issue_and_expiry_calls_a_reviewer() -> None:
    assert judge("W005", "diamonds", edit("kp", issue_date="2026-01-28", expiry_date="2026-01-28")).severities == [
        "review"
    ]
    assert judge("W005", "diamonds", edit("kp", issue_date="2026-01-28", expiry_date="2026-01-27")).severities == [
        "block"
    ]


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("31/02/2026", ["date-order"]),
        ("2026-02-30", ["date-order"]),
        ("02/31/2026", ["date-order"]),
        ("31/12/2026", []),
        ("12/31/2026", []),
        ("26-01-12", []),
        ("illegible", []),
    ],
)
def test_a_day_that_no_calendar_has(raw: str, codes: list[str]) -> None:
    none = Field(name="issue_date", value=None, raw=raw, status="unreadable", confidence=0.3)
    said = alone("W025", "diamonds", edit("inv", issue_date=none))
    assert (said.codes, set(said.severities)) == (codes, {"review"} if codes else set())


def test_plausible_dates() -> None:
    assert judge("W025", "diamonds").outcome == "passed"
    assert judge("W025", "diamonds", edit("inv", issue_date="2027-01-25")).codes == ["date-order"]
    assert judge("W025", "diamonds", edit("tr", shipment_date="2026-03-01")).outcome == "passed"  # planned
    assert judge("W025", "diamonds", edit("kp", issue_date="2002-01-28")).codes == ["date-order"]
    assert judge("W025", "diamonds", strip("issue_date", "shipment_date")).outcome == "not_decidable"


def test_validity_length() -> None:
    assert judge("W006", "diamonds").outcome == "passed"
    assert judge("W031", "tin").outcome == "passed"
    assert judge("W031", "tin", edit("icglr", expiry_date="2026-09-04")).severities == ["block"]
    days = {"2026-06-01": "pass", "2026-06-02": "info", "2026-06-03": "info", "2026-06-04": "block"}
    for day, severity in days.items():
        said = alone("W031", "tin", edit("icglr", issue_date="2026-03-03", expiry_date=day))
        assert (said.severities or ["pass"]) == [severity], day
    month_end = {"2026-02-28": "pass", "2026-03-01": "block"}
    for day, severity in month_end.items():
        said = alone("W031", "tin", edit("icglr", issue_date="2025-11-30", expiry_date=day))
        assert (said.severities or ["pass"]) == [severity], day
    assert judge("W006", "diamonds", edit("kp", expiry_date="2026-09-20")).severities == ["info"]
    canada = edit("kp", document_number="CA 024780", expiry_date="2026-05-20")
    assert judge("W006", "diamonds", canada).severities == ["review"]
    assert judge("W006", "gold", strip("issue_date")).outcome == "not_decidable"
