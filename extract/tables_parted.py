"""Phrases of a header's line as headings: several set close together parted, one that was set apart joined.

"Gross Net" over two columns of numbers are two headings, "Bar mark" over one column of codes is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extract.layout import PageLayout, Segment
from extract.tables_words import NO_FIELD, ROW_NUMBER, HeaderWords, unit_of
from ingest.model import Box

AS_LISTED: Final = 0.99
"""Quality from which a heading is a wording of the tables, with its words whole or cut short."""

_NEAR_LISTED: Final = 0.96  # quality from which a phrase is a wording but for a letter or two, as a plural is
_LINES_UNDER: Final = 4  # lines under a header that tell whether its words are one heading or several


def rejoined(row: Sequence[Segment]) -> list[Segment]:
    """Phrases of a line, one that begins with a slash joined to the one before it ("Price" "/unit")."""
    joined: list[Segment] = []
    for segment in row:
        last = joined[-1] if joined else None
        apart = segment.box.x0 - last.box.x1 if last is not None else 1.0
        if last is not None and segment.text.startswith("/") and apart < 0.04:
            text, taken = f"{last.text} {segment.text}", (*last.words, *segment.words)
            joined[-1] = replace(last, text=text, words=taken, box=last.box.union(segment.box))
        else:
            joined.append(segment)
    return joined


def parted(layout: PageLayout, segment: Segment, words: HeaderWords, origin: str, last: int) -> list[Segment]:
    """A phrase cut into the fewest headings that take up all of its words; whole if it is one or cannot be cut.

    `last` is the header's last line: where one cell stands under two of the headings, they are one.
    """
    reading = words.read(segment.text, origin)
    if len(segment.words) < 2 or (reading is not None and reading.quality >= _NEAR_LISTED):
        return [segment]
    page = layout.page
    texts = [page.words[index].text for index in segment.words]
    best: list[list[tuple[int, int]] | None] = [[]] + [None] * len(texts)
    for end in range(1, len(texts) + 1):
        for start in range(end):
            before = best[start]
            if before is None or (start and (texts[start].startswith(("/", "(")) or texts[start - 1].endswith("/"))):
                continue
            if (
                start
                and end - start > 1
                and unit_of(texts[start]) is not None
                and _is_listed(texts[start + 1 : end], words)
            ):
                continue  # a unit goes with what stands before it: "Quantity kg | USD per kg"
            text = " ".join(texts[start:end])
            part = words.read(text, origin)
            if part is None or part.quality < (0.95 if "/" in text and end - start <= 3 else AS_LISTED):
                continue
            held = best[end]
            if held is None or len(before) + 1 < len(held):
                best[end] = [*before, (start, end)]
    cut = best[-1]
    if (not cut or len(cut) < 2) and (reading is None or reading.guessed) and _numbers_rows(texts, words, origin):
        cut = [(0, 1), (1, len(texts))]
    if not cut or len(cut) < 2:
        return [segment]
    made: list[Segment] = []
    for start, end in cut:
        indices = segment.words[start:end]
        box = page.words[indices[0]].box
        for index in indices[1:]:
            box = box.union(page.words[index].box)
        made.append(replace(segment, text=" ".join(texts[start:end]), words=tuple(indices), box=box))
    named = reading is None and any(words.may_mean(part.text, origin) for part in made)
    return made if named or _cells_under(layout, [part.box for part in made], last) else [segment]


def _cells_under(layout: PageLayout, heads: Sequence[Box], last: int) -> bool:
    """Whether each of some headings has a cell of its own under it, as far as the lines under the header tell."""
    found = [False] * len(heads)
    looked = False
    for line in layout.lines[last + 1 : last + 1 + _LINES_UNDER]:
        looked = looked or len(line.segments) > 1
        for at in line.segments:
            for index in layout.segments[at].words:
                box = layout.page.words[index].box
                shared = [max(0.0, min(box.x1, head.x1) - max(box.x0, head.x0)) for head in heads]
                nearest = max(range(len(heads)), key=lambda number: shared[number])
                if shared[nearest] > 0:
                    found[nearest] = True
    return all(found) or not looked


def _is_listed(texts: Sequence[str], words: HeaderWords) -> bool:
    """Whether words are a heading by themselves."""
    reading = words.read(" ".join(texts), "text-layer")
    return reading is not None and reading.quality >= AS_LISTED


def _numbers_rows(texts: Sequence[str], words: HeaderWords, origin: str) -> bool:
    """True for the heading of running numbers with another close behind it: "Item Particulars of supply"."""
    first, rest = words.read(texts[0], origin), words.read(" ".join(texts[1:]), origin)
    return first is not None and ROW_NUMBER in first.names and rest is not None and bool(set(rest.names) - NO_FIELD)
