"""Learns how sure a merged word is, and shows on pages held back how often words of each stated confidence were right.

    python -m bench.reading_certainty PDF_OR_FOLDER... [--pages 24] [--channels ...] [--out ingest/data/certainty.json]

Pages are made to arrive by every channel and read by both readers. Of every three pages two are learned from and one
is held back; no channel of a held-back page is learned from. A logistic curve is fitted to all words, then one for each
way of settling a word, held near the first as far as its words are few. Without `--out` nothing is written.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.reading import Sample, arrival, normal, pages_of
from bench.reading_channels import CHANNELS
from ingest import readers
from ingest.certainty import KINDS, TOP, Basis, chance, features
from ingest.ocr import LANGUAGES, OcrEngine, Raster, Read
from ingest.scan import read_picture

NEAR = 4.0
"""How strongly the curve of each way of settling is held near the common one, in words' worth of evidence."""

Labelled = tuple[Basis, str, bool]
Rows = tuple[NDArray[np.float64], NDArray[np.float64]]


class _Watched:
    """The engine, keeping what it read last: pages carry a word's confidence, but not what it rests on."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.name = engine.name
        self.versions = engine.versions
        self.find, self.upside_down, self.glance = engine.find, engine.upside_down, engine.glance
        self.last: list[list[Read]] = []

    def read(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        """See `OcrEngine.read`."""
        reads = self._engine.read(raster, languages)
        self.last.append(reads)
        return reads


def labelled(sample: Sample, channel: str, engine: OcrEngine) -> Iterator[Labelled]:
    """Every merged word of the page as it arrives by the channel, and whether the page bears it."""
    watched = _Watched(engine)
    arrived, dpi = arrival(sample, channel)
    seen = Counter(normal(word.text) for word in read_picture(arrived, dpi, watched, LANGUAGES, 1).words)
    left, aside = Counter(sample.words), set(sample.aside)
    if not watched.last:
        return
    reads = max(watched.last, key=lambda each: sum((Counter(normal(read.text) for read in each) & seen).values()))
    for read in reads:
        text = normal(read.text)
        right = left[text] > 0
        left[text] -= right
        if read.basis is not None and (right or text not in aside):
            yield read.basis, read.text, right


def fitted(rows: Rows, prior: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
    """Logistic regression by Newton's steps, drawn to `prior` with so much strength."""
    values, right = rows
    weights = prior.copy()
    for _ in range(40):
        said = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (said - right) + strength * (weights - prior)
        bend = (values * (said * (1 - said))[:, None]).T @ values + strength * np.eye(values.shape[1])
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def _said(weights: Sequence[float], basis: Basis, text: str) -> float:
    return min(TOP, float(1 / (1 + np.exp(-np.dot(weights, features(basis, text))))))


def _rows(words: Sequence[Labelled]) -> Rows:
    values = np.array([features(basis, text) for basis, text, _ in words], dtype=np.float64)
    return values, np.array([right for *_, right in words], dtype=np.float64)


def learned(words: Sequence[Labelled]) -> dict[str, list[float]]:
    """The weights for every way of settling a word."""
    count = len(features(Basis("same", 0.5, 0.5), ""))
    common = fitted(_rows(words), np.zeros(count), 1.0)
    out: dict[str, list[float]] = {}
    for kind in KINDS:
        own = [each for each in words if each[0].kind == kind]
        weights = fitted(_rows(own), common, NEAR) if own else common
        out[kind] = [round(float(each), 4) for each in weights]
    return out


def reliability(said: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """By band of stated confidence: words, mean stated, share right; then the mean gap between the two."""
    edges = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01)
    gap = 0.0
    for low, high in pairwise(edges):
        band = [(each, right) for each, right in said if low <= each < high]
        if band:
            mean, share = (sum(each[i] for each in band) / len(band) for i in (0, 1))
            gap += abs(mean - share) * len(band) / len(said)
            yield f"| {low:.3f} to {min(high, 1.0):.3f} | {len(band)} | {mean:.3f} | {share:.3f} |"
    yield f"mean gap {gap:.4f} over {len(said)} words"


def main() -> None:
    """Reads, learns, prints the reliability on the pages held back, and writes the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--channels", default=",".join(CHANNELS))
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    engine = readers.engine("both")
    sets: dict[bool, list[Labelled]] = defaultdict(list)
    for number, sample in enumerate(pages_of(given.paths, given.pages)):
        for channel in given.channels.split(","):
            sets[number % 3 == 2].extend(labelled(sample, channel, engine))
    weights = learned(sets[False])
    print("As stated now, on the pages held back:")
    print("\n".join(reliability([(chance(basis, text), right) for basis, text, right in sets[True]])))
    print("As learned now, on the pages held back:")
    said = [(_said(weights[basis.kind], basis, text), right) for basis, text, right in sets[True]]
    print("\n".join(reliability(said)))
    if given.out:
        about = (
            f"{len(sets[False])} words of pages arriving by {given.channels}; {len(sets[True])} words of other pages"
            " were held back to test; written by bench.reading_certainty"
        )
        given.out.write_text(json.dumps({"learned": about, "weights": weights}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
