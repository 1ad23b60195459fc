"""How well pages are read, by channel: word recall, precision, words with digits, characters, seconds per page.

Digital PDFs are the truth: their own text is what must be read when their pages arrive as scans, faxes or photos.

    python -m bench.reading PDF_OR_FOLDER... [--channels scan200,photo] [--readers tesseract,both] [--pages 30]

Run it with OMP_THREAD_LIMIT=1 on an idle machine; seconds are processor seconds of one thread. `--calibrate` prints
how often words of each stated confidence were right.
"""

from __future__ import annotations

import argparse
import time
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from bench import reading_wear as wear
from bench.reading_channels import CHANNELS
from ingest import pdf, readers
from ingest.errors import Unreadable
from ingest.model import Word
from ingest.ocr import LANGUAGES
from ingest.owntext import text_layer
from ingest.read import read_page
from ingest.scan import read_picture


@dataclass
class Score:
    """Counts over the pages of one channel."""

    truth: int = 0
    read: int = 0
    right: int = 0
    digits: int = 0
    digits_right: int = 0
    characters: int = 0
    wrong_characters: int = 0
    seconds: float = 0.0
    pages: int = 0
    said: list[tuple[float, bool, str]] = field(default_factory=list)

    def row(self) -> str:
        """The figures as a table row: recall, precision, recall on words with digits, character errors, seconds."""
        return (
            f"{100 * self.right / max(self.truth, 1):6.2f} {100 * self.right / max(self.read, 1):6.2f} "
            f"{100 * self.digits_right / max(self.digits, 1):6.2f} "
            f"{100 * self.wrong_characters / max(self.characters, 1):6.2f} {self.seconds / max(self.pages, 1):6.2f}"
        )


_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "º": "°", "\u2011": "-"})


def normal(text: str) -> str:
    """The text with typographic signs folded that look alike."""
    return unicodedata.normalize("NFC", text).translate(_ALIKE)


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


class Sample(NamedTuple):
    """A digital page: its name, its picture at 300 dpi, its words, and those that are no words of the form."""

    name: str
    picture: NDArray[np.uint8]
    words: list[str]
    aside: list[str]  # of stamps and watermarks, which stand aslant: reading them is neither right nor wrong


def pages_of(paths: Sequence[Path], most: int) -> Iterator[Sample]:
    """Digital pages with enough text, spread over the files given."""
    files = sorted(file for path in paths for file in ([path] if path.is_file() else path.rglob("*.pdf")))
    if len(files) > most:  # a page of every so many files, so that all kinds of papers are among them
        files = [files[each] for each in np.linspace(0, len(files) - 1, 2 * most).astype(int)]
    count = 0
    for file in dict.fromkeys(files):
        try:
            pages = pdf.page_count(file, 50)
        except Unreadable:
            continue
        for number in range(1, min(pages, 2) + 1):
            page = read_page(file, "0" * 64, "application/pdf", number) if _is_digital(file, number) else None
            if page is None or page.origin != "text-layer" or page.rotation or len(page.words) < 25:
                continue
            with pdf.single_page(file, number) as (document, shown):
                layer = text_layer(document, shown)
                picture, _ = pdf.render(shown, 300)
            words = [normal(word.text) for word in layer.words if word.angle < 3 or word.angle > 357]
            aside = [normal(word.text) for word in layer.words if 3 <= word.angle <= 357]
            words = [word for word in words if set(word) - set("._…")]  # dotted leaders and blanks to fill in
            yield Sample(f"{file.parent.name}/{file.name}#{number}", picture, words, [*aside, *wear.STAMPED])
            count += 1
            if count >= most:
                return


def arrival(sample: Sample, channel: str) -> tuple[NDArray[np.uint8], float | None]:
    """The page as it arrives by a channel, the same each time, and the resolution that its file states."""
    return CHANNELS[channel](sample.picture, np.random.default_rng(zlib.crc32(f"{sample.name} {channel}".encode())))


def _is_digital(file: Path, number: int) -> bool:
    with pdf.single_page(file, number) as (document, shown):
        return len(text_layer(document, shown).words) >= 25


def score_texts(score: Score, sample: Sample, texts: Sequence[str]) -> None:
    """Adds one page. Words count as multisets; characters by edit distance over the words sorted alike."""
    wanted = Counter(sample.words)
    got = Counter(normal(text) for text in texts)
    both = wanted & got
    extra = (got - wanted) - Counter(sample.aside * 4)
    score.truth += sum(wanted.values())
    score.read += sum(both.values()) + sum(extra.values())
    score.right += sum(both.values())
    score.digits += sum(count for word, count in wanted.items() if _has_digit(word))
    score.digits_right += sum(count for word, count in both.items() if _has_digit(word))
    missed = " ".join(sorted((wanted - got).elements()))
    score.characters += sum(len(word) for word in sample.words)
    score.wrong_characters += Levenshtein.distance(missed, " ".join(sorted(extra.elements())))


def score_page(score: Score, sample: Sample, words: Sequence[Word]) -> None:
    """Adds one page, and what each word said of itself beside whether it was right."""
    score_texts(score, sample, [word.text for word in words])
    left, aside = Counter(sample.words), set(sample.aside)
    for word in words:
        text = normal(word.text)
        right = left[text] > 0
        left[text] -= right
        if right or text not in aside:
            score.said.append((word.confidence, right, f"{word.reader}{'+digit' if _has_digit(text) else ''}"))


def calibration(score: Score) -> Iterator[str]:
    """For each reader and band of stated confidence: words, mean stated, share right."""
    groups: dict[tuple[str, float], list[tuple[float, bool]]] = {}
    for confidence, right, reader in score.said:
        band = 0.99 if confidence >= 0.99 else min(int(confidence * 10) / 10, 0.9)
        groups.setdefault((reader, band), []).append((confidence, right))
    for (reader, band), items in sorted(groups.items()):
        mean = sum(confidence for confidence, _ in items) / len(items)
        share = sum(right for _, right in items) / len(items)
        yield f"  {reader:18} {band:4.2f} n={len(items):5d} said {mean:.3f} right {share:.3f}"


def main() -> None:
    """Reads the pages through every channel with every choice of readers and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--channels", default=",".join(CHANNELS))
    parser.add_argument("--readers", default="tesseract,both")
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--misses", type=int, default=0, help="show so many pages' wrong words")
    given = parser.parse_args()
    channels = given.channels.split(",")
    choices: list[readers.Choice] = [choice for choice in ("tesseract", "both") if choice in given.readers.split(",")]
    scores = {(channel, choice): Score() for channel in channels for choice in choices}
    shown = 0
    for sample in pages_of(given.paths, given.pages):
        for channel in channels:
            arrived, dpi = arrival(sample, channel)
            for choice in choices:
                score = scores[channel, choice]
                engine = readers.engine(choice)
                started = time.process_time()
                scanned = read_picture(arrived, dpi, engine, LANGUAGES, None if dpi else 1)
                score.seconds += time.process_time() - started
                score.pages += 1
                score_page(score, sample, scanned.words)
                if shown < given.misses:
                    got = Counter(normal(word.text) for word in scanned.words)
                    missed, extra = Counter(sample.words) - got, got - Counter(sample.words)
                    print(f"{sample.name} {channel} {choice}")
                    print(f"  missed {list(missed.elements())}\n  extra {list(extra.elements())}")
                    shown += 1
    print(f"{'channel':10} {'readers':10}      R      P      D    CER      s   pages")
    for (channel, choice), score in scores.items():
        print(f"{channel:10} {choice:10} {score.row()} {score.pages:5d}")
    if given.calibrate:
        whole = Score(
            said=[item for (_, choice), each in scores.items() if choice == choices[-1] for item in each.said]
        )
        print("\n".join(calibration(whole)))


if __name__ == "__main__":
    main()
