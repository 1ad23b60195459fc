"""Learns how sure a merged word is, and shows on pages held back how often words of each stated confidence were right.

    python -m bench.reading_certainty PDF_OR_FOLDER... [--pages 24] [--channels ...] [--out ingest/data/certainty.json]
        [--held PDF_OR_FOLDER...] [--kept DIR [--seconds 80]]

Pages are made to arrive by every channel and read by both readers. Of every three pages two are learned from and one
is held back, or those of `--held`; no channel of a held-back page is learned from. A logistic curve is fitted to all
words, then one for each way of settling a word, held near the first as far as its words are few. Without `--out`
nothing is written.

With `--kept` readings are kept in a folder and taken from it the next time, as long as the reader is the same; with
`--seconds` no page is read after so long, and it is said what is left: so it can be run in pieces.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.reading import Sample, arrival, normal, pages_of
from bench.reading_channels import CHANNELS
from bench.reading_kept import Kept
from ingest import readers
from ingest.certainty import KINDS, Basis, Kind, chance, features
from ingest.ocr import LANGUAGES, OcrEngine, Raster, Read
from ingest.scan import read_picture

NEAR = 20.0
"""How strongly the curve of each way of settling is held near the common one, in words' worth of evidence."""

Labelled = tuple[Basis, str, bool]
Words = dict[str, list[Labelled]]
"""Words by the channel that their page arrived by."""

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


def _rows(words: Sequence[Labelled]) -> Rows:
    values = np.array([features(basis, text) for basis, text, _ in words], dtype=np.float64)
    return values, np.array([right for *_, right in words], dtype=np.float64)


def learned(words: Sequence[Labelled]) -> dict[Kind, list[float]]:
    """The weights for every way of settling a word."""
    count = len(features(Basis("same", 0.5, 0.5), ""))
    common = fitted(_rows(words), np.zeros(count), 1.0)
    out: dict[Kind, list[float]] = {}
    for kind in KINDS:
        own = [each for each in words if each[0].kind == kind]
        weights = fitted(_rows(own), common, NEAR) if own else common
        out[kind] = [round(float(each), 4) for each in weights]
    return out


def readings(paths: Sequence[Path], most: int, channels: Sequence[str], kept: Kept) -> Iterator[tuple[str, Words]]:
    """Page by page its name and the words of each channel that it was read by."""
    for sample in pages_of(paths, most):
        words: Words = {}
        for channel in channels:
            read = kept.reading(
                f"certainty {sample.name} {sample.picture.shape} {len(sample.words)} {channel}",
                lambda sample=sample, channel=channel: list(labelled(sample, channel, readers.engine("both"))),  # type: ignore[misc]  # mypy cannot type defaults of lambdas
            )
            if read is not None:
                words[channel] = [(Basis(*basis), text, right) for basis, text, right in read]
        yield sample.name, words


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


def by_channel(held: Words, weights: Mapping[Kind, Sequence[float]] | None) -> Iterator[str]:
    """For each channel: words, how many were stated at 0.99 and above and which share of these was right, mean gap."""
    for channel, words in held.items():
        said = [(chance(basis, text, weights), right) for basis, text, right in words]
        sure = [right for each, right in said if each >= 0.99]
        mean, share = (sum(each[i] for each in said) / max(len(said), 1) for i in (0, 1))
        *_, gap = reliability(said)
        yield (
            f"| {channel} | {len(said)} | {mean:.4f} | {share:.4f} | {len(sure)} | {sum(sure) / max(len(sure), 1):.4f} "
            f"| {gap.split()[2]} |"
        )


def log_loss(words: Sequence[Labelled], weights: Mapping[Kind, Sequence[float]] | None) -> float:
    """Mean surprise, in nats, at whether words were right: less is better, and saying more than is known costs most."""
    said = [(min(max(chance(basis, text, weights), 1e-6), 1 - 1e-6), right) for basis, text, right in words]
    return -sum(math.log(each if right else 1 - each) for each, right in said) / max(len(said), 1)


def shown(held: Words, weights: Mapping[Kind, Sequence[float]] | None) -> Iterator[str]:
    """What weights (None: those in use) say of the words held back, beside what is so."""
    words = [each for own in held.values() for each in own]
    yield "| stated | words | mean stated | right |\n|---|---|---|---|"
    yield from reliability([(chance(basis, text, weights), right) for basis, text, right in words])
    digits = [each for each in words if any(char.isdigit() for char in each[1])]
    *_, gap = reliability([(chance(basis, text, weights), right) for basis, text, right in digits])
    yield f"words with digits: {gap}"
    yield f"mean surprise {log_loss(words, weights):.4f}, at words with digits {log_loss(digits, weights):.4f}"
    yield "| channel | words | mean stated | right | stated 0.99 or more | of these right | mean gap |"
    yield "|---|---|---|---|---|---|---|"
    yield from by_channel(held, weights)


def main() -> None:
    """Reads, learns, prints the reliability on the pages held back, and writes the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--held", nargs="+", type=Path, default=[])
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--channels", default=",".join(CHANNELS))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--seconds", type=float)
    given = parser.parse_args()
    kept = Kept(given.kept, given.seconds)
    channels = given.channels.split(",")
    own: list[Labelled] = []
    held: Words = {channel: [] for channel in channels}
    for number, (_, words) in enumerate(readings(given.paths, given.pages, channels, kept)):
        for channel, each in words.items():
            if given.held or number % 3 != 2:
                own.extend(each)
            else:
                held[channel].extend(each)
    for _, words in readings(given.held, given.pages, channels, kept) if given.held else ():
        for channel, each in words.items():
            held[channel].extend(each)
    if kept.left:
        sys.exit(f"{kept.left} pages by channels are still to be read: run it again.")
    weights = learned(own)
    print("As stated now, on the pages held back:", *shown(held, None), sep="\n")
    print("As learned now, on the pages held back:", *shown(held, weights), sep="\n")
    if given.out:
        count = sum(map(len, held.values()))
        about = (
            f"{len(own)} words of pages arriving by {given.channels}; {count} words of other pages"
            " were held back to test; written by bench.reading_certainty"
        )
        given.out.write_text(json.dumps({"learned": about, "weights": weights}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
