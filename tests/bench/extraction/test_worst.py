"""The fields read least are ranked by what is lost of them, with the causes that the scorer gave."""

from __future__ import annotations

from bench.extraction.tally import Count, Failure, Tally
from bench.extraction.worst import FEWEST, side_by_side, worst_fields


def failed(name: str, why: str) -> Failure:
    return Failure("b", "inv", "t", "pdf", name, "wanted", "", 0.0, why)


def tally() -> Tally:
    made = Tally()
    made.by["field"]["grade"] = Count(stated=10, right=5, wrong=1, missing=4, silent=1)
    made.by["field"]["value"] = Count(stated=20, right=20)
    made.by["field"]["lot_number"] = Count(stated=10, right=10, invented=2)
    made.by["field"]["tag_numbers"] = Count(stated=FEWEST - 1, right=0, missing=FEWEST - 1)
    made.failures = [
        *[failed("grade", "never offered, labelled")] * 3,
        failed("grade", "offered below 0.61, lost"),
        failed("grade", "offered cell 0.40, not taken"),
        *[failed("lot_number", "invented")] * 2,
    ]
    return made


def test_fields_are_ranked_by_what_is_lost_and_few_values_are_not_ranked() -> None:
    rows = list(worst_fields(tally()))[2:]
    assert [row.split(" | ")[0] for row in rows] == ["| grade", "| lot_number", "| value"]
    assert "| 10 | 50.0 | 50.0 | 83.3 | 1 | its label was found" in rows[0]
    assert "(3); another reading was chosen (1)" in rows[0]
    assert "given where the paper states none (2)" in rows[1]
    assert rows[2].endswith("| none |")


def test_two_sets_stand_side_by_side_by_name() -> None:
    rows = list(side_by_side(tally(), Tally(), ("unseen", "seen")))
    assert "| grade | 10 | 50.0 | 83.3 | 1 | 0 | | | |" in rows
    columns = {row.count("|") for row in rows if row}
    assert columns == {10}
