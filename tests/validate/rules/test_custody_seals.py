"""Tags and seals: where each rule fires, stays silent, and cannot be decided."""

from __future__ import annotations

import pytest

from tests.validate.custody.chains import (
    KP,
    PACKING,
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
)
from tests.validate.papers import paper

LOT = "LS-1"


@pytest.mark.parametrize("rule", ["custody-tags", "C016"])
def test_without_tags_the_rules_do_not_apply(rule: str) -> None:
    bare = tuple(event.model_copy(update={"tags": ()}) for event in diamonds())
    assert judge(rule, case(bare, LOT, documents=diamond_papers())).outcome == "not_applicable"


@pytest.mark.parametrize("rule", ["custody-tags", "C016"])
def test_clean_chains_pass(rule: str) -> None:
    assert judge(rule, case(diamonds(), LOT, documents=diamond_papers())).outcome == "passed"
    assert judge(rule, case(tin(), "RW-1", documents=tin_papers())).outcome == "passed"


def test_a_tag_on_two_lots() -> None:
    (finding,) = judge("custody-tags", case(change(tin(), "T2", tags=("ITR1001",)), "RW-1")).findings
    assert (finding.code, finding.severity) == ("custody-tag-reused", "block")
    assert "ITR1001" in finding.message
    assert finding.left is not None
    assert finding.left.field == "tags"


def test_a_reuse_among_other_lots_is_not_this_lots() -> None:
    both = numbered((*diamonds(), *change(tin(), "T2", tags=("ITR1001",))))
    assert judge("custody-tags", case(both, LOT)).outcome == "passed"


def test_a_retired_tag() -> None:
    events = numbered(
        (
            step("A", "2025-01-01", "extract", "L1", tags="ITR5001"),
            step("B", "2025-01-03", "process", "L2", inputs="L1", more={"retired_tags": "ITR5001"}),
            step("C", "2025-01-05", "transfer", "L2", tags="ITR5001"),
        )
    )
    assert "retired" in judge("custody-tags", case(events)).findings[0].message


def test_the_papers_name_another_seal() -> None:
    papers = (paper("d1", KP, seal_numbers=["ZZ550812"]), *diamond_papers()[1:])
    (finding,) = judge("C016", case(diamonds(), LOT, documents=papers)).findings
    assert (finding.code, finding.severity) == ("seal-mismatch", "block")
    assert finding.left is not None
    assert finding.right is not None
    assert (finding.left.field, finding.right.event, finding.right.value) == ("seal_numbers", "E9", "KP251209")


@pytest.mark.parametrize(
    ("stated", "recorded", "agree"),
    [
        (["KP251209"], ("KP251209", "A102395"), True),
        (["KP251209", "A102395"], ("KP251209",), True),
        (["KP251209", "A102395"], ("KP251209", "A102359"), False),
        (["kp-251209"], ("KP 251209",), True),
        (["KP25I2O9"], ("KP251209",), True),
    ],
)
def test_some_of_several_seals(stated: list[str], recorded: tuple[str, ...], agree: bool) -> None:
    events = change(change(diamonds(), "E8", tags=recorded), "E9", tags=recorded)
    result = judge("C016", case(events, LOT, documents=(paper("d1", PACKING, seal_numbers=stated),)))
    assert result.outcome == ("passed" if agree else "failed")


def test_mine_tags_are_no_seals() -> None:
    events = change(tin(), "T11", tags=("ML765", "ITR1001"))
    assert judge("C016", case(events, "RW-1", documents=tin_papers())).outcome == "passed"
    tagged = (paper("d1", PACKING, seal_numbers=["ML765", "ITR1001"]),)
    assert judge("C016", case(events, "RW-1", documents=tagged)).outcome == "passed"


def test_a_seal_changed_on_the_way_wants_a_reason() -> None:
    events = change(diamonds(), "E8", tags=("A102395",))
    (finding,) = judge("C016", case(events, LOT, documents=diamond_papers())).findings
    assert (finding.code, finding.severity) == ("seal-mismatch", "review")
    opened = change(events, "E9", more={"opening_reason": "customs inspection"})
    assert judge("C016", case(opened, LOT, documents=diamond_papers())).outcome == "passed"


def test_seals_of_their_own_column_count() -> None:
    events = change(change(diamonds(), "E8", tags=()), "E9", tags=(), more={"seal_numbers": "KP251209; A1"})
    papers = (paper("d1", PACKING, seal_numbers=["ZZ550812"]),)
    assert codes(judge("C016", case(events, LOT, documents=papers))) == {"seal-mismatch"}


def test_without_seals_on_the_papers_nothing_can_be_compared() -> None:
    assert judge("C016", case(diamonds(), LOT)).outcome == "not_decidable"


def test_a_weak_reading_of_a_seal_is_asked_about() -> None:
    weak = paper("d1", PACKING, seal_numbers=["KP257209"])
    field = weak.fields["seal_numbers"].model_copy(update={"confidence": 0.5})
    weak = weak.model_copy(update={"fields": {"seal_numbers": field}})
    assert codes(judge("C016", case(diamonds(), LOT, documents=(weak,)))) == {"uncertain-field"}
