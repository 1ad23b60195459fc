"""A lot is followed down to each source and up to each product, with exact shares."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.validate.custody.chains import diamonds, numbered, step
from validate.custody.graph import graph_of, sources
from validate.custody.lineage import MOST_PRODUCTS, contributions, lineage_of
from validate.model import CustodyEvent


def test_through_an_aggregator_and_a_refiner() -> None:
    events = numbered(
        [
            step("E1", "2025-01-01", "extract", "M1", "600 kg", country="RW", mine_site="Gatumba"),
            step("E2", "2025-01-02", "extract", "M2", "200 kg", country="CD", mine_site="Bisie"),
            step("E3", "2025-01-03", "recycle", "R", "200 kg", country="BE"),
            step("E4", "2025-01-04", "aggregate", "A", "800 kg", inputs="M1 M2"),
            step("E5", "2025-01-05", "process", "T", "500 kg", inputs="A R", process="smelting"),
            step("E6", "2025-01-06", "split", "T1", "300 kg", inputs="T"),
            step("E7", "2025-01-06", "split", "T2", "200 kg", inputs="T"),
            step("E8", "2025-01-07", "extract", "X", "700 kg", country="MY", mine_site="Kinta"),
            step("E9", "2025-01-08", "aggregate", "P", "1000 kg", inputs="T1 X"),
        ]
    )
    graph = graph_of(events)
    lineage = lineage_of(graph, ["T1"])
    assert [(p.lot, p.share, p.events) for p in lineage.parents] == [("T", Decimal(1), ("E6",))]
    assert {(s.lot, s.share, s.country, s.mine, s.recycled) for s in lineage.sources} == {
        ("M1", Decimal("0.6"), "RW", "Gatumba", False),
        ("M2", Decimal("0.2"), "CD", "Bisie", False),
        ("R", Decimal("0.2"), "BE", None, True),
    }
    assert [(p.lot, p.share) for p in lineage.products] == [("P", Decimal("0.3"))]
    assert {(p.lot, p.share) for p in lineage_of(graph, ["M2"]).products} == {
        ("T2", Decimal("0.2")),
        ("P", Decimal("0.06")),
    }
    assert lineage_of(graph, ["not there"]) == lineage_of(graph, [])


def test_a_weight_that_is_not_known_makes_no_share_up() -> None:
    events = numbered(
        [
            step("E1", "2025-01-01", "extract", "M1", "600 kg", country="RW"),
            step("E2", "2025-01-02", "extract", "M2", country="CD"),
            step("E3", "2025-01-03", "aggregate", "A", inputs="M1 M2"),
        ]
    )
    lineage = lineage_of(graph_of(events), ["A"])
    assert {(s.lot, s.share) for s in lineage.sources} == {("M1", None), ("M2", None)}
    assert [(p.lot, p.share) for p in lineage_of(graph_of(events), ["M1"]).products] == [("A", None)]


def test_a_lot_that_is_dug_and_filled_up() -> None:
    events = numbered(
        [
            step("E1", "2025-01-01", "extract", "M", "100 kg", country="RW"),
            step("E2", "2025-01-02", "extract", "S", "300 kg", country="UG"),
            step("E3", "2025-01-03", "aggregate", "S", "100 kg", inputs="M"),
        ]
    )
    shares = {s.lot: s.share for s in lineage_of(graph_of(events), ["S"]).sources}
    assert shares == {"S": Decimal("0.75"), "M": Decimal("0.25")}


def test_loops_end_and_silos_are_cut_short() -> None:
    ring = numbered(
        [
            step("E1", "2025-01-01", "process", "A", "1 kg", inputs="B"),
            step("E2", "2025-01-02", "process", "B", "1 kg", inputs="A"),
        ]
    )
    assert lineage_of(graph_of(ring), ["A"]).parents[0].lot == "B"
    silo = [step("E0", "2025-01-01", "extract", "S", "999 t")]
    silo += [step(f"E{n}", "2025-01-02", "split", f"P{n}", "1 t", inputs="S") for n in range(1, MOST_PRODUCTS + 8)]
    lineage = lineage_of(graph_of(numbered(silo)), ["S"])
    assert (len(lineage.products), lineage.products_not_listed) == (MOST_PRODUCTS, 7)


def test_the_sample_chain_of_diamonds() -> None:
    lineage = lineage_of(graph_of(diamonds()), ["LS-AG"])
    assert {s.lot for s in lineage.sources} == {"LS-M1", "LS-M2"}
    assert sum((s.share or Decimal(0) for s in lineage.sources), Decimal(0)).quantize(Decimal("1e-20")) == 1


@st.composite
def records(draw: st.DrawFn) -> tuple[CustodyEvent, ...]:
    """Lots dug, joined and divided at random, every weight stated."""
    events = [step(f"X{n}", "2025-01-01", "extract", f"L{n}", f"{draw(st.integers(1, 900))} kg", country=c)
              for n, c in enumerate(("RW", "CD", "UG"))]  # fmt: skip
    for n in range(3, 3 + draw(st.integers(1, 6))):
        inputs = draw(st.sets(st.integers(0, n - 1), min_size=1, max_size=3))
        kind = draw(st.sampled_from(("aggregate", "process", "split")))
        names = " ".join(f"L{i}" for i in sorted(inputs))
        events.append(step(f"E{n}", f"2025-02-{n:02d}", kind, f"L{n}", f"{draw(st.integers(1, 900))} g", inputs=names))
    return numbered(events)


@settings(max_examples=60, deadline=None)
@given(records())
def test_shares_of_sources_add_up_and_agree_with_the_origins(events: tuple[CustodyEvent, ...]) -> None:
    graph = graph_of(events)
    last = events[-1].lot
    lineage = lineage_of(graph, [last])
    known = [s.share for s in lineage.sources if s.share is not None]
    assert len(known) == len(lineage.sources)
    assert abs(sum(known, Decimal(0)) - 1) < Decimal("1e-20")
    by_country: dict[str | None, Decimal] = {}
    for one in lineage.sources:
        by_country[one.country] = by_country.get(one.country, Decimal(0)) + (one.share or Decimal(0))
    for origin, share in sources(graph, [last]).items():
        assert share is not None
        assert abs(by_country[origin.country] - share) < Decimal("1e-20")
    assert contributions(graph, [last])[last] == 1
