"""Which custody lots are a paper lot's own: by lot number, else by the documents that the events name."""

from __future__ import annotations

from collections.abc import Iterable

from validate.custody.graph import Graph, graph_of
from validate.model import CustodyEvent
from validate.numbers import bare

SHORTEST_FIGURES = 4
"""Figures of a document number that may stand for it without its letters."""


def linked_lots(
    events: tuple[CustodyEvent, ...], lot_numbers: Iterable[str], document_numbers: Iterable[str]
) -> tuple[str, ...]:
    """The custody lots that papers with these lot and document numbers speak of; empty where none can be told.

    A lot number counts first (letters and digits alone are compared). Without one, the lots whose events name the most
    of the papers' document numbers; of a lot and its ancestors the latest. `document_numbers` are the numbers of the
    documents themselves and those that they quote.
    """
    graph = graph_of(events)
    named: dict[str, None] = {}
    for number in lot_numbers:
        named.update(graph.by_number.get(bare(number) or "-", {}))
    if named:
        return tuple(named)
    matched: dict[str, int] = {}
    for number in sorted({bare(number) for number in document_numbers} - {""}):
        for lot in graph.by_document.get(number) or _unprefixed(graph, number):
            matched[lot] = matched.get(lot, 0) + 1
    most = max(matched.values(), default=0)
    best = dict.fromkeys(lot for lot, count in matched.items() if count == most)
    return tuple(lot for lot in best if not any(other in best for other in graph.descendants([lot]) if other != lot))


def _unprefixed(graph: Graph, number: str) -> dict[str, None]:
    """Lots under the same number without the letters in front: papers print `024780` for `LS 024780`."""
    figures = number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if figures == number or len(figures) < SHORTEST_FIGURES or not figures[0].isdigit():
        return {}
    return graph.by_document.get(figures, {})
