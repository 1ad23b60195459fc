"""Stacks: many papers fed through a scanner as one file, cut apart again; how many come out whole and of their type.

`python -m bench.stacks --cache FOLDER [--set FOLDER ...] [--count N] [--papers N] [--seed S] [--bundled] [--bare]
[--torn SHARE] [--last] [--scanned DPI]`

Papers are drawn from sets with truth (`bench/hands` if none is named) and laid one behind the other in random order,
with blank sheets between some. Half of the papers of one page are torn in two, so that they go on overleaf, where
a page number or the repeated head of the paper says so; with `--bare` nothing does, and all that can be are torn;
`--torn` says which share instead, and with `--last` only the last lines find no room. With `--bundled` each stack is
one bundle's own papers. Behind some lie general conditions. `--scanned` prints every page anew as a grey scan and reads
it by OCR before it is torn.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import bench
from bench.extraction.papers import Bundle, kept_pages, papers_in, read_files
from bench.papermaker import degrade
from extract.layout import lay_out
from extract.split import group
from extract.split_sheet import page_number
from ingest.model import Box, Page, Word

HANDS = Path(bench.__file__).parent / "hands"
BLANKS = 0.2  # share of the papers behind which a blank sheet lies
TORN = 0.5  # share of the papers of one page that go on overleaf
BACKS = 0.15  # share of the papers behind which general conditions lie
LEAST_LINES = 14  # of a page that is torn
HALVES = 0.5, 0.75  # share of the lines after which a page is torn
LAST_LINES = 0.75, 0.97  # the same of one whose last lines found no room
FOOT = 0.93  # of a page's height, to which a paper runs that goes on overleaf
SPREAD = 1.6  # times further apart at most, lines are set to run to the foot
SHORT_LINES = 5, 22  # least and most of a paper that is shortened
ONLY_PAGE = re.compile(r"(?<!\d)1 ?(?:/|of|de|sur) ?1(?!\d)")  # "page 1/1", wherever a page says it
CONDITIONS = (
    "General Conditions of Sale",
    "1. Title passes to the buyer on payment of the price in full.",
    "2. Claims for quality are barred unless made in writing within a week of delivery.",
    "3. Neither party answers for delay by war, strike, flood or an act of government.",
    "4. The law of the seller's country governs; its courts decide.",
    "5. Nothing in these conditions limits what cannot be limited by law.",
)


@dataclass(frozen=True)
class Paper:
    """One paper with its pages in order and what it is."""

    name: str
    kind: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Cut:
    """What became of the papers of some stacks."""

    papers: int
    pages: int
    whole: int
    typed: int
    wrong: tuple[str, ...]

    @property
    def split(self) -> float:
        """Share of the papers whose pages came out together and alone."""
        return self.whole / self.papers

    @property
    def types(self) -> float:
        """Share of the papers whose first page is in a document of the right type."""
        return self.typed / self.papers


def papers_of(bundles: Sequence[Bundle]) -> tuple[Paper, ...]:
    """The papers of some bundles that are made of printed pages, in the bundles' order."""
    return tuple(
        Paper(f"{bundle.name}/{document['key']}", document["type"], pages)
        for bundle in bundles
        for document in bundle.truth["documents"]
        if (pages := _pages(bundle, document)) and all(page.origin != "cells" for page in pages)
    )


def _pages(bundle: Bundle, document: dict[str, Any]) -> tuple[Page, ...]:
    """A document's pages in order; none where one of them was not read."""
    held = {(digest, page.number): page for digest, pages in bundle.pages.items() for page in pages}
    wanted = [(place["file"], place["page"]) for place in document["pages"]]
    return tuple(held[place] for place in wanted) if all(place in held for place in wanted) else ()


def stacks_of(papers: Sequence[Paper], count: int, size: int, seed: str) -> Iterator[list[Paper]]:
    """So many stacks of so many different papers, each in an order of its own."""
    rng = random.Random(f"stacks-{seed}")
    for _ in range(count):
        yield rng.sample(papers, min(size, len(papers)))


def bundled(bundles: Sequence[Bundle], seed: str) -> Iterator[list[Paper]]:
    """Each bundle's own papers as one stack, in an order of its own, as whoever sends a bundle scans it."""
    for bundle in bundles:
        papers = list(papers_of([bundle]))
        random.Random(f"{seed}{bundle.name}").shuffle(papers)
        if papers:
            yield papers


def shortened(papers: Sequence[Paper], seed: str) -> tuple[Paper, ...]:
    """The papers of one page with their first lines alone, as receipts, notices and slips are short."""
    rng = random.Random(f"short-{seed}")
    return tuple(replace(paper, pages=(_shortened(paper.pages[0], rng),)) for paper in papers if len(paper.pages) == 1)


def _shortened(page: Page, rng: random.Random) -> Page:
    lines = lay_out(page).lines
    kept = rng.randrange(*SHORT_LINES)
    if len(lines) <= kept:
        return page
    edge = lines[kept].box.y0 - 0.001
    return page.model_copy(
        update={
            "words": tuple(word for word in page.words if word.box.mid_y < edge),
            "rulings": tuple(one for one in page.rulings if max(one.y0, one.y1) < edge),
            "marks": (),
            "unread": (),
        }
    )


def cut_apart(
    stacks: Sequence[Sequence[Paper]],
    seed: str,
    *,
    bare: bool = False,
    torn: float | None = None,
    at: tuple[float, float] = HALVES,
) -> Cut:
    """Lays each stack as one file, cuts it, and counts what came out right."""
    rng = random.Random(f"blanks-{seed}")
    whole = typed = pages_in_all = 0
    wrong: list[str] = []
    for number, stack in enumerate(stacks):
        file = hashlib.sha256(f"{seed}-{number}".encode()).hexdigest()
        laid, places = lay(stack, file, rng, bare=bare, torn=torn, at=at)
        pages_in_all += len(laid)
        found = [
            (frozenset(layout.page.number for layout in (*one.layouts, *one.backs)), one.kind.value)
            for one in group([lay_out(page) for page in laid])
        ]
        for paper, pages in zip(stack, places, strict=True):
            kind = next((kind for held, kind in found if min(pages) in held), "none")
            together = any(held == pages for held, _ in found)
            whole += together
            typed += kind == paper.kind
            if not together or kind != paper.kind:
                wrong.append(f"{paper.name}: {'whole' if together else 'cut wrongly'}, {kind} for {paper.kind}")
    return Cut(sum(map(len, stacks)), pages_in_all, whole, typed, tuple(wrong))


def _torn(page: Page, rng: random.Random, at: tuple[float, float], *, bare: bool) -> tuple[Page, Page]:
    """A page whose lower part stands on a second one, which goes on with it by its page number or the paper's head.

    The first runs to its foot where its lines may be set so far apart, and else ends as a page does that its writer
    broke off.
    """
    lines = lay_out(page).lines
    cut = lines[int(len(lines) * rng.uniform(*at))].box.y0 - 0.001
    apart = FOOT / cut
    if apart <= SPREAD:
        page = _spread(page, apart)
        lines, cut = lay_out(page).lines, cut * apart
    head_end = lines[1].box.y1 + 0.002
    numbered = rng.random() < 0.5
    up = cut - (0.06 if numbered or bare else head_end + 0.03)
    first = [word for word in page.words if word.box.mid_y < cut]
    second = [replace(word, box=_raised(word.box, up)) for word in page.words if word.box.mid_y >= cut]
    if numbered and not bare:
        first += _set("Page 1 of 2", 0.45, 0.965)
        second += _set("Page 2 of 2", 0.45, 0.965)
    elif not bare:
        second = [word for word in page.words if word.box.mid_y < head_end] + second
    rules = [replace(one, y0=one.y0 - up, y1=one.y1 - up) for one in page.rulings if min(one.y0, one.y1) >= cut]
    cleared = {"marks": (), "unread": ()}
    above = tuple(one for one in page.rulings if max(one.y0, one.y1) < cut)
    return (
        page.model_copy(update={"words": tuple(first), "rulings": above, **cleared}),
        page.model_copy(update={"words": tuple(second), "rulings": tuple(rules), **cleared}),
    )


def _spread(page: Page, apart: float) -> Page:
    """The page with its lines so many times further apart, each as high as before; the last ones may leave the page."""
    words = [replace(one, box=_raised(one.box, one.box.y0 * (1.0 - apart))) for one in page.words]
    rules = [replace(one, y0=one.y0 * apart, y1=one.y1 * apart) for one in page.rulings]
    return page.model_copy(update={"words": tuple(words), "rulings": tuple(rules)})


def _raised(box: Box, up: float) -> Box:
    return Box(box.x0, box.y0 - up, box.x1, box.y1 - up)


def _set(text: str, x: float, y: float, height: float = 0.011) -> list[Word]:
    """The words of a printed line with its left end and top at x and y, in fractions of the page."""
    words = []
    for word in text.split():
        words.append(Word(word, Box(x, y, x + 0.008 * len(word), y + height), 1.0, "text-layer"))
        x += 0.008 * (len(word) + 1)
    return words


def _conditions(like: Page) -> Page:
    """The general conditions that lie behind a paper."""
    lines = [_set(text, 0.1, 0.08 + 0.03 * row, 0.018 if row == 0 else 0.011) for row, text in enumerate(CONDITIONS)]
    words = tuple(word for line in lines for word in line)
    return like.model_copy(update={"words": words, "rulings": (), "marks": (), "unread": ()})


def _may_go_on(page: Page) -> bool:
    """Whether a page may be torn: it has enough lines, and does not say itself that it is the only one."""
    layout = lay_out(page)
    only = any(ONLY_PAGE.search(line.text) for line in layout.lines)
    return len(layout.lines) >= LEAST_LINES and not only and page_number(layout.segments) is None


def _made_longer(paper: Paper, rng: random.Random, at: tuple[float, float], *, bare: bool, torn: float | None) -> Paper:
    pages = paper.pages
    share = torn if torn is not None else 1.0 if bare else TORN
    if len(pages) == 1 and rng.random() < share and _may_go_on(pages[0]):
        pages = _torn(pages[0], rng, at, bare=bare)
    if paper.kind != "unknown" and rng.random() < BACKS:
        pages = (*pages, _conditions(pages[0]))
    return replace(paper, pages=pages)


def lay(
    stack: Sequence[Paper],
    file: str,
    rng: random.Random,
    *,
    bare: bool,
    torn: float | None = None,
    at: tuple[float, float] = HALVES,
) -> tuple[list[Page], list[frozenset[int]]]:
    """The pages of a stack as one file, and the numbers of each paper's pages in it.

    Of the papers of one page the share `torn` goes on overleaf, if that is given, from `at` on: between these shares
    of its lines.
    """
    laid: list[Page] = []
    places: list[frozenset[int]] = []
    for paper in (_made_longer(one, rng, at, bare=bare, torn=torn) for one in stack):
        first = len(laid) + 1
        laid += [
            page.model_copy(update={"file": file, "number": first + number}) for number, page in enumerate(paper.pages)
        ]
        places.append(frozenset(range(first, len(laid) + 1)))
        if rng.random() < BLANKS:
            blank = {"file": file, "number": len(laid) + 1, "words": (), "rulings": (), "marks": (), "unread": ()}
            laid.append(paper.pages[-1].model_copy(update=blank))
    return laid, places


def scanned(papers: Sequence[Paper], sources: dict[str, Path], dpi: int, cache: Path, seed: str) -> tuple[Paper, ...]:
    """The papers printed, scanned in grey at this resolution and read by OCR; those of files that are no PDF left out.

    `sources` are the files by SHA-256. What was read once is kept in `cache`.
    """
    made = cache / f"scans-{dpi}-{seed}"
    made.mkdir(parents=True, exist_ok=True)
    found = []
    for paper in papers:
        data = [sources[page.file] for page in paper.pages]
        if any(path.suffix.lower() != ".pdf" for path in data):
            continue
        target = made / (hashlib.sha256(f"{paper.name}".encode()).hexdigest()[:24] + ".pdf")
        if not target.exists():
            rng = random.Random(f"{seed}-{paper.name}")
            drawn = [
                degrade.rasterise(path.read_bytes(), dpi)[page.number - 1]
                for path, page in zip(data, paper.pages, strict=True)
            ]
            target.write_bytes(degrade.image_pdf([(degrade.scan(one, dpi, rng), 80) for one in drawn]))
        (digest,) = read_files([target], cache)
        found.append(Paper(paper.name, paper.kind, kept_pages(digest, cache)))
    return tuple(found)


def sources_in(folders: Sequence[Path]) -> dict[str, Path]:
    """Every file under some sets by its SHA-256."""
    files = (path for folder in folders for path in sorted((folder / "bundles").rglob("*")) if path.is_file())
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in files}


def main() -> None:
    """Prints how many papers came out whole and of their type, and what went wrong with the others."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--cache", type=Path, required=True)
    arguments.add_argument("--set", type=Path, action="append", dest="sets")
    arguments.add_argument("--count", type=int, default=10)
    arguments.add_argument("--papers", type=int, default=12)
    arguments.add_argument("--seed", default="1")
    arguments.add_argument("--scanned", type=int, metavar="DPI")
    arguments.add_argument("--bare", action="store_true", help="tear papers without a page number or a repeated head")
    arguments.add_argument("--torn", type=float, metavar="SHARE", help="of the papers of one page that are torn")
    arguments.add_argument("--last", action="store_true", help="of torn papers the last lines alone stand overleaf")
    arguments.add_argument("--bundled", action="store_true", help="stacks of each bundle's own papers, all of them")
    given = arguments.parse_args()
    folders = given.sets or sorted(path for path in HANDS.iterdir() if (path / "truth").is_dir())
    bundles = [bundle for folder in folders for bundle in papers_in(folder, given.cache)]
    drawn = stacks_of(papers_of(bundles), given.count, given.papers, given.seed)
    stacks = list(bundled(bundles, given.seed) if given.bundled else drawn)
    if not any(stacks):
        arguments.error("the sets hold no paper that was read")
    if given.scanned:
        sources = sources_in(folders)
        stacks = [list(scanned(one, sources, given.scanned, given.cache, given.seed)) for one in stacks]
    at = LAST_LINES if given.last else HALVES
    cut = cut_apart(stacks, given.seed, bare=given.bare, torn=given.torn, at=at)
    for line in cut.wrong:
        print(line)
    print(f"{len(stacks)} stacks, {cut.papers} papers, {cut.pages} pages: {cut.split:.1%} whole, {cut.types:.1%} typed")


if __name__ == "__main__":
    main()
