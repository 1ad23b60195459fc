"""A page's own title: which wordings of the title tables stand on it, and how much like a title each one stands.

A title stands in larger type, near the top, alone on its line and mostly in capitals; the name of another paper
inside a sentence or as a label ("KP certificate: …") has none of that. OCR's misreadings, letter-spaced words and
titles over two or three lines are met by comparing without spaces and with a similarity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from extract.layout import PageLayout, Segment
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.prose_words import alternation
from extract.titles_composed import composed_title, scheme_of
from extract.titles_quoted import quoted
from extract.titles_subject import subject_line
from extract.titles_words import Title, title_in
from extract.values.folding import fold as fold_values
from ingest.model import Box

_LONGEST: Final = 110  # characters of a text that may hold a title
_SUBJECT: Final = 0.75  # how much the subject of a letter stands like a title
_LINES_ON: Final = 6  # lines from which what stands too far below a phrase is followed by nothing nearer
_COMPOSED: Final = 0.8  # how near a title made of known words is to one of the lists
_LARGER: Final = 1.15  # times the page's text height
_UPPER: Final = 0.5  # of the page
_HEAD: Final = 0.15  # of the page: where a paper's own title stands
_CENTRED: Final = 0.06  # of its width that a centred line may lie beside the middle
_NUMBERED: Final = re.compile(
    r"(?:\bn[o°ºr]?s?\.?|№|#|n\.\s?º|\bnum(?:ber|ero|éro)?\.?|\br[eé]f(?:er[eê]nc[ei]a?)?\.?)\s*[:.]?\s*\S*\d",
    re.IGNORECASE,
)

_MENTION: Final = 0.35  # of its strength, left to a name that labels a value or is quoted

_VALUE: Final = re.compile(r":\s*\S")  # "Ref. fatura nº ...: 0041": what stands before it labels it
_SENTENCE_END: Final = re.compile(r"[^\W\d_]{4,}\.(?:\s|$)")


@cache
def _subject() -> re.Pattern[str]:
    """What a letter's subject begins with: "Subject:", "Objet :", "Assunto:"."""
    return re.compile(rf"\W*(?:{alternation('subject')})\s*[:.–—-]{{1,2}}\s*")


@dataclass(frozen=True, slots=True)
class TitleHit:
    """A title wording as it stands on a page.

    `kind` is None for a paper that is none of the types (a customs declaration, a driving licence); `attached` says
    that it is then a part or the back of another paper (general conditions, an annex). `text` is as printed.
    `quality` (0..1) is how near the print is to the wording, `strength` (0..1) how much it stands like the page's own
    title. `numbered` says that a number follows in plain type, as it does where another paper is quoted.
    """

    kind: DocumentKind | None
    text: str
    wording: str
    language: str
    quality: float
    strength: float
    box: Box
    attached: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    segments: tuple[Segment, ...]
    box: Box
    height: float
    subject: bool = False


def find_titles(layout: PageLayout) -> tuple[TitleHit, ...]:
    """Every title wording on the page with its strength, strongest first."""
    hits: dict[tuple[DocumentKind | None, str, int], TitleHit] = {}
    numbered: set[tuple[DocumentKind | None, str, int]] = set()
    for candidate in _candidates(layout):
        found = title_in(candidate.text, layout.page.origin, near=_worth_a_guess(layout, candidate))
        if _stands_out(layout, candidate):
            found = _composed(layout, candidate, found)
        if found is None:
            continue
        title, quality, cover = found
        strength = quality * (0.3 + 0.7 * cover) * _prominence(layout, candidate)
        key = (title.kind, title.compact, round(candidate.box.y0 * 200))
        if (
            candidate.height < 1.3 * layout.text_height
            and not candidate.subject
            and _NUMBERED.search(candidate.text)
            and not _heads(candidate, title.wording)
            and not _tops(layout, candidate)
        ):
            numbered.add(key)
        hit = TitleHit(
            title.kind,
            candidate.text,
            title.wording,
            title.language,
            quality,
            strength,
            candidate.box,
            attached=title.attached,
        )
        held = hits.get(key)
        if held is None or held.strength < strength:
            hits[key] = hit
    hits = {key: replace(hit, numbered=True) if key in numbered else hit for key, hit in hits.items()}
    kept = [hit for hit in hits.values() if not _inside_longer(hit, hits.values())]
    return tuple(sorted(kept, key=lambda hit: -hit.strength))


def _stands_out(layout: PageLayout, candidate: _Candidate) -> bool:
    """Whether a text is set as headings are, so that its words may make a title that no list holds."""
    larger = candidate.height >= _LARGER * layout.text_height
    return candidate.subject or candidate.text.isupper() or (larger and candidate.box.y0 < _UPPER)


def _composed(
    layout: PageLayout, candidate: _Candidate, found: tuple[Title, float, float] | None
) -> tuple[Title, float, float] | None:
    """What the words of a text make it, where the lists hold none, or less than it says (`found`)."""
    text = candidate.text[:1].upper() + candidate.text[1:] if candidate.subject else candidate.text
    made = composed_title(text) if found is None else None if found[0].attached else scheme_of(text, found[0].kind)
    if made is None:
        return found
    larger = candidate.subject or candidate.height >= _LARGER * layout.text_height
    if " " not in made.wording and not larger:
        return None
    title = Title(made.kind, False, made.wording, made.language, made.wording.replace(" ", ""))
    return title, _COMPOSED, 1.0


def _heads(candidate: _Candidate, wording: str) -> bool:
    """Whether a title in capitals fills the first line of a stack: the number under it is then its own."""
    first = candidate.segments[0]
    below = candidate.segments[-1].line != first.line
    return below and first.text.isupper() and fold(first.text) == fold(wording)


def _tops(layout: PageLayout, candidate: _Candidate) -> bool:
    """Whether a phrase in capitals at the page's head has its number set apart on its line, or stands there centred."""
    first = candidate.segments[0]
    if all(part.line != first.line for part in candidate.segments[1:]):
        centred = abs(first.box.mid_x - 0.5) < _CENTRED and not _beside(layout, candidate)
        number = _NUMBERED.search(first.text)
        named = first.text[: number.start()] if number is not None else first.text
        return centred and named.isupper() and first.box.y1 < _HEAD
    set_apart = not any(map(str.isdigit, first.text))
    return set_apart and first.text.isupper() and first.box.y1 < _HEAD


def _inside_longer(hit: TitleHit, all_hits: Iterable[TitleHit]) -> bool:
    """True where the same print was read as part of a longer title ("Certificate of Origin" of "ICGLR …")."""
    mine = fold(hit.wording).replace(" ", "")
    for other in all_hits:
        if other is hit or other.kind is hit.kind:
            continue
        wider = fold(other.wording).replace(" ", "")
        overlap = min(hit.box.y1, other.box.y1) - max(hit.box.y0, other.box.y0)
        if len(wider) > len(mine) and mine in wider and overlap > 0 and other.strength > 0.6 * hit.strength:
            return True
    return False


def _candidates(layout: PageLayout) -> Iterator[_Candidate]:
    """Phrases, lines of phrases, and up to three phrases stacked, that are short enough for a title."""
    segments = layout.segments
    placed = subject_line(layout)
    for segment in segments:
        if _may_be_title(segment.text):
            yield _Candidate(segment.text, (segment,), segment.box, segment.height, subject=segment.line == placed)
            subject = _subject().match(fold_values(segment.text))
            matter = segment.text[subject.end() :] if subject is not None else ""
            if _may_be_title(matter) and not _VALUE.search(matter):
                yield _Candidate(matter, (segment,), segment.box, segment.height, subject=True)
    for line in layout.lines:
        parts = [segments[index] for index in line.segments]
        # A letter-spaced or widely set title falls apart into phrases of one height.
        if 2 <= len(parts) <= 12 and max(p.height for p in parts) < 1.4 * min(p.height for p in parts):
            text = " ".join(part.text for part in parts)
            one_cell = len({part.cell for part in parts}) == 1
            if one_cell and _may_be_title(text) and (all(len(p.text) <= 3 for p in parts) or len(parts) <= 3):
                yield _Candidate(text, tuple(parts), line.box, max(p.height for p in parts))
    yield from _stacks(layout)


def _stacks(layout: PageLayout) -> Iterator[_Candidate]:
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
            yield _Candidate(text, tuple(stack), box, max(part.height for part in stack))


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


def _worth_a_guess(layout: PageLayout, candidate: _Candidate) -> bool:
    """True for a text that may be a misread title: in the upper part or in larger type, of words, not a sentence."""
    if candidate.box.y0 > 0.45 and candidate.height < 1.25 * layout.text_height:
        return False
    if layout.page.origin != "ocr" and candidate.height < 1.15 * layout.text_height:
        return False  # a PDF's own text is not misread; only odd spellings of a heading are worth a guess
    digits = sum(map(str.isdigit, candidate.text))
    return digits <= 0.25 * len(candidate.text) and len(candidate.text.split()) <= 12


def _prominence(layout: PageLayout, candidate: _Candidate) -> float:
    """How much a text stands like a title (0..1): size, place, standing alone, capitals; less where it labels."""
    if candidate.subject:
        return _SUBJECT
    size = min(1.0, max(0.0, (candidate.height / max(layout.text_height, 1.0) - 1.0) / 0.5))
    top = min(1.0, max(0.0, (0.55 - candidate.box.y0) / 0.35))
    rest = _beside(layout, candidate)
    alone = 1.0 if not rest else 0.5 if all(_like_number(segment.text) for segment in rest) else 0.0
    letters = [char for char in candidate.text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters) / max(len(letters), 1)
    score = 0.36 * size + 0.26 * top + 0.2 * alone + 0.18 * (1.0 if capitals > 0.8 else 0.0)
    if _labels(candidate.text, rest) and size < 0.6:
        score *= _MENTION
    if _is_caption(layout, candidate):
        score *= 0.3
    if quoted(layout, candidate.segments):
        score *= _MENTION
    if candidate.text[:1].islower() or (size < 0.6 and _SENTENCE_END.search(candidate.text)):
        # The tail of a sentence that ran over from the line before.
        score *= 0.3
    return score


def _is_caption(layout: PageLayout, candidate: _Candidate) -> bool:
    """True for small print right over larger print at its left edge: the caption of a box that is filled in."""
    width, height = layout.page.width, layout.page.height
    caption = candidate.segments[-1]
    if caption.height > 0.9 * layout.text_height:
        return False
    for other in layout.segments:
        gap = (other.box.y0 - caption.box.y1) * height
        near = -0.3 * caption.height < gap < caption.height
        aligned = abs(other.box.x0 - caption.box.x0) * width < caption.height
        if near and aligned and other.height > 1.2 * caption.height:
            return True
    return False


def _beside(layout: PageLayout, candidate: _Candidate) -> list[Segment]:
    lines = {segment.line for segment in candidate.segments}
    return [
        segment
        for segment in layout.segments
        if segment.line in lines
        and segment not in candidate.segments
        and abs(segment.box.mid_y - candidate.box.mid_y) < 0.03
    ]


def _like_number(text: str) -> bool:
    """True for what stands beside a title without making it a label: a number, a page count, a date."""
    return sum(char.isdigit() for char in text) >= 2 or len(text) <= 3


def _labels(text: str, beside: Sequence[Segment]) -> bool:
    """True for a text that introduces a value: a colon, or "No." at its end with something beside it."""
    if _VALUE.search(text) or text.rstrip().endswith(":"):
        return True
    words = fold(text).split()
    if words and words[-1] == "no":
        return bool(beside)
    return False
