"""Ink over a value on a drawn page: stamps, seals, signatures, strokes, blots, correction fluid, handwriting.

Each is drawn with a size, lean, place, colour and strength of its own. Lengths are millimetres on the sheet.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import cv2
import numpy as np

from bench.inked_hand import Hand, written
from bench.inked_sheet import Colour, Layer, Spot
from bench.inked_stamps import dark_stamp, pale_stamp, seal

Kind = Literal[
    "dark stamp", "pale stamp", "seal", "signature", "stroke", "blot", "fluid", "handwriting", "correction"
]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = (
    "dark stamp", "pale stamp", "seal", "signature", "stroke", "blot", "fluid", "handwriting", "correction",
)  # fmt: skip
BY_HAND: Final = frozenset({"handwriting", "correction"})

PENS: Final[tuple[Colour, ...]] = ((20, 34, 120), (24, 24, 28), (36, 60, 150), (52, 52, 60))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is laid on a value, whether the value was taken off before, and what is written instead."""

    layers: tuple[Layer, ...]
    taken_off: bool = False


def inked(kind: Kind, spot: Spot, text: str, rng: random.Random) -> Drawn:
    """Ink of a kind over a value; `text` is what a hand writes."""
    if kind == "handwriting":
        return Drawn((_hand(spot, text, rng, (spot.x0, spot.y1 - 0.15 * spot.height)),), taken_off=True)
    if kind == "correction":
        struck = [_stroke(spot, rng, level=True) for _ in range(rng.choice((1, 1, 2, 3)))]
        foot = spot.y0 + rng.uniform(-0.15, 0.1) * spot.height
        return Drawn((*struck, _hand(spot, text, rng, (spot.x0 + rng.uniform(-1, 4) * spot.mm, foot))))
    return Drawn((_COVERS[kind](spot, rng),))


def _line(points: Sequence[tuple[float, float]], pen: float, strength: float, rng: random.Random) -> Layer:
    """A pen's way through points, rounded, thicker and thinner as it is pressed."""
    curve = np.array(points, dtype=np.float64)
    for _ in range(3):
        near, far = 0.75 * curve[:-1] + 0.25 * curve[1:], 0.25 * curve[:-1] + 0.75 * curve[1:]
        curve = np.concatenate([curve[:1], np.stack([near, far], axis=1).reshape(-1, 2), curve[-1:]])
    pad = math.ceil(2 * pen) + 2
    left, top = math.floor(curve[:, 0].min()) - pad, math.floor(curve[:, 1].min()) - pad
    width, height = math.ceil(curve[:, 0].max()) + pad - left, math.ceil(curve[:, 1].max()) + pad - top
    cover = np.zeros((height, width), dtype=np.uint8)
    shifted = np.round((curve - (left, top)) * 8).astype(np.int32)
    press = 1.0
    for start, end in itertools.pairwise(shifted):
        press = min(1.35, max(0.7, press + rng.gauss(0, 0.06)))
        cv2.line(cover, start.tolist(), end.tolist(), 255, max(1, round(pen * press)), cv2.LINE_AA, 3)
    return Layer(left, top, np.asarray(cover * (strength / 255), dtype=np.float32), rng.choice(PENS))


def _signature(spot: Spot, rng: random.Random) -> Layer:
    """A scribble in loops across the value and beyond."""
    x, y = spot.middle
    half = max(spot.width, rng.uniform(22, 55) * spot.mm) * rng.uniform(0.5, 0.75)
    rise, lean = rng.uniform(2.5, 7.0) * spot.mm, rng.uniform(-0.12, 0.2)
    points, at = [], -half
    while at < half:
        at += rng.uniform(-0.6, 2.2) * spot.mm + 1.2 * spot.mm
        points.append((x + at, y - lean * at + rise * rng.uniform(-1, 1) * rng.choice((1.0, 1.0, 0.4))))
    return _line(points, rng.uniform(0.3, 0.75) * spot.mm, rng.uniform(0.75, 1.0), rng)


def _stroke(spot: Spot, rng: random.Random, *, level: bool = False) -> Layer:
    """One stroke through the value, along it or aslant."""
    lift = rng.uniform(-0.25, 0.25) if level or rng.random() < 0.7 else rng.choice((-1, 1)) * rng.uniform(0.5, 1.2)
    over = rng.uniform(0.2, 3.0) * spot.mm
    x, y = spot.middle
    half, drop = spot.width / 2 + over, lift * spot.height
    base = y + rng.uniform(-0.15, 0.2) * spot.height
    bend = [rng.gauss(0, 0.06) * spot.height for _ in range(5)]
    points = [(x + half * t, base + drop * t + bend[n]) for n, t in enumerate((-1.0, -0.5, 0.0, 0.5, 1.0))]
    return _line(points, rng.uniform(0.3, 0.8) * spot.mm, rng.uniform(0.8, 1.0), rng)


def _blot(spot: Spot, rng: random.Random) -> Layer:
    """A spill of ink over a third of the value to all of it."""
    return _patch(spot, rng, rng.choice(PENS), rng.uniform(0.95, 1.0))


def _fluid(spot: Spot, rng: random.Random) -> Layer:
    """Correction fluid or tape over a part of the value or all of it: white on white, with a ragged edge."""
    white = rng.randint(240, 255)
    return _patch(spot, rng, (white, white, white - rng.randint(0, 8)), rng.uniform(0.97, 1.0))


def _patch(spot: Spot, rng: random.Random, colour: Colour, strength: float) -> Layer:
    share = rng.uniform(0.34, 1.1)
    long, high = max(share * spot.width, 2 * spot.mm) / 2, spot.height * rng.uniform(0.55, 0.85)
    room = max(0.0, spot.width / 2 - long)
    x, y = spot.middle[0] + rng.uniform(-1, 1) * room, spot.middle[1] + rng.uniform(-0.1, 0.1) * spot.height
    count = 40
    outline = []
    for number in range(count):
        turn = 2 * math.pi * number / count
        # nearer to a rectangle than to an ellipse, so that the ends are covered as the middle is
        across, down = (math.copysign(abs(f(turn)) ** 0.45, f(turn)) for f in (math.cos, math.sin))
        ragged = 1 + rng.uniform(-0.03, 0.12)
        outline.append((long * across * (1 + rng.uniform(-0.01, 0.03)), high * down * ragged))
    edge = np.array(outline)
    left, top = edge.min(axis=0) - 3
    size = np.ceil(edge.max(axis=0) - (left, top) + 4).astype(int)
    cover = np.zeros((int(size[1]), int(size[0])), dtype=np.uint8)
    cv2.fillPoly(cover, [np.round(edge - (left, top)).astype(np.int32)], 255, cv2.LINE_AA)
    part = np.asarray(cover * (strength / 255), dtype=np.float32)
    return Layer(round(x + left), round(y + top), part, colour, body=True)


def _hand(spot: Spot, text: str, rng: random.Random, at: tuple[float, float]) -> Layer:
    """The text in somebody's hand, its capitals somewhat higher than the print's, its foot at a place."""
    hand, state = Hand.of(rng), rng.getrandbits(32)
    capital = min(max(0.8 * spot.height * rng.uniform(1.0, 1.7), 2.0 * spot.mm), 5.0 * spot.mm)
    cover = written(text, capital, random.Random(state), hand)
    room = spot.page - 8 * spot.mm - at[0]
    if cover.shape[1] > max(1.25 * spot.width, room):
        cover = written(text, max(1.6 * spot.mm, capital * room / cover.shape[1]), random.Random(state), hand)
    strength = np.float32(rng.uniform(0.8, 1.0))
    return Layer(round(at[0]), round(at[1] - 0.8 * cover.shape[0]), cover * strength, rng.choice(PENS))


_COVERS: Final[dict[str, Callable[[Spot, random.Random], Layer]]] = {
    "dark stamp": dark_stamp, "pale stamp": pale_stamp, "seal": seal, "signature": _signature, "stroke": _stroke,
    "blot": _blot, "fluid": _fluid,
}  # fmt: skip
