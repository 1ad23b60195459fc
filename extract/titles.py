"""A page's own title: which wordings of the title tables stand on it, and how much like a title each one stands.

A title stands in larger type, near the top, alone on its line and mostly in capitals; the name of another paper
inside a sentence or as a label ("KP certificate: …") has none of that. OCR's misreadings, letter-spaced words and
titles over two or three lines are met by comparing without spaces and with a similarity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.layout import PageLayout, Segment
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.titles_about import about_it, listed, without_laws
from extract.titles_candidates import VALUE, TitleCandidate, title_candidates
from extract.titles_composed import composed_title, scheme_of
from extract.titles_quoted import quoted
from extract.titles_words import Title, title_in
from ingest.model import Box

_SUBJECT: Final = 0.75  # how much the subject of a letter stands like a title
_NAMED: Final = 0.49
"""How much a title beside a name at the page's head stands like one at the least: pages that go on bear it too."""
_COMPOSED: Final = 0.8  # how near a title made of known words is to one of the lists
_LARGER: Final = 1.15  # times the page's text height
_UPPER: Final = 0.5  # of the page
_HEAD: Final = 0.15  # of the page: where a paper's own title stands
_FIRST_LINES: Final = 4  # of a page, among which a title in plain print stands
_FEW: Final = 9  # words of one
_CENTRED: Final = 0.06  # of its width that a centred line may lie beside the middle
_NUMBERED: Final = re.compile(
    r"(?:\bn[o°ºr]?s?\.?|№|#|n\.\s?º|\bnum(?:ber|ero|éro)?\.?|\br[eé]f(?:er[eê]nc[ei]a?)?\.?)\s*[:.]?\s*\S*\d",
    re.IGNORECASE,
)

_MENTION: Final = 0.35  # of its strength, left to a name that labels a value or is quoted

_SENTENCE_END: Final = re.compile(r"[^\W\d_]{4,}\.(?:\s|$)")


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


def find_titles(layout: PageLayout) -> tuple[TitleHit, ...]:
    """Every title wording on the page with its strength, strongest first."""
    hits: dict[tuple[DocumentKind | None, str, int], TitleHit] = {}
    numbered: set[tuple[DocumentKind | None, str, int]] = set()
    named: set[tuple[DocumentKind | None, str, int]] = set()
    for candidate in title_candidates(layout):
        found = title_in(candidate.text, layout.page.origin, near=_worth_a_guess(layout, candidate))
        if _stands_out(layout, candidate):
            found = _composed(layout, candidate, found)
        if found is None:
            continue
        title, quality, cover = found
        if not candidate.subject:  # what a letter says of an application for a paper may be that paper
            title = about_it(title, candidate.text)
        strength = quality * (0.3 + 0.7 * cover) * _prominence(layout, candidate)
        key = (title.kind, title.compact, round(candidate.box.y0 * 200))
        if (
            candidate.height < 1.3 * layout.text_height
            and not (candidate.subject or candidate.named)
            and _NUMBERED.search(candidate.text)
            and not _heads(candidate, title.wording)
            and not _tops(layout, candidate)
        ):
            numbered.add(key)
        elif candidate.named:
            named.add(key)
        hit = TitleHit(
            title.kind,
            candidate.text,
            title.wording,
            title.language,
            quality,
            strength,
            _own_box(layout, candidate, title),
            attached=title.attached,
        )
        held = hits.get(key)
        if held is None or held.strength < strength:
            hits[key] = hit
    hits = {key: replace(hit, numbered=True) if key in numbered - named else hit for key, hit in hits.items()}
    kept = without_laws(layout, [hit for hit in hits.values() if not _inside_longer(hit, hits.values())])
    among = listed(layout, kept)
    kept = [replace(hit, strength=hit.strength * _MENTION) if at in among else hit for at, hit in enumerate(kept)]
    return tuple(sorted(kept, key=lambda hit: -hit.strength))


def _own_box(layout: PageLayout, candidate: TitleCandidate, title: Title) -> Box:
    """The box of a stack's lines that make up its title, without the house's name over them in other print."""
    own = candidate.segments
    while len(own) > 1 and own[0].line != own[1].line and own[0].height > _LARGER * own[1].height:
        rest = title_in(" ".join(segment.text for segment in own[1:]), layout.page.origin, near=False)
        if rest is None or rest[0] is not title:
            break
        own = own[1:]
    box = own[0].box
    for segment in own[1:]:
        box = box.union(segment.box)
    return box if len(own) < len(candidate.segments) else candidate.box


def _stands_out(layout: PageLayout, candidate: TitleCandidate) -> bool:
    """Whether a text is set as headings are, so that its words may make a title that no list holds."""
    larger = candidate.height >= _LARGER * layout.text_height
    if candidate.subject or candidate.text.isupper() or (larger and candidate.box.y0 < _UPPER):
        return True
    return _tops_plainly(layout, candidate)


def _tops_plainly(layout: PageLayout, candidate: TitleCandidate) -> bool:
    """Whether a few words stand alone on one of the page's first lines, in whatever print."""
    first = candidate.segments[0]
    few = len(candidate.segments) == 1 and len(candidate.text.split()) <= _FEW
    placed = first.line < _FIRST_LINES and first.box.y1 < _HEAD
    return few and placed and not any(map(str.isdigit, candidate.text)) and not _beside(layout, candidate)


def _composed(
    layout: PageLayout, candidate: TitleCandidate, found: tuple[Title, float, float] | None
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


def _heads(candidate: TitleCandidate, wording: str) -> bool:
    """Whether a title in capitals fills the first line of a stack: the number under it is then its own."""
    first = candidate.segments[0]
    below = candidate.segments[-1].line != first.line
    return below and first.text.isupper() and fold(first.text) == fold(wording)


def _tops(layout: PageLayout, candidate: TitleCandidate) -> bool:
    """Whether a phrase in capitals at the page's head has its number set apart on its line, or stands there centred.

    The head is so much of the page, or as few lines as a letterhead takes, where its upper margin is wide.
    """
    first = candidate.segments[0]
    if all(part.line != first.line for part in candidate.segments[1:]):
        centred = abs(first.box.mid_x - 0.5) < _CENTRED and not _beside(layout, candidate)
        number = _NUMBERED.search(first.text)
        named = first.text[: number.start()] if number is not None else first.text
        return centred and named.isupper() and first.box.y1 < _HEAD
    set_apart = not any(map(str.isdigit, first.text))
    at_head = first.box.y1 < _HEAD or (first.line < _FIRST_LINES and first.box.y1 < _UPPER)
    return set_apart and first.text.isupper() and at_head


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


def _worth_a_guess(layout: PageLayout, candidate: TitleCandidate) -> bool:
    """True for a text that may be a misread title: in the upper part or in larger type, of words, not a sentence."""
    if candidate.box.y0 > 0.45 and candidate.height < 1.25 * layout.text_height:
        return False
    if layout.page.origin != "ocr" and candidate.height < 1.15 * layout.text_height:
        return False  # a PDF's own text is not misread; only odd spellings of a heading are worth a guess
    digits = sum(map(str.isdigit, candidate.text))
    return digits <= 0.25 * len(candidate.text) and len(candidate.text.split()) <= 12


def _prominence(layout: PageLayout, candidate: TitleCandidate) -> float:
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
    return max(score, _NAMED) if candidate.named else score


def _is_caption(layout: PageLayout, candidate: TitleCandidate) -> bool:
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


def _beside(layout: PageLayout, candidate: TitleCandidate) -> list[Segment]:
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
    if VALUE.search(text) or text.rstrip().endswith(":"):
        return True
    words = fold(text).split()
    if words and words[-1] == "no":
        return bool(beside)
    return False
