"""Doubts that the rest of a paper gives: each is told where it should be, and not where it should not."""

from __future__ import annotations

import pytest

from extract.borne_out import facts_of
from extract.doctype import ValueKind
from extract.doubts_elsewhere import Rest, is_told_otherwise
from extract.model import Alternative, Evidence, Field, FieldValue
from extract.values import Context
from ingest.model import Box

HERE, THERE = (Evidence(file="f", page=1, box=Box(0.1, y, 0.4, y + 0.02)) for y in (0.2, 0.6))


def read(
    name: str, value: FieldValue, *, label: str | None = "Label", other: float = 0.0, at: Evidence = THERE
) -> Field:
    """A field that was read, with another reading of this score at another place."""
    others = (Alternative(value="another", raw="another", score=other, evidence=(at,)),) if other else ()
    return Field(
        name=name, value=value, raw=str(value), confidence=0.97, evidence=(HERE,), label=label, alternatives=others
    )


def doubted(field: Field, kind: ValueKind, text: str = "", *more: Field) -> set[str]:
    """The doubts of one field on a paper with these lines and further fields."""
    rest = Rest(text, {one.name: one for one in (field, *more)}, Context(language="en"))
    return {name for name, value in rest.against(field.name, kind, field).items() if value}


@pytest.mark.parametrize(
    ("kind", "doubt"),
    [
        (ValueKind.TEXT, "goods_told_otherwise"),
        (ValueKind.AUTHORITY, "body_told_otherwise"),
        (ValueKind.COUNT, "count_told_otherwise"),
        (ValueKind.DATE, "date_told_otherwise"),
    ],
)
def test_a_second_reading_in_another_place_is_a_doubt_of_its_kind(kind: ValueKind, doubt: str) -> None:
    assert doubt in doubted(read("of_this_kind", "one", other=0.8), kind)
    assert doubt not in doubted(read("of_this_kind", "one", other=0.2), kind)
    assert doubt not in doubted(read("of_this_kind", "one", other=0.8, at=HERE), kind)  # the same words, read otherwise


def test_names_of_parties_are_read_in_several_ways() -> None:
    assert doubted(read("exporter_name", "Milo SARL", other=0.9), ValueKind.PARTY) == set()


def test_a_ministry_at_the_head_is_doubted_where_an_office_stands_under_it() -> None:
    ministry = read("issuing_authority", "Ministry of Minerals", label=None)
    head = "UNITED REPUBLIC OF TANZANIA\nMinistry of Minerals\n"
    assert doubted(ministry, ValueKind.AUTHORITY, head + "The Mining Commission\n") == {"ministry_over_a_body"}
    assert doubted(ministry, ValueKind.AUTHORITY, head + "Dodoma") == set()
    labelled = read("issuing_authority", "Ministry of Minerals")
    assert doubted(labelled, ValueKind.AUTHORITY, head + "The Mining Commission\n") == set()


@pytest.mark.parametrize(
    ("name", "kind", "value", "doubts"),
    [
        ("importer_address", ValueKind.PARTY, "38640 Goslar, Germany", {"address_without_street"}),
        ("importer_address", ValueKind.PARTY, "Bergwerkstraße 31, 38640 Goslar, Germany", set()),
        ("importer_address", ValueKind.PARTY, "P.O. Box 2205, Harare, Zimbabwe", set()),
        ("document_number", ValueKind.IDENTIFIER, "E CEO-1-02917", {"lone_letter"}),
        ("document_number", ValueKind.IDENTIFIER, "A 024780", set()),
        ("seal_numbers", ValueKind.IDENTIFIERS, ("HS 550817", "550818"), {"uneven_list"}),
        ("seal_numbers", ValueKind.IDENTIFIERS, ("HS 550817", "HS 550818"), set()),
        ("mine_site", ValueKind.SITE, "Kasombo, territoire de Mutshatsha", {"site_with_place"}),
        ("mine_site", ValueKind.SITE, "Kasombo", set()),
    ],
)
def test_values_that_may_be_cut_or_hold_more(name: str, kind: ValueKind, value: FieldValue, doubts: set[str]) -> None:
    assert doubted(read(name, value), kind) == doubts


def test_codes_of_the_same_heading_and_dates_after_the_day_of_issue() -> None:
    codes = read("hs_codes", ("710231",))
    assert doubted(codes, ValueKind.HS_CODES, "HS 7102.31 and 7102.21") == {"codes_elsewhere"}
    assert doubted(codes, ValueKind.HS_CODES, "HS 7102.31.00, tel. 7102 555 001") == set()
    issued = read("issue_date", "2026-08-06")
    text = "Issued 6 August 2026\nSigned 7 August 2026"
    assert doubted(issued, ValueKind.DATE, text) == {"later_date"}
    assert doubted(issued, ValueKind.DATE, text, read("expiry_date", "2026-08-07")) == set()


def test_a_count_that_its_own_paper_gives_otherwise_is_borne_out_by_none() -> None:
    count = read("parcel_count", 16, other=0.7)
    assert is_told_otherwise(count)
    assert facts_of({"parcel_count": count, "lot_number": read("lot_number", "L-9", other=0.7)}).keys() == {
        "lot_number"
    }
    assert facts_of({"parcel_count": read("parcel_count", 16, other=0.4)}).keys() == {"parcel_count"}


def test_a_number_in_running_text_is_not_its_papers_own_because_others_state_it() -> None:
    assert facts_of({"document_number": read("document_number", "CDG-RB-26/05", label="référence")}) == {}
    assert facts_of({"document_number": read("document_number", "CDG-RB-26/05", label="Référence")})
    assert facts_of({"invoice_number": read("invoice_number", "CDG/F/058/26", label="notre facture")})
