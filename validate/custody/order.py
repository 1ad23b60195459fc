"""The order of time in a chain: what comes before what it depends on, and what lies in the future."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, timedelta
from decimal import Decimal
from itertools import takewhile

from validate.custody.graph import Graph, in_order, weight_made
from validate.custody.hands import Custody, Inversion
from validate.custody.uses import used_of
from validate.model import CustodyEvent, EventType

UNKNOWN_OFFSET = timedelta(hours=14)
"""How far a time without offset may lie from UTC; compared with a time that has one, it may differ by this much."""

_NEARLY_ALL = Decimal("0.98")
_WHOLE = frozenset({EventType.AGGREGATE, EventType.PROCESS})


def later(one: CustodyEvent, other: CustodyEvent) -> bool:
    """True where `one` surely comes after `other`; a day without a time of day, and a missing offset, leave room."""
    if one.time <= other.time:
        return False
    if "day" in (one.more.get("time_precision"), other.more.get("time_precision")):
        return one.time.date() > other.time.date()
    room = UNKNOWN_OFFSET if one.offset_stated != other.offset_stated else timedelta(0)
    return one.time - other.time > room


def inversions(graph: Graph, walks: Mapping[str, Custody]) -> tuple[Inversion, ...]:
    """Events of the lots walked that come, by their times, after an event which depends on them; each pair once.

    A lot's making comes before all else that happens to it and before its use; a hand-over before the next one's; what
    is done with a whole lot after it was mixed or processed came before that.
    """
    found: dict[tuple[int, int], Inversion] = {}
    for lot, walked in walks.items():
        for inversion in (*_made_late(graph, lot), *walked.inversions, *_used_early(graph, lot)):
            if later(inversion.needed, inversion.dependent):
                found.setdefault((id(inversion.needed), id(inversion.dependent)), inversion)
    return tuple(found.values())


def _made_late(graph: Graph, lot: str) -> list[Inversion]:
    makers = graph.made_by(lot)
    if not makers:
        return []
    made = makers[0]
    early = [
        event
        for events in (graph.own(lot), graph.used_by(lot))
        if events and events[0].time < made.time
        for event in takewhile(lambda e: e.time < made.time, events)
    ]
    if not early:
        return []
    first = {id(maker) for maker in makers}
    return [Inversion(made, event) for event in in_order(early) if id(event) not in first]


def _used_early(graph: Graph, lot: str) -> list[Inversion]:
    uses = graph.used_by(lot)
    if len(uses) != 1 or uses[0].type not in _WHOLE:
        return []
    use = uses[0]
    taken, weight = used_of(use, lot), weight_made(graph, lot)
    if taken is not None and (weight is None or taken < weight * _NEARLY_ALL):
        return []
    makers = {id(maker) for maker in graph.made_by(lot)}
    late = takewhile(lambda event: event.time > use.time, reversed(graph.own(lot)))
    return [Inversion(event, use) for event in late if id(event) not in makers]


def in_future(events: Iterable[CustodyEvent], as_of: date) -> tuple[CustodyEvent, ...]:
    """Events dated after `as_of`; where no offset is stated the day may be one further on."""
    found: list[CustodyEvent] = []
    for event in events:
        day = event.time.astimezone(UTC).date() if event.offset_stated else event.time.date() - timedelta(days=1)
        if day > as_of and event.time.date() > as_of:
            found.append(event)
    return tuple(found)
