"""PP-OCRv6 on OpenVINO: finds lines of text in a picture and reads them, driven directly.

The models lie inside the `rapidocr` package (Apache-2.0); only its files are used, none of its code, and nothing
is ever fetched. Finding works on the page reduced to 1,120 pixels, reading on crops of the page in full, gathered in
batches of like width. The output layer, made for 18,000 Chinese characters, is cut down to Latin ones.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest import heap
from ingest.lie import levelled
from ingest.straighten import level, shrunk
from ingest.textlines import LINE_HEIGHT, Belief, Character, Found, Line, crop_of, cuts_of, line_of, patches

FIND_MODEL = "PP-OCRv6_det_small.onnx"
READ_MODEL = "PP-OCRv6_rec_small.onnx"
TURN_MODEL = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
"""Tells whether a line stands on its head."""

FIND_SIDE = 1120
"""Pixels of the longer side that lines are looked for at: 736 loses five words in a hundred, 1,280 gains none."""

FINE_SIDE = 1440
"""The same for pages of one bit; what it gains (little on unseen pages) is in docs/benchmarks.md."""

SEAM = 64
"""Pixels that each part of a picture looked at in parts reaches into the next: text of a line or two."""

TURN_WIDTH = 192
"""Pixels of a line's width that are looked at to tell whether it stands on its head, as the model was trained."""

TURN_LINES = 12
"""Lines that are asked: the longest for their height. Each is right nine times in ten, their majority always was."""

NO_PICTURE = 128
"""What fills a batch beside a line: the middle of all greys, which the models take for nothing."""

BATCH = 8
"""Most lines read at once: more gains nothing."""

RELEASED = 8
"""Lines after the reading of which the model's memory is let go: a few strips of a text layer are read in little."""

DOUBTED = 0.95
"""Lines with a letter less sure than this keep what else was held likely along them."""

BATCH_WIDTH = 3200
"""Most pixels of width in one batch: it bounds memory, and wide lines gain nothing from company."""
_LETTERS = frozenset(
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    "¡¢£¥§©ª«®°±²³´µ·¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŽžŸ–—‘’“”•…€™"
)
"""Characters of English, French, Portuguese and Spanish papers, and of names on them."""


def model_folder() -> Path | None:
    """Where the models lie, or None when they or OpenVINO are not installed. Imports neither package."""
    if importlib.util.find_spec("openvino") is None:
        return None
    package = importlib.util.find_spec("rapidocr")
    if package is None or not package.submodule_search_locations:
        return None
    folder = Path(next(iter(package.submodule_search_locations))) / "models"
    return folder if all((folder / each).is_file() for each in (FIND_MODEL, READ_MODEL, TURN_MODEL)) else None


Piece = tuple[int, float, float, NDArray[np.uint8]]
"""A crop to be read: which line it is of, where along it it begins and how much of it it is (0..1), its pixels."""


class PpOcr:
    """The models, loaded once per process and run on one thread."""

    name = "ppocr"

    def __init__(self, folder: Path) -> None:
        self._openvino: Any = importlib.import_module("openvino")
        core = self._openvino.Core()
        options = {
            "INFERENCE_NUM_THREADS": 1,
            "NUM_STREAMS": 1,
            "PERFORMANCE_HINT": "LATENCY",
            "ENABLE_CPU_PINNING": False,
            "CPU_RUNTIME_CACHE_CAPACITY": "4",  # every shape kept ready costs memory
        }
        finder = _taking_bytes(self._openvino, core.read_model(folder / FIND_MODEL))
        self._finder = core.compile_model(finder, "CPU", options)
        # Processors that have no half-precision numbers make the finder's layers of twice the size.
        self._broad = self._finder.get_property("INFERENCE_PRECISION_HINT").get_size() > 2
        reader = core.read_model(folder / READ_MODEL)
        self._alphabet = self._cut_down(reader)
        self._reader = core.compile_model(_taking_bytes(self._openvino, reader), "CPU", options)
        turner = _taking_bytes(self._openvino, core.read_model(folder / TURN_MODEL))
        self._turner = core.compile_model(turner, "CPU", options)

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

    def find(self, colour: NDArray[np.uint8], *, fine: bool = False, skew: float = 0.0) -> list[Found]:
        """Lines of text on a page (RGB or grey), from top to bottom; `fine` looks at more pixels.

        `skew` is as in `OcrEngine.find`.
        """
        height, width = colour.shape[:2]
        factor = min((FINE_SIDE if fine else FIND_SIDE) / max(height, width), 2.0)
        size = (max(32, round(width * factor / 32) * 32), max(32, round(height * factor / 32) * 32))
        small = shrunk(colour, *size, cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
        small = level(small, skew)
        if small.ndim == 2:
            small = np.asarray(cv2.cvtColor(small, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
        heap.make_room(height * width)  # what came before is not to stand beside the finder's layers
        belief = self._believed(small)
        self._finder.release_memory()  # what a page of this size took: what comes next may use it
        heap.make_room(height * width)
        found = patches(belief, width / size[0], height / size[1])
        return levelled(found, -skew, 1.0, width, height) if skew else found

    def _believed(self, small: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The finder's map of belief; of a large picture it is made in parts, which takes less memory."""
        lying = small.shape[1] > small.shape[0]
        length = max(small.shape[:2])
        parts = (length > FIND_SIDE) + (self._broad and length > FIND_SIDE // 2) + 1
        if parts == 1:
            return np.asarray(self._finder(small[None])[0][0, 0])
        reach = min(length, round((length / parts + SEAM * min(parts - 1, 2)) / 32) * 32)
        belief = np.empty(small.shape[:2], dtype=np.float32)
        along = belief.T if lying else belief
        for number in range(parts):  # all of one size, for which the finder is made ready once
            first, last = length * number // parts, length * (number + 1) // parts
            start = min(max(0, first - SEAM), length - reach) if number < parts - 1 else length - reach
            part = small[:, start : start + reach] if lying else small[start : start + reach]
            found = self._finder(np.ascontiguousarray(part)[None])[0][0, 0]
            along[first:last] = (found.T if lying else found)[first - start : last - start]
        return belief

    def upside_down(self, colour: NDArray[np.uint8], found: Sequence[Found]) -> float | None:
        """The share of these lines, running across, that stand on their head; None where there are none."""
        asked = sorted(found, key=lambda each: -each.width / max(each.height, 1.0))[:TURN_LINES]
        if not asked:
            return None
        batch = np.full((len(asked), LINE_HEIGHT, TURN_WIDTH, 3), NO_PICTURE, dtype=np.uint8)
        for row, each in enumerate(asked):
            crop = crop_of(colour, each)
            start = max(0, (crop.shape[1] - TURN_WIDTH) // 2)
            part = crop[:, start : start + TURN_WIDTH]
            batch[row, :, : part.shape[1]] = part
        return float((self._turner(batch)[0][:, 1] > 0.5).mean())

    def read(self, colour: NDArray[np.uint8], found: Sequence[Found]) -> list[Line]:
        """Reads the lines given; one that cannot be read comes back without characters."""
        pieces: list[Piece] = []
        for index, each in enumerate(found):
            crop = crop_of(colour, each)
            edges = cuts_of(crop)
            for start, end in pairwise(edges):
                share = (start / crop.shape[1], (end - start) / crop.shape[1])
                pieces.append((index, *share, crop[:, start:end]))
        pieces.sort(key=lambda piece: piece[3].shape[1])
        characters: dict[int, list[Character]] = {index: [] for index in range(len(found))}
        kept: dict[int, list[Belief]] = {}
        start = 0
        while start < len(pieces):
            group = _batch(pieces[start:])
            start += len(group)
            widest = max(piece[3].shape[1] for piece in group)
            width = max(64, math.ceil(widest / 64) * 64)
            batch = np.empty((len(group), LINE_HEIGHT, width, 3), dtype=np.uint8)
            for row, (_, _, _, crop) in enumerate(group):
                batch[row, :, : crop.shape[1]] = crop
                batch[row, :, crop.shape[1] :] = NO_PICTURE
            beliefs = self._reader(batch)[0]
            likeliest = beliefs.argmax(axis=2)
            sure = np.take_along_axis(beliefs, likeliest[:, :, None], axis=2)[:, :, 0]
            for row, (index, begin, extent, crop) in enumerate(group):
                each = found[index]
                left = each.x - each.width / 2 + begin * each.width
                scale = extent * each.width / max(crop.shape[1], 1) * (width / beliefs.shape[1])
                spelt = self._spelt(likeliest[row], sure[row], left, scale)
                characters[index].extend(spelt)
                if any(each.confidence < DOUBTED and each.text.isalpha() for each in spelt):
                    kept.setdefault(index, []).append(_kept(beliefs[row], left, scale, self._alphabet))
        if len(found) > RELEASED:
            self._reader.release_memory()
        return [
            line_of(each, sorted(characters[index], key=lambda c: c.x), kept.get(index, ()))
            for index, each in enumerate(found)
        ]

    def strips(self, strips: Sequence[NDArray[np.uint8]]) -> list[list[tuple[str, float, float]]]:
        """See `proofreading.StripReader`. Each is read by itself: strips of one width need no new plan of the model."""
        found: list[list[tuple[str, float, float]]] = []
        for strip in strips:
            crop = np.asarray(cv2.cvtColor(strip, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
            characters: list[Character] = []
            for start, end in pairwise(cuts_of(crop)):
                width = math.ceil((end - start) / 32) * 32
                piece = np.full((1, LINE_HEIGHT, width, 3), NO_PICTURE, dtype=np.uint8)
                piece[0, :, : end - start] = crop[:, start:end]
                belief = self._reader(piece)[0][0]
                scale = width / belief.shape[0]
                characters.extend(self._spelt(belief.argmax(axis=1), belief.max(axis=1), float(start), scale))
            found.append([(each.text, each.x, each.confidence) for each in characters])
        return found

    def _spelt(self, best: NDArray[np.int64], sure: NDArray[np.float32], left: float, scale: float) -> list[Character]:
        """Greedy decoding: of each step the likeliest character and how sure it is, repeats joined, blanks dropped."""
        starts = np.concatenate([[0], np.flatnonzero(best[1:] != best[:-1]) + 1])
        surest = np.maximum.reduceat(sure, starts).tolist()
        return [
            Character(self._alphabet[char], left + ((start + end) / 2 + 0.5) * scale, each)
            for char, start, end, each in zip(
                best[starts].tolist(), starts.tolist(), [*(starts[1:] - 1).tolist(), len(best) - 1], surest, strict=True
            )
            if char != 0
        ]


def _taking_bytes(openvino: Any, model: Any) -> Any:
    """The model with a first layer that makes of a picture as it is (N, H, W, RGB) what the model was trained on:
    channels first, blue first, -1 to 1."""
    process = importlib.import_module("openvino.preprocess")
    prepared = process.PrePostProcessor(model)
    given = prepared.input()
    given.tensor().set_element_type(openvino.Type.u8).set_layout(openvino.Layout("NHWC"))
    given.tensor().set_color_format(process.ColorFormat.RGB)
    steps = given.preprocess().convert_element_type(openvino.Type.f32).convert_color(process.ColorFormat.BGR)
    steps.mean(127.5).scale(127.5)
    given.model().set_layout(openvino.Layout("NCHW"))
    return prepared.build()


def model_version() -> str:
    """Versions of the models' package and of what runs them."""
    models, runtime = importlib.metadata.version("rapidocr"), importlib.metadata.version("openvino")
    return f"PP-OCRv6 small (rapidocr {models}, openvino {runtime})"


def _kept(beliefs: NDArray[np.float32], left: float, scale: float, alphabet: Sequence[str]) -> Belief:
    """What the reader believed of a line's steps, in half the memory, for whoever weighs its words again."""
    return Belief(left, scale, _halved(beliefs), alphabet)


LEAST_NORMAL = 2.0**-14
"""Half-precision numbers below this are so many 2**-24, and the bits of their number are that count."""


def _halved(beliefs: NDArray[np.float32]) -> NDArray[np.float16]:
    """The beliefs (0 to 1) in half precision, to the nearest number and of two to the even one.

    That is what numpy makes of them: by itself it takes ten times as long, over numbers below `LEAST_NORMAL`, which
    most beliefs are.
    """
    bits = np.ascontiguousarray(beliefs, dtype=np.float32).view(np.uint32)
    usual = ((bits + 0x0FFF + (bits >> 13 & 1)) >> 13) - np.uint32(112 << 10)
    small = np.rint(beliefs * np.float32(2.0**24)).astype(np.uint32)
    return np.where(beliefs < LEAST_NORMAL, small, usual).astype(np.uint16).view(np.float16)


def _batch(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The first pieces (of rising width) that are read together."""
    count = 1
    while count < min(BATCH, len(pieces)) and (count + 1) * pieces[count][3].shape[1] <= BATCH_WIDTH:
        count += 1
    return pieces[:count]
