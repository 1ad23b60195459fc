"""Our reading beside that of other programs, on the same scans in one run: word recall and processor seconds a page.

    python -m bench.reading_rivals PDF_OR_FOLDER... --venv FOLDER [--pages 12] [--channels scan200]

`--venv` is a virtual environment of its own in which `pip install ocrmypdf rapidocr onnxruntime` was run (OCRmyPDF
also wants Tesseract, and Ghostscript for some outputs); lotpass never depends on either. Each program reads one PDF
of all pages in a process of its own, and its processor seconds (children and start included) are the kernel's count,
so that a busy machine disturbs them little. Programs take turns, `--rounds` times; the least time of each counts.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # the package carries no types
from PIL import Image
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # the package carries no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # the package carries no types

from bench.reading import Sample, Score, arrival, pages_of, score_texts

LANGUAGES = "eng+fra+por+spa"
"""Tesseract's languages for OCRmyPDF: those that lotpass reads."""

_RAPID = """
import json, sys
import pypdfium2
from rapidocr import RapidOCR
reader = RapidOCR()
pages = []
for page in pypdfium2.PdfDocument(sys.argv[1]):
    picture = page.render(scale=float(sys.argv[2]) / 72).to_numpy()[:, :, :3]
    found = reader(picture)
    pages.append([word for line in (found.txts or ()) for word in line.split()])
json.dump(pages, open(sys.argv[3], "w"))
"""

_OURS = """
import json, sys
from pathlib import Path
from ingest import heap
from ingest.read import read_page
heap.keep()  # as a worker does
path = Path(sys.argv[1])
pages = []
for number in range(1, int(sys.argv[2]) + 1):
    page = read_page(path, "0" * 64, "application/pdf", number)
    pages.append([word.text for word in page.words])
json.dump(pages, open(sys.argv[3], "w"))
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one program made of the scans: words by page, processor and clock seconds of the whole run."""

    pages: list[list[str]]
    processor: float
    clock: float


def scans(pages: Sequence[Sample], channel: str, out: Path) -> float:
    """Writes one PDF of the pages as they arrive by this channel; gives its resolution."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    resolution = 200.0
    for sample in pages:
        arrived, dpi = arrival(sample, channel)
        resolution = dpi or 300.0
        size = (arrived.shape[1] * 72 / resolution, arrived.shape[0] * 72 / resolution)
        packed = io.BytesIO()
        Image.fromarray(arrived).save(packed, "JPEG", quality=90)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(packed), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    out.write_bytes(buffer.getvalue())
    return resolution


def _run(command: Sequence[str], read: Callable[[], list[list[str]]]) -> Outcome:
    """Runs a program on one thread. Raises RuntimeError with its last words when it fails."""
    env = os.environ | {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
    before, started = os.times(), time.monotonic()
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    after, ended = os.times(), time.monotonic()
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-400:]}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Outcome(read(), used, ended - started)


def _text_layer(path: Path) -> list[list[str]]:
    """The words of the text layer that OCRmyPDF wrote."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded().split() for page in document]
    finally:
        document.close()


def programs(venv: Path, given: Path, folder: Path, dpi: float, count: int) -> dict[str, Callable[[], Outcome]]:
    """The programs that are compared, by name, each ready to run."""
    answer, layered = folder / "answer.json", folder / "layered.pdf"

    def words() -> list[list[str]]:
        found: list[list[str]] = json.loads(answer.read_text(encoding="utf-8"))
        return found

    def ocrmypdf(languages: str) -> Callable[[], Outcome]:
        command = [str(venv / "bin/ocrmypdf"), "-q", "--jobs", "1", "--output-type", "pdf", "-l", languages]
        return lambda: _run([*command, str(given), str(layered)], lambda: _text_layer(layered))

    ours = [sys.executable, "-c", _OURS, str(given), str(count), str(answer)]
    rapid = [str(venv / "bin/python"), "-c", _RAPID, str(given), str(dpi), str(answer)]
    return {
        "lotpass": lambda: _run(ours, words),
        "OCRmyPDF": ocrmypdf(LANGUAGES),
        "OCRmyPDF, English only": ocrmypdf("eng"),
        "RapidOCR": lambda: _run(rapid, words),
    }


def main() -> None:
    """Makes the scans, lets the programs read them in turn, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--venv", type=Path, required=True)
    parser.add_argument("--channels", default="scan200")
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", default="", help="names of programs, separated by ;")
    given = parser.parse_args()
    pages = list(pages_of(given.paths, given.pages))
    print(f"{len(pages)} pages, load {os.getloadavg()[0]:.1f}")
    print(f"{'channel':10} {'program':24}      R      P      D    CER  s/page (processor)  s/page (clock)")
    for channel in given.channels.split(","):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            dpi = scans(pages, channel, folder / "scans.pdf")
            chosen = programs(given.venv, folder / "scans.pdf", folder, dpi, len(pages))
            if given.only:
                chosen = {each: chosen[each] for each in given.only.split(";")}
            best: dict[str, Outcome] = {}
            for _ in range(given.rounds):
                for each, run in chosen.items():
                    outcome = run()
                    if each not in best or outcome.processor < best[each].processor:
                        best[each] = outcome
        for each, outcome in best.items():
            score = Score(pages=len(pages), seconds=outcome.processor)
            for sample, words in zip(pages, outcome.pages, strict=True):
                score_texts(score, sample, words)
            print(f"{channel:10} {each:24} {score.row()} {'':12} {outcome.clock / len(pages):15.2f}")


if __name__ == "__main__":
    main()
