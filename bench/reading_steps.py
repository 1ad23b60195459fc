"""What each step of reading gains: words, words with digits and characters of digits, by channel, step by step.

    python -m bench.reading_steps PDF_OR_FOLDER... [--pages 8] [--photos DIR] [--kept DIR [--seconds 80]]

The steps: Tesseract as it comes (the picture in grey, nothing done to it); Tesseract on the prepared page; PP-OCR alone
on it; both merged; and both with the print that the finder of lines passed over, as pages are read. Digital PDFs are
the truth as in `bench.reading`. `--photos` names folders of papers with `truth/<stem>.json`, which are read as
they are: where its `text` holds all words they are the channel `real`; where only fields and lines are known, what is
counted is the words of their values (`real values`), of which precision says nothing. What is read is kept as in
`bench.reading_certainty`.
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from bench.reading import Sample, Score, arrival, normal, pages_of, score_texts
from bench.reading_channels import CHANNELS
from bench.reading_kept import Kept
from ingest import images, pdf, readers, straighten
from ingest.limits import DEFAULT
from ingest.merge import merged
from ingest.ocr import LANGUAGES, OcrEngine, Raster, Read, tesseract
from ingest.ppocr import PpOcr, model_folder
from ingest.scan import read_picture
from ingest.sniff import sniff

Picture = NDArray[np.uint8]
USUAL_DPI = 200.0
"""What a picture that states no resolution is said to have where Tesseract takes it as it comes."""


class _Alone(readers.BothReaders):
    """PP-OCR with the page prepared by its lines, Tesseract left out."""

    def __init__(self, first: PpOcr) -> None:
        super().__init__(first, tesseract())
        self._ppocr = first

    def read(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """See `OcrEngine.read`."""
        del languages
        found = raster.lines if raster.lines is not None else self._ppocr.find(raster.colour, fine=raster.fine)
        ink = raster.ink if raster.ink is not None else straighten.ink_of(raster.grey, 41, 15)
        return merged(self._ppocr.read(raster.colour, found), [], ink)


class _AsFound(readers.BothReaders):
    """Both readers, with the lines as the finder gives them."""

    def read(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """See `OcrEngine.read`."""
        with mock.patch.object(readers, "overlooked", return_value=[]):
            return super().read(raster, languages)


def as_it_comes(picture: Picture, dpi: float | None) -> list[str]:
    """Tesseract's words of a picture to which nothing was done."""
    grey = straighten.grey(picture)
    return [read.text for read in tesseract().read(Raster(grey, grey, dpi or USUAL_DPI), LANGUAGES)]


def by(engine: OcrEngine) -> Callable[[Picture, float | None], list[str]]:
    """The words of a picture as the pipeline reads it with this engine."""

    def words(picture: Picture, dpi: float | None) -> list[str]:
        return [word.text for word in read_picture(picture, dpi, engine, LANGUAGES, None if dpi else 1).words]

    return words


def steps() -> dict[str, Callable[[Picture, float | None], list[str]]]:
    """The steps in their order."""
    folder = model_folder()
    if folder is None:
        sys.exit("The second reader is not installed.")
    first = PpOcr(folder)
    return {
        "Tesseract as it comes": as_it_comes,
        "prepared, Tesseract": by(readers.engine("tesseract")),
        "prepared, PP-OCR": by(_Alone(first)),
        "both merged": by(_AsFound(first, tesseract())),
        "with print passed over": by(readers.BothReaders(first, tesseract())),
    }


def real(folder: Path) -> Iterator[tuple[Sample, str, Path]]:
    """Papers as they came, with all their words or those of their values as truth: sample, channel, file.

    A value that the page writes otherwise (a date, a number with a unit) is no word of it and is left out.
    """
    for truth in sorted((folder / "truth").glob("*.json")):
        told = json.loads(truth.read_text(encoding="utf-8"))
        files = [
            file
            for file in folder.glob(f"{truth.stem}.*")
            if (kind := sniff(file).media_type) in images.FORMATS or kind == "application/pdf"
        ]
        text, channel = told.get("text"), "real"
        if not text and told.get("quality") in ("scan", "photo"):
            rows = [told.get("fields", {}), *told.get("lines", ())]
            values = [row[name]["value"] for row in rows for name in row if name in AS_WRITTEN]
            text, channel = " ".join(map(str, values)), "real values"
        if text and files:
            words = (text if isinstance(text, str) else " ".join(text)).split()
            yield Sample(files[0].name, NOTHING, [normal(word) for word in words], []), channel, files[0]


AS_WRITTEN = frozenset({"lot_number", "document_number", "issuing_authority", "exporter_name", "importer_name"})
"""Fields whose values stand on a page as they are stated: identifiers and names."""

NOTHING = np.zeros((1, 1, 3), dtype=np.uint8)


def picture_of(file: Path) -> tuple[Picture, float | None]:
    """The first page's picture, and the resolution that it states; a PDF's is drawn at 300 dpi."""
    kind = sniff(file).media_type
    if kind == "application/pdf":
        with pdf.single_page(file, 1) as (_, page):
            return pdf.render(page, 300)
    picture = images.load(file, kind, 1, DEFAULT.pages_per_file, DEFAULT.pixels_per_page)
    return picture.pixels, picture.dpi


def digit_errors(sample: Sample, texts: Sequence[str]) -> tuple[int, int]:
    """Digits of the page, and how many of them were read wrongly, left out or made up, in words that bear digits."""
    wanted, got = Counter(sample.words), Counter(normal(text) for text in texts)
    aside = Counter(sample.aside * 4)
    missed, extra = (
        " ".join(sorted(filter(None, (_digits(word) for word in side.elements()))))
        for side in (wanted - got, (got - wanted) - aside)
    )
    return sum(len(_digits(word)) for word in sample.words), Levenshtein.distance(missed, extra)


def _digits(word: str) -> str:
    return "".join(char for char in word if char.isdigit())


def pictures(given: argparse.Namespace) -> Iterator[tuple[Sample, str, Callable[[], tuple[Picture, float | None]]]]:
    """Every page and channel, with what makes the picture."""
    for sample in pages_of(given.paths, given.pages) if given.paths else ():
        for channel in given.channels.split(","):
            yield sample, channel, lambda sample=sample, channel=channel: arrival(sample, channel)  # type: ignore[misc]  # mypy cannot type defaults of lambdas
    for folder in given.photos:
        for sample, channel, file in real(folder):
            yield sample, channel, functools.partial(picture_of, file)


def main() -> None:
    """Reads the pages in every step and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--channels", default=",".join(CHANNELS))
    parser.add_argument("--photos", type=Path, nargs="*", default=[])
    parser.add_argument("--steps", default="", help="only steps whose names begin so, parted by semicolons")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--seconds", type=float)
    given = parser.parse_args()
    kept, chosen = Kept(given.kept, given.seconds), tuple(given.steps.split(";"))
    ways = {name: way for name, way in steps().items() if name.startswith(chosen)}
    scores: dict[tuple[str, str], Score] = {}
    figures: Counter[tuple[str, str, str]] = Counter()
    for sample, channel, make in pictures(given):
        for step, way in ways.items():
            texts = kept.reading(f"{step} {sample.name} {len(sample.words)} {channel}", lambda: way(*make()))  # noqa: B023  # called at once
            if texts is None:
                continue
            if channel == "real values":
                texts = [text for text in texts if normal(text) in sample.words]
            score = scores.setdefault((channel, step), Score())
            score_texts(score, sample, texts)
            score.pages += 1
            there, wrong = digit_errors(sample, texts)
            figures[channel, step, "there"] += there
            figures[channel, step, "wrong"] += wrong
    if kept.left:
        sys.exit(f"{kept.left} readings are still to be made: run it again.")
    print("| channel | step | R | P | D | CER | CER of digits |\n|---|---|---|---|---|---|---|")
    for (channel, step), score in scores.items():
        recall, precision, digits, characters, _ = score.row().split()
        share = 100 * figures[channel, step, "wrong"] / max(figures[channel, step, "there"], 1)
        print(f"| {channel} | {step} | {recall} | {precision} | {digits} | {characters} | {share:.2f} |")


if __name__ == "__main__":
    main()
