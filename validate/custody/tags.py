"""Tags and seals along the record: one that is on two lots which have nothing to do with each other, or comes back."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.collector import collector_paused
from validate.custody.graph import Graph
from validate.custody.values import items
from validate.model import CustodyEvent, EventType
from validate.numbers import bare

SHORTEST = 4
"""Letters and digits of a tag that can be told from a bag's running number."""

_TRAVEL = frozenset({EventType.TRANSPORT, EventType.EXPORT, EventType.IMPORT})
_RETIRED = ("retired_tags", "tags_retired", "removed_tags", "tags_removed", "retiredtags", "tagsretired", "removedtags")


@dataclass(frozen=True, slots=True)
class Reuse:
    """A tag that two events put on two lots, or that an event bears after `first` retired it."""

    tag: str
    first: CustodyEvent
    second: CustodyEvent
    retired: bool = False


_KEPT = 2
_recent: list[tuple[Graph, dict[str, list[Reuse]]]] = []


def reuses(graph: Graph) -> dict[str, list[Reuse]]:
    """Every reuse in the record under each of its lots, remembered because it is asked for lot by lot."""
    for known, found in _recent:
        if known is graph:
            return found
    found = {}
    with collector_paused():
        every = _reuses(graph)
    for reuse in every:
        for lot in dict.fromkeys((reuse.first.lot, reuse.second.lot)):
            found.setdefault(lot, []).append(reuse)
    _recent.insert(0, (graph, found))
    del _recent[_KEPT:]
    return found


def _reuses(graph: Graph) -> list[Reuse]:
    bearers: dict[str, dict[str, CustodyEvent]] = {}
    retired: dict[str, CustodyEvent] = {}
    found: list[Reuse] = []
    for event in graph.events:
        leaving = _leaving(event)
        for tag in event.tags:
            if tag in leaving or not _can_be_told(tag):
                continue
            bearers.setdefault(tag, {}).setdefault(event.lot, event)
            if tag in retired and retired[tag].time < event.time:
                found.append(Reuse(tag, retired.pop(tag), event, True))
        for tag in leaving:
            retired.setdefault(tag, event)
    for tag, on in bearers.items():
        if len(on) > 1:
            found.extend(_unrelated(graph, tag, on))
    return found


def _can_be_told(tag: str) -> bool:
    """Whether a tag is long enough to be no running number of a bag; most tags are plain letters and digits."""
    return len(tag if tag.isascii() and tag.isalnum() else bare(tag)) >= SHORTEST


def _leaving(event: CustodyEvent) -> frozenset[str]:
    """Tags that an event takes off: named in a column for it, or of an association that ends."""
    if not event.more:
        return frozenset()
    stated = {tag for name in _RETIRED for tag in items(event.more.get(name, ""))}
    if event.more.get("action") == "DELETE":
        stated.update(event.tags)
    return frozenset(stated)


def _unrelated(graph: Graph, tag: str, on: dict[str, CustodyEvent]) -> list[Reuse]:
    """Lots under one tag, none of which went into the other: a tag goes on with its material, not to other lots."""
    roots = [lot for lot in on if not any(other in on for other in graph.ancestors([lot]) if other != lot)]
    first, found = on[roots[0]] if roots else None, []
    for lot in roots[1:]:
        if first is not None and not _one_shipment(first, on[lot]):
            found.append(Reuse(tag, first, on[lot]))
    return found


def _one_shipment(one: CustodyEvent, other: CustodyEvent) -> bool:
    """Two lots in one container travel under its one seal, on one day: the record names the container, or a document
    that is common to both."""
    if one.type not in _TRAVEL or other.type not in _TRAVEL or one.time.date() != other.time.date():
        return False
    container = one.more.get("container")
    shared = container is not None and container == other.more.get("container")
    return shared or bool(set(one.document_numbers) & set(other.document_numbers))
