"""Corrections settle a mismatch and keep both values; two readings are settled by the papers that agree."""

from __future__ import annotations

from typing import Any

import pytest

from extract.model import Document, DocumentKind, Evidence
from ingest.model import Box
from lotpass.findings_page import CODES, OF_POLICIES
from tests.validate.papers import Change, add, all_of, checked, diamonds, edit, loud, of_code, paper, twofold, worded
from validate.check import rules

WRONG = edit("kp", carat_weight="1237.09")
AUTHORITY = "Department of Mines, Ministry of Natural Resources"


def endorsement(*lines: str, kind: DocumentKind = DocumentKind.ORIGIN_DECLARATION, **facts: Any) -> Document:
    made = paper("d70", kind, certificate_number="LS 024780", **facts).model_copy(update={"title": "Endorsement"})
    return worded(made, *lines)


SETTLING = endorsement(
    "ENDORSEMENT", AUTHORITY, "Certificate LS 024780: the weight 1 237.09 ct should read 1,273.09 ct"
)


@pytest.mark.parametrize(
    ("paper_", "settled"),
    [
        (SETTLING, True),
        (endorsement("ENDORSEMENT", AUTHORITY, "LS 024780", carat_weight="1273.09"), True),
        (endorsement("ENDORSEMENT", AUTHORITY, "LS 024780: the weight should read 1,250.00 ct"), False),
        (endorsement("ENDORSEMENT", "Khubelu Kimberlite Sales", "LS 024780: should read 1,273.09 ct"), False),
    ],
)
def test_an_authority_settles_what_it_corrects(paper_: Document, settled: bool) -> None:
    (one,) = checked(all_of(WRONG, add(paper_))(diamonds()))
    mismatches = [f for f in of_code(one, "weight-mismatch") if f.rule == "X003"]
    assert mismatches
    assert {f.severity for f in mismatches} == ({"info"} if settled else {"block"})
    if settled:
        assert all("both values are kept" in f.message and "1237.09" in f.message for f in mismatches)
        assert "weight-mismatch" not in loud(one)


def test_an_endorsement_of_another_certificate_settles_nothing() -> None:
    other = SETTLING.model_copy(update={"fields": {}, "text": SETTLING.text[:2]})
    (one,) = checked(all_of(WRONG, add(other))(diamonds()))
    assert "weight-mismatch" in loud(one)


@pytest.mark.parametrize(
    ("field", "change", "rule"),
    [
        ("net_weight", edit("kp", carat_weight=twofold("carat_weight", "1.273", "1273.09")), "W027"),
        ("issue_date", edit("inv", issue_date=twofold("issue_date", "2026-12-01", "2026-01-12")), "W026"),
    ],
)
def test_two_readings_are_settled_by_the_one_that_the_papers_bear_out(field: str, change: Change, rule: str) -> None:
    (one,) = checked(change(diamonds()))
    [said] = [f for f in one.findings if f.rule == rule]
    assert (said.code, said.severity) == ("uncertain-field", "info")
    assert "can be read as" in said.message
    assert "is taken as" in said.message
    assert loud(one) == set()


def test_a_value_that_stands_elsewhere_is_no_second_reading() -> None:
    there = Evidence(file="ab" * 32, page=1, box=Box(0.6, 0.6, 0.7, 0.62))

    def rival(confidence: float) -> Change:
        field = twofold("carat_weight", "1300.00", "1273.09", confidence)
        other = field.alternatives[0].model_copy(update={"evidence": (there,)})
        return edit("pl", carat_weight=field.model_copy(update={"alternatives": (other,)}))

    (sure,) = checked(rival(0.97)(diamonds()))
    assert loud(sure) == {"weight-mismatch"}
    assert [f for f in sure.findings if f.rule == "W027"] == []
    (doubted,) = checked(rival(0.7)(diamonds()))
    assert "weight-mismatch" not in loud(doubted)


def test_every_code_can_be_said() -> None:
    said = {code for rule in rules() for code in rule.codes}
    assert set(CODES) - said - OF_POLICIES == set()
