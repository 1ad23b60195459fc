"""OCR engines behind one small protocol, and Tesseract as the first of them.

An engine reads a prepared picture (grey or RGB, upright and straight) and says what words stand where.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.certainty import Basis
from ingest.errors import EngineMissing
from ingest.model import Reader
from ingest.runs import BothWays
from ingest.straighten import Pieces
from ingest.textlines import Found

LANGUAGES = ("en", "fr", "pt", "es")
"""Languages read unless a page's own is known to come first, ISO 639-1."""

TESSERACT_LANGUAGES = {"en": "eng", "fr": "fra", "pt": "por", "es": "spa"}
"""Tesseract's names of the languages (ISO 639-2/T), as Debian's packages `tesseract-ocr-<name>` carry them."""

DATA_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
"""Where distributions put Tesseract's language data; TESSDATA_PREFIX comes before them."""

PAGE = 3
"""Tesseract's page segmentation: fully automatic. 6 is ruinous on forms, 1 costs half as much again."""


LOADED, SPOKEN = 2, 4
"""Most sets of languages that Tesseract keeps loaded in one process, and most languages in them, but for the latest
set: each takes 11 to 17 MB in each of its sets."""


class Read(NamedTuple):
    """A word as an engine read it: box in pixels of the picture, confidence 0..1 and what it rests on, if merged."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float
    reader: Reader
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Raster:
    """A prepared page: `grey` cleaned for Tesseract, `colour` (RGB or grey) as it looks, of one size; `dpi` of both.

    `lines` are the page's lines of text where the engine has found them already; `fine` is as in `OcrEngine.find`.
    """

    grey: NDArray[np.uint8]
    colour: NDArray[np.uint8]
    dpi: float
    lines: tuple[Found, ...] | None = None
    fine: bool = False
    ink: NDArray[np.uint8] | None = None  # 255 where `grey` is inked, if that is known
    pieces: Pieces | None = None  # what hangs together in the ink
    large: BothWays | None = None  # what in it is `larger` than letters


class OcrEngine(Protocol):
    """What reads a picture. An engine keeps its models loaded; one process uses it from one thread."""

    @property
    def name(self) -> str:
        """Stable name, as reports give it."""

    @property
    def versions(self) -> dict[str, str]:
        """Name and version of every engine and model that takes part."""

    def find(self, pixels: NDArray[np.uint8], *, fine: bool = False, skew: float = 0.0) -> list[Found] | None:
        """Lines of text in a picture (RGB or grey) that may lie on its side; None if the engine cannot tell.

        `fine` asks for a closer look, as pages of one bit need it. `skew` is the clockwise turn, in degrees, that
        makes its lines level, if that is known: they are looked for so, and given as they lie.
        """

    def upside_down(self, pixels: NDArray[np.uint8], lines: Sequence[Found]) -> float | None:
        """Which share of these lines, running across, stand on their head; None if the engine cannot tell."""

    def read(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """All words of the picture. `languages` are ISO 639-1, the likeliest first.

        Raises EngineMissing when the engine or a language's data is not installed.
        """

    def glance(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """As `read`, but quickly: only to tell how legible the picture is this way up."""


def _remedy(languages: Sequence[str]) -> str:
    packages = ["tesseract-ocr", *(f"tesseract-ocr-{TESSERACT_LANGUAGES[each]}" for each in languages)]
    return f"Install it: sudo apt-get install {' '.join(packages)}"


def tessdata(languages: Sequence[str]) -> Path:
    """The folder with Tesseract's data for all the languages. Raises EngineMissing naming the packages to install."""
    given = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(folder) for folder in ([given] if given else []) + list(DATA_FOLDERS)]
    present = [folder for folder in folders if folder.is_dir()]
    for folder in present:
        if all((folder / f"{TESSERACT_LANGUAGES[each]}.traineddata").is_file() for each in languages):
            return folder
    if not present:
        raise EngineMissing("tesseract-missing", "Tesseract, which reads scans, is not installed.", _remedy(languages))
    lacking = [
        each
        for each in languages
        if not any((folder / f"{TESSERACT_LANGUAGES[each]}.traineddata").is_file() for folder in present)
    ]
    raise EngineMissing(
        "tesseract-language-missing",
        f"Tesseract lacks the data for: {', '.join(lacking or languages)}.",
        _remedy(lacking or languages),
    )


def _names(languages: Sequence[str]) -> str:
    return "+".join(TESSERACT_LANGUAGES[each] for each in languages)


class TesseractLibrary:
    """Tesseract inside this process (tesserocr): its models are loaded once, which saves half a second per page."""

    name = "tesseract"

    def __init__(self) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read when the library is loaded
        self._module: Any = importlib.import_module("tesserocr")
        self._loaded: dict[tuple[str, ...], Any] = {}

    @property
    def versions(self) -> dict[str, str]:
        """Tesseract's own version."""
        return {self.name: str(self._module.tesseract_version()).split()[1]}

    def find(self, pixels: NDArray[np.uint8], *, fine: bool = False, skew: float = 0.0) -> None:
        """See `OcrEngine.find`: Tesseract finds lines only as it reads them."""

    def upside_down(self, pixels: NDArray[np.uint8], lines: Sequence[Found]) -> None:
        """See `OcrEngine.upside_down`."""

    def glance(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """See `OcrEngine.glance`."""
        return self.read(raster, languages)

    def read(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """See `OcrEngine.read`."""
        api = self._api(tuple(languages))
        samples = raster.grey.tobytes()
        api.SetImageBytes(samples, raster.grey.shape[1], raster.grey.shape[0], 1, raster.grey.shape[1])
        api.SetSourceResolution(max(70, round(raster.dpi)))
        try:
            if not api.Recognize():
                return []
            found: list[Read] = []
            level = self._module.RIL.WORD
            for word in self._module.iterate_level(api.GetIterator(), level):
                if word.Empty(level):
                    continue
                box = word.BoundingBox(level)
                text = word.GetUTF8Text(level).strip()
                if text and box is not None:
                    confidence = max(0.0, min(1.0, word.Confidence(level) / 100))
                    x0, y0, x1, y1 = (float(side) for side in box)
                    found.append(Read(text, x0, y0, x1, y1, confidence, "tesseract"))
            return found
        finally:
            api.Clear()

    def _api(self, languages: tuple[str, ...]) -> Any:
        api = self._loaded.pop(languages, None)
        if api is None:
            folder = tessdata(languages)
            api = self._module.PyTessBaseAPI(path=f"{folder}/", lang=_names(languages), psm=PAGE)
        self._loaded[languages] = api  # now the latest used
        while len(self._loaded) > LOADED or (len(self._loaded) > 1 and sum(map(len, self._loaded)) > SPOKEN):
            self._loaded.pop(next(iter(self._loaded))).End()
        return api


class TesseractProgram:
    """Tesseract as a program of its own (pytesseract), where the library binding is not installed."""

    name = "tesseract"

    def __init__(self) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        self._module: Any = importlib.import_module("pytesseract")

    @property
    def versions(self) -> dict[str, str]:
        """Tesseract's own version. Raises EngineMissing when the program is not installed."""
        try:
            return {self.name: str(self._module.get_tesseract_version())}
        except (self._module.TesseractNotFoundError, subprocess.SubprocessError, OSError) as error:
            raise self._missing() from error

    def find(self, pixels: NDArray[np.uint8], *, fine: bool = False, skew: float = 0.0) -> None:
        """See `OcrEngine.find`: Tesseract finds lines only as it reads them."""

    def upside_down(self, pixels: NDArray[np.uint8], lines: Sequence[Found]) -> None:
        """See `OcrEngine.upside_down`."""

    def glance(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """See `OcrEngine.glance`."""
        return self.read(raster, languages)

    def read(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """See `OcrEngine.read`."""
        folder = tessdata(languages)
        options = f"--psm {PAGE} --dpi {max(70, round(raster.dpi))} --tessdata-dir {folder}"
        try:
            table = self._module.image_to_data(
                Image.fromarray(raster.grey),
                lang=_names(languages),
                config=options,
                output_type=self._module.Output.DICT,
            )
        except (self._module.TesseractNotFoundError, OSError) as error:
            raise self._missing() from error
        found: list[Read] = []
        for index, text in enumerate(table["text"]):
            confidence = float(table["conf"][index])
            if not text.strip() or confidence < 0:
                continue
            x, y = float(table["left"][index]), float(table["top"][index])
            w, h = float(table["width"][index]), float(table["height"][index])
            found.append(Read(text.strip(), x, y, x + w, y + h, min(confidence / 100, 1.0), "tesseract"))
        return found

    def _missing(self) -> EngineMissing:
        return EngineMissing("tesseract-missing", "Tesseract, which reads scans, is not installed.", _remedy(LANGUAGES))


def tesseract() -> OcrEngine:
    """Tesseract, as a library where tesserocr is installed, else as a program."""
    try:
        return TesseractLibrary()
    except ImportError:
        return TesseractProgram()
