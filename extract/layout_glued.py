"""Words set or read without the space between a label and its value: "date08-May-2026", "total:US$".

A label too long for its column runs into the values' column, where all values begin: "KP CertificateBR 052873",
"ConsignorDalira Mining".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ingest.model import Box, Page, Word

_GLUED = re.compile(
    r"(?P<label>[^\W\d_]*[^\W\d_A-Z]{3,}[:.]?)(?P<value>(?:\d{1,2}(?P<sign>[-/.])(?:\d{1,2}|[^\W\d_]{3,9})(?P=sign)\d{2,4}|\d{4}-\d\d-\d\d)\W?)"
    r"|(?P<before>[^\W\d_]*[^\W\d_A-Z]{2,}:)(?P<behind>[^\W_](?!:?//)\S*|[$€£]\S+)"
)
_RUN_INTO = re.compile(r"(?<=[^\W\d_A-Z]{3})(?:[.)](?=[^\W_a-z])|(?=[A-Z\d]))")
"""Where a label may end that a value follows without a space: at its small letters, before a capital or a figure."""
_COLUMN = 4  # phrases that begin at one left edge, from which it is a column's
_OFF = 0.015  # of the page's width, by which letters of unlike width tell a place wrongly
_SHARE = 0.25  # and of the label's own width
_SPACE = 0.6  # text heights between two words of one phrase, at the most
_LEAST = 5  # characters of a word that can be two


def with_words_parted(page: Page) -> Page:
    """The page with each word that is a label's last and the value behind it made two; its box is parted by letters."""
    parts = tuple(part for word in page.words for part in _parts(word, page))
    return page if len(parts) == len(page.words) else page.model_copy(update={"words": parts})


def _parts(word: Word, page: Page) -> Iterator[Word]:
    found = _GLUED.fullmatch(word.text) if len(word.text) >= _LEAST else None
    if found is not None:
        cut = found.end("label") if found["label"] else found.end("before")
        at: float | None = word.box.x0 + word.box.width * cut / len(word.text)
    else:
        cut, at = _run_into(word, page) if len(word.text) >= _LEAST else (0, None)
    if at is None:
        yield word
        return
    yield replace(word, text=word.text[:cut], box=Box(word.box.x0, word.box.y0, at, word.box.y1))
    yield replace(word, text=word.text[cut:], box=Box(at, word.box.y0, word.box.x1, word.box.y1))


def _run_into(word: Word, page: Page) -> tuple[int, float | None]:
    """Where a word that runs into a column of values is parted, by its letters and its place; no place where none."""
    for end in _RUN_INTO.finditer(word.text):
        label = word.box.width * end.end() / len(word.text)
        at = _column_at(word.box.x0 + label, min(_OFF, _SHARE * label), page)
        if at is not None and word.box.x0 < at < word.box.x1:
            return end.end(), at
    return 0, None


def _column_at(x: float, off: float, page: Page) -> float | None:
    """The left edge, at most `off` from a place, at which many phrases of the page begin; None where there is none."""
    near = [word for word in page.words if abs(word.box.x0 - x) <= off]
    edges = Counter(round(word.box.x0, 3) for word in near)
    edge, count = max(edges.items(), key=lambda one: one[1], default=(x, 0))
    if count < _COLUMN:
        return None
    begun = sum(round(word.box.x0, 3) == edge and _begins(word, page) for word in near)
    return edge if begun >= _COLUMN else None


def _begins(word: Word, page: Page) -> bool:
    """Whether no other word stands right before a word on its line."""
    space = _SPACE * word.box.height * page.height / page.width
    return not any(
        0 <= word.box.x0 - other.box.x1 < space and other.box.y0 < word.box.mid_y < other.box.y1 for other in page.words
    )
