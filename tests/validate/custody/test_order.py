"""The order of time: what depends on what, slack for days and offsets, and the future."""

from __future__ import annotations

from datetime import date

import pytest

from tests.validate.custody.chains import change, diamonds, numbered, step, tin
from validate.custody.graph import Graph, link
from validate.custody.hands import walk
from validate.custody.order import in_future, inversions, later
from validate.model import CustodyEvent


def pairs(events: tuple[CustodyEvent, ...]) -> set[tuple[str, str]]:
    graph: Graph = link(events)
    walks = {lot: walk(graph, lot) for lot in graph.of_lot}
    return {(i.needed.id, i.dependent.id) for i in inversions(graph, walks)}


def test_clean_chains_are_in_order() -> None:
    assert pairs(diamonds()) == set()
    assert pairs(tin()) == set()


@pytest.mark.parametrize(
    ("events", "pair"),
    [
        (change(diamonds(), "E4", time="2025-11-01"), ("E3", "E4")),
        (change(diamonds(), "E2", time="2025-11-20"), ("E2", "E3")),
        (change(diamonds(), "E5", time="2025-11-20"), ("E4", "E5")),
        (change(diamonds(), "E9", time="2025-12-25"), ("E6", "E9")),
        (change(tin(), "T5", time="2025-12-30"), ("T5", "T7")),
    ],
)
def test_an_event_before_what_it_depends_on(events: tuple[CustodyEvent, ...], pair: tuple[str, str]) -> None:
    assert pair in pairs(events)


def test_equal_times_and_partial_use_are_in_order() -> None:
    assert pairs(change(diamonds(), "E4", time="2025-11-17")) == set()
    partial = (
        step("A", "2025-01-01", "extract", "L", "100 kg"),
        step("B", "2025-01-02", "process", "X", "39 kg", inputs="L", more={"inputs_used": '{"L": "40 kg"}'}),
        step("C", "2025-01-03", "transfer", "L", "60 kg"),
    )
    assert pairs(numbered(partial)) == set()
    whole = (*partial[:1], step("B", "2025-01-02", "process", "X", "99 kg", inputs="L"), partial[2])
    assert pairs(numbered(whole)) == {("C", "B")}


def test_days_and_missing_offsets_leave_room() -> None:
    day = step("A", "2025-01-01T00:00", "extract", "L", more={"time_precision": "day"})
    noon = step("B", "2025-01-01T12:00", "transfer", "L")
    assert later(noon, day) is False
    assert later(noon.model_copy(update={"more": {}}), day.model_copy(update={"more": {}}))
    local = noon.model_copy(update={"offset_stated": False})
    assert later(local, step("C", "2025-01-01T00:00", "extract", "L")) is False
    assert later(step("D", "2025-01-03", "transfer", "L"), local)


def test_the_future() -> None:
    events = diamonds()
    assert in_future(events, date(2026, 1, 31)) == ()
    assert [event.id for event in in_future(events, date(2026, 1, 27))] == ["E8", "E9"]
    local = tuple(event.model_copy(update={"offset_stated": False}) for event in events)
    assert [event.id for event in in_future(local, date(2026, 1, 27))] == ["E9"]
