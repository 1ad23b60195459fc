"""Custody events as a graph of lots: what each was made from and into, its history, its sources with their shares.

Every look-up is by dictionary and every walk visits a lot once, so that a million events stay linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Generic, TypeVar

from ingest.collector import collector_paused
from validate.custody.units import grams
from validate.custody.uses import used_of
from validate.model import CustodyEvent, EventType

ROOTS = frozenset({EventType.EXTRACT, EventType.RECYCLE})
"""Events that bring material into the chain."""


Events = list[CustodyEvent]


@dataclass(frozen=True, slots=True)
class Graph:
    """The events of a record, linked; `events` and every list in it are in time order.

    `of_lot` gives a lot's own events, `makers` those that bring it forth (roots, and events with inputs other than the
    lot itself), `uses` those that take it as input. `parents` and `children` name lots, some of them more than once.
    """

    events: tuple[CustodyEvent, ...]
    of_lot: dict[str, Events] = field(default_factory=dict)
    makers: dict[str, Events] = field(default_factory=dict)
    uses: dict[str, Events] = field(default_factory=dict)
    parents: dict[str, list[str]] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)

    def ancestors(self, lots: Iterable[str]) -> dict[str, None]:
        """These lots and every lot that went into them, nearest first; a loop in the record is walked once."""
        return _reach(lots, self.parents)

    def descendants(self, lots: Iterable[str]) -> dict[str, None]:
        """These lots and every lot that was made from them, nearest first."""
        return _reach(lots, self.children)

    def own(self, lot: str) -> Sequence[CustodyEvent]:
        """The events of a lot, in time order."""
        return self.of_lot.get(lot, ())

    def made_by(self, lot: str) -> Sequence[CustodyEvent]:
        """The events that bring a lot forth, in time order."""
        return self.makers.get(lot, ())

    def used_by(self, lot: str) -> Sequence[CustodyEvent]:
        """The events that take a lot as input, in time order."""
        return self.uses.get(lot, ())


T = TypeVar("T")
WIDE = 200
"""Events of a lot from which answers about it are kept: a silo that fills a thousand lots is asked for each of them."""


class Wide(Generic[T]):
    """Answers about lots with very many events, kept for one record; other lots are worked out each time."""

    def __init__(self) -> None:
        self._graph: Graph | None = None
        self._known: dict[str, T] = {}

    def of(self, graph: Graph, lot: str, work: Callable[[Graph, str], T]) -> T:
        """`work(graph, lot)`, done once for a wide lot."""
        if len(graph.own(lot)) + len(graph.used_by(lot)) < WIDE:
            return work(graph, lot)
        if self._graph is not graph:
            self._graph, self._known = graph, {}
        if lot not in self._known:
            self._known[lot] = work(graph, lot)
        return self._known[lot]


def in_order(events: Iterable[CustodyEvent]) -> Events:
    """Events of several lots in time order; at one time as they stand in their file."""
    return sorted(events, key=_when)


def _when(event: CustodyEvent) -> tuple[datetime, int]:
    return event.time, event.position or 0


def link(events: Sequence[CustodyEvent]) -> Graph:
    """The graph of these events, which must be in time order."""
    graph = Graph(tuple(events))
    of_lot, makers, uses = graph.of_lot, graph.makers, graph.uses
    parents, children = graph.parents, graph.children
    for event in graph.events:
        lot = event.lot
        if lot in of_lot:
            of_lot[lot].append(event)
        else:
            of_lot[lot] = [event]
        made = event.type in ROOTS
        if event.inputs:
            for parent in dict.fromkeys(event.inputs):
                if parent == lot:
                    continue
                made = True
                uses.setdefault(parent, []).append(event)
                parents.setdefault(lot, []).append(parent)
                children.setdefault(parent, []).append(lot)
        if made:
            makers.setdefault(lot, []).append(event)
    return graph


_KEPT = 4
_recent: list[Graph] = []


def graph_of(events: tuple[CustodyEvent, ...]) -> Graph:
    """`link`, remembered for the last few records, because every rule asks for the same one."""
    for graph in _recent:
        if graph.events is events:
            return graph
    with collector_paused():
        graph = link(events)
    _recent.insert(0, graph)
    del _recent[_KEPT:]
    return graph


def history(events: tuple[CustodyEvent, ...], lots: Iterable[str]) -> tuple[CustodyEvent, ...]:
    """The events of these lots and of every lot that went into them, in time order."""
    graph = graph_of(events)
    return tuple(in_order(event for lot in graph.ancestors(lots) for event in graph.own(lot)))


def final_lots(events: tuple[CustodyEvent, ...]) -> tuple[str, ...]:
    """Lots that nothing was made from, in the order of their first event."""
    graph = graph_of(events)
    return tuple(lot for lot in graph.of_lot if not graph.children.get(lot))


def loops(graph: Graph, lots: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Lots among the ancestors of `lots` that are made from one another, each loop once, as the path round."""
    state: dict[str, int] = {}  # 1 on the path, 2 done
    found: list[tuple[str, ...]] = []
    for start in lots:
        if start in state:
            continue
        path = [start]
        stack = [iter(graph.parents.get(start, ()))]
        state[start] = 1
        while stack:
            parent = next(stack[-1], None)
            if parent is None:
                stack.pop()
                state[path.pop()] = 2
            elif parent not in state:
                state[parent] = 1
                path.append(parent)
                stack.append(iter(graph.parents.get(parent, ())))
            elif state[parent] == 1:
                found.append(tuple(path[path.index(parent) :]))
    return tuple(found)


def _reach(lots: Iterable[str], edges: dict[str, list[str]]) -> dict[str, None]:
    found: dict[str, None] = dict.fromkeys(lots)
    waiting = list(found)
    for lot in waiting:
        for other in edges.get(lot, ()):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """Where material entered the chain: country and mine as stated (None where not), or recycled."""

    country: str | None
    mine: str | None
    recycled: bool = False


Shares = dict[Source, Decimal | None]
"""Sources of a lot with their share by weight (0..1); None where a weight on the way is not known."""


def sources(graph: Graph, lots: Sequence[str]) -> Shares:
    """The union of the sources of these lots, with shares carried through aggregation, splitting and processing.

    A lot without any maker has the source that nothing is known of. Loops are cut where they close.
    """
    order = list(graph.ancestors(lots))
    shares: dict[str, Shares] = {}
    for lot in ordered_from_parents(graph, order):
        shares[lot] = _mixed(graph, lot, shares)
    return _blend([(shares[lot], weight_made(graph, lot)) for lot in dict.fromkeys(lots)])


def ordered_from_parents(graph: Graph, lots: Sequence[str]) -> list[str]:
    """These lots and all that went into them, each after its parents; loops are cut where they close."""
    done: dict[str, bool] = {}
    ordered: list[str] = []
    for start in lots:
        stack = [start]
        while stack:
            lot = stack[-1]
            if lot not in done:
                done[lot] = False
                stack.extend(parent for parent in graph.parents.get(lot, ()) if parent not in done)
            else:
                stack.pop()
                if not done[lot]:
                    done[lot] = True
                    ordered.append(lot)
    return ordered


def _mixed(graph: Graph, lot: str, known: dict[str, Shares]) -> Shares:
    makers = graph.made_by(lot)
    if len(makers) == 1 and len(makers[0].inputs) == 1 and makers[0].type not in ROOTS:
        return known.get(makers[0].inputs[0], {})
    parts: list[tuple[Shares, CustodyEvent, str | None]] = []
    for event in makers:
        inputs = [parent for parent in event.inputs if parent != lot]
        if not inputs or event.type in ROOTS:
            source = Source(event.country, event.mine_site, event.type is EventType.RECYCLE)
            parts.append(({source: _ALL}, event, None))
        parts.extend((known.get(parent, {}), event, parent) for parent in inputs)
    if not parts:
        return {Source(None, None): _ALL}
    first = parts[0][0]
    if len(first) == 1 and all(shares == first for shares, _, _ in parts):
        return first  # all of one source, whatever each part weighs
    return _blend(
        [
            (shares, grams(event.quantity, event.unit) if parent is None else _taken(graph, event, parent))
            for shares, event, parent in parts
        ]
    )


_ALL = Decimal(1)
"""The share of an only source."""


def _taken(graph: Graph, event: CustodyEvent, lot: str) -> Decimal | None:
    used = used_of(event, lot)
    return weight_made(graph, lot) if used is None else used


def weight_made(graph: Graph, lot: str) -> Decimal | None:
    """A lot's weight in grams as it was made; where no maker states it, as first stated later; else None.

    Several makers add to a lot (a stock that is filled), unless they are rows of one event that repeat its output.
    """
    makers = graph.made_by(lot)
    if len(makers) == 1 and (weight := grams(makers[0].quantity, makers[0].unit)) is not None:
        return weight
    stated: dict[tuple[object, ...], Decimal | None] = {}
    for event in makers:
        stated[event.time, event.quantity, event.unit] = grams(event.quantity, event.unit)
    if stated and None not in stated.values():
        return sum((weight for weight in stated.values() if weight is not None), Decimal(0))
    if len(stated) > 1:
        return None
    weights = (grams(event.quantity, event.unit) for event in graph.own(lot))
    return next((weight for weight in weights if weight is not None), None)


def _blend(parts: Sequence[tuple[Shares, Decimal | None]]) -> Shares:
    if len(parts) == 1:
        return parts[0][0]
    weights = [weight for _, weight in parts if weight is not None]
    total = sum(weights, Decimal(0))
    exact = len(weights) == len(parts) and total > 0
    blended: Shares = {}
    for shares, weight in parts:
        for source, share in shares.items():
            before = blended.get(source, Decimal(0))
            if not exact or share is None or weight is None or before is None:
                blended[source] = None
            else:
                blended[source] = before + share * weight / total
    return blended
