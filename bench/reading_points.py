"""Learns how full stops and commas are told by their ink on pages of one bit (`ingest/points.py`).

    python -m bench.reading_points PDF_OR_FOLDER... --held PDF_OR_FOLDER... [--pages 24] [--kept DIR [--seconds 80]]
        [--out ingest/data/points.json]

Digital pages are faxed in fine and in standard resolution, printed paler or darker each time; PP-OCR reads them, and
the page's own text says of each sign which it is, where one choice of signs alone makes the word one of the page.
What is learned on the first pages is tried on those held back. Readings are kept as in `bench.reading_certainty`.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import cv2
import numpy as np

from bench.reading import Sample, normal, pages_of
from bench.reading_certainty import fitted
from bench.reading_channels import CHANNELS
from bench.reading_kept import Kept
from bench.reading_wear import Picture, bounded
from ingest import readers
from ingest.ocr import LANGUAGES, Raster, Read, tesseract
from ingest.points import SIGNS, TOLD, Found, chances, features, points_of, roles_of
from ingest.ppocr import PpOcr, model_folder
from ingest.scan import read_picture
from ingest.textlines import Line

WAYS = ("fax", "coarsefax")
INK = (0.6, 1.3)
"""How dark the print is that is faxed, from pale to fat, in its own darkness."""

BLUR = (0.3, 2.0)
"""Deviation, in pixels at 300 dpi, of how fax machines' lenses blur before a page becomes one of one bit."""

MOST = 4
"""Most signs of a word whose choices are tried."""

STRENGTH = 5.0
"""How strongly weights are drawn to nought."""

Told = tuple[Found, str, bool | None]
"""A sign, what was read, and whether it is a comma; None where the page's words do not say."""


class _Lines(readers.BothReaders):
    """PP-OCR alone; keeps what it read last before signs are told by their ink."""

    def __init__(self, first: PpOcr) -> None:
        super().__init__(first, tesseract())
        self.last: list[tuple[list[Line], Raster]] = []

    def read(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """See `OcrEngine.read`; gives nothing on."""
        del languages
        found = raster.lines if raster.lines is not None else self.find(raster.colour, fine=raster.fine)
        self.last.append((self._lines(raster, found, readers.ink_of(raster)), raster))
        return []


def faxed(sample: Sample, way: str) -> tuple[Picture, float | None]:
    """The page as it arrives, printed in more or less ink and seen more or less sharply, the same each time."""
    rng = np.random.default_rng(zlib.crc32(f"{sample.name} {way} points".encode()))
    page = bounded(255 - (255 - sample.picture.astype(np.float32)) * float(rng.uniform(*INK)))
    page = np.asarray(cv2.GaussianBlur(page, (0, 0), float(rng.uniform(*BLUR))), dtype=np.uint8)
    return CHANNELS[way](page, rng)


def signs(line: Line, words: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The places of a line's signs, and which each is by the words of the page."""
    start = 0
    for end, char in enumerate([*(each.text for each in line.characters), " "]):
        if char != " ":
            continue
        word = [each.text for each in line.characters[start:end]]
        places = [place for place, each in enumerate(word) if each in SIGNS]
        if 0 < len(places) <= MOST:
            ways = []
            for chosen in product(sorted(SIGNS), repeat=len(places)):
                for place, sign in zip(places, chosen, strict=True):
                    word[place] = sign
                if normal("".join(word)) in words:
                    ways.append(chosen)
            if len(ways) == 1:
                yield from zip((start + place for place in places), ways[0], strict=True)
        start = end + 1


def labelled(sample: Sample, way: str, engine: _Lines) -> list[Told]:
    """The signs of a page as it arrives."""
    engine.last.clear()
    read_picture(*faxed(sample, way), engine, LANGUAGES, None)
    if not engine.last or engine.last[0][1].pieces is None:
        return []
    lines, raster = engine.last[0]
    boxes, words = raster.pieces[1] if raster.pieces else np.zeros((0, 4), dtype=np.int32), frozenset(sample.words)
    out: list[Told] = []
    for number, line in enumerate(lines):
        roles, known = dict(roles_of(line.text)), dict(signs(line, words))
        for place, point in points_of(line, boxes):
            read = line.characters[place]
            found = Found(number, place, features(point, read, raster.grey), roles.get(place, 0))
            out.append((found, read.text, known[place] == "," if place in known else None))
    return out


def read_all(paths: Sequence[Path], most: int, kept: Kept) -> list[list[Told]]:
    """The signs of all pages, by every way, page by page."""
    folder = model_folder()
    if folder is None:
        sys.exit("The second reader is not installed.")
    engine = _Lines(PpOcr(folder))
    out: list[list[Told]] = []
    for sample in pages_of(paths, most):
        for way in WAYS:
            read = kept.reading(f"points {sample.name} {way}", lambda: labelled(sample, way, engine))  # noqa: B023  # called at once
            out.append([(Found(*each), text, comma) for each, text, comma in read or ()])
    return out


def shown(name: str, pages: Sequence[Sequence[Told]], weights: Sequence[float]) -> str:
    """How many signs PP-OCR reads wrongly, and how many of these and of the others are changed."""
    count = wrong = 0
    changed: list[bool] = []
    for page in pages:
        for (_, text, comma), each in zip(page, chances([found for found, *_ in page], weights), strict=True):
            if comma is None:
                continue
            count += 1
            wrong += (text == ",") != comma
            if (1 - each if text == "," else each) >= TOLD:
                changed.append((text == ",") != comma)
    return f"| {name} | {count} | {wrong} | {changed.count(True)} | {changed.count(False)} |"


def main() -> None:
    """Reads, learns, prints what is changed on the pages held back, and writes the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--held", nargs="+", type=Path, default=[])
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--seconds", type=float)
    given = parser.parse_args()
    kept = Kept(given.kept, given.seconds)
    own = read_all(given.paths, given.pages, kept)
    held = read_all(given.held, given.pages, kept) if given.held else []
    if kept.left:
        sys.exit(f"{kept.left} pages are still to be read: run it again.")
    known = [(found.values, comma) for page in own for found, _, comma in page if comma is not None]
    values = np.array([each for each, _ in known], dtype=np.float64)
    right = np.array([comma for _, comma in known], dtype=np.float64)
    weights = [round(float(each), 4) for each in fitted((values, right), np.zeros(values.shape[1]), STRENGTH)]
    print("| pages | signs | read wrongly | put right | put wrong |\n|---|---|---|---|---|")
    print(shown("learned from", own, weights))
    if held:
        print(shown("held back", held, weights))
    if given.out:
        about = f"{len(known)} full stops and commas of {len(own)} pages faxed; {len(held)} were held back to test"
        data = {"learned": f"{about}; written by bench.reading_points", "weights": weights}
        given.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
