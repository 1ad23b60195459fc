"""Values as a pen writes them: an alphabet of single strokes, slanted, uneven in size and never twice the same.

A letter is a list of strokes, a stroke a row of points of two digits each: across, and up from 0 (the foot of a `g`);
letters stand on 3, small ones reach to 6 and capitals to 9. A point given twice is a corner; elsewhere pens go round.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Cover = NDArray[np.float32]
"""How much of each pixel ink covers, 0..1."""

LETTERS: Final = {
    "0": "29070523454729", "1": "072923", "2": "08294847030343", "3": "08294847262645442304",
    "4": "29050545 3733", "5": "49090906062746442304", "6": "391705133344361605", "7": "09494913 1636",
    "8": "482908264544230405264748", "9": "482908072647484833",
    "A": "03292943 1535", "B": "0903 092948472606 2645442303", "C": "4829180705142344", "D": "0903 092947452303",
    "E": "490909030343 0636", "F": "49090903 0636", "G": "4829180705142344464626", "H": "0903 4943 0646",
    "I": "1913", "J": "39342304", "K": "0903 49060643", "L": "09030343", "M": "0309092525494943",
    "N": "030909434349", "O": "2918070514233445473829", "P": "0309 092948472606",
    "Q": "2918070514233445473829 3452", "R": "0309 092948472606 2643", "S": "482908072645442304", "T": "0949 2923",
    "U": "09051423344549", "V": "09232349", "W": "0913132727333359", "X": "0943 4903", "Y": "0926 4913",
    "Z": "094949030343",
    "a": "36160504132334 3633", "b": "0903 0516263534231304", "c": "3526160504132334", "d": "36160504132334 3933",
    "e": "05353526160504132334", "f": "39291813 0626", "g": "36160504132334 36312001", "h": "0903 0516263533",
    "i": "1613 18", "j": "26211001 28", "k": "0903 36040433", "l": "191423", "m": "0603 05162523 25364543",
    "n": "0603 0516263533", "o": "160504132334352616", "p": "0600 0516263534231304", "q": "36160504132334 3630",
    "r": "0603 05162636", "s": "36160525342303", "t": "18142334 0626", "u": "0604132334 3633", "v": "06131336",
    "w": "0613132525333346", "x": "0633 3603", "y": "0623 3610", "z": "063636030333",
    ".": "03", ",": "1302", ":": "03 05", ";": "1302 15", "-": "0535", "\N{EN DASH}": "0535", "/": "0339",
    "(": "29171523", ")": "09171503", "'": "1918", "&": "0545 2723", "+": "0545 2723", " ": "",
    "%": "0339 0908 3433", "$": "482908072645442304 2A22",
}  # fmt: skip
MARKS: Final = {
    "\N{COMBINING ACUTE ACCENT}": "1728", "\N{COMBINING GRAVE ACCENT}": "1827",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "071827", "\N{COMBINING TILDE}": "07182728",
    "\N{COMBINING DIAERESIS}": "07 27", "\N{COMBINING CEDILLA}": "132211",
}  # fmt: skip

CAPITAL: Final = 6.0
"""Height of a capital, in the letters' own measure."""

FINE: Final = 4
"""How many times finer it is drawn than it is shown."""

SPACE: Final = 2.6


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody writes: lean, width of letters, room between them, unsteadiness, and the pen's width in capitals."""

    lean: float
    narrow: float
    gap: float
    shake: float
    pen: float

    @classmethod
    def of(cls, rng: random.Random) -> Hand:
        """Somebody's."""
        return cls(
            rng.uniform(-0.1, 0.45), rng.uniform(0.72, 1.1), rng.uniform(0.9, 1.7), rng.uniform(0.08, 0.32),
            rng.uniform(0.07, 0.13),
        )  # fmt: skip


def writable(text: str) -> bool:
    """Whether the alphabet has every letter of a text."""
    return bool(text.strip()) and all(one in LETTERS or one in MARKS for one in unicodedata.normalize("NFD", text))


def written(text: str, capital: float, rng: random.Random, hand: Hand | None = None) -> Cover:
    """The text in a hand whose capitals are so many pixels high; `text` must be `writable`."""
    hand = hand or Hand.of(rng)
    strokes: list[NDArray[np.float64]] = []
    at, drift, raised, last = 1.0, 0.0, 0.0, 0.0
    for one in unicodedata.normalize("NFD", text):
        if one == " ":
            at += SPACE * rng.uniform(0.8, 1.3)
            continue
        own = MARKS.get(one) or LETTERS[one]
        if one in MARKS:
            strokes += _letter(own, at - last, (1.0, raised), drift, hand, rng)
            continue
        raised = 3.0 if one.isupper() else 0.0
        drift = 0.75 * drift + rng.gauss(0, 0.22)
        size = rng.uniform(0.88, 1.14)
        strokes += _letter(own, at, (size, 0.0), drift, hand, rng)
        last = (_width(own) * size * hand.narrow) + hand.gap * rng.uniform(0.75, 1.25)
        at += last
    return _drawn(strokes, capital, hand, rng)


def _width(strokes: str) -> float:
    return max((int(x) for stroke in strokes.split() for x in stroke[::2]), default=0)


def _letter(
    strokes: str, at: float, sized: tuple[float, float], drift: float, hand: Hand, rng: random.Random
) -> list[NDArray[np.float64]]:
    size, raised = sized
    found = []
    for stroke in strokes.split():
        pairs = zip(stroke[::2], stroke[1::2], strict=True)
        points = np.array([(int(x, 16), int(y, 16) - 3.0) for x, y in pairs])
        corners = np.array(
            [index > 0 and bool((points[index] == points[index - 1]).all()) for index in range(len(points))]
        )
        moved = points + np.array([[rng.gauss(0, hand.shake), rng.gauss(0, hand.shake)] for _ in points])
        moved[corners] = moved[np.flatnonzero(corners) - 1]
        moved = _rounded(moved)
        ys = moved[:, 1] * size + raised + drift
        found.append(np.stack([at + moved[:, 0] * size * hand.narrow + hand.lean * ys, ys], axis=1))
    return found


def _rounded(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """A row of points with its corners cut twice; points given twice stay corners."""
    for _ in range(2):
        if len(points) > 2:
            near, far = 0.75 * points[:-1] + 0.25 * points[1:], 0.25 * points[:-1] + 0.75 * points[1:]
            between = np.stack([near, far], axis=1).reshape(-1, 2)
            points = np.concatenate([points[:1], between, points[-1:]])
    return points


def _drawn(strokes: list[NDArray[np.float64]], capital: float, hand: Hand, rng: random.Random) -> Cover:
    every = np.concatenate(strokes)
    scale = FINE * capital / CAPITAL
    left, top = every[:, 0].min() - 1, every[:, 1].max() + 1
    width, height = every[:, 0].max() + 1 - left, top - (every[:, 1].min() - 1)
    cover = np.zeros((max(1, round(height * scale)), max(1, round(width * scale))), dtype=np.uint8)
    for stroke in strokes:
        pixels = np.stack([(stroke[:, 0] - left) * scale, (top - stroke[:, 1]) * scale], axis=1)
        pen = max(1, round(FINE * capital * hand.pen * rng.uniform(0.85, 1.2)))
        if len(pixels) == 1:
            x, y = (round(float(each)) for each in pixels[0])
            cv2.circle(cover, (x, y), max(1, round(0.7 * pen)), 255, -1, cv2.LINE_AA)
        else:
            cv2.polylines(cover, [np.round(pixels).astype(np.int32)], False, 255, pen, cv2.LINE_AA)
    size = (max(1, cover.shape[1] // FINE), max(1, cover.shape[0] // FINE))
    return np.asarray(cv2.resize(cover, size, interpolation=cv2.INTER_AREA) / 255, dtype=np.float32)
