"""The chain's rules: where each fires, stays silent, and cannot be decided."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.validate.custody.chains import (
    AS_OF,
    BUYER,
    KP,
    case,
    change,
    codes,
    diamond_papers,
    diamonds,
    judge,
    numbered,
    step,
    tin,
    tin_papers,
    without,
)
from tests.validate.papers import paper
from validate.model import CustodyEvent, CustodyFault, CustodyRecord
from validate.rules.model import RULES

LOT = "LS-1"


@pytest.mark.parametrize("rule", [r for r in RULES if re.fullmatch(r"C\d+|custody-(?!record).*", r)])
def test_without_a_custody_record_the_rules_cannot_decide(rule: str) -> None:
    said = judge(rule, case((), documents=diamond_papers()))
    assert (said.outcome, bool(said.reason)) == ("not_decidable", True)


@pytest.mark.parametrize("rule", ["custody-record", "C001", "custody-source", "C004", "C026", "custody-holder"])
def test_clean_chains_pass(rule: str) -> None:
    assert judge(rule, case(diamonds(), LOT, documents=diamond_papers())).outcome == "passed"
    assert judge(rule, case(tin(), "RW-1", documents=tin_papers())).outcome == "passed"


def test_no_record_calls_a_reviewer() -> None:
    result = judge("custody-record", case((), documents=diamond_papers()))
    (finding,) = result.findings
    assert (finding.code, finding.severity) == ("custody-missing", "review")
    assert "No custody records were given" in finding.message


def test_records_of_other_lots_or_unusable_ones_are_named() -> None:
    others = case((), record=CustodyRecord(events=diamonds()), documents=diamond_papers())
    assert others.events
    bare = others.__class__(
        others.lot.model_copy(update={"custody_lots": ()}),
        *(others.documents, (), others.dossier, others.lots, others.reference, others.policy, others.as_of),
    )
    assert "LS-M1" in judge("custody-record", bare).findings[0].message
    faulty = CustodyRecord(faults=(CustodyFault(source=None, position=3, reason="the row names no lot"),))
    assert "the row names no lot" in judge("custody-record", case((), record=faulty)).findings[0].message


def test_a_stranger_hands_over() -> None:
    result = judge("C001", case(change(diamonds(), "E5", from_party="Kariba Brokerage Ltd"), LOT))
    (finding,) = result.findings
    assert (finding.code, finding.severity, finding.rule) == ("custody-gap", "block", "C001")
    assert finding.left is not None
    assert finding.right is not None
    assert (finding.left.event, finding.left.field, finding.left.value) == ("E5", "from_party", "Kariba Brokerage Ltd")
    assert (finding.right.event, finding.right.field) == ("E4", "to_party")
    assert "Kariba Brokerage Ltd hands over lot LS-S" in finding.message


def test_a_name_near_the_holders_calls_a_reviewer() -> None:
    result = judge("C001", case(change(diamonds(), "E5", from_party="Motete Pipe Mine"), LOT))
    assert [finding.severity for finding in result.findings] == ["review"]


def test_who_hands_over_is_not_decidable_where_nobody_is_named() -> None:
    nameless = tuple(event.model_copy(update={"from_party": None, "to_party": None}) for event in diamonds())
    assert judge("C001", case(nameless, LOT)).outcome == "not_decidable"


def test_what_happens_to_another_part_of_a_split_is_not_this_lots() -> None:
    assert judge("C001", case(change(diamonds(), "E7", from_party="Stranger Ltd"), LOT)).outcome == "passed"
    assert codes(judge("C001", case(change(diamonds(), "E7", from_party="Stranger Ltd"), "LS-R"))) == {"custody-gap"}


def test_a_lot_from_nowhere() -> None:
    result = judge("custody-source", case(without(diamonds(), "E1"), LOT))
    (finding,) = result.findings
    assert (finding.code, finding.severity) == ("custody-gap", "block")
    assert "LS-M1" in finding.message
    assert finding.left is not None
    assert finding.left.event == "E3"


def test_a_record_that_begins_with_a_hand_over() -> None:
    result = judge("custody-source", case(without(tin(), "T1"), "RW-1"))
    assert "begins with transfer T4" in result.findings[0].message
    bought = numbered((step("A", "2025-01-01", "export", "L", "5 kg", hands="A > B"),))
    assert codes(judge("custody-source", case(bought))) == {"custody-gap"}


def test_recycled_material_needs_no_mine() -> None:
    events = numbered((step("A", "2025-01-01", "recycle", "L", "5 kg", hands="> A"),))
    assert judge("custody-source", case(events)).outcome == "passed"


def test_unusable_rows_are_told_beside_the_gap() -> None:
    fault = CustodyFault(source=None, position=1, reason="the row names no lot")
    record = CustodyRecord(events=without(diamonds(), "E1"), faults=(fault,))
    assert "could not be used" in judge("custody-source", case((), LOT, record=record)).findings[0].message


@pytest.mark.parametrize(
    ("events", "left", "right"),
    [
        (change(diamonds(), "E4", time="2025-11-01"), "E4", "E3"),
        (change(diamonds(), "E5", time="2026-01-02"), "E6", "E5"),
        (change(diamonds(), "E9", time="2026-01-15"), "E9", "E8"),
    ],
)
def test_an_event_before_the_one_that_it_depends_on(events: tuple[CustodyEvent, ...], left: str, right: str) -> None:
    result = judge("C004", case(events, LOT))
    assert codes(result) == {"custody-time-order"}
    sides = [(f.left.event if f.left else None, f.right.event if f.right else None) for f in result.findings]
    assert (left, right) in sides
    assert codes(judge("C001", case(events, LOT))) == set()


def test_the_future_has_not_happened() -> None:
    result = judge("C004", case(diamonds(), LOT, as_of=date(2026, 1, 30)))
    (finding,) = result.findings
    assert finding.left is not None
    assert (finding.left.event, finding.left.field) == ("E9", "event_time")
    assert judge("C004", case(diamonds(), LOT, as_of=date(2026, 1, 31))).outcome == "passed"


def test_a_lot_made_from_itself() -> None:
    events = (*diamonds(), step("X", "2025-11-20", "aggregate", "LS-AG", inputs="LS-S"))
    result = judge("C026", case(events, LOT))
    assert codes(result) == {"custody-time-order"}
    assert result.findings[0].severity == "block"


def test_the_exporter_of_the_papers_is_another() -> None:
    given = case(change(diamonds(), "E9", from_party="Alpha Trading DMCC"), LOT, documents=diamond_papers())
    (finding,) = judge("custody-holder", given).findings
    assert (finding.code, finding.severity) == ("custody-holder-mismatch", "block")
    assert finding.left is not None
    assert finding.right is not None
    assert (finding.left.document, finding.right.event, finding.right.field) == ("d1", "E9", "from_party")
    assert finding.evidence


def test_the_importer_of_the_papers_is_another() -> None:
    given = case(change(diamonds(), "E9", to_party="Alpha Trading DMCC"), LOT, documents=diamond_papers())
    (finding,) = judge("custody-holder", given).findings
    assert (finding.code, finding.severity) == ("custody-holder-mismatch", "review")
    assert finding.right is not None
    assert finding.right.field == "to_party"


def test_the_last_holder_counts_where_no_export_is_recorded() -> None:
    early = without(diamonds(), "E9")
    assert judge("custody-holder", case(early, LOT, documents=diamond_papers())).outcome == "passed"
    other = change(early, "E5", to_party="Alpha Trading DMCC")
    other = tuple(
        e.model_copy(update={"from_party": "Alpha Trading DMCC", "to_party": "Alpha Trading DMCC"})
        if e.id in {"E6", "E7", "E8"}
        else e
        for e in other
    )
    assert codes(judge("custody-holder", case(other, LOT, documents=diamond_papers()))) == {"custody-holder-mismatch"}
    arrived = numbered((*early, step("I", "2026-02-01", "transfer", LOT, hands=f"Khubelu Sales (Pty) Ltd > {BUYER}")))
    assert judge("custody-holder", case(arrived, LOT, documents=diamond_papers())).outcome == "passed"


def test_the_holder_is_not_decidable_without_names() -> None:
    assert judge("custody-holder", case(diamonds(), LOT)).outcome == "not_decidable"
    nameless = tuple(event.model_copy(update={"from_party": None, "to_party": None}) for event in diamonds())
    assert judge("custody-holder", case(nameless, LOT, documents=diamond_papers())).outcome == "not_decidable"


def test_a_weak_reading_of_the_name_is_asked_about() -> None:
    weak = paper("d1", KP, exporter_name="Alpha Trading DMCC")
    field = weak.fields["exporter_name"].model_copy(update={"confidence": 0.5})
    weak = weak.model_copy(update={"fields": {"exporter_name": field}})
    result = judge("custody-holder", case(diamonds(), LOT, documents=(weak,), as_of=AS_OF))
    assert codes(result) == {"uncertain-field"}
