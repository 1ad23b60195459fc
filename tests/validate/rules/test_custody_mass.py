"""The mass rules: where each fires, stays silent, and cannot be decided."""

from __future__ import annotations

import pytest

from tests.validate.custody.chains import (
    INVOICE,
    KP,
    PACKING,
    case,
    change,
    codes,
    diamond_papers,
    diamonds,
    judge,
    step,
    tin,
    tin_papers,
    without,
)
from tests.validate.papers import paper

LOT = "LS-1"


@pytest.mark.parametrize("rule", ["C005", "C015", "custody-weight"])
def test_clean_chains_pass(rule: str) -> None:
    assert judge(rule, case(diamonds(), LOT, documents=diamond_papers())).outcome == "passed"
    assert judge(rule, case(tin(), "RW-1", documents=tin_papers())).outcome == "passed"


def test_a_gain_blocks_and_names_both_sums() -> None:
    (finding,) = judge("C005", case(change(diamonds(), "E4", quantity="1990.00"), LOT)).findings
    assert (finding.code, finding.severity) == ("custody-weight-gain", "block")
    assert "1990 ct" in finding.message
    assert "1833.29 ct" in finding.message
    assert finding.left is not None
    assert finding.right is not None
    assert (finding.left.event, finding.left.field, finding.left.value) == ("E4", "quantity", "1990.00 ct")
    assert finding.right.event == "E3"


def test_a_loss_beyond_the_process_calls_a_reviewer() -> None:
    (finding,) = judge("C005", case(change(diamonds(), "E4", quantity="1500.00"), LOT)).findings
    assert (finding.code, finding.severity) == ("custody-weight-loss", "review")
    assert "acid cleaning and sorting" in finding.message


def test_the_sibling_of_a_split_counts_for_the_lot() -> None:
    assert codes(judge("C005", case(change(diamonds(), "E7", quantity="900.00"), LOT))) == {"custody-weight-gain"}


def test_a_step_without_weights_is_not_decidable() -> None:
    result = judge("C005", case(change(diamonds(), "E1", quantity=None), LOT))
    assert result.outcome == "not_decidable"
    assert "what went in" in str(result.reason)


def test_drift() -> None:
    gain = judge("C015", case(change(diamonds(), "E8", quantity="1300.00"), LOT))
    assert codes(gain) == {"custody-weight-gain"}
    loss = judge("C015", case(change(diamonds(), "E9", quantity="1250.00"), LOT))
    assert [(f.code, f.severity) for f in loss.findings] == [("custody-weight-loss", "review")]
    small = change(diamonds(), "E9", quantity="1273.08")
    assert judge("C015", case(small, LOT)).outcome == "passed"


def test_polished_yield() -> None:
    def cut(weight: str) -> str:
        polished = step(
            *("P", "2026-02-15", "process", "POL", weight),
            inputs=LOT,
            mineral="polished diamonds",
            process="cutting and polishing",
        )
        return judge("C007", case((*diamonds(), polished), "POL")).outcome

    assert [cut(weight) for weight in ("509.24 ct", "120.00 ct", "1100.00 ct")] == ["passed", "failed", "failed"]
    assert judge("C007", case(diamonds(), LOT)).outcome == "not_applicable"
    recut = judge("C007", case((*diamonds(), step("P", "2026-02-15", "process", "POL", "1 ct", inputs=LOT)), "POL"))
    assert recut.outcome == "not_applicable"


def test_the_papers_state_another_weight() -> None:
    papers = (
        paper("d1", KP, carat_weight="1237.09", mineral="rough diamonds"),
        paper("d2", INVOICE, carat_weight="1237.09", mineral="rough diamonds"),
    )
    (finding,) = judge("custody-weight", case(diamonds(), LOT, documents=papers)).findings
    assert (finding.code, finding.severity) == ("custody-weight-mismatch", "block")
    assert finding.left is not None
    assert finding.right is not None
    assert (finding.left.document, finding.left.field, finding.right.event) == ("d1", "carat_weight", "E9")


def test_one_document_that_agrees_is_enough() -> None:
    papers = (paper("d1", KP, carat_weight="1237.09"), paper("d2", INVOICE, carat_weight="1273.09"))
    assert judge("custody-weight", case(diamonds(), LOT, documents=papers)).outcome == "passed"


def test_grams_and_rounding_agree() -> None:
    papers = (paper("d1", INVOICE, net_weight=("254.62", "g"), mineral="rough diamonds"),)
    assert judge("custody-weight", case(diamonds(), LOT, documents=papers)).outcome == "passed"
    tonnes = (paper("d1", INVOICE, net_weight=("10.42", "t"), mineral="cassiterite"),)
    assert judge("custody-weight", case(tin(), "RW-1", documents=tonnes)).outcome == "passed"


def test_near_weights_call_a_reviewer() -> None:
    papers = (paper("d1", PACKING, net_weight=("10300", "kg"), mineral="cassiterite"),)
    result = judge("custody-weight", case(tin(), "RW-1", documents=papers))
    assert [finding.severity for finding in result.findings] == ["review"]


def test_lots_that_travel_together_are_summed() -> None:
    papers = (paper("d1", KP, carat_weight="1830.54", mineral="rough diamonds"),)
    assert judge("custody-weight", case(diamonds(), LOT, "LS-R", documents=papers)).outcome == "passed"


def test_the_weight_at_export_goes_before_that_at_import() -> None:
    landed = (*diamonds(), step("I", "2026-02-10", "import", LOT, "1272.80 ct"))
    assert judge("custody-weight", case(landed, LOT, documents=diamond_papers())).outcome == "passed"


def test_the_final_weight_is_not_decidable() -> None:
    assert judge("custody-weight", case(diamonds(), LOT)).outcome == "not_decidable"
    weightless = tuple(event.model_copy(update={"quantity": None}) for event in diamonds())
    assert judge("custody-weight", case(weightless, LOT, documents=diamond_papers())).outcome == "not_decidable"
    bags = tuple(event.model_copy(update={"unit": "bags"}) for event in diamonds())
    assert judge("custody-weight", case(bags, LOT, documents=diamond_papers())).outcome == "not_decidable"


def test_a_weak_reading_of_the_weight_is_asked_about() -> None:
    weak = paper("d1", KP, carat_weight="1273.08", mineral="rough diamonds")
    field = weak.fields["carat_weight"].model_copy(update={"confidence": 0.55, "value": "1873.09"})
    weak = weak.model_copy(update={"fields": {**weak.fields, "carat_weight": field}})
    assert codes(judge("custody-weight", case(diamonds(), LOT, documents=(weak,)))) == {"uncertain-field"}


def test_no_lot_is_blamed_for_a_part_that_is_not_recorded() -> None:
    result = judge("C005", case(without(diamonds(), "E7"), LOT))
    assert result.outcome == "not_decidable"
    assert "only one part" in str(result.reason)
