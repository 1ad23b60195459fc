"""What custody rules look at: the lot's chain in the whole record, and how findings name its events."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from validate.custody.graph import Graph, graph_of
from validate.custody.hands import Custody, walk
from validate.custody.imbalance import Masses, masses
from validate.custody.origin import Origin, origin_of
from validate.custody.units import GRAMS
from validate.model import CustodyEvent, EventType, Side
from validate.rules.model import Case, once_a_case, undecidable

UNRECORDED = undecidable("No custody record of the lot was given.")
"""For what only the lot's custody record can tell."""


@dataclass(frozen=True)
class Chain:
    """A lot's custody chain: the whole record as a graph, the lot's own custody lots, and these with all ancestors.

    What several rules ask for is worked out once.
    """

    graph: Graph
    events: tuple[CustodyEvent, ...] = field(repr=False)
    final: tuple[str, ...]
    lots: tuple[str, ...]

    @cached_property
    def walks(self) -> dict[str, Custody]:
        """The way of each lot through the hands that held it."""
        return {lot: walk(self.graph, lot) for lot in self.lots}

    @cached_property
    def masses(self) -> Masses:
        """The mass balance of each step and re-weighing."""
        return masses(self.graph, self.lots, self.events)

    @cached_property
    def origin(self) -> Origin:
        """Where the chain begins."""
        return origin_of(self.graph, self.final)

    @cached_property
    def stating(self) -> tuple[CustodyEvent, ...]:
        """The events that state something beyond the contract's columns: few records do."""
        return tuple(event for event in self.events if event.more)

    @cached_property
    def pairs(self) -> tuple[tuple[CustodyEvent, CustodyEvent], ...]:
        """Each event with the next one of its lot, and the last one of an input lot with the event that takes it up."""
        found: list[tuple[CustodyEvent, CustodyEvent]] = []
        for lot in self.lots:
            own = self.graph.own(lot)
            found.extend(itertools.pairwise(own))
            for maker in self.graph.made_by(lot):
                for parent in maker.inputs:
                    if parent != lot:
                        before = [e for e in self.graph.own(parent) if e.time <= maker.time]
                        found.extend([(before[-1], maker)] if before else [])
        return tuple(found)

    @property
    def export(self) -> CustodyEvent | None:
        """The export of the lot; the last where there are several."""
        return next((e for e in reversed(self.own()) if e.type is EventType.EXPORT), None)

    def own(self) -> tuple[CustodyEvent, ...]:
        """The events of the final lots, in time order."""
        return tuple(sorted((e for lot in self.final for e in self.graph.own(lot)), key=lambda e: e.time))


@once_a_case
def chain_of(case: Case) -> Chain | None:
    """The lot's chain, the same for every rule of a case; None where no custody event is linked to the lot."""
    if not case.events:
        return None
    graph = graph_of(case.dossier.custody.events or case.events)
    final = case.lot.custody_lots or tuple(dict.fromkeys(event.lot for event in case.events))
    return Chain(graph, case.events, final, tuple(graph.ancestors(final)))


def side(event: CustodyEvent, field: str, value: object = None) -> Side:
    """The finding's side that names an event's field, with the value that it states."""
    stated = getattr(event, field if field != "event_time" else "time", None) if value is None else value
    if isinstance(stated, tuple):
        stated = "; ".join(stated)
    elif hasattr(stated, "isoformat"):
        stated = stated.isoformat()
    return Side(event=event.id, field=field, value=None if stated is None else str(stated))


def weighed(event: CustodyEvent) -> Side:
    """The side that names an event's weight."""
    return Side(event=event.id, field="quantity", value=f"{event.quantity} {event.unit or ''}".strip())


def named(event: CustodyEvent) -> str:
    """The event as a message names it: `transfer E05 of 2025-11-25`."""
    return f"{event.type.value} {event.id} of {event.time.date().isoformat()}"


def opening(event: CustodyEvent) -> str:
    """The same at the beginning of a sentence."""
    name = named(event)
    return name[:1].upper() + name[1:]


def amount(mass: Decimal, unit: str | None) -> str:
    """Grams as a message states them, in the unit that the record uses."""
    symbol = unit if unit in GRAMS else "g"
    figure = (mass / GRAMS[symbol]).quantize(Decimal("0.001")).normalize()
    return f"{figure:f} {symbol}"
