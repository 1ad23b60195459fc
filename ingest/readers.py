"""The readers put together: PP-OCR and Tesseract side by side where both are installed, else Tesseract alone."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ingest import points, straighten
from ingest.errors import EngineMissing
from ingest.merge import merged, texts
from ingest.ocr import OcrEngine, Raster, Read, tesseract
from ingest.overlooked import as_dark_as, overlooked
from ingest.ppocr import PpOcr, model_folder
from ingest.proofreading import StripReader
from ingest.specks import is_grainy
from ingest.stacked import are_print, rows_of
from ingest.textlines import LINE_HEIGHT, Found, Line
from ingest.tongue import likeliest
from ingest.wording import worded

Choice = Literal["auto", "both", "tesseract"]
"""Which engines read: `auto` takes the second reader where it is installed."""


class BothReaders:
    """PP-OCR reads every line; Tesseract reads the page in the languages that PP-OCR's words speak; both are merged."""

    name = "both"

    def __init__(self, first: PpOcr, second: OcrEngine) -> None:
        self._first = first
        self._second = second

    @property
    def versions(self) -> dict[str, str]:
        """Both engines' versions."""
        return {self._first.name: self._first.version, **self._second.versions}

    def find(self, pixels: NDArray[np.uint8], *, fine: bool = False, skew: float = 0.0) -> list[Found]:
        """See `OcrEngine.find`."""
        return self._first.find(pixels, fine=fine, skew=skew)

    def upside_down(self, pixels: NDArray[np.uint8], lines: Sequence[Found]) -> float | None:
        """See `OcrEngine.upside_down`."""
        return self._first.upside_down(pixels, lines)

    def read(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """See `OcrEngine.read`."""
        found = raster.lines if raster.lines is not None else self._first.find(raster.colour, fine=raster.fine)
        ink = ink_of(raster)
        lines = self._lines(raster, found, ink)
        if raster.fine and raster.pieces is not None:
            lines = points.told(lines, raster.pieces[1], raster.grey)
        spoken = likeliest(texts(lines), languages)
        # Where PP-OCR finds no text at all, Tesseract looks at the whole page: one reader's no makes no paper blank.
        words = self._second.read(_texts_only(raster, lines) if lines else raster, spoken)
        lines = worded(lines, spoken, (word.text for word in words))
        return merged(lines, words, ink, accents=spoken != ("en",), told=raster.fine)

    def _lines(self, raster: Raster, found: Sequence[Found], ink: NDArray[np.uint8]) -> list[Line]:
        """The lines found, read; what was passed over, and rows taken for one line, where they prove to be print."""
        if is_grainy(ink):  # waves of security paper, mostly, which are paler than print
            more = overlooked(found, as_dark_as(found, raster.grey), raster.dpi)
        else:
            more = overlooked(found, ink, raster.dpi, raster.pieces, raster.large)
        short = {each.short for each in more}
        whole = [each for each in found if each not in short]
        parts = rows_of(whole, raster.pieces[1], raster.dpi) if raster.pieces is not None else {}
        rows = [row for each in parts.values() for row in each]
        read = self._first.read(raster.colour, [*whole, *(each.line for each in more), *rows])
        of_rows = dict(zip(rows, read[len(whole) + len(more) :], strict=True))
        lines: list[Line] = []
        for each, line in zip(whole, read, strict=False):
            several = [of_rows[row] for row in parts.get(each, ())]
            lines += several if several and are_print(several, line) else [line]
        as_found: list[Found] = []
        for beyond, line in zip(more, read[len(whole) :], strict=False):
            if beyond.is_print(line):
                lines.append(line)
            elif beyond.short is not None:
                as_found.append(beyond.short)
        lines += self._first.read(raster.colour, as_found)
        return sorted(lines, key=lambda line: (line.found.y, line.found.x) if line.found else (line.y0, line.x0))

    def glance(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """The lines that PP-OCR reads surest, by themselves."""
        del languages
        lines = raster.lines if raster.lines is not None else self._first.find(raster.colour)
        found = sorted(lines, key=lambda each: -each.width)[:16]
        return merged(self._first.read(raster.colour, found), [], ink_of(raster))


def _texts_only(raster: Raster, lines: Sequence[Line]) -> Raster:
    """The page with all white that PP-OCR found no text in: ornament costs Tesseract time and is read as letters."""
    height, width = raster.grey.shape
    shown = np.full((height, width), 255, dtype=np.uint8)
    for line in lines:
        room = 0.25 * (line.y1 - line.y0)
        x0, y0 = max(0, int(line.x0 - 2 * room)), max(0, int(line.y0 - room))
        x1, y1 = min(width, int(line.x1 + 2 * room) + 1), min(height, int(line.y1 + room) + 1)
        shown[y0:y1, x0:x1] = raster.grey[y0:y1, x0:x1]
    return replace(raster, grey=shown)


def ink_of(raster: Raster) -> NDArray[np.uint8]:
    """255 where the page bears ink."""
    return raster.ink if raster.ink is not None else straighten.ink_of(raster.grey, 41, 15)


@functools.cache
def engine(choice: Choice = "auto") -> OcrEngine:
    """This process's engine: its models are loaded once.

    Raises EngineMissing when the choice is not installed.
    """
    folder = model_folder() if choice != "tesseract" else None
    if folder is None:
        if choice == "both":
            raise EngineMissing(
                "second-reader-missing",
                "The second reader (PP-OCR on OpenVINO) is not installed.",
                "Install it: pip install openvino rapidocr",
            )
        return tesseract()
    return BothReaders(_ppocr(folder), tesseract())


@functools.cache
def _ppocr(folder: Path) -> PpOcr:
    return PpOcr(folder)


class TesseractStrips:
    """Tesseract as reader of strips, where PP-OCR is not installed: the strips are set as a page of lines."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine

    def strips(self, strips: Sequence[NDArray[np.uint8]]) -> list[list[tuple[str, float, float]]]:
        """See `proofreading.StripReader`; the characters of a word share its width and its confidence."""
        pitch = 2 * LINE_HEIGHT
        page = np.full((pitch * (len(strips) + 1), max((s.shape[1] for s in strips), default=8)), 255, dtype=np.uint8)
        for row, strip in enumerate(strips):
            top = row * pitch + LINE_HEIGHT // 2
            page[top : top + LINE_HEIGHT, : strip.shape[1]] = strip
        found: list[list[tuple[str, float, float]]] = [[] for _ in strips]
        for read in self._engine.read(Raster(page, page, STRIP_DPI), ("en",)) if strips else ():
            row = int((read.y0 + read.y1) / 2 // pitch)
            if row < len(strips):
                step = (read.x1 - read.x0) / len(read.text)
                found[row] += [
                    (char, read.x0 + (place + 0.5) * step, read.confidence) for place, char in enumerate(read.text)
                ]
        return [sorted(row, key=lambda item: item[1]) for row in found]


STRIP_DPI = 300.0
"""Resolution that strips are said to have: their letters are as high as ten-point type at this resolution."""


@functools.cache
def strip_reader(choice: Choice = "auto") -> StripReader:
    """What holds words of a text layer against the page. Raises EngineMissing when no engine is installed."""
    folder = model_folder() if choice != "tesseract" else None
    return _ppocr(folder) if folder is not None else TesseractStrips(tesseract())
