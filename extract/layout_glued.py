"""Words set or read without the space between a label and its value: "date08-May-2026", "total:US$"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.model import Box, Page, Word

_GLUED = re.compile(
    r"(?P<label>[^\W\d_]*[^\W\d_A-Z]{3,}[:.]?)(?P<value>(?:\d{1,2}(?P<sign>[-/.])(?:\d{1,2}|[^\W\d_]{3,9})(?P=sign)\d{2,4}|\d{4}-\d\d-\d\d)\W?)"
    r"|(?P<before>[^\W\d_]*[^\W\d_A-Z]{2,}:)(?P<behind>[^\W_](?!:?//)\S*|[$€£]\S+)"
)
_LEAST = 5  # characters of a word that can be two


def with_words_parted(page: Page) -> Page:
    """The page with each word that is a label's last and the value behind it made two; its box is parted by letters."""
    parts = tuple(part for word in page.words for part in _parts(word))
    return page if len(parts) == len(page.words) else page.model_copy(update={"words": parts})


def _parts(word: Word) -> Iterator[Word]:
    found = _GLUED.fullmatch(word.text) if len(word.text) >= _LEAST else None
    if found is None:
        yield word
        return
    cut = found.end("label") if found["label"] else found.end("before")
    at = word.box.x0 + word.box.width * cut / len(word.text)
    yield replace(word, text=word.text[:cut], box=Box(word.box.x0, word.box.y0, at, word.box.y1))
    yield replace(word, text=word.text[cut:], box=Box(at, word.box.y0, word.box.x1, word.box.y1))
