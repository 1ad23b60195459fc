"""Learns which type a page is by its words: `python -m bench.extraction.teach_kinds`.

`record` keeps the folded text of the pages of `bench/hands` (never of those kept aside) beside this module; `fit`
learns from these and from the texts of `bench/lessons/kinds.tsv`, which were written for it in the four languages, and
with `--write` puts the weights into `extract/data/kind_weights.csv`; `leave-out` tells how often the likeliest type is
right on each hand and each fifth of the written texts by weights that had no part in it.

A multinomial logistic model, its weights held near 0 by a normal prior (L2), fitted by L-BFGS from 0 on all texts at
once: nothing is random, the same texts give the same weights.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from bench.extraction.descent import Matrix, least
from bench.extraction.lessons import WRITTEN
from bench.extraction.papers import Bundle
from bench.extraction.rows import RECORDED
from bench.extraction.teaching import Course
from bench.stacks import papers_of
from extract.kind_words import ALWAYS, Weights, features, kind_chances
from extract.layout import Line, lay_out
from extract.lexicon import fold
from extract.model import DocumentKind

OWN: Final = "written"
SPREAD: Final = 5.0
"""Standard deviation of the prior of a weight, in log-odds over the root of the number of a page's features."""
SEEN: Final = 3
"""Hands or fifths of the written texts in which a feature has to stand, that it be learned from."""
KEPT: Final = 0.15
"""Weights nearer to 0 are left out of the table."""
PARTS: Final = 5
KINDS: Final = tuple(DocumentKind)


@dataclass(frozen=True)
class Text:
    """The features of a page, by whom it was written, and what it is."""

    source: str
    kind: DocumentKind
    features: frozenset[str]


def record(hand: str, bundles: Sequence[Bundle], folder: Path) -> int:
    """Writes the folded text of a hand's pages, packed; how many. The same papers give the same bytes."""
    lines = [
        f"{paper.kind}\t{' '.join(_words(page.lines))}\n"
        for paper in papers_of(bundles)
        for page in map(lay_out, paper.pages)
    ]
    (folder / f"kinds-{hand}.tsv.gz").write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))
    return len(lines)


def _words(lines: Sequence[Line]) -> Iterator[str]:
    """The folded words of a page; one with figures, over which no pair reaches, leaves a figure."""
    for word in fold("\n".join(line.text for line in lines)).split():
        yield "0" if any(map(str.isdigit, word)) else word


def recorded(folder: Path = RECORDED) -> Iterator[Text]:
    """The pages of the hands, as recorded."""
    for path in sorted(folder.glob("kinds-*.tsv.gz")):
        hand = path.name.removeprefix("kinds-").removesuffix(".tsv.gz")
        for line in gzip.decompress(path.read_bytes()).decode().splitlines():
            kind, text = line.split("\t", 1)
            yield Text(hand, DocumentKind(kind), features(text))


def written() -> Iterator[Text]:
    """The texts written for this, dealt out in fifths."""
    for number, line in enumerate((WRITTEN / "kinds.tsv").read_text(encoding="utf-8").splitlines()):
        kind, _, text = line.split("\t", 2)
        yield Text(f"{OWN} {number % PARTS}", DocumentKind(kind), features(fold(text)))


def taught(texts: Sequence[Text], spread: float = SPREAD) -> Weights:
    """The weights by which each text is likeliest to be what it is."""
    sources: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for feature in text.features:
            sources[feature].add(text.source)
    names = sorted(feature for feature, where in sources.items() if len(where) >= SEEN)
    place = {feature: number for number, feature in enumerate(names)}
    table = np.zeros((len(texts), len(names) + 1))
    table[:, -1] = 1.0
    right = np.zeros((len(texts), len(KINDS)))
    for row, text in enumerate(texts):
        known = [place[feature] for feature in text.features if feature in place]
        table[row, known] = 1.0 / np.sqrt(max(len(known), 1))
        right[row, KINDS.index(text.kind)] = 1.0
    tight = np.full((len(names) + 1, 1), 1.0 / spread**2)
    tight[-1] = 0.0

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(len(names) + 1, len(KINDS))
        odds = table @ weights
        odds -= odds.max(axis=1, keepdims=True)
        force = np.exp(odds)
        whole = force.sum(axis=1, keepdims=True)
        likely = float((right * (odds - np.log(whole))).sum())
        slope = table.T @ (force / whole - right) + tight * weights
        return float((tight * weights * weights).sum()) / 2 - likely, slope.ravel()

    best = least(loss, np.zeros((len(names) + 1) * len(KINDS))).reshape(-1, len(KINDS))
    return {
        name: {kind: float(one) for kind, one in zip(KINDS, row, strict=True) if abs(one) >= KEPT}
        for name, row in zip((*names, ALWAYS), best, strict=True)
        if np.abs(row).max() >= KEPT
    }


def table(weights: Weights) -> str:
    """The weights as they are kept."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("feature", "weights"))
    for feature, by_kind in sorted(weights.items()):
        writer.writerow((feature, " ".join(f"{kind} {one:.2f}" for kind, one in by_kind.items())))
    return out.getvalue()


def held_out(texts: Sequence[Text], spread: float = SPREAD) -> Iterator[tuple[Text, DocumentKind, float]]:
    """Of each text, the likeliest type and its chance by weights that its source had no part in."""
    for source in sorted({text.source for text in texts}):
        weights = taught([text for text in texts if text.source != source], spread)
        for text in texts:
            if text.source == source:
                chances = kind_chances(text.features, weights)
                best = max(chances, key=lambda kind: chances[kind], default=DocumentKind.UNKNOWN)
                yield text, best, chances.get(best, 0.0)


def figures(told: Iterable[tuple[Text, DocumentKind, float]]) -> Iterator[str]:
    """How often the likeliest type is right, by source, and by how likely it is held."""
    right: dict[str, Counter[bool]] = defaultdict(Counter)
    curve: dict[tuple[bool, int], Counter[bool]] = defaultdict(Counter)
    for text, kind, chance in told:
        right[text.source][kind is text.kind] += 1
        curve[text.source.startswith(OWN), int(chance * 10)][kind is text.kind] += 1
    for source, count in sorted(right.items()):
        yield f"{source:14} right {count[True]:4} of {count.total():4}"
    for (mine, tenth), count in sorted(curve.items()):
        where = OWN if mine else "pages"
        yield f"{where}, chance {tenth / 10:.1f}: {count.total():4}, of them right {count[True] / count.total():.3f}"


def _fit(spread: float) -> tuple[str, str]:
    texts = [*recorded(), *written()]
    text = table(taught(texts, spread))
    return text, f"{len(texts)} texts, {text.count(chr(10)) - 1} features"


def _leave_out(spread: float) -> Iterator[str]:
    return figures(held_out([*recorded(), *written()], spread))


COURSE: Final = Course("teach_kinds", __doc__, SPREAD, "pages", record, "kind_weights", _fit, _leave_out)
"""Records pages, fits weights to them, or tells what they are worth on what was left out."""

if __name__ == "__main__":
    raise SystemExit(COURSE.run())
