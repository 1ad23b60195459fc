"""Titles on a line with the name of whom the paper is of: "Diani Gems — Packing note 31/26", "Invoice 8 | Kelo Ltd"."""

from __future__ import annotations

import re
from typing import Final

from extract.layout import PageLayout, Segment
from extract.titles_words import title_in

_HEAD: Final = 0.2  # of the page: where a name with its paper stands
_LINES: Final = 3  # of the page at its top
_PARTED: Final = re.compile(r"\s+[–—|·•/-]+\s+")
_PARTS: Final = 2
_WHOLE: Final = 0.8  # share of its part that a title makes up: nothing but a number goes with it
_MOST_WORDS: Final = 7  # of a name
_CAPITALS: Final = 0.6  # share of a name's words that begin with a capital


def beside_name(layout: PageLayout, segment: Segment) -> str | None:
    """What a phrase at a page's head calls the paper, where a stroke parts it from a name; None where it does not."""
    if segment.line >= _LINES or segment.box.y1 > _HEAD:
        return None
    parts = _PARTED.split(segment.text)
    if len(parts) != _PARTS:
        return None
    origin = layout.page.origin
    told = [
        paper for name, paper in (parts, parts[::-1]) if _is_name(name) and title_in(name, origin, near=False) is None
    ]
    return next((paper for paper in told if _is_title(paper, origin)), None)


def _is_name(text: str) -> bool:
    """Whether a text is a few words with capitals, without figures or a colon."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or ":" in text or any(map(str.isdigit, text)):
        return False
    return words[0][:1].isupper() and sum(word[:1].isupper() for word in words) >= _CAPITALS * len(words)


def _is_title(text: str, origin: str) -> bool:
    found = title_in(text, origin, near=False)
    return found is not None and found[2] >= _WHOLE and not found[0].attached
