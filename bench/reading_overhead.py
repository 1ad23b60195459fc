"""What reading a page costs beside the engines: processor milliseconds a page, engines apart, preparation apart.

    python -m bench.reading_overhead PDF_OR_FOLDER... [--pages 10] [--channels scan200] [--parts]

Counted as the engines' own is what their models take and no more: the finder's, the turner's and the reader's runs on
OpenVINO, and Tesseract from picture to words. Preparation is what makes a raster of a picture: sheets looked for,
light evened, the page turned, levelled and scaled, leaders taken out, ink told from paper. Driving is what any program
does that runs PP-OCR's models, as Tesseract does it within itself: the page reduced for the finder, its map parted into
lines, lines cut out and put together, characters taken from what the reader believes. All else is the rest: readings
merged, ruling lines, stamps, signatures and codes, beliefs kept, ink that nobody read, sharpness, memory given back.
Each page is read `--rounds` times, and its least time counts for each part.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.reading import arrival, pages_of
from ingest import heap, merge, ppocr, prepare, readers, rulings, scan, signs, straighten
from ingest.ocr import LANGUAGES

PREPARATION = ("sheets", "laid", "looked at", "prepared", "straightened")


WATCHED: tuple[tuple[Any, str, str], ...] = (
    (scan, "sheets_of", "sheets"),
    (scan, "lay", "laid"),
    (scan, "first_look", "looked at"),
    (scan, "prepare", "prepared"),
    (prepare, "_inked", "prepared: ink"),
    (straighten, "level", "prepared: level"),
    (straighten, "skew_of", "prepared: skew"),
    (straighten, "turn", "prepared: turn"),
    (ppocr, "shrunk", "driving: reduced"),
    (ppocr, "crop_of", "driving: lines cut out"),
    (ppocr, "patches", "driving: lines told"),
    (ppocr.PpOcr, "find", "driving"),
    (ppocr.PpOcr, "upside_down", "driving"),
    (ppocr.PpOcr, "read", "driving"),
    (ppocr, "_kept", "beliefs kept"),
    (heap, "make_room", "memory given back"),
    (readers, "overlooked", "print overlooked"),
    (readers, "merged", "merged"),
    (merge, "tight", "merged: boxes"),
    (readers, "_texts_only", "text alone"),
    (prepare, "larger", "letters told"),
    (rulings, "from_raster", "ruling lines"),
    (scan, "words_across", "words across"),
    (scan, "signs_of", "signs"),
    (signs, "codes_of", "signs: codes"),
    (signs, "stamps_of", "signs: stamps"),
    (signs, "signatures_of", "signs: signatures"),
    (scan, "unread_ink", "unread ink"),
    (scan, "blur_of", "sharpness"),
)
"""What is timed: the module that calls it, its name there, and the part of reading that it is counted under."""


class Clock:
    """Processor time by name; what runs inside a named part is not counted in the part around it."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._within = [0.0]

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted under a name."""

        def run(*given: Any, **named: Any) -> Any:
            started = time.process_time()
            self._within.append(0.0)
            try:
                return function(*given, **named)
            finally:
                took = time.process_time() - started
                self.spent[name] += took - self._within.pop()
                self._within[-1] += took

        return run

    def watch(self, owner: Any, attribute: str, name: str) -> None:
        """Counts the time of a function of a module, or of a method of an object, under a name."""
        setattr(owner, attribute, self.timed(name, getattr(owner, attribute)))


class _Model:
    """A compiled model whose runs are timed."""

    def __init__(self, model: Any, clock: Clock, name: str) -> None:
        self._model = model
        self.run = clock.timed(name, model)
        self.release_memory = clock.timed("memory given back", model.release_memory)

    def __call__(self, given: Any) -> Any:
        return self.run(given)


def watched(clock: Clock) -> readers.BothReaders:
    """Both readers, timed, and the parts of reading around them."""
    engine = readers.engine("both")
    if not isinstance(engine, readers.BothReaders):
        raise TypeError("both readers are needed")
    first, second = engine._first, engine._second  # the engines themselves are what is timed
    for attribute in ("_finder", "_reader", "_turner"):
        setattr(first, attribute, _Model(getattr(first, attribute), clock, "engine: PP-OCR"))
    clock.watch(second, "read", "engine: Tesseract")
    for owner, attribute, name in WATCHED:
        clock.watch(owner, attribute, name)
    return engine


def main() -> None:
    """Reads the pages and prints the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--channels", default="scan200")
    parser.add_argument("--parts", action="store_true", help="every part by itself")
    given = parser.parse_args()
    heap.keep()  # as a worker does
    clock = Clock()
    engine = watched(clock)
    spent: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    held, count = heap.held, 0
    for sample in pages_of(given.paths, given.pages):  # one after the other: a worker holds one page at a time
        heap.held = partial(_held_without, held, sample.picture.nbytes)  # nor does it hold what a page is made of
        count += 1
        for channel in given.channels.split(","):
            arrived, dpi = arrival(sample, channel)
            if count == 1:
                scan.read_picture(arrived, dpi, engine, LANGUAGES, 1)
            heap.give_back()  # what making the page took is none of a worker's
            rounds: list[dict[str, float]] = []
            for _ in range(given.rounds):
                clock.spent.clear()
                clock.timed("other", scan.read_picture)(arrived, dpi, engine, LANGUAGES, 1)
                clock.timed("memory given back", heap.give_back)(heap.MOST)  # as a worker does after each page
                rounds.append(dict(clock.spent))
            for name in set().union(*rounds):
                spent[channel][name] += min(each.get(name, 0.0) for each in rounds)
    for channel, parts in spent.items():
        _show(channel, count, parts, parts=given.parts)


def _held_without(held: Callable[[], int], others: int) -> int:
    """Bytes that this process holds, without so many."""
    return held() - others


def _show(channel: str, count: int, spent: dict[str, float], *, parts: bool) -> None:
    whole = sum(spent.values())
    engines = sum(took for name, took in spent.items() if name.startswith("engine: "))
    prepared = sum(took for name, took in spent.items() if name.partition(":")[0] in PREPARATION)
    driving = sum(took for name, took in spent.items() if name.startswith("driving"))
    rest = whole - engines - prepared - driving
    print(
        f"{channel:10} {count} pages: engines {1000 * engines / count:.0f} ms, "
        f"preparation {1000 * prepared / count:.0f} ms ({100 * prepared / engines:.1f} %), "
        f"driving {1000 * driving / count:.0f} ms ({100 * driving / engines:.1f} %), "
        f"rest {1000 * rest / count:.0f} ms ({100 * rest / engines:.1f} % of the engines, "
        f"{100 * rest / (engines + driving):.1f} % of the engines as driven)"
    )
    if parts:
        for name, took in sorted(spent.items(), key=lambda item: -item[1]):
            print(f"    {name:24} {1000 * took / count:7.1f} ms")


if __name__ == "__main__":
    main()
