"""Digital pages beside the same pages as 200 dpi scans, read in one process: seconds a page, and the ratio.

    python -m bench.digital_speed PDF... [--pages 12]

Processor seconds of reading alone: a page's words, rulings, marks and signs, its text layer held against what it shows.
Files whose first page is not read by its text layer are left out, and counted.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types

from ingest import heap
from ingest.read import read_page

DPI = 200


def by_text_layer(path: Path) -> bool:
    """Whether the first page of a PDF is read by its own text."""
    return read_page(path, hashlib.sha256(path.read_bytes()).hexdigest(), "application/pdf", 1).origin == "text-layer"


def seconds(paths: list[Path], media_type: str) -> float:
    """Processor seconds a page over the first page of each file, giving memory back too; the first is read before."""
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    read_page(paths[0], digests[0], media_type, 1)
    start = time.process_time()
    for path, digest in zip(paths, digests, strict=True):
        read_page(path, digest, media_type, 1)
        heap.give_back(heap.MOST)  # as a worker does
    return (time.process_time() - start) / len(paths)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PDF")
    parser.add_argument("--pages", type=int, default=12)
    arguments = parser.parse_args()
    heap.keep()  # as a worker does
    digital = [path for path in arguments.paths if by_text_layer(path)][: arguments.pages]
    left_out = len(arguments.paths) - len(digital)
    with tempfile.TemporaryDirectory() as folder:
        scans = []
        for number, path in enumerate(digital):
            scans.append(Path(folder, f"{number}.png"))
            pdfium.PdfDocument(path)[0].render(scale=DPI / 72).to_pil().save(scans[-1], dpi=(DPI, DPI))
        text, picture = seconds(digital, "application/pdf"), seconds(scans, "image/png")
    print(f"{left_out} of {len(arguments.paths)} files left out")
    print(f"{len(digital)} pages: digital {text:.3f} s, as scans {picture:.3f} s a page: {picture / text:.1f} times")


if __name__ == "__main__":
    main()
