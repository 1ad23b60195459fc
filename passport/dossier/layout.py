"""Where the parts of a chain's map lie: one layout, drawn as SVG in HTML and as vectors in the PDF.

Steps stand in columns from left to right, each to the right of all that it depends on. A chain that is longer than the
row goes on in the next row (a band), so that a page can end between two bands. Lengths are in points, y down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from passport.dossier.model import Chain, Step
from passport.dossier.wrapping import Measure, wrapped

Style = Literal["title", "strong", "plain", "quiet"]
TITLE, TEXT = 8.4, 7.6
"""Sizes of a card's type in points."""

LEADING = 10.2
_PAD, _MARGIN, _GAP, _SLOT, _LANES = 6.0, 16.0, 40.0, 8.0, 5
_BADGE = 13.0
MOST_HIGH = 6
"""Cards above each other; further ones of a column become one card that names their number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card; x and y are its baseline's beginning."""

    text: str
    x: float
    y: float
    style: Style


@dataclass(frozen=True, slots=True)
class Card:
    """A step on the map: its box, its number, its kind (for colour and sign), its lines."""

    number: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Wire:
    """A way from one step to another, or to the edge of its band: corners, and whether an arrow ends it."""

    points: tuple[tuple[float, float], ...]
    arrow: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A row of the map."""

    width: float
    height: float
    cards: tuple[Card, ...]
    wires: tuple[Wire, ...]


@dataclass(slots=True)
class _Item:
    """A step in its column, or (step None) a place through which a longer way passes."""

    step: int | None
    layer: int
    rank: float = 0.0
    y: float = 0.0
    height: float = _SLOT
    more: int = 0


def lay_out(chain: Chain, columns: int, width: float, measure: Measure, further: Callable[[int], str]) -> list[Band]:
    """The bands of a chain's map; `further` words the card that stands for so many more steps."""
    if not chain.steps:
        return []
    layers = _layers(len(chain.steps), chain.links)
    wide = (width - 2 * _MARGIN - (columns - 1) * _GAP) / columns
    items: list[_Item] = []
    of_step: dict[int, _Item] = {}
    for layer in range(max(layers) + 1):
        own = [step for step, at in enumerate(layers) if at == layer]
        shown = own if len(own) <= MOST_HIGH else own[: MOST_HIGH - 1]
        for step in shown:
            of_step[step] = _Item(step, layer, float(step))
            items.append(of_step[step])
        if len(shown) < len(own):
            rest = _Item(own[len(shown)], layer, float(own[len(shown)]), more=len(own) - len(shown))
            items.append(rest)
            of_step.update(dict.fromkeys(own[len(shown) :], rest))
    ways = _ways(chain, of_step, items)
    _order(items, ways)
    # A way that leaves its band at once has no room for a label: the card that it leads to tells the share.
    told = {id(way[-1]) for way, label in ways if label and way[0].layer % columns == columns - 1}
    cards = {
        id(item): _card(chain.steps[item.step], item, wide, measure, further, told=id(item) in told)
        for item in items
        if item.step is not None
    }
    for item in items:
        if item.step is not None:
            item.height = cards[id(item)].height
    return [_band(number, columns, width, wide, items, ways, cards) for number in range(max(layers) // columns + 1)]


def _layers(count: int, links: Sequence[tuple[int, int, str]]) -> list[int]:
    """The column of each step: right of all that leads to it; what begins a way stands just before its use."""
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for one, other, _ in links:
        before.setdefault(other, []).append(one)
        after.setdefault(one, []).append(other)
    layers = [0] * count
    for step in range(count):
        layers[step] = max((layers[one] + 1 for one in before.get(step, ())), default=0)
    for step in range(count):
        if step not in before and step in after:
            layers[step] = min(layers[other] for other in after[step]) - 1
    return layers


def _ways(chain: Chain, of_step: dict[int, _Item], items: list[_Item]) -> list[tuple[list[_Item], str]]:
    """Each link as the items that it runs through, one in every column between its ends."""
    ways: list[tuple[list[_Item], str]] = []
    drawn: set[tuple[int, int]] = set()
    for one, other, label in chain.links:
        start, end = of_step[one], of_step[other]
        if (id(start), id(end)) in drawn or start.layer >= end.layer:
            continue
        drawn.add((id(start), id(end)))
        way = [start]
        for layer in range(start.layer + 1, end.layer):
            way.append(_Item(None, layer, start.rank))
            items.append(way[-1])
        ways.append(([*way, end], "" if start.more or end.more else label))
    return ways


def _order(items: list[_Item], ways: Sequence[tuple[list[_Item], str]]) -> None:
    """Puts the items of a column in the order of what leads to them, so that ways cross little."""
    leading: dict[int, list[_Item]] = {}
    for way, _ in ways:
        for one, other in pairwise(way):
            leading.setdefault(id(other), []).append(one)
    for layer in range(1, max(item.layer for item in items) + 1):
        column = sorted((item for item in items if item.layer == layer), key=lambda item: item.rank)
        before = sorted((item for item in items if item.layer == layer - 1), key=lambda item: item.rank)
        place = {id(item): float(number) for number, item in enumerate(before)}
        for number, item in enumerate(column):
            found = [place[id(one)] for one in leading.get(id(item), ())]
            item.rank = sum(found) / len(found) + number * 1e-6 if found else item.rank + 1e-3
    for layer in range(max(item.layer for item in items) + 1):
        column = sorted((item for item in items if item.layer == layer), key=lambda item: item.rank)
        for number, item in enumerate(column):
            item.rank = float(number)


def _band(
    number: int,
    columns: int,
    width: float,
    wide: float,
    items: Sequence[_Item],
    ways: Sequence[tuple[list[_Item], str]],
    cards: dict[int, Card],
) -> Band:
    first, last = number * columns, number * columns + columns - 1
    entering = [w for w in ways if any(a.layer < first <= b.layer for a, b in pairwise(w[0]))]
    leaving = [w for w in ways if any(a.layer <= last < b.layer for a, b in pairwise(w[0]))]
    top = 8.0 + (4.0 * min(len(entering), _LANES) if entering else 0.0)
    own = [item for item in items if first <= item.layer <= last]
    high = 0.0
    for layer in range(first, last + 1):
        column = [item for item in own if item.layer == layer]
        high = max(high, sum(item.height for item in column) + 10.0 * (len(column) - 1))
    for layer in range(first, last + 1):
        column = sorted((item for item in own if item.layer == layer), key=lambda item: item.rank)
        y = top + (high - sum(item.height for item in column) - 10.0 * (len(column) - 1)) / 2
        for item in column:
            item.y = y
            y += item.height + 10.0
    bottom = top + high
    height = bottom + (8.0 + 4.0 * min(len(leaving), _LANES) if leaving else 4.0)

    def left(item: _Item) -> float:
        return _MARGIN + (item.layer - first) * (wide + _GAP)

    wires: list[Wire] = []
    for way, label in ways:
        points: list[tuple[float, float]] = []
        for one, other in pairwise(way):
            if first <= one.layer and other.layer <= last:
                points += _across(one, other, left(one) + wide, left(other))
            elif first <= one.layer <= last < other.layer:
                lane = min(_lane(leaving, way), _LANES - 1)
                edge = left(one) + wide + 4.0 + 2.0 * lane
                y = _middle(one)
                points += [(left(one) + wide, y), (edge, y), (edge, bottom + 5.0 + 4.0 * lane)]
                points += [(4.0 + 2.0 * lane, bottom + 5.0 + 4.0 * lane), (4.0 + 2.0 * lane, height)]
                wires.append(Wire(tuple(points), arrow=False))
                points = []
            elif one.layer < first <= other.layer <= last:
                lane = min(_lane(entering, way), _LANES - 1)
                points = [(4.0 + 2.0 * lane, 0.0), (4.0 + 2.0 * lane, _middle(other)), (left(other), _middle(other))]
            if points and other.step is None and other.layer < last:
                points.append((left(other) + wide, _middle(other)))
        if points:
            begun = first <= way[0].layer <= last
            wires.append(Wire(tuple(points), arrow=way[-1].layer <= last, label=label if begun else ""))
    placed = tuple(_moved(cards[id(item)], left(item), item.y) for item in own if item.step is not None)
    return Band(width, height, placed, tuple(wires))


def _lane(ways: Sequence[tuple[list[_Item], str]], way: list[_Item]) -> int:
    return next(number for number, other in enumerate(ways) if other[0] is way)


def _middle(item: _Item) -> float:
    return item.y + item.height / 2


def _across(one: _Item, other: _Item, x0: float, x1: float) -> list[tuple[float, float]]:
    y0, y1 = _middle(one), _middle(other)
    if abs(y0 - y1) < 0.5:
        return [(x0, y0), (x1, y0)]
    # Near its end, so that the beginning has room for a label; ways to other cards run beside it, not over it.
    middle = x1 - 9.0 - 4.0 * (int(other.rank) % 3)
    return [(x0, y0), (middle, y0), (middle, y1), (x1, y1)]


def _card(
    step: Step, item: _Item, width: float, measure: Measure, further: Callable[[int], str], *, told: bool
) -> Card:
    """A step's card at the origin; `told` names the shares of what met in it, where no way has room for a label."""
    room = width - 2 * _PAD
    y = _PAD + TITLE
    lines: list[Line] = []

    def put(text: str, style: Style, most: int, indent: float = 0.0) -> None:
        nonlocal y
        bold = style in ("title", "strong")
        size = TITLE if style == "title" else TEXT
        for piece in wrapped(text, room - indent, size, bold, measure, most):
            lines.append(Line(piece, _PAD + indent, y, style))
            y += LEADING

    if item.more:
        put(further(item.more), "strong", 3)
        return Card("", "more", 0, 0, width, y - LEADING + _PAD + 3, tuple(lines))
    put(step.title, "title", 2, _BADGE + 4.0)
    y += 1.5
    for who in step.who:
        put(who, "strong", 2)
    put(step.where, "plain", 2)
    put(" · ".join(part for part in (step.date, step.mass) if part), "quiet", 2)
    if told:
        put(step.shares, "quiet", 3)
    return Card(str(step.number), step.kind, 0, 0, width, y - LEADING + _PAD + 2, tuple(lines))


def _moved(card: Card, x: float, y: float) -> Card:
    lines = tuple(Line(line.text, line.x + x, line.y + y, line.style) for line in card.lines)
    return Card(card.number, card.kind, x, y, card.width, card.height, lines)
