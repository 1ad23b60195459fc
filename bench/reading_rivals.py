"""Our reading beside that of other programs, on the same scans in one run: word recall and processor seconds a page.

    python -m bench.reading_rivals PDF_OR_FOLDER... --venv FOLDER [--pages 12] [--channels scan200,fax] [--together]

`--venv` is a virtual environment of its own in which `pip install ocrmypdf rapidocr onnxruntime docling` was run
(OCRmyPDF also wants Tesseract, and Ghostscript for some outputs); lotpass never depends on any. Each program reads one
PDF of all pages in a process of its own, and its processor seconds (children and start included) are the kernel's
count, so that a busy machine disturbs them little. Programs take turns, `--rounds` times; the least time of each
counts. With `--together` the pages by all channels lie in one PDF, as a bundle's do, and each channel's words are told
by themselves.
"""

from __future__ import annotations

import argparse
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # the package carries no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # the package carries no types

from bench.reading import Sample, Score, arrival, pages_of, score_texts
from bench.reading_rivals_programs import Outcome, programs


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as it arrived by a channel."""

    channel: str
    sample: Sample


def scans(given: Iterable[Scan], out: Path) -> list[float]:
    """Writes one PDF of these scans; gives each page's resolution in dots per inch."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    resolutions = []
    for scan in given:
        arrived, dpi = arrival(scan.sample, scan.channel)
        resolutions.append(dpi or 300.0)
        size = (arrived.shape[1] * 72 / resolutions[-1], arrived.shape[0] * 72 / resolutions[-1])
        packed = io.BytesIO()
        Image.fromarray(arrived).save(packed, "JPEG", quality=90)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(packed), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    out.write_bytes(buffer.getvalue())
    return resolutions


def compared(given: Sequence[Scan], venv: Path, names: Sequence[str], rounds: int) -> dict[str, Outcome]:
    """What each program made of these scans in its quickest round; all of them where no names are given."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ready = programs(venv, folder / "scans.pdf", folder, scans(given, folder / "scans.pdf"))
        best: dict[str, Outcome] = {}
        for _ in range(rounds):
            for each in names or ready:
                outcome = ready[each]()
                if each not in best or outcome.processor < best[each].processor:
                    best[each] = outcome
        return best


def tell(channel: str, given: Sequence[Scan], best: dict[str, Outcome]) -> None:
    """Prints what each program read of one channel's pages, and what a page of the whole run took."""
    for each, outcome in best.items():
        share = sum(scan.channel == channel or channel == "all" for scan in given) / len(given)
        score = Score(pages=round(share * len(given)), seconds=share * outcome.processor)
        for scan, words in zip(given, outcome.pages, strict=True):
            if channel in (scan.channel, "all"):
                score_texts(score, scan.sample, words)
        print(f"{channel:10} {each:24} {score.row()} {'':12} {outcome.clock / len(given):15.2f}", flush=True)


def main() -> None:
    """Makes the scans, lets the programs read them in turn, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--venv", type=Path, required=True)
    parser.add_argument("--channels", default="scan200")
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", default="", help="names of programs, separated by ;")
    parser.add_argument("--together", action="store_true", help="the pages by all channels in one PDF")
    given = parser.parse_args()
    pages = list(pages_of(given.paths, given.pages))
    channels = given.channels.split(",")
    names = [name for name in given.only.split(";") if name]
    print(f"{len(pages)} pages, load {os.getloadavg()[0]:.1f}")
    print(f"{'channel':10} {'program':24}      R      P      D    CER  s/page (processor)  s/page (clock)", flush=True)
    for together in [channels] if given.together else [[channel] for channel in channels]:
        arriving = [Scan(channel, sample) for channel in together for sample in pages]
        best = compared(arriving, given.venv, names, given.rounds)
        for channel in [*together, "all"] if len(together) > 1 else together:
            tell(channel, arriving, best)


if __name__ == "__main__":
    main()
