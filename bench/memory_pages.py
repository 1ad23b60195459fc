"""What memory one worker holds as it reads page after page of all kinds, and whether that grows.

    python -m bench.memory_pages PDF_OR_FOLDER... [--pages 1000] [--every 50] [--digital 2] [--channels fax,photo]

Digital pages, and the same made to arrive by every channel, are read in turn by one worker as `lotpass run` starts it;
nothing is kept between pages but by the worker. `--digital` pages are read by their own text for each that arrives by
a channel. Each line gives the pages read so far, the worker's resident memory in
megabytes now, and its highest since the line before.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from bench.reading import arrival, pages_of
from ingest.errors import Unreadable
from ingest.limits import MEMORY_PER_PAGE, SECONDS_PER_PAGE
from lotpass import guarded
from lotpass.worker import Worker, warm_up

CHANNELS = ("scan200", "scan150", "scan300", "fax", "coarsefax", "photo", "copy", "roughphoto")
"""How the pages arrive that are read by OCR, in turn."""

Given = tuple[Path, str, str, int]
"""A page to be read: file, its digest, media type, number."""


def given(paths: Sequence[Path], folder: Path, most: int, digital: int, channels: Sequence[str]) -> list[Given]:
    """So many pages by the channels in turn, before each `digital` times one by its own text."""
    found: list[Given] = []
    names: dict[str, Path] = {
        f"{file.parent.name}/{file.name}": file
        for path in paths
        for file in ([path] if path.is_file() else path.rglob("*.pdf"))
    }
    own: list[Given] = []
    for sample, channel in zip(pages_of(paths, most), itertools.cycle(channels)):
        name, _, number = sample.name.rpartition("#")
        own.append((names[name], _digest(names[name]), "application/pdf", int(number)))
        found += [own[-1 - each % len(own)] for each in range(digital)]
        pixels, dpi = arrival(sample, channel)
        picture = folder / f"{len(found)}.png"
        resolution = {"dpi": (dpi, dpi)} if dpi else {}
        Image.fromarray(pixels).save(picture, "PNG", **resolution)
        found.append((picture, _digest(picture), "image/png", 1))
    return found


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def held(pid: int) -> tuple[int, int]:
    """Resident memory of a process in megabytes, now and at its highest (proc(5)), which is then reset."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    figures = {line.partition(":")[0]: line.split()[1] for line in status.splitlines() if line.startswith("Vm")}
    Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="utf-8")
    return int(figures["VmRSS"]) // 1024, int(figures["VmHWM"]) // 1024


def main() -> None:
    """Reads the pages and prints the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--every", type=int, default=50)
    parser.add_argument("--kept", type=int, default=16, help="so many different digital pages, read again and again")
    parser.add_argument("--digital", type=int, default=1, help="digital pages read for each that arrives by a channel")
    parser.add_argument("--channels", default=",".join(CHANNELS))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lotpass-memory-") as folder:
        pages = given(asked.paths, Path(folder), asked.kept, asked.digital, asked.channels.split(","))
        warm_up()
        worker = Worker(MEMORY_PER_PAGE)
        refused = 0
        try:
            for number, page in enumerate(itertools.islice(itertools.cycle(pages), asked.pages), 1):
                try:
                    worker.call(guarded.page_of, page, SECONDS_PER_PAGE)
                except Unreadable as fault:
                    refused += 1
                    print(f"{page[0].name} page {page[3]}: {fault.code}", flush=True)
                if not worker.usable:
                    raise RuntimeError("the worker died")
                time.sleep(0.05)  # the worker gives memory back after it has answered
                if number % asked.every == 0 and worker.process.pid is not None:
                    now, highest = held(worker.process.pid)
                    print(f"{number:5} pages {now:5} MB now {highest:5} MB at most", flush=True)
        finally:
            worker.kill()
    print(f"{asked.pages} pages, {refused} refused")


if __name__ == "__main__":
    main()
