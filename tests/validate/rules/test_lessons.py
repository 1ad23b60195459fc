"""Lessons of the field: artisanal lots have the same outcome, risk is flagged with a plan, claims need evidence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import DocumentKind
from tests.validate.papers import (
    Change,
    add,
    all_of,
    checked,
    edit,
    everywhere,
    further,
    lines,
    paper,
    say,
    unread,
    without,
)
from tests.validate.rules.judging import MAKERS, Row, strip
from tests.validate.rules.test_presence import no_custody
from validate.check import rules
from validate.model import Dossier, EventType
from validate.rules.risks import half_a_year_after


def events(**update: object) -> Change:
    """A change of every extraction."""

    def change(whole: Dossier) -> Dossier:
        made = tuple(e.model_copy(update=update) if e.type is EventType.EXTRACT else e for e in whole.custody.events)
        return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": made})})

    return change


NAMELESS = events(to_party=None, from_party=None, mine_site=None, tags=())
RECYCLED = edit("inv", recycled_share="100")
DECLARED = add(paper("d61", DocumentKind.ORIGIN_DECLARATION, lot_number="PE-AU-232", recycled_share="100"))

ROWS = [
    Row("H002", "tin", "passed"),
    Row("H002", "tin", "failed", NAMELESS, ("info",)),
    Row("H002", "tin", "passed", all_of(NAMELESS, events(more={"field agent": "A-17"}))),
    Row("H002", "tin", "not_decidable", no_custody),
    Row("H003", "tin", "not_applicable"),
    Row("H003", "tin", "failed", everywhere(country_of_origin="CD"), ("info",)),
    Row("H006", "gold", "not_applicable"),
    Row("H006", "gold", "failed", RECYCLED, ("review",)),
    Row("H006", "gold", "not_decidable", all_of(RECYCLED, DECLARED, strip("grade"))),
    Row("H006", "gold", "passed", all_of(RECYCLED, DECLARED, edit("inv", grade="99.5"))),
    Row("H006", "gold", "failed", all_of(RECYCLED, DECLARED, edit("inv", grade="91.2")), ("review",)),
    Row("H006", "gold", "failed", say("inv", "100 % recycled gold"), ("review",)),
    Row("H007", "tin", "passed"),
    Row("H007", "tin", "failed", without("icglr"), ("info",)),
    Row("H007", "tin", "not_decidable", strip("country_of_origin")),
    Row("H009", "tin", "not_decidable"),
    Row("H009", "tin", "failed", events(more={"tag fee paid by": "cooperative, USD 3.5 per kg"}), ("info",)),
    Row("H013", "diamonds", "not_applicable"),
    Row("H013", "diamonds", "failed", events(process="artisanal digging"), ("info",)),
    Row("H013", "diamonds", "passed", all_of(events(process="artisanal", more={"licence": "CA-9"}))),
    Row("H013", "diamonds", "not_decidable", no_custody),
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.rule}-{r.outcome}-{n}" for n, r in enumerate(ROWS)])
def test_rule(row: Row) -> None:
    row.holds()


FAULTS: dict[str, tuple[Change, ...]] = {
    "diamonds": (
        edit("pl", carat_weight="1300.00"),
        edit("inv", exporter_name="Alpha Trading DMCC"),
        everywhere(country_of_origin="RU", country_of_provenance="RU"),
        without("pl"),
    ),
    "tin": (
        edit("icglr", expiry_date="2026-02-07"),
        everywhere(country_of_origin="CD"),
        without("icglr"),
        all_of(everywhere(mineral="cobalt", hs_codes=["260500"], country_of_origin="CD"), lines("inv")),
    ),
    "gold": (
        edit("lic", licensed_quantity=("13", "kg")),
        everywhere(country_of_origin="GH"),
        edit("inv", recycled_share="100"),
        unread("coo", "country_of_origin", 0.5),
    ),
}


@settings(max_examples=24, deadline=None)
@given(st.sampled_from(sorted(FAULTS)), st.sets(st.integers(0, 3), max_size=2), st.sampled_from(["custody", "papers"]))
def test_the_artisanal_twin_of_a_lot_has_the_same_outcome(lot: str, faults: set[int], told: str) -> None:
    change = all_of(*(FAULTS[lot][n] for n in sorted(faults)))
    twins = []
    for method in ("artisanal, hand digging", "industrial, open pit"):
        switched = events(process=method) if told == "custody" else further("inv", mining_method=method)
        (one, *_) = checked(all_of(change, switched)(MAKERS[lot]()))
        loud = [(f.rule, f.code, f.severity) for f in one.findings if f.severity != "info"]
        twins.append((one.status, loud, [c.rule for c in one.checks]))
    assert twins[0] == twins[1]


def test_data_of_any_scheme_is_evidence_alike() -> None:
    outcomes = []
    for scheme in ("iTSCi", "Better Mining", "none"):
        (one,) = checked(all_of(events(more={"scheme": scheme}), say("pl", f"Tags of {scheme}"))(MAKERS["tin"]()))
        outcomes.append((one.status, [f.rule for f in one.findings if f.severity != "info"]))
    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_nothing_is_demanded_of_an_extraction_but_one_identifier() -> None:
    bare = events(mine_site=None, location=None, country=None, tags=(), process=None, document_numbers=())
    (one,) = checked(bare(MAKERS["tin"]()))
    assert [f.rule for f in one.findings if f.severity != "info" and f.left is not None and f.left.event == "E1"] == []


def test_a_plan_is_looked_at_again_in_half_a_year() -> None:
    assert half_a_year_after(date(2026, 2, 20)) == date(2026, 8, 20)
    assert half_a_year_after(date(2025, 8, 31)) == date(2026, 2, 28)
    (one,) = checked(everywhere(country_of_origin="CD")(MAKERS["tin"]()))
    [plan] = [f for f in one.findings if f.rule == "H003"]
    assert "2026-08-20" in plan.message
    assert plan.severity == "info"


def test_no_rule_on_artisanal_sources_is_more_than_information() -> None:
    speaking = [r for r in rules() if "artisanal-source" in r.codes]
    assert speaking
    assert {r.severity for r in speaking} == {"info"}
