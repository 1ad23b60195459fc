"""Who issued a paper, where no office's word at its head tells: a laboratory in great print, a body over its signatory.

"HARROW & LEE" stands over a certificate of analysis in print that nothing else has; "Minerals Regulation Board" stands
at the foot of a permit under "Director-General".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from extract.candidates import Candidate, value_features
from extract.candidates_letterhead import A_BODY, MOST_WORDS, is_letterhead, may_name, nameable, told
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, region_of
from extract.candidates_shapes import by_shape, whole_phrase
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.layout import Segment
from extract.titles_words import title_words
from extract.values import Context, is_company, parse
from extract.values.folding import fold
from extract.values.texts import is_officer
from ingest.model import Box

_GREATER = 1.25  # times the page's text height: print of a name that no word tells for one
_FLUSH = 0.01  # of the page's width that the print under such a name may be off its left edge
_OVER_ALL = 0.1  # how much better it fits for standing over the title
_LEAST_NAME = 5  # characters of such a name
_SIGNED = 1.8  # text heights at most between a body and who signs for it
_CENTRED = 0.02  # of the page's width that both may be apart at an edge or their middle
_POST_WORDS = 3  # words of a post at the most
_ISSUED_BY = re.compile(
    r"(?:issued|given|granted|signed|delivree?s?|emise?s?|signee?s?|emitid[oa]s?|expedid[oa]s?|otorgad[oa]s?|outorgad[oa]s?"
    r"|assinad[oa]s?|firmad[oa]s?|passad[oa]s?)(?![^\W_])"
)
"""What a line begins with that names who signed."""
_TOLD = 1.0  # how well a body fits beside who signs for it


def issuers(
    neighbourhood: Neighbourhood, doctype: DocumentType, title: Box | None, context: Context
) -> Iterator[Candidate]:
    """Candidates for who issued the paper; `title` is the box of its title, without which none are told."""
    spec = next((spec for spec in doctype.fields if spec.kind is ValueKind.AUTHORITY), None)
    if spec is None or title is None:
        return
    if spec.letterhead and any(field.name == "sample_number" for field in doctype.fields):
        yield from _in_great_print(neighbourhood, spec, title, context)
    yield from _signed(neighbourhood, spec, title, context)


def _in_great_print(neighbourhood: Neighbourhood, spec: FieldSpec, title: Box, context: Context) -> Iterator[Candidate]:
    """The name that a laboratory's paper begins with in greater print than what stands behind and beneath it.

    "HOLLOWAY & FRISK" before "Assayers, est. 1911" on its line: neither a legal form nor a word for an office.
    """
    layout = neighbourhood.layout
    for number, segment in enumerate(layout.segments):
        if segment.box.y1 > title.y0 + 0.01 or not is_letterhead(segment):
            continue
        words = [layout.page.words[word] for word in segment.words]
        heights = [word.box.height * layout.page.height for word in words]
        least = _GREATER * min(layout.text_height, _height_under(neighbourhood, number) or layout.text_height)
        great = sum(1 for _ in takewhile(least.__lt__, heights))
        name = " ".join(word.text for word in words[:great])
        if _in_small_letters(number, name):
            yield from _great(neighbourhood, spec, Part(number, 0, len(name)), context)
            return
        capitals = [word for word in re.findall(r"[^\W\d_]{3,}", name) if word[0].isupper()]
        if not capitals or len(name) < _LEAST_NAME or any(map(str.isdigit, name)) or great > MOST_WORDS:
            continue
        names_itself = told("body").search(fold(segment.text)) and may_name(segment, segment.text, title, context)
        if any(fold(word) in title_words() for word in capitals) or names_itself:
            return  # a title of its own; an office
        if not neighbourhood.is_free(number) or not may_name(segment, name, title, context):
            continue
        if told("state").match(fold(name)) or is_company(segment.text, context):
            continue
        yield from _great(neighbourhood, spec, Part(number, 0, len(name)), context)
        return


def _in_small_letters(number: int, name: str) -> bool:
    """Whether a page begins with the name of an office that is set in small letters alone: "lake zone assay house"."""
    return number == 0 and name.islower() and " " in name and told("body").search(fold(name)) is not None


def _great(neighbourhood: Neighbourhood, spec: FieldSpec, part: Part, context: Context) -> Iterator[Candidate]:
    region = region_of(neighbourhood.layout, neighbourhood.page, Place.LETTERHEAD, [part], skip=neighbourhood.skip)
    parsed = parse(spec.kind, region.text, context)
    if parsed is not None:
        features = value_features(spec, region, parsed)
        features |= {"place_letterhead": 1.0, "shape_fit": A_BODY + _OVER_ALL}
        yield Candidate(spec, region, parsed).weighed(features)


def _height_under(neighbourhood: Neighbourhood, number: int) -> float | None:
    """The height of the print right under a phrase at its left edge; None where nothing stands there.

    A strip at the page's side has smaller print than the page, and its head is great beside that.
    """
    segments, height = neighbourhood.layout.segments, neighbourhood.layout.page.height
    segment = segments[number]
    for below in segments[number + 1 :]:
        if abs(below.box.x0 - segment.box.x0) < _FLUSH and below.line != segment.line:
            return below.height if (below.box.y0 - segment.box.y1) * height < segment.height else None
    return None


def _signed(neighbourhood: Neighbourhood, spec: FieldSpec, title: Box, context: Context) -> Iterator[Candidate]:
    """The body that stands right over or under the post of who signs for it."""
    layout = neighbourhood.layout
    posts = [segment for segment in layout.segments if is_officer(segment.text) or _is_signed_by_post(segment.text)]
    for number, segment in enumerate(layout.segments):
        if segment.box.y0 < title.y1 or not nameable(neighbourhood, number):
            continue
        if not any(_beside(segment, post, layout.page.height) for post in posts):
            continue
        words = re.findall(r"[^\W\d_]{4,}", segment.text)
        great = bool(words) and all(word[0].isupper() for word in words) and len(segment.text.split()) > 1
        if not great or told("body").search(fold(segment.text)) is None:
            continue
        if not may_name(segment, segment.text, title, context):
            continue
        region = whole_phrase(layout, neighbourhood.page, Place.SHAPE, number, neighbourhood.skip, 0.0)
        parsed = parse(spec.kind, region.text, context)
        if parsed is not None:
            yield by_shape(spec, region, parsed, fit=_TOLD)


def _is_signed_by_post(text: str) -> bool:
    """Whether a line says that a post issued the paper: "Issued under the hand of the Diamond Commissioner"."""
    words = text.split()
    tails = (" ".join(words[-size:]) for size in range(1, _POST_WORDS + 1))
    return len(words) > _POST_WORDS and _ISSUED_BY.match(fold(text)) is not None and any(map(is_officer, tails))


def _beside(body: Segment, post: Segment, height: float) -> bool:
    """Whether a body and a post stand one over the other, at one edge or about one middle; `height` in points."""
    gap = max(post.box.y0 - body.box.y1, body.box.y0 - post.box.y1) * height
    sides = (body.box.x0 - post.box.x0, body.box.mid_x - post.box.mid_x, body.box.x1 - post.box.x1)
    lined = min(map(abs, sides)) < _CENTRED
    return lined and body.line != post.line and gap < _SIGNED * max(body.height, post.height)
