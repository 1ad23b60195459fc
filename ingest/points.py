"""Full stops and commas told by their ink on pages of one bit: of a comma's tail a fax leaves a pixel or two, which
readers take for dirt, and a decimal comma read as a point is another number.

What is weighed is how much ink the sign bears, how it lies about the foot of its line and how its mass is spread,
beside what PP-OCR said. The weights are data (`data/points.json`), written by `python -m bench.reading_points`.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.certainty import log_odds
from ingest.textlines import Character, Line

Boxes = NDArray[np.int32]
Grey = NDArray[np.uint8]

SIGNS = frozenset(".,")

TOLD = 0.7
"""Chance from which the other sign than the one read is believed."""

QUIET, LOUD, HEARD = 1.0, 1.5, 2.0
"""Log-odds beyond which a sign of an amount speaks for the page's others, by how much it then does at most, and how
much each hears at most: what many are unsure of may be the page's type."""

REACH = 5
"""Line heights to either side in which letters tell a sign's foot and size."""

LETTER = (0.35, 0.9)
"""Heights of letters, in the height of their line as it is found."""

ROOM = 2
"""Pixels about a sign that its softened ink reaches."""

FAINT = 25
"""Darkness below which a pixel is paper."""


class Point(NamedTuple):
    """A sign's ink: its box in pixels, the foot of the letters about it, and how high they are."""

    x: int
    y: int
    width: int
    height: int
    foot: float
    letter: float


def points_of(line: Line, boxes: Boxes) -> Iterator[tuple[int, Point]]:
    """The full stops and commas of a line, by the places of their characters, whose ink stands by itself.

    `boxes` (x, y, w, h) are those of what hangs together in the page's ink.
    """
    characters = line.characters
    places = [place for place, each in enumerate(characters) if each.text in SIGNS]
    if not places:
        return
    step = 0.8 * (line.x1 - line.x0) / len(characters)
    middles, levels = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3] / 2
    among = (middles > line.x0) & (middles < line.x1) & (levels > line.y0) & (levels < line.y1)
    boxes, middles, levels = boxes[among], middles[among], levels[among]
    for place in places:
        x = characters[place].x
        top, bottom = line.band(x)
        high = bottom - top
        near = (np.abs(middles - x) < REACH * high) & (levels > top) & (levels < bottom)
        own, at = boxes[near], middles[near]
        letters = own[(own[:, 3] > LETTER[0] * high) & (own[:, 3] < LETTER[1] * high) & (own[:, 2] < 1.2 * high)]
        if len(letters) < 2:
            continue
        letter, foot = float(np.median(letters[:, 3])), float(np.median(letters[:, 1] + letters[:, 3]))
        left = min(characters[place - 1].x if place else x, x - step)
        right = max(characters[place + 1].x if place + 1 < len(characters) else x, x + step)
        small = (own[:, 3] < 0.62 * letter) & (own[:, 2] < 0.5 * letter) & (own[:, 2] * own[:, 3] >= 4)
        low = (own[:, 1] > foot - 0.45 * letter) & (own[:, 1] < foot + 0.1 * letter)
        found = np.flatnonzero(small & low & (at > left) & (at < right))
        if len(found):
            x0, y0, width, height = own[found[np.argmin(np.abs(at[found] - x))]].tolist()
            yield place, Point(x0, y0, width, height, foot, letter)


def features(sign: Point, read: Character, grey: Grey) -> tuple[float, ...]:
    """The numbers that are weighed, lengths in the height of letters; `grey` is the page as it was read."""
    top, left = max(0, sign.y - ROOM), max(0, sign.x - ROOM)
    part = grey[top : sign.y + sign.height + ROOM + 1, left : sign.x + sign.width + ROOM]
    dark = np.asarray(255 - part, dtype=np.float64)
    dark[dark < FAINT] = 0
    rows, columns, mass = dark.sum(axis=1), dark.sum(axis=0), max(float(dark.sum()), 1.0)
    ys, xs = np.arange(len(rows)) + 0.5, np.arange(len(columns)) + 0.5
    ys, xs = ys - rows @ ys / mass, xs - columns @ xs / mass
    middle = top + 0.5 - ys[0]
    high = sign.letter
    return (
        1.0,
        10 * mass / 255 / high**2,
        5 * (middle - sign.foot) / high,
        10 * math.sqrt(max(float(rows @ ys**2), 0.0) / mass) / high,
        10 * math.sqrt(max(float(columns @ xs**2), 0.0) / mass) / high,
        100 * float(ys @ dark @ xs) / mass / high**2,
        10 * float(np.cbrt(rows @ ys**3 / mass)) / high,
        3 * sign.height / high,
        5 * (sign.y + sign.height - sign.foot) / high,
        5 * (sign.height - sign.width) / high,
        (1 if read.text == "," else -1) * log_odds(read.confidence) / 3,
    )


class Found(NamedTuple):
    """A sign found: its line, its place in it, its `features`; 1 before decimals, -1 before thousands, else 0."""

    line: int
    place: int
    values: tuple[float, ...]
    role: int


def chances(found: Sequence[Found], weights: Sequence[float] | None = None) -> list[float]:
    """How likely each of a page's signs is a comma, 0..1, by the weights in use or by others."""
    odds = [sum(a * b for a, b in zip(weights or _weights(), each.values, strict=True)) for each in found]
    said = [
        each.role * math.copysign(max(0.0, min(LOUD, abs(own) - QUIET)), own)
        for each, own in zip(found, odds, strict=True)
    ]
    whole = sum(said)
    out = []
    for each, own, loud in zip(found, odds, said, strict=True):
        heard = each.role * max(-HEARD, min(HEARD, whole - loud))
        out.append(1 / (1 + math.exp(-max(-30.0, min(30.0, own + heard)))))
    return out


def told(lines: Sequence[Line], boxes: Boxes, grey: Grey) -> list[Line]:
    """The lines with full stops and commas as their ink says, where it says so clearly.

    The signs before the decimals of a page's amounts speak for one another, and against those before thousands. A sign
    that its ink speaks against, clearly or not, is no surer than that.
    """
    found: list[Found] = []
    for number, line in enumerate(lines):
        roles = dict(roles_of(line.text))
        for place, point in points_of(line, boxes):
            values = features(point, line.characters[place], grey)
            found.append(Found(number, place, values, roles.get(place, 0)))
    characters = [list(line.characters) for line in lines]
    for each, comma in zip(found, chances(found), strict=True):
        read = characters[each.line][each.place]
        sure = comma if read.text == "," else 1 - comma
        if sure <= 1 - TOLD:
            other = "." if read.text == "," else ","
            characters[each.line][each.place] = read._replace(text=other, confidence=1 - sure)
        elif sure < min(0.5, read.confidence):
            characters[each.line][each.place] = read._replace(confidence=sure)
    return [
        line if tuple(own) == line.characters else replace(line, characters=tuple(own))
        for line, own in zip(lines, characters, strict=True)
    ]


_AMOUNT = re.compile(r"(?<![\w.,/-])(?:\d{1,3}(?:[.,]\d{3})+|\d+)([.,])\d{1,2}(?![\w/-])(?![.,]\d)")
"""A number with one or two decimals; headings of the customs tariff (7102.31) are left out where they are told."""

_HEADING = re.compile(r"\d{4}[.,]\d{2}")


def roles_of(text: str) -> Iterator[tuple[int, int]]:
    """The places of the signs in a line's amounts: 1 before decimals, -1 before thousands."""
    for amount in _AMOUNT.finditer(text):
        if _HEADING.fullmatch(amount.group()):
            continue
        for place in range(amount.start(), amount.start(1)):
            if text[place] in SIGNS:
                yield place, -1
        yield amount.start(1), 1


@functools.cache
def _weights() -> tuple[float, ...]:
    data = json.loads(resources.files("ingest").joinpath("data/points.json").read_text(encoding="utf-8"))
    return tuple(float(weight) for weight in data["weights"])
