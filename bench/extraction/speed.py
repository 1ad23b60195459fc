"""What extraction costs a page: `python -m bench.extraction.speed FOLDER …`.

Processor time of this process alone, so that a busy machine does not matter much; reading pages is not in it. "First"
is the first time that a process sees a paper, the indexes of its type being made then; "warm" is the second.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, median

from bench.extraction.papers import kept_pages, papers_in, read_files
from extract.read import extract_file
from ingest.model import Page

_START = (
    "import time, extract.read, extract.reader as of; from extract.types import TYPES; started = time.process_time()\n"
    "print(started); [of.reader_for(kind) for kind in TYPES]; print(time.process_time() - started)"
)
"""Asks a process of its own what it takes to be loaded, and to make the indexes of all types."""


def milliseconds(files: Sequence[Sequence[Page]]) -> list[float]:
    """Processor time a page that extraction takes for each of these files, in milliseconds."""
    spent = []
    for pages in files:
        started = time.process_time()
        extract_file(pages)
        spent.append(1000 * (time.process_time() - started) / len(pages))
    return spent


def files_of(folder: Path, cache: Path) -> list[tuple[Page, ...]]:
    """The files of a folder, read; of one with truth, those of its bundles."""
    if (folder / "truth").is_dir():
        return [pages for bundle in papers_in(folder, cache) for pages in bundle.pages.values() if pages]
    return [pages for digest in read_files([folder], cache) if (pages := kept_pages(digest, cache))]


def table(files: Sequence[tuple[Page, ...]]) -> Iterator[str]:
    """Rows of a table: pages with a text layer and pages read as pictures, first and warm."""
    yield "| pages | files | first: mean | median | warm: mean | median | slowest |"
    yield "|---|---|---|---|---|---|---|"
    for name, origin in (("with text", "text-layer"), ("read as pictures", "ocr")):
        chosen = [pages for pages in files if pages[0].origin == origin]
        if chosen:
            first, warm = milliseconds(chosen), milliseconds(chosen)
            told = (mean(first), median(first), mean(warm), median(warm), max(warm))
            yield f"| {name} | {len(chosen)} | " + " | ".join(f"{each:.0f} ms" for each in told) + " |"


def main(arguments: list[str] | None = None) -> int:
    """Prints what a process takes to start, and the table."""
    parser = argparse.ArgumentParser(prog="speed", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="papers, or sets of bundles with their truth")
    parser.add_argument("--cache", type=Path, default=Path("build/extraction"))
    given = parser.parse_args(arguments)
    started = subprocess.run([sys.executable, "-c", _START], capture_output=True, text=True, check=True).stdout.split()
    print(f"loading {float(started[0]):.2f} s, indexes of all types {float(started[1]):.2f} s\n")
    print("\n".join(table([pages for folder in given.folders for pages in files_of(folder, given.cache)])))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
