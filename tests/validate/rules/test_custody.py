"""Clean chains broken in one way at a time: exactly the expected code is raised, and by honest variants none.

The same is done to the shared development records where they are at hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bench.truths import SHARED
from tests.validate.custody.chains import (
    AS_OF,
    BUYER,
    SELLER,
    case,
    change,
    diamond_papers,
    diamonds,
    findings,
    numbered,
    step,
    tin,
    tin_papers,
    without,
)
from validate.custody.graph import graph_of
from validate.custody.read import read_custody
from validate.model import CustodyEvent, EventType
from validate.rules import custody
from validate.rules.model import RULES

Events = tuple[CustodyEvent, ...]
GAIN, LOSS, GAP, ORDER = "custody-weight-gain", "custody-weight-loss", "custody-gap", "custody-time-order"


def raised(events: Sequence[CustodyEvent], *lots: str, as_of: date = AS_OF) -> set[str]:
    papers = diamond_papers() if "LS-1" in lots else tin_papers()
    given = case(events, *lots, documents=papers, as_of=as_of)
    return {finding.code for finding in findings(given)}


def test_clean_chains_are_silent() -> None:
    assert raised(diamonds(), "LS-1") == set()
    assert raised(tin(), "RW-1") == set()


BREAKS: list[tuple[str, Callable[[], Events], str, set[str]]] = [
    ("extraction missing", lambda: without(diamonds(), "E1"), "LS-1", {GAP}),
    ("aggregation missing", lambda: without(diamonds(), "E3"), "LS-1", {GAP}),
    ("transfer missing", lambda: without(diamonds(), "E5"), "LS-1", {GAP}),
    ("split missing", lambda: without(diamonds(), "E6", "E7"), "LS-1", {GAP}),
    ("a cooperative's sale missing", lambda: without(tin(), "T5"), "RW-1", {GAP}),
    ("stranger sells", lambda: change(diamonds(), "E5", from_party="Kariba Brokerage Ltd"), "LS-1", {GAP}),
    ("stranger joins", lambda: change(tin(), "T7", from_party="Kariba Brokerage Ltd"), "RW-1", {GAP}),
    ("sold to another", lambda: change(tin(), "T8", to_party="Kariba Brokerage Ltd"), "RW-1", {GAP}),
    ("process before its input", lambda: change(diamonds(), "E4", time="2025-11-12"), "LS-1", {ORDER}),
    ("sale before extraction", lambda: change(tin(), "T4", time="2025-10-20"), "RW-1", {ORDER}),
    ("export before the split", lambda: change(diamonds(), "E9", time="2025-12-20"), "LS-1", {ORDER}),
    ("export before the transport", lambda: change(diamonds(), "E9", time="2026-01-20"), "LS-1", {ORDER}),
    ("sale after the use", lambda: change(tin(), "T6", time="2025-12-25"), "RW-1", {ORDER}),
    ("export in the future", lambda: change(diamonds(), "E9", time="2026-05-01"), "LS-1", {ORDER}),
    ("more out of cleaning", lambda: change(diamonds(), "E4", quantity="1990.00"), "LS-1", {GAIN}),
    ("more out of mixing", lambda: change(tin(), "T7", quantity="11800"), "RW-1", {GAIN}),
    ("more after the sale", lambda: change(tin(), "T8", quantity="11000"), "RW-1", {GAIN}),
    ("more in the parts", lambda: change(diamonds(), "E7", quantity="700.00"), "LS-1", {GAIN}),
    ("less out of cleaning", lambda: change(diamonds(), "E4", quantity="1600.00"), "LS-1", {LOSS}),
    ("less out of mixing", lambda: change(tin(), "T7", quantity="9000"), "RW-1", {LOSS}),
    ("less after the sale", lambda: change(diamonds(), "E5", quantity="1700.00"), "LS-1", {LOSS}),
    ("a part missing", lambda: change(diamonds(), "E7", quantity="300.00"), "LS-1", {LOSS}),
    (
        "more at export",
        lambda: change(diamonds(), "E9", quantity="1400.00"),
        "LS-1",
        {GAIN, "custody-weight-mismatch"},
    ),
    (
        "less at export",
        lambda: change(tin(), "T11", quantity="9420.9"),
        "RW-1",
        {LOSS, "custody-weight-mismatch"},
    ),
    (
        "another exporter",
        lambda: change(diamonds(), "E9", from_party="Alpha Trading DMCC"),
        "LS-1",
        {GAP, "custody-holder-mismatch"},
    ),
    ("another importer", lambda: change(tin(), "T11", to_party="Alpha DMCC"), "RW-1", {"custody-holder-mismatch"}),
    (
        "another country",
        lambda: change(change(diamonds(), "E1", country="ZW"), "E2", country="ZW"),
        "LS-1",
        {"custody-origin-mismatch"},
    ),
    ("one bag of another country", lambda: change(tin(), "T2", country="CD"), "RW-1", {"undeclared-mixing"}),
    ("recycled input", lambda: change(tin(), "T2", type=EventType.RECYCLE), "RW-1", {"undeclared-recycled"}),
    ("recycled share", lambda: change(tin(), "T9", recycled_share=Decimal(20)), "RW-1", {"undeclared-recycled"}),
    ("tag on two bags", lambda: change(tin(), "T2", tags=("ITR1001",)), "RW-1", {"custody-tag-reused"}),
    (
        "seal of the export",
        lambda: change(change(diamonds(), "E8", tags=("ZZ1234",)), "E9", tags=("ZZ1234",)),
        "LS-1",
        {"seal-mismatch"},
    ),
]


@pytest.mark.parametrize(("events", "lot", "codes"), [b[1:] for b in BREAKS], ids=[b[0] for b in BREAKS])
def test_one_break_raises_its_code_alone(events: Callable[[], Events], lot: str, codes: set[str]) -> None:
    assert raised(events(), lot) == codes


HONEST: list[tuple[str, Callable[[], Events], str]] = [
    ("no transport recorded", lambda: without(diamonds(), "E8"), "LS-1"),
    ("no export recorded", lambda: without(diamonds(), "E9"), "LS-1"),
    ("no remainder recorded", lambda: without(diamonds(), "E7"), "LS-1"),
    ("names in other forms", lambda: change(diamonds(), "E5", to_party="KHUBELU SALES PTY. LTD."), "LS-1"),
    ("nobody named in the mine", lambda: change(diamonds(), "E1", to_party=None), "LS-1"),
    ("no giver named", lambda: change(tin(), "T8", from_party=None), "RW-1"),
    ("a carrier", lambda: change(diamonds(), "E8", to_party="Malca-Amit Commodities Ltd"), "LS-1"),
    ("weight in grams", lambda: change(diamonds(), "E9", quantity="254.618", unit="g"), "LS-1"),
    ("weight not repeated", lambda: change(diamonds(), "E5", quantity=None), "LS-1"),
    ("the same moment", lambda: change(diamonds(), "E4", time="2025-11-17"), "LS-1"),
    ("several mines of a country", lambda: change(tin(), "T1", mine_site="Other Pit"), "RW-1"),
    ("no seals recorded", lambda: change(change(diamonds(), "E8", tags=()), "E9", tags=()), "LS-1"),
    ("seals on the export alone", lambda: change(diamonds(), "E8", tags=()), "LS-1"),
    ("an import after it", lambda: _landed(), "LS-1"),
]


def _landed() -> Events:
    landed = step("I", "2026-02-10", "import", "LS-1", "1273.05 ct", hands=f"{SELLER} > {BUYER}", country="BE")
    return numbered((*diamonds(), landed))


@pytest.mark.parametrize(("events", "lot"), [h[1:] for h in HONEST], ids=[h[0] for h in HONEST])
def test_honest_variants_are_silent(events: Callable[[], Events], lot: str) -> None:
    assert raised(events(), lot) == set()


def test_every_custody_rule_has_a_basis_and_says_what_it_compares() -> None:
    modules = {theme.__name__ for theme in custody.THEMES}
    rules = [rule for rule in RULES.values() if rule.judge.__module__ in modules]
    assert len(rules) >= 15
    for rule in rules:
        assert rule.basis
        assert len(rule.doc.split()) > 10
        assert rule.codes


RECORDS = SHARED / "papers" / "custody"


def _shared() -> list[str]:
    return sorted(file.name for file in RECORDS.iterdir()) if RECORDS.is_dir() else []


def _record(name: str) -> tuple[Events, str, date]:
    truth = json.loads((SHARED / "papers" / "truth" / f"{name.split('.')[0]}.json").read_text())
    record = read_custody((RECORDS / name).read_bytes(), name, "ab" * 32)
    graph = graph_of(record.events)
    lot = next(one["id"] for one in truth["lots"] if one["id"] in graph.of_lot)
    return record.events, lot, date.fromisoformat(truth["as_of"])


def _without_papers(events: Events, lot: str, as_of: date) -> set[str]:
    return {finding.code for finding in findings(case(events, lot, as_of=as_of))}


def _mutants(events: Events, lot: str) -> Iterator[tuple[str, Events, set[str]]]:
    graph = graph_of(events)
    chain = graph.ancestors([lot])
    for event in [event for event in events if event.lot in chain]:
        maker = event in graph.made_by(event.lot)
        if maker:
            yield f"{event.id} missing", without(events, event.id), {GAP}
            yield f"{event.id} late", _moved(events, event, timedelta(days=400)), {ORDER}
        elif event.type is EventType.TRANSFER:
            yield f"{event.id} missing", without(events, event.id), {GAP}
        if event.from_party:
            yield f"{event.id} by a stranger", change(events, event.id, from_party="Zzyzx Brokers Ltd"), {GAP}
        if event.quantity is not None and maker and event.inputs:
            yield f"{event.id} heavier", change(events, event.id, quantity=str(event.quantity * 2)), {GAIN}
            yield f"{event.id} lighter", change(events, event.id, quantity=str(event.quantity / 4)), {LOSS}


def _moved(events: Events, event: CustodyEvent, by: timedelta) -> Events:
    changed: dict[str, Any] = {"time": event.time + by}
    return numbered([e.model_copy(update=changed) if e.id == event.id else e for e in events])


@pytest.mark.skipif(not _shared(), reason="the shared papers are not here")
@pytest.mark.parametrize("name", _shared())
def test_shared_records_broken_in_one_way(name: str) -> None:
    events, lot, as_of = _record(name)
    clean = _without_papers(events, lot, as_of)
    if name.startswith("d06"):
        assert clean == {GAP}  # the record's own flaw: a broker who never held the lot sells it
        return
    assert clean == set()
    mutants = list(_mutants(events, lot))
    assert len(mutants) > 15
    for what, broken, codes in mutants:
        assert _without_papers(broken, lot, as_of) == codes, what
