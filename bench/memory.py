"""Measures what memory `lotpass run` takes on a thin and on a thick PDF: `python -m bench.memory [--pages 20 500]`.

For each it prints the highest resident memory of the process that the user calls, of the process that workers are
forked from, and of the hungriest worker. The workers' should not grow with the PDF, the caller's by its words only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # the package carries no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # the package carries no types

WORDS_PER_PAGE = 360
"""Words on each page of the PDFs: a full invoice or packing list has 150 to 400."""

LOOK_EVERY = 0.1
"""Seconds between two looks at the processes; the kernel keeps each one's highest mark in between."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Highest resident memory in megabytes, by process, and the seconds that the run took."""

    pages: int
    caller: float
    forking: float
    workers: float
    seconds: float


def thick_pdf(path: Path, pages: int) -> None:
    """A PDF of one packing list after another, each page with a title, a number of its own and lines of a table."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(60, 790, "PACKING LIST")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 770, f"Packing list No.: PL-{number:05d}")
        canvas.drawString(60, 756, "Shipper: Okwa Valley Diamonds (Pty) Ltd, Gaborone, Botswana")
        for row in range((WORDS_PER_PAGE - 14) // 8):
            canvas.drawString(60, 736 - 15 * row, f"Parcel {row} of page {number} weight {row + number}.25 ct")
        canvas.showPage()
    canvas.save()


def measure(pages: int, folder: Path, jobs: int) -> Measured:
    """Runs the program on a PDF of so many pages and watches its processes; raises RuntimeError if the run fails."""
    papers = folder / f"{pages}"
    papers.mkdir()
    thick_pdf(papers / "papers.pdf", pages)
    command = [sys.executable, "-m", "lotpass", "run", str(papers), "--out", str(folder / "out"), "--jobs", str(jobs)]
    env = os.environ | {"LOTPASS_DATA": str(folder / "data")}
    started = time.monotonic()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    highest: dict[str, float] = {"caller": 0.0, "forking": 0.0, "workers": 0.0}
    while process.poll() is None:
        for role, megabytes in _looked_at(process.pid):
            highest[role] = max(highest[role], megabytes)
        time.sleep(LOOK_EVERY)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"the run ended with {process.returncode}")
    return Measured(pages=pages, seconds=round(time.monotonic() - started, 1), **highest)


def _looked_at(root: int) -> list[tuple[str, float]]:
    """Each living process of the run: its role, and its highest resident memory so far in megabytes."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text(errors="replace").rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = []
    for pid in parents:
        line = [pid]
        while line[-1] != root and line[-1] in parents:
            line.append(parents[line[-1]])
        if line[-1] != root:
            continue
        role = ("caller", "forking", "workers")[min(len(line) - 1, 2)]
        try:
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            continue
        for entry in status.splitlines():
            if entry.startswith("VmHWM:"):
                found.append((role, round(int(entry.split()[1]) / 1024, 1)))
    return found


def main(arguments: list[str] | None = None) -> int:
    """Measures each number of pages and prints a line of JSON for it."""
    parser = argparse.ArgumentParser(prog="memory", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[20, 500])
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="lotpass-memory-") as folder:
        for pages in given.pages:
            print(json.dumps(asdict(measure(pages, Path(folder), given.jobs))), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
