"""The graph of lots: history, ends, loops, sources and their shares."""

from __future__ import annotations

import gc
import time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.validate.custody.chains import diamonds, numbered, step, tin
from validate.custody.graph import Source, final_lots, graph_of, history, link, loops, sources, weight_made
from validate.model import CustodyEvent


def test_history_is_the_lot_and_all_that_went_into_it_in_time_order() -> None:
    events = numbered((*diamonds(), *tin()))
    past = history(events, ["LS-1"])
    assert [event.id for event in past] == ["E1", "E2", "E3", "E4", "E5", "E6", "E8", "E9"]
    assert [event.time for event in past] == sorted(event.time for event in past)
    assert history(events, ["LS-M1"]) == past[:1]
    assert history(events, ["unknown"]) == ()
    assert {event.id for event in history(events, ["LS-1", "RW-A"])} >= {"T1", "T8", "E9"}


def test_final_lots_are_those_that_nothing_was_made_of() -> None:
    assert final_lots(diamonds()) == ("LS-1", "LS-R")
    assert final_lots(()) == ()


def test_parents_children_and_reach() -> None:
    graph = link(diamonds())
    assert graph.parents["LS-AG"] == ["LS-M1", "LS-M2"]
    assert graph.children["LS-S"] == ["LS-1", "LS-R"]
    assert list(graph.ancestors(["LS-1"])) == ["LS-1", "LS-S", "LS-AG", "LS-M1", "LS-M2"]
    assert set(graph.descendants(["LS-M1"])) == {"LS-M1", "LS-AG", "LS-S", "LS-1", "LS-R"}


def test_a_lot_that_names_itself_goes_on_and_is_no_loop() -> None:
    events = numbered((step("A", "2025-01-01", "extract", "L"), step("B", "2025-01-02", "process", "L", inputs="L")))
    graph = link(events)
    assert loops(graph, ["L"]) == ()
    assert [event.id for event in graph.made_by("L")] == ["A"]


def test_loops_are_found_and_walked_once() -> None:
    events = numbered(
        (
            step("A", "2025-01-01", "process", "X", inputs="Z"),
            step("B", "2025-01-02", "process", "Y", inputs="X"),
            step("C", "2025-01-03", "process", "Z", inputs="Y"),
            step("D", "2025-01-04", "process", "END", inputs="Z"),
        )
    )
    graph = link(events)
    (loop,) = loops(graph, ["END"])
    assert set(loop) == {"X", "Y", "Z"}
    assert len(history(events, ["END"])) == 4
    assert sources(graph, ["END"]) in ({}, {Source(None, None): Decimal(1)})


def test_the_graph_of_a_record_is_made_once() -> None:
    events = diamonds()
    assert graph_of(events) is graph_of(events)


def _mix(*weights: tuple[str, str, str]) -> tuple[CustodyEvent, ...]:
    roots = [
        step(f"R{i}", "2025-01-01", "extract", f"P{i}", weight, country=country, mine_site=mine)
        for i, (country, mine, weight) in enumerate(weights)
    ]
    lots = " ".join(event.lot for event in roots)
    return numbered((*roots, step("MIX", "2025-02-01", "aggregate", "MIX", inputs=lots)))


def test_shares_follow_the_weights_through_units() -> None:
    graph = link(_mix(("RW", "A", "750 kg"), ("CD", "B", "0.25 t")))
    assert sources(graph, ["MIX"]) == {Source("RW", "A"): Decimal("0.75"), Source("CD", "B"): Decimal("0.25")}


def test_without_weights_the_union_stays_and_the_shares_are_unknown() -> None:
    graph = link(_mix(("RW", "A", "750 kg"), ("CD", "B", "")))
    assert sources(graph, ["MIX"]) == {Source("RW", "A"): None, Source("CD", "B"): None}


def test_shares_of_a_part_used_count_what_was_used() -> None:
    used = '{"P0": "100 kg", "P1": "300 kg"}'
    events = _mix(("RW", "A", "750 kg"), ("CD", "B", "300 kg"))
    events = tuple(e.model_copy(update={"more": {"inputs_used": used}}) if e.id == "MIX" else e for e in events)
    assert sources(link(events), ["MIX"]) == {Source("RW", "A"): Decimal("0.25"), Source("CD", "B"): Decimal("0.75")}


def test_a_lot_of_unknown_making_has_an_unknown_source() -> None:
    graph = link(numbered((step("A", "2025-01-01", "transfer", "L", "5 kg"),)))
    assert sources(graph, ["L"]) == {Source(None, None): Decimal(1)}


@given(st.lists(st.tuples(st.sampled_from(["RW", "CD", "UG"]), st.integers(1, 10**6)), min_size=1, max_size=8))
def test_shares_of_any_mixture_sum_to_one(parts: list[tuple[str, int]]) -> None:
    graph = link(_mix(*((country, "", f"{weight} kg") for country, weight in parts)))
    shares = sources(graph, ["MIX"])
    assert {source.country for source in shares} == {country for country, _ in parts}
    assert abs(sum((share or Decimal(0) for share in shares.values()), Decimal(-1))) < Decimal("1e-20")


def test_the_weight_as_made() -> None:
    stock = numbered(
        (
            step("A", "2025-01-01", "extract", "STOCK", "5 kg"),
            step("B", "2025-01-02", "extract", "STOCK", "7 kg"),
            step("C", "2025-01-03", "transfer", "STOCK", "12 kg"),
            step("D", "2025-01-03", "transfer", "BARE", "3 kg"),
            step("E", "2025-01-04", "aggregate", "ROWS", "9 kg", inputs="X"),
            step("F", "2025-01-04", "aggregate", "ROWS", "9 kg", inputs="Y"),
            step("G", "2025-01-05", "extract", "NONE"),
        )
    )
    graph = link(stock)
    weights = {lot: weight_made(graph, lot) for lot in ("STOCK", "BARE", "ROWS", "NONE")}
    assert weights == {"STOCK": 12_000, "BARE": 3_000, "ROWS": 9_000, "NONE": None}


def test_linking_grows_in_line_with_the_record() -> None:
    def seconds(lots: int) -> float:
        events = tuple(
            event
            for i in range(lots)
            for event in (
                step(f"A{i}", "2025-01-01", "extract", f"M{i}", "5 kg"),
                step(f"B{i}", "2025-01-02", "process", f"L{i}", "5 kg", inputs=f"M{i}"),
            )
        )
        # What the rest of the suite left in memory is not this function's cost: the collector rests, the best counts.
        gc.disable()
        try:
            return min(once(events, lots) for _ in range(3))
        finally:
            gc.enable()

    def once(events: tuple[CustodyEvent, ...], lots: int) -> float:
        start = time.process_time()
        graph = link(events)
        for i in range(lots):
            graph.ancestors([f"L{i}"])
        return time.process_time() - start

    small, large = seconds(500), seconds(4000)
    assert large < max(small, 0.002) * 8 * 6
