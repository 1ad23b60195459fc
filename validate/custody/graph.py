"""Custody events as a graph of lots: what each was made from and into, its history, its sources with their shares.

Every look-up is by dictionary and every walk visits a lot once, so that a million events stay linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from validate.custody.units import grams
from validate.model import CustodyEvent, EventType

ROOTS = frozenset({EventType.EXTRACT, EventType.RECYCLE})
"""Events that bring material into the chain."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The events of a record, linked. Positions are those in `events`, which is in time order.

    `of_lot` gives a lot's own events, `makers` those that bring it forth (roots, and events with inputs other than the
    lot itself), `uses` those that take it as input. `parents` and `children` name lots.
    """

    events: tuple[CustodyEvent, ...]
    of_lot: dict[str, list[int]] = field(default_factory=dict)
    makers: dict[str, list[int]] = field(default_factory=dict)
    uses: dict[str, list[int]] = field(default_factory=dict)
    parents: dict[str, dict[str, None]] = field(default_factory=dict)
    children: dict[str, dict[str, None]] = field(default_factory=dict)

    def ancestors(self, lots: Iterable[str]) -> dict[str, None]:
        """These lots and every lot that went into them, nearest first; a loop in the record is walked once."""
        return _reach(lots, self.parents)

    def descendants(self, lots: Iterable[str]) -> dict[str, None]:
        """These lots and every lot that was made from them, nearest first."""
        return _reach(lots, self.children)

    def own(self, lot: str) -> list[CustodyEvent]:
        """The events of a lot, in time order."""
        return [self.events[i] for i in self.of_lot.get(lot, ())]

    def made_by(self, lot: str) -> list[CustodyEvent]:
        """The events that bring a lot forth, in time order."""
        return [self.events[i] for i in self.makers.get(lot, ())]

    def used_by(self, lot: str) -> list[CustodyEvent]:
        """The events that take a lot as input, in time order."""
        return [self.events[i] for i in self.uses.get(lot, ())]


def link(events: Sequence[CustodyEvent]) -> Graph:
    """The graph of these events, which must be in time order."""
    graph = Graph(tuple(events))
    of_lot, makers, uses = graph.of_lot, graph.makers, graph.uses
    parents, children = graph.parents, graph.children
    for i, event in enumerate(graph.events):
        lot = event.lot
        of_lot.setdefault(lot, []).append(i)
        made = event.type in ROOTS
        for parent in event.inputs:
            if parent == lot:
                continue
            made = True
            uses.setdefault(parent, []).append(i)
            parents.setdefault(lot, {})[parent] = None
            children.setdefault(parent, {})[lot] = None
        if made:
            makers.setdefault(lot, []).append(i)
    return graph


_KEPT = 4
_recent: list[Graph] = []


def graph_of(events: tuple[CustodyEvent, ...]) -> Graph:
    """`link`, remembered for the last few records, because every rule asks for the same one."""
    for graph in _recent:
        if graph.events is events:
            return graph
    graph = link(events)
    _recent.insert(0, graph)
    del _recent[_KEPT:]
    return graph


def history(events: tuple[CustodyEvent, ...], lots: Iterable[str]) -> tuple[CustodyEvent, ...]:
    """The events of these lots and of every lot that went into them, in time order."""
    graph = graph_of(events)
    positions = sorted(i for lot in graph.ancestors(lots) for i in graph.of_lot.get(lot, ()))
    return tuple(graph.events[i] for i in positions)


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


def _reach(lots: Iterable[str], edges: dict[str, dict[str, None]]) -> dict[str, None]:
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
    for lot in _parents_first(graph, order):
        shares[lot] = _mixed(graph, lot, shares)
    return _blend([(shares[lot], weight_made(graph, lot)) for lot in dict.fromkeys(lots)])


def _parents_first(graph: Graph, lots: Sequence[str]) -> list[str]:
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
    parts: list[tuple[Shares, Decimal | None]] = []
    for event in graph.made_by(lot):
        inputs = [parent for parent in event.inputs if parent != lot]
        if not inputs or event.type in ROOTS:
            source = Source(event.country, event.mine_site, event.type is EventType.RECYCLE)
            parts.append(({source: Decimal(1)}, grams(event.quantity, event.unit)))
        parts.extend((known.get(parent, {}), weight_made(graph, parent)) for parent in inputs)
    return _blend(parts) if parts else {Source(None, None): Decimal(1)}


def weight_made(graph: Graph, lot: str) -> Decimal | None:
    """A lot's weight in grams as it was made; where no maker states it, as first stated later; else None.

    Several makers add to a lot (a stock that is filled), unless they are rows of one event that repeat its output.
    """
    stated: dict[tuple[object, ...], Decimal | None] = {}
    for event in graph.made_by(lot):
        stated[event.time, event.quantity, event.unit] = grams(event.quantity, event.unit)
    if stated and None not in stated.values():
        return sum((weight for weight in stated.values() if weight is not None), Decimal(0))
    if len(stated) > 1:
        return None
    weights = (grams(event.quantity, event.unit) for event in graph.own(lot))
    return next((weight for weight in weights if weight is not None), None)


def _blend(parts: Sequence[tuple[Shares, Decimal | None]]) -> Shares:
    if len(parts) == 1:
        return dict(parts[0][0])
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
