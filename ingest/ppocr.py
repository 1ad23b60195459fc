"""PP-OCRv6 on OpenVINO: finds lines of text in a picture and reads them, driven directly.

The two models lie inside the `rapidocr` package (Apache-2.0); only its files are used, none of its code, and nothing
is ever fetched. Finding works on the page reduced to 1,120 pixels, reading on crops of the page in full, gathered in
batches of like width. The output layer, made for 18,000 Chinese characters, is cut down to Latin ones.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

FIND_MODEL = "PP-OCRv6_det_small.onnx"
READ_MODEL = "PP-OCRv6_rec_small.onnx"

FIND_SIDE = 1120
"""Pixels of the longer side that lines are looked for at: 736 loses five words in a hundred, 1,280 gains none."""

INKED = 0.3
"""Share of belief from which a pixel is taken for text (the models' own setting)."""

LINE = 0.5
"""Mean belief from which a patch of such pixels is taken for a line (the models' own setting)."""

GROW = 1.6
"""How far a found patch is grown: the finder is trained to find lines shrunk by this (the models' own setting)."""

LINE_HEIGHT = 48
"""Pixels that a line is high when it is read, as the model was trained."""

WIDEST = 1600
"""Pixels of the widest crop; longer lines are read in pieces."""

BATCH = 8
MOST_LINES = 1000

_LETTERS = frozenset(
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    "¡¢£¥§©ª«®°±²³´µ·¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŽžŸ–—‘’“”•…€™"
)
"""Characters of English, French, Portuguese and Spanish papers, and of names on them."""


@dataclass(frozen=True, slots=True)
class Character:
    """A character read, with where along the line it stands (pixels of the page) and how sure the reader is."""

    text: str
    x: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its box in pixels of the page, its characters, spaces among them, and the mean confidence."""

    x0: float
    y0: float
    x1: float
    y1: float
    characters: tuple[Character, ...] = ()

    @property
    def text(self) -> str:
        """The line as read."""
        return "".join(character.text for character in self.characters)

    @property
    def confidence(self) -> float:
        """Mean confidence of its characters other than spaces; 0.0 for a line of none."""
        values = [character.confidence for character in self.characters if character.text != " "]
        return sum(values) / len(values) if values else 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """A line found but not yet read: a rectangle that may lie a little askew (centre, size, clockwise degrees)."""

    x: float
    y: float
    width: float
    height: float
    angle: float


def model_folder() -> Path | None:
    """Where the models lie, or None when they or OpenVINO are not installed. Imports neither package."""
    if importlib.util.find_spec("openvino") is None:
        return None
    package = importlib.util.find_spec("rapidocr")
    if package is None or not package.submodule_search_locations:
        return None
    folder = Path(next(iter(package.submodule_search_locations))) / "models"
    return folder if (folder / FIND_MODEL).is_file() and (folder / READ_MODEL).is_file() else None


class PpOcr:
    """The two models, loaded once per process and run on one thread."""

    name = "ppocr"

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("OPENVINO_TELEMETRY", "0")
        self._openvino: Any = importlib.import_module("openvino")
        core = self._openvino.Core()
        options = {
            "INFERENCE_NUM_THREADS": 1,
            "NUM_STREAMS": 1,
            "PERFORMANCE_HINT": "LATENCY",
            "ENABLE_CPU_PINNING": False,
        }
        finder = core.read_model(folder / FIND_MODEL)
        self._finder = core.compile_model(finder, "CPU", options)
        reader = core.read_model(folder / READ_MODEL)
        self._alphabet = self._cut_down(reader)
        self._reader = core.compile_model(reader, "CPU", options)

    @property
    def version(self) -> str:
        """Versions of the models' package and of what runs them."""
        return model_version()

    def _cut_down(self, model: Any) -> list[str]:
        """Keeps of the output layer what stands for Latin characters; gives the alphabet, the blank first."""
        listed = str(model.get_rt_info(["framework", "character"]).astype(str)).split("\n")
        whole = ["", *listed, " "]
        kept = [i for i, char in enumerate(whole) if i == 0 or char in _LETTERS or char == " "]
        softmax = model.get_results()[0].input_value(0).get_node()
        add = softmax.input_value(0).get_node()
        while add.get_type_name() == "Identity":
            add = add.input_value(0).get_node()
        product = add.input_value(0).get_node()
        weights = np.array(product.input_value(1).get_node().get_data())
        biases = np.array(add.input_value(1).get_node().get_data())
        if add.get_type_name() != "Add" or product.get_type_name() != "MatMul" or weights.shape[1] != len(whole):
            return whole  # a model of another make: all its characters stay
        constant = importlib.import_module("openvino.opset13").constant
        product.input(1).replace_source_output(constant(np.ascontiguousarray(weights[:, kept])).output(0))
        add.input(1).replace_source_output(constant(np.ascontiguousarray(biases[kept])).output(0))
        model.validate_nodes_and_infer_types()
        return [whole[i] for i in kept]

    def find(self, colour: NDArray[np.uint8]) -> list[Found]:
        """Lines of text on a page (RGB or grey), from top to bottom."""
        if colour.ndim == 2:
            colour = np.asarray(cv2.cvtColor(colour, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
        height, width = colour.shape[:2]
        factor = min(FIND_SIDE / max(height, width), 2.0)
        size = (max(32, round(width * factor / 32) * 32), max(32, round(height * factor / 32) * 32))
        small = cv2.resize(colour, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
        belief = self._finder(_tensor(np.asarray(small, dtype=np.uint8))[None])[0][0, 0]
        return _patches(belief, width / size[0], height / size[1])

    def read(self, colour: NDArray[np.uint8], found: Sequence[Found]) -> list[Line]:
        """Reads the lines given; one that cannot be read comes back without characters."""
        pieces: list[tuple[int, float, float, NDArray[np.uint8]]] = []  # line, start and extent along it, crop
        for index, each in enumerate(found):
            crop = _crop(colour, each)
            edges = _cuts(crop)
            for start, end in pairwise(edges):
                share = (start / crop.shape[1], (end - start) / crop.shape[1])
                pieces.append((index, *share, crop[:, start:end]))
        pieces.sort(key=lambda piece: piece[3].shape[1])
        characters: dict[int, list[Character]] = {index: [] for index in range(len(found))}
        for start in range(0, len(pieces), BATCH):
            group = pieces[start : start + BATCH]
            widest = max(piece[3].shape[1] for piece in group)
            width = max(64, math.ceil(widest / 64) * 64)
            batch = np.zeros((len(group), 3, LINE_HEIGHT, width), dtype=np.float32)
            for row, (_, _, _, crop) in enumerate(group):
                batch[row, :, :, : crop.shape[1]] = _tensor(crop)
            beliefs = self._reader(batch)[0]
            for belief, (index, begin, extent, crop) in zip(beliefs, group, strict=True):
                each = found[index]
                left = each.x - each.width / 2 + begin * each.width
                scale = extent * each.width / max(crop.shape[1], 1) * (width / belief.shape[0])
                characters[index].extend(self._spelt(belief, left, scale))
        return [_line(each, sorted(characters[index], key=lambda c: c.x)) for index, each in enumerate(found)]

    def _spelt(self, belief: NDArray[np.float32], left: float, scale: float) -> list[Character]:
        """Greedy decoding: the likeliest character of each step, repeats joined, blanks dropped."""
        best = belief.argmax(axis=1)
        spelt: list[Character] = []
        start = 0
        while start < len(best):
            end = start
            while end + 1 < len(best) and best[end + 1] == best[start]:
                end += 1
            if best[start] != 0:
                sure = float(belief[start : end + 1, best[start]].max())
                spelt.append(Character(self._alphabet[best[start]], left + ((start + end) / 2 + 0.5) * scale, sure))
            start = end + 1
        return spelt


def model_version() -> str:
    """Versions of the models' package and of what runs them."""
    models, runtime = importlib.metadata.version("rapidocr"), importlib.metadata.version("openvino")
    return f"PP-OCRv6 small (rapidocr {models}, openvino {runtime})"


def _tensor(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Channels first, blue first (as the models were trained), -1 to 1."""
    out: NDArray[np.float32] = (pixels[:, :, ::-1].astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)
    return out


def _patches(belief: NDArray[np.float32], scale_x: float, scale_y: float) -> list[Found]:
    """The finder's map of belief, parted into lines."""
    mask = (belief > INKED).astype(np.uint8)
    mask = np.asarray(cv2.dilate(mask, np.ones((2, 2), dtype=np.uint8)), dtype=np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found: list[Found] = []
    for contour in contours[: 4 * MOST_LINES]:
        x, y, w, h = cv2.boundingRect(contour)
        if min(w, h) < 3 or _mean_inside(belief, np.asarray(contour), x, y, w, h) < LINE:
            continue
        (cx, cy), (rw, rh), angle = cv2.minAreaRect(contour)
        if rw < rh:
            rw, rh, angle = rh, rw, angle - 90
        angle = (angle + 90) % 180 - 90
        if abs(angle) > 30 or rw < 2 * rh:  # short patches have no direction of their own; steep ones are no lines
            cx, cy, rw, rh, angle = x + w / 2, y + h / 2, float(w), float(h), 0.0
        grow = rw * rh * GROW / max(2 * (rw + rh), 1.0)
        found.append(
            Found(cx * scale_x, cy * scale_y, (rw + 2 * grow) * scale_x, (rh + 2 * grow) * scale_y, float(angle))
        )
    found.sort(key=lambda each: (each.y, each.x))
    return found[:MOST_LINES]


def _mean_inside(belief: NDArray[np.float32], contour: NDArray[Any], x: int, y: int, w: int, h: int) -> float:
    inside = np.zeros((h, w), dtype=np.uint8)
    cv2.fillPoly(inside, [contour - np.array([[x, y]])], 1)
    return float(cv2.mean(belief[y : y + h, x : x + w], inside)[0])


def _crop(colour: NDArray[np.uint8], each: Found) -> NDArray[np.uint8]:
    """The line cut out of the page in full, straightened, at the reader's height; RGB."""
    scale = LINE_HEIGHT / max(each.height, 1.0)
    width = max(8, round(each.width * scale))
    turn = math.radians(each.angle)
    cos, sin = math.cos(turn) / scale, math.sin(turn) / scale
    matrix = np.array(
        [
            [cos, -sin, each.x - cos * width / 2 + sin * LINE_HEIGHT / 2],
            [sin, cos, each.y - sin * width / 2 - cos * LINE_HEIGHT / 2],
        ]
    )
    way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    if scale < 0.6:  # shrunk by more than half, single samples would skip strokes
        x0, x1 = max(0, int(each.x - each.width / 2)), math.ceil(each.x + each.width / 2) + 1
        y0, y1 = max(0, int(each.y - each.height / 2)), math.ceil(each.y + each.height / 2) + 1
        part = colour[y0:y1, x0:x1]
        if part.size:
            crop = cv2.resize(part, (width, LINE_HEIGHT), interpolation=cv2.INTER_AREA)
            return _rgb(np.asarray(crop, dtype=np.uint8))
    crop = cv2.warpAffine(colour, matrix, (width, LINE_HEIGHT), flags=way, borderMode=cv2.BORDER_REPLICATE)
    return _rgb(np.asarray(crop, dtype=np.uint8))


def _cuts(crop: NDArray[np.uint8]) -> list[int]:
    """Columns at which a very long line is cut into pieces: the edges, and in between the whitest places about."""
    width = crop.shape[1]
    count = math.ceil(width / WIDEST)
    if count <= 1:
        return [0, width]
    # The ink of a column is how far its darkest pixel lies below the line's ground; spaces have none for a stretch.
    dark = 255 - crop.min(axis=(0, 2)).astype(np.float32)
    dark = np.convolve(dark, np.ones(9) / 9, mode="same")
    edges = [0]
    for part in range(1, count):
        middle = round(part * width / count)
        reach = WIDEST // 6
        low, high = max(edges[-1] + 16, middle - reach), min(width - 16, middle + reach)
        edges.append(low + int(dark[low:high].argmin()))
    return [*edges, width]


def _rgb(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if pixels.ndim == 3:
        return pixels
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def _line(each: Found, characters: Sequence[Character]) -> Line:
    rise = abs(math.sin(math.radians(each.angle))) * each.width / 2
    return Line(
        each.x - each.width / 2,
        each.y - each.height / 2 - rise,
        each.x + each.width / 2,
        each.y + each.height / 2 + rise,
        tuple(characters),
    )
