"""A lot followed through aggregators and refiners: down to each lot that it began as, and up to each product of it.

Shares are by weight, exact, and carried through mixing, splitting and processing as the origins' shares are: a step
keeps the proportions of what went in. Where a weight on the way is not known, the share is not known, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from validate.custody.graph import ROOTS, Graph, ordered_from_parents, weight_made
from validate.custody.units import grams
from validate.custody.uses import used_of
from validate.model import Ancestor, CustodyEvent, EventType, Lineage, Product

MOST_PRODUCTS = 200
"""Products that are listed; a silo feeds thousands."""

Parts = dict[str, Decimal | None]
"""Lots with their share; None where it is not known."""


def lineage_of(graph: Graph, lots: Sequence[str]) -> Lineage:
    """The lineage of these lots taken together (mostly one); empty for lots that the record does not tell of."""
    if not any(graph.own(lot) for lot in lots):
        return Lineage()
    parts = contributions(graph, lots)
    own = frozenset(lots)
    events: dict[str, list[str]] = {}
    for event in (event for lot in lots for event in graph.made_by(lot)):
        for parent in dict.fromkeys(event.inputs):
            if parent not in own:
                events.setdefault(parent, []).append(event.id)
    ends = [lot for lot in graph.descendants(lots) if lot not in own and not graph.children.get(lot)]
    return Lineage(
        parents=tuple(Ancestor(lot=lot, share=parts.get(lot), events=tuple(ids)) for lot, ids in events.items()),
        sources=tuple(_source(graph, lot, parts[lot]) for lot in parts if _begins(graph, lot)),
        products=tuple(Product(lot=lot, share=_part_of(graph, lots, lot)) for lot in ends[:MOST_PRODUCTS]),
        products_not_listed=max(0, len(ends) - MOST_PRODUCTS),
    )


def contributions(graph: Graph, lots: Sequence[str]) -> Parts:
    """Every lot that went into these, and these themselves, with the share of the whole that passed through it."""
    start = list(dict.fromkeys(lots))
    order = ordered_from_parents(graph, list(graph.ancestors(start)))
    parts: Parts = {}
    weights = [(lot, weight_made(graph, lot)) for lot in start]
    for lot, share in _proportions(weights).items():
        parts[lot] = share
    for lot in reversed(order):
        if lot not in parts:
            continue
        whole = parts[lot]
        for parent, share in _proportions(_inputs(graph, lot)).items():
            if parent == lot:
                continue  # what was dug into the lot itself
            part = None if share is None or whole is None else share * whole
            before = parts.get(parent, Decimal(0))
            parts[parent] = None if part is None or before is None else before + part
    return parts


def _inputs(graph: Graph, lot: str) -> list[tuple[str, Decimal | None]]:
    """What a lot was made of, each with its grams; the lot itself stands for what was dug or recycled into it."""
    found: list[tuple[str, Decimal | None]] = []
    for event in graph.made_by(lot):
        inputs = [parent for parent in dict.fromkeys(event.inputs) if parent != lot]
        if not inputs or event.type in ROOTS:
            found.append((lot, grams(event.quantity, event.unit)))
        for parent in inputs:
            used = used_of(event, parent)
            found.append((parent, weight_made(graph, parent) if used is None else used))
    return found


def _proportions(weights: Sequence[tuple[str, Decimal | None]]) -> Parts:
    if len({lot for lot, _ in weights}) == 1:
        return {weights[0][0]: Decimal(1)}
    known = [mass for _, mass in weights if mass is not None]
    total = sum(known, Decimal(0))
    if len(known) < len(weights) or total <= 0:
        return dict.fromkeys((lot for lot, _ in weights), None)
    parts: dict[str, Decimal] = {}
    for lot, mass in weights:
        parts[lot] = parts.get(lot, Decimal(0)) + (mass or Decimal(0)) / total
    return dict(parts)


def _begins(graph: Graph, lot: str) -> bool:
    """Whether material enters the record in this lot: dug or recycled, or made of what nothing tells."""
    makers = graph.made_by(lot)
    return not makers or any(event.type in ROOTS for event in makers)


def _source(graph: Graph, lot: str, through: Decimal | None) -> Ancestor:
    root: CustodyEvent | None = next((e for e in graph.made_by(lot) if e.type in ROOTS), None)
    share = through
    if through is not None and any(parent != lot for parent, _ in _inputs(graph, lot)):
        own = _proportions(_inputs(graph, lot)).get(lot)
        share = None if own is None else own * through
    return Ancestor(
        lot=lot,
        share=share,
        country=root.country if root is not None else None,
        mine=root.mine_site if root is not None else None,
        recycled=root is not None and root.type is EventType.RECYCLE,
    )


def _part_of(graph: Graph, lots: Sequence[str], product: str) -> Decimal | None:
    parts = contributions(graph, [product])
    found = [parts[lot] for lot in lots if lot in parts]
    known = [share for share in found if share is not None]
    return sum(known, Decimal(0)) if len(known) == len(found) else None
