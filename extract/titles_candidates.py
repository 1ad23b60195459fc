"""The phrases of a page that may be its title: alone on their line or stacked, without a value beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from extract.layout import PageLayout, Segment
from extract.prose_words import alternation
from extract.titles_named import beside_name
from extract.titles_subject import subject_line
from extract.values.folding import fold as fold_values
from ingest.model import Box

_LONGEST: Final = 110  # characters of a text that may hold a title
_MATTER: Final = 3  # words of a letter's subject at the least, where a mere point leads to it
_WIDELY: Final = 12.0  # times their height that the phrases of one title stand apart at most
_LINES_ON: Final = 6  # lines from which what stands too far below a phrase is followed by nothing nearer
VALUE: Final = re.compile(r":\s*\S")  # "Ref. fatura nº ...: 0041": what stands before it labels it


@cache
def _subject() -> re.Pattern[str]:
    """What a letter's subject begins with: "Subject:", "Objet :", "Assunto:"."""
    return re.compile(rf"\W*(?:{alternation('subject')})\s*[:.–—-]{{1,2}}\s*")


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """A phrase, or several one under another, that may be a title; `subject` says that it is a letter's own.

    `named` says that a name stands beside it, which is then no part of `text`: the paper is of whom it names.
    """

    text: str
    segments: tuple[Segment, ...]
    box: Box
    height: float
    subject: bool = False
    named: bool = False


def title_candidates(layout: PageLayout) -> Iterator[TitleCandidate]:
    """Phrases, lines of phrases, and up to three phrases stacked, that are short enough for a title."""
    segments = layout.segments
    placed = subject_line(layout)
    for segment in segments:
        if _may_be_title(segment.text):
            yield TitleCandidate(segment.text, (segment,), segment.box, segment.height, subject=segment.line == placed)
            paper = beside_name(layout, segment)
            if paper is not None:
                yield TitleCandidate(paper, (segment,), segment.box, segment.height, named=True)
            subject = _subject().match(fold_values(segment.text))
            matter = segment.text[subject.end() :] if subject is not None else ""
            if subject is not None and subject[0].rstrip().endswith(".") and len(matter.split()) < _MATTER:
                matter = ""  # "Ref. fatura" over a number is a label
            if _may_be_title(matter) and not VALUE.search(matter):
                yield TitleCandidate(matter, (segment,), segment.box, segment.height, subject=True)
    for line in layout.lines:
        parts = [segments[index] for index in line.segments]
        # A letter-spaced or widely set title falls apart into phrases of one height.
        if 2 <= len(parts) <= 12 and max(p.height for p in parts) < 1.4 * min(p.height for p in parts):
            text = " ".join(part.text for part in parts)
            near = len({part.cell for part in parts}) == 1 and _set_as_one(layout, parts)
            if near and _may_be_title(text) and (all(len(p.text) <= 3 for p in parts) or len(parts) <= 3):
                yield TitleCandidate(text, tuple(parts), line.box, max(p.height for p in parts))
    yield from _stacks(layout)


def _set_as_one(layout: PageLayout, parts: Sequence[Segment]) -> bool:
    """Whether phrases of a line stand no further apart than a widely set title's do: not at the page's two margins."""
    gaps = [(right.box.x0 - left.box.x1) * layout.page.width for left, right in pairwise(parts)]
    return max(gaps) <= _WIDELY * max(part.height for part in parts)


def _stacks(layout: PageLayout) -> Iterator[TitleCandidate]:
    below = [_next_below(layout, segment) for segment in layout.segments]
    sides = [_value_beside(layout, segment) for segment in layout.segments]
    for index, segment in enumerate(layout.segments):
        stack = [segment]
        at = index
        while len(stack) < 3 and not sides[at]:
            following = below[at]
            if following is None or sides[following]:
                break
            at = following
            stack.append(layout.segments[at])
            text = " ".join(part.text for part in stack)
            if not _may_be_title(text):
                break
            box = stack[0].box
            for part in stack[1:]:
                box = box.union(part.box)
            yield TitleCandidate(text, tuple(stack), box, max(part.height for part in stack))


def _value_beside(layout: PageLayout, segment: Segment) -> bool:
    """True for a phrase of plain size with another right of it: a row of a form, no part of a title."""
    if segment.height > 1.25 * layout.text_height:
        return False
    return any(layout.segments[index].box.x0 > segment.box.x1 for index in layout.lines[segment.line].segments)


def _next_below(layout: PageLayout, segment: Segment) -> int | None:
    """The phrase right under a phrase, of like size, that may carry on its title."""
    best: int | None = None
    best_gap = 1.8 * segment.height / layout.page.height
    least_gap = -0.3 * segment.box.height
    begin = layout.lines[max(0, segment.line - _LINES_ON)].segments[0]
    for index in range(begin, len(layout.segments)):
        other = layout.segments[index]
        gap = other.box.y0 - segment.box.y1
        if gap > best_gap and other.line > segment.line + _LINES_ON:
            break
        if not least_gap < gap < best_gap:
            continue
        shared = min(segment.box.x1, other.box.x1) - max(segment.box.x0, other.box.x0)
        alike = 0.6 < other.height / max(segment.height, 0.1) < 1.7
        if other is not segment and alike and shared > 0.3 * min(segment.box.width, other.box.width):
            best, best_gap = index, gap
    return best


def _may_be_title(text: str) -> bool:
    return 3 <= len(text) <= _LONGEST and sum(map(str.isalpha, text)) >= 3
