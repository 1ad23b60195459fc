"""How well text layers are held against what pages show: lies found by kind, false alarms, and what it costs.

    python -m bench.trust PDF_OR_FOLDER... [--pages 40] [--lies]

Pages without a text layer that is believed are passed over. With `--lies` every first page is made to lie in each way
(`bench.papermaker.lying`) and read; a lie counts as found when the page was read as a picture with a difference told.
Run it with OMP_THREAD_LIMIT=1 on an idle machine; seconds are processor seconds of one thread.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.papermaker.lying import LIES
from ingest import pdf, readers
from ingest.errors import Unreadable
from ingest.model import Page
from ingest.ocr import LANGUAGES
from ingest.owntext import text_layer
from ingest.read import read_page
from ingest.scan import read_picture

NOBODY = "0" * 64
MEDIA = "application/pdf"


def honest_pages(paths: Sequence[Path], most: int) -> Iterator[tuple[Path, int]]:
    """Files and pages with a text layer of some words."""
    count = 0
    for file in sorted(f for path in paths for f in ([path] if path.is_file() else path.rglob("*.pdf"))):
        try:
            pages = pdf.page_count(file, 50)
        except Unreadable:
            continue
        for number in range(1, pages + 1):
            with pdf.single_page(file, number) as (document, shown):
                words = text_layer(document, shown).words
            if len(words) >= 25 and count < most:
                count += 1
                yield file, number


def told(page: Page) -> bool:
    """Whether the page says that its text layer differs from what it shows."""
    return any(remark.code == "text-layer-differs" for remark in page.remarks)


def main() -> None:
    """Reads the pages and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--lies", action="store_true")
    parser.add_argument(
        "--ocr", type=int, default=5, help="so many of the pages are also read as pictures, for the rate"
    )
    given = parser.parse_args()
    readers.strip_reader()
    seconds = {"text": 0.0, "picture": 0.0}
    count: Counter[str] = Counter()
    kept: list[tuple[Path, int]] = []
    for file, number in honest_pages(given.paths, given.pages):
        started = time.process_time()
        page = read_page(file, NOBODY, MEDIA, number)
        seconds["text"] += time.process_time() - started
        count["pages"] += 1
        count[page.origin] += 1
        if told(page):
            count["false alarms"] += 1
            print(f"alarm: {file.name} page {number}: {[r.text for r in page.remarks if r.stated]}")
        kept.append((file, number))
    for file, number in kept[: given.ocr]:
        with pdf.single_page(file, number) as (_, shown):
            pixels, dpi = pdf.render(shown, 200)
        started = time.process_time()
        read_picture(pixels, dpi, readers.engine(), LANGUAGES)
        seconds["picture"] += time.process_time() - started
    print(f"{count['pages']} pages, {count['text-layer']} by their text layer, {count['false alarms']} false alarms")
    digital, ocr = seconds["text"] / max(count["pages"], 1), seconds["picture"] / max(min(given.ocr, len(kept)), 1)
    print(
        f"seconds a page: {digital:.3f} by its text layer, {ocr:.3f} as a picture: {ocr / max(digital, 1e-6):.1f} times"
    )
    if given.lies:
        lies([file for file, number in kept if number == 1])


def spelling(file: Path) -> list[str]:
    """The words of the first page's text layer."""
    with pdf.single_page(file, 1) as (document, shown):
        return [word.text for word in text_layer(document, shown).words]


def lies(files: Sequence[Path]) -> None:
    """Makes the first pages lie and prints how many lies were found, and in how many the seen was told."""
    found: Counter[str] = Counter()
    made: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lie.pdf"
        for file in files:
            for name, lie in LIES.items():
                data = lie(file.read_bytes(), random.Random(f"{file.name} {name}"))
                if data is None:
                    continue
                path.write_bytes(data)
                if name != "laid over" and spelling(path) == spelling(file):
                    continue  # it lies about nothing that the page has
                page = read_page(path, NOBODY, MEDIA, 1)
                made[name] += 1
                found[name] += told(page) and page.origin == "ocr"
                if not told(page):
                    print(f"missed: {file.name}: {name}")
    for name in LIES:
        print(f"{name:21} {found[name]} of {made[name]}")


if __name__ == "__main__":
    main()
