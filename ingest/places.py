"""Boxes on a page put together."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Box


def grown(box: Box, margin: float) -> Box:
    """The box grown by a margin (in fractions of the page) on every side, as far as the page goes."""
    return Box(
        max(0.0, box.x0 - margin), max(0.0, box.y0 - margin), min(1.0, box.x1 + margin), min(1.0, box.y1 + margin)
    )


def joined(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, those that meet joined to one that holds both."""
    kept: list[Box] = []
    for each in boxes:
        box = each
        while True:
            met = next((other for other in kept if meet(box, other)), None)
            if met is None:
                break
            kept.remove(met)
            box = box.union(met)
        kept.append(box)
    return kept


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes share ground or touch."""
    return a.x0 <= b.x1 and b.x0 <= a.x1 and a.y0 <= b.y1 and b.y0 <= a.y1
