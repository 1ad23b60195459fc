"""Mass balance of steps: gains and losses, siblings, partial use, units, and any tree of honest steps."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validate.custody.chains import change, diamonds, numbered, step, tin
from validate.custody.balance import Balance, balance, steps, weigh
from validate.custody.graph import WIDE, history, link
from validate.custody.imbalance import drifts, masses
from validate.model import CustodyEvent

CENT = Decimal("0.01")


def balances(events: tuple[CustodyEvent, ...]) -> list[Balance]:
    graph = link(events)
    return [balance(graph, one) for one in steps(graph, events)]


def verdicts(events: tuple[CustodyEvent, ...]) -> dict[str, str]:
    return {b.step.events[-1].id: b.verdict for b in balances(events)}


def test_clean_chains_balance() -> None:
    assert verdicts(diamonds()) == {"E3": "balanced", "E4": "balanced", "E7": "balanced"}
    assert verdicts(tin()) == {"T7": "balanced", "T9": "balanced"}


@pytest.mark.parametrize(
    ("id_", "quantity", "verdict"),
    [
        ("E3", "1833.29", "balanced"),
        ("E3", "1850.00", "gain"),
        ("E3", "1800.00", "loss"),
        ("E4", "1833.40", "balanced"),
        ("E4", "1990.00", "gain"),
        ("E4", "1790.00", "balanced"),
        ("E4", "1500.00", "loss"),
        ("E7", "900.00", "gain"),
        ("E7", "400.00", "loss"),
    ],
)
def test_one_weight_changed(id_: str, quantity: str, verdict: str) -> None:
    assert verdicts(change(diamonds(), id_, quantity=quantity))[id_] == verdict


def test_the_parts_of_a_split_are_weighed_together() -> None:
    (_, _, split) = balances(diamonds())
    assert [event.id for event in split.step.events] == ["E6", "E7"]
    assert split.put_in == split.out == Decimal("366.108")


def test_units_are_converted() -> None:
    events = numbered(
        (
            step("A", "2025-01-01", "extract", "A", "5 t", mineral="coltan"),
            step("B", "2025-01-01", "extract", "B", "1000 lb", mineral="coltan"),
            step("C", "2025-01-02", "aggregate", "C", "5453.6 kg", inputs="A B", mineral="coltan"),
        )
    )
    assert verdicts(events) == {"C": "balanced"}


def test_what_is_not_stated_is_not_decidable() -> None:
    assert verdicts(change(diamonds(), "E1", quantity=None))["E3"] == "unknown"
    assert verdicts(change(diamonds(), "E3", quantity=None)) == {"E3": "unknown", "E4": "unknown", "E7": "balanced"}
    assert verdicts(change(diamonds(), "E4", unit="bags"))["E4"] == "unknown"


def test_a_rest_that_may_still_be_there_is_no_loss() -> None:
    only = tuple(event for event in diamonds() if event.id != "E7")
    found = balances(only)[-1]
    assert found.verdict == "unknown"
    assert "only one part" in str(found.reason)
    goes_on = (*change(diamonds(), "E7", quantity="100"), step("X", "2026-01-05", "transfer", "LS-S", "457 ct"))
    assert "goes on" in str(balances(numbered(goes_on))[-1].reason)


def test_stated_use_goes_before_the_whole_lot_but_not_beyond_it() -> None:
    def using(amount: str, out: str) -> dict[str, str]:
        return verdicts(
            numbered(
                (
                    step("A", "2025-01-01", "extract", "A", "1000 kg", mineral="coltan"),
                    step(
                        *("B", "2025-01-02", "process", "B", out),
                        inputs="A",
                        mineral="coltan",
                        process="drying",
                        more={"inputs_used": json.dumps({"A": amount})},
                    ),
                )
            )
        )

    assert using("400 kg", "395 kg") == {"B": "balanced"}
    assert using("400 kg", "600 kg") == {"B": "gain"}
    assert using("2000 kg", "1900 kg") == {"B": "gain"}
    assert using("400 kg", "100 kg") == {"B": "loss"}
    assert using("many", "995 kg") == {"B": "balanced"}


def test_a_lot_that_is_used_up_twice_over_is_a_gain() -> None:
    used = {"more": {"inputs_used": '{"A": "800 kg"}'}, "mineral": "coltan", "process": "drying"}
    events = numbered(
        (
            step("A", "2025-01-01", "extract", "A", "1000 kg", mineral="coltan"),
            step("B", "2025-01-02", "process", "B", "795 kg", inputs="A", **used),
            step("C", "2025-01-05", "process", "C", "795 kg", inputs="A", **used),
        )
    )
    assert verdicts(events) == {"C": "gain"}


@pytest.mark.parametrize(
    ("process", "out", "verdict"),
    [
        ("drying and bagging", "920 kg", "balanced"),
        ("drying and bagging", "600 kg", "loss"),
        ("séchage", "920 kg", "balanced"),
        ("gravity concentration", "40 kg", "balanced"),
        ("smelting", "500 kg", "balanced"),
        ("lixiviação", "60 kg", "balanced"),
        ("bagging", "900 kg", "loss"),
        (None, "800 kg", "balanced"),
        (None, "600 kg", "loss"),
    ],
)
def test_losses_that_a_process_explains(process: str | None, out: str, verdict: str) -> None:
    events = numbered(
        (
            step("A", "2025-01-01", "extract", "A", "1000 kg", mineral="cobalt"),
            step("B", "2025-01-02", "process", "B", out, inputs="A", mineral="cobalt", process=process),
        )
    )
    assert verdicts(events) == {"B": verdict}


@pytest.mark.parametrize(
    ("after", "process", "out", "verdict"),
    [
        ("tin", "smelting", "300 kg", "balanced"),
        ("cobalt sulphate", "precipitation as sulphate", "1400 kg", "unknown"),
        ("tin", "smelting", "1400 kg", "gain"),
    ],
)
def test_another_commodity_comes_out(after: str, process: str, out: str, verdict: str) -> None:
    events = numbered(
        (
            step("A", "2025-01-01", "extract", "A", "1000 kg", mineral="hydroxide"),
            step("B", "2025-01-02", "process", "B", out, inputs="A", mineral=after, process=process),
        )
    )
    assert verdicts(events) == {"B": verdict}


@pytest.mark.parametrize("row_quantity", ["1833.29 ct"])
def test_rows_that_repeat_one_output_for_each_input_are_one_step(row_quantity: str) -> None:
    events = [event for event in diamonds() if event.id not in {"E3"}]
    rows = [step(f"E3{i}", "2025-11-17", "aggregate", "LS-AG", row_quantity, inputs=f"LS-M{i}") for i in (1, 2)]
    assert set(verdicts(numbered((*events, *rows))).values()) == {"balanced"}


def test_drift_between_weighings() -> None:
    assert drifts(link(diamonds()), "LS-1") == []
    heavier = drifts(link(change(diamonds(), "E9", quantity="1400")), "LS-1")
    assert [(d.earlier.id, d.later.id, d.verdict) for d in heavier] == [("E8", "E9", "gain")]
    lighter = drifts(link(change(tin(), "T8", quantity="10400")), "RW-A")
    assert [(d.later.id, d.verdict) for d in lighter] == [("T8", "loss")]
    assert drifts(link(change(tin(), "T8", quantity="10500")), "RW-A") == []
    assert drifts(link(change(diamonds(), "E9", unit="bags")), "LS-1") == []


@pytest.mark.parametrize(("id_", "quantity"), [("E3", "2016"), ("E4", "1500"), ("E5", "2013"), ("E5", "1000")])
def test_one_wrong_weighing_is_one_imbalance(id_: str, quantity: str) -> None:
    events = change(diamonds(), id_, quantity=quantity)
    graph = link(events)
    found = masses(graph, graph.of_lot, events)
    uneven = [b for b in found.steps if b.verdict in ("gain", "loss")]
    assert len(uneven) + len(found.drifts) == 1


def test_two_wrong_weighings_are_two_imbalances() -> None:
    events = change(change(diamonds(), "E3", quantity="2016"), "E9", quantity="1500")
    graph = link(events)
    found = masses(graph, graph.of_lot, events)
    assert [b.verdict for b in found.steps if b.verdict in ("gain", "loss")] == ["gain"]
    assert [d.verdict for d in found.drifts] == ["gain"]


def test_weighing_two_sums() -> None:
    assert weigh(Decimal(100), Decimal(101), Decimal(0), Decimal(1)) == "balanced"
    assert weigh(Decimal(100), Decimal("101.1"), Decimal(0), Decimal(1)) == "gain"
    assert weigh(Decimal(100), Decimal(80), Decimal("0.2"), Decimal(0)) == "balanced"
    assert weigh(Decimal(100), Decimal("79.9"), Decimal("0.2"), Decimal(0)) == "loss"


@st.composite
def honest_trees(draw: st.DrawFn) -> tuple[CustodyEvent, ...]:
    """Lots extracted, joined, cleaned and split at random; weights to the cent, losses within the process."""
    events: list[CustodyEvent] = []
    live: list[tuple[str, Decimal]] = []

    def add(kind: str, weight: Decimal, inputs: str = "", **facts: str) -> str:
        lot = f"L{len(events)}"
        day = f"2025-{1 + len(events) // 28:02d}-{1 + len(events) % 28:02d}"
        made = {"inputs": inputs} if inputs else {}
        events.append(
            step(f"E{len(events)}", day, kind, lot, f"{weight} ct", mineral="rough diamonds", **made, **facts)
        )
        return lot

    for weight in draw(st.lists(st.decimals(10, 5000, places=2), min_size=1, max_size=5)):
        live.append((add("extract", weight), weight))
    for _ in range(draw(st.integers(1, 8))):
        act = draw(st.sampled_from(["join", "clean", "split", "move"]))
        lot, weight = live.pop(draw(st.integers(0, len(live) - 1)))
        if act == "join" and live:
            other, more = live.pop()
            live.append((add("aggregate", weight + more, f"{lot} {other}"), weight + more))
        elif act == "clean":
            left = (weight * (1 - draw(st.decimals(0, Decimal("0.02"), places=4)))).quantize(CENT)
            live.append((add("process", left, lot, process="acid cleaning and sorting"), left))
        elif act == "split" and weight > 1:
            part = (weight * draw(st.decimals(Decimal("0.1"), Decimal("0.9"), places=2))).quantize(CENT)
            for share in (part, weight - part):
                live.append((add("split", share, lot), share))
        else:
            live.append((lot, weight))
    return numbered(events)


@given(honest_trees())
def test_any_honest_tree_balances(events: tuple[CustodyEvent, ...]) -> None:
    assert {b.verdict for b in balances(events)} <= {"balanced"}


@given(honest_trees(), st.integers(0, 30), st.decimals(Decimal("1.01"), 10, places=2))
def test_any_gain_beyond_the_scales_is_found(events: tuple[CustodyEvent, ...], which: int, factor: Decimal) -> None:
    made = [event for event in events if event.inputs]
    if not made:
        return
    chosen = made[which % len(made)]
    graph = link(events)
    (honest,) = (balance(graph, one) for one in steps(graph, [chosen]))
    assert chosen.quantity is not None
    assert honest.put_in is not None
    assert honest.out is not None
    extra = max(honest.put_in * (factor - 1) + (honest.put_in - honest.out), Decimal("0.1")) / Decimal("0.2")
    heavier = tuple(
        e.model_copy(update={"quantity": e.quantity + extra.quantize(CENT)}) if e is chosen and e.quantity else e
        for e in events
    )
    assert verdicts(heavier)[honest.step.events[-1].id] == "gain"


def test_a_silo_that_fills_many_lots_is_weighed_once() -> None:
    parts = [
        step(f"S{i}", "2025-02-01", "split", f"L{i}", "1 kg", inputs="SILO", mineral="coltan") for i in range(WIDE + 50)
    ]
    silo = step("A", "2025-01-01", "extract", "SILO", f"{WIDE + 50} kg", mineral="coltan")
    events = numbered((silo, *parts))
    graph = link(events)
    found = [masses(graph, ["L0", "SILO"], history(events, ["L0"])), masses(graph, ["L9"], history(events, ["L9"]))]
    assert found[0].steps[0] is found[1].steps[0]
    assert found[0].steps[0].verdict == "balanced"
    overdrawn = numbered((silo.model_copy(update={"quantity": Decimal(100)}), *parts))
    again = masses(link(overdrawn), ["L0"], history(overdrawn, ["L0"]))
    assert [b.verdict for b in again.steps] == ["gain"]
