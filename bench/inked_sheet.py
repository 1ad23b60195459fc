"""A drawn page that ink is laid on, the place of a value on it, and what of the value can still be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bench.inked_hand import Cover
from bench.papermaker.degrade import Picture
from bench.papermaker.render import Rect

Colour = tuple[int, int, int]

HIDDEN: Final = 0.35
"""Share of a letter's ink below which, seen through what lies on it, nobody can read it."""

SEEN: Final = 30
"""Tones between a letter's ink and what it lies under from which it is seen."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Ink in a place of the page: its left upper corner, its cover and colour; `body` where it hides what is darker."""

    x: int
    y: int
    cover: Cover
    colour: Colour
    body: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A value's place in pixels, the page's pixels in a millimetre, and the page's width."""

    x0: float
    y0: float
    x1: float
    y1: float
    mm: float
    page: int

    @classmethod
    def on(cls, page: Picture, rect: Rect, dpi: float) -> Spot:
        """The place of a box in fractions of a page."""
        height, width = page.shape[:2]
        return cls(rect[0] * width, rect[1] * height, rect[2] * width, rect[3] * height, dpi / 25.4, width)

    @property
    def width(self) -> float:
        """Its extent along the line."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its extent down the page."""
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


def laid(page: Picture, layers: Sequence[Layer]) -> Picture:
    """The page with the layers on it."""
    out = page.copy()
    height, width = out.shape[:2]
    for layer in layers:
        high, wide = layer.cover.shape
        x0, y0, x1, y1 = max(0, layer.x), max(0, layer.y), min(width, layer.x + wide), min(height, layer.y + high)
        if x0 >= x1 or y0 >= y1:
            continue
        cover = layer.cover[y0 - layer.y : y1 - layer.y, x0 - layer.x : x1 - layer.x, None]
        under = out[y0:y1, x0:x1].astype(np.float32)
        ink = np.array(layer.colour, dtype=np.float32)
        over = np.broadcast_to(ink, under.shape) if layer.body else np.minimum(under, ink)
        out[y0:y1, x0:x1] = np.clip(under * (1 - cover) + over * cover, 0, 255).astype(np.uint8)
    return out


def taken_off(page: Picture, spot: Spot) -> Picture:
    """The page without the print in a place: the ground about it instead, rulings above and below left."""
    out = page.copy()
    x0, y0, x1, y1 = round(spot.x0) - 1, round(spot.y0 + 1), round(spot.x1) + 2, round(spot.y1 - 1)
    part = out[max(0, y0) : y1, max(0, x0) : x1]
    flat = part.reshape(-1, 3)
    light = flat.astype(np.int32).sum(axis=1)
    part[:] = np.median(flat[light >= np.percentile(light, 60)], axis=0).astype(np.uint8)
    return out


def hidden_letters(page: Picture, bare: Picture, layers: Sequence[Layer], spot: Spot) -> int:
    """How many of a value's letters nobody can read under the layers; `bare` is the page without the value.

    Letters are told by the gaps between them; those that touch count as one.
    """
    x0, y0, x1, y1 = int(spot.x0), int(spot.y0), math.ceil(spot.x1), math.ceil(spot.y1)
    print_ = _apart(page, bare, (x0, y0, x1, y1)) > 60
    seen = _apart(laid(page, layers), laid(bare, layers), (x0, y0, x1, y1)) > SEEN
    columns = np.concatenate([[False], print_.any(axis=0), [False]])
    edges = np.flatnonzero(columns[1:] != columns[:-1])
    hidden = 0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        letter = print_[:, start:end]
        hidden += letter.sum() >= 4 and float(seen[:, start:end][letter].mean()) < HIDDEN
    return int(hidden)


def _apart(one: Picture, other: Picture, area: tuple[int, int, int, int]) -> Cover:
    x0, y0, x1, y1 = area
    apart = one[y0:y1, x0:x1].astype(np.float32) - other[y0:y1, x0:x1].astype(np.float32)
    return np.asarray(np.abs(apart @ np.array([0.3, 0.59, 0.11], dtype=np.float32)), dtype=np.float32)
