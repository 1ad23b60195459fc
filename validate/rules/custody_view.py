"""What custody rules look at: the lot's chain in the whole record, and how findings name its events."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from validate.custody.graph import Graph, graph_of
from validate.custody.units import GRAMS
from validate.model import CustodyEvent, EventType, Side
from validate.rules.model import Case


@dataclass(frozen=True, slots=True)
class Chain:
    """A lot's custody chain: the whole record as a graph, the lot's own custody lots, and these with all ancestors."""

    graph: Graph
    final: tuple[str, ...]
    lots: tuple[str, ...]

    @property
    def export(self) -> CustodyEvent | None:
        """The export of the lot; the last where there are several."""
        return next((e for e in reversed(self.own()) if e.type is EventType.EXPORT), None)

    def own(self) -> tuple[CustodyEvent, ...]:
        """The events of the final lots, in time order."""
        return tuple(sorted((e for lot in self.final for e in self.graph.own(lot)), key=lambda e: e.time))


def chain_of(case: Case) -> Chain | None:
    """The lot's chain; None where no custody event is linked to it."""
    if not case.events:
        return None
    graph = graph_of(case.dossier.custody.events or case.events)
    final = case.lot.custody_lots or tuple(dict.fromkeys(event.lot for event in case.events))
    return Chain(graph, final, tuple(graph.ancestors(final)))


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


def amount(mass: Decimal, unit: str | None) -> str:
    """Grams as a message states them, in the unit that the record uses."""
    symbol = unit if unit in GRAMS else "g"
    figure = (mass / GRAMS[symbol]).quantize(Decimal("0.001")).normalize()
    return f"{figure:f} {symbol}"
