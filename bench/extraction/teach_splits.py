"""Learns where one paper of a file ends and the next begins: `python -m bench.extraction.teach_splits`.

`record` lays the papers of `bench/hands` (never of those kept aside) as stacks (`bench.stacks`) and keeps what is told
of each page behind the pages of the paper before it, beside this module: each bundle's own papers in random order,
papers of several bundles, papers of few lines, and of every fifth hand a bundle printed, scanned and read by OCR. `fit`
makes the weights of the recorded rows, a few seconds, and with `--write` puts them into the table
`extract/data/split_weights.csv`; `leave-out` tells how often pages are joined or cut wrongly on each hand by weights
that it had no part in.

The prior is a person's (`extract/data/split_prior.csv`), and so are the situations of `bench/lessons/splits.tsv`: pages
of a few lines, of which papers show few. A page that is wrongly joined costs two papers, one that is wrongly cut off
costs one, and pages that begin a paper count more. So do papers that were written on several pages, beside those torn
here.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.extraction.fit import chance, fitted
from bench.extraction.learn import TABLES, table, written
from bench.extraction.lessons import WRITTEN as LESSONS
from bench.extraction.papers import Bundle, papers_in
from bench.extraction.rows import RECORDED
from bench.extraction.taught import HANDS, writers
from bench.stacks import HALVES, LAST_LINES, Paper, bundled, lay, papers_of, scanned, shortened, sources_in, stacks_of
from extract.layout import PageLayout, lay_out
from extract.split import LIKELY, is_back
from extract.split_features import features
from extract.split_pile import Pile
from extract.split_sheet import is_blank, look

SPREAD: Final = 1.0
"""How far, in log-odds, a weight may stray from what was set at the price of one standard deviation."""
WRONGLY_JOINED: Final = 3.0
"""How often a page counts that begins a paper."""
AS_WRITTEN: Final = 8.0
"""How often one counts that goes on with a paper as it was written."""
SITUATION: Final = 40.0
"""How often a situation counts that a person described."""
SEEDS: Final = ("1", "2")
SIZE: Final = 12  # papers of a stack of several bundles
TIMES: Final = 2  # that each paper comes in such stacks, about
BARE: Final = 0.15  # share of the stacks whose torn papers have neither page number nor repeated head
LATE: Final = 0.3  # share of the stacks whose torn papers' last lines alone stand overleaf
EVERY: Final = 5  # hand of which a bundle is printed, scanned and read by OCR
DPI: Final = 200


@dataclass(frozen=True)
class Row:
    """A page behind pages of a paper: whose it is, what is told of it, and whether it goes on as it was written.

    `paper` and `behind` are the bundle and name of the page's own paper and of that before it.
    """

    hand: str
    paper: str
    behind: str
    features: Mapping[str, float]
    written: bool

    @property
    def goes_on(self) -> bool:
        """Whether it goes on with the paper before it."""
        return self.paper == self.behind

    @property
    def counts(self) -> float:
        """How often it counts."""
        return (AS_WRITTEN if self.written else 1.0) if self.goes_on else WRONGLY_JOINED


def rows_of(hand: str, stacks: Iterable[Sequence[Paper]], seed: str) -> Iterator[Row]:
    """What stacks teach, with the pages before each gathered as they belong together."""
    for number, stack in enumerate(stacks):
        rng = random.Random(f"rows-{seed}-{hand}-{number}")
        file = hashlib.sha256(f"{seed}-{hand}-{number}".encode()).hexdigest()
        at = LAST_LINES if rng.random() < LATE else HALVES
        laid, places = lay(stack, file, rng, bare=rng.random() < BARE, at=at)
        owner = {page: at for at, pages in enumerate(places) for page in pages}
        yield from _rows(hand, stack, [lay_out(page) for page in laid], owner)


def _rows(hand: str, stack: Sequence[Paper], layouts: Sequence[PageLayout], owner: Mapping[int, int]) -> Iterator[Row]:
    pile, before = Pile(), -1
    for layout in layouts:
        if is_blank(layout):
            continue
        sheet, paper = look(layout), owner[layout.page.number]
        same = paper == before
        if pile.sheets and not is_back(pile, sheet):
            as_written = same and len(stack[paper].pages) > 1
            yield Row(hand, stack[paper].name, stack[before].name, features(pile, sheet), as_written)
        elif same:
            continue
        if not same:
            pile, before = Pile(), paper
        pile.sheets.append(sheet)


def record(hand: str, cache: Path, folder: Path = RECORDED) -> int:
    """Reads the papers of one hand, lays them as stacks and keeps their rows, packed; how many."""
    bundles = papers_in(HANDS / hand, cache)
    rows = [row for seed in SEEDS for row in rows_of(hand, _stacks(bundles, seed), seed)]
    if hand in writers()[::EVERY]:
        read = scanned(papers_of(bundles[:1]), sources_in([HANDS / hand]), DPI, cache, hand)
        rows += [row for seed in SEEDS for row in rows_of(hand, [read, read[::-1]], f"scanned-{seed}")]
    lines = "".join(f"{json.dumps(_packed(row), separators=(',', ':'))}\n" for row in rows)
    (folder / f"splits-{hand}.jsonl.gz").write_bytes(gzip.compress(lines.encode(), 9, mtime=0))
    return len(rows)


def _stacks(bundles: Sequence[Bundle], seed: str) -> Iterator[list[Paper]]:
    papers = papers_of(bundles)
    yield from bundled(bundles, seed)
    yield from stacks_of(papers, len(papers) // SIZE * TIMES // len(SEEDS), SIZE, seed)
    yield from stacks_of(shortened(papers, seed), len(papers) // SIZE * TIMES // len(SEEDS), SIZE, f"short-{seed}")


def _packed(row: Row) -> list[object]:
    told = {name: round(value, 3) for name, value in sorted(row.features.items()) if round(value, 3)}
    return [row.paper, row.behind, told, int(row.written)]


def recorded(folder: Path = RECORDED) -> list[Row]:
    """The recorded rows."""
    found = []
    for path in sorted(folder.glob("splits-*.jsonl.gz")):
        hand = path.name.removeprefix("splits-").removesuffix(".jsonl.gz")
        for line in gzip.decompress(path.read_bytes()).decode().splitlines():
            paper, behind, told, as_written = json.loads(line)
            found.append(Row(hand, paper, behind, told, bool(as_written)))
    return found


def situations() -> list[tuple[dict[str, float], bool]]:
    """What is told of a page in each situation that a person described, and whether it goes on."""
    lines = (LESSONS / "splits.tsv").read_text(encoding="utf-8").splitlines()
    parts = (line.split("\t") for line in lines)
    return [
        ({name: float(value) for name, value in map(_named, told.split())}, says == "goes on")
        for says, _, told in parts
    ]


def _named(told: str) -> tuple[str, str]:
    name, _, value = told.partition("=")
    return name, value


def prior() -> dict[str, float]:
    """The weights that a person set."""
    return {row["name"]: float(row["weight"]) for row in table("split_prior")}


def taught(rows: Sequence[Row], spread: float = SPREAD) -> dict[str, float]:
    """The weights by which each page is likeliest to go on or to begin a paper as it does."""
    told = [(row.features, row.goes_on) for row in rows]
    described = situations()
    counts = [*(row.counts for row in rows), *(SITUATION for _ in described)]
    return fitted([*told, *described], prior(), spread, counts)


def held_out(rows: Sequence[Row], spread: float = SPREAD) -> Iterator[str]:
    """Of each hand, how many pages are wrongly joined and wrongly cut off by weights that it had no part in."""
    total: Counter[str] = Counter()
    for hand in sorted({row.hand for row in rows}):
        own = [row for row in rows if row.hand == hand]
        wrong = mistakes(own, taught([row for row in rows if row.hand != hand], spread))
        total.update(wrong)
        yield _said(hand, wrong)
    yield _said("all", total)


def mistakes(rows: Iterable[Row], weights: Mapping[str, float]) -> Counter[str]:
    """How many pages there are, and how many are joined or cut off wrongly by these weights."""
    count: Counter[str] = Counter()
    for row in rows:
        joined = chance(row.features, weights) > LIKELY
        count["pages"] += 1
        if joined != row.goes_on:
            count["joined" if joined else "written cut" if row.written else "cut"] += 1
    return count


def _said(hand: str, wrong: Mapping[str, int]) -> str:
    parts = (f"{wrong.get(name, 0):3} {words}" for name, words in _WORDS.items())
    return f"{hand:14} {wrong['pages']:5} pages, wrongly: " + ", ".join(parts)


_WORDS: Final = {"joined": "joined", "cut": "cut off", "written cut": "cut off of papers as they were written"}


def main(arguments: list[str] | None = None) -> int:
    """Records rows, fits weights to them, or tells what they are worth on hands left out."""
    parser = argparse.ArgumentParser(prog="teach_splits", description=__doc__)
    parser.add_argument("task", choices=("record", "fit", "leave-out"))
    parser.add_argument("--cache", type=Path, default=Path("build/extraction"))
    parser.add_argument("--hand", help="whose papers to record; else all")
    parser.add_argument("--spread", type=float, default=SPREAD)
    parser.add_argument("--write", action="store_true", help="put the weights into extract/data")
    given = parser.parse_args(arguments)
    if given.task == "record":
        for hand in [given.hand] if given.hand else writers():
            print(f"{hand}: {record(hand, given.cache)} pages", flush=True)
    elif given.task == "fit":
        rows = recorded()
        weights = taught(rows, given.spread)
        if given.write:
            (TABLES / "split_weights.csv").write_text(written(weights), encoding="utf-8")
        for name, weight in prior().items():
            print(f"{name:18} {weight:6.2f} -> {weights[name]:6.2f}")
        print(_said("all", mistakes(rows, weights)))
    else:
        for line in held_out(recorded(), given.spread):
            print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
