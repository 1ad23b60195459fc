"""Dates of digits alone whose order the days of a bundle's other papers tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.companions import recognised
from extract.companions_days import dated
from extract.model import Document, DocumentKind, Field
from tests.extract.test_companions import paper

INVOICE, LIST, WAYBILL = (
    DocumentKind.COMMERCIAL_INVOICE,
    DocumentKind.PACKING_LIST,
    DocumentKind.TRANSPORT_DOCUMENT,
)


def made(name: str, kind: DocumentKind, raw: str, value: str | None, confidence: float = 0.97) -> Document:
    """A paper with its day, as printed and as read."""
    bare = paper(name, kind, (), {"issue_date": "2026-01-15"})
    stated = Field(
        name="issue_date",
        value=value,
        raw=raw,
        status="unreadable" if value is None else "read",
        confidence=confidence,
        evidence=bare.fields["issue_date"].evidence,
    )
    return bare.model_copy(update={"fields": {"issue_date": stated}})


PLAIN = [made("d1", INVOICE, "5 May 2026", "2026-05-05"), made("d2", WAYBILL, "2026-05-08", "2026-05-08")]


@pytest.mark.parametrize(
    ("raw", "value"), [("06/05/2026", None), ("6.5.2026", "2026-05-06"), ("05/06/2026", "2026-06-05")]
)
def test_the_day_near_those_of_the_other_papers_is_meant(raw: str, value: str | None) -> None:
    papers = [*PLAIN, made("d3", LIST, raw, value, 0.3)]
    found = dated(papers)[2].fields["issue_date"]
    assert (found.value, found.status, found.rule) == ("2026-05-06", "read", "order-as-on-d1")
    assert 0.75 < found.confidence < 0.9
    assert recognised(papers)[2].fields["issue_date"].value == "2026-05-06"


@pytest.mark.parametrize(
    ("raw", "value", "confidence"),
    [
        ("06/05/2026", "2026-06-05", 0.95),  # what the paper itself tells surely
        ("06/08/2026", None, 0.3),  # neither day is near
        ("05/05/2026", None, 0.3),  # one day only
        ("26/05/2026", None, 0.3),  # no month has that number
        ("4/5/2026 and 5/5/2026", None, 0.3),
    ],
)
def test_what_the_other_papers_do_not_settle(raw: str, value: str | None, confidence: float) -> None:
    papers = [*PLAIN, made("d3", LIST, raw, value, confidence)]
    assert dated(papers)[2] == papers[2]


def test_days_that_both_readings_are_near_settle_none() -> None:
    papers = [*PLAIN, made("d3", LIST, "06/05/2026", None, 0.3), made("d4", INVOICE, "2 June 2026", "2026-06-02")]
    assert dated(papers)[2] == papers[2]


def test_one_other_paper_or_days_as_open_settle_none() -> None:
    open_day = made("d3", LIST, "06/05/2026", None, 0.3)
    assert dated([PLAIN[0], open_day])[1] == open_day
    alike = made("d2", WAYBILL, "08/05/2026", "2026-05-08")
    assert dated([PLAIN[0], alike, open_day])[2] == open_day


@given(st.text(max_size=24))
def test_any_text_for_a_date_is_borne(raw: str) -> None:
    assert len(dated([*PLAIN, made("d3", LIST, raw, None, 0.3)])) == 3
