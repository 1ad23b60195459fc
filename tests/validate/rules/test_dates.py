"""Dates: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

from datetime import date

from tests.validate.papers import all_of, edit, shaky, twofold
from tests.validate.rules.judging import judge, strip


def test_issue_before_expiry() -> None:
    assert judge("W005", "diamonds").outcome == "passed"
    assert judge("W005", "diamonds", edit("kp", expiry_date="2026-01-02")).codes == ["date-order"]
    assert judge("W005", "diamonds", strip("expiry_date")).outcome == "not_decidable"
    weak = shaky("expiry_date", "2026-01-02", 0.5)
    assert judge("W005", "diamonds", edit("kp", expiry_date=weak)).codes == ["uncertain-field"]
    either = twofold("expiry_date", "2026-01-04", "2026-04-01")
    assert judge("W005", "diamonds", edit("kp", expiry_date=either)).outcome == "passed"


def test_alive_at_shipment() -> None:
    assert judge("W007", "diamonds").outcome == "passed"
    assert judge("W007", "diamonds", edit("kp", expiry_date="2026-01-31")).outcome == "passed"
    assert judge("W007", "diamonds", edit("kp", expiry_date="2026-01-30")).severities == ["block"]
    assert judge("W007", "diamonds", strip("expiry_date")).outcome == "not_decidable"
    assert judge("W007", "gold").outcome == "not_decidable"
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
    assert judge("W006", "diamonds", edit("kp", expiry_date="2026-09-20")).severities == ["info"]
    canada = edit("kp", document_number="CA 024780", expiry_date="2026-05-20")
    assert judge("W006", "diamonds", canada).severities == ["review"]
    assert judge("W006", "gold", strip("issue_date")).outcome == "not_decidable"
