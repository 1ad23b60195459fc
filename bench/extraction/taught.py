"""Whose papers are learned from, and what is kept of them.

Writers (`bench/hands`) but for those kept aside, our own generator's family `train`, and about half of the papers that
others published under open licences (`bench.extraction.real`), which lie beside the repository and are no part of it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import bench
from bench.extraction.papers import Bundle, PaperSet, papers, papers_in
from bench.extraction.real import SHARED, lessons_of, real_papers
from bench.extraction.rows import RECORDED, groups, papers_of, readings, record
from bench.extraction.unfamiliar import PARTS

HANDS: Final = Path(bench.__file__).parent / "hands"
HELD: Final = frozenset(
    {"thirtysixth", "thirtyseventh", "fortythird", "fortyeighth", "fortyninth", "fiftyfifth", "sixtieth"}
)
"""Hands kept aside: nothing is learned from their papers."""
PUBLISHED: Final = SHARED / "real"
OWN: Final = "generated"
REAL: Final = "real"
"""The papers that others published, taken together."""
KEPT: Final[Mapping[str, Sequence[str]]] = {
    "candidates": ("third", "fourth", "fifth", "sixth", REAL, OWN),
    "doubts": ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", OWN),
}
"""What rows are kept of, and whose: those of the doubts tell what their confidences rest on too. Rows of all writers,
and doubts of published papers, were tried and lost more than they won (`docs/benchmarks.md`).
"""
HIDDEN: Final = (-1, *range(PARTS))
GENERATED: Final = PaperSet("train", 30, "1")


def writers() -> list[str]:
    """The writers whose papers are learned from."""
    return sorted(folder.name for folder in HANDS.iterdir() if folder.is_dir() and folder.name not in HELD)


def hands() -> tuple[str, ...]:
    """Whose papers may be learned from: the writers, others who published theirs, and our own generator."""
    return (*writers(), REAL, OWN)


def record_rows(
    what: str,
    hand: str,
    cache: Path,
    generated: PaperSet = GENERATED,
    folder: Path = RECORDED,
    published: Path = PUBLISHED,
) -> int:
    """Reads the papers of one hand, those that others published or those that are generated, and keeps their rows; how
    many.
    """
    read = papers_of(papers(generated, cache) if hand == OWN else _bundles(hand, cache, published))
    hidden = HIDDEN[:2] if hand == OWN else HIDDEN
    rows = list(groups(hand, read)) if what == "candidates" else list(readings(hand, read, hidden))
    record(f"{what}-{hand}", rows, folder)
    return len(rows)


def _bundles(hand: str, cache: Path, published: Path) -> list[Bundle]:
    """The papers of a hand; of those that others published, the ones that may be learned from."""
    return list(lessons_of(real_papers(published, cache))) if hand == REAL else papers_in(HANDS / hand, cache)


def recorded(what: str, hands: Sequence[str], cache: Path, folder: Path = RECORDED, published: Path = PUBLISHED) -> int:
    """Records the rows of these hands; 2 where the published papers are among them and not at hand."""
    missing = REAL in hands and not any(published.glob("*/truth/*.json"))
    for hand in hands:
        if hand != REAL or not missing:
            print(f"{hand}: {record_rows(what, hand, cache, folder=folder, published=published)} rows")
    if missing:
        print(f"{REAL}: no papers with truth are at {published}, their rows stay as they are", file=sys.stderr)
    return 2 if missing else 0
