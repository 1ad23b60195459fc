"""How a page lies, told from the lines of text found on it: which way they run, and where they go as it is turned."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ingest.straighten import Pixels, Quarter
from ingest.textlines import Found

LONG = 1.5
"""A patch so many times as long as it is thick runs along its length."""


def sideways(found: Sequence[Found]) -> bool:
    """Whether the lines run up and down rather than across."""
    tall = sum(each.height for each in found if each.height > LONG * each.width)
    wide = sum(each.width for each in found if each.width > LONG * each.height)
    return tall > wide


def turned(found: Sequence[Found], quarter: Quarter, width: int, height: int) -> list[Found]:
    """The lines as they lie once a picture of `width` by `height` pixels is turned clockwise by a quarter turn.

    Those of a quarter turn are rectangles along the picture's sides; bows are kept at half a turn only.
    """
    if quarter == 0:
        return list(found)
    if quarter == 180:
        return [
            replace(
                each, x=width - each.x, y=height - each.y, spine=tuple(height - middle for middle in each.spine[::-1])
            )
            for each in found
        ]
    out: list[Found] = []
    for each in found:
        x, y = (height - each.y, each.x) if quarter == 90 else (each.y, width - each.x)
        out.append(Found(x, y, each.height, each.width, 0.0))
    return out


def levelled(found: Sequence[Found], angle: float, scale: float, width: int, height: int) -> list[Found]:
    """The lines once a picture of `width` by `height` is turned clockwise by `angle` about its centre, then scaled."""
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    out: list[Found] = []
    for each in found:
        x, y = each.x - width / 2, each.y - height / 2
        lift = math.tan(turn)
        half = each.width / 2
        steps = np.linspace(-half, half, len(each.spine)) if each.spine else ()
        spine = tuple(
            ((middle - each.y + lift * step) + sin * x + cos * y + height / 2) * scale
            for middle, step in zip(each.spine, steps, strict=True)
        )
        out.append(
            Found(
                (cos * x - sin * y + width / 2) * scale,
                (sin * x + cos * y + height / 2) * scale,
                each.width * scale,
                each.height * scale,
                each.angle + angle if abs(each.angle + angle) > 0.02 else 0.0,
                spine,
            )
        )
    return out


def shown(found: Sequence[Found], shape: Sequence[int], factor: float = 1.0) -> Pixels:
    """255 where there is a line, in a picture of this shape that was scaled by `factor` since they were found."""
    mask = np.zeros((int(shape[0]), int(shape[1])), dtype=np.uint8)
    for each in found:
        if each.spine:
            ends = np.linspace(each.x - each.width / 2, each.x + each.width / 2, len(each.spine))
            way = np.stack([ends, np.array(each.spine)], axis=1) * factor
            cv2.polylines(mask, [way.astype(np.int32)], False, 255, max(1, round(each.height * factor)))
        else:
            box = ((each.x * factor, each.y * factor), (each.width * factor, each.height * factor), each.angle)
            cv2.fillConvexPoly(mask, cv2.boxPoints(box).astype(np.int32), 255)
    return mask


def turned_on(quarter: Quarter, by: int) -> Quarter:
    """The quarter turn that a picture has after one and a further one, both clockwise."""
    turns: tuple[Quarter, ...] = (0, 90, 180, 270)
    return turns[(quarter + by) // 90 % 4]


FOUND_AGAIN = 1.0
"""Degrees by which a page may lie otherwise than its lines were found, before they are to be found again: boxes around
askew ones are too large."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Lines of text found in a page's picture of `width` by `height` pixels, as they lie in it.

    The picture had been turned clockwise by `quarter`; it was level, when they were found, but for `skew` (degrees).
    """

    lines: tuple[Found, ...]
    width: int
    height: int
    quarter: Quarter = 0
    skew: float = 0.0

    def turned(self, quarter: Quarter) -> list[Found]:
        """The lines as they lie once the page is turned clockwise by `quarter`."""
        return turned(self.lines, turned_on(quarter, -self.quarter), self.width, self.height)

    def level(self, quarter: Quarter, skew: float) -> bool:
        """Whether the lines were level as they were found, if the page must be turned so."""
        return (quarter - self.quarter) % 180 == 0 and abs(skew - self.skew) <= FOUND_AGAIN
